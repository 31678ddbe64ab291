"""Ends of mandates: found against hand labels and the days that the library puts in titles, and what history says of renewals.

The labels were read by hand: 313 operative paragraphs, each with the last day that it sets, or none, of resolutions that were kept
apart when the rules were written. A first batch was looked at once before the last corrections of the rules; a second was drawn
and read afterwards. They carry symbol, paragraph and day alone. The plain method beside them takes every later day after “until”; it
needs the texts, synced or given as the publisher's archive, and without them the days written out stand there alone. Beside the
calendar stands one of the days written out, and beside the share of renewals what falls into the same window a quarter of a year earlier.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.adapters.store import pack_folder
from demarche.desk.council import register
from demarche.desk.scorecard import Score
from demarche.model.evidence import UseError, read_date
from demarche.subjects.forums import SHORT_TERM_DAYS, ExpiryKind, MandateRegister

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

_UNTIL = re.compile(r"\b(?:until|to|through)\s+(\d{1,2})\s+([A-Z][a-z]+)\.?\s+(\d{4})")
_NAIVE = re.compile(r"\buntil (\d{1,2}) ([A-Z][a-z]+) (\d{4})")
_RENEWAL = re.compile(r"\b(?:exten(?:sion|ding)|renew(?:al|ing))\b")
LABELS = "expiry_labels.csv"
ARCHIVE = "un-sc-resolutions/SCresolutions-main.zip"
NAIVE = "“until” and a day"
WRITTEN_OUT = "days written out alone"
EARLIER = "the same window 90 days earlier"
TITLES = "titles of the United Nations library, resolutions 2000–2024"
BY_HAND = "hand labels of 313 paragraphs kept apart"

_Days = dict[str, set[dt.date]]
_Paragraphs = Mapping[str, Mapping[str, str]]


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """Recall and precision on labels, recall of days in titles, the calendar's recall of renewals, and how renewals came."""
    documents = workspace.tables.rows("select symbol, date, title from un_resolutions.documents where kind = 'resolution'")
    adopted: dict[str, dt.date] = {row["symbol"]: row["date"] for row in documents}
    texts = _texts(workspace, data)
    naive = {s: _naive(list(texts[s].values()), adopted[s]) for s in texts if s in adopted} if texts else None
    last = max(adopted.values())
    held = register(workspace, last)
    history = held.history()
    return [
        *_on_labels(workspace, adopted, texts),
        _in_titles(workspace, [(row["symbol"], row["title"] or "") for row in documents], naive),
        *(_foreseen(held, since) for since in (2005, 2018)),
        Score(
            "renewed within 30 days of the end",
            round(history.share or 0, 4),
            "share",
            history.count,
            _earlier(held),
            EARLIER,
            TITLES,
        ),
        Score(
            "median lead of a renewal", history.median_days_before or 0, "days before the end", history.renewed, None, "", TITLES
        ),
    ]


def _on_labels(workspace: Workspace, adopted: Mapping[str, dt.date], texts: _Paragraphs | None) -> list[Score]:
    """Recall and precision over labelled paragraphs; a list point counts with the paragraph that opens its list."""
    with (pack_folder("forums") / LABELS).open(encoding="utf-8", newline="") as lines:
        labels = [row for row in csv.DictReader(lines) if row["symbol"] in adopted]
    found: dict[tuple[str, str], set[dt.date]] = defaultdict(set)
    written: dict[tuple[str, str], set[dt.date]] = defaultdict(set)
    for row in workspace.tables.rows("select symbol, paragraph, date, kind from council_marks.expiries"):
        place = row["symbol"], row["paragraph"].split(" ")[0]
        found[place].add(row["date"])
        if row["kind"] == ExpiryKind.EXPLICIT:
            written[place].add(row["date"])
    ours, plain = _Tally(), _Tally()
    for label in labels:
        symbol, number = label["symbol"], label["paragraph"]
        wanted = {dt.date.fromisoformat(label["date"])} if label["date"] else set()
        ours.count(wanted, found.get((symbol, number), set()))
        if texts is None:
            plain.count(wanted, written.get((symbol, number), set()))
        else:
            parts = [t for n, t in texts.get(symbol, {}).items() if n == number or n.startswith(f"{number} ")]
            plain.count(wanted, _naive(parts, adopted[symbol]))
    named = WRITTEN_OUT if texts is None else NAIVE
    return [
        Score("recall on hand labels", ours.recall, "share", ours.right + ours.missed, plain.recall, named, BY_HAND),
        Score("precision on hand labels", ours.precision, "share", ours.right + ours.extra, plain.precision, named, BY_HAND),
    ]


