"""Drafts put to the vote, compiled by hand: their keying errors found, put right where that can be proved, and left out where not."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from demarche.adapters.sources.reading import CsvTable
from demarche.adapters.sources.un_vetoes.calendar import Adopted, Calendar, swapped
from demarche.adapters.sources.un_vetoes.vetoes import draft_symbol
from demarche.model.evidence import Audit, Failure, normal_symbol

_OUTCOMES = {"Not adopted - veto": "vetoed", "Not adopted - failed to receive required number of votes": "failed"}
_VOTES = {"Yes": "yes", "No": "no", "Abstain": "abstain"}


@dataclass(slots=True)
class Draft:
    """One vote: what was voted on, when, with what outcome, and the ballots as (place, member as given, vote)."""

    vote: int
    place: int
    day: dt.date
    day_as_given: dt.date
    adopted: Adopted | None
    draft: str | None
    draft_as_given: str
    meeting: str | None
    agenda_item: str
    outcome: str
    outcome_as_given: str
    sponsors_as_given: str
    amendment: bool
    ballots: list[tuple[int, str, str]] = field(default_factory=list)


def read_drafts(table: CsvTable, calendar: Calendar, vetoed: Mapping[str, dt.date], audit: Audit) -> list[Draft]:
    """Every vote of the compilation. Raises `Failure` for a value that no rule understands."""
    votes: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for place, row in enumerate(table.rows):
        votes.setdefault(row["vote_id"], []).append((place, row))
    named = {number for rows in votes.values() if (number := _number(rows[0][1]["Resolution"]))}
    read = [_read_vote(rows, table, calendar, named, audit) for rows in votes.values()]
    for draft in read:
        if draft.meeting and draft.meeting.startswith("V"):
            certain = draft.adopted.day if draft.adopted else vetoed.get(draft.draft or "") if draft.outcome == "vetoed" else None
            calendar.note_meeting(draft.meeting, certain) if certain else None
    lost = {draft.draft for draft in read if draft.outcome != "adopted" and draft.draft}
    drafts = []
    for draft in read:
        where = table.locator(draft.place)
        if draft.outcome == "adopted" and not draft.adopted and draft.draft in lost:
            what = f"it is said to be adopted, and names {draft.draft}, which was not: columns of two votes are mixed"
            audit.note("vote_left_out", where, f"Vote {draft.vote}: {what}.")
        elif _settle_day(draft, calendar, vetoed, where, audit):
            drafts.append(draft)
    _mark_amendments(drafts)
    return drafts


def _read_vote(rows: list[tuple[int, dict[str, str]]], table: CsvTable, calendar: Calendar, named: set[int], audit: Audit) -> Draft:
    """One vote as given, its resolution found by number."""
    place, first = rows[0]
    where = table.locator(place)
    try:
        day, vote = dt.date.fromisoformat(first["Date"].strip()), int(first["vote_id"])
        ballots = [(at, row["ms_name"].strip(), _VOTES[row["vote"].strip()]) for at, row in rows]
    except (ValueError, KeyError) as error:
        raise Failure(f"A value is not of the known kind: {error}.", where=where) from error
    given = first["Draft"].strip()
    outcome = _OUTCOMES.get(first["outcome"].strip(), "adopted")
    meeting = _meeting(first["Meeting"])
    numbered = re.sub(r"^(?:S/RES/|Resolution )", "", first["Resolution"].strip())
    adopted = _resolution(numbered, meeting, calendar, named) if outcome == "adopted" else None
    if outcome == "adopted" and adopted is None:
        audit.note("resolution_not_known", where, f"“{numbered}” is no resolution that can be told; {given}.")
    elif adopted and adopted.symbol != normal_symbol(f"S/RES/{numbered}"):
        audit.note("resolution_repaired", where, f"“{numbered}” is {adopted.symbol}, by its number or meeting.")
    return Draft(
        vote,
        place,
        day,
        day,
        adopted,
        draft_symbol(given),
        given,
        meeting,
        " ".join(first["agenda_item"].split()),
        outcome,
        first["outcome"].strip(),
        " ".join(first["submitted_by"].replace("_x000D_", " ").split()),
        "amendment" in given.lower(),
        ballots,
    )


def _meeting(given: str) -> str | None:
    """The meeting record; `V104` stands for the votes by mail of 2020 and 2021."""
    plain = given.strip()
    if re.fullmatch(r"V\d{3}", plain):
        return plain
    found = re.fullmatch(r"(?:S/)?(?:PV\.?)?(\d{3,5})", plain)
    return f"S/PV.{found[1]}" if found else None


def _number(given: str) -> int | None:
    """The number in what is given as a resolution."""
    found = re.search(r"\b(\d{3,4})\b", re.sub(r"\(\d{4}.*", "", given))
    return int(found[1]) if found else None


def _resolution(given: str, meeting: str | None, calendar: Calendar, named: set[int]) -> Adopted | None:
    """The resolution meant: by its number; where none is given, the only one adopted in the meeting that no other row names."""
    number = _number(given)
    found = calendar.by_number.get(number) if number else None
    if found and (meeting in {None, found.meeting} or str(found.day.year) in given or not found.meeting.startswith("S/PV.")):
        return found
    unnamed = [adopted for key, adopted in calendar.by_number.items() if adopted.meeting == meeting and key not in named]
    return unnamed[0] if len(unnamed) == 1 else None


def _settle_day(draft: Draft, calendar: Calendar, vetoed: Mapping[str, dt.date], where: str, audit: Audit) -> bool:
    """Put the day of a vote right where that can be proved; say whether the vote has a day that can be used."""
    if draft.adopted:
        _settle_adopted(draft, draft.adopted, calendar, where, audit)
        return True
    given, other = draft.day_as_given, swapped(draft.day_as_given)
    meeting = draft.meeting or ""
    own = vetoed.get(draft.draft or "")
    if draft.outcome == "vetoed" and own:
        draft.day, basis = own, "as the table of vetoes has it"
    elif certain := calendar.day_of(meeting):
        draft.day, basis = certain, f"as another vote of {meeting} has it"
        if certain not in {given, other}:
            audit.note("vote_left_out", where, f"{given} is not {certain}, the day of {meeting}; {draft.draft_as_given}.")
            return False
    else:
        fitting = [day for day in (given, other) if day and calendar.fits(meeting, day)]
        if not fitting:
            unnamed = meeting or "a meeting that is not named"
            audit.note("vote_left_out", where, f"{given} cannot be the day of {unnamed}; {draft.draft_as_given}.")
            return False
        draft.day, basis = fitting[0], f"by the meetings around {meeting}"
    if draft.day != given:
        how = "day and month exchanged, " if draft.day == other else ""
        audit.note("day_repaired", where, f"{given} is {draft.day} ({how}{basis}); {draft.draft_as_given}.")
    return True


def _settle_adopted(draft: Draft, adopted: Adopted, calendar: Calendar, where: str, audit: Audit) -> None:
    """The day of a resolution: the library's; where the meetings around allow only the given one, that."""
    given, known = draft.day_as_given, adopted.day
    draft.day = known
    if given == known:
        return
    if given == swapped(known):
        audit.note("day_repaired", where, f"{given} is {known} (day and month exchanged); {adopted.symbol}.")
        return
    allowed = [day for day in (given, known) if calendar.fits(draft.meeting or "", day)]
    if allowed == [given]:
        draft.day = given
        audit.note("day_kept", where, f"{given} fits {draft.meeting}; the library's voting data has {known} for {adopted.symbol}.")
    elif allowed == [known]:
        audit.note("day_repaired", where, f"{given} is {known} (by the meetings around {draft.meeting}); {adopted.symbol}.")
    else:
        audit.note(
            "day_differs",
            where,
            f"The compilation has {given}, the library's voting data {known} for {adopted.symbol}, which is used.",
        )


def _mark_amendments(drafts: list[Draft]) -> None:
    """A failed vote under the symbol of a draft that was itself voted on another time was on an amendment to it."""
    counted = Counter(draft.draft for draft in drafts if draft.draft)
    decided = {draft.draft for draft in drafts if draft.outcome in {"adopted", "vetoed"}}
    for draft in drafts:
        if draft.draft and draft.outcome == "failed" and draft.draft in decided and counted[draft.draft] > 1:
            draft.amendment = True
