"""The sheet of ties as tables: dimension by dimension, what sources say differently, bandwidth and dependence, and what is silent."""

from __future__ import annotations

from dataclasses import replace

from demarche.adapters.papers import Sheet, describe
from demarche.desk.capacity_sheet import CapacityPart, CapacitySheet
from demarche.desk.narrowing import for_screen
from demarche.desk.tie_sheet import TieSheet
from demarche.desk.tie_words import amount_of, note_of, when_of
from demarche.desk.vote_sheets import VoteTables
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import Reference, spell_date
from demarche.subjects.ties import DimensionLeverage, Evidence, Hold

SILENT = "Silent here"
_MARKS = {
    Evidence.PREDICTIVE: "predictive",
    Evidence.DESCRIPTION_ONLY: "description only",
    Evidence.UNTESTED: "not tested",
}


NARROW = {
    "Ties": (
        ("dimension, as evidence", ("dimension", "as evidence")),
        ("what is recorded", ("what is recorded", "figure")),
        ("when", ("when",)),
        ("who depends", ("who depends",)),
        ("strength, by its parts", ("strength, by its parts",)),
        ("may go to", ("may go to",)),
        ("source", ("source",)),
    )
}
"""The columns that a screen has room for."""


def tie_tables(found: TieSheet, *, narrow: bool = False) -> VoteTables:
    """The sheet as tables, for a file; `narrow` for a screen, with sources by number and silence in one line."""
    tables = _tables(found)
    if not narrow:
        return tables
    silent = ", ".join(note.dimension for note in found.leverage.silent)
    seen = tuple(sheet for sheet in tables.sheets if sheet.name != SILENT)
    return for_screen(replace(tables, sheets=seen, notes=(f"Silent here: {silent}.", *tables.notes)), NARROW)


def _tables(found: TieSheet) -> VoteTables:
    """Every table of the sheet."""
    lever = found.leverage
    one, other = found.names[lever.state], found.names[lever.target]
    rows = [_row(found, line, hold) for line in lever.dimensions for hold in line.holds]
    header = (
        "dimension",
        "what is recorded",
        "figure",
        "when",
        "who depends",
        "strength, by its parts",
        "as evidence",
        "source",
        "may go to",
    )
    sheets = [Sheet("Ties", header, tuple(rows))]
    differ = [
        (
            str(c.dimension),
            amount_of(tie) or ("denied" if tie.denies else note_of(tie) or "stated"),
            when_of(tie),
            describe(tie.reference),
        )
        for line in lever.dimensions
        for c in line.contradictions
        for tie in c.ties
    ]
    if differ:
        sheets.append(Sheet("Said differently", ("dimension", "says", "when", "source"), tuple(differ)))
    if found.capacity is not None:
        sheets.append(_capacity(found.capacity))
    silent = tuple((str(note.dimension), note.meaning) for note in lever.silent)
    sheets.append(
        Sheet(
            SILENT,
            ("dimension", "what it would be"),
            silent,
        )
    )
    count = len(rows)
    lead = [
        f"{count} {'tie' if count == 1 else 'ties'} on record in {len(lever.dimensions)} of {len(lever.dimensions) + len(lever.silent)} dimensions."
    ]
    if found.kilometres is not None:
        lead.append(f"{one} and {other} lie {found.kilometres:,.0f} km apart.")
    if found.also:
        parties = ", ".join(f"{name} ({actor})" for actor, name in found.also)
        lead.append(f"Recorded ties to parties there: {parties}. Each has its own sheet.")
    references: dict[tuple[str, str, str, str], Reference] = {}
    for line in lever.dimensions:
        for hold in line.holds:
            references.setdefault(hold.tie.reference.key, hold.tie.reference)
    for part in found.capacity.parts if found.capacity else ():
        if part.reference is not None:
            references.setdefault(part.reference.key, part.reference)
    return VoteTables(
        f"What {one} could use with {other}",
        f"As of {spell_date(lever.on)}; nothing later is used",
        lever.on,
        tuple(lead),
        tuple(sheets),
        (*(found.capacity.notes if found.capacity else ()), *_measured(found), *_said(differ), *found.notes),
        tuple(references.values()),
        found.marking,
    )


def _said(differ: list[tuple[str, str, str, str]]) -> tuple[str, ...]:
    """What is to be said of contradictions and of silence."""
    both = ("Where sources say different things both are shown; nothing is chosen or averaged.",) if differ else ()
    return (*both, "Silent: no source here says anything of these dimensions, which is not the same as none.")


def _measured(found: TieSheet) -> list[str]:
    """What the marks of the dimensions shown rest on."""
    return [
        f"{line.dimension}, {_MARKS[line.note.evidence]}: {line.note.measured}."
        for line in found.leverage.dimensions
        if line.note.measured
    ]


def _row(found: TieSheet, line: DimensionLeverage, hold: Hold) -> tuple[str, ...]:
    tie = hold.tie
    ends = f"{found.names.get(tie.source, tie.source)} → {found.names.get(tie.target, tie.target)}"
    denied = ", denied" if tie.denies else ""
    what = ends if not tie.mutual else "either way"
    note = note_of(tie)
    parts = ", ".join(f"{name} {value:.2f}" for name, value in hold.strength.parts().items())
    who = line.note.dependence if tie.mutual else _depends(found, hold, line)
    return (
        f"{line.dimension}{denied}",
        f"{what}{f': {note}' if note else ''}",
        amount_of(tie),
        when_of(tie),
        who,
        parts,
        _MARKS[line.note.evidence],
        describe(tie.reference, address=False),
        found.marks.get(tie.id, Sensitivity.PUBLIC).value,
    )


def _depends(found: TieSheet, hold: Hold, line: DimensionLeverage) -> str:
    """The dimension's sentence on dependence with both actors named."""
    source, target = (found.names.get(a, a) for a in (hold.tie.source, hold.tie.target))
    return line.note.dependence.replace("the target", target).replace("the source", source)


def _named_once(part: CapacityPart, before: CapacityPart | None) -> str:
    """The source of a part; of several parts from one source in a row it is named at the first."""
    if part.reference is None:
        return ""
    same = before is not None and before.reference is not None and before.reference.key == part.reference.key
    return "as above" if same else describe(part.reference, address=False)


def _capacity(sheet: CapacitySheet) -> Sheet:
    rows: list[tuple[str, ...]] = [
        (
            p.of,
            p.name,
            f"{p.weight:.2f}",
            p.known,
            "" if p.adds is None else f"{p.adds:.4f}",
            _named_once(p, before),
        )
        for before, p in zip((None, *sheet.parts), sheet.parts, strict=False)
    ]
    if sheet.bandwidth is not None and sheet.dependence is not None and sheet.capacity is not None:
        rows += [
            ("bandwidth", "whole, largest on record 1", "", f"{sheet.bandwidth:.4f}", "", ""),
            ("dependence", "whole, largest on record 1", "", f"{sheet.dependence:.4f}", "", ""),
            ("capacity", "bandwidth times dependence", "", f"{sheet.capacity:.6f}", "", ""),
        ]
    year = f", {sheet.year}" if sheet.year else ""
    return Sheet(f"Bandwidth and dependence{year}", ("of", "part", "weight", "known here", "adds", "source"), tuple(rows))
