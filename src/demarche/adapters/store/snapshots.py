"""The publisher's bytes as they were on a day: kept unchanged, named by their sha256, checked whenever they are opened."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import time
from pathlib import Path
from typing import BinaryIO, Protocol

from demarche.adapters.store.durable import beside, disk_errors, read_json, settle, write_json
from demarche.adapters.store.folder_archive import archive
from demarche.adapters.store.manifest import snapshot_as_dict, snapshot_from_dict
from demarche.adapters.store.parquet import sha256_of
from demarche.model.evidence import Failure, Snapshot, UseError

_SIDECAR = ".snapshot.json"
_INCOMING = "incoming"
_A_DAY = 24 * 3600
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_ID = re.compile(r"([a-z0-9][a-z0-9_-]*)@([0-9a-f]{12})")


class SnapshotStore(Protocol):
    """The port: an archive of snapshots. Every backend passes the one test-suite in `tests/stores/`."""

    def add(
        self,
        content: Path | BinaryIO,
        *,
        source: str,
        name: str = "",
        url: str = "",
        as_of: dt.date | None = None,
        etag: str = "",
        move: bool = False,
    ) -> Snapshot:
        """Keep the bytes of a file, a stream, or a whole folder; the same bytes again give the snapshot that is there."""

    def get(self, snapshot_id: str) -> Snapshot:
        """Look a snapshot up by its id, `source@hash12`. Raises `UseError` where there is none."""

    def verify(self, snapshot_id: str) -> Path:
        """Give a local file with the bytes, checked against their hash. Raises `UseError`, and `Failure` where they are damaged."""

    def open(self, snapshot_id: str) -> BinaryIO:
        """Open the checked bytes. Raises like `verify`."""

    def list(self, source: str = "") -> list[Snapshot]:
        """All snapshots, or those of one source, the latest retrieved last."""

    def etag(self, snapshot_id: str) -> str:
        """The publisher's own mark of this version of the file, or an empty text."""

    def part(self, source: str, url: str) -> Path:
        """Where an unfinished download of `url` waits to be resumed."""


