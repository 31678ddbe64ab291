"""An unfinished download beside the snapshots: the bytes so far, and what they are the beginning of."""

from __future__ import annotations

import contextlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from demarche.adapters.store.durable import read_json, write_json
from demarche.model.evidence import Failure


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of the publisher's file the bytes belong to, in the publisher's own marks; `total` is its length in bytes."""

    url: str
    etag: str = ""
    modified: str = ""
    total: int | None = None

    @property
    def validator(self) -> str:
        """What may stand in `If-Range`: a strong entity tag, else the date of the last change (RFC 9110, section 13.1.5)."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


class PartialFile:
    """The bytes of a download so far, resumed only where the publisher says that the file is still the same."""

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self.version = Version(url)
        self._note = path.with_name(path.name + ".json")

    @property
    def size(self) -> int:
        """How many bytes are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    def prepare(self) -> None:
        """Find what an earlier run left; bytes whose version is not known are given up. Raises `OSError`."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(Failure, TypeError):
            left = Version(**read_json(self._note, "The note of an unfinished download"))
            if left.url == self.version.url and left.validator:
                self.version = left
                return
        self.remove()

    def start(self, version: Version) -> None:
        """Begin anew with another version of the file. Raises `OSError`."""
        self.remove()
        self.version = version
        write_json(self._note, asdict(version))

    def append(self) -> BinaryIO:
        """Open the file to add bytes at its end. Raises `OSError`."""
        return self.path.open("ab")

    def headers(self) -> dict[str, str]:
        """What to add to the GET so that the publisher sends the rest only, and only where the file is still the same."""
        if self.size and self.version.validator:
            return {"Range": f"bytes={self.size}-", "If-Range": self.version.validator}
        return {}

    def tidy(self) -> None:
        """Leave nothing where no byte waits to be resumed. Raises `OSError`."""
        if not self.size:
            self.remove()

    def remove(self) -> None:
        """Forget the bytes and what they were."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
