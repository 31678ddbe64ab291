"""Reads the CWM table of mediation efforts (CSV in an old encoding): who mediated where and from when; no person, no sentence."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, TieRow, code_of, named_in, read_table, tie_table
from demarche.adapters.sources.reading import read_lookups
from demarche.model.evidence import Audit, Failure, Parsed, Resolve

COLUMNS = {
    "country": ("country",),
    "mediated": ("Med_yes.no",),
    "begins": ("med.begins",),
    "mediators": ("name.of.third.party",),
}
# The file mixes two old encodings; this one reads every byte, and only names of persons, which are not kept, suffer.
ENCODING = "mac_roman"
CENTURY_TURNS = 40
"""Years are written with two digits: up to here they are of this century."""


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Mediation efforts as ties. Raises `DemarcheError` for a file that is damaged or another one."""
    table = read_table(path, COLUMNS, encoding=ENCODING)
    lookups = read_lookups(Path(__file__).with_name("source.toml"), "countries")
    audit = Audit()
    states, organisations = ActorCodes(resolve, audit, "iso3:"), ActorCodes(resolve, audit)
    ties: dict[tuple[str, str, dt.date], TieRow] = {}
    last = dt.date.min
    for number, (country, mediated, begins, mediators) in enumerate(table.rows, table.first_line):
        where = f"{table.file}, row {number}"
        if mediated not in {"0", "1", "NA"}:
            raise Failure(f"“{mediated}” does not say whether there was mediation.", where=where)
        day = begun(begins)
        if mediated != "1" or day is None or not mediators:
            continue
        last = max(last, day)
        code = lookups.get(country.casefold(), [code_of(country)])
        target = states.on(code[0], day, where) if code and code[0] else None
        if target is None:
            if code:
                audit.note("country not known", where, country)
            continue
        named = named_in(mediators, {str(code[0])})
        found = [states.on(one, day, where) for one in named.states] + [
            organisations.on(one, day, where) for one in named.organisations
        ]
        for actor in found:
            if actor is not None and actor != target:
                row = TieRow(actor, target, "mediator", day, None, None, "", day, "", f"{country}, {begins}")
                ties[actor, target, day] = row
    return Parsed({"cwm_mediation": tie_table(ties.values())}, audit, as_of=last.isoformat() if ties else "")


def begun(text: str) -> dt.date | None:
    """The last day on which an effort written month/day/year can have begun; nothing where the year is not known.

    >>> begun("3//1996"), begun("11/23/09"), begun("?")
    (datetime.date(1996, 3, 31), datetime.date(2009, 11, 23), None)
    """
    found = re.match(r"\s*(\d{1,2}|\??)/(\d{1,2}|\?*)/(\d{4}|\d{2})\b", text)
    if found is None:
        return None
    year = int(found[3])
    if year < 100:
        year += 2000 if year <= CENTURY_TURNS else 1900
    month = int(found[1]) if found[1].isdigit() and 1 <= int(found[1]) <= 12 else 12
    longest = calendar.monthrange(year, month)[1]
    exact = found[1].isdigit() and found[2].isdigit() and 1 <= int(found[2]) <= longest
    return dt.date(year, month, int(found[2]) if exact else longest)
