"""The publisher's own extract of each resolution, one JSON object a line: a second reading to set ours against."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from demarche.adapters.sources.akoma_ntoso import Voter
from demarche.adapters.sources.reading import Archive
from demarche.adapters.sources.un_resolutions.document import Document, Lookups
from demarche.adapters.sources.un_resolutions.layout import extract_names
from demarche.adapters.sources.un_resolutions.settle import without_vote
from demarche.adapters.sources.un_resolutions.votes import Vote
from demarche.model.evidence import Audit, UseError, normal_symbol, read_date

_SIDES = {"yes": "MS_in_favour", "no": "MS_against", "abstain": "MS_abstaining"}


@dataclass(frozen=True, slots=True)
class Extract:
    """One line of an extract, spelled as our own facts are."""

    symbol: str
    place: str
    date: dt.date | None
    title: str | None
    agenda_item: str | None
    draft_symbol: str | None
    meeting: str | None
    outcome: str | None
    chapter_vii: bool | None
    counts: Mapping[str, int | None]
    voters: tuple[Voter, ...]
    sponsors: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]

    def as_document(self) -> Document:
        """A document known from the extract alone: facts without paragraphs."""
        voted = bool(self.voters) or not without_vote(self.outcome)
        yes, no, abstain = (self.counts[side] if voted else None for side in _SIDES)
        vote = Vote(yes, no, abstain, self.voters)
        return Document(
            self.symbol,
            "resolution",
            "",
            self.place,
            date=self.date,
            title=self.title,
            agenda_item=self.agenda_item,
            draft_symbol=self.draft_symbol,
            meeting=self.meeting,
            outcome=self.outcome,
            vote=vote,
            chapter_vii=self.chapter_vii,
            sponsors=list(self.sponsors),
            subjects=[(term, dictionary, "subjects") for term, dictionary in self.subjects],
        )


def read_extracts(archive: Archive, lookups: Lookups, audit: Audit) -> Iterator[Extract]:
    """Every line of every extract in the archive; a line that cannot be read goes into the audit."""
    for name in extract_names(archive.names):
        for count, line in enumerate(archive.read(name).decode("utf-8", "replace").splitlines(), 1):
            place = f"{name}#{count}"
            if not line.strip():
                continue
            try:
                content = json.loads(line)
                yield _read_line(content, place, lookups)
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                audit.note("extract_line_not_read", place, "The line is no JSON object of the known form.")


def _read_line(content: Mapping[str, Any], place: str, lookups: Lookups) -> Extract:
    """One line. Raises `KeyError` or `TypeError` where the line is not of the known form."""
    record = normal_symbol(content["outcome_letter"])
    members, others = lookups["members"], lookups["sponsors"]
    voters: dict[str, Voter] = {}
    for side, key in _SIDES.items():
        for printed in content[key]:
            voters.update(
                (name, Voter(name, side, key)) for name in members.get(printed.casefold(), [printed]) if name not in voters
            )
    outcome = " ".join(content["adoption_type"].split()) or None
    if without_vote(outcome):
        voters = {name: replace(voter, vote="not_voting") for name, voter in voters.items()}
    return Extract(
        symbol=normal_symbol(content["symbol"]),
        place=place,
        date=_day(content["adoption_date"]),
        title=_line(content["resolution_title"]),
        agenda_item=_line(content["agenda_item_name"]),
        draft_symbol=normal_symbol(content["draft_resolution"]) or None,
        meeting=record if "/PV." in record else None,
        outcome=outcome,
        chapter_vii={"Chapter VII": True, "": False}.get(content["chapter_VII"]),
        counts={side: _count(content[f"{key}_count"]) for side, key in _SIDES.items()},
        voters=tuple(voters.values()),
        sponsors=tuple(name for printed in content["sponsors"] for name in others.get(printed.casefold(), [printed])),
        subjects=tuple((" ".join(term.split()), dictionary) for term, dictionary in content["subjects"]),
    )


def _day(printed: str) -> dt.date | None:
    """A day as `8 March 2024` or `2024-03-08 00:00:00`."""
    try:
        return read_date(re.sub(r"\s00:00:00$", "", printed.strip()))
    except UseError:
        return None


def _line(printed: str) -> str | None:
    """Words on one line; None where there are none."""
    return " ".join(printed.split()) or None


def _count(printed: str) -> int:
    """A count that may be written `014` or left empty."""
    return int(printed) if printed.strip().isdigit() else 0
