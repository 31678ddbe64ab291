"""Where a draft before the Council stands: seats of the day, what each member may do and why, nine votes, a veto, whose vote decides."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.assembly_votes import positions_before
from demarche.desk.council_votes import council_calls, find_topic
from demarche.model.evidence import CuratedRow, Reference, UseError, spell_date
from demarche.subjects.votes import (
    LABEL,
    PERMANENT,
    VOTES_EARNED,
    Choice,
    Coalition,
    Draft,
    DraftKind,
    FateExpectation,
    MemberMove,
    RollCall,
    coalition,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

LEARNED_SINCE = dt.date(1994, 1, 1)
"""Votes from which an expectation remembers; what failed before is known only where it was vetoed."""

CHARTER_27 = Reference("Charter of the United Nations", "United Nations", date=dt.date(1945, 6, 26), locator="Article 27")
PROCEDURE = (
    "On a procedural matter nine votes decide and no vote against can stop them (Article 27, paragraph 2); whether a matter is"
    " procedural can itself be disputed, and a permanent member can then vote against calling it so."
)
ABSTENTION = (
    "In decisions under Chapter VI a party to a dispute shall abstain (Article 27, paragraph 3): an argument available to those who"
    " address it, seldom invoked, and not a forecast{}."
)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft as a person describes it in a TOML file; everything but the topic may be left out."""

    title: str
    topic: str
    date: dt.date | None
    sponsors: tuple[str, ...]
    in_consultations: bool
    kind: DraftKind
    rival: bool
    parties: tuple[str, ...]
    procedural: bool = False


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One member: its chance of a yes with the interval, whether it sponsors, why, and its vote on each of the nearest drafts."""

    member: str
    name: str
    group: str
    permanent: bool
    yes: float
    low: float
    high: float
    sponsor: bool
    reasons: tuple[str, ...]
    on_nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearestDraft:
    """A past draft on the topic."""

    id: str
    date: dt.date
    title: str
    outcome: str
    tally: str


@dataclass(frozen=True, slots=True)
class CoalitionView:
    """A draft's standing. `label` and `earned` go wherever a figure of it goes; `likely_yes` counts members likelier to vote yes than not.

    `procedural` marks a draft that its file calls so: nine votes then decide, and the chances of a veto do not apply.
    """

    label: str
    earned: str
    title: str
    topic: str
    day: dt.date
    sponsors: tuple[str, ...]
    bloc: str
    kind: str
    learned_from: int
    seats: tuple[SeatLine, ...]
    nine_votes: FateExpectation
    veto: FateExpectation
    not_adopted: FateExpectation
    any_dissent: FateExpectation
    likely_yes: int
    margin: int
    pivotal: tuple[str, ...]
    doubtful_permanent: tuple[str, ...]
    moves: tuple[MemberMove, ...]
    nearest: tuple[NearestDraft, ...]
    power: str
    notes: tuple[str, ...]
    references: tuple[Reference, ...]
    procedural: bool = False


def draft_coalition(workspace: Workspace, draft: str, on: dt.date) -> CoalitionView:
    """Where a draft stands, from votes before the day of its vote and not after `on`.

    `draft` is a TOML file, or the symbol of a past draft or resolution: it is then asked about as if it had yet to come. Raises
    `UseError` naming the nearest drafts for one that is unknown, and the nearest topics or States for a wrong name in the file.
    """
    path = Path(draft)
    asked = read_draft(path) if path.suffix == ".toml" or path.is_file() else None
    past = None if asked else _past_draft(workspace, draft, on)
    day = (past.date if past else asked.date if asked else None) or on
    known = council_calls(workspace, min(on, day), LEARNED_SINCE)
    seats = tuple(seat.state for seat in workspace.registry.council(day))
    case = _from_past(past, seats) if past else _from_file(workspace, asked, seats, day)
    registry = workspace.registry
    found = coalition(
        known, case, lambda state, at: registry.regional_group(state, at) or "", positions_before(workspace, min(day, on).year)
    )
    title = past.short_title if past else asked.title if asked else ""
    return _view(workspace, found, case, title, asked)


def read_draft(path: Path) -> DraftFile:
    """Read a draft's description. Raises `UseError` where the file is not there, is no TOML, or a value is not as it should be."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        near = difflib.get_close_matches(path.name, [p.name for p in path.parent.glob("*.toml")], n=3, cutoff=0.4)
        step = f"Nearest here: {', '.join(near)}." if near else 'Write one: topic = "…", sponsors = ["…"], date = 2024-11-18.'
        raise UseError("There is no such file.", where=str(path), next_step=step) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UseError(f"This is no TOML: {error}.", where=str(path), next_step='Write lines such as topic = "Sudan".') from error
    row = CuratedRow({"kind": str(DraftKind.OTHER)} | data, str(path))
    read = DraftFile(
        title=row.text("title", ""),
        topic=row.text("topic"),
        date=row.day("date"),
        sponsors=row.texts("sponsors"),
        kind=row.choice("kind", DraftKind),
        parties=row.texts("parties"),
        in_consultations=row.flag("in_consultations"),
        rival=row.flag("rival"),
        procedural=row.flag("procedural"),
    )
    row.done()
    return read


