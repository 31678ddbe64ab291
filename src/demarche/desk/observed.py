"""Import what was observed, such as crossings open, lorries or incidents, from a CSV file as evidence for a commitment."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import hashlib
import io
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from demarche.desk.entering import chosen, own_dossier, put_new
from demarche.desk.promises import change_commitment, with_evidence
from demarche.model.dossier import Commitment, Dossier, DossierReference, Item, Observation
from demarche.model.evidence import Failure, UseError, read_date

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

LARGEST: Final = 20_000_000
"""Bytes in a file beyond which it is no table of counts."""
_MOST_ROWS: Final = 20_000
_SHOWN: Final = 12
"""Problems that are listed at most; the rest is counted."""
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of the file says what. `values` maps a column to the indicator that it counts.

    With `indicator`, a column names the indicator of each row, and `values` has one column. `place` may be left out.
    """

    date: str
    values: Mapping[str, str]
    place: str = ""
    indicator: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: rows read, observations added, those there already, the days they cover, and the reference that they carry."""

    commitment: str
    rows: int
    added: int
    known: int
    first: dt.date | None
    last: dt.date | None
    reference: str


def import_observed(
    workspace: Workspace,
    dossier_id: str,
    commitment: str,
    path: Path,
    columns: Columns,
    *,
    source: str,
    as_of: dt.date,
    unit: str = "",
    title: str = "",
    url: str = "",
) -> Imported:
    """Read a CSV file as observations of a commitment, all of it or nothing.

    `source` is who counted, `as_of` the day of the file: observations are known from that day. The file is remembered as a reference with
    its digest. A row that is there already is left alone. Raises `UseError` that lists what cannot be read by line and column, and where
    the file is not what was declared; `Failure` where it cannot be opened.
    """
    raw = _bytes(path)
    if not source.strip():
        raise UseError("Who counted is not said.", where=str(path), next_step="Give --source.")
    dossier = own_dossier(workspace, dossier_id)
    name = chosen(dossier, "commitments", commitment)
    rows = _rows(raw, path)
    found = list(_observations(rows, columns, path, source.strip(), as_of, unit))
    digest = hashlib.sha256(raw).hexdigest()
    reference = _reference(workspace, dossier, title or path.name, source.strip(), as_of, url, f"sha256 {digest}")
    told = tuple(replace(one, refs=(reference,)) for one in found)
    added = 0

    def observed(item: Commitment) -> Commitment:
        nonlocal added
        changed, added = with_evidence(item, told)
        return changed

    change_commitment(workspace, dossier_id, name, observed)
    days = [one.date for one in told]
    return Imported(name, len(rows) - 1, added, len(told) - added, min(days, default=None), max(days, default=None), reference)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UseError("This is a folder, not a file.", where=str(path), next_step="Name a CSV file.")
        if path.stat().st_size > LARGEST:
            raise UseError(f"The file is larger than {LARGEST // 1_000_000} MB.", where=str(path), next_step="Split it.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UseError("There is no such file.", where=str(path), next_step="Check the name.") from error
    except OSError as error:
        raise Failure(f"The file cannot be read ({error.strerror}).", where=str(path), next_step="Allow reading it.") from error


def _rows(raw: bytes, path: Path) -> list[list[str]]:
    """The rows of the file, its header first; the separator is the one that the header has most of."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UseError(
            f"The file is not text in UTF-8 (byte {error.start + 1}).", where=str(path), next_step="Save it as CSV, UTF-8."
        ) from error
    if "\0" in text:
        raise UseError("The file is not a CSV file.", where=str(path), next_step="A spreadsheet is saved as CSV, UTF-8, first.")
    header = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",;\t", key=header.count)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark, strict=True)]
    except csv.Error as error:
        raise UseError(f"The file is not CSV that I can read: {error}.", where=str(path), next_step="Check its quotes.") from error
    while rows and not any(rows[0]):
        rows.pop(0)
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2:
        raise UseError("The file has no rows below a header.", where=str(path), next_step="The first line names the columns.")
    if len(rows) > _MOST_ROWS:
        raise UseError(f"The file has more than {_MOST_ROWS} rows.", where=str(path), next_step="Sum it up by day or week first.")
    return rows


