"""One roll call from what several sources say of the same vote; where they differ, both values are kept and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from demarche.subjects.votes.roll_calls import Account, Choice, Difference, DraftKind, DraftOutcome, RollCall, draft_kind
from demarche.subjects.votes.topics import Topics

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Precedence:
    """Whose word is taken first, by source id; sources that are not named come last, in the order given."""

    facts: tuple[str, ...]
    agenda: tuple[str, ...]
    sponsors: tuple[str, ...]
    amendments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinedRollCalls:
    """Roll calls in order of their days, with the accounts that each was put together from."""

    roll_calls: tuple[RollCall, ...]
    accounts: Mapping[str, tuple[Account, ...]]
    precedence: Precedence

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every difference between the sources, worked out when it is asked for."""
        return self.differences_of(self.accounts)

    def differences_of(self, ids: Container[str]) -> tuple[Difference, ...]:
        """The differences on some of the roll calls."""
        chosen = (call for call in self.roll_calls if call.id in ids)
        return tuple(d for call in chosen for d in _differences(call, self.accounts[call.id], self.precedence))


def join_accounts(accounts: Iterable[Account], topics: Topics, precedence: Precedence) -> JoinedRollCalls:
    """Put together what the sources say of each vote.

    Accounts of one resolution or one draft are of one vote, except that a vote on an amendment stands alone. A vote on which no
    source has a day or an outcome is left out.
    """
    groups: dict[str, list[Account]] = {}
    taken = list(accounts)
    of_draft = {a.draft: a.resolution for a in taken if a.resolution and a.draft and not a.amendment}
    for account in taken:
        groups.setdefault(_key(account, of_draft), []).append(account)
    calls: list[RollCall] = []
    used: dict[str, tuple[Account, ...]] = {}
    for group in groups.values():
        call = _join(group, topics, precedence)
        if call is not None:
            call = call if call.id not in used else replace(call, id=f"{call.id}, {group[0].locator}")
            calls.append(call)
            used[call.id] = tuple(group)
    calls.sort(key=lambda c: (c.date, c.resolution or c.draft, c.id))
    return JoinedRollCalls(tuple(calls), used, precedence)


def _key(account: Account, of_draft: dict[str, str]) -> str:
    if account.amendment and not account.resolution and account.ballots:
        return f"amendment {account.source} {account.locator}"
    return account.resolution or of_draft.get(account.draft, "") or account.draft or f"{account.source} {account.locator}"


def _ordered(group: Sequence[Account], order: Sequence[str]) -> list[Account]:
    if len(group) == 1:
        return list(group)
    return sorted(group, key=lambda a: order.index(a.source) if a.source in order else len(order))


def _first(accounts: Iterable[Account], take: Callable[[Account], Value]) -> tuple[Value, str] | None:
    """The first value that is not empty, with its source."""
    for account in accounts:
        value = take(account)
        if value:
            return value, account.source
    return None


def _text(accounts: Iterable[Account], name: str) -> str:
    for account in accounts:
        value: str = getattr(account, name)
        if value:
            return value
    return ""


def _join(group: list[Account], topics: Topics, precedence: Precedence) -> RollCall | None:
    facts = _ordered(group, precedence.facts)
    day = _first(facts, lambda a: a.date)
    outcome = _first(facts, _without_vote) or _first(facts, lambda a: a.outcome)
    ballots = _first(facts, lambda a: a.ballots)
    if day is None or day[0] is None or outcome is None or outcome[0] is None:
        return None
    said = _first(_ordered(group, precedence.sponsors), lambda a: a.sponsors)
    consulted = _first(_ordered(group, precedence.sponsors), lambda a: a.in_consultations or None) if said is None else None
    title, draft, resolution = (_text(facts, name) for name in ("title", "draft", "resolution"))
    agenda = _text(_ordered(group, precedence.agenda), "agenda")
    kind = next((a.kind for a in facts if a.kind is not None), None)
    flagged = next((a.amendment for a in _ordered(group, precedence.amendments) if a.amendment is not None), False)
    symbol = resolution or (f"{draft or group[0].locator} (amendment)" if flagged else draft or group[0].locator)
    return RollCall(
        id=symbol,
        date=day[0],
        outcome=outcome[0],
        ballots=dict(ballots[0]) if ballots else {},
        resolution=resolution,
        draft=draft,
        meeting=_text(facts, "meeting"),
        agenda=agenda,
        title=title,
        topic=topics.name(agenda, title),
        kind=kind or (draft_kind(title) if title else DraftKind.OTHER),
        sponsors=said[0] if said else None,
        sponsors_from=said[1] if said else "",
        in_consultations=consulted is not None,
        amendment=bool(flagged),
        sources=tuple(dict.fromkeys(a.source for a in facts)),
    )


def _differences(call: RollCall, group: Sequence[Account], precedence: Precedence) -> list[Difference]:
    facts = _ordered(group, precedence.facts)
    found: list[Difference] = []
    compared: tuple[tuple[str, Callable[[Account], Any], list[Account]], ...] = (
        ("day", lambda a: a.date, facts),
        ("outcome", lambda a: _adopted(a.outcome), facts),
        ("meeting", lambda a: a.meeting, facts),
        ("sponsors", lambda a: tuple(sorted(a.sponsors)) if a.sponsors else None, _ordered(group, precedence.sponsors)),
    )
    for what, take, accounts in compared:
        kept = _first(accounts, take)
        for account in accounts:
            value = take(account)
            if kept is not None and value and value != kept[0] and account.source != kept[1]:
                found.append(Difference(call.id, what, _spell(kept[0]), kept[1], _spell(value), account.source))
    put_right = [a for a in facts if a.date_as_given and a.date_as_given != call.date]
    found += [Difference(call.id, "day", _spell(call.date), facts[0].source, _spell(a.date_as_given), a.source) for a in put_right]
    return found + _ballot_differences(call, facts)


def _ballot_differences(call: RollCall, facts: list[Account]) -> list[Difference]:
    kept = next((a for a in facts if a.ballots), None)
    found = []
    for account in facts:
        if kept is None or account is kept or not account.ballots:
            continue
        pairs = {m: (kept.ballots.get(m), account.ballots.get(m)) for m in sorted({*kept.ballots, *account.ballots})}
        differing = {m: pair for m, pair in pairs.items() if pair[0] is not pair[1] and not set(pair) <= {None, Choice.NOT_VOTING}}
        if len(differing) == len(pairs) > 1 and len(set(differing.values())) == 1:
            ours, theirs = next(iter(differing.values()))
            differing = {"every member": (ours, theirs)}
        for member, (ours, theirs) in differing.items():
            found.append(Difference(call.id, f"vote of {member}", _spell(ours), kept.source, _spell(theirs), account.source))
    return found


def _without_vote(account: Account) -> DraftOutcome | None:
    """Whether a source says that there was no vote: the library's file then writes yes for everyone."""
    return account.outcome if account.outcome is DraftOutcome.WITHOUT_VOTE else None


def _adopted(outcome: DraftOutcome | None) -> str | None:
    if outcome is None:
        return None
    return "adopted" if outcome in {DraftOutcome.ADOPTED, DraftOutcome.WITHOUT_VOTE} else str(outcome)


def _spell(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dt.date):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, tuple) else str(value)
