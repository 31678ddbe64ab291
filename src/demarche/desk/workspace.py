"""A workspace: the user's record, the evidence in use, and who is who. Everything on the desk begins by opening one."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.store import Tables, WorkspaceFolder, pack_folder
from demarche.model.actors import Actor, ActorKind, Registry
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.adapters.store import Record
    from demarche.model.dossier import Dossier

PASSPHRASE_VARIABLE = "DEMARCHE_PASSPHRASE"  # noqa: S105 - the name of a variable, not a secret
_asking: list[Callable[[str], str]] = []


def ask_passphrases_with(ask: Callable[[str], str]) -> None:
    """Let a door that can ask a person be asked for the passphrase of an encrypted record: a function from a prompt to the answer."""
    _asking.append(ask)


_NAMES_OF_TWO = {"congo": ("COG", "COD")}
"""The short name of one State that people use for another as well; publishers' files use it for the first alone."""


def open_workspace(folder: str | Path | None = None) -> Workspace:
    """Open the workspace in `folder`, else in `DEMARCHE_WORKSPACE`, else in the user's data folder.

    Nothing is written until something is recorded or synced; a fresh workspace answers from the starter pack.

    >>> open_workspace().resolve_state("norway").name
    'Norway'
    """
    return Workspace(WorkspaceFolder.locate(folder))


class Workspace:
    """What a use case works on. Parts are opened when first used."""

    def __init__(self, folder: WorkspaceFolder) -> None:
        self.folder = folder
        self._shown: dict[str, Dossier] = {}

    def showing(self, dossier: Dossier) -> Workspace:
        """The same workspace with `dossier` in the place of the one of its id; the evidence is shared, the record is not touched."""
        view = Workspace(self.folder)
        view.__dict__ |= {"registry": self.registry, "tables": self.tables}
        view._shown = {**self._shown, dossier.id: dossier}
        return view

    @cached_property
    def registry(self) -> Registry:
        """Who is who: States, bodies, parties, with dated names, memberships and seats."""
        from demarche.adapters.store import load_registry

        return load_registry()

    @cached_property
    def tables(self) -> Tables:
        """The evidence tables: what was synced, else the starter pack."""
        return Tables.open(pack_folder(), self.folder.tables if self.folder.exists else None)

    @cached_property
    def record(self) -> Record:
        """The user's record, made when first asked for; an encrypted one is opened with the passphrase that is asked for."""
        from demarche.adapters.store import Record

        self.folder.ensure()
        record = Record.open(self.folder.record, who=user_name(), passphrase=self.passphrase)
        if self.passphrase is not None:
            from demarche.desk.unfinished import seal_left_drafts

            seal_left_drafts(self.folder, self.passphrase)
        return record

    @cached_property
    def passphrase(self) -> str | None:
        """What opens the record: from `DEMARCHE_PASSPHRASE`, else from whoever can be asked; none where it is not encrypted.

        Raises `UseError` where it is encrypted and nobody can be asked.
        """
        from demarche.adapters.store import is_sealed

        path = self.folder.record
        if not is_sealed(path):
            return None
        given = os.environ.get(PASSPHRASE_VARIABLE)
        if given is not None:
            return given
        if _asking:
            return _asking[-1]("Passphrase of the record")
        raise UseError(
            "The record is encrypted.",
            where=str(path),
            next_step=f"Set {PASSPHRASE_VARIABLE}, or call it at a terminal, which asks for it.",
        )

    @property
    def has_record(self) -> bool:
        """Whether anything was ever recorded here."""
        return self.folder.record.exists()

    def resolve_state(self, name: str, on: dt.date | None = None) -> Actor:
        """The State of that name on a day. Raises `UseError` naming the nearest States for a name that is unknown or ambiguous."""
        meant = _NAMES_OF_TWO.get(name.strip().casefold())
        if meant:
            options = "; ".join(f"{actor.name} ({actor.id})" for actor in (self.registry.actor(i) for i in meant))
            raise UseError(f"“{name}” is said of two States.", next_step=f"Say which: {options}.")
        return self.registry.resolve(name, on=on, kinds={ActorKind.STATE, ActorKind.OBSERVER})

    def resolve_voter(self, name: str, on: dt.date) -> Actor:
        """The State of that name on a day, or the former State in its days. Raises `UseError` like `resolve_state`."""
        try:
            return self.resolve_state(name, on)
        except UseError as error:
            try:
                self.registry.resolve(name, kinds={ActorKind.FORMER_STATE})
            except UseError:
                raise error from None
            return self.registry.resolve(name, on=on, kinds={ActorKind.FORMER_STATE})

    def name_of(self, actor: str) -> str:
        """The current short name of an actor id; the id itself where the registry does not know it."""
        return self._names.get(actor) or self._names.get(actor.casefold(), actor)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Looked up by the thousand in long dossiers, where most words are in no register."""
        known = self.registry.actors()
        return {actor.id.casefold(): actor.name for actor in known} | {actor.id: actor.name for actor in known}

    def dossier(self, dossier_id: str, *, nouns: Sequence[str] | None = None) -> Dossier:
        """The dossier of that id: the user's own, else the shipped one.

        With `nouns`, one's own dossier holds nothing but these; a question that needs a part of a long dossier waits less. Raises `UseError`
        naming the dossiers there are.
        """
        from demarche.adapters.store import shipped_dossiers

        if dossier_id in self._shown:
            return self._shown[dossier_id]
        own = self.record.dossier_ids() if self.has_record else []
        if dossier_id in own:
            return self.record.load(dossier_id) if nouns is None else self.record.part(dossier_id, nouns)
        if dossier_id in shipped_dossiers():
            return _shipped(dossier_id)
        known = sorted({*own, *shipped_dossiers()})
        raise UseError(
            f"There is no dossier “{dossier_id}”.",
            where=str(self.folder.root),
            next_step=f"Dossiers here: {', '.join(known)}. Make your own with: demarche dossier new {dossier_id}",
        )

    def close(self) -> None:
        """Let go of files."""
        for part in ("tables", "record"):
            if part in self.__dict__:
                self.__dict__.pop(part).close()

    def forget_passphrase(self) -> None:
        """Let go of the record and of what opened it, which no longer does; the next opening asks again."""
        self.close()
        self.__dict__.pop("passphrase", None)


@cache
def _shipped(dossier_id: str) -> Dossier:
    """A dossier that comes with the program, read once a process: its files do not change."""
    from demarche.adapters.store import read_shipped

    return read_shipped(dossier_id)


def user_name() -> str:
    """Who changes the record: `DEMARCHE_USER`, else the login name. It goes into the journal and nowhere else."""
    import getpass

    named = os.environ.get("DEMARCHE_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def curated(name: str) -> list[dict[str, Any]]:
    """The curated TOML files of the pack under `name`, in order of their file names, each with its `file`."""
    folder = pack_folder(name)
    return [{"file": path.name} | tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
