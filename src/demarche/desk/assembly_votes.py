"""The Assembly's votes as a table of States by roll calls, and the positions read from them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from demarche.subjects.votes import IdealPoints, Positions, RollCallMatrix, Settings, ideal_points

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

VOTES = "un_assembly_votes"
SAME_MEMBER = {"SUN": "RUS"}
"""The Russian Federation continued the membership of the Soviet Union (24 December 1991); its votes stand in one line."""

ANCHOR = "USA"
"""The State whose side of the line is drawn as positive."""

POSITIONS_SINCE = 1999
"""Votes from which the positions behind an expectation are read: from the year before the first Council votes that it learns from."""

SETTLED = Settings(tolerance=2e-3)

_MATRICES: WeakKeyDictionary[Workspace, dict[tuple[int, dt.date], RollCallMatrix]] = WeakKeyDictionary()
_POINTS: WeakKeyDictionary[Workspace, dict[tuple[int, dt.date], IdealPoints]] = WeakKeyDictionary()


def assembly_matrix(workspace: Workspace, since: int, until: dt.date) -> RollCallMatrix:
    """Votes from a year to a day, that day included; absences left out, the Soviet Union's votes with the Russian Federation's."""
    import numpy as np

    kept = _MATRICES.setdefault(workspace, {})
    if (since, until) not in kept:
        tables = workspace.tables
        actors = [row["actor"] for row in tables.rows(f"select distinct actor from {VOTES}.assembly_ballots")]
        states = sorted({SAME_MEMBER.get(actor, actor) for actor in actors})
        place = {state: i for i, state in enumerate(states)}
        years = tables.arrays(
            f"select year(date)::bigint as year from {VOTES}.assembly_roll_calls where date >= make_date($since, 1, 1) and date <= $until"
            " order by date, record",
            since=since,
            until=until,
        )
        # small numbers for States and votes: joining on names takes three times as long
        ballots = tables.arrays(
            f"with call as (select record, row_number() over (order by date, record) - 1 as j from {VOTES}.assembly_roll_calls"
            "  where date >= make_date($since, 1, 1) and date <= $until),"
            " state as (select unnest($actors) as actor, unnest($places)::usmallint as i)"
            " select i, j::integer as j, (case vote when 'yes' then 2 when 'abstain' then 1 else 0 end)::utinyint as twice"
            f" from {VOTES}.assembly_ballots join call using (record) join state using (actor) where vote in ('yes', 'no', 'abstain')",
            since=since,
            until=until,
            actors=actors,
            places=[place[SAME_MEMBER.get(actor, actor)] for actor in actors],
        )
        choice = np.zeros((len(states), len(years["year"])), np.float32)
        cast = np.zeros_like(choice)
        i, j = np.asarray(ballots["i"]), np.asarray(ballots["j"])
        choice[i, j] = np.asarray(ballots["twice"]) * np.float32(0.5)
        cast[i, j] = 1.0
        here = np.asarray(cast.any(axis=1))
        names = tuple(state for state, known in zip(states, here, strict=True) if known)
        kept[since, until] = RollCallMatrix(names, np.asarray(years["year"], np.int64), choice[here], cast[here])
    return kept[since, until]


def assembly_points(workspace: Workspace, since: int, until: dt.date) -> IdealPoints:
    """Ideal points from those votes, near enough to settled for a distance between States."""
    kept = _POINTS.setdefault(workspace, {})
    if (since, until) not in kept:
        kept[since, until] = ideal_points(assembly_matrix(workspace, since, until), ANCHOR, SETTLED)
    return kept[since, until]


def positions_before(workspace: Workspace, year: int) -> Positions | None:
    """Where States stood, from votes before a year alone; nothing where there are no such votes."""
    matrix = assembly_matrix(workspace, POSITIONS_SINCE, dt.date(year - 1, 12, 31))
    if ANCHOR not in matrix.states or not len(matrix.year):
        return None
    return Positions.from_ideal_points(assembly_points(workspace, POSITIONS_SINCE, dt.date(year - 1, 12, 31)))
