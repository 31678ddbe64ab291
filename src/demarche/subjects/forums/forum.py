"""Forums and their rules of decision, as hand-kept, dated data.

A rule says what it takes to decide there: how many votes of how many members, whether a permanent member's vote against defeats
the proposal, or consensus, or the act of a single member. Rules change; each holds from a day to a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarche.model.evidence import CuratedRow, Reference, UseError, holds_on, read_references


class Decision(StrEnum):
    """The way a forum comes to a decision."""

    VOTE = "vote"
    CONSENSUS = "consensus"
    UNANIMITY = "unanimity"
    ONE_MEMBER = "one member"
    REQUEST = "request of a number of members"
    CONSENT = "consent of the parties"
    PRACTICE = "practice"


class Channel(StrEnum):
    """The kind of way to the decider that a forum belongs to."""

    COUNCIL = "security council"
    ASSEMBLY = "assembly"
    HUMAN_RIGHTS = "human rights"
    REGIONAL = "regional"
    MEDIATION = "mediation"
    FIELD = "field"
    RESOURCES = "resources"


@dataclass(frozen=True, slots=True)
class Rule:
    """What it takes to decide. `votes` of `members` where it is a number; `fallback` is what happens where the first way fails.

    `veto` says whether a vote against by a permanent member defeats the proposal.
    """

    decision: Decision
    summary: str
    references: tuple[Reference, ...]
    votes: int = 0
    members: int = 0
    veto: bool = False
    fallback: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    def passes(self, in_favour: int, *, permanent_against: int = 0) -> bool:
        """Whether a proposal with so many votes in favour carries; only for rules that count votes.

        Raises `UseError` for a rule that does not count votes.
        """
        if not self.votes:
            raise UseError(f"This forum decides by {self.decision}, not by counting votes.")
        return in_favour >= self.votes and not (self.veto and permanent_against > 0)


@dataclass(frozen=True, slots=True)
class Forum:
    """A place where something can be decided or said: who sits there, how it decides, who can start it, and what to beware of.

    `body` is the id of the body whose members sit there, or `invitation`. `lead_days` are the fewest and the most days from
    starting to result in the cases cited, or empty. `mandate_fit` and `capture_risk` are notes in our own words.
    """

    id: str
    name: str
    channel: Channel
    body: str
    rules: tuple[Rule, ...]
    trigger: str
    route_for_non_members: str
    references: tuple[Reference, ...]
    lead_days: tuple[int, int] | None = None
    lead_note: str = ""
    calendar: str = ""
    mandate_fit: str = ""
    capture_risk: str = ""
    since: dt.date | None = None

    def rule_on(self, day: dt.date) -> Rule | None:
        """The rule that holds on `day`, or none where the forum did not decide that way then."""
        return next((rule for rule in self.rules if holds_on(day, rule.since, rule.until)), None)

    def exists_on(self, day: dt.date) -> bool:
        """Whether the forum exists on `day`."""
        return self.since is None or self.since <= day


def read_forums(data: Mapping[str, object], where: str = "forums") -> tuple[Forum, ...]:
    """Read the forums of a hand-kept file (`references`, `forum`); raises `UseError` for a row that is not as it must be."""
    known = read_references(data, where)
    forums = tuple(_read_forum(row, known) for row in CuratedRow(data, where).rows("forum"))
    ids = [forum.id for forum in forums]
    for forum_id in ids:
        if ids.count(forum_id) > 1:
            raise UseError(f"two forums are called “{forum_id}”.", where=where, next_step="Give one of them another id.")
    return forums


def _read_forum(row: CuratedRow, known: Mapping[str, Reference]) -> Forum:
    fewest, most = row.count("lead_days_fewest"), row.count("lead_days_most")
    forum = Forum(
        id=row.text("id"),
        name=row.text("name"),
        channel=row.choice("channel", Channel),
        body=row.text("body"),
        rules=tuple(_read_rule(rule, known) for rule in row.rows("rule")),
        trigger=row.text("trigger"),
        route_for_non_members=row.text("route_for_non_members"),
        references=row.references(known),
        lead_days=(fewest, most) if most else None,
        lead_note=row.text("lead_note", ""),
        calendar=row.text("calendar", ""),
        mandate_fit=row.text("mandate_fit", ""),
        capture_risk=row.text("capture_risk", ""),
        since=row.day("since"),
    )
    row.done()
    if fewest > most:
        raise UseError("the fewest days are more than the most.", where=row.where, next_step="Mend the row.")
    return forum


def _read_rule(row: CuratedRow, known: Mapping[str, Reference]) -> Rule:
    rule = Rule(
        decision=row.choice("decision", Decision),
        summary=row.text("summary"),
        references=row.references(known),
        votes=row.count("votes"),
        members=row.count("members"),
        veto=row.text("veto", "no") == "yes",
        fallback=row.text("fallback", ""),
        since=row.day("since"),
        until=row.day("until"),
    )
    row.done()
    return rule
