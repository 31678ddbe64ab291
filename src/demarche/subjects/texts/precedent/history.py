"""How a clause changed over the years: its variants with the votes on them, and its trend, raw and within renewal chains.

The raw trend mixes two things: texts that change, and more or other texts being adopted. Within a renewal chain the same resolution is
compared with the one it continues, which leaves the second out. Both are shown, because the first alone misleads.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demarche.model.evidence import Estimate, Nature
from demarche.subjects.texts.precedent.chains import Chains
from demarche.subjects.texts.precedent.clause import ClauseInParagraph
from demarche.subjects.texts.precedent.corpus import Corpus
from demarche.subjects.texts.precedent.equivalence import Use
from demarche.subjects.texts.precedent.gold import gold_pairs
from demarche.subjects.texts.verbs import Axis

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SEED = 5
_DRAWS = 2000
_LEVEL = 0.9
_YEARS = 365.25
_EPOCH = 730_000
"""A day near the year 2000, so that sums stay small."""
_FEWEST = 5
"""Fewer documents or chains than this give no interval worth showing."""


@dataclass(frozen=True, slots=True)
class ClauseUse:
    """A paragraph that holds the clause."""

    use: Use
    clause: ClauseInParagraph

    @property
    def insistence(self) -> float | None:
        """The strength of the governing act where it directs someone; None where it does not."""
        act = self.clause.act
        return act.strength_on_axis if act is not None and act.axis is Axis.DIRECTIVE else None

    @property
    def qualified(self) -> float:
        """How many words qualify the clause."""
        return float(len(self.clause.qualifiers))


@dataclass(frozen=True, slots=True)
class Variant:
    """The clause with the same qualifiers, in whatever order. `spelled` is the order most used; uses are in order of date."""

    qualifiers: tuple[str, ...]
    spelled: str
    uses: tuple[ClauseUse, ...]

    @property
    def first(self) -> Use:
        """The earliest use."""
        return self.uses[0].use

    @property
    def latest(self) -> Use:
        """The latest use."""
        return self.uses[-1].use

    @property
    def count(self) -> int:
        """How many paragraphs use it."""
        return len(self.uses)

    @property
    def strongest(self) -> ClauseUse:
        """The use that insists most, the latest of equals; the latest use where none directs anyone."""
        return max(self.uses, key=lambda each: (each.insistence or 0.0, each.use.date))


@dataclass(frozen=True, slots=True)
class Period:
    """The uses of some years: paragraphs and documents, and the means of what is measured (None where nothing could be)."""

    first_year: int
    last_year: int
    paragraphs: int
    documents: int
    insistence: float | None
    qualifiers: float


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over time, raw and within renewal chains.

    `raw` is the change in ten years, from all `paragraphs` of `documents`; `within` the mean change from a resolution to the one that
    continues it, over `pairs` of paragraphs that were carried over and hold the clause in both, `up` of which rose and `down` of which
    fell. `sign_test` is the probability of a split so uneven were both as likely. Estimates are absent where there is too little.
    """

    measure: str
    raw: Estimate | None
    paragraphs: int
    documents: int
    within: Estimate | None
    pairs: int
    up: int
    down: int
    sign_test: float | None


@dataclass(frozen=True, slots=True)
class History:
    """What became of a clause.

    `kept` counts pairs of carried-over paragraphs that hold it in both; `added` paragraphs that hold it where the resolution
    continued has no paragraph aligned with them that does; `dropped` the reverse.
    """

    clause: str
    variants: tuple[Variant, ...]
    periods: tuple[Period, ...]
    trends: tuple[Trend, ...]
    kept: int
    added: int
    dropped: int


def clause_history(corpus: Corpus, chains: Chains, clause: str, uses: Sequence[ClauseUse]) -> History:
    """Put the uses of a clause in order; drafts that were not adopted are left out of trends and periods, not of variants."""
    adopted = [each for each in uses if each.use.adopted]
    pairs, added, dropped = _renewals(corpus, chains, adopted)
    measures: Mapping[str, Callable[[ClauseUse], float | None]] = {
        "insistence of the governing act": lambda each: each.insistence,
        "words that qualify the clause": lambda each: each.qualified,
    }
    return History(
        clause,
        _variants(uses),
        _periods(adopted),
        tuple(_trend(name, adopted, pairs, chains, measure) for name, measure in measures.items()),
        len(pairs),
        added,
        dropped,
    )


def _variants(uses: Iterable[ClauseUse]) -> tuple[Variant, ...]:
    by_qualifiers: defaultdict[tuple[str, ...], list[ClauseUse]] = defaultdict(list)
    for each in uses:
        by_qualifiers[each.clause.qualifiers].append(each)
    found = [
        Variant(
            qualifiers,
            Counter(each.clause.spelled for each in some).most_common(1)[0][0],
            tuple(sorted(some, key=lambda each: (each.use.date, each.use.symbol, each.use.seq))),
        )
        for qualifiers, some in by_qualifiers.items()
    ]
    return tuple(sorted(found, key=lambda variant: (-variant.count, variant.spelled)))


