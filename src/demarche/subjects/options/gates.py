"""Gates before any comparison: red lines, risks not thought about, acts not within reach, windows that are shut.

An option that crosses a recorded red line is never ranked: it goes to the mandator. An option whose risks nobody has stated is
not recommended either; it goes back to its author.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from demarche.model.dossier import RedLine
from demarche.model.evidence import holds_on
from demarche.subjects.options.entry_point import EntryPoint


@dataclass(frozen=True, slots=True)
class Crossing:
    """An entry point with the red lines that it would cross and the tags that cross them."""

    entry_point: EntryPoint
    red_lines: tuple[RedLine, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """An entry point with what the user would need and does not have."""

    entry_point: EntryPoint
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gated:
    """Every entry point in exactly one place. Only `comparable` ones may be ranked."""

    comparable: tuple[EntryPoint, ...]
    needs_mandator: tuple[Crossing, ...]
    risks_not_stated: tuple[EntryPoint, ...]
    out_of_reach: tuple[OutOfReach, ...]
    closed: tuple[EntryPoint, ...]


def gate(
    entry_points: Iterable[EntryPoint], red_lines: Iterable[RedLine], on: dt.date, *, has: Collection[str] | None = None
) -> Gated:
    """Sort entry points before they are compared.

    A red line counts while it holds on `on`; tags are compared without regard to case. `has` names what the user has (seats,
    embassies, mandates); where it is not given, nothing is held to be out of reach. A deadline before `on` closes an entry point.
    """
    lines = [line for line in red_lines if holds_on(on, line.since, line.until)]
    owned = None if has is None else {_plain(name) for name in has}
    comparable, crossing, unstated, unreachable, closed = [], [], [], [], []
    for point in entry_points:
        crossed = [(line, _crossed_by(point, line)) for line in lines]
        crossed = [(line, tags) for line, tags in crossed if tags]
        missing = tuple(name for name in point.requires if owned is not None and _plain(name) not in owned)
        if crossed:
            tags = sorted({tag for _, found in crossed for tag in found})
            crossing.append(Crossing(point, tuple(line for line, _ in crossed), tuple(tags)))
        elif point.deadline and point.deadline < on:
            closed.append(point)
        elif missing:
            unreachable.append(OutOfReach(point, missing))
        elif not point.risks_stated:
            unstated.append(point)
        else:
            comparable.append(point)
    return Gated(tuple(comparable), tuple(crossing), tuple(unstated), tuple(unreachable), tuple(closed))


def _crossed_by(point: EntryPoint, line: RedLine) -> tuple[str, ...]:
    forbidden = {_plain(tag) for tag in line.forbids}
    return tuple(sorted(tag for tag in point.tags if _plain(tag) in forbidden))


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())
