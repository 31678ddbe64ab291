"""What a draft loses or gains against adopted wording: one finding for each change of force, with the words of both texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What changed. Each is looked at by itself; none is added to another."""

    VERB = "verb"
    """The verb stands higher or lower on its own axis: `demands` and `urges`, `condemns` and `deplores`, `welcomes` and `notes`."""
    AXIS = "kind of act"
    """The verb does another kind of thing: it asked something of someone, and now expresses concern or only recognises."""
    LEGAL_FORCE = "legal force"
    """The body decided, authorized or prohibited, and now asks; or the other way round."""
    HEDGE = "hedge"
    """Words that leave a way out stand in a clause that was carried over: `as appropriate`, `where feasible`, `upon request`."""
    HUMANITARIAN_LAW = "humanitarian law"
    """A reference to international humanitarian law, the Geneva Conventions or their Protocols is gone, or new."""
    SCOPE = "scope"
    """Who or what is covered: `all parties` and `the parties`, `full and unhindered access` and `access`."""
    MODALITY = "modality"
    """How far a duty binds: `shall` and `must`, `should`, `may`."""
    TIME = "time"
    """When it is due: `immediately`, `without delay`, `within 30 days`."""
    ADDRESSEE = "addressee"
    """Who is asked."""
    POSITION = "position"
    """An operative paragraph became a recital, or a recital an operative paragraph."""
    FOLLOW_UP = "follow-up"
    """How often the body is told."""


class Direction(StrEnum):
    """Whether the draft says less than the adopted text, more, or something else that only a reader can weigh."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Quote:
    """A text and the words in it that a finding is about, from `start` to `end`; where none are, both are where they would stand."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One change of force between an adopted paragraph and a draft of it. `says` is one plain sentence about it."""

    code: Code
    direction: Direction
    says: str
    draft: Quote
    adopted: Quote
