"""A publisher's archive, zip file or unpacked folder alike: its files by name, read within limits, never written to disk.

Nothing is unpacked, so no name in an archive can reach a place on the machine; names that try are refused all the same, because an
intact archive has none.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from demarche.model.evidence import Failure, UseError

FRESH_COPY = "Fetch the archive again from its publisher; the last good state is untouched."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold before it is taken for damaged or hostile. Sizes are bytes when unpacked."""

    files: int = 60_000
    one_file: int = 40_000_000
    all_files: int = 2_000_000_000
    ratio: int = 120
    ratio_from: int = 2_000_000
    """A file smaller than this may shrink as far as it likes: a short repetitive file is no bomb."""


class Archive:
    """The files of one archive; use it in a `with` statement.

    `names` are sorted paths with forward slashes, without the one folder that encloses everything (as in `SCresolutions-main/`).
    """

    def __init__(self, path: Path, sizes: dict[str, int], prefix: str, opened: zipfile.ZipFile | None) -> None:
        self.path = path
        self.names = tuple(sorted(sizes))
        self._sizes = sizes
        self._prefix = prefix
        self._zip = opened

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._zip is not None:
            self._zip.close()

    def size(self, name: str) -> int:
        """The size of a file in bytes when unpacked."""
        return self._sizes[name]

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises `Failure` where they are damaged or cannot be read."""
        where = f"{self.path.name}, {name}"
        if self._zip is None:
            try:
                return (self.path / self._prefix / name).read_bytes()
            except OSError as error:
                raise Failure(f"A file of the archive cannot be read: {error.strerror or error}.", where=where) from error
        try:
            with self._zip.open(self._prefix + name) as stream:
                content = stream.read(self._sizes[name] + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise Failure(f"A file of the archive is damaged: {error}.", where=where, next_step=FRESH_COPY) from error
        if len(content) != self._sizes[name]:
            raise Failure("A file of the archive is not as long as the archive says.", where=where, next_step=FRESH_COPY)
        return content


def open_archive(path: Path, suffixes: Collection[str], limits: Limits | None = None) -> Archive:
    """Open a zip file or a folder for reading; only files with one of `suffixes` (as `.xml`) are listed.

    Raises `UseError` for what is no archive, `Failure` for one that is damaged or exceeds `limits`.
    """
    limits = limits or Limits()
    if path.is_dir():
        return _open_folder(path, suffixes, limits)
    if not path.is_file():
        raise UseError("There is no file or folder of this name.", where=str(path), next_step="Check the path.")
    return _open_zip(path, path, suffixes, limits)


def open_inner(outer: Archive, name: str, suffixes: Collection[str], limits: Limits | None = None) -> Archive:
    """Open a zip file that lies in an archive, in memory, under the same rules. Raises `Failure` where it is damaged or too large."""
    return _open_zip(io.BytesIO(outer.read(name)), outer.path / name, suffixes, limits or Limits())


def _open_zip(content: Path | io.BytesIO, path: Path, suffixes: Collection[str], limits: Limits) -> Archive:
    """Open a zip file; `path` is how it is called."""
    try:
        opened = zipfile.ZipFile(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError) as error:
        what = "This file is no whole zip archive; it may be cut short or damaged."
        raise Failure(what, where=str(path), next_step=FRESH_COPY) from error
    try:
        sizes = _checked_members(opened.infolist(), suffixes, limits, str(path))
    except BaseException:
        opened.close()
        raise
    prefix = _enclosing_folder(sizes)
    return Archive(path, {name.removeprefix(prefix): size for name, size in sizes.items()}, prefix, opened)


def _checked_members(members: Iterable[zipfile.ZipInfo], suffixes: Collection[str], limits: Limits, where: str) -> dict[str, int]:
    """Sizes by name of the members of a zip file that matter. Raises `Failure` for what an intact archive never has."""
    sizes: dict[str, int] = {}
    total = 0
    for count, member in enumerate(members, 1):
        name = member.filename
        if count > limits.files:
            raise Failure(f"The archive holds more than {limits.files:,} files.", where=where, next_step=FRESH_COPY)
        if _escapes(name) or _escapes(member.orig_filename):
            raise Failure(f"The archive holds a name that points outside it: “{name}”.", where=where, next_step=FRESH_COPY)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise Failure(f"The archive holds a link in place of a file: “{name}”.", where=where, next_step=FRESH_COPY)
        if member.is_dir() or not name.lower().endswith(tuple(suffixes)):
            continue
        total += _checked_size(name, member.file_size, total, limits, where)
        if member.file_size > limits.ratio_from and member.file_size > limits.ratio * max(member.compress_size, 1):
            what = f"A file of the archive would grow more than {limits.ratio} times when unpacked: “{name}”."
            raise Failure(what, where=where, next_step=FRESH_COPY)
        if member.flag_bits & 0x1:
            raise Failure(f"A file of the archive is locked with a password: “{name}”.", where=where, next_step=FRESH_COPY)
        if name in sizes:
            raise Failure(f"The archive holds two files of one name: “{name}”.", where=where, next_step=FRESH_COPY)
        sizes[name] = member.file_size
    return sizes


def _open_folder(path: Path, suffixes: Collection[str], limits: Limits) -> Archive:
    """List a folder; hidden folders (as `.git`) are passed over, links are refused."""
    sizes: dict[str, int] = {}
    total = 0
    where = str(path)
    waiting = [path]
    seen = 0
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            raise Failure(f"A folder cannot be read: {error.strerror or error}.", where=str(folder)) from error
        for entry in entries:
            seen += 1
            if seen > limits.files:
                step = "Point at the folder that the publisher's archive unpacks to."
                raise UseError(f"The folder holds more than {limits.files:,} files.", where=where, next_step=step)
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                what = f"The folder holds a link in place of a file: “{entry.relative_to(path)}”."
                raise Failure(what, where=where, next_step="Copy the files themselves into the folder.")
            if entry.is_dir():
                waiting.append(entry)
            elif entry.is_file() and entry.name.lower().endswith(tuple(suffixes)):
                name = entry.relative_to(path).as_posix()
                sizes[name] = entry.stat().st_size
                total += _checked_size(name, sizes[name], total, limits, where)
    prefix = _enclosing_folder(sizes)
    return Archive(path, {name.removeprefix(prefix): size for name, size in sizes.items()}, prefix, None)


def _checked_size(name: str, size: int, total: int, limits: Limits, where: str) -> int:
    """The size, where it and the sum stay within the limits. Raises `Failure` otherwise."""
    if size > limits.one_file:
        what = f"A file of the archive is larger than {limits.one_file // 1_000_000:,} MB: “{name}”."
        raise Failure(what, where=where, next_step=FRESH_COPY)
    if total + size > limits.all_files:
        what = f"The archive is larger than {limits.all_files // 1_000_000:,} MB when unpacked."
        raise Failure(what, where=where, next_step=FRESH_COPY)
    return size


def _escapes(name: str) -> bool:
    """Whether a name in a zip file is absolute, climbs, or is written for another system."""
    parts = PurePosixPath(name).parts
    return name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or (len(name) > 1 and name[1] == ":")


def _enclosing_folder(names: Iterable[str]) -> str:
    """The one folder, with its slash, that encloses every name; empty where there is none."""
    first = {name.partition("/")[0] if "/" in name else "" for name in names}
    return f"{first.pop()}/" if len(first) == 1 and "" not in first else ""
