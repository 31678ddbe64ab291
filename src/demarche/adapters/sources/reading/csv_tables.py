"""CSV files inside an archive or folder, plain or gzipped, found by the columns that they have."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Collection
from dataclasses import dataclass

from demarche.adapters.sources.reading.archive import FRESH_COPY, Archive
from demarche.model.evidence import Failure, UseError

_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Rows of a file by column name, in order; `locator(n)` is the row in the file, its header counted as 1."""

    file: str
    rows: list[dict[str, str]]

    def locator(self, place: int) -> str:
        """Where row `place`, counted from 0, stands."""
        return f"{self.file}#row {place + 2}"


def find_table(archive: Archive, columns: Collection[str]) -> CsvTable:
    """The one CSV file that has all of `columns`.

    Raises `UseError` where there is none or more than one, `Failure` where it is damaged.
    """
    found = []
    for name in archive.names:
        text = _text(archive.read(name), name)
        header = next(csv.reader(io.StringIO(text[:20_000])), [])
        if set(columns) <= set(header):
            found.append((name, text))
    if len(found) != 1:
        what = f"{'No file' if not found else 'More than one file'} here has the columns {', '.join(sorted(columns)[:4])}, …"
        raise UseError(what, where=str(archive.path), next_step="Point at the folder with the publisher's files, each once.")
    name, text = found[0]
    try:
        read = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Failure(f"The file is no whole CSV file: {error}.", where=name, next_step=FRESH_COPY) from error
    for place, row in enumerate(read):
        if None in row or None in row.values():
            raise Failure("A row is not as long as the header.", where=f"{name}, row {place + 2}", next_step=FRESH_COPY)
    return CsvTable(name, read)


def _text(content: bytes, name: str) -> str:
    """The text of a file, unpacked where it is gzipped."""
    try:
        if content[:2] == b"\x1f\x8b":
            unpacking = zlib.decompressobj(wbits=31)
            content = unpacking.decompress(content, _LARGEST)
            if unpacking.unconsumed_tail or not unpacking.eof:
                raise Failure("The gzipped file is cut short, or too large when unpacked.", where=name, next_step=FRESH_COPY)
        return content.decode("utf-8-sig")
    except (zlib.error, UnicodeDecodeError) as error:
        raise Failure(f"The file is damaged: {error}.", where=name, next_step=FRESH_COPY) from error
