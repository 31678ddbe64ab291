"""The ledger of commitments: who promised what, where, until when, against what; what was observed since, and who judged it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from demarche.desk.entering import Entry, actor_of, chosen, own_dossier, place_entry, put_new, slug
from demarche.model.dossier import Commitment, CommitmentJudgement, CommitmentState, Dossier, Item, Observation
from demarche.model.evidence import UseError
from demarche.subjects.follow_up import PROMISE_GRAMMAR, Promise, read_promise

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

PROMISE_FORM: Final = PROMISE_GRAMMAR
_PERSON: Final = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|lord|lady|sheikh|h\.e)\b\.?\s+\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One commitment as it stands on a day; `other_state` is the state of the other half of the package, empty where there is none."""

    commitment: Commitment
    by: str
    state: CommitmentState
    judgement: CommitmentJudgement | None
    days_left: int | None
    other_half: str
    other_state: str
    observations: int


def ledger(workspace: Workspace, dossier_id: str, on: dt.date) -> tuple[LedgerLine, ...]:
    """The commitments of a dossier as they could be known on a day, those that end first before the others."""
    return ledger_of(workspace, workspace.dossier(dossier_id).as_known_on(on), on)


def ledger_of(workspace: Workspace, dossier: Dossier, on: dt.date) -> tuple[LedgerLine, ...]:
    """The ledger of a dossier that holds nothing later than the day."""
    known = {c.id: c for c in dossier.commitments}
    lines = []
    for one in dossier.commitments:
        other = known.get(one.other_half)
        lines.append(
            LedgerLine(
                one,
                workspace.name_of(one.by),
                one.state_on(on),
                one.judged_on(on),
                (one.until - on).days if one.until else None,
                one.other_half,
                str(other.state_on(on)) if other else "",
                len(one.evidence),
            )
        )
    return tuple(
        sorted(lines, key=lambda line: (line.commitment.until or dt.date.max, line.commitment.made_on, line.commitment.id))
    )


def commitment_on(workspace: Workspace, dossier_id: str, commitment: str, on: dt.date) -> LedgerLine:
    """One commitment of the ledger as it could be known on a day. Raises `UseError` where none of that name could be."""
    name = chosen(workspace.dossier(dossier_id).as_known_on(on), "commitments", commitment)
    return next(line for line in ledger(workspace, dossier_id, on) if line.commitment.id == name)


def add_commitment(
    workspace: Workspace, dossier_id: str, line: str, today: dt.date, *, made_on: dt.date | None = None, engagement: str = ""
) -> tuple[Commitment, ...]:
    """Put a promise into the ledger from one line (`PROMISE_FORM`), with its other half where the line names one.

    `made_on` is the day it was made (today). Raises `UseError` for a line that cannot be read or that names nobody.
    """
    promise = read_promise(line, today)
    if not promise.by:
        raise UseError("Who promised it?", where=line, next_step=f"The form is: {PROMISE_FORM}")
    if promise.in_return is not None and not promise.in_return.by:
        raise UseError("Who gives what is given in return?", where=line, next_step=f"The form is: {PROMISE_FORM}")
    day = made_on or today
    dossier = workspace.dossier(dossier_id)
    act = chosen(dossier, "engagements", engagement, "message") if engagement else ""
    lifts = (chosen(dossier, "constraints", promise.constraint),) if promise.constraint else ()

    def compose(free: Callable[[str, str], str]) -> list[Entry]:
        place, entries = place_entry(dossier, promise.place, free)
        first = _commitment(workspace, promise, day, free, engagement=act, place=place, lifts=lifts)
        if promise.in_return is None:
            return [*entries, ("commitments", first)]
        given = replace(promise.in_return, to=promise.by)
        other = _commitment(workspace, given, day, free, engagement=act, other_half=first.id)
        return [*entries, ("commitments", replace(first, other_half=other.id)), ("commitments", other)]

    return tuple(one for one in put_new(workspace, dossier_id, compose) if isinstance(one, Commitment))


def _commitment(
    workspace: Workspace,
    promise: Promise,
    day: dt.date,
    free: Callable[[str, str], str],
    *,
    engagement: str,
    place: str = "",
    lifts: tuple[str, ...] = (),
    other_half: str = "",
) -> Commitment:
    return Commitment(
        id=free("commitments", slug(promise.what) or "promise"),
        by=actor_of(workspace, promise.by),
        what=promise.what,
        made_on=day,
        to=actor_of(workspace, promise.to),
        place=place,
        until=promise.until,
        conditions=promise.conditions,
        verification=promise.verification,
        other_half=other_half,
        engagement=engagement,
        constraints=lifts,
    )


