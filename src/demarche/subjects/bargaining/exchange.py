"""Who could trade what with whom: two actors on opposite sides of two questions, each giving way where it cares less.

After the exchange model of Stokman and Van Oosten (1994), as set out by Van Assen, Stokman and Van Oosten (2003), “Conflict measures
in cooperative exchange models of collective decision-making”, *Rationality and Society* 15(1): 85–112. An actor that gives moves
towards the other on one question; both gain equally; the one with less to give moves all the way. What is gained is counted in
points of a scale from 0 to 100 times salience. Trades help or harm those who take no part: their effects are shown with each trade.

A trade is a proposal to look at, not a forecast: on resolved questions, letting everybody trade did not bring the forecast nearer to
what was decided (`scorecard`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import UseError
from demarche.subjects.bargaining.issue import Issue

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

EQUAL = 1e-9
"""Gains that differ by no more than this are held to be equal; names then decide, so that nothing is left to chance."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one actor gives in a trade: on which issue it moves from where to where, and what that shifts the weighted mean by."""

    actor: str
    issue: str
    before: float
    after: float
    shift: float


@dataclass(frozen=True, slots=True)
class Trade:
    """Two actors give way to one another on two issues; each gains `gain` (points of 100 times salience).

    `others` are the effects on every third actor that has a stance on either issue, best first.
    """

    first: Given
    second: Given
    gain: float
    others: tuple[tuple[str, float], ...]

    @property
    def harmed(self) -> tuple[str, ...]:
        """Third actors that would lose by it, worst first."""
        return tuple(actor for actor, effect in reversed(self.others) if effect < -EQUAL)


@dataclass(frozen=True, slots=True)
class ExchangeRound:
    """The trades of one round in the order of their gains, and every issue's weighted mean before and after them."""

    trades: tuple[Trade, ...]
    before: dict[str, float]
    after: dict[str, float]


def possible_trades(issues: Sequence[Issue], *, most: int | None = None) -> tuple[Trade, ...]:
    """Every trade that would pay both, each taken by itself, the most gainful first; `most` limits how many are given."""
    table = _Table.of(issues)
    found = table.candidates()
    order = table.ranked(found)[:most]
    return tuple(table.trade(found, n) for n in order.tolist())


