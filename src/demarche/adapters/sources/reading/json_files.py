"""A publisher's JSON answers as saved: one file, or a folder or zip archive of them."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from demarche.adapters.sources.reading.archive import Limits, open_archive
from demarche.model.evidence import Failure, UseError

LARGEST = 400_000_000
"""The most bytes that one answer may have when unpacked."""


def read_json_files(path: Path) -> Iterator[tuple[str, object]]:
    """The name and content of every answer at `path`, by name: `.json`, plain or gzipped, in an archive or folder too.

    Raises `UseError` where there is none, `Failure` for one that is damaged or no JSON.
    """
    if path.is_dir() or path.suffix == ".zip":
        with open_archive(path, (".json", ".json.gz"), Limits(one_file=LARGEST, ratio=400)) as archive:
            if not archive.names:
                raise UseError(
                    "There is no JSON file here.", where=str(path), next_step="Point at the publisher's answers as saved."
                )
            for name in archive.names:
                yield name, _content(archive.read(name), name)
        return
    if not path.is_file():
        raise UseError("There is no file of this name.", where=str(path), next_step="Check the path.")
    yield path.name, _content(path.read_bytes(), path.name)


def _content(content: bytes, name: str) -> object:
    try:
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, OSError, EOFError, zlib.error, RecursionError) as error:
        what = f"The file is no JSON that can be read: {error}."
        raise Failure(what, where=name, next_step="Ask the publisher again and save the answer whole.") from error


def _refused(word: str) -> object:
    raise ValueError(f"{word} is no number")
