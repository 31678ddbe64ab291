"""Ballots on drafts not adopted: set against who sat in the Council that year, and against the table of vetoes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from demarche.adapters.sources.reading import CsvTable
from demarche.adapters.sources.un_vetoes.calendar import Calendar
from demarche.adapters.sources.un_vetoes.drafts import Draft
from demarche.model.evidence import Audit

_MOST_STRANGERS = 1
"""With more members that did not sit that year, the ballots are those of another vote."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's vote."""

    actor: str
    vote: str
    name: str
    place: int


def settle_ballots(
    draft: Draft,
    table: CsvTable,
    calendar: Calendar,
    actors: Mapping[tuple[str, dt.date], str],
    vetoed: Collection[str],
    audit: Audit,
) -> list[Ballot]:
    """The ballots that can stand: of members that year, one each; every other is left out and listed."""
    where = table.locator(draft.place)
    sitting = calendar.members.get(draft.day.year, set())
    cast: dict[str, list[Ballot]] = {}
    strangers = []
    for place, name, vote in draft.ballots:
        actor = actors[name, draft.day]
        if actor in sitting:
            cast.setdefault(actor, []).append(Ballot(actor, vote, name, place))
        else:
            strangers.append(name)
    if len(strangers) > _MOST_STRANGERS:
        audit.note(
            "ballots_of_another_vote", where, f"{len(strangers)} of the members did not sit in {draft.day.year}; all are left out."
        )
        return []
    for name in strangers:
        audit.note("ballot_left_out", where, f"{name} did not sit in the Council in {draft.day.year}.")
    kept = []
    for actor, ballots in cast.items():
        votes = {ballot.vote for ballot in ballots}
        if len(votes) > 1:
            audit.note("ballot_left_out", where, f"{actor} stands under {' and '.join(sorted(votes))}.")
            continue
        if len(ballots) > 1:
            audit.note("ballot_twice", where, f"{actor} stands twice under {ballots[0].vote}.")
        kept.append(ballots[0])
    if missing := sorted(sitting - {ballot.actor for ballot in kept}):
        audit.note("ballots_missing", where, f"{draft.draft_as_given}: no ballot of {', '.join(missing)}.")
    if unlike := sorted(set(vetoed) - {ballot.actor for ballot in kept if ballot.vote == "no"}):
        audit.note("veto_not_among_ballots", where, f"{draft.draft_as_given}: {', '.join(unlike)} vetoed, by the table of vetoes.")
    return kept
