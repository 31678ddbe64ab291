"""Vetoes and drafts put to the vote, from a folder or zip with three files: the table of vetoes, the compilation, the voting data.

Compiled from tables and research guides of the United Nations library; the library's own voting data proves or corrects them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from demarche.adapters.sources.reading import (
    CsvTable,
    NameUse,
    as_columns,
    find_table,
    open_archive,
    read_lookups,
    resolve_names,
    split_sponsors,
)
from demarche.adapters.sources.un_vetoes.ballots import Ballot, settle_ballots
from demarche.adapters.sources.un_vetoes.calendar import read_calendar
from demarche.adapters.sources.un_vetoes.drafts import Draft, read_drafts
from demarche.adapters.sources.un_vetoes.vetoes import Veto, read_vetoes
from demarche.model.evidence import Audit, Parsed, Resolve, UseError

_DECLARATION = Path(__file__).with_name("source.toml")
_VETOES = ("date", "draft", "meeting_record", "agenda_item", "vetoed_by_as_listed", "source", "veto_codes")
_COMPILATION = ("Date", "Resolution", "Meeting", "Draft", "agenda_item", "submitted_by", "outcome", "vote", "ms_name", "vote_id")
_VOTING_DATA = ("undl_id", "ms_name", "ms_vote", "date", "resolution", "meeting", "permanent_member")
Actors = Mapping[tuple[str, dt.date], str]


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Read the three files, told apart by their columns.

    Raises `DemarcheError` where one is missing or damaged, and for a member's name that is unknown or ambiguous.
    """
    audit = Audit()
    with open_archive(path, {".csv", ".csv.gz"}) as archive:
        listed, compiled, voting = (find_table(archive, columns) for columns in (_VETOES, _COMPILATION, _VOTING_DATA))
    vetoes = read_vetoes(listed)
    uses = [NameUse(name, veto.day, listed.locator(veto.place)) for veto in vetoes for name in veto.members]
    days = {(row["ms_name"], row["date"]): place for place, row in enumerate(voting.rows)}
    uses += [NameUse(name, dt.date.fromisoformat(day), voting.locator(place)) for (name, day), place in days.items()]
    actors = resolve_names(uses, resolve, path.name)
    calendar = read_calendar(voting, ((veto.meeting, veto.day) for veto in vetoes if veto.meeting), actors)
    drafts = read_drafts(compiled, calendar, {veto.draft: veto.day for veto in vetoes if veto.draft}, audit)
    failed = [draft for draft in drafts if draft.outcome != "adopted"]
    members = read_lookups(_DECLARATION, "members")
    for draft in failed:
        draft.ballots = [(place, members.get(name.casefold(), [name])[0], vote) for place, name, vote in draft.ballots]
    uses = [NameUse(name, draft.day, compiled.locator(place)) for draft in failed for place, name, _ in draft.ballots]
    actors |= resolve_names(uses, resolve, path.name)
    vetoing = {veto.draft: {actors[name, veto.day] for name in veto.members} for veto in vetoes if veto.draft}
    ballots = {
        draft.vote: settle_ballots(
            draft, compiled, calendar, actors, vetoing.get(draft.draft or "", ()) if draft.outcome == "vetoed" else (), audit
        )
        for draft in failed
    }
    tables = {
        "vetoes": as_columns(_NAMES["vetoes"], _veto_rows(vetoes, listed, actors)),
        "council_drafts": as_columns(_NAMES["council_drafts"], _draft_rows(drafts, ballots, compiled)),
        "draft_sponsors": as_columns(_NAMES["draft_sponsors"], _sponsor_rows(drafts, compiled, resolve, audit)),
        "draft_ballots": as_columns(_NAMES["draft_ballots"], _ballot_rows(failed, ballots, compiled)),
    }
    last = max([*(veto.day for veto in vetoes), *(draft.day for draft in drafts)])
    return Parsed(tables, audit, as_of=last.isoformat())


_NAMES = {
    "vetoes": (
        *(
            "number",
            "actor",
            "date",
            "draft_symbol",
            "draft_as_given",
            "meeting",
            "agenda_item",
            "name_as_given",
            "vetoed_by_as_given",
        ),
        *("compiled_from", "locator"),
    ),
    "council_drafts": (
        *("vote", "date", "date_as_given", "symbol", "draft_symbol", "draft_as_given", "amendment", "meeting", "agenda_item"),
        *("outcome", "outcome_as_given", "sponsors_as_given", "yes", "no", "abstain", "locator"),
    ),
    "draft_sponsors": ("vote", "actor", "name_as_given", "locator"),
    "draft_ballots": ("vote", "date", "actor", "choice", "name_as_given", "locator"),
}


def _veto_rows(vetoes: list[Veto], table: CsvTable, actors: Actors) -> Iterator[tuple[object, ...]]:
    for veto in vetoes:
        for name in veto.members:
            what = (
                veto.draft,
                veto.draft_as_given,
                veto.meeting,
                veto.agenda_item,
                name,
                veto.members_as_given,
                veto.compiled_from,
            )
            yield veto.place + 1, actors[name, veto.day], veto.day, *what, table.locator(veto.place)


def _draft_rows(drafts: list[Draft], ballots: Mapping[int, list[Ballot]], table: CsvTable) -> Iterator[tuple[object, ...]]:
    for draft in drafts:
        cast = [ballot.vote for ballot in ballots.get(draft.vote, ())]
        counts = tuple(cast.count(side) if cast else None for side in ("yes", "no", "abstain"))
        symbol = draft.adopted.symbol if draft.adopted else None
        what = (symbol, draft.draft, draft.draft_as_given or None, draft.amendment, draft.meeting, draft.agenda_item, draft.outcome)
        said = (draft.outcome_as_given, draft.sponsors_as_given or None)
        yield draft.vote, draft.day, draft.day_as_given, *what, *said, *counts, table.locator(draft.place)


def _sponsor_rows(drafts: list[Draft], table: CsvTable, resolve: Resolve, audit: Audit) -> Iterator[tuple[object, ...]]:
    """Sponsors as States; a name that is none (the President, a misspelling) is left out and listed."""
    lookups = read_lookups(_DECLARATION, "sponsors")
    for draft in drafts:
        seen: set[str] = set()
        for name in split_sponsors(draft.sponsors_as_given, lookups):
            try:
                actor = resolve(name, on=draft.day)
            except UseError:
                audit.note("sponsor_not_known", table.locator(draft.place), f"“{name}” is no sponsor that can be told.")
                continue
            if actor not in seen:
                seen.add(actor)
                yield draft.vote, actor, name, table.locator(draft.place)


def _ballot_rows(failed: list[Draft], ballots: Mapping[int, list[Ballot]], table: CsvTable) -> Iterator[tuple[object, ...]]:
    for draft in failed:
        for ballot in ballots[draft.vote]:
            yield draft.vote, draft.day, ballot.actor, ballot.vote, ballot.name, table.locator(ballot.place)
