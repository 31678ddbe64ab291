"""What a State did on a situation, line by line: its votes, vetoes and sponsorships, drafts not adopted included, beside a group.

No verdict and no score: each line names the symbol, the day and the vote, so that a reader can check it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from demarche.subjects.votes.roll_calls import Choice, RollCall


class Organ(StrEnum):
    """Where a vote was held."""

    COUNCIL = "Security Council"
    ASSEMBLY = "General Assembly"


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One thing that a State did. `choice` is `None` where it only sponsored; `group` counts how the others of the group voted."""

    organ: Organ
    id: str
    date: dt.date
    topic: str
    title: str
    choice: Choice | None
    sponsor: bool
    veto: bool
    outcome: str
    tally: str
    amendment: bool = False
    group: dict[Choice, int] = field(default_factory=dict)
    source: str = ""

    @property
    def with_group(self) -> float | None:
        """The share of the others of the group that voted the same; `None` where none of them voted or the State did not."""
        cast = sum(n for c, n in self.group.items() if c is not Choice.NOT_VOTING)
        if not cast or self.choice is None or self.choice is Choice.NOT_VOTING:
            return None
        return self.group.get(self.choice, 0) / cast

    @property
    def words(self) -> str:
        """What it did, in words."""
        spoken = {
            Choice.YES: "voted yes",
            Choice.NO: "voted no (veto)" if self.veto else "voted no",
            Choice.ABSTAIN: "abstained",
            Choice.NOT_VOTING: "did not vote",
        }
        parts = [spoken[self.choice]] if self.choice else []
        return " and ".join([*parts, *(["sponsored"] if self.sponsor else [])])


@dataclass(frozen=True, slots=True)
class Position:
    """A State's lines, newest first, with how many of each; `apart` are the lines on which most of the group voted otherwise."""

    state: str
    topic: str
    group: str
    lines: tuple[PositionLine, ...]

    def count(self, choice: Choice, organ: Organ | None = None) -> int:
        """How many times it did that."""
        return sum(line.choice is choice and (organ is None or line.organ is organ) for line in self.lines)

    @property
    def vetoes(self) -> int:
        """How many drafts its vote stopped."""
        return sum(line.veto for line in self.lines)

    @property
    def sponsored(self) -> int:
        """How many drafts it sponsored."""
        return sum(line.sponsor for line in self.lines)

    @property
    def agreement(self) -> float | None:
        """Its mean agreement with the group over the lines on which both voted."""
        shares = [s for line in self.lines if (s := line.with_group) is not None]
        return sum(shares) / len(shares) if shares else None

    @property
    def apart(self) -> tuple[PositionLine, ...]:
        """Lines on which less than half of the others in the group voted as it did."""
        return tuple(line for line in self.lines if (s := line.with_group) is not None and s < 0.5)


Members = Callable[[dt.date], Collection[str]]
"""The members of a group on a day."""


def council_lines(
    calls: Iterable[RollCall],
    state: str,
    *,
    since: dt.date,
    on: dt.date,
    about: Callable[[RollCall], bool] | None = None,
    members: Members | None = None,
) -> list[PositionLine]:
    """What a State did in the Council between two days: votes where it had a seat, and sponsorships where it had none too.

    `about` chooses the votes on what is asked; all of them where it is not given.
    """
    lines = []
    for call in calls:
        if not since <= call.date <= on or (about is not None and not about(call)):
            continue
        choice = call.ballots.get(state)
        sponsor = state in (call.sponsors or ())
        if choice is None and not sponsor:
            continue
        others = set(members(call.date)) - {state} if members else set()
        lines.append(
            PositionLine(
                Organ.COUNCIL,
                call.id,
                call.date,
                call.topic,
                call.short_title,
                choice,
                sponsor,
                state in call.vetoed_by,
                str(call.outcome),
                call.tally if call.voted else "",
                call.amendment,
                dict(Counter(call.ballots[m] for m in sorted(others) if m in call.ballots)),
                ", ".join(call.sources),
            )
        )
    return lines


def position(state: str, topic: str, group: str, lines: Sequence[PositionLine]) -> Position:
    """Put the lines in order, newest first."""
    ordered = sorted(lines, key=lambda line: (line.date, line.organ, line.id), reverse=True)
    return Position(state, topic, group, tuple(ordered))
