"""Where a workspace lives on the disk: the user's record, the publishers' bytes, and the tables made from them."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from demarche.adapters.store.durable import disk_errors
from demarche.adapters.store.lock import hold
from demarche.model.evidence import UseError

WORKSPACE_VARIABLE = "DEMARCHE_WORKSPACE"


@dataclass(frozen=True, slots=True)
class WorkspaceFolder:
    """A workspace's folder; it is made when something is first written, so that asking a question leaves no trace."""

    root: Path

    @classmethod
    def locate(cls, named: str | Path | None = None) -> Self:
        """Find the workspace: the one named, else that of `DEMARCHE_WORKSPACE`, else the user's data folder of this system.

        Nothing is made. Raises `UseError` where the place is a file.
        """
        place = str(named or "").strip() or os.environ.get(WORKSPACE_VARIABLE, "").strip()
        if place:
            root = Path(place).expanduser().absolute()
        else:
            import platformdirs

            root = platformdirs.user_data_path("demarche", appauthor=False)
        if root.exists() and not root.is_dir():
            step = f"Name a folder with --workspace or {WORKSPACE_VARIABLE}."
            raise UseError("The workspace is not a folder.", where=str(root), next_step=step)
        return cls(root)

    @property
    def record(self) -> Path:
        """The user's record, an SQLite file."""
        return self.root / "record.sqlite"

    @property
    def snapshots(self) -> Path:
        """The publishers' bytes."""
        return self.root / "evidence" / "snapshots"

    @property
    def tables(self) -> Path:
        """The tables made from them."""
        return self.root / "evidence" / "tables"

    @property
    def exists(self) -> bool:
        """Whether something was ever written here."""
        return self.root.is_dir()

    @property
    def writable(self) -> bool:
        """Whether something can be written here: the folder, or the nearest one above it that exists, allows it."""
        nearest = next((place for place in (self.root, *self.root.parents) if place.exists()), None)
        return nearest is not None and nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)

    def ensure(self) -> Self:
        """Make the folder, for its owner's eyes only. Raises `Failure` where the disk refuses."""
        with disk_errors("making the workspace", self.root):
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    def lock(self, doing: str, *, wait: float = 0.0) -> AbstractContextManager[None]:
        """Be the only process that syncs this workspace while a `with` block runs; killed or not, the end of the process lets go.

        Raises `Failure` on entering, where another process holds it after `wait` seconds, or where the folder may not be written.
        """
        return hold(self.root / "sync.lock", doing, wait=wait)
