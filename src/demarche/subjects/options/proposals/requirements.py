"""What it takes to use an entry point: a seat, a contact, people on the spot, money. A user who has it not can leave such acts out."""

from __future__ import annotations

from demarche.subjects.forums import Forum
from demarche.subjects.options.entry_point import Channel
from demarche.subjects.options.proposals.situation import Situation

SEAT = "a seat on the Security Council"
_OF_CHANNEL = {
    Channel.ASSEMBLY: "a mission in New York",
    Channel.MEDIATION: "contact with the mediators",
    Channel.FIELD: "people on the spot",
    Channel.RESOURCES: "money to give",
    Channel.LAW: "a legal service",
}


def requirements(s: Situation, channel: Channel, forum: Forum | None, through: tuple[str, ...], target: str) -> tuple[str, ...]:
    """What the State needs for an act of this kind, in short words that a user can name."""
    if channel is Channel.SECURITY_COUNCIL:
        return (SEAT,) if s.council_member else ("a Council member that takes it up",)
    if channel is Channel.REGIONAL and forum is not None and forum.body == "invitation":
        return (f"an invitation to the {forum.name}",)
    if channel is Channel.REGIONAL and forum is not None and forum.body:
        body = s.name(forum.body)
        return (f"a seat in {body}",) if forum.body in s.bodies else (f"a member of {body} that takes it up",)
    if channel in _OF_CHANNEL:
        return (_OF_CHANNEL[channel],)
    first = next(iter(through), target)
    return (f"contact with {s.name(first)}",) if first else ()


def held_anyway(s: Situation) -> frozenset[str]:
    """What the State surely has on the day: its seats."""
    seats = {f"a seat in {s.name(body)}" for body in s.bodies}
    return frozenset(seats | ({SEAT} if s.council_member else set()))