def _periods(uses: Sequence[ClauseUse]) -> tuple[Period, ...]:
    by_period: defaultdict[int, list[ClauseUse]] = defaultdict(list)
    for each in uses:
        by_period[each.use.date.year // 5 * 5].append(each)
    return tuple(
        Period(
            year,
            year + 4,
            len(some),
            len({each.use.symbol for each in some}),
            _mean([each.insistence for each in some if each.insistence is not None]),
            _mean([each.qualified for each in some]) or 0.0,
        )
        for year, some in sorted(by_period.items())
    )


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


Pair = tuple[ClauseUse, ClauseUse]


def _renewals(corpus: Corpus, chains: Chains, uses: Sequence[ClauseUse]) -> tuple[list[Pair], int, int]:
    """Pairs (earlier, later) of carried-over paragraphs that hold the clause in both, and how often it came in or went out."""
    at = {each.use.place: each for each in uses}
    holding = {each.use.symbol for each in uses}
    links = [link for link in chains.links if link.successor in holding or link.predecessor in holding]
    pairs: list[Pair] = []
    added = dropped = 0
    for link in links:
        carried = {pair.successor: pair.predecessor for pair in gold_pairs(corpus, [link])}
        back = {earlier: later for later, earlier in carried.items()}
        for later in corpus.spans.get(link.successor, ()):
            if later in at:
                earlier = carried.get(later)
                if earlier in at:
                    pairs.append((at[earlier], at[later]))
                else:
                    added += 1
        dropped += sum(1 for earlier in corpus.spans.get(link.predecessor, ()) if earlier in at and back.get(earlier) not in at)
    return pairs, added, dropped


def _trend(
    name: str, uses: Sequence[ClauseUse], pairs: Sequence[Pair], chains: Chains, measure: Callable[[ClauseUse], float | None]
) -> Trend:
    known = [(each.use, value) for each in uses if (value := measure(each)) is not None]
    raw = _slope(known)
    changes = [
        (chains.root(later.use.symbol), after - before)
        for earlier, later in pairs
        if (before := measure(earlier)) is not None and (after := measure(later)) is not None
    ]
    up, down = sum(change > 0 for _, change in changes), sum(change < 0 for _, change in changes)
    documents = len({use.symbol for use, _ in known})
    return Trend(name, raw, len(known), documents, _mean_change(changes), len(changes), up, down, sign_test(up, down))


def _slope(known: Sequence[tuple[Use, float]]) -> Estimate | None:
    """The change in ten years by least squares, with an interval from drawing documents again."""
    groups = _moments([(use.symbol, (use.date.toordinal() - _EPOCH) / _YEARS / 10, value) for use, value in known])
    if len(groups) < _FEWEST or len({use.date.year for use, _ in known}) < 3:
        return None

    def slope(total: Floats) -> Floats:
        n, x, y, xx, xy = np.moveaxis(total, -1, 0)
        spread = n * xx - x * x
        change: Floats = np.where(spread > 1e-9, (n * xy - x * y) / np.where(spread > 1e-9, spread, 1.0), 0.0)
        return change

    return _drawn(groups, slope, "per ten years", "least squares; interval from drawing documents again")


def _mean_change(changes: Sequence[tuple[str, float]]) -> Estimate | None:
    groups = _moments([(root, 0.0, change) for root, change in changes])
    if len(groups) < _FEWEST:
        return None

    def mean(total: Floats) -> Floats:
        value: Floats = total[..., 2] / np.maximum(total[..., 0], 1)
        return value

    return _drawn(groups, mean, "per renewal", "mean; interval from drawing chains again")


def _moments(rows: Iterable[tuple[str, float, float]]) -> Floats:
    """For each group of rows (group, x, y): their number and the sums of x, y, xx, xy."""
    groups: defaultdict[str, Floats] = defaultdict(lambda: np.zeros(5))
    for name, x, y in rows:
        groups[name] += (1.0, x, y, x * x, x * y)
    return np.array(list(groups.values()))


def _drawn(groups: Floats, statistic: Callable[[Floats], Floats], unit: str, basis: str) -> Estimate:
    """A statistic with its 90 % interval: groups are drawn again with replacement (Efron and Tibshirani 1993)."""
    value = float(statistic(groups.sum(0)))
    drawn = np.random.default_rng(_SEED).multinomial(len(groups), np.full(len(groups), 1 / len(groups)), _DRAWS)
    low, high = np.quantile(statistic(drawn @ groups), [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    low, high = min(float(low), value), max(float(high), value)
    return Estimate(round(value, 4), Nature.MODELLED, unit, math.floor(low * 1e4) / 1e4, math.ceil(high * 1e4) / 1e4, _LEVEL, basis)


def sign_test(up: int, down: int) -> float | None:
    """The two-sided probability of a split so uneven were up and down as likely (Arbuthnott 1710); None where nothing changed.

    >>> round(sign_test(9, 5), 2), round(sign_test(20, 8), 3)
    (0.42, 0.036)
    """
    n, k = up + down, min(up, down)
    if not n:
        return None
    tail = float(sum(math.comb(n, i) for i in range(k + 1)) / 2**n)
    return min(1.0, 2.0 * tail)
