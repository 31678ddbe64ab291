"""The exact best choice for a small task, by branch and bound: no solver is loaded, and a few hundred branches do.

An act is taken or left, the most useful first. A branch is given up where what it holds, with the most that the acts still open
could add, is no more than the best found. That most is the least of several sums, each of which lets go of all limits but one: the
best acts by number, and by each kind of effort the best by use for effort, the last of them in part. What an act adds falls as
others on its decider are taken, so what it adds now is the most it can; of a synergy between two open acts each brings half.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from demarche.subjects.options.effort import Act, Task

MOST_BRANCHES = 3_000
"""Above so many branches the solver is quicker."""
_SLACK = 1e-9


def branch_and_bound(task: Task, acts: Sequence[Act], start: Sequence[Act], most: int = MOST_BRANCHES) -> tuple[Act, ...] | None:
    """The best of all choices of `acts`, at least as good as `start`; nothing where it would take more than `most` branches."""
    search = _Search.of(task, acts, start, most)
    return search.best if search.walk(0, [], 0.0) else None


@dataclass(slots=True)
class _Search:
    task: Task
    acts: list[Act]
    costs: list[tuple[float, ...]]
    room: list[float]
    helps: list[dict[int, float]]
    best: tuple[Act, ...]
    worth: float
    left: int
    on_decider: dict[str, list[float]] = field(default_factory=dict)

    @classmethod
    def of(cls, task: Task, acts: Sequence[Act], start: Sequence[Act], most: int) -> _Search:
        gains: dict[str, float] = {}
        for s in task.synergies:
            for name in (s.first, s.second):
                gains[name] = gains.get(name, 0.0) + s.gain / 2
        ordered = sorted(acts, key=lambda act: (-act.worth - gains.get(act.id, 0.0), act.id))
        at = {act.id: n for n, act in enumerate(ordered)}
        helps: list[dict[int, float]] = [{} for _ in ordered]
        for s in task.synergies:
            if s.first in at and s.second in at:
                one, other = at[s.first], at[s.second]
                helps[one][other] = helps[one].get(other, 0.0) + s.gain
                helps[other][one] = helps[other].get(one, 0.0) + s.gain
        limits = task.limits.of()
        costs = [tuple(act.cost(kind) for kind in limits) for act in ordered]
        return cls(task, ordered, costs, list(limits.values()), helps, tuple(start), task.worth(start), most)

    def walk(self, place: int, taken: list[int], worth: float) -> bool:
        """Look through every branch below; false where there were too many."""
        if worth > self.worth + _SLACK:
            self.best, self.worth = tuple(self.acts[n] for n in taken), worth
        if place == len(self.acts) or worth + self._most(place, taken) <= self.worth + _SLACK:
            return True
        self.left -= 1
        if self.left < 0:
            return False
        if self._fits(place, taken):
            added = self._adds(place) + sum(self.helps[place].get(n, 0.0) for n in taken)
            group = self.on_decider.setdefault(self._decider(place), [])
            group.append(self.acts[place].worth)
            self._spend(place, -1)
            whole = self.walk(place + 1, [*taken, place], worth + added)
            self._spend(place, 1)
            group.pop()
            if not whole:
                return False
        return self.walk(place + 1, taken, worth)

    def _decider(self, n: int) -> str:
        return self.acts[n].decider or self.acts[n].id

    def _spend(self, n: int, sign: int) -> None:
        for kind, cost in enumerate(self.costs[n]):
            self.room[kind] += sign * cost

    def _fits(self, n: int, taken: Sequence[int]) -> bool:
        most = self.task.limits.acts
        if most is not None and len(taken) >= most:
            return False
        return all(cost <= room + _SLACK for cost, room in zip(self.costs[n], self.room, strict=True))

    def _adds(self, n: int) -> float:
        """What an act adds to those taken on its decider."""
        held = self.on_decider.get(self._decider(n), [])
        return self._faded([*held, self.acts[n].worth]) - self._faded(held) if held else self.acts[n].worth

    def _faded(self, worths: Sequence[float]) -> float:
        total, factor = 0.0, 1.0
        for worth in sorted(worths, reverse=True):
            total += factor * worth
            factor *= self.task.fading
        return total

    def _most(self, place: int, taken: Sequence[int]) -> float:
        """The most that the acts from `place` on could add to those taken."""
        gains: list[tuple[float, tuple[float, ...]]] = []
        for n in range(place, len(self.acts)):
            if self._fits(n, taken):
                helped = sum(
                    gain if other in taken else gain / 2 if other >= place else 0.0 for other, gain in self.helps[n].items()
                )
                gains.append((self._adds(n) + helped, self.costs[n]))
        number = len(gains) if self.task.limits.acts is None else self.task.limits.acts - len(taken)
        most = sum(sorted((gain for gain, _ in gains), reverse=True)[:number])
        for kind, room in enumerate(self.room):
            most = min(most, _in_part([(gain, costs[kind]) for gain, costs in gains], room))
        return most


def _in_part(gains: Sequence[tuple[float, float]], room: float) -> float:
    """The most to be gained within one kind of effort where the last act may be taken in part."""
    total = 0.0
    for gain, cost in sorted(gains, key=lambda g: -g[0] / (g[1] + 1e-12)):
        if cost > room:
            return total + (gain * max(room, 0.0) / cost)
        total += gain
        room -= cost
    return total
