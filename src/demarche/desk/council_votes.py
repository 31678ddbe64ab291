"""The whole history of Council votes, joined from the evidence tables and the curated rows on drafts not adopted."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from demarche.adapters.store import pack_folder
from demarche.desk.assembly_votes import SAME_MEMBER
from demarche.model.evidence import UseError, read_date
from demarche.subjects.votes import (
    Account,
    Choice,
    DraftKind,
    DraftOutcome,
    JoinedRollCalls,
    Precedence,
    RollCall,
    Topics,
    join_accounts,
    read_topics,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

LIBRARY, ARCHIVE, COMPILED, CURATED = "un_council_votes", "un_resolutions", "un_vetoes", "failed_draft_sponsors"
ORDER = Precedence(
    facts=(LIBRARY, ARCHIVE, CURATED, COMPILED),
    agenda=(ARCHIVE, COMPILED, LIBRARY),
    sponsors=(ARCHIVE, CURATED, COMPILED),
    amendments=(CURATED, ARCHIVE, LIBRARY, COMPILED),
)
"""The library's votes before the archive's; the sponsors printed on the draft before what others compiled."""

_CHOICES = {str(c): c for c in Choice}
_COMPILED_SINCE = dt.date(1994, 1, 1)
_OUTCOMES = {"adopted": DraftOutcome.ADOPTED, "vetoed": DraftOutcome.VETOED, "failed": DraftOutcome.FAILED}
_LOADED: WeakKeyDictionary[Workspace, dict[dt.date, JoinedRollCalls]] = WeakKeyDictionary()


def roll_calls(workspace: Workspace, since: dt.date = dt.date.min) -> JoinedRollCalls:
    """Every vote of the Council that is known since a day, with the differences between the sources; read once for a workspace."""
    kept = _LOADED.setdefault(workspace, {})
    if since not in kept:
        accounts = [*_library(workspace, since), *_archive(workspace, since), *_compiled(workspace, since), *_curated(since)]
        early = _early_vetoes(workspace) if since < _COMPILED_SINCE else ()
        kept[since] = join_accounts([*accounts, *early], topics(), ORDER)
    return kept[since]


def council_calls(workspace: Workspace, until: dt.date, since: dt.date = dt.date.min) -> tuple[RollCall, ...]:
    """The votes between two days, both included."""
    return tuple(c for c in roll_calls(workspace, since).roll_calls if c.date <= until)


@cache
def topics() -> Topics:
    """The topics of the pack."""
    import tomllib

    return read_topics(tomllib.loads((pack_folder("votes") / "topics.toml").read_text("utf-8")), "votes/topics.toml")


def find_topic(workspace: Workspace, text: str, since: dt.date = dt.date.min) -> str:
    """The topic that a person means. Raises `UseError` with the nearest candidates where it is unknown or could be several."""
    return topics().find(text, sorted({c.topic for c in roll_calls(workspace, since).roll_calls}))


def _ballots(row: Mapping[str, Any]) -> dict[str, Choice]:
    """The ballots of a row, in the order of the members' ids."""
    if not row["actors"]:
        return {}
    return {SAME_MEMBER.get(a, a): _CHOICES[v] for a, v in sorted(zip(row["actors"], row["votes"], strict=True))}


def _library(workspace: Workspace, since: dt.date) -> Iterator[Account]:
    rows = workspace.tables.rows(
        f"with ballot as (select record, list(actor) as actors, list(vote) as votes from {LIBRARY}.council_ballots group by record)"
        " select symbol, date, meeting, draft_symbol, title, agenda, adopted_without_vote, locator, actors, votes"
        f" from {LIBRARY}.council_roll_calls join ballot using (record) where date >= $since",
        since=since,
    )
    for row in rows:
        yield Account(
            LIBRARY,
            row["locator"],
            row["date"],
            resolution=row["symbol"] or "",
            draft=(row["draft_symbol"] or "").partition("|")[0],
            meeting=row["meeting"] or "",
            agenda=_item(row["agenda"] or ""),
            title=row["title"] or "",
            outcome=DraftOutcome.WITHOUT_VOTE if row["adopted_without_vote"] else DraftOutcome.ADOPTED,
            amendment=False,
            ballots=_ballots(row),
        )


def _item(agenda: str) -> str:
    """The words of an agenda item among the codes of the library's index."""
    parts = [part.strip() for part in agenda.split("|")]
    spelled = [p.removeprefix("S/ X ").strip() for p in parts if p.startswith("S/ X ")]
    indexed = [p.partition("]")[2].strip().capitalize() for p in parts if "]" in p]
    return (spelled or indexed or [agenda])[0]


