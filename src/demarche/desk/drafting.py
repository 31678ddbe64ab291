"""Unfinished forms: what was answered so far is on the disk after each answer, and is offered again."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demarche.adapters.store import Draft, DraftShelf
    from demarche.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A form that somebody did not finish: its name on the shelf, when it was begun, and what was answered."""

    name: str
    begun: str
    answers: dict[str, list[str]]


class FormDraft:
    """The draft of one form while it is filled in; nothing is on the disk before the first answer is kept."""

    def __init__(self, draft: Draft, form: str, dossier: str, begun: str) -> None:
        self._draft, self._form, self._dossier, self._begun = draft, form, dossier, begun

    def keep(self, answers: Mapping[str, Sequence[str]]) -> None:
        """Bring the answers so far to the disk. Raises `Failure` where the disk refuses."""
        content = {"form": self._form, "dossier": self._dossier, "begun": self._begun}
        self._draft.keep(content | {"answers": {field: list(given) for field, given in answers.items()}})

    def drop(self) -> None:
        """Overwrite what was kept and delete it."""
        self._draft.drop()


@contextlib.contextmanager
def form_draft(workspace: Workspace, form: str, dossier_id: str, take_up: WaitingDraft | None = None) -> Iterator[FormDraft]:
    """Work on the draft of a form, a fresh one or one that waited. What was kept and not dropped stays, however the block ends."""
    begun = take_up.begun if take_up else f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M}"
    with _shelf(workspace).draft(take_up.name if take_up else "") as draft:
        yield FormDraft(draft, form, dossier_id, begun)


def waiting_drafts(workspace: Workspace, form: str, dossier_id: str) -> list[WaitingDraft]:
    """The unfinished forms of a dossier that nobody works on, the oldest first."""
    if not (workspace.folder.root / "drafts").is_dir():
        return []
    found = []
    for name, content in _shelf(workspace).waiting():
        answers = content.get("answers")
        if (content.get("form"), content.get("dossier")) == (form, dossier_id) and isinstance(answers, dict):
            kept = {str(field): [str(one) for one in given] for field, given in answers.items() if isinstance(given, list)}
            found.append(WaitingDraft(name, str(content.get("begun", "")), kept))
    return found


def _shelf(workspace: Workspace) -> DraftShelf:
    from demarche.adapters.store import DraftShelf

    return DraftShelf(workspace.folder, workspace.passphrase)
