"""The table of vetoes: one row for each permanent member that voted against a draft which failed for that reason."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from demarche.adapters.sources.reading import CsvTable
from demarche.model.evidence import Failure, normal_symbol

_MEMBERS = {
    "CHN": "China",
    "FRA": "France",
    "GBR": "United Kingdom",
    "RUS": "Russian Federation",
    "SUN": "USSR",
    "USA": "United States",
}
_RECORD = re.compile(r"^(?:S/PV\.)?(\d{1,5})$")


@dataclass(frozen=True, slots=True)
class Veto:
    """One vetoed draft; several can be put to the vote in one meeting."""

    place: int
    day: dt.date
    draft: str | None
    draft_as_given: str
    meeting: str | None
    agenda_item: str
    members: tuple[str, ...]
    members_as_given: str
    compiled_from: str


def read_vetoes(table: CsvTable) -> list[Veto]:
    """Every row of the table. Raises `Failure` for a day or a member that cannot be."""
    vetoes = []
    for place, row in enumerate(table.rows):
        codes = [code.strip() for code in row["veto_codes"].split("|")]
        unknown = [code for code in codes if code not in _MEMBERS]
        try:
            day = dt.date.fromisoformat(row["date"].strip())
        except ValueError as error:
            raise Failure(f"“{row['date']}” is no day.", where=table.locator(place)) from error
        if unknown:
            raise Failure(f"“{unknown[0]}” is no permanent member.", where=table.locator(place))
        record = _RECORD.match(row["meeting_record"].strip())
        draft = row["draft"].strip()
        vetoes.append(
            Veto(
                place,
                day,
                draft_symbol(draft),
                draft,
                f"S/PV.{record[1]}" if record else None,
                row["agenda_item"].strip(),
                tuple(_MEMBERS[code] for code in codes),
                row["vetoed_by_as_listed"].strip(),
                row["source"].strip(),
            )
        )
    return vetoes


def draft_symbol(given: str) -> str | None:
    """The symbol in what is given as a draft; None where it names none, as for an oral amendment or a meeting record.

    >>> draft_symbol("S/2007/14 as orally revised"), draft_symbol("Oral amendment"), draft_symbol("s/2005/261")
    ('S/2007/14', None, 'S/2005/261')
    """
    found = re.match(r"S/(?:\d{4}/)?\d+(?:/Rev\.\d+)?", given.strip(), re.IGNORECASE)
    return normal_symbol(found[0].upper().replace("/REV.", "/Rev.")) if found else None
