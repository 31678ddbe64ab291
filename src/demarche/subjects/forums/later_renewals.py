"""Renewals that were adopted after the tables of the texts end: kept by hand, one row for each end that was moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from demarche.model.evidence import CuratedRow
from demarche.subjects.forums.mandates import Mandate


@dataclass(frozen=True, slots=True)
class LaterRenewal:
    """The end `ends` set by `symbol` was moved to `until` by the resolution `by`, adopted on `adopted`; `url` is where it was read."""

    symbol: str
    ends: dt.date
    by: str
    adopted: dt.date
    until: dt.date
    title: str
    url: str
    paragraph: str = ""


def read_later_renewals(data: Mapping[str, object], where: str) -> tuple[LaterRenewal, ...]:
    """Read the rows of a hand-kept file; raises `UseError` for a value that is not as it must be."""
    top = CuratedRow(data, where)
    found = []
    for row in top.rows("later_renewal"):
        found.append(
            LaterRenewal(
                row.text("symbol"),
                row.required_day("ends"),
                row.text("by"),
                row.required_day("adopted"),
                row.required_day("until"),
                row.text("title"),
                row.text("url"),
                row.text("paragraph", ""),
            )
        )
        row.done()
    top.done()
    return tuple(found)


def with_later_renewals(mandates: Sequence[Mandate], later: Iterable[LaterRenewal], held: frozenset[str]) -> list[Mandate]:
    """The mandates with those that later resolutions set; a resolution in `held`, whose own text the tables have, adds nothing."""
    found = list(mandates)
    for row in sorted(later, key=lambda r: r.adopted):
        base = next((m for m in found if m.symbol == row.symbol and m.date == row.ends), None)
        if base is not None and row.by not in held:
            found.append(
                replace(
                    base,
                    symbol=row.by,
                    adopted=row.adopted,
                    paragraph=row.paragraph,
                    date=row.until,
                    term_start=base.date,
                    title=row.title,
                )
            )
    return found
