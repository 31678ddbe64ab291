"""The outcome-harvest sheet: who changed what, our part and that of others, who can confirm it, and what it meant.

After outcome harvesting (Wilson-Grau and Britt, 2012, *Outcome Harvesting*, Ford Foundation): contribution is told, never measured.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Bullets, Heading, Paper, Paragraph, Span, Table, Words, words
from demarche.desk.approach import Asked, situation_for
from demarche.desk.handling import Handling
from demarche.desk.leaving import both
from demarche.desk.paperwork import DrawnUp
from demarche.desk.spans import cite, internal
from demarche.model.dossier import CommitmentState, Outcome, Sensitivity
from demarche.model.evidence import spell_date
from demarche.subjects.options.proposals import Situation

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

HEADER = (
    "When",
    "What changed",
    "Who changed it",
    "Our part",
    "Others' part",
    "What it meant",
    "Who can confirm it",
    "On which line",
)
WIDTHS = (2.2, 6.5, 3.4, 3.6, 3.6, 3, 2.8, 4)
BLANK = "to be filled in"


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The sheet of a dossier's outcomes. Raises like `demarche.desk.paperwork.draw_up`."""
    handling = Handling(workspace, workspace.dossier(asked.dossier), asked.on)
    return DrawnUp(both(workspace, handling, partial(_sheet, asked=asked), audience))


def _sheet(workspace: Workspace, *, asked: Asked) -> Paper:
    s = situation_for(workspace, asked, ways=False, calendar=False)
    found = sorted(s.dossier.outcomes, key=lambda o: o.date, reverse=True)
    blocks: list[Block] = []
    if found:
        blocks += [Heading("Outcomes"), Table(HEADER, tuple(_row(s, o) for o in found), WIDTHS)]
    else:
        blocks.append(Paragraph(words("No outcome is recorded here that was known on this day.")))
    told = {o.commitment for o in found}
    waiting = [c for c in s.dossier.commitments if c.id not in told and c.state_on(s.on) in _CAME_TO_SOMETHING]
    if waiting:
        points = tuple(
            words(internal(f"{s.name(c.by)}: {c.what.rstrip('.')} ({c.state_on(s.on)})."), cite(s.sources(c))) for c in waiting
        )
        blocks += [Heading("Not harvested yet"), Bullets(points)]
    if s.dossier.lessons:
        points = tuple(words(x.what.rstrip("."), cite(s.sources(x), 2), ".") for x in s.dossier.lessons)
        blocks += [Heading("What it teaches"), Bullets(points)]
    note = "An outcome is a change in what somebody else does. Contribution is told and confirmed by others; it is not measured."
    blocks.append(Paragraph(words(note), "note"))
    return Paper(
        title="Outcomes",
        subtitle=f"{s.dossier.title}. As of {spell_date(s.on)}; nothing later is used. Names as used in the sources.",
        blocks=tuple(blocks),
        day=s.on,
        marking="Internal",
        footer=f"Outcomes, {s.dossier.title}, {spell_date(s.on)}",
        setting="wide",
    )


_CAME_TO_SOMETHING = {CommitmentState.KEPT, CommitmentState.PARTLY_KEPT, CommitmentState.BROKEN}


def _row(s: Situation, o: Outcome) -> tuple[Words, ...]:
    def told(text: str) -> Words:
        return words(text) if text else words(internal(BLANK))

    promise = next((c for c in s.dossier.commitments if c.id == o.commitment), None)
    block = s.constraint(o.constraint)
    line = [f"promise by {s.name(promise.by)}: {promise.what.rstrip('.')}"] if promise else []
    line += [block.what.rstrip(".")] if block else []
    return (
        words(spell_date(o.date)),
        words(Span(o.what.rstrip("."), bold=True), cite(s.sources(o), 2)),
        told(o.who_changed),
        told(o.our_contribution),
        told(o.others_contribution),
        told(o.significance),
        told(o.substantiator),
        words("; ".join(line)),
    )
