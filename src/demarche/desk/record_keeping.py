"""How the record is kept: whether it is encrypted, and from plain to encrypted and back, with the drafts that lie beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from demarche.desk.unfinished import carry_drafts, refuse_while_writing
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

NEW_PASSPHRASE_VARIABLE: Final = "DEMARCHE_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable, not a secret
"""Where scripts put the passphrase that is to hold from now on."""
Ask = Callable[[], str]


@dataclass(frozen=True, slots=True)
class RecordStatus:
    """How the record of a workspace is kept: its file, how large it is, and how many unfinished entries wait beside it."""

    path: Path
    exists: bool
    encrypted: bool
    bytes: int
    drafts: int


def record_status(workspace: Workspace) -> RecordStatus:
    """How the record is kept. Nothing is opened, so no passphrase is needed."""
    from demarche.adapters.store import is_sealed

    path = workspace.folder.record
    drafts = sum(1 for ending in ("json", "sealed") for _ in (workspace.folder.root / "drafts").glob(f"*.{ending}"))
    size = path.stat().st_size if path.is_file() else 0
    return RecordStatus(path, path.is_file(), is_sealed(path), size, drafts)


def encrypt_record(workspace: Workspace, ask_new: Ask) -> RecordStatus:
    """Encrypt a plain record, and the drafts beside it, with a new passphrase; where there is no record yet, an empty one is made.

    The passphrase is taken from `DEMARCHE_NEW_PASSPHRASE`, else from `DEMARCHE_PASSPHRASE`, else from `ask_new`. Raises `UseError`
    where the record is encrypted already, the passphrase is too short or the library is not installed, and `Failure` where another
    program has the record open; nothing is changed then.
    """
    from demarche.adapters.store import Record, driver, is_sealed

    path = workspace.folder.record
    if is_sealed(path):
        raise UseError(
            "The record is encrypted already.", where=str(path), next_step="To take another passphrase: demarche record passphrase"
        )
    driver()
    new = _given(NEW_PASSPHRASE_VARIABLE, _passphrase_variable()) or ask_new()
    if path.exists():
        _recast(workspace, old=None, new=new)
    else:
        from demarche.desk.workspace import user_name

        workspace.folder.ensure()
        Record.open(path, who=user_name(), passphrase=new).close()
        carry_drafts(workspace.folder, old=None, new=new)
    return record_status(workspace)


def decrypt_record(workspace: Workspace) -> RecordStatus:
    """Write the record in plain form again, with the drafts beside it. Raises `UseError` for a wrong passphrase; nothing is changed then."""
    _recast(workspace, old=_old(workspace), new=None)
    return record_status(workspace)


def change_passphrase(workspace: Workspace, ask_new: Ask) -> RecordStatus:
    """Encrypt the record, and the drafts beside it, with another passphrase.

    The new one is taken from `DEMARCHE_NEW_PASSPHRASE`, else from `ask_new`. Raises `UseError` for a wrong old passphrase, which is
    found before the new one is asked for, or a new one that is too short; nothing is changed then.
    """
    from demarche.adapters.store import check_passphrase

    old = _old(workspace)
    check_passphrase(workspace.folder.record, old)
    _recast(workspace, old=old, new=_given(NEW_PASSPHRASE_VARIABLE) or ask_new())
    return record_status(workspace)


def _old(workspace: Workspace) -> str:
    """The passphrase that opens the record now. Raises `UseError` where there is none to open, or nobody can be asked."""
    path = workspace.folder.record
    if not path.exists():
        raise UseError("There is no record here yet.", where=str(path), next_step="It is made when something is first recorded.")
    old = workspace.passphrase
    if old is None:
        raise UseError("The record is not encrypted.", where=str(path), next_step="To encrypt it: demarche record encrypt")
    return old


def _given(*variables: str) -> str:
    return next((value for name in variables if (value := os.environ.get(name, ""))), "")


def _passphrase_variable() -> str:
    from demarche.desk.workspace import PASSPHRASE_VARIABLE

    return PASSPHRASE_VARIABLE


def _recast(workspace: Workspace, *, old: str | None, new: str | None) -> None:
    from demarche.adapters.store import recast

    refuse_while_writing(workspace.folder, old)
    workspace.forget_passphrase()
    recast(workspace.folder.record, old=old, new=new)
    carry_drafts(workspace.folder, old=old, new=new)
