"""How a clause changed over the years: its variants with the votes on them, and its trend, raw and within renewal chains.

The raw trend mixes two things: texts that change, and more or other texts being adopted. Within a renewal chain the same resolution is
compared with the one it continues, which leaves the second out. Both are shown, because the first alone misleads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from demarche.model.evidence import Estimate
from demarche.subjects.texts.precedent.chains import Chains
from demarche.subjects.texts.precedent.clause import ClauseInParagraph
from demarche.subjects.texts.precedent.corpus import Corpus
from demarche.subjects.texts.precedent.equivalence import Use
from demarche.subjects.texts.precedent.gold import gold_pairs
from demarche.subjects.texts.precedent.trends import mean_change, mean_value, sign_test, slope_per_decade
from demarche.subjects.texts.verbs import Axis

RESOLUTION = "resolution"
_PERIOD = 5


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
    """The uses of some years in resolutions. Estimates are absent where there is too little to give an interval.

    `insistence` is the mean strength of the governing acts that direct someone; `renewals` counts carried-over paragraphs that direct in
    both, and `change` is their mean change of that strength from a resolution to the one that continues it.
    """

    first_year: int
    last_year: int
    paragraphs: int
    documents: int
    insistence: Estimate | None
    renewals: int
    change: Estimate | None


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
    continued has no paragraph aligned with them that does; `dropped` the reverse. `changed` are the pairs (earlier, later) whose governing
    act or qualifiers differ, in order of date.
    """

    clause: str
    variants: tuple[Variant, ...]
    periods: tuple[Period, ...]
    trends: tuple[Trend, ...]
    kept: int
    added: int
    dropped: int
    changed: tuple[Pair, ...] = ()


Pair = tuple[ClauseUse, ClauseUse]


def clause_history(corpus: Corpus, chains: Chains, clause: str, uses: Sequence[ClauseUse]) -> History:
    """Put the uses of a clause by one organ in order.

    Periods and trends are of its resolutions alone, since statements and drafts that failed are worded by other rules; variants are of all.
    """
    adopted = [each for each in uses if each.use.adopted and corpus.of(each.use.place).kind == RESOLUTION]
    pairs, added, dropped = _renewals(corpus, chains, adopted)
    measures: Mapping[str, Callable[[ClauseUse], float | None]] = {
        "insistence of the governing act": lambda each: each.insistence,
        "words that qualify the clause": lambda each: each.qualified,
    }
    return History(
        clause,
        _variants(uses),
        _periods(adopted, pairs, chains),
        tuple(_trend(name, adopted, pairs, chains, measure) for name, measure in measures.items()),
        len(pairs),
        added,
        dropped,
        tuple(sorted(filter(_differs, pairs), key=lambda pair: (pair[1].use.date, pair[1].use.symbol, pair[1].use.seq))),
    )


def _differs(pair: Pair) -> bool:
    """Whether the governing act or the qualifiers of a clause were changed at a renewal."""
    earlier, later = pair
    return earlier.clause.act != later.clause.act or earlier.clause.qualifiers != later.clause.qualifiers


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


def _periods(uses: Sequence[ClauseUse], pairs: Sequence[Pair], chains: Chains) -> tuple[Period, ...]:
    by_period: defaultdict[int, list[ClauseUse]] = defaultdict(list)
    for each in uses:
        by_period[each.use.date.year // _PERIOD * _PERIOD].append(each)
    renewed: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
    for earlier, later in pairs:
        if earlier.insistence is not None and later.insistence is not None:
            change = later.insistence - earlier.insistence
            renewed[later.use.date.year // _PERIOD * _PERIOD].append((chains.root(later.use.symbol), change))
    return tuple(
        Period(
            year,
            year + _PERIOD - 1,
            len(some),
            len({each.use.symbol for each in some}),
            mean_value([(each.use.symbol, each.insistence) for each in some if each.insistence is not None]),
            len(renewed[year]),
            mean_change(renewed[year]),
        )
        for year, some in sorted(by_period.items())
    )


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
    raw = slope_per_decade(known)
    changes = [
        (chains.root(later.use.symbol), after - before)
        for earlier, later in pairs
        if (before := measure(earlier)) is not None and (after := measure(later)) is not None
    ]
    up, down = sum(change > 0 for _, change in changes), sum(change < 0 for _, change in changes)
    documents = len({use.symbol for use, _ in known})
    return Trend(name, raw, len(known), documents, mean_change(changes), len(changes), up, down, sign_test(up, down))
