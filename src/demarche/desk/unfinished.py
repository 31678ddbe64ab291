"""Unfinished entries beside the record: encrypted where it is, carried along when that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from demarche.adapters.store import WorkspaceFolder


def refuse_while_writing(folder: WorkspaceFolder, passphrase: str | None) -> None:
    """Raise `Failure` where somebody is writing an entry now: its draft would go on in the form it began in."""
    from demarche.adapters.store import DraftShelf

    shelf = DraftShelf(folder, passphrase)
    for name in _names(folder, passphrase):
        with shelf.draft(name):
            pass


def carry_drafts(folder: WorkspaceFolder, *, old: str | None, new: str | None) -> None:
    """Put each draft down again as the record is kept now, then overwrite the one before."""
    from demarche.adapters.store import DraftShelf

    before, after = DraftShelf(folder, old), DraftShelf(folder, new)
    for name, content in before.waiting():
        after.put(name, content)
        if (old is None) != (new is None):
            before.drop(name)


def seal_left_drafts(folder: WorkspaceFolder, passphrase: str) -> None:
    """Encrypt drafts that a killed encryption left in clear text beside an encrypted record; usually there are none."""
    if _names(folder, None):
        carry_drafts(folder, old=None, new=passphrase)


def _names(folder: WorkspaceFolder, passphrase: str | None) -> list[str]:
    ending = ".json" if passphrase is None else ".sealed"
    return [path.stem for path in (folder.root / "drafts").glob(f"*{ending}")]
