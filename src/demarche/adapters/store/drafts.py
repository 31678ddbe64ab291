"""Unfinished entries, kept until they are finished: readable by their owner alone, and encrypted where the record is."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from demarche.adapters.store.durable import beside, disk_errors, settle
from demarche.adapters.store.lock import hold
from demarche.adapters.store.record.recasting import shred
from demarche.adapters.store.record.refusals import public_words
from demarche.adapters.store.record.sealing import is_sealed, opened, salt_of
from demarche.adapters.store.workspace_folder import WorkspaceFolder
from demarche.model.evidence import DemarcheError, Failure


class Draft:
    """One unfinished entry, held by this process."""

    def __init__(self, shelf: DraftShelf, name: str) -> None:
        self._shelf, self._name = shelf, name

    def keep(self, content: Mapping[str, Any]) -> None:
        """Put what there is so far on the disk in the place of what was there. Raises `Failure` where the disk refuses."""
        self._shelf.put(self._name, content)

    def drop(self) -> None:
        """Overwrite the draft and delete it; where nothing was kept, nothing happens."""
        self._shelf.drop(self._name)


class DraftShelf:
    """Drafts of a workspace under random names. `passphrase` is the record's; with one, drafts are files that it alone opens."""

    def __init__(self, folder: WorkspaceFolder, passphrase: str | None) -> None:
        self._folder = folder
        self._root = folder.root / "drafts"
        self._passphrase = passphrase

    @contextlib.contextmanager
    def draft(self, name: str = "") -> Iterator[Draft]:
        """Begin a draft, or take up the one of a name. Killed or not, this process lets go of it at its end, and what was kept stays.

        Raises `Failure` where another process works on it.
        """
        name = name or secrets.token_hex(8)
        self._ensure()
        try:
            with hold(self._lock(name), "this entry"):
                yield Draft(self, name)
        finally:
            if not self._path(name).exists():
                self._lock(name).unlink(missing_ok=True)

    def waiting(self) -> list[tuple[str, dict[str, Any]]]:
        """Name and content of the drafts that nobody works on and that can be read, the oldest first."""
        found = []
        for path in sorted(self._root.glob(f"*{self._ending}"), key=lambda p: p.stat().st_mtime) if self._root.is_dir() else []:
            with contextlib.suppress(Failure), hold(self._lock(path.stem), "this entry"):
                if content := self._read(path):
                    found.append((path.stem, content))
        return found

    def put(self, name: str, content: Mapping[str, Any]) -> None:
        """Put a draft on the disk in the place of the one of its name. Raises `Failure` where the disk refuses."""
        text, path = json.dumps(content, ensure_ascii=False), self._path(name)
        self._ensure()
        draft = beside(path)
        try:
            with disk_errors("keeping the draft", path):
                os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                if self._passphrase is None:
                    draft.write_text(text, "utf-8")
            if self._passphrase is not None:
                self._write_sealed(draft, text)
            with disk_errors("keeping the draft", path):
                self._place(draft, path)
        finally:
            shred(draft)

    def drop(self, name: str) -> None:
        """Overwrite a draft and delete it; where there is none, nothing happens."""
        shred(self._path(name))

    @property
    def _ending(self) -> str:
        return ".json" if self._passphrase is None else ".sealed"

    def _path(self, name: str) -> Path:
        return self._root / f"{name}{self._ending}"

    def _lock(self, name: str) -> Path:
        return self._root / f"{name}.lock"

    def _ensure(self) -> None:
        self._folder.ensure()
        with disk_errors("keeping the draft", self._root):
            self._root.mkdir(mode=0o700, exist_ok=True)

    def _place(self, draft: Path, path: Path) -> None:
        """Bring a whole draft to the disk, rename it into its place, and overwrite what stood there."""
        settle(draft)
        old = path.open("r+b") if path.exists() and os.name != "nt" else None
        with old or contextlib.nullcontext():
            draft.replace(path)
            settle(self._root)
            if old is not None:
                old.write(bytes(os.fstat(old.fileno()).st_size))

    def _read(self, path: Path) -> dict[str, Any] | None:
        """A draft; none where it cannot be read, being damaged or kept under another passphrase."""
        try:
            found = json.loads(path.read_text("utf-8") if self._passphrase is None else self._read_sealed(path))
        except (OSError, ValueError, DemarcheError):
            return None
        return found if isinstance(found, dict) else None

    def _write_sealed(self, path: Path, text: str) -> None:
        salt = salt_of(self._folder.record) if is_sealed(self._folder.record) else b""  # the record's key has been derived already
        with public_words(str(path)), opened(path, self._passphrase, salt=salt) as raw:
            raw.execute("PRAGMA journal_mode = MEMORY")
            raw.execute("CREATE TABLE draft (content TEXT)")
            raw.execute("INSERT INTO draft VALUES (?)", (text,))

    def _read_sealed(self, path: Path) -> str:
        with public_words(str(path)), opened(path, self._passphrase, salt=salt_of(path)) as raw:
            row = raw.execute("SELECT content FROM draft").fetchone()
        return str(row[0]) if row else ""
