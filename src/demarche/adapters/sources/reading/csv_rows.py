"""A publisher's CSV file, read whole and strictly: the columns it must have, rows as long as the header, numbers and days."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from demarche.model.evidence import Failure, UseError

_FRESH_COPY = "Fetch the file again from its publisher; the last good state is untouched."
_MOST_BYTES = 400_000_000


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its values by column, and `locator`, the row's number in the file counting the header as 1."""

    values: dict[str, str]
    locator: str
    file: str

    def text(self, column: str) -> str:
        """The value without space around it."""
        return self.values[column].strip()

    def refuse(self, what: str) -> Failure:
        """A failure that names this row."""
        return Failure(what, where=f"{self.file}, {self.locator}", next_step=_FRESH_COPY)

    def whole_number(self, column: str) -> int | None:
        """A whole number, `None` where the value is empty. Raises `Failure` for anything else."""
        value = self.text(column)
        if not value:
            return None
        if not re.fullmatch(r"-?\d+(\.0+)?", value):
            raise self.refuse(f"“{value}” in {column} is not a whole number.")
        return int(value.partition(".")[0])

    def day(self, column: str) -> dt.date | None:
        """A day as 2024-06-20, `None` where the value is empty. Raises `Failure` for anything else."""
        value = self.text(column)
        if not value:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise self.refuse(f"“{value}” in {column} is not a day.") from None


def read_csv_rows(path: Path, columns: Collection[str], *, most_bytes: int = _MOST_BYTES) -> list[CsvRow]:
    """The rows of a CSV file that has at least `columns`; UTF-8, with or without a mark at its start.

    Raises `UseError` where there is no file or its columns are another file's, `Failure` where it is damaged or too large.
    """
    if not path.is_file():
        raise UseError("There is no file of this name.", where=str(path), next_step="Check the path.")
    if path.stat().st_size > most_bytes:
        raise Failure(f"The file is larger than {most_bytes // 1_000_000:,} MB.", where=path.name, next_step=_FRESH_COPY)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise Failure(f"This is no whole CSV file: {error}.", where=path.name, next_step=_FRESH_COPY) from error
    header = lines[0] if lines else []
    missing = [column for column in columns if column not in header]
    if missing or len(set(header)) != len(header):
        what = f"It has no column {missing[0]}." if missing else "Two of its columns have one name."
        raise UseError(f"This is not the file that was expected. {what}", where=path.name, next_step="Check which file it is.")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not line or (number == 2 and _is_tags(line)):
            continue
        row = CsvRow(dict(zip(header, line, strict=False)), f"row {number}", path.name)
        if len(line) != len(header):
            raise row.refuse(f"The row has {len(line)} values and the header {len(header)}.")
        rows.append(row)
    return rows


def _is_tags(line: list[str]) -> bool:
    # Files on the Humanitarian Data Exchange may carry a second line of HXL tags, such as #country+code.
    filled = [value.strip() for value in line if value.strip()]
    return bool(filled) and all(value.startswith("#") for value in filled)


def day_named(path: Path) -> dt.date | None:
    """The day in a file's name, as 2026-02-28, or the last day of the month in it, as 2026-02; `None` where neither."""
    named = re.search(r"(?<!\d)(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)", path.name)
    if not named:
        return None
    year, month = int(named[1]), int(named[2])
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1] if year else 0
    day = int(named[3]) if named[3] else last
    return dt.date(year, month, day) if 1 <= day <= last else None
