"""The papers that a desk hands over or keeps: each kind is one line here and one file in `demarche.desk.paper_kinds`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.adapters.papers import Paper, paper_data
from demarche.desk.approach import Asked
from demarche.desk.papers import FORMS, WrittenPapers, check_forms, write_leaving
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk.leaving import Leaving
    from demarche.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DrawnUp:
    """A paper in both versions, a form to fill in that goes with it (internal), and what the author should know of the choices made."""

    leaving: Leaving
    form: Paper | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: the module that draws it up, what it is in a line, in which forms it is written unless others are asked for."""

    module: str
    what: str
    forms: tuple[str, ...] = ("docx", "html")
    needs_state: bool = False


_ROOM = "demarche.desk.paper_kinds"
_SHEETS = ("docx", "xlsx")
KINDS: dict[str, PaperKind] = {
    "demarche": PaperKind(
        f"{_ROOM}.demarche_package",
        "démarche instruction with counter-arguments and replies, a non-paper to leave, a read-out form",
        needs_state=True,
    ),
    "talking-points": PaperKind(f"{_ROOM}.talking_points", "talking points on one page", needs_state=True),
    "entry-points": PaperKind(f"{_ROOM}.entry_points", "entry-points brief on two pages, as demarche brief", needs_state=True),
    "escalation": PaperKind(f"{_ROOM}.escalation_note", "escalation note on half a page"),
    "common-position": PaperKind(f"{_ROOM}.common_position", "note for a common position on an ask or a demand"),
    "commitments": PaperKind(f"{_ROOM}.commitments_tracker", "tracker of promises with their state and next step", _SHEETS),
    "handover": PaperKind(f"{_ROOM}.handover_file", "handover file for a successor"),
    "outcomes": PaperKind(f"{_ROOM}.outcome_sheet", "outcome-harvest sheet", _SHEETS),
    "sponsors": PaperKind(
        f"{_ROOM}.sponsor_paper",
        "co-sponsor target sheet for a text like the dossier's newest, as demarche sponsors",
        _SHEETS,
        True,
    ),
}
"""Name → kind, in the order of help."""

Draw = Callable[["Workspace", Asked, Sensitivity], DrawnUp]


def draw_up(workspace: Workspace, kind: str, asked: Asked, audience: Sensitivity = Sensitivity.PUBLIC) -> DrawnUp:
    """Draw up a paper of a kind, internal and as a leave-behind for an audience.

    Raises `UseError` for a kind, dossier, State, addressee or ask that is not known, or where a State must be named and is not, and
    `Failure` where words of a closed field stand in what would leave.
    """
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1, cutoff=0.4)
        meant = f"Did you mean “{near[0]}”? " if near else ""
        raise UseError(f"There is no paper of the kind “{kind}”.", next_step=f"{meant}There are: {', '.join(KINDS)}.")
    if KINDS[kind].needs_state and not asked.state:
        raise UseError(
            f"A paper of the kind “{kind}” is written for a State that acts.",
            where=f"dossier “{asked.dossier}”",
            next_step=f"Name it: demarche paper {kind} {asked.dossier} --for STATE",
        )
    draw: Draw = import_module(KINDS[kind].module).draw_up
    return draw(workspace, asked, audience)


def write_drawn(drawn: DrawnUp, folder: Path, stem: str, forms: Sequence[str]) -> WrittenPapers:
    """Write both versions in each form, and the form to fill in as `stem-read-out`. Raises like `write_leaving`."""
    check_forms(forms)
    written = write_leaving(drawn.leaving, folder, stem, forms)
    extra = []
    if drawn.form is not None:
        for form in forms:
            extra.append(folder / f"{stem}-read-out.{form}")
            FORMS[form](drawn.form, extra[-1])
    return WrittenPapers((*written.files, *extra), written.removed)


def paper_stem(workspace: Workspace, kind: str, asked: Asked) -> str:
    """How the files of a paper are named: dossier, State, kind, day."""
    state = workspace.resolve_state(asked.state, asked.on).id if asked.state else ""
    return "-".join(part for part in (asked.dossier, state, kind, asked.on.isoformat()) if part)


def paper_forms(kind: str) -> tuple[str, ...]:
    """The forms in which a kind is written unless others are asked for."""
    return KINDS[kind].forms


def drawn_data(drawn: DrawnUp) -> dict[str, object]:
    """Both versions, and the form where there is one, as plain values."""
    form = paper_data(drawn.form) if drawn.form else None
    return {
        "internal": paper_data(drawn.leaving.internal),
        "leave_behind": paper_data(drawn.leaving.leave_behind),
        "form": form,
        "notes": list(drawn.notes),
    }
