"""Reads the dyadic file of organisations (`dyadic_formatv3.csv`), or the count of them from an academic package.

The publisher's file has a column for each of some five hundred organisations and a row for each pair and year; it is larger than a
gigabyte, so the counting is left to DuckDB. Joint membership is the number 1; other numbers are missing or not members.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, Standing, TieRow, figures_by_year, read_texts, tie_table
from demarche.model.evidence import Audit, Failure, Parsed, Resolve, UseError

NOT_ORGANISATIONS = {"ccode1", "country1", "ccode2", "country2", "year", "dyadid", "version", "idyr"}
STEP = 5
STEP_NEXT = "Point at dyadic_formatv3.csv, which has the columns ccode1, ccode2, year and one for each organisation."
Count = tuple[int, int, int, int]
"""Two state numbers, the year, and how many organisations both belong to."""

FIRST_YEAR = 1985


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Shared organisations by pair, every five years and in the last one. Raises `DemarcheError` for a wrong or damaged file."""
    counts = _counts(path)
    audit = Audit()
    states = ActorCodes(resolve, audit, "cow:")
    last_year = max((year for _, _, year, _ in counts), default=0)
    found: dict[tuple[str, str], dict[int, Standing]] = defaultdict(dict)
    for first, second, year, count in counts:
        if year % STEP and year != last_year:
            continue
        locator = f"COW {first}, {second}, {year}"
        one, other = states.in_year(str(first), year, locator), states.in_year(str(second), year, locator)
        if one is not None and other is not None and one != other:
            found[min(one, other), max(one, other)][year] = Standing(float(count), "", locator)
    rows: list[TieRow] = []
    for pair, years in found.items():
        rows += figures_by_year(pair, "shared organisation", "organisations", years, last_year, step=STEP)
    return Parsed({"cow_igo_shared": tie_table(rows)}, audit, as_of=f"{last_year}-12-31" if last_year else "")


def _counts(path: Path) -> list[Count]:
    if path.is_dir() or path.suffix == ".zip":
        texts = list(read_texts(path, r"dyadic.*\.csv(\.gz)?"))
        if len(texts) != 1:
            raise UseError(f"There are {len(texts)} files here that could be the dyadic file of organisations.", where=path.name)
        return _counted_rows(*texts[0])
    if path.suffix not in {".parquet", ".csv", ".gz"} or not path.is_file():
        raise UseError("This is not the dyadic file of organisations.", where=str(path), next_step=STEP_NEXT)
    return _counted_by_duckdb(path)


def _counted_rows(name: str, text: str) -> list[Count]:
    rows = csv.DictReader(io.StringIO(text))
    organisations = _organisations(list(rows.fieldnames or []), name)
    try:
        return [
            (int(row["ccode1"]), int(row["ccode2"]), year, sum(row[one].strip() == "1" for one in organisations))
            for row in rows
            if (year := int(row["year"])) >= FIRST_YEAR
        ]
    except (ValueError, TypeError, AttributeError, csv.Error) as error:
        raise Failure("A row cannot be read; the file may be cut short.", where=f"{name}, line {rows.line_num}") from error


def _counted_by_duckdb(path: Path) -> list[Count]:
    import duckdb

    quoted = str(path).replace("'", "''")
    table = f"{'read_parquet' if path.suffix == '.parquet' else 'read_csv'}('{quoted}')"
    try:
        with duckdb.connect() as base:
            header = [str(row[0]) for row in base.execute(f"describe select * from {table}").fetchall()]
            if "dyadigos" in header:
                count = "dyadigos"
            else:
                organisations = _organisations(header, path.name)
                count = " + ".join(f'coalesce(("{one}" = 1)::INTEGER, 0)' for one in organisations)
            asked = f"select ccode1::INTEGER, ccode2::INTEGER, year::INTEGER, ({count})::INTEGER from {table}"
            return base.execute(f"{asked} where year >= ? order by all", [FIRST_YEAR]).fetchall()
    except duckdb.Error as error:
        raise Failure(f"The file cannot be read: {str(error).splitlines()[0]}", where=path.name) from error


def _organisations(header: list[str], name: str) -> list[str]:
    """The columns that stand for an organisation each."""
    found = [column for column in header if column.casefold() not in NOT_ORGANISATIONS]
    if not {"ccode1", "ccode2", "year"} <= set(header) or not found:
        raise UseError("This is not the dyadic file of organisations.", where=name, next_step=STEP_NEXT)
    return found
