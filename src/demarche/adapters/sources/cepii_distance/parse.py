"""Reads CEPII's dyadic file of distances as CSV (comma or semicolon saved from the workbook), or from an academic package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, TieRow, read_table, tie_table
from demarche.adapters.sources.reading import read_lookups
from demarche.model.evidence import Audit, Failure, Parsed, Resolve

COLUMNS = {
    "origin": ("iso_o",),
    "destination": ("iso_d",),
    "km": ("dist",),
    "language": ("comlang_off?",),
    "colony": ("colony?",),
}
PUBLISHED = dt.date(2011, 12, 31)


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Distances between actors. Raises `DemarcheError` for a file that is damaged or another one."""
    table = read_table(path, COLUMNS, r"dist_cepii\.csv(\.gz)?")
    codes = read_lookups(Path(__file__).with_name("source.toml"), "codes")
    audit = Audit()
    states = ActorCodes(resolve, audit, "iso3:")
    rows: dict[tuple[str, str], TieRow] = {}
    for number, (origin, destination, km, language, colony) in enumerate(table.rows, table.first_line):
        if origin >= destination:
            continue
        locator = f"{table.file}, row {number}"
        try:
            distance = float(km)
        except ValueError as error:
            raise Failure(f"“{km}” is no distance.", where=locator) from error
        one, other = (states.on(codes.get(code.casefold(), [code])[0], PUBLISHED, locator) for code in (origin, destination))
        if one is None or other is None or one == other:
            continue
        marks = [name for name, mark in (("common official language", language), ("colonial relation", colony)) if mark == "1"]
        pair = (min(one, other), max(one, other))
        rows[pair] = TieRow(*pair, "distance", None, None, distance, "km", None, ", ".join(marks), f"{origin}, {destination}")
    return Parsed({"cepii_distances": tie_table(rows.values())}, audit, as_of="2011-12-31")