def _observations(
    rows: Sequence[Sequence[str]], columns: Columns, path: Path, source: str, as_of: dt.date, unit: str
) -> Iterator[Observation]:
    at = _places(rows[0], columns, path)
    wrong: list[str] = []
    found: list[Observation] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        if len(row) != len(rows[0]):
            wrong.append(f"row {number}: {len(row)} cells, and the header has {len(rows[0])}")
            continue
        cell: Callable[[str], str] = lambda name, row=row: row[at[name]] if name else ""  # type: ignore[misc]  # noqa: E731
        day = _day(cell(columns.date), f"row {number}, {columns.date}", as_of, wrong)
        for column, indicator in columns.values.items():
            text = cell(column)
            what = cell(columns.indicator) or indicator
            value = _number(text, f"row {number}, {column}", wrong) if text else None
            if columns.indicator and not cell(columns.indicator):
                wrong.append(f"row {number}, {columns.indicator}: empty")
            if text and day is not None and value is not None:
                found.append(
                    Observation(
                        date=day,
                        indicator=what,
                        value=value,
                        unit=cell(columns.unit) or unit,
                        place=cell(columns.place),
                        source=source,
                        known_from=as_of if as_of > day else None,
                    )
                )
    if wrong:
        more = [f"- and {len(wrong) - _SHOWN} more"] if len(wrong) > _SHOWN else []
        raise UseError(
            "\n".join(["The file cannot be taken in:", *(f"- {line}" for line in wrong[:_SHOWN]), *more]),
            where=str(path),
            next_step="Mend these and import it again; nothing was stored.",
        )
    if not found:
        raise UseError("No row has a value.", where=str(path), next_step="Check which columns hold the values.")
    return iter(found)


def _places(header: Sequence[str], columns: Columns, path: Path) -> dict[str, int]:
    """Where each declared column stands. Raises `UseError` for one that is not there, or is there twice."""
    if not columns.values or (columns.indicator and len(columns.values) != 1):
        raise UseError(
            "Which column holds the values?", where=str(path), next_step="Give --value COLUMN; with --indicator exactly one."
        )
    asked = [columns.date, *columns.values, columns.place, columns.indicator, columns.unit]
    for name in filter(None, asked):
        if header.count(name) != 1:
            near = difflib.get_close_matches(name, header, n=1, cutoff=0.4)
            meant = f"Did you mean “{near[0]}”? " if near and not header.count(name) else ""
            said = f"The file has no column “{name}”." if not header.count(name) else f"The file has two columns “{name}”."
            raise UseError(said, where=str(path), next_step=f"{meant}Its columns are: {', '.join(header)}.")
    return {name: header.index(name) for name in filter(None, asked)}


def _day(text: str, where: str, as_of: dt.date, wrong: list[str]) -> dt.date | None:
    try:
        day = read_date(text)
    except UseError:
        wrong.append(f"{where}: “{text}” is not a day; write it as 2024-06-20")
        return None
    if day > as_of:
        wrong.append(f"{where}: {day} is after the day of the file, {as_of}")
        return None
    return day


def _number(text: str, where: str, wrong: list[str]) -> float | None:
    plain = re.sub(r"[ \u00a0\u202f']", "", text) if _GROUPED.fullmatch(text) else text
    try:
        value = float(plain) if "_" not in plain else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        comma = " (no commas, which mean thousands to some and decimals to others)" if "," in text else ""
        wrong.append(f"{where}: “{text}” is not a number{comma}")
        return None
    return value


def _reference(workspace: Workspace, dossier: Dossier, title: str, source: str, as_of: dt.date, url: str, locator: str) -> str:
    """The reference for the file: the one that is there, or a new one."""
    same = (title, source, as_of, locator)
    for one in dossier.references:
        if (one.title, one.publisher, one.date, one.locator) == same:
            return one.id

    def compose(free: Callable[[str, str], str]) -> list[tuple[str, Item]]:
        made = DossierReference(
            id=free("references", f"{source} {as_of}"),
            title=title,
            publisher=source,
            date=as_of,
            locator=locator,
            url=url,
            seen="the file itself",
        )
        return [("references", made)]

    return put_new(workspace, dossier.id, compose)[0].id