def _archive(workspace: Workspace, since: dt.date) -> Iterator[Account]:
    """Resolutions, and drafts not adopted, as the archive has them; sponsors are those printed on the draft."""
    rows = workspace.tables.rows(
        f"with sponsor as (select symbol, list(actor order by actor) as sponsors from {ARCHIVE}.sponsors where not joined_later group by symbol),"
        f" ballot as (select symbol, list(actor) as actors, list(vote) as votes from {ARCHIVE}.ballots group by symbol)"
        " select d.symbol, d.kind, d.date, d.title, d.agenda_item, d.draft_symbol, d.meeting, d.outcome_as_given, d.yes, d.locator,"
        f" sponsors, actors, votes from {ARCHIVE}.documents d left join sponsor using (symbol) left join ballot using (symbol)"
        " where d.kind in ('resolution', 'draft_not_adopted') and d.date >= $since",
        since=since,
    )
    for row in rows:
        adopted = row["kind"] == "resolution"
        vetoed = "negative vote" in (row["outcome_as_given"] or "")
        lost = DraftOutcome.VETOED if vetoed else DraftOutcome.FAILED
        yield Account(
            ARCHIVE,
            row["locator"],
            row["date"],
            resolution=row["symbol"] if adopted else "",
            draft=row["draft_symbol"] or ("" if adopted else row["symbol"]),
            meeting=row["meeting"] or "",
            agenda=row["agenda_item"] or "",
            title=row["title"] or "",
            sponsors=tuple(row["sponsors"]) if row["sponsors"] else None,
            outcome=lost if not adopted else DraftOutcome.WITHOUT_VOTE if row["yes"] is None else DraftOutcome.ADOPTED,
            amendment=False,
            ballots=_ballots(row),
        )


def _compiled(workspace: Workspace, since: dt.date) -> Iterator[Account]:
    rows = workspace.tables.rows(
        f"with sponsor as (select vote, list(actor order by actor) as sponsors from {COMPILED}.draft_sponsors group by vote),"
        f" ballot as (select vote, list(actor) as actors, list(choice) as votes from {COMPILED}.draft_ballots group by vote)"
        f" select d.*, sponsors, actors, votes from {COMPILED}.council_drafts d left join sponsor using (vote) left join ballot using (vote) where d.date >= $since",
        since=since,
    )
    for row in rows:
        yield Account(
            COMPILED,
            row["locator"],
            row["date"],
            resolution=row["symbol"] or "",
            draft=row["draft_symbol"] or "",
            meeting=row["meeting"] or "",
            agenda=row["agenda_item"] or "",
            sponsors=tuple(row["sponsors"]) if row["sponsors"] else None,
            in_consultations="President" in (row["sponsors_as_given"] or ""),
            outcome=_OUTCOMES[row["outcome"]],
            amendment=row["amendment"],
            ballots=_ballots(row),
            date_as_given=row["date_as_given"],
        )


def _early_vetoes(workspace: Workspace) -> Iterator[Account]:
    """Vetoes before the compilation begins: of the ballots only those against are known."""
    rows = workspace.tables.rows(
        f"select number, any_value(date) as date, any_value(draft_symbol) as draft, any_value(draft_as_given) as given,"
        f" any_value(meeting) as meeting, any_value(agenda_item) as item, any_value(locator) as locator, list(actor) as actors"
        f" from {COMPILED}.vetoes where date < $since group by number",
        since=_COMPILED_SINCE,
    )
    for row in rows:
        yield Account(
            COMPILED,
            row["locator"],
            row["date"],
            draft=row["draft"] or f"{row['given']}, vote {row['number']}",
            meeting=row["meeting"] or "",
            agenda=row["item"] or "",
            outcome=DraftOutcome.VETOED,
            amendment=False,
            ballots={SAME_MEMBER.get(a, a): Choice.NO for a in sorted(row["actors"])},
        )


def _curated(since: dt.date) -> list[Account]:
    """What was looked up of drafts not adopted: sponsors and ballots that the compilation lacks or has wrong, and what each was about."""
    name = "failed_draft_sponsors.csv"
    with (pack_folder("votes") / name).open(encoding="utf-8", newline="") as file:
        rows = [_curated_row(row, f"votes/{name}, {row['draft']}") for row in csv.DictReader(file)]
    return [row for row in rows if row.date is None or row.date >= since]


def _curated_row(row: Mapping[str, str], where: str) -> Account:
    if row["amendment"] not in {"yes", "no"} or not row["url"] or not row["publisher"]:
        raise UseError(
            "A row needs a publisher, an address, and yes or no for an amendment.", where=where, next_step="Mend the file."
        )
    return Account(
        CURATED,
        where,
        read_date(row["date"], where=where),
        draft=row["draft"],
        title=row["subject"],
        sponsors=_listed(row["sponsors"]),
        outcome=_OUTCOMES[row["outcome"]] if row["outcome"] else None,
        amendment=row["amendment"] == "yes",
        kind=DraftKind(row["kind"]),
        agenda=row["subject"] if row["outcome"] else "",
        ballots={m: c for c in (Choice.YES, Choice.NO, Choice.ABSTAIN) for m in _listed(row[str(c)]) or ()},
    )


def _listed(text: str) -> tuple[str, ...] | None:
    parts: Sequence[str] = [part.strip() for part in text.split(";") if part.strip()]
    return tuple(parts) or None
