"""Which few acts to take: the exact best beside a greedy choice, and how the choice changes with the limits.

Exact: by branch and bound where there is little to choose from, else a mixed-integer programme solved by HiGHS through scipy. Each decider has places that count 1, f, f², …; an act takes one
place of its decider or none; the programme fills the best places with the most useful acts by itself. Greedy: acts are added
by what they add for the effort they take, with lazy re-evaluation (CELF: Leskovec and others 2007, "Cost-effective outbreak
detection in networks", KDD), from several starts and by several measures of effort, and improved by exchanges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import Any

from demarche.model.evidence import UseError
from demarche.subjects.options.branching import branch_and_bound
from demarche.subjects.options.effort import Act, Choice, Task

SMALL = 25
"""Up to so many acts the branches are tried before the solver is loaded."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The exact best choice, the greedy one beside it, and how near the greedy one came (1 where it is as good)."""

    exact: Choice
    greedy: Choice

    @property
    def ratio(self) -> float:
        """Worth of the greedy choice over the exact one; 1 where nothing can be gained."""
        return self.greedy.worth / self.exact.worth if self.exact.worth > 0 else 1.0


def select(task: Task) -> Selection:
    """Choose the few acts to take, exactly and greedily."""
    return Selection(exact(task), greedy(task))


def by_limit(task: Task, kind: str, limits: Iterable[float]) -> tuple[tuple[float, Choice], ...]:
    """The exact choice under each of several limits of one kind (`hours`, `capital`, `money` or `acts`), the others as they are."""
    found = []
    for limit in limits:
        if kind not in {"hours", "capital", "money", "acts"}:
            raise UseError(f"“{kind}” is not a limit.", next_step="Use hours, capital, money or acts.")
        changed = replace(task.limits, **{kind: int(limit) if kind == "acts" else limit})  # type: ignore[arg-type]
        found.append((limit, exact(replace(task, limits=changed))))
    return tuple(found)


def exact(task: Task, *, seconds: float = 30.0) -> Choice:
    """The best choice there is, proved.

    Where it is not proved within `seconds`, the best found, with `bound` saying how much better another could be at most.
    """
    acts = [act for act in task.acts if task.fits([act])]
    if not acts:
        return task.choice([])
    if len(acts) <= SMALL:
        found = branch_and_bound(task, acts, greedy(task).acts)
        if found is not None:
            return task.choice(found)
    return _solved(task, acts, seconds)