class _Tally:
    """What was found of what was wanted."""

    def __init__(self) -> None:
        self.right = self.missed = self.extra = 0

    def count(self, wanted: set[dt.date], found: set[dt.date]) -> None:
        """Add one paragraph."""
        self.right += len(wanted & found)
        self.missed += len(wanted - found)
        self.extra += len(found - wanted)

    @property
    def recall(self) -> float:
        """The share of the wanted days that were found."""
        return round(self.right / max(1, self.right + self.missed), 4)

    @property
    def precision(self) -> float:
        """The share of the found days that were wanted."""
        return round(self.right / max(1, self.right + self.extra), 4)


def _in_titles(workspace: Workspace, titles: list[tuple[str, str]], naive: _Days | None) -> Score:
    found: _Days = defaultdict(set)
    for row in workspace.tables.rows("select symbol, date from council_marks.expiries"):
        found[row["symbol"]].add(row["date"])
    named = [(symbol, day) for symbol, title in titles for day in days_in_title(title)]

    def share(days: _Days) -> float:
        return round(sum(day in days.get(symbol, ()) for symbol, day in named) / len(named), 4)

    plain, plain_name = (None, "") if naive is None else (share(naive), NAIVE)
    return Score("days in titles found", share(found), "share", len(named), plain, plain_name, TITLES)


def _foreseen(held: MandateRegister, since: int) -> Score:
    """The share of resolutions whose title tells of a renewal that the calendar had on it, from the year `since`."""
    renewals = [a for a in held.adoptions if a.adopted.year >= since and _RENEWAL.search(a.title)]
    seen = [held.foreseen_by(a) for a in renewals]
    hits = sum(bool(mandates) for mandates in seen)
    plain = sum(any(m.kind is ExpiryKind.EXPLICIT for m in mandates) for mandates in seen)
    n = len(renewals)
    return Score(
        f"renewals since {since} on the calendar", round(hits / n, 4), "share", n, round(plain / n, 4), WRITTEN_OUT, TITLES
    )


def _earlier(held: MandateRegister) -> float:
    """What a window without meaning holds: the share of ends that would count as renewed if each had come 90 days earlier."""
    ends = [m for m in held.mandates if m.term_days >= SHORT_TERM_DAYS and m.date < held.on]
    shifted = (dataclasses.replace(m, date=m.date - dt.timedelta(days=90)) for m in ends)
    return round(sum(held.renewal_of(m) is not None for m in shifted) / len(ends), 4)


def _texts(workspace: Workspace, data: Path | None) -> _Paragraphs | None:
    """The operative paragraphs by symbol and number: those synced, else of the publisher's archive, else none."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    if any(c.name == "text" for c in workspace.tables.columns("un_resolutions", "paragraphs")):
        rows = workspace.tables.rows(
            "select symbol, number, text from un_resolutions.paragraphs where language = 'en' and section = 'operative' order by seq"
        )
        for row in rows:
            _join(found[row["symbol"]], row["number"] or "", row["text"])
        return found
    archive = data / ARCHIVE if data is not None else None
    if archive is None or not archive.is_file():
        return None
    from demarche.adapters.sources.un_resolutions.parse import parse

    table = parse(archive, lambda name, on=None: name).tables["paragraphs"]  # noqa: ARG005  # names of members play no part here
    columns = (table[c] for c in ("symbol", "number", "section", "language", "text"))
    for symbol, number, section, language, text in zip(*columns, strict=True):
        if section == "operative" and language == "en":
            _join(found[str(symbol)], str(number or ""), str(text))
    return found


def _join(paragraphs: dict[str, str], number: str, text: str) -> None:
    paragraphs[number] = f"{paragraphs[number]} {text}" if number in paragraphs else text


def _naive(paragraphs: list[str], adopted: dt.date) -> set[dt.date]:
    """Every day after “until” that comes after the adoption."""
    return {day for text in paragraphs for day in _days(_NAIVE, text) if day > adopted}


def days_in_title(title: str) -> list[dt.date]:
    """The last days that a title names after “until”."""
    return _days(_UNTIL, title)


def _days(pattern: re.Pattern[str], text: str) -> list[dt.date]:
    days = []
    for day, month, year in pattern.findall(text):
        try:
            days.append(read_date(f"{day} {month[:3]} {year}"))
        except UseError:
            continue
    return days
