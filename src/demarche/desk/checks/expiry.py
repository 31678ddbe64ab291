"""Ends of mandates: found against the days that the library puts in resolutions' titles, and what history says of renewals."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.council import register
from demarche.desk.scorecard import Score
from demarche.model.evidence import UseError, read_date

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

_UNTIL = re.compile(r"\b(?:until|to|through)\s+(\d{1,2})\s+([A-Z][a-z]+)\.?\s+(\d{4})")
SOURCE = "titles of the United Nations library, resolutions 2000–2024"


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """Recall of the days named in titles, and the share and lead time of renewals."""
    del data
    titles = workspace.tables.rows(
        "select symbol, title from un_resolutions.documents where kind = 'resolution' and title is not null"
    )
    found: dict[str, set[dt.date]] = {}
    for row in workspace.tables.rows("select symbol, date from council_marks.expiries"):
        found.setdefault(row["symbol"], set()).add(row["date"])
    named = [(row["symbol"], day) for row in titles for day in days_in_title(row["title"])]
    hits = sum(day in found.get(symbol, ()) for symbol, day in named)
    last = workspace.tables.one("select max(date) as day from un_resolutions.documents")
    history = register(workspace, (last or {})["day"]).history()
    return [
        Score("days in titles found", round(hits / len(named), 4), "share", len(named), None, "", SOURCE),
        Score("renewed within 30 days of the end", round(history.share or 0, 4), "share", history.count, None, "", SOURCE),
        Score(
            "median lead of a renewal", history.median_days_before or 0, "days before the end", history.renewed, None, "", SOURCE
        ),
    ]


def days_in_title(title: str) -> list[dt.date]:
    """The last days that a title names after “until”."""
    days = []
    for day, month, year in _UNTIL.findall(title):
        try:
            days.append(read_date(f"{day} {month[:3]} {year}"))
        except UseError:
            continue
    return days
