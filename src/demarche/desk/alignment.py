"""How two States' votes ran together over the years, where they stood on one line, who is nearest to them, who moved."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.desk.assembly_votes import ANCHOR, SAME_MEMBER, assembly_matrix
from demarche.desk.council_votes import council_calls
from demarche.desk.positions import first_day
from demarche.model.evidence import Reference, UseError, spell_date
from demarche.subjects.votes import (
    IdealPointIntervals,
    Move,
    Neighbour,
    YearAgreement,
    assembly_agreement,
    council_agreement,
    ideal_point_intervals,
    movers,
    nearest_states,
)

if TYPE_CHECKING:
    from pathlib import Path

    from demarche.desk.workspace import Workspace

YEARS = 12
MOST_MOVERS = 10
REFITS = 10
BASIS = (
    "Ideal points put States on one line from their votes in the Assembly; the line is what divides most votes, not friendship, and drafts that"
    " failed are not in the data. Intervals are the middle 90 % over refits on halves of the votes; a move is called one only where its"
    " interval leaves nought out."
)


@dataclass(frozen=True, slots=True)
class YearPosition:
    """Where a State stood in a year, with its interval."""

    year: int
    position: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two States over the years. `apart` is their distance in the last year; moves are those that outlast the draw of the votes."""

    first: str
    second: str
    since: int
    until: int
    assembly: tuple[YearAgreement, ...]
    council: tuple[YearAgreement, ...]
    first_positions: tuple[YearPosition, ...]
    second_positions: tuple[YearPosition, ...]
    apart: float
    first_move: Move
    second_move: Move
    nearest_first: tuple[Neighbour, ...]
    nearest_second: tuple[Neighbour, ...]
    moved: tuple[Move, ...]
    basis: str
    references: tuple[Reference, ...]


def align(workspace: Workspace, first: str, second: str, on: dt.date, *, since: int | None = None) -> Alignment:
    """How two States' votes ran together up to a day.

    Raises `UseError` naming the nearest for an unknown State, and where one of them did not vote in those years.
    """
    pair = [workspace.resolve_voter(name, on) for name in (first, second)]
    a, b = (SAME_MEMBER.get(actor.id, actor.id) for actor in pair)
    if a == b:
        raise UseError(f"Both are {pair[0].name}.", next_step="Give two different States.")
    start = first_day(since, on).year if since else on.year - YEARS + 1
    votes = assembly_matrix(workspace, start, on)
    for actor, voter in zip(pair, (a, b), strict=True):
        if voter not in votes.states:
            raise UseError(
                f"{actor.name} cast no vote in the Assembly from {start} to {spell_date(on)}.",
                next_step="Look further back with --since.",
            )
    intervals = ideal_point_intervals(votes, ANCHOR, refits=REFITS)
    years = intervals.points.years
    common = [y for y in years if _stood(intervals, a, y) and _stood(intervals, b, y)]
    if not common:
        raise UseError(
            f"{pair[0].name} and {pair[1].name} did not vote in the same years.", next_step="Look further back with --since."
        )
    last = common[-1]
    points = intervals.points
    apart = float(
        abs(points.position[points.states.index(a), years.index(last)] - points.position[points.states.index(b), years.index(last)])
    )
    edition = workspace.tables.edition("un_assembly_votes")
    named = {s: workspace.name_of(s) for s in points.states}
    return Alignment(
        first=pair[0].name,
        second=pair[1].name,
        since=years[0],
        until=last,
        assembly=assembly_agreement(votes, a, b),
        council=council_agreement(council_calls(workspace, on, dt.date(start, 1, 1)), a, b),
        first_positions=_positions(intervals, a),
        second_positions=_positions(intervals, b),
        apart=apart,
        first_move=_named(intervals.move(a, common[0], last), named),
        second_move=_named(intervals.move(b, common[0], last), named),
        nearest_first=tuple(_neighbour(n, named) for n in nearest_states(points, votes, a, last)),
        nearest_second=tuple(_neighbour(n, named) for n in nearest_states(points, votes, b, last)),
        moved=tuple(_named(m, named) for m in movers(intervals, common[0], last)[:MOST_MOVERS]),
        basis=BASIS,
        references=(
            Reference(
                edition.title,
                edition.publisher,
                url=edition.url,
                as_of=edition.as_of if edition.as_of and edition.as_of <= on else None,
            ),
        ),
    )


def draw_alignment(found: Alignment, stem: Path) -> tuple[Path, Path]:
    """Draw agreement and positions as `stem.svg` and `stem.png`. Raises `UseError` where the program for charts is not installed."""
    from demarche.adapters.papers import Band, Line, Panel, write_chart

    together = [Line("General Assembly", tuple((y.year, y.same) for y in found.assembly))]
    if found.council:
        together.append(Line("Security Council", tuple((y.year, y.same) for y in found.council), marks=True))
    stood = [
        Line(name, tuple((p.year, p.position) for p in rows), tuple(Band(p.year, p.low, p.high) for p in rows))
        for name, rows in ((found.first, found.first_positions), (found.second, found.second_positions))
    ]
    panels = (
        Panel("Share of common votes that were the same", "share of votes", tuple(together), (0.0, 1.0)),
        Panel("Positions from votes in the Assembly, with 90 % intervals", "ideal point", tuple(stood)),
    )
    title = f"{found.first} and {found.second}, {found.since}–{found.until}"
    source = "; ".join(f"{r.title} ({r.publisher})" for r in found.references)
    return write_chart(panels, title, f"Source: {source}; positions by Demarche", stem)


def _stood(intervals: IdealPointIntervals, state: str, year: int) -> bool:
    points = intervals.points
    value = points.position[points.states.index(state), points.years.index(year)]
    return not math.isnan(value)


def _positions(intervals: IdealPointIntervals, state: str) -> tuple[YearPosition, ...]:
    i = intervals.points.states.index(state)
    return tuple(
        YearPosition(year, float(intervals.points.position[i, t]), float(intervals.low[i, t]), float(intervals.high[i, t]))
        for t, year in enumerate(intervals.points.years)
        if _stood(intervals, state, year)
    )


def _named(move: Move, names: dict[str, str]) -> Move:
    return Move(names.get(move.state, move.state), move.since, move.until, move.by, move.low, move.high)


def _neighbour(found: Neighbour, names: dict[str, str]) -> Neighbour:
    return Neighbour(names.get(found.state, found.state), found.apart, found.agreement, found.n)
