"""Files that are whole or absent: written beside their place, brought to the disk, then renamed into it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from demarche.model.evidence import DemarcheError, Failure

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
NOTHING_CHANGED = "nothing changed; the last good state stays"


def disk_failure(error: OSError, doing: str, where: Path) -> Failure:
    """Say in public words what the disk refused while `doing` something to `where`."""
    if error.errno in _FULL:
        return Failure(
            f"The disk is full: {doing} was stopped.",
            where=str(where),
            next_step=f"Free some space and try again: {NOTHING_CHANGED}.",
        )
    if error.errno in _CLOSED:
        return Failure(
            f"This folder or file may not be written: {doing} was stopped.",
            where=str(where),
            next_step=f"Allow writing there or name another workspace: {NOTHING_CHANGED}.",
        )
    return Failure(
        f"The disk refused: {doing} was stopped ({error.strerror or error}).",
        where=str(where),
        next_step=f"Look at that place and try again: {NOTHING_CHANGED}.",
    )


@contextlib.contextmanager
def disk_errors(doing: str, where: Path) -> Iterator[None]:
    """Turn an `OSError` inside the block into a `Failure` that names what was being done, and where."""
    try:
        yield
    except DemarcheError:
        raise
    except OSError as error:
        raise disk_failure(error, doing, where) from error


def settle(path: Path) -> None:
    """Wait until the bytes of `path`, a file or a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":  # Windows neither needs nor allows it for folders
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def beside(path: Path) -> Path:
    """Name a hidden place in the same folder, so that renaming it to `path` is one step of the file system."""
    return path.with_name(f".{path.name[:80]}.{secrets.token_hex(6)}.tmp")


def write_whole(path: Path, data: bytes) -> None:
    """Replace the file at `path` by `data`; whoever reads it sees the old bytes or the new ones. Raises `OSError`."""
    draft = beside(path)
    try:
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
        settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write `content` as readable JSON, whole or not at all. Raises `OSError`."""
    write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def read_json(path: Path, meaning: str) -> dict[str, Any]:
    """Read a JSON object that this program wrote. Raises `Failure` where it is missing or damaged."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Failure(
            f"{meaning} cannot be read.", where=str(path), next_step="Run `demarche sync` for this source again."
        ) from error
    if not isinstance(content, dict):
        raise Failure(f"{meaning} is damaged.", where=str(path), next_step="Run `demarche sync` for this source again.")
    return content
