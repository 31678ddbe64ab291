"""A publisher's table from a CSV file, plain or gzipped, a zip archive or folder of them, or an academic package's Parquet file."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from demarche.adapters.sources.reading import Limits, open_archive
from demarche.model.evidence import Failure, UseError

LARGEST = 400_000_000
"""The most bytes that one table may have when unpacked."""

FRESH = "Fetch the file again from its publisher; the last good state is untouched."

# Some publishers keep whole lists of names in one cell.
csv.field_size_limit(4_000_000)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: the file's name, and rows of texts in the order of the columns asked for (empty where nothing stands)."""

    file: str
    rows: list[tuple[str, ...]]
    first_line: int = 2
    """The row of the file on which the first row stands; row n is then at `first_line + n`."""


Columns = Mapping[str, Sequence[str]]
"""The columns asked for: our name → the names that editions of the publisher give it. A name that ends in `?` may be missing."""


def read_table(path: Path, columns: Columns, member: str = r".*", encoding: str = "utf-8-sig") -> Table:
    """The one table at `path`. In an archive or folder, the file whose name matches `member` (a pattern).

    Raises `UseError` where there is no such file, more than one, or a column is missing; `Failure` where it is damaged.
    """
    tables = read_tables(path, columns, member, encoding)
    if len(tables) > 1:
        names = ", ".join(table.file for table in tables)
        raise UseError(
            f"There is more than one table that could be meant: {names}.", where=path.name, next_step="Point at one of them."
        )
    return tables[0]


def read_tables(path: Path, columns: Columns, member: str = r".*", encoding: str = "utf-8-sig") -> list[Table]:
    """Every table at `path` whose name matches `member`, in the order of their names; at least one."""
    if path.suffix == ".parquet":
        return [_parquet(path, columns)]
    tables = [_csv(name, text, columns) for name, text in read_texts(path, member, encoding)]
    if not tables:
        raise UseError(
            f"There is no file here whose name fits “{member}”.", where=str(path), next_step="Point at the publisher's file."
        )
    return tables


def read_texts(path: Path, member: str, encoding: str = "utf-8-sig") -> Iterator[tuple[str, str]]:
    """The names and texts of the file at `path`, or of those in an archive or folder whose name matches `member`."""
    if path.is_dir() or path.suffix == ".zip":
        limits = Limits(one_file=LARGEST, ratio=400)
        with open_archive(path, (".csv", ".csv.gz"), limits) as archive:
            for name in archive.names:
                if re.fullmatch(member, name.rpartition("/")[2], re.IGNORECASE):
                    yield name, _decoded(archive.read(name), name, encoding)
        return
    if not path.is_file():
        raise UseError("There is no file of this name.", where=str(path), next_step="Check the path.")
    yield path.name, _decoded(path.read_bytes(), path.name, encoding)


def _decoded(content: bytes, name: str, encoding: str) -> str:
    if content[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(content)) as stream:
                content = stream.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise Failure(f"The file cannot be unpacked: {error}.", where=name, next_step=FRESH) from error
    if len(content) > LARGEST:
        raise Failure(f"The file is larger than {LARGEST // 1_000_000} MB when unpacked.", where=name, next_step=FRESH)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Failure(
            f"The file is not in {encoding}: {error.reason} at byte {error.start}.", where=name, next_step=FRESH
        ) from error


def _csv(name: str, text: str, columns: Columns) -> Table:
    lines = csv.reader(io.StringIO(text), strict=True)
    try:
        header = next(lines, [])
        places = _places(header, columns, name)
        width = len(header)
        rows = []
        for row in lines:
            if len(row) != width:
                if not any(row):
                    continue
                what = f"A row has {len(row)} cells, the header {width}; the file may be cut short."
                raise Failure(what, where=f"{name}, line {lines.line_num}", next_step=FRESH)
            rows.append(tuple("" if place is None else _cell(row[place]) for place in places))
    except csv.Error as error:
        raise Failure(f"The file is no sound CSV: {error}.", where=f"{name}, line {lines.line_num}", next_step=FRESH) from error
    return Table(name, rows)


def _parquet(path: Path, columns: Columns) -> Table:
    import duckdb

    try:
        with duckdb.connect() as base:
            quoted = str(path).replace("'", "''")
            header = [str(row[0]) for row in base.execute(f"describe select * from read_parquet('{quoted}')").fetchall()]
            places = _places(header, columns, path.name)
            asked = ", ".join("''" if place is None else f'"{header[place]}"::VARCHAR' for place in places)
            found = base.execute(f"select {asked} from read_parquet('{quoted}')").fetchall()
    except duckdb.Error as error:
        raise Failure(f"The Parquet file cannot be read: {str(error).splitlines()[0]}", where=path.name, next_step=FRESH) from error
    return Table(path.name, [tuple(_cell(cell) if cell is not None else "" for cell in row) for row in found], first_line=1)


def _places(header: Sequence[str], columns: Columns, name: str) -> list[int | None]:
    at = {printed.strip().casefold(): place for place, printed in enumerate(header)}
    places: list[int | None] = []
    missing = []
    for wanted, names in columns.items():
        found = [at[n.removesuffix("?").casefold()] for n in names if n.removesuffix("?").casefold() in at]
        places.append(found[0] if found else None)
        if not found and not any(n.endswith("?") for n in names):
            missing.append(f"{wanted} ({' or '.join(names)})")
    if missing:
        what = f"This is not the table meant: it lacks the column {', '.join(missing)}."
        raise UseError(what, where=name, next_step="Point at the file that the source's page describes.")
    return places


def _cell(text: str) -> str:
    """The text of a cell; a number that a package stored with decimals, as `625.0`, is the whole number it is."""
    stripped = text.strip()
    return stripped[:-2] if stripped.endswith(".0") and stripped[:-2].lstrip("-").isdigit() else stripped
