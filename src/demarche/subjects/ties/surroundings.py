"""What lies around a country, for all States at once and as it stood on a day: distance, borders, shared organisations, alliances.

These are the structural ties that a back-test found to carry evidence of who becomes a third party. Arms, a permanent seat and
colonial ties carried next to none and are not here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

Columns = Mapping[str, Sequence[Any]]
STRUCTURE = ("distance", "land border", "water border", "shared organisations", "alliance")
FAR = 20_000.0
"""Kilometres where no distance is known: half way round the world."""

_OPEN, _NEVER = -1, 10_000_000


@dataclass(frozen=True, slots=True)
class _Dated:
    """Rows of one table as arrays: both ends as positions, first and last day, the day of the figure, the value."""

    one: Array
    other: Array
    since: Array
    until: Array
    as_of: Array
    value: Array


class Surroundings:
    """Distances, borders, organisations and alliances of all States, ready for questions by country and day."""

    def __init__(self, states: tuple[str, ...], distance: Array, borders: _Dated, organisations: _Dated, alliances: _Dated) -> None:
        self.states = states
        self.place = {state: n for n, state in enumerate(states)}
        self.distance = distance
        self._borders, self._organisations, self._alliances = borders, organisations, alliances
        self._stood: dict[tuple[int, dt.date], Array] = {}

    @classmethod
    def of(cls, distances: Columns, borders: Columns, organisations: Columns, alliances: Columns) -> Surroundings:
        """From the tables of the sources of ties. The States are those that the table of organisations counts.

        Raises `UseError` where that table is empty.
        """
        import numpy as np

        states = tuple(sorted({*organisations["from_actor"], *organisations["to_actor"]}))
        if not states:
            raise UseError("There is no table of shared organisations to rank States with.", next_step="Sync the sources of ties.")
        place = {state: n for n, state in enumerate(states)}
        apart = np.full((len(states), len(states)), FAR)
        np.fill_diagonal(apart, 0.0)
        for one, other, km in zip(distances["from_actor"], distances["to_actor"], distances["value"], strict=True):
            if one in place and other in place:
                apart[place[one], place[other]] = apart[place[other], place[one]] = km
        return cls(states, apart, *(_dated(columns, place) for columns in (borders, organisations, alliances)))

    def present(self, day: dt.date) -> Array:
        """Which States the table of organisations knows as such on a day."""
        import numpy as np

        here = self._standing(self._organisations, day)
        found = np.zeros(len(self.states), dtype=bool)
        found[self._organisations.one[here]] = True
        found[self._organisations.other[here]] = True
        return found

    def kilometres(self, first: Sequence[str], second: Sequence[str]) -> float:
        """How far two groups of countries lie apart, at their nearest."""
        import numpy as np

        rows, columns = ([self.place[c] for c in group if c in self.place] for group in (first, second))
        return float(self.distance[np.ix_(rows, columns)].min()) if rows and columns else FAR

    def structure(self, countries: Sequence[str], day: dt.date) -> Array:
        """The structural ties of every State to the countries on a day (States × `STRUCTURE`), the closest where there are several."""
        import numpy as np

        targets = [self.place[country] for country in countries if country in self.place]
        found = np.zeros((len(self.states), len(STRUCTURE)))
        found[:, 0] = np.log(self.distance[:, targets].min(axis=1) + 50.0) if targets else np.log(FAR)
        border, water = (
            self._best(self._borders, targets, day, lambda v: v == 1),
            self._best(self._borders, targets, day, lambda v: v > 1),
        )
        found[:, 1], found[:, 2] = border > 0, (water > 0) & (border == 0)
        found[:, 3] = self._best(self._organisations, targets, day)
        found[:, 4] = self._best(self._alliances, targets, day) / 75.0
        return found

    def _standing(self, rows: _Dated, day: dt.date) -> Array:
        """`_standing`, worked out once a table and day: questions are asked about ends of years."""
        key = (id(rows), day)
        if key not in self._stood:
            self._stood[key] = _standing(rows, day)
        return self._stood[key]

    def _best(self, rows: _Dated, targets: Sequence[int], day: dt.date, keep: Any = None) -> Array:
        import numpy as np

        best = np.zeros(len(self.states))
        here = self._standing(rows, day)
        if keep is not None:
            here = here[keep(rows.value[here])]
        for one, other in ((rows.one[here], rows.other[here]), (rows.other[here], rows.one[here])):
            wanted = np.isin(other, targets)
            np.maximum.at(best, one[wanted], rows.value[here][wanted])
        return best


def _dated(columns: Columns, place: Mapping[str, int]) -> _Dated:
    import numpy as np

    ends = zip(columns["from_actor"], columns["to_actor"], strict=True)
    kept = [n for n, (one, other) in enumerate(ends) if one in place and other in place]

    def days(name: str, empty: int) -> Array:
        return np.array([day.toordinal() if (day := columns[name][n]) is not None else empty for n in kept], dtype=np.int64)

    one, other = (np.array([place[columns[name][n]] for n in kept], dtype=np.int64) for name in ("from_actor", "to_actor"))
    value = np.array([columns["value"][n] or 0.0 for n in kept], dtype=np.float64)
    return _Dated(one, other, days("since", _OPEN), days("until", _NEVER), days("as_of", _OPEN), value)


def _standing(rows: _Dated, day: dt.date) -> Array:
    """The rows that may be used on a day; of figures of a pair, the newest stands (a newer one is later in the table's days)."""
    import numpy as np

    when = day.toordinal()
    here = np.flatnonzero((rows.since <= when) & (rows.until >= when) & (rows.as_of <= when))
    order = here[np.lexsort((rows.as_of[here], rows.other[here], rows.one[here]))]
    last = np.ones(order.size, dtype=bool)
    last[:-1] = (rows.one[order][1:] != rows.one[order][:-1]) | (rows.other[order][1:] != rows.other[order][:-1])
    figures = rows.as_of[order] > _OPEN
    standing: Array = order[last | ~figures]
    return standing
