"""Ratings of political will as tables: one row a rating, with what speaks for it and against it."""

from __future__ import annotations

from demarche.adapters.papers import Sheet, describe
from demarche.desk.narrowing import for_screen
from demarche.desk.political_will import RatingLine, WillSheet, signed
from demarche.desk.vote_sheets import VoteTables
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import Reference, spell_date

HEADER = ("actor", "matter", "rater", "day", "support", "influence", "confidence", "evidence", "counter-evidence", "since then")


_NARROW = (
    ("actor: matter", ("actor", "matter")),
    ("rater", ("rater", "day")),
    ("support, influence, confidence", ("support", "influence", "confidence")),
    ("evidence", ("evidence",)),
    ("counter-evidence", ("counter-evidence",)),
    ("since then", ("since then",)),
)
NARROW = {"Standing ratings": _NARROW, "History": _NARROW}
"""The columns that a screen has room for."""


def will_tables(found: WillSheet, *, narrow: bool = False) -> VoteTables:
    """The sheet as tables, for a file; `narrow` for a screen."""
    tables = _tables(found)
    return for_screen(tables, NARROW) if narrow else tables


def _tables(found: WillSheet) -> VoteTables:
    standing: list[tuple[str, ...]] = []
    history: list[tuple[str, ...]] = []
    for will in found.actors:
        for line in will.ratings:
            row = (will.name, will.about or will.about_words, *_row(line))
            (standing if line.standing else history).append(row)
    sheets = [Sheet("Standing ratings", HEADER, tuple(standing))]
    if history:
        sheets.append(Sheet("History", HEADER, tuple(history)))
    differ = [(w.name, w.about or w.about_words, d) for w in found.actors for d in w.disagreements]
    if differ:
        sheets.append(Sheet("Raters disagree", ("actor", "matter", "on what, and who says what"), tuple(differ)))
    actors = len({will.actor for will in found.actors})
    lead = [f"{_counted(len(standing), 'standing rating')} of {_counted(actors, 'actor')}; {len(history)} earlier."]
    inside = found.audience.rank >= Sensitivity.RESTRICTED.rank
    if found.unrated and inside:
        lead.append(f"Nobody has rated: {', '.join(f'{name} ({actor})' for actor, name in found.unrated)}.")
    references: dict[tuple[str, str, str, str], Reference] = {}
    for will in found.actors:
        for line in will.ratings:
            for ref in (*line.evidence_sources, *line.counter_sources):
                references.setdefault(ref.key, ref)
    return VoteTables(
        f"Political will: {found.title}",
        f"{'Internal. ' if inside else ''}As of {spell_date(found.on)}; nothing later is used",
        found.on,
        tuple(lead),
        tuple(sheets),
        found.notes,
        tuple(references.values()),
        found.marking,
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _row(line: RatingLine) -> tuple[str, ...]:
    support = line.support_words if line.support is None else f"{signed(line.support)} {line.support_words}"
    influence = line.influence_words if line.influence is None else f"{line.influence} {line.influence_words}"
    return (
        line.rater,
        line.date.isoformat(),
        support,
        influence,
        line.confidence,
        _with(line.evidence, line.evidence_sources),
        _with(line.counter_evidence, line.counter_sources),
        line.change,
    )


def _with(text: str, sources: tuple[Reference, ...]) -> str:
    return " ".join(part for part in (text, *(f"[{describe(ref, address=False).rstrip('.')}]" for ref in sources)) if part)
