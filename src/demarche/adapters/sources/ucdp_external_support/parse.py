"""The External Support Dataset of UCDP, supporter by supporter and year (its Excel edition), to who supported which party, and how.

Each row is one supporter of one side in one pair of warring parties in a year, with a mark for each kind of support. The same support
stands there once for each pair in which the party fights; here it is told once. Support that is only alleged, and support by elements
of a State without its government, are left out and counted.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, Standing, TieRow, figures_by_year, tie_table
from demarche.adapters.sources.reading import Limits, open_archive
from demarche.model.evidence import Audit, Failure, Parsed, Resolve, UseError

KINDS = {
    "ext_x": "troops in the fight",
    "ext_p": "troops present",
    "ext_y": "access to infrastructure or joint operations",
    "ext_w": "weapons",
    "ext_m": "materiel and logistics",
    "ext_t": "training and expertise",
    "ext_f": "funding",
    "ext_i": "intelligence",
    "ext_l": "access to territory",
    "ext_o": "other support",
    "ext_u": "support of an unknown kind",
}
"""The publisher's column → the kind of support that a 1 in it stands for, gravest first."""
ENDS = ("actor_id", "actor_name", "actor_nonstate", "ext_id", "ext_name", "ext_nonstate")
MARKS = ("ext_sup", "ext_alleged", "ext_elements", *KINDS)
COLUMNS = ("year", "dyad_id", *ENDS, *MARKS)
GOVERNMENT = "Government of "
FIRST_YEAR = 1989
_STEP = "Take the publisher's Excel file of supporters by year (ucdp-esd-ty), not its Stata edition, and give it with --from."


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Ties from supporter to party by year. Raises `DemarcheError` for a file that is damaged or another one, or a mark that is none."""
    audit = Audit()
    parties = _Parties(resolve, audit)
    kinds: dict[tuple[str, str, int], dict[str, None]] = defaultdict(dict)
    places: dict[tuple[str, str, int], str] = {}
    left_out: Counter[str] = Counter()
    last_year = 0
    for number, row in _rows(path):
        where = f"row {number}"
        if not row["year"].isdigit():
            raise Failure(f"“{row['year']}” is no year.", where=where)
        marks = {name: _mark(row[name], name, where) for name in MARKS}
        given = [kind for name, kind in KINDS.items() if marks[name]]
        if bool(given) != marks["ext_sup"]:
            raise Failure("It says whether there was support, and its kinds say otherwise.", where=where)
        year = int(row["year"])
        last_year = max(last_year, year)
        if not given or year < FIRST_YEAR:
            continue
        if marks["ext_alleged"] or marks["ext_elements"]:
            left_out["alleged support" if marks["ext_alleged"] else "support by elements of a State"] += 1
            continue
        supporter = parties.of(row["ext_id"], row["ext_name"], state=row["ext_nonstate"], year=year, where=where)
        party = parties.of(row["actor_id"], row["actor_name"], state=row["actor_nonstate"], year=year, where=where)
        if supporter and party and supporter != party:
            kinds[supporter, party, year].update(dict.fromkeys(given))
            places.setdefault((supporter, party, year), f"pair {row['dyad_id']}, {year}")
    for what, count in left_out.items():
        audit.note("left out", what, f"{count} rows")
    years: dict[tuple[str, str], dict[int, Standing]] = defaultdict(dict)
    for (supporter, party, year), found in kinds.items():
        ordered = [kind for kind in KINDS.values() if kind in found]
        years[supporter, party][year] = Standing(float(len(ordered)), ", ".join(ordered), places[supporter, party, year])
    ties: list[TieRow] = []
    for pair, standing in years.items():
        ties += figures_by_year(pair, "sponsor of a party", "kinds of support", standing, last_year)
    return Parsed({"external_support": tie_table(ties)}, audit, as_of=f"{last_year}-12-31" if last_year else "")


class _Parties:
    """Governments by the name of their State, others by the publisher's number, else by name."""

    def __init__(self, resolve: Resolve, audit: Audit) -> None:
        self._names = ActorCodes(resolve, audit)
        self._numbers = ActorCodes(resolve, Audit(), "ucdp:")

    def of(self, number: str, name: str, *, state: str, year: int, where: str) -> str | None:
        if state not in {"0", "1"}:
            raise Failure(f"“{state}” does not say whether {name or 'a party'} is a State.", where=where)
        if not name:
            return None
        if state == "0":
            return self._names.in_year(name.removeprefix(GOVERNMENT), year, where)
        known = self._numbers.in_year(number, year) if number.isdigit() else None
        return known or self._names.in_year(name, year, where)


def _mark(text: str, column: str, where: str) -> bool:
    """A mark of the publisher's: 1 or 0; an empty one is none."""
    if text not in {"", "0", "1"}:
        raise Failure(f"“{text}” is no mark for {column}.", where=where)
    return text == "1"


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of the sheet as texts, with their numbers in it."""
    name, content = _content(path)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        cells = list(book.worksheets[0].iter_rows(values_only=True))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, EOFError, IndexError) as error:
        raise Failure(f"The file is no Excel sheet that can be read: {error}.", where=name, next_step=_STEP) from error
    header = [str(cell or "").strip().casefold() for cell in cells[0]] if cells else []
    missing = [column for column in COLUMNS if header.count(column) != 1]
    if missing:
        raise UseError(f"This is not the table meant: it lacks the column {', '.join(missing)}.", where=name, next_step=_STEP)
    at = {column: header.index(column) for column in COLUMNS}
    for number, row in enumerate(cells[1:], start=2):
        if any(cell is not None for cell in row):
            yield number, {column: _text(row[place]) for column, place in at.items()}


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _content(path: Path) -> tuple[str, bytes]:
    if path.is_dir() or path.suffix == ".zip":
        with open_archive(path, (".xlsx",), Limits(one_file=200_000_000, ratio=400)) as archive:
            if len(archive.names) != 1:
                raise UseError("There is not exactly one Excel file here.", where=str(path), next_step=_STEP)
            return archive.names[0], archive.read(archive.names[0])
    if not path.is_file():
        raise UseError("There is no file of this name.", where=str(path), next_step="Check the path.")
    return path.name, path.read_bytes()
