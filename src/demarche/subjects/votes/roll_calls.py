"""Votes of the Security Council on drafts, adopted or not: who voted how, on what, sponsored by whom, and which source says so.

A draft that was rejected counts as much as one that was adopted; a vote on an amendment is kept apart from the draft it was to change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PERMANENT = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
"""The permanent members by id (Charter, Article 23)."""

WESTERN_PERMANENT = frozenset({"FRA", "GBR", "USA"})
VOTES_NEEDED = 9
"""Affirmative votes for a decision since 1966 (Charter, Article 27, as amended on 31 August 1965)."""


FEWEST_SEATS = 11
"""Members of the Council until 1965; fewer ballots are not a whole vote."""


class Choice(StrEnum):
    """What a member did when its name was called."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_VOTING = "not_voting"


class DraftOutcome(StrEnum):
    """What became of a draft."""

    ADOPTED = "adopted"
    WITHOUT_VOTE = "adopted without a vote"
    VETOED = "vetoed"
    FAILED = "too few votes in favour"


class DraftKind(StrEnum):
    """What a draft does, read off its title: prolongs the mandate of a mission, concerns sanctions, or neither."""

    MANDATE = "mandate"
    SANCTIONS = "sanctions"
    OTHER = "other"


class SponsorBloc(StrEnum):
    """Who put a draft forward, told by the permanent members among its sponsors."""

    WESTERN = "France, the United Kingdom or the United States"
    RUSSIA_CHINA = "China or the Russian Federation"
    ACROSS = "permanent members from both sides"
    ELECTED = "States other than the permanent members"
    CONSULTATIONS = "the Council as a whole, in consultations"


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of one vote; what it does not say is empty or `None`.

    `sponsors` are those printed on the draft, never those who joined later; `in_consultations` marks a draft that the President
    put forward for the whole Council. `date_as_given` is the source's day where it was put right.
    """

    source: str
    locator: str
    date: dt.date | None = None
    resolution: str = ""
    draft: str = ""
    meeting: str = ""
    agenda: str = ""
    title: str = ""
    sponsors: tuple[str, ...] | None = None
    in_consultations: bool = False
    outcome: DraftOutcome | None = None
    amendment: bool | None = None
    kind: DraftKind | None = None
    ballots: Mapping[str, Choice] = field(default_factory=dict)
    date_as_given: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two sources do not agree: both values are kept, with the one that the tables here use."""

    roll_call: str
    what: str
    kept: str
    kept_from: str
    other: str
    other_from: str


@dataclass(frozen=True, slots=True)
class RollCall:
    """One vote. `id` is the symbol of the resolution, else of the draft; `sponsors` is `None` where no source names them."""

    id: str
    date: dt.date
    outcome: DraftOutcome
    ballots: Mapping[str, Choice]
    resolution: str = ""
    draft: str = ""
    meeting: str = ""
    agenda: str = ""
    title: str = ""
    topic: str = ""
    kind: DraftKind = DraftKind.OTHER
    sponsors: tuple[str, ...] | None = None
    sponsors_from: str = ""
    in_consultations: bool = False
    amendment: bool = False
    sources: tuple[str, ...] = ()

    @property
    def adopted(self) -> bool:
        """Whether the Council decided it."""
        return self.outcome in {DraftOutcome.ADOPTED, DraftOutcome.WITHOUT_VOTE}

    @property
    def voted(self) -> bool:
        """Whether members cast votes on it."""
        return self.outcome is not DraftOutcome.WITHOUT_VOTE and any(c is not Choice.NOT_VOTING for c in self.ballots.values())

    @property
    def bloc(self) -> SponsorBloc | None:
        """Who put it forward; `None` where nobody says."""
        return sponsor_bloc(self.sponsors, in_consultations=self.in_consultations)

    def count(self, choice: Choice) -> int:
        """How many members did that."""
        return sum(c is choice for c in self.ballots.values())

    @property
    def short_title(self) -> str:
        """What it was about, without the number that the library puts before it; the agenda item where there is no title."""
        _, bracket, inner = self.title.partition("[")
        return inner.rstrip("] ") if bracket else self.title or self.agenda

    @property
    def not_in_favour(self) -> tuple[str, ...]:
        """Members that cast a vote other than yes, by id."""
        return tuple(sorted(m for m, c in self.ballots.items() if c in {Choice.NO, Choice.ABSTAIN}))

    @property
    def vetoed_by(self) -> tuple[str, ...]:
        """Permanent members whose vote against stopped it, by id."""
        if self.outcome is not DraftOutcome.VETOED:
            return ()
        return tuple(sorted(m for m, c in self.ballots.items() if c is Choice.NO and m in PERMANENT))

    @property
    def tally(self) -> str:
        """Yes, no and abstentions, as 13-1-1; empty where only some of the ballots are known."""
        if len(self.ballots) < FEWEST_SEATS:
            return ""
        return f"{self.count(Choice.YES)}-{self.count(Choice.NO)}-{self.count(Choice.ABSTAIN)}"


def sponsor_bloc(sponsors: tuple[str, ...] | None, *, in_consultations: bool = False) -> SponsorBloc | None:
    """Tell the bloc of a draft from its sponsors.

    >>> sponsor_bloc(("FRA", "MEX"))
    <SponsorBloc.WESTERN: 'France, the United Kingdom or the United States'>
    >>> sponsor_bloc(None) is None
    True
    """
    if in_consultations:
        return SponsorBloc.CONSULTATIONS
    if not sponsors:
        return None
    western = bool(WESTERN_PERMANENT.intersection(sponsors))
    if "RUS" in sponsors or ("CHN" in sponsors and not western):
        return SponsorBloc.ACROSS if western else SponsorBloc.RUSSIA_CHINA
    return SponsorBloc.WESTERN if western else SponsorBloc.ELECTED


_RENEWS = ("renew", "exten", "extent")
_SANCTIONS = ("sanction", "embargo", "panel of experts", "group of experts", "monitoring group", "monitoring team", "asset freeze")
_MISSIONS = ("mission", "force", "operation", "office", "observer", "unifil", "undof", "minurso", "integrated")


def draft_kind(title: str) -> DraftKind:
    """Read off a title what the draft does; without a title nothing can be told, and the draft counts as neither.

    >>> draft_kind("on extension of the mandate of the UN Mission in South Sudan (UNMISS)")
    <DraftKind.MANDATE: 'mandate'>
    """
    words = title.casefold()
    if any(w in words for w in _SANCTIONS) or ("measures" in words and "committee" in words):
        return DraftKind.SANCTIONS
    if any(w in words for w in _RENEWS) and any(w in words for w in _MISSIONS):
        return DraftKind.MANDATE
    return DraftKind.OTHER
