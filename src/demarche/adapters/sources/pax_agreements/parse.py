"""Reads PA-X's export of agreements (CSV, plain or gzipped): who was third party to which agreement, by name; no person, no sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, TieRow, named_in, read_table, tie_table
from demarche.adapters.sources.reading import as_columns
from demarche.model.evidence import Audit, Failure, Parsed, Resolve

COLUMNS = {
    "agreement": ("AgtId",),
    "process": ("PP",),
    "date": ("Dat",),
    "stage": ("Stage",),
    "region": ("Reg",),
    "first": ("Loc1ISO",),
    "second": ("Loc2ISO",),
    "note": ("ThrdPart",),
}
AGREEMENT_COLUMNS = ("agreement", "process", "date", "stage", "region", "countries", "third_parties", "has_note", "locator")
CODES = {"ZAR": "COD", "ROM": "ROU", "TMP": "TLS", "YUG": "SRB"}


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Agreements and their third parties. Raises `DemarcheError` for a file that is damaged or another one."""
    table = read_table(path, COLUMNS)
    audit = Audit()
    states, organisations = ActorCodes(resolve, audit, "iso3:"), ActorCodes(resolve, audit)
    ties: dict[tuple[str, str, str], TieRow] = {}
    agreements: dict[str, list[object]] = {}
    last = dt.date.min
    for number, (agreement, process, date, stage, region, first, second, note) in enumerate(table.rows, table.first_line):
        locator = f"AgtId {agreement}"
        day = _day(date, f"{table.file}, row {number}")
        last = max(last, day)
        own = {CODES.get(code, code) for code in (first, second) if code}
        named = named_in(note, own)
        countries = [actor for code in sorted(own) if (actor := states.on(code, day, locator)) is not None]
        found = [states.on(code, day, locator) for code in named.states]
        found += [organisations.on(name, day, locator) for name in named.organisations]
        third_parties = [actor for actor in dict.fromkeys(found) if actor is not None and actor not in countries]
        if agreement in agreements:
            raise Failure(f"The agreement {agreement} is there twice.", where=f"{table.file}, row {number}")
        agreements[agreement] = [
            agreement,
            process,
            day,
            stage,
            region,
            countries,
            third_parties,
            bool(note),
            locator,
        ]
        for actor in third_parties:
            for country in countries:
                row = TieRow(actor, country, "mediator", day, None, None, "", day, f"peace process {process}", locator)
                ties[actor, country, locator] = row
    tables = {"pax_third_parties": tie_table(ties.values()), "pax_agreements": as_columns(AGREEMENT_COLUMNS, agreements.values())}
    return Parsed(tables, audit, as_of=last.isoformat() if agreements else "")


def _day(text: str, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError as error:
        raise Failure(f"“{text}” is not a day.", where=where) from error
