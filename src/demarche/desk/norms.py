"""The history of a clause: its variants over the years with the votes on them, and its trend, raw and within renewal chains.

Organs are kept apart, since what one calls a demand the other hardly ever writes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.precedents import WordingUse, leading_act, wording_use
from demarche.desk.text_corpus import Progress, day_after, paragraph_index, quiet
from demarche.desk.text_search import ORGANS
from demarche.model.evidence import Estimate, UseError, spell_date
from demarche.subjects.texts.precedent import words
from demarche.subjects.texts.precedent.clause import clause_words, find_clause
from demarche.subjects.texts.precedent.equivalence import use_at
from demarche.subjects.texts.precedent.history import ClauseUse, History, Trend, Variant, clause_history

if TYPE_CHECKING:
    from demarche.adapters.papers import Panel
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.workspace import Workspace

BASIS = (
    "The raw trend mixes two things: texts that change, and other texts being adopted. Within a renewal chain a resolution is compared with"
    " the one it continues, paragraph by paragraph, which leaves the second out; read the two together. Insistence is the place of the"
    " governing verb on the directive scale (demand 6, decide 5, urge 4, call upon 3.5, request 3, invite 1.5, encourage 1) and is no legal"
    " force. Intervals are the middle 90 % when documents, or whole chains, are drawn again."
)
_DRAWN_VARIANTS = 4


@dataclass(frozen=True, slots=True)
class NormVariant:
    """The clause with the same qualifiers. `words` are as most often spelled, empty for the bare clause; `verb` is the strongest use's.

    `uses` counts paragraphs; `by_year` how many in each year; `failed` those in drafts that were not adopted.
    """

    words: str
    uses: int
    failed: int
    by_year: tuple[tuple[int, int], ...]
    first: WordingUse
    latest: WordingUse
    strongest: WordingUse
    verb: str
    insistence: float | None


@dataclass(frozen=True, slots=True)
class NormPeriod:
    """Five years of an organ's resolutions: paragraphs with the clause, and estimates where there is enough."""

    first_year: int
    last_year: int
    paragraphs: int
    documents: int
    insistence: Estimate | None
    renewals: int
    change: Estimate | None


@dataclass(frozen=True, slots=True)
class NormChange:
    """A paragraph that was carried over and changed: its governing verb or what qualifies the clause.

    `insistence` is by how much the directive strength rose (below nought: fell); none where one of them directs nobody.
    """

    earlier: WordingUse
    later: WordingUse
    earlier_verb: str
    later_verb: str
    earlier_words: str
    later_words: str
    insistence: float | None


@dataclass(frozen=True, slots=True)
class OrganHistory:
    """What became of the clause in one organ.

    `kept`, `added` and `dropped` count paragraphs of renewals: those that carried the clause over, that brought it in, and that left it
    out. Variants are the most used first; `changes` are the renewals that changed it, the newest first.
    """

    organ: str
    paragraphs: int
    documents: int
    variants: tuple[NormVariant, ...]
    periods: tuple[NormPeriod, ...]
    trends: tuple[Trend, ...]
    kept: int
    added: int
    dropped: int
    changes: tuple[NormChange, ...]


@dataclass(frozen=True, slots=True)
class NormHistory:
    """The history of a clause up to a day, organ by organ."""

    clause: str
    on: dt.date
    organs: tuple[OrganHistory, ...]
    basis: str


def norm_history(workspace: Workspace, clause: str, on: dt.date, *, organ: str = "", progress: Progress = quiet) -> NormHistory:
    """The history of a clause in English texts up to a day.

    All its words must stand together in a paragraph, in whatever order and with whatever qualifies them. `organ` is council or assembly;
    both where it is empty. Raises `UseError` for a clause without words, one that no text has, and where no texts were synced.
    """
    if organ and organ.casefold() not in ORGANS:
        raise UseError(f"“{organ}” is no organ that texts are of.", next_step=f"Choose one of: {', '.join(ORGANS)}.")
    asked = clause_words(clause)
    if not asked:
        raise UseError(
            "There is no clause to look for.",
            where=clause,
            next_step='Give the words that name it: demarche norm "humanitarian access"',
        )
    index = paragraph_index(workspace, "en", progress)
    uses = clause_uses(index, asked, on)
    wanted = [ORGANS[organ.casefold()]] if organ else list(ORGANS.values())
    by_organ = {name: own for name in wanted if (own := [each for each in uses if each.use.organ == name])}
    if not by_organ:
        raise UseError(
            f"No text up to {spell_date(on)} has the words “{clause}” together.",
            where=organ or "Council and Assembly",
            next_step="Give fewer words, or those that name the matter alone; demarche search finds words that stand apart.",
        )
    histories = tuple(_of_organ(index, name, clause, own) for name, own in by_organ.items())
    return NormHistory(" ".join(clause.split()), on, histories, BASIS)