def exchange_round(issues: Sequence[Issue]) -> ExchangeRound:
    """One round: the most gainful trade is made, then the next that is still open, until none pays.

    Within a round an actor gives on an issue at most once, and nobody both gives and is given something on the same issue.
    """
    import numpy as np

    table = _Table.of(issues)
    before = table.outcomes()
    gave, got = np.zeros(table.position.shape, dtype=bool), np.zeros(table.position.shape, dtype=bool)
    found = table.candidates()
    done: list[Trade] = []
    while found.size:
        best = int(table.ranked(found)[0])
        trade = table.trade(found, best)
        i, p, j, q = found.who[:, best].tolist()
        table.make(trade, i, p, j, q)
        done.append(trade)
        gave[[i, j], [p, q]] = True
        got[[i, j], [q, p]] = True
        i, p, j, q = found.who
        spent = (gave | got)[i, p] | (gave | got)[j, q] | gave[i, q] | gave[j, p]
        found = table.weighed(found.who[:, ~spent])
    after = table.outcomes()
    return ExchangeRound(tuple(done), table.in_own_units(before), table.in_own_units(after))


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Trades as columns: who (giver, its issue, the other giver, its issue), what each shifts, and the gain."""

    who: Array
    first: Array
    second: Array
    gain: Array

    @property
    def size(self) -> int:
        return int(self.gain.size)


@dataclass(slots=True)
class _Table:
    """Actors by issues, positions in per cent of each scale (`nan` where there is no stance)."""

    issues: tuple[Issue, ...]
    actors: tuple[str, ...]
    position: Array
    salience: Array
    weight: Array

    @classmethod
    def of(cls, issues: Sequence[Issue]) -> _Table:
        import numpy as np

        ids = [issue.id for issue in issues]
        if len(set(ids)) < len(ids):
            raise UseError("An issue is there more than once.", where=", ".join(ids), next_step="Give each its own id.")
        ordered = tuple(sorted(issues, key=lambda issue: issue.id))
        actors = tuple(sorted({stance.actor for issue in ordered for stance in issue.stances}))
        place = {actor: n for n, actor in enumerate(actors)}
        shape = (len(actors), len(ordered))
        position, salience, weight = np.full(shape, np.nan), np.zeros(shape), np.zeros(shape)
        for column, issue in enumerate(ordered):
            for stance in issue.stances:
                row = place[stance.actor]
                position[row, column] = 100.0 * (stance.position - issue.low) / issue.span
                salience[row, column], weight[row, column] = stance.salience, stance.weight
        return cls(ordered, actors, position, salience, weight)

    def outcomes(self) -> Array:
        """The weighted mean of each issue, in per cent of its scale."""
        import numpy as np

        found: Array = (self.weight * np.nan_to_num(self.position)).sum(axis=0) / self.weight.sum(axis=0)
        return found

    def in_own_units(self, outcomes: Array) -> dict[str, float]:
        return {issue.id: issue.low + float(value) / 100.0 * issue.span for issue, value in zip(self.issues, outcomes, strict=True)}

    def candidates(self) -> _Candidates:
        """All pairs on opposite sides of two issues, the one who cares less giving on each."""
        import numpy as np

        side = np.sign(np.nan_to_num(self.position - self.outcomes(), nan=0.0)) * (self.weight > 0)
        one, other = np.triu_indices(len(self.actors), 1)
        pair, issue = np.nonzero(side[one] * side[other] < 0)
        i, j = one[pair], other[pair]
        order = np.lexsort((issue, pair))
        pair, issue, i, j = pair[order], issue[order], i[order], j[order]
        starts = np.searchsorted(pair, pair, side="left")
        ends = np.searchsorted(pair, pair, side="right")
        count = ends - starts
        first = np.repeat(np.arange(pair.size), count)
        second = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(starts, count)
        who = np.stack([i[first], issue[first], j[first], issue[second]])
        # Of the two ways to pair two issues, the one in which each gives where it cares less.
        s = self.salience
        keep = (who[1] != who[3]) & (s[who[0], who[1]] * s[who[2], who[3]] < s[who[0], who[3]] * s[who[2], who[1]])
        return self.weighed(who[:, keep])

    def weighed(self, who: Array) -> _Candidates:
        """What each trade would shift and bring now; those that no longer pay are left out."""
        import numpy as np

        i, p, j, q = who
        x, s, total, mean = self.position, self.salience, self.weight.sum(axis=0), self.outcomes()
        # Most that can be given: all the way to the other, and no further than the other wants the mean to go.
        most_p = np.minimum(np.abs(x[i, p] - x[j, p]) * self.weight[i, p] / total[p], np.abs(x[j, p] - mean[p]))
        most_q = np.minimum(np.abs(x[i, q] - x[j, q]) * self.weight[j, q] / total[q], np.abs(x[i, q] - mean[q]))
        still = ((x[i, p] - mean[p]) * (x[j, p] - mean[p]) < 0) & ((x[i, q] - mean[q]) * (x[j, q] - mean[q]) < 0)
        rate = (s[i, p] + s[j, p]) / (s[i, q] + s[j, q])
        first = np.minimum(most_p, most_q / rate)
        second = rate * first
        gain = s[i, q] * second - s[i, p] * first
        keep = still & (gain > EQUAL)
        return _Candidates(who[:, keep], first[keep], second[keep], gain[keep])

    def ranked(self, found: _Candidates) -> Array:
        """Candidates from the most gainful on; equal gains in the order of names."""
        import numpy as np

        order: Array = np.lexsort((*found.who[::-1], -np.round(found.gain / EQUAL)))
        return order

    def trade(self, found: _Candidates, n: int) -> Trade:
        """One candidate as a trade, in the issues' own units, with what it does to everybody else."""
        i, p, j, q = (int(found.who[k, n]) for k in range(4))
        total, mean = self.weight.sum(axis=0), self.outcomes()
        shifts = {}
        given = []
        for actor, other, issue, size in ((i, j, p, float(found.first[n])), (j, i, q, float(found.second[n]))):
            towards = 1.0 if self.position[other, issue] > self.position[actor, issue] else -1.0
            shifts[issue] = towards * size
            before = float(self.position[actor, issue])
            goal = float(self.position[other, issue])
            after = before + towards * size * float(total[issue] / self.weight[actor, issue])
            after = goal if abs(after - goal) < EQUAL else after
            scale = self.issues[issue]
            unit = scale.span / 100.0
            given.append(
                Given(self.actors[actor], scale.id, scale.low + before * unit, scale.low + after * unit, shifts[issue] * unit)
            )
        return Trade(given[0], given[1], float(found.gain[n]), self._effects(shifts, mean, {i, j}))

    def _effects(self, shifts: dict[int, float], mean: Array, taking_part: set[int]) -> tuple[tuple[str, float], ...]:
        import numpy as np

        total = np.zeros(len(self.actors))
        for issue, shift in shifts.items():
            x = self.position[:, issue]
            nearer = np.abs(x - mean[issue]) - np.abs(x - mean[issue] - shift)
            total += self.salience[:, issue] * np.nan_to_num(nearer)
        concerned = ~np.isnan(self.position[:, list(shifts)]).all(axis=1)
        found = [(self.actors[n], float(total[n])) for n in np.flatnonzero(concerned).tolist() if n not in taking_part]
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def make(self, trade: Trade, i: int, p: int, j: int, q: int) -> None:
        """Move both actors as the trade says."""
        for given, actor, issue in ((trade.first, i, p), (trade.second, j, q)):
            scale = self.issues[issue]
            self.position[actor, issue] = 100.0 * (given.after - scale.low) / scale.span
