"""Reads ATOP's directed dyad-year file (`atop5_1ddyr.csv`, in its zip or alone), or the same table from an academic package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, Standing, TieRow, read_table, standing_spells, tie_table
from demarche.model.evidence import Audit, Failure, Parsed, Resolve

COLUMNS = {
    "first": ("stateA", "ccode1", "mem1"),
    "second": ("stateB", "ccode2", "mem2"),
    "year": ("year",),
    "defence": ("defense", "atop_defense"),
    "offence": ("offense", "atop_offense"),
    "neutrality": ("neutral", "atop_neutral"),
    "non-aggression": ("nonagg", "atop_nonagg"),
    "consultation": ("consul", "atop_consul"),
}
OBLIGATIONS = tuple(COLUMNS)[3:]
POINTS = {"defence": 75.0, "neutrality": 5.0, "non-aggression": 5.0, "consultation": 1.0}
UNIT = "points of obligation"
FIRST_YEAR = 1946
"""Earlier years are not read: what ended before cannot have stood in 1990."""


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Alliances as spells. Raises `DemarcheError` for a file that is damaged or another one."""
    table = read_table(path, COLUMNS, r"atop5_\d+ddyr\.csv|.*ddyr.*\.csv(\.gz)?")
    audit = Audit()
    states = ActorCodes(resolve, audit, "cow:")
    found: dict[tuple[str, str], dict[int, Standing]] = defaultdict(dict)
    seen: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    last_year = 0
    for number, (first, second, year_text, *marks) in enumerate(table.rows, table.first_line):
        locator = f"{table.file}, row {number}"
        if not (year_text.isdigit() and set(marks) <= {"0", "1"}):
            raise Failure(f"A year or an obligation cannot be read: {year_text}, {', '.join(marks)}.", where=locator)
        year = int(year_text)
        last_year = max(last_year, year)
        if year < FIRST_YEAR or "1" not in marks:
            continue
        ends = (states.in_year(first, year, locator), states.in_year(second, year, locator))
        if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
            continue
        pair = (ends[0], ends[1]) if ends[0] < ends[1] else (ends[1], ends[0])
        obligations = seen[pair][year]
        obligations |= {name for name, mark in zip(OBLIGATIONS, marks, strict=True) if mark == "1"}
        found[pair][year] = _standing(obligations, f"COW {first}, {second}, {year}")
    rows: list[TieRow] = []
    for pair, years in found.items():
        rows += standing_spells(pair, "alliance", UNIT, years, last_year, first_year=FIRST_YEAR)
    return Parsed({"atop_alliances": tie_table(rows)}, audit, as_of=f"{last_year}-12-31" if last_year else "")


def _standing(obligations: set[str], locator: str) -> Standing:
    names = [name for name in OBLIGATIONS if name in obligations]
    points = sum(POINTS.get(name, 0.0) for name in names)
    return Standing(points or None, ", ".join(names), locator)