class SnapshotFolder:
    """Snapshots as files of one folder: `<root>/<source>/<sha12>-<name>`, each with a sidecar that says where it came from."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(
        self,
        content: Path | BinaryIO,
        *,
        source: str,
        name: str = "",
        url: str = "",
        as_of: dt.date | None = None,
        etag: str = "",
        move: bool = False,
    ) -> Snapshot:
        """Keep the bytes of a file, a stream, or a whole folder (as one zip archive) and describe them in a sidecar.

        The same bytes again give the snapshot that is there, and mend it where its file was damaged. `move` gives up the file
        `content` instead of copying it. Raises `UseError` where there is no such file, and `Failure` where the disk refuses.
        """
        folder = self._folder(source)
        given = name or (content.name if isinstance(content, Path) else "snapshot")
        doing = f"keeping {given}"
        with disk_errors(doing, folder):
            folder.mkdir(parents=True, exist_ok=True)
            _clear(folder)
            draft = beside(folder / _INCOMING)
            try:
                if isinstance(content, Path) and content.is_dir():
                    given = given if given.endswith(".zip") else f"{given}.zip"
                digest, size = _take(content, draft, move=move)
                known = self._known(source, digest)
                if known is not None and _intact(self._file(known), known):
                    return known
                now = dt.datetime.now(dt.UTC).replace(microsecond=0)
                snapshot = known or Snapshot(source, digest, given, size, now, url, as_of)
                target = self._file(snapshot)
                if target.exists():
                    target.chmod(0o644)
                draft.replace(target)
                target.chmod(0o444)  # an editor that opened it by chance asks before it writes
                write_json(target.with_name(target.name + _SIDECAR), snapshot_as_dict(snapshot) | {"etag": etag})
            finally:
                draft.unlink(missing_ok=True)
        return snapshot

    def get(self, snapshot_id: str) -> Snapshot:
        """Look a snapshot up by its id, `source@hash12`. Raises `UseError` where there is none."""
        return _described(self._sidecar(snapshot_id))

    def verify(self, snapshot_id: str) -> Path:
        """Give the file, checked against its hash. Raises `UseError` where there is none and `Failure` where it is damaged."""
        snapshot = self.get(snapshot_id)
        path = self._file(snapshot)
        if not _intact(path, snapshot):
            step = (
                f"Run `demarche sync {snapshot.source}` to fetch the publisher's file again; the tables made from it still stand."
            )
            raise Failure(f"The snapshot {snapshot_id} is damaged.", where=str(path), next_step=step)
        return path

    def open(self, snapshot_id: str) -> BinaryIO:
        """Open the checked bytes. Raises like `verify`."""
        return self.verify(snapshot_id).open("rb")

    def list(self, source: str = "") -> list[Snapshot]:
        """All snapshots, or those of one source, the latest retrieved last."""
        pattern = f"{source or '*'}/*{_SIDECAR}"
        found = [_described(path) for path in self.root.glob(pattern)] if not source or _SOURCE.fullmatch(source) else []
        return sorted(found, key=lambda snapshot: (snapshot.retrieved, snapshot.id))

    def etag(self, snapshot_id: str) -> str:
        """The publisher's own mark of this version of the file, or an empty text."""
        return str(read_json(self._sidecar(snapshot_id), "The description of a snapshot").get("etag", ""))

    def part(self, source: str, url: str) -> Path:
        """Where an unfinished download of `url` waits to be resumed."""
        return self._folder(source) / f".{hashlib.sha256(url.encode()).hexdigest()[:12]}.part"

    def _folder(self, source: str) -> Path:
        """The folder of a source. Raises `UseError` for an id that is not one."""
        if not _SOURCE.fullmatch(source):
            raise UseError(f"“{source}” is not the id of a source.", next_step="Use small letters, digits and underscores.")
        return self.root / source

    def _file(self, snapshot: Snapshot) -> Path:
        """The file of a snapshot; what its name holds beside letters, digits, dots and dashes cannot lead out of the folder."""
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", snapshot.name.replace(_SIDECAR, ".json")).strip("-.")[-100:]
        return self._folder(snapshot.source) / f"{snapshot.sha256[:12]}-{plain or 'snapshot'}"

    def _sidecar(self, snapshot_id: str) -> Path:
        """The sidecar of a snapshot. Raises `UseError` where there is none."""
        match = _ID.fullmatch(snapshot_id)
        found = sorted((self.root / match[1]).glob(f"{match[2]}-*{_SIDECAR}")) if match else []
        if not found:
            raise UseError(f"There is no snapshot {snapshot_id}.", where=str(self.root), next_step="Run `demarche sync` first.")
        return found[0]

    def _known(self, source: str, digest: str) -> Snapshot | None:
        """The snapshot with these bytes, if they were kept before. Raises `Failure` where other bytes have the same short hash."""
        for sidecar in sorted((self.root / source).glob(f"{digest[:12]}-*{_SIDECAR}")):
            try:
                snapshot = _described(sidecar)
            except Failure:
                continue  # it is written anew
            if snapshot.sha256 != digest:
                raise Failure("Two different files have one short hash.", where=str(sidecar), next_step="Please report this.")
            return snapshot
        return None


def _described(sidecar: Path) -> Snapshot:
    """Read a sidecar. Raises `Failure` where it is damaged."""
    try:
        return snapshot_from_dict(read_json(sidecar, "The description of a snapshot"))
    except (KeyError, TypeError, ValueError) as error:
        raise Failure(
            "The description of a snapshot is damaged.", where=str(sidecar), next_step="Run `demarche sync` again."
        ) from error


def _take(content: Path | BinaryIO, draft: Path, *, move: bool) -> tuple[str, int]:
    """Bring the bytes into `draft` and to the disk; give their sha256 and their number. Raises `UseError` and `OSError`."""
    if isinstance(content, Path) and not os.access(content, os.R_OK):
        raise UseError("There is no such file or folder, or it may not be read.", where=str(content), next_step="Check the path.")
    if isinstance(content, Path) and content.is_dir():
        archive(content, draft)
    elif isinstance(content, Path) and move:
        content.replace(draft)
    elif isinstance(content, Path):
        shutil.copyfile(content, draft)
    else:
        with draft.open("xb") as out:
            shutil.copyfileobj(content, out)
    settle(draft)
    return sha256_of(draft), draft.stat().st_size


def _intact(path: Path, snapshot: Snapshot) -> bool:
    """Whether the file has the bytes that the snapshot names."""
    try:
        return path.stat().st_size == snapshot.size and sha256_of(path) == snapshot.sha256
    except OSError:
        return False


def _clear(folder: Path) -> None:
    """Remove what a writer left that was killed more than a day ago."""
    for path in folder.glob(f".{_INCOMING}.*.tmp"):
        if time.time() - path.stat().st_mtime > _A_DAY:
            path.unlink(missing_ok=True)
