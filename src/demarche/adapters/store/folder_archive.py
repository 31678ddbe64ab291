"""A folder of publisher's files as one zip archive, so that a snapshot is always one file; the same files give the same bytes."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from demarche.model.evidence import UseError

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def archive(folder: Path, target: Path) -> None:
    """Write every plain file below `folder` into the zip archive `target`, in order of their names and without their dates.

    Hidden files and symbolic links are left out, so that nothing from outside the folder gets in.

    Raises `UseError` where no file is left, and `OSError`.
    """
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _left_out(path, folder)]
    if not paths:
        raise UseError(
            "The folder holds no files.", where=str(folder), next_step="Name the publisher's file or the folder it was unpacked to."
        )
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        for path in paths:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with path.open("rb") as data, out.open(entry, "w", force_zip64=path.stat().st_size > 2**31) as member:
                shutil.copyfileobj(data, member)


def _left_out(path: Path, folder: Path) -> bool:
    """Whether the path, or a folder on the way to it, is hidden or a symbolic link."""
    steps = [path, *list(path.parents)[: len(path.relative_to(folder).parts) - 1]]
    return any(step.name.startswith(".") or step.is_symlink() for step in steps)
