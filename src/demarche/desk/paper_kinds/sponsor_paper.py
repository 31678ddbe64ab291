"""The co-sponsor target sheet for a text like the newest one that the dossier links, led by the State that acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Heading, Paper, Paragraph, Span, Table, words
from demarche.desk.approach import Asked, situation_for
from demarche.desk.handling import Handling
from demarche.desk.leaving import both
from demarche.desk.paperwork import DrawnUp
from demarche.desk.spans import internal
from demarche.desk.sponsoring import SponsorSheet, sponsor_sheet
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import UseError, spell_date

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

HEADER = ("State", "Group", "Chance", "80 % interval of the fit", "Why", "Who could call")
MOST = {"likely": 14, "possible": 10}
"""How many States of a band the sheet shows; `demarche sponsors` gives all."""
WIDTHS = (3.2, 3.4, 1.5, 2.4, 10, 6.4)


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The sheet for a dossier. Raises like `demarche.desk.paperwork.draw_up`, and where no linked text has known sponsors."""
    found = _sheet(workspace, asked)
    handling = Handling(workspace, workspace.dossier(asked.dossier), asked.on)
    leaving = both(workspace, handling, lambda view: _paper(view.dossier(asked.dossier).title, found), audience)
    more = f'All States, as a spreadsheet: demarche sponsors --like "{found.models[0]}" --lead "{asked.state}" --on {asked.on} --out targets.xlsx'
    return DrawnUp(leaving, notes=(more,))


def _sheet(workspace: Workspace, asked: Asked) -> SponsorSheet:
    """The sheet for the newest text of the situation whose sponsors are known; the dossier's own links come first."""
    s = situation_for(workspace, asked, ways=False, calendar=False)
    linked = [t.symbol for t in s.texts if t.adopted and (t.note or t.constraints)]
    for symbol in [*linked, *(t.symbol for t in s.texts if t.adopted and t.symbol not in linked)]:
        if symbol.startswith("S/RES/"):
            try:
                return sponsor_sheet(workspace, asked.on, like=symbol, leads=(asked.state,))
            except UseError:
                continue
    raise UseError(
        "No text of this situation has known sponsors by this day.",
        where=f"dossier “{asked.dossier}”",
        next_step='Name a model or a topic: demarche sponsors --topic "protection of civilians"',
    )


def _paper(title: str, found: SponsorSheet) -> Paper:
    counts = ", ".join(f"{len(found.of(word))} {word}" for word in ("likely", "possible", "unlikely"))
    gaps = f" Nobody likely in: {', '.join(found.gaps)}." if found.gaps else ""
    blocks: list[Block] = [Paragraph(words(f"Like {', '.join(found.models)}. States outside the Council: {counts}.{gaps}"), "lead")]
    for word, most in MOST.items():
        rows = tuple(
            (
                words(Span(t.name, bold=True)),
                words(t.group),
                words(internal(f"{t.chance:.2f}")),
                words(internal(f"{t.low:.2f}–{t.high:.2f}")),
                words(t.reason),
                words("; ".join(t.callers)),
            )
            for t in found.of(word)[:most]
        )
        if rows:
            shown = f" ({len(rows)} of {len(found.of(word))})" if len(rows) < len(found.of(word)) else ""
            blocks += [Heading(f"{word.capitalize()}{shown}"), Table(HEADER, rows, WIDTHS)]
    balance = tuple(
        tuple(words(str(v)) for v in (b.group, b.states, b.leads, b.likely, b.possible, "gap" if b.gap else ""))
        for b in found.balance
    )
    blocks += [Heading("Regions"), Table(("Group", "States", "Leads", "Likely", "Possible", "Gap"), balance, (6, 2, 2, 2, 2, 2))]
    blocks.append(Paragraph(words(found.basis, Span("", found.references)), "note"))
    blocks.append(Paragraph(words(found.earned), "note"))
    return Paper(
        title="Co-sponsor targets",
        subtitle=f"{title}. As known on {spell_date(found.day)}; an expectation from past sponsorship, not a fact.",
        blocks=tuple(blocks),
        day=found.day,
        marking="Internal",
        footer=f"Co-sponsor targets, {title}",
        setting="wide",
    )
