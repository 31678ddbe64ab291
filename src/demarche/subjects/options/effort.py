"""Acts under limited effort: what a choice of few acts is worth, and what it costs.

Acts on one decider wear off: of those chosen, the most useful counts in full, the next by `fading`, the next by its square. Acts
along one line help one another: a pair that a person has marked as helping adds its gain when both are taken. The worth of
an act is in the user's own units (such as people reached, or points agreed in the team); nothing here turns it into a probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from demarche.model.evidence import UseError

KINDS = ("hours", "capital", "money")
"""What effort is counted in: hours of staff time, political capital in the user's units, money in US dollars."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act that could be taken. `cost_free` marks asks that need no money of the party asked.

    Raises `UseError` for an empty id, or a negative worth or cost.
    """

    id: str
    worth: float
    decider: str = ""
    line: str = ""
    hours: float = 0.0
    capital: float = 0.0
    money: float = 0.0
    cost_free: bool = False

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise UseError("An act needs an id.")
        if min(self.worth, self.hours, self.capital, self.money) < 0:
            raise UseError("The worth and the cost of an act are not less than nothing.", where=self.id)

    def cost(self, kind: str) -> float:
        """Its cost in one kind of effort (`KINDS`)."""
        return {"hours": self.hours, "capital": self.capital, "money": self.money}[kind]


@dataclass(frozen=True, slots=True)
class Synergy:
    """Two acts that help one another, and what they add when both are taken. Raises `UseError` for one act alone, or a loss."""

    first: str
    second: str
    gain: float

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise UseError("A synergy is between two acts.", where=self.first)
        if self.gain < 0:
            raise UseError(
                "A synergy adds something.", where=f"{self.first}, {self.second}", next_step="Leave out acts that harm one another."
            )


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be spent: hours, capital, money (empty means no limit), and how many acts."""

    hours: float | None = None
    capital: float | None = None
    money: float | None = None
    acts: int | None = None

    def of(self) -> dict[str, float]:
        """The limits that there are, by kind."""
        given = {"hours": self.hours, "capital": self.capital, "money": self.money}
        return {kind: limit for kind, limit in given.items() if limit is not None}


@dataclass(frozen=True, slots=True)
class Choice:
    """Acts chosen together, in the order of their ids, with what they are worth and what they use.

    `bound` is the most that any choice could be worth where the best one was not proved; empty otherwise.
    """

    acts: tuple[Act, ...]
    worth: float
    uses: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    bound: float | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(act.id for act in self.acts)


@dataclass(frozen=True, slots=True)
class Task:
    """What there is to choose from, under which limits.

    Raises `UseError` for an id used twice, a synergy with an unknown act, a negative limit, or a fading outside 0–1.
    """

    acts: tuple[Act, ...]
    limits: Limits = Limits()
    synergies: tuple[Synergy, ...] = ()
    fading: float = 0.5

    def __post_init__(self) -> None:
        ids = [act.id for act in self.acts]
        if len(set(ids)) < len(ids):
            twice = sorted({name for name in ids if ids.count(name) > 1})
            raise UseError(f"The act “{twice[0]}” is there more than once.", next_step="Give each its own id.")
        for synergy in self.synergies:
            for name in (synergy.first, synergy.second):
                if name not in ids:
                    raise UseError(f"There is no act “{name}”.", where=f"synergy {synergy.first}, {synergy.second}")
        if not 0 <= self.fading <= 1:
            raise UseError(
                f"A second act cannot count {self.fading:g} times the first.",
                where="fading",
                next_step="Give a number from 0 to 1.",
            )
        if min([*self.limits.of().values(), self.limits.acts or 0]) < 0:
            raise UseError("A limit is not less than nothing.", where="limits")

    def worth(self, chosen: Iterable[Act]) -> float:
        """What acts are worth together: each decider's acts fade from the most useful on, synergies of pairs added."""
        by_decider: dict[str, list[float]] = {}
        ids = set()
        for act in chosen:
            by_decider.setdefault(act.decider or act.id, []).append(act.worth)
            ids.add(act.id)
        total = 0.0
        for worths in by_decider.values():
            factor = 1.0
            for worth in sorted(worths, reverse=True):
                total += factor * worth
                factor *= self.fading
        return total + sum(s.gain for s in self.synergies if s.first in ids and s.second in ids)

    def fits(self, chosen: Sequence[Act]) -> bool:
        """Whether acts stay within every limit."""
        most = self.limits
        if most.acts is not None and len(chosen) > most.acts:
            return False
        if most.hours is not None and sum([act.hours for act in chosen]) > most.hours + 1e-9:
            return False
        if most.capital is not None and sum([act.capital for act in chosen]) > most.capital + 1e-9:
            return False
        return most.money is None or sum([act.money for act in chosen]) <= most.money + 1e-9

    def choice(self, chosen: Iterable[Act]) -> Choice:
        """The choice of these acts."""
        acts = tuple(sorted(chosen, key=lambda act: act.id))
        uses = {kind: sum(act.cost(kind) for act in acts) for kind in KINDS}
        return Choice(acts, self.worth(acts), MappingProxyType(uses | {"acts": float(len(acts))}))


def along_lines(acts: Sequence[Act], rate: float) -> tuple[Synergy, ...]:
    """A synergy for every two acts of one line that move different deciders: `rate` of the lesser worth of the two."""
    pairs = (
        (first, second)
        for first, second in combinations(acts, 2)
        if first.line and first.line == second.line and (first.decider or first.id) != (second.decider or second.id)
    )
    return tuple(Synergy(first.id, second.id, rate * min(first.worth, second.worth)) for first, second in pairs)
