"""The publisher's own extract of each resolution, one JSON object a line: a second reading to set ours against."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from demarche.adapters.sources.reading import Archive
from demarche.adapters.sources.un_ga_resolutions.document import Document
from demarche.adapters.sources.un_ga_resolutions.layout import extract_names, read_symbol
from demarche.model.evidence import Audit, UseError, normal_symbol, read_date

_SIDES = {"yes": "MS_in_favour", "no": "MS_against", "abstain": "MS_abstaining"}
_KEPT = "The document is kept."


@dataclass(frozen=True, slots=True)
class Extract:
    """One line of an extract; its symbol is without letters where it stands for several resolutions."""

    symbol: str
    place: str
    date: dt.date | None
    title: str | None
    agenda_item: str | None
    meeting: str | None
    counts: Mapping[str, int]
    subjects: tuple[tuple[str, str, str], ...]


def read_extracts(archive: Archive, audit: Audit) -> Iterator[Extract]:
    """Every line of every extract in the archive; a line that cannot be read goes into the audit."""
    for name in extract_names(archive.names):
        for count, line in enumerate(archive.read(name).decode("utf-8", "replace").splitlines(), 1):
            if not line.strip():
                continue
            place = f"{name}#{count}"
            try:
                yield _read_line(json.loads(line), place)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                audit.note("extract_line_not_read", place, "The line is no JSON object of the known form.")


def _read_line(content: Mapping[str, Any], place: str) -> Extract:
    """One line. Raises `KeyError`, `TypeError` or `ValueError` where the line is not of the known form."""
    symbol = read_symbol(content["symbol"])
    if symbol is None:
        raise ValueError(content["symbol"])
    counts = {side: int(content[f"{key}_count"] or 0) for side, key in _SIDES.items() if str(content[f"{key}_count"]) != "N.A."}
    return Extract(
        symbol=str(symbol),
        place=place,
        date=_day(content["adoption_date"]),
        title=" ".join(content["title"].split()) or None,
        agenda_item=" ".join(content["agenda_item_name"].split()) or None,
        meeting=normal_symbol(content["pv"]) or None,
        counts=counts if any(counts.values()) else {},
        subjects=tuple((" ".join(term.split()), dictionary, place) for term, dictionary in content["subjects"]),
    )


def _day(printed: str) -> dt.date | None:
    """A day as `12 December 2023` or `2019-10-10 00:00:00`; None where there is none."""
    try:
        return read_date(printed.removesuffix(" 00:00:00"))
    except UseError:
        return None


def fill_in(document: Document, extract: Extract, audit: Audit) -> None:
    """Take from the extract what the document does not say of itself, and list where the two differ."""
    for name in ("date", "title", "agenda_item", "meeting"):
        said, ours = getattr(extract, name), getattr(document, name)
        if ours is None and said is not None:
            setattr(document, name, said)
            audit.note(f"{name}_from_extract", document.file, f"The document does not say it; {extract.place} has {said}.")
        elif said is not None and _plain(ours) != _plain(said) and not document.symbol.letters:
            audit.note(f"extract_{name}", document.file, f"The document has {ours}, {extract.place} has {said}. {_KEPT}")
    if document.counts and extract.counts and document.counts != extract.counts:
        audit.note(
            "extract_counts", document.file, f"The document has {document.counts}, {extract.place} {extract.counts}. {_KEPT}"
        )
    if not document.subjects and extract.subjects:
        document.subjects = list(extract.subjects)
        audit.note("subjects_from_extract", document.file, f"The document has none; {extract.place} has {len(extract.subjects)}.")


def _plain(value: object) -> object:
    """A value without differences that mean nothing: spaces, the last full stop, the shape of a quote, large letters."""
    return (
        " ".join(value.replace(" | ", " ").split()).replace("’", "'").rstrip(". ").casefold() if isinstance(value, str) else value
    )
