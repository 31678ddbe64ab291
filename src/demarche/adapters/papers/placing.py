"""Put a finished file in its place whole: written beside it, synced, then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from demarche.model.evidence import Failure


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write `content` to `path`; after a failure the old file, if there was one, is still whole.

    Raises `Failure` where the folder is missing or read-only, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Failure(
            f"The file could not be written: {error.strerror or error}.",
            where=str(path),
            next_step="Free some space or choose another place with --out; nothing was half-written.",
        ) from error
    # a temporary file is private; papers are shared like any document the user saves
    path.chmod(mode)


def write_text(path: Path, text: str) -> None:
    """Write text in UTF-8, in one piece or not at all. Raises `Failure` like `write_whole`."""
    write_whole(path, text.encode("utf-8"))


def write_private(path: Path, text: str) -> None:
    """Write text that its owner alone may read. Raises `Failure` like `write_whole`."""
    write_whole(path, text.encode("utf-8"), mode=0o600)