def _past_draft(workspace: Workspace, symbol: str, on: dt.date) -> RollCall:
    wanted = symbol.upper().replace(" ", "")
    wanted = f"S/RES/{wanted}" if wanted.isdigit() else wanted
    calls = [c for c in council_calls(workspace, on, LEARNED_SINCE) if not c.amendment and c.ballots]
    spelled: dict[str, RollCall] = {}
    for call in calls:
        for name in (call.resolution, call.draft, call.id):
            if name:
                spelled[name.upper().replace(" ", "")] = call
                spelled[name.upper().replace(" ", "").partition("(")[0]] = call
    if wanted in spelled:
        return spelled[wanted]
    near = difflib.get_close_matches(wanted, spelled, n=4, cutoff=0.6)
    named = "; ".join(dict.fromkeys(f"{spelled[n].id} ({spelled[n].short_title[:60]})" for n in near))
    raise UseError(
        f"There is no draft “{symbol}” that was voted on by {spell_date(on)}.",
        next_step=f"Nearest: {named}."
        if near
        else "Give the symbol of a draft or resolution, or a TOML file that describes a draft.",
    )


def _from_past(past: RollCall, seats: tuple[str, ...]) -> Draft:
    members = tuple(past.ballots) if len(past.ballots) >= len(seats) else seats
    return Draft(past.date, past.topic, members, past.sponsors, past.in_consultations, past.kind, False, past.id)


def _from_file(workspace: Workspace, asked: DraftFile | None, seats: tuple[str, ...], day: dt.date) -> Draft:
    if asked is None:
        raise UseError("There is nothing to ask about.", next_step="Give a TOML file or the symbol of a draft.")
    sponsors = tuple(dict.fromkeys(workspace.resolve_state(name, day).id for name in asked.sponsors))
    topic = find_topic(workspace, asked.topic, LEARNED_SINCE)
    return Draft(day, topic, seats, sponsors or None, asked.in_consultations, asked.kind, asked.rival, asked.title)


def _view(workspace: Workspace, found: Coalition, case: Draft, title: str, asked: DraftFile | None) -> CoalitionView:
    registry, expectation = workspace.registry, found.expectation
    parties, procedural = (asked.parties, asked.procedural) if asked else ((), False)
    calls = [n.roll_call for n in found.nearest]
    lines = [
        SeatLine(
            member=m.member,
            name=workspace.name_of(m.member),
            group=registry.regional_group(m.member, case.date) or "",
            permanent=m.member in PERMANENT,
            yes=m.yes,
            low=m.low,
            high=m.high,
            sponsor=m.sponsor,
            reasons=tuple(r.words for r in m.reasons),
            on_nearest=tuple(_spoken(c.ballots.get(m.member)) for c in calls),
        )
        for m in expectation.members
    ]
    seated_parties = [
        workspace.name_of(s) for s in (workspace.resolve_state(p, case.date).id for p in parties) if s in case.members
    ]
    permanent, elected = found.permanent_power, found.elected_power
    power = (
        f"By the rule alone, before anyone has a preference: Shapley–Shubik {permanent.shapley_shubik} for each permanent and"
        f" {elected.shapley_shubik} for each elected member; Banzhaf swings {permanent.swings} and {elected.swings}. A reference only."
    )
    return CoalitionView(
        label=LABEL,
        earned=VOTES_EARNED,
        title=title,
        topic=case.topic,
        day=case.date,
        sponsors=tuple(workspace.name_of(s) for s in case.sponsors or ()),
        bloc=str(case.bloc or "not known"),
        kind=str(case.kind),
        learned_from=expectation.learned_from,
        seats=tuple(sorted(lines, key=lambda s: (s.yes, s.name))),
        nine_votes=found.nine_votes,
        veto=found.veto,
        not_adopted=expectation.fates["not_adopted"],
        any_dissent=expectation.fates["any_dissent"],
        likely_yes=found.likely_yes,
        margin=found.margin,
        pivotal=tuple(workspace.name_of(m) for m in found.pivotal),
        doubtful_permanent=tuple(workspace.name_of(m) for m in found.doubtful_permanent),
        moves=tuple(dataclasses.replace(m, member=workspace.name_of(m.member)) for m in found.moves),
        nearest=tuple(NearestDraft(c.id, c.date, c.short_title, str(c.outcome), c.tally) for c in calls),
        power=power,
        notes=(PROCEDURE, ABSTENTION.format(f"; here it could be put to {', '.join(seated_parties)}" if seated_parties else "")),
        references=(CHARTER_27,),
        procedural=procedural,
    )


def _spoken(choice: Choice | None) -> str:
    return (
        {Choice.YES: "yes", Choice.NO: "no", Choice.ABSTAIN: "abstained", Choice.NOT_VOTING: "did not vote"}[choice]
        if choice
        else "no seat"
    )