def judge_commitment(
    workspace: Workspace, dossier_id: str, commitment: str, state: str, *, who: str, why: str, on: dt.date
) -> Commitment:
    """Add a judgement to a commitment; earlier ones stay. `who` is a function such as `access working group`, never a person's name.

    Raises `UseError` for a state that is none, a judgement without who or why, one before the promise was made, and a person's name.
    """
    found = _state(state)
    if not who.strip() or not why.strip():
        raise UseError("A judgement says who judges, by function, and why.", where=commitment, next_step="Give --by and --why.")
    if _PERSON.match(who.strip()):
        raise UseError(
            f"“{who}” reads as a person's name.", where="--by", next_step="Name the function, such as: access working group."
        )

    def judged(item: Commitment) -> Commitment:
        if on < item.made_on:
            raise UseError(
                f"It cannot be judged on {on.isoformat()}: it was made on {item.made_on.isoformat()}.",
                where=item.id,
                next_step="Mend the day.",
            )
        judgement = CommitmentJudgement(state=found, on=on, who=who.strip(), why=why.strip())
        return item if judgement in item.judgements else replace(item, judgements=(*item.judgements, judgement))

    return change_commitment(workspace, dossier_id, commitment, judged)


def pair_commitments(workspace: Workspace, dossier_id: str, first: str, second: str) -> tuple[Commitment, Commitment]:
    """Make two commitments the halves of one package. Raises `UseError` where one of them is half of another package already."""
    dossier = own_dossier(workspace, dossier_id)
    one, two = (chosen(dossier, "commitments", name) for name in (first, second))
    if one == two:
        raise UseError("A commitment is not its own other half.", where=one, next_step="Name two commitments.")

    def half_of(other: str) -> Callable[[Commitment], Commitment]:
        def paired(item: Commitment) -> Commitment:
            if item.other_half not in {"", other}:
                raise UseError(
                    f"“{item.id}” is the other half of “{item.other_half}” already.",
                    where=dossier_id,
                    next_step=f"Take that out first: demarche dossier add {dossier_id} commitments {item.id} other_half=",
                )
            return replace(item, other_half=other)

        return paired

    known = {c.id: c for c in dossier.commitments}
    half_of(two)(known[one]), half_of(one)(known[two])
    return (
        change_commitment(workspace, dossier_id, one, half_of(two)),
        change_commitment(workspace, dossier_id, two, half_of(one)),
    )


def observe(
    workspace: Workspace,
    dossier_id: str,
    commitment: str,
    *,
    date: dt.date,
    indicator: str,
    source: str,
    value: float | None = None,
    unit: str = "",
    place: str = "",
    as_of: dt.date | None = None,
    refs: tuple[str, ...] = (),
) -> Commitment:
    """Add one observation to a commitment. `as_of` is the day of the source, where it told of it later.

    Raises `UseError` where indicator or source is missing, or the source is older than what it tells.
    """
    if not indicator.strip() or not source.strip():
        raise UseError(
            "An observation says what was seen and who says so.", where=commitment, next_step="Give --indicator and --source."
        )
    if as_of is not None and as_of < date:
        raise UseError(
            "The source is older than what it tells.", where=f"{as_of} before {date}", next_step="Mend --as-of or --date."
        )
    seen = Observation(
        date=date,
        indicator=indicator.strip(),
        value=value,
        unit=unit.strip(),
        place=place.strip(),
        source=source.strip(),
        known_from=as_of if as_of and as_of > date else None,
        refs=refs,
    )
    return change_commitment(workspace, dossier_id, commitment, lambda item: with_evidence(item, (seen,))[0])


def with_evidence(item: Commitment, seen: tuple[Observation, ...]) -> tuple[Commitment, int]:
    """The commitment with observations added in the order of their days, and how many were new; one that is there stays once."""
    there = {_sight(o) for o in item.evidence}
    new = []
    for one in seen:
        if _sight(one) not in there:
            there.add(_sight(one))
            new.append(one)
    held = tuple(sorted((*item.evidence, *new), key=lambda o: (o.date, o.indicator, o.place)))
    return (replace(item, evidence=held) if new else item), len(new)


def _sight(seen: Observation) -> tuple[object, ...]:
    """What makes an observation the same one: a figure given again by a later edition of its source is no new one."""
    return seen.date, seen.indicator, seen.value, seen.unit, seen.place, seen.source


def change_commitment(
    workspace: Workspace, dossier_id: str, commitment: str, become: Callable[[Commitment], Commitment]
) -> Commitment:
    """Change one commitment of one's own dossier, with nobody writing in between."""
    name = chosen(own_dossier(workspace, dossier_id), "commitments", commitment)

    def changed(item: Item) -> Item:
        assert isinstance(item, Commitment)  # noqa: S101  # the noun says so
        return become(item)

    item = workspace.record.change(dossier_id, "commitments", name, changed)
    assert isinstance(item, Commitment)  # noqa: S101
    return item


def _state(text: str) -> CommitmentState:
    said = " ".join(text.casefold().replace("-", " ").split())
    for state in CommitmentState:
        if state.value == said:
            return state
    raise UseError(f"“{text}” is no state of a commitment.", next_step=f"States are: {', '.join(CommitmentState)}.")
