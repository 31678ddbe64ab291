"""What a State did on a topic or situation, in the Council and the Assembly, beside a group."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.desk.assembly_votes import SAME_MEMBER
from demarche.desk.council_votes import council_calls, find_topic, roll_calls, topics
from demarche.desk.state_groups import StateGroup, find_group
from demarche.model.evidence import UseError, spell_date
from demarche.subjects.votes import Choice, Difference, Organ, Position, PositionLine, RollCall, council_lines, position

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

YEARS = 10
"""How far back is looked where nothing is said."""

ORGANS = ("council", "assembly", "both")
_NOTHING = "Nothing was found for {name}{on_topic} between {since} and {until}."


@dataclass(frozen=True, slots=True)
class StatePosition:
    """A State's record with how it is read: topic, days, organs and group.

    `state` is the id under which its votes stand; `differences` are those between sources on its lines in the Council.
    """

    state: str
    name: str
    topic: str
    since: dt.date
    on: dt.date
    organs: str
    group: str
    position: Position
    agreement: float | None
    vetoes: int
    sponsored: int
    differences: tuple[Difference, ...] = ()


def state_position(
    workspace: Workspace,
    state: str,
    on: dt.date,
    *,
    topic: str = "",
    since: int | None = None,
    group: str = "",
    organs: str = "",
) -> StatePosition:
    """What a State did up to a day, line by line.

    `topic` is a topic or a dossier's id; `organs` is council, assembly or both (both where a topic is given, else the Council).
    Raises `UseError` naming the nearest for an unknown State, topic or group, and where nothing is found.
    """
    actor = workspace.resolve_voter(state, on)
    voter = SAME_MEMBER.get(actor.id, actor.id)
    first = first_day(since, on) if since else _years_before(on, YEARS)
    name, about = _subject(workspace, topic, first)
    where = organs or ("both" if topic else "council")
    if where not in ORGANS:
        raise UseError(f"“{where}” is no organ that can be asked about.", next_step=f"Choose one of: {', '.join(ORGANS)}.")
    chosen = find_group(workspace, group, actor.id, on)
    lines: list[PositionLine] = []
    if where != "assembly":
        calls = council_calls(workspace, on, first)
        lines += council_lines(calls, voter, since=first, on=on, about=about, members=chosen.members)
    apart = roll_calls(workspace, first).differences_of({line.id for line in lines})
    if where != "council":
        lines += _assembly_lines(workspace, voter, first, on, about, chosen)
    if not lines:
        on_topic = f" on “{name}”" if name else ""
        raise UseError(
            _NOTHING.format(name=actor.name, on_topic=on_topic, since=spell_date(first), until=spell_date(on)),
            next_step="Look further back with --since, leave out --topic, or ask about both organs with --organ both.",
        )
    found = position(voter, name, chosen.name, lines)
    return StatePosition(
        voter, actor.name, name, first, on, where, chosen.name, found, found.agreement, found.vetoes, found.sponsored, apart
    )


def first_day(since: int, on: dt.date) -> dt.date:
    """The first day of a year that is asked about. Raises `UseError` where it comes after the day of the answer."""
    if since > on.year:
        raise UseError(
            f"The first year, {since}, comes after the day of the answer, {spell_date(on)}.",
            next_step="Give an earlier --since or a later --on.",
        )
    return dt.date(since, 1, 1)


def _years_before(day: dt.date, years: int) -> dt.date:
    """The same day that many years before; the last of February for a leap day."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _subject(workspace: Workspace, topic: str, since: dt.date) -> tuple[str, Callable[[RollCall], bool] | None]:
    """The name of what is asked about, and whether a vote is on it."""
    if not topic:
        return "", None
    from demarche.adapters.store import shipped_dossiers
    from demarche.desk.council import word_pattern

    own = workspace.record.dossier_ids() if workspace.has_record else []
    if topic in {*own, *shipped_dossiers()}:
        dossier = workspace.dossier(topic)
        wanted, unwanted = (
            re.compile(word_pattern(words).removeprefix("(?i)"), re.IGNORECASE) for words in (dossier.terms, dossier.not_terms)
        )
        return dossier.title, lambda c: bool(wanted.search(f"{c.title} {c.agenda}")) and not unwanted.search(c.title)
    name = find_topic(workspace, topic, since)
    return name, lambda c: c.topic == name


def _assembly_lines(
    workspace: Workspace,
    state: str,
    since: dt.date,
    on: dt.date,
    about: Callable[[RollCall], bool] | None,
    group: StateGroup,
) -> list[PositionLine]:
    rows = workspace.tables.rows(
        "select r.record, r.symbol, r.date, r.title, r.yes, r.no, r.abstain, b.vote from un_assembly_votes.assembly_ballots b"
        " join un_assembly_votes.assembly_roll_calls r using (record)"
        " where b.actor = any($states) and r.date >= $since and r.date <= $on",
        states=[state, "SUN"] if state == "RUS" else [state],
        since=since,
        on=on,
    )
    chosen = {row["record"]: _as_call(row) for row in rows}
    wanted = {record: c for record, c in chosen.items() if about is None or about(c)}
    with_group = _group_votes(workspace, list(wanted), state, group, since.year, on.year)
    lines = []
    for row in rows:
        if row["record"] in wanted:
            call = wanted[row["record"]]
            tally = f"{row['yes']}-{row['no']}-{row['abstain']}"
            others = with_group.get(row["record"], {})
            vote = Choice(row["vote"])
            lines.append(
                PositionLine(
                    Organ.ASSEMBLY,
                    call.id,
                    call.date,
                    call.topic,
                    call.short_title,
                    vote,
                    False,
                    False,
                    "adopted",
                    tally,
                    False,
                    others,
                    "un_assembly_votes",
                )
            )
    return lines


def _as_call(row: dict[str, Any]) -> RollCall:
    from demarche.subjects.votes import DraftOutcome

    title = (row["title"] or "").partition(" : resolution")[0]
    return RollCall(
        row["symbol"] or str(row["record"]), row["date"], DraftOutcome.ADOPTED, {}, title=title, topic=topics().name("", title)
    )


def _group_votes(
    workspace: Workspace, records: list[int], state: str, group: StateGroup, first: int, last: int
) -> dict[int, dict[Choice, int]]:
    """How the others of the group voted on each record; membership is that of the middle of each year."""
    pairs = [(year, m) for year in range(first, last + 1) for m in sorted(group.members(dt.date(year, 7, 1))) if m != state]
    if not pairs or not records:
        return {}
    rows = workspace.tables.rows(
        "with member as (select unnest($years) as year, unnest($members) as actor)"
        " select record, vote, count(*) as n from un_assembly_votes.assembly_ballots b join member m on m.actor = b.actor and m.year = year(b.date)"
        " where record = any($records) group by record, vote order by record, vote",
        years=[year for year, _ in pairs],
        members=[m for _, m in pairs],
        records=records,
    )
    found: dict[int, dict[Choice, int]] = {}
    for row in rows:
        found.setdefault(row["record"], {})[Choice(row["vote"])] = row["n"]
    return found
