"""Reads the UCDP/PRIO Armed Conflict Dataset (CSV in its zip or alone), or the table of State numbers from an academic package.

The publisher puts several parties into one cell, divided by commas, and free text holds newlines inside quotes. The package has one
row for each combination instead; both give the same sets.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, Standing, TieRow, figures_by_year, read_table, tie_table
from demarche.adapters.sources.reading import as_columns
from demarche.model.evidence import Audit, Failure, Parsed, Resolve

COLUMNS = {
    "conflict": ("conflict_id",),
    "year": ("year",),
    "a": ("gwno_a",),
    "a_2nd": ("gwno_a_2nd",),
    "b": ("gwno_b",),
    "b_2nd": ("gwno_b_2nd",),
    "b_names": ("side_b?",),
    "b_ids": ("side_b_id?",),
    "about": ("incompatibility",),
    "intensity": ("intensity_level",),
    "kind": ("type_of_conflict",),
    "began": ("start_date2",),
    "ended": ("ep_end_date",),
}
ABOUT = {"1": "territory", "2": "government", "3": "both"} | {word: word for word in ("territory", "government", "both")}
KIND = {
    "1": "extrasystemic",
    "2": "interstate",
    "3": "intrastate",
    "4": "internationalised intrastate",
    "II": "internationalised intrastate",
} | {word: word for word in ("extrasystemic", "interstate", "intrastate")}
FIRST_YEAR = 1989
YEAR_COLUMNS = (
    "conflict_id",
    "year",
    "side_a",
    "side_b",
    "side_b_printed",
    "supporters_a",
    "supporters_b",
    "about",
    "intensity",
    "kind",
    "began",
    "ended",
    "locator",
)


@dataclass(slots=True)
class ConflictYear:
    """One conflict in one year: the codes of each cell, gathered over its rows."""

    about: str
    intensity: int
    kind: str
    began: dt.date | None
    ended: dt.date | None
    codes: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in ("a", "a_2nd", "b", "b_2nd")})
    b_names: dict[str, str] = field(default_factory=dict)


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Conflict-years and troop support. Raises `DemarcheError` for a file that is damaged or another one."""
    table = read_table(path, COLUMNS, r"ucdp-?prio-?acd.*\.csv")
    years: dict[tuple[str, int], ConflictYear] = {}
    for number, row in enumerate(table.rows, table.first_line):
        _gather(dict(zip(COLUMNS, row, strict=True)), years, f"{table.file}, row {number}")
    last_year = max((year for _, year in years), default=0)
    audit = Audit()
    states, parties = ActorCodes(resolve, audit, "gw:"), _Parties(resolve, audit)
    support: dict[tuple[str, str, str], dict[int, Standing]] = defaultdict(dict)
    rows: list[list[object]] = []
    for (conflict, year), one in sorted(years.items(), key=lambda item: (int(item[0][0]), item[0][1])):
        locator = f"conflict {conflict}, {year}"
        sides = {
            name: sorted({actor for code in codes if (actor := states.in_year(code, year, locator)) is not None})
            for name, codes in one.codes.items()
        }
        sides["b"] = sorted({*sides["b"], *parties.known(one.b_names, year, locator)})
        for helpers, helped in (("a_2nd", "a"), ("b_2nd", "b")):
            for supporter in sides[helpers]:
                for party in sides[helped]:
                    if supporter != party:
                        known = support[supporter, party, f"conflict {conflict}, side {helped.upper()}"]
                        known[year] = Standing(float(len(known) + 1), f"conflict {conflict}, side {helped.upper()}", locator)
        printed = ", ".join(name for name in one.b_names.values() if name)
        found = [sides["a"], sides["b"], printed, sides["a_2nd"], sides["b_2nd"]]
        rows.append([conflict, year, *found, one.about, one.intensity, one.kind, one.began, one.ended, locator])
    ties: list[TieRow] = []
    for (supporter, party, _), standing in support.items():
        ties += figures_by_year((supporter, party), "sponsor of a party", "years with troops", standing, last_year)
    tables = {"ucdp_support": tie_table(ties), "ucdp_conflict_years": as_columns(YEAR_COLUMNS, rows)}
    return Parsed(tables, audit, as_of=f"{last_year}-12-31" if last_year else "")


class _Parties:
    """Parties that are not States: by the publisher's number, else by name; those that the registry does not know are left out."""

    def __init__(self, resolve: Resolve, audit: Audit) -> None:
        self._numbers = ActorCodes(resolve, Audit(), "ucdp:")
        self._names = ActorCodes(resolve, audit)

    def known(self, names: dict[str, str], year: int, locator: str) -> set[str]:
        found = set()
        for number, name in names.items():
            if name.startswith("Government of "):
                continue
            actor = (self._numbers.in_year(number, year) if number.isdigit() else None) or (
                self._names.in_year(name, year, locator) if name else None
            )
            if actor is not None:
                found.add(actor)
        return found


def _gather(cells: dict[str, str], years: dict[tuple[str, int], ConflictYear], locator: str) -> None:
    conflict, year = cells["conflict"], cells["year"]
    if not (conflict.isdigit() and year.isdigit()) or cells["about"] not in ABOUT or cells["kind"] not in KIND:
        raise Failure(f"The conflict-year {conflict}, {year} cannot be read.", where=locator)
    if int(year) < FIRST_YEAR:
        return
    key = (conflict, int(year))
    if key not in years:
        intensity = cells["intensity"]
        if intensity not in {"1", "2"}:
            raise Failure(f"There is no intensity “{intensity}”.", where=locator)
        days = (_day(cells["began"], locator), _day(cells["ended"], locator))
        years[key] = ConflictYear(ABOUT[cells["about"]], int(intensity), KIND[cells["kind"]], *days)
    one = years[key]
    for name, codes in one.codes.items():
        codes |= {code.strip() for code in cells[name].split(",") if code.strip()}
    names, numbers = _split(cells["b_names"]), _split(cells["b_ids"])
    if len(names) == len(numbers):
        one.b_names |= dict(zip(numbers, names, strict=True))
    elif cells["b_names"]:
        one.b_names[cells["b_names"]] = cells["b_names"]


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def _day(text: str, locator: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError as error:
        raise Failure(f"“{text}” is not a day.", where=locator) from error