def clause_uses(index: ParagraphIndex, asked: Sequence[str], on: dt.date) -> list[ClauseUse]:
    """Every paragraph dated `on` or earlier that holds the clause, in order of date."""
    before = index.corpus.before(day_after(on))
    found = []
    for place in index.holding_all(asked, before):
        paragraph = index.paragraph(place)
        verbs = paragraph.verbs or ((paragraph.lead,) if paragraph.lead else ())
        clause = find_clause(words(" ".join(asked)), paragraph.text, verbs, leading_act(index, place) if not verbs else None)
        if clause is not None:
            found.append(ClauseUse(use_at(index.corpus, place, paragraph.number), clause))
    return found


def _of_organ(index: ParagraphIndex, organ: str, clause: str, uses: Sequence[ClauseUse]) -> OrganHistory:
    found: History = clause_history(index.corpus, index.chains, clause, uses)
    return OrganHistory(
        organ,
        len(uses),
        len({each.use.symbol for each in uses}),
        tuple(_variant(index, each) for each in found.variants),
        tuple(
            NormPeriod(p.first_year, p.last_year, p.paragraphs, p.documents, p.insistence, p.renewals, p.change)
            for p in found.periods
        ),
        found.trends,
        found.kept,
        found.added,
        found.dropped,
        tuple(_change(index, *pair) for pair in reversed(found.changed)),
    )


def _change(index: ParagraphIndex, earlier: ClauseUse, later: ClauseUse) -> NormChange:
    known = earlier.insistence is not None and later.insistence is not None
    return NormChange(
        wording_use(index, earlier.use.place),
        wording_use(index, later.use.place),
        _verb(earlier),
        _verb(later),
        earlier.clause.spelled,
        later.clause.spelled,
        round((later.insistence or 0.0) - (earlier.insistence or 0.0), 2) if known else None,
    )


def _verb(use: ClauseUse) -> str:
    """The governing verb with what strengthens it; empty where none is known."""
    act = use.clause.act
    return " ".join([*act.modifiers, act.verb]) if act else ""


def _variant(index: ParagraphIndex, variant: Variant) -> NormVariant:
    years: dict[int, int] = {}
    for each in variant.uses:
        years[each.use.date.year] = years.get(each.use.date.year, 0) + 1
    strongest = variant.strongest
    return NormVariant(
        variant.spelled,
        variant.count,
        sum(not each.use.adopted for each in variant.uses),
        tuple(sorted(years.items())),
        wording_use(index, variant.first.place),
        wording_use(index, variant.latest.place),
        wording_use(index, strongest.use.place),
        strongest.clause.act.verb if strongest.clause.act else "",
        strongest.insistence,
    )


def draw_norm(found: NormHistory, stem: Path) -> tuple[Path, Path]:
    """Draw the history as `stem.svg` and `stem.png`. Raises `UseError` where the program for charts is not installed."""
    from demarche.adapters.papers import write_chart

    panels = [panel for each in found.organs for panel in _panels(each)]
    source = "United Nations, machine-readable resolutions (unofficial copies); reading by Demarche"
    return write_chart(panels, f"“{found.clause}” up to {spell_date(found.on)}", f"Source: {source}", stem)


def _panels(found: OrganHistory) -> list[Panel]:
    from demarche.adapters.papers import Band, Line, Panel

    years = range(
        min(year for v in found.variants for year, _ in v.by_year), max(year for v in found.variants for year, _ in v.by_year) + 1
    )
    most = found.variants[:_DRAWN_VARIANTS]
    lines = [Line(each.words or "(bare)", tuple((y, float(dict(each.by_year).get(y, 0))) for y in years)) for each in most]
    panels = [Panel(f"{found.organ}: paragraphs in each year, most used qualifiers", "paragraphs", tuple(lines))]
    middle = [period.first_year + 2 for period in found.periods]
    raw = [(year, period.insistence) for year, period in zip(middle, found.periods, strict=True)]
    within = [(year, period.change) for year, period in zip(middle, found.periods, strict=True)]
    for title, axis, estimates in (
        ("insistence of the governing act, mean of five years (raw)", "directive scale", raw),
        ("change from a resolution to its renewal, mean of five years (within chains)", "steps of the scale", within),
    ):
        known = [(year, estimate) for year, estimate in estimates if estimate is not None]
        if len(known) > 1:
            points = tuple((year, e.value) for year, e in known)
            bands = tuple(Band(year, e.low, e.high) for year, e in known if e.low is not None and e.high is not None)
            panels.append(Panel(f"{found.organ}: {title}, with 90 % intervals", axis, (Line(found.organ, points, bands),)))
    return panels