def _solved(task: Task, acts: Sequence[Act], seconds: float) -> Choice:
    """The best choice by the solver."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

    programme = _Programme.of(task, acts)
    whole = np.zeros(len(programme.gains))
    whole[: len(programme.places)] = 1  # synergies follow from the acts: they are whole by themselves
    answer = milp(
        c=-np.array(programme.gains),
        integrality=whole,
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(*programme.constraints()),
        options={"time_limit": seconds, "mip_rel_gap": 1e-9},
    )
    if answer.x is None:
        best = greedy(task)
    else:
        taken = {act for (act, _), value in zip(programme.places, answer.x, strict=False) if value > 0.5}
        best = task.choice(acts[n] for n in taken)
    if answer.status != 0:
        best = max(best, greedy(task), key=lambda choice: choice.worth)
        bound = -answer.mip_dual_bound if answer.mip_dual_bound is not None else float("inf")
        return replace(best, bound=max(bound, best.worth))
    return best


@dataclass(slots=True)
class _Programme:
    """Variables: one for each act in each place of its decider, then one for each synergy. Rows: `coefficients · x ≤ upper`."""

    places: list[tuple[int, int]]
    gains: list[float]
    rows: list[dict[int, float]]
    upper: list[float]

    @classmethod
    def of(cls, task: Task, acts: Sequence[Act]) -> _Programme:
        self = cls([], [], [], [])
        by_decider: dict[str, list[int]] = {}
        for n, act in enumerate(acts):
            by_decider.setdefault(act.decider or act.id, []).append(n)
        of_act: dict[int, list[int]] = {n: [] for n in range(len(acts))}
        for group in by_decider.values():
            count = len(group) if task.fading > 0 or task.synergies else 1
            count = min(count, task.limits.acts) if task.limits.acts is not None else count
            for place in range(count):
                here = []
                for n in group:
                    of_act[n].append(len(self.places))
                    here.append(len(self.places))
                    self.places.append((n, place))
                    self.gains.append(acts[n].worth * task.fading**place)
                self._at_most(dict.fromkeys(here, 1.0), 1.0)
        for columns in of_act.values():
            self._at_most(dict.fromkeys(columns, 1.0), 1.0)
        for kind, limit in task.limits.of().items():
            if limit > 0:  # acts that cost anything where nothing may be spent were left out before
                self._at_most({c: acts[n].cost(kind) / limit for n, columns in of_act.items() for c in columns}, 1.0)
        if task.limits.acts is not None:
            self._at_most({c: 1.0 for columns in of_act.values() for c in columns}, float(task.limits.acts))
        self._add_synergies(task, {act.id: of_act[n] for n, act in enumerate(acts)})
        return self

    def _add_synergies(self, task: Task, of_act: dict[str, list[int]]) -> None:
        for synergy in task.synergies:
            if synergy.gain > 0 and synergy.first in of_act and synergy.second in of_act:
                column = len(self.gains)
                self.gains.append(synergy.gain)
                for name in (synergy.first, synergy.second):
                    self._at_most({column: 1.0, **dict.fromkeys(of_act[name], -1.0)}, 0.0)

    def _at_most(self, row: dict[int, float], upper: float) -> None:
        self.rows.append(row)
        self.upper.append(upper)

    def constraints(self) -> tuple[Any, Any, Any]:
        """The rows as a sparse matrix with no lower and these upper sides."""
        import numpy as np
        from scipy.sparse import csr_array  # type: ignore[import-untyped]

        entries = [(r, c, v) for r, row in enumerate(self.rows) for c, v in row.items()]
        rows, columns, values = zip(*entries, strict=True)
        matrix = csr_array((values, (rows, columns)), shape=(len(self.rows), len(self.gains)))
        return matrix, np.full(len(self.rows), -np.inf), np.array(self.upper)


Effort = Callable[[Act], float]
PROMISING = 15
"""How many acts left out are tried two by two in place of two that were taken."""


def greedy(task: Task) -> Choice:
    """A good choice, quickly: the best of several greedy ones, each improved by exchanges."""
    limits = {kind: limit for kind, limit in task.limits.of().items() if limit > 0}

    def shares(act: Act) -> list[float]:
        return [act.cost(kind) / limit for kind, limit in limits.items()] or [0.0]

    efforts: tuple[Effort, ...] = (lambda _: 1.0, lambda act: 1e-3 + sum(shares(act)), lambda act: 1e-3 + max(shares(act)))
    acts = [act for act in task.acts if task.fits([act])]
    best = task.choice([])
    for effort in efforts:
        best = max(best, task.choice(_improved(task, acts, _celf(task, acts, [], effort))), key=lambda c: c.worth)
    for start in sorted(acts, key=lambda act: -act.worth)[:10]:
        best = max(best, task.choice(_improved(task, acts, _celf(task, acts, [start], efforts[1]))), key=lambda c: c.worth)
    return task.choice(_improved(task, acts, list(best.acts), pairs=True))


def _celf(task: Task, acts: Sequence[Act], start: list[Act], effort: Effort) -> list[Act]:
    """Add what adds most for its effort until nothing fits.

    What an act adds only falls as others are taken, except that a synergy can raise it; those acts are evaluated anew at once, so
    that a value that is still the largest after re-evaluation is the largest of all.
    """
    helps: dict[str, list[str]] = {}
    for synergy in task.synergies:
        helps.setdefault(synergy.first, []).append(synergy.second)
        helps.setdefault(synergy.second, []).append(synergy.first)
    chosen = list(start)
    worth = task.worth(chosen)
    by_id = {act.id: act for act in acts}

    def rate(act: Act) -> float:
        return (task.worth([*chosen, act]) - worth) / effort(act)

    taken = {act.id for act in chosen}
    waiting = [(-rate(act), act.id, len(chosen)) for act in acts if act.id not in taken]
    heapify(waiting)
    while waiting:
        _, name, seen = heappop(waiting)
        act = by_id[name]
        if name in taken or not task.fits([*chosen, act]):
            continue
        if seen < len(chosen):
            heappush(waiting, (-rate(act), name, len(chosen)))
            continue
        chosen.append(act)
        taken.add(name)
        worth = task.worth(chosen)
        for other in helps.get(name, ()):
            if other in by_id and other not in taken:
                heappush(waiting, (-rate(by_id[other]), other, len(chosen)))
    return chosen


def _improved(task: Task, acts: Sequence[Act], chosen: list[Act], *, pairs: bool = False) -> list[Act]:
    """Exchange one chosen act for another or add one, while that helps; with `pairs`, exchange two for two as well."""
    best = task.worth(chosen)
    better = True
    while better:
        better = False
        for trial in _neighbours(task, acts, chosen, pairs=pairs):
            worth = task.worth(trial)
            if worth > best + 1e-12:
                chosen, best, better = trial, worth, True
                break
    return chosen


def _neighbours(task: Task, acts: Sequence[Act], chosen: list[Act], *, pairs: bool) -> Iterator[list[Act]]:
    spare = [act for act in acts if act not in chosen]
    for out in (None, *chosen):
        kept = [act for act in chosen if act is not out]
        yield from (trial for act in spare if task.fits(trial := [*kept, act]))
    if pairs:
        promising = sorted(spare, key=lambda act: -task.worth([*chosen, act]))[:PROMISING]
        for gone in combinations(chosen, 2):
            kept = [act for act in chosen if act not in gone]
            yield from (trial for pair in combinations(promising, 2) if task.fits(trial := [*kept, *pair]))
