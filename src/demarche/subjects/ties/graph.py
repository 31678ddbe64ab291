"""Many ties as arrays, and the network that they form on a day.

A workspace may hold a hundred thousand dated ties. They are kept as columns; dates, supersession and strength are worked out for
all of them at once, and of several ties between the same two actors the strongest becomes the edge while the others stay
within reach as its company.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from demarche.subjects.ties.dimensions import DIMENSION_NOTES, STATES_ONLY, Direction
from demarche.subjects.ties.strength import DIMENSIONS, measures, strength_parts
from demarche.subjects.ties.tie import Tie, as_known

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_NUMBERS = ("dimension", "value", "judged", "reliability", "dated")
_MUTUAL = tuple(DIMENSION_NOTES[d].direction is Direction.MUTUAL for d in DIMENSIONS)
_STATES_ONLY = tuple(d in STATES_ONLY for d in DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Network:
    """The edges between actors that hold on a day: ends as positions in `actors`, resistance, and the tie each edge stands for.

    Edges are sorted by their end, then by their beginning; there is one per ordered pair. `resistance` is one over strength.
    """

    actors: tuple[str, ...]
    begins: Array
    ends: Array
    resistance: Array
    tie: Array

    @property
    def size(self) -> int:
        """How many edges."""
        return int(self.begins.size)

    def tie_of(self, begin: int, end: int) -> int:
        """Which tie the edge between two actors stands for; both are positions in `actors`, and there is such an edge."""
        return int(self.tie[(self.begins == begin) & (self.ends == end)][0])


class TieGraph:
    """A body of ties ready for questions: `TieGraph.of(ties)`, or `TieGraph.of_columns(columns, tie)` for ties kept in tables."""

    COLUMNS = ("source", "target", "since", "until", "as_of", "published", "series", *_NUMBERS)

    def __init__(self, columns: Mapping[str, Array], actors: tuple[str, ...], tie: Callable[[int], Tie]) -> None:
        self.actors = actors
        self.tie = tie
        self._columns = columns
        self._last_day: tuple[dt.date, Array] | None = None

    @classmethod
    def of(cls, ties: Iterable[Tie]) -> TieGraph:
        """A graph over ties held in memory."""
        held = tuple(ties)
        return cls.of_columns(cls.columns_of(held, {}), held.__getitem__)

    @staticmethod
    def columns_of(ties: Sequence[Tie], series: dict[tuple[str, str], int]) -> dict[str, list[object]]:
        """The columns that `of_columns` reads. `series` numbers units with their publications; new ones are added to it."""
        rows = [measures(tie) for tie in ties]
        numbers: dict[str, list[object]] = {name: [row[name] for row in rows] for name in _NUMBERS}
        return numbers | {
            "source": [tie.source for tie in ties],
            "target": [tie.target for tie in ties],
            "since": [tie.since.toordinal() if tie.since else None for tie in ties],
            "until": [tie.until.toordinal() if tie.until else None for tie in ties],
            "as_of": [tie.as_of.toordinal() if tie.as_of and tie.value is not None else None for tie in ties],
            "published": [tie.reference.date.toordinal() if tie.reference.date else None for tie in ties],
            "series": [series.setdefault((tie.unit, tie.origin), len(series)) for tie in ties],
        }

    @classmethod
    def of_columns(cls, columns: Mapping[str, Sequence[object]], tie: Callable[[int], Tie]) -> TieGraph:
        """A graph over columns; `tie(i)` makes the tie of row i when it is shown.

        Columns: `source`, `target` (actor ids); `since`, `until`, `as_of` (of measured values), `published`, `dated` as proleptic
        day numbers or empty; `value`, `judged` as numbers or empty; `dimension`, `reliability` as positions in their enumerations;
        `series`, an integer from 0 that is the same for figures of which a newer one supersedes the older.
        """
        import numpy as np

        ids: list[Any] = [*columns["source"], *columns["target"]]
        actors = tuple(sorted(set(ids)))
        at = {actor: n for n, actor in enumerate(actors)}
        count = len(columns["source"])
        ends = np.fromiter(map(at.__getitem__, ids), dtype=np.int64, count=2 * count)
        table: dict[str, Array] = {"source": ends[:count], "target": ends[count:]}
        for name in ("since", "until", "as_of", "published", *_NUMBERS):
            table[name] = np.array(columns[name], dtype=np.float64)
        table["series"] = np.asarray(columns["series"], dtype=np.int64)
        return cls(table, actors, tie)

    def __len__(self) -> int:
        return int(self._columns["source"].size)

    @cached_property
    def _mutual(self) -> Array:
        import numpy as np

        return np.array(_MUTUAL)[self._columns["dimension"].astype(np.intp)]

    @cached_property
    def _series(self) -> Array:
        """Which series of figures each row belongs to: the pair, the dimension, and the publication with its unit."""
        import numpy as np

        source, target = self._columns["source"], self._columns["target"]
        low, high = np.minimum(source, target), np.maximum(source, target)
        first, second = np.where(self._mutual, low, source), np.where(self._mutual, high, target)
        pair = (first * len(self.actors) + second) * len(DIMENSIONS) + self._columns["dimension"].astype(np.int64)
        kinds = int(self._columns["series"].max(initial=0)) + 1
        return np.unique(pair * kinds + self._columns["series"], return_inverse=True)[1]

    def usable(self, day: dt.date) -> Array:
        """Positions of the ties that may be used on `day`: the same rule as `ties_on`, for all at once."""
        import numpy as np

        if self._last_day and self._last_day[0] == day:
            return self._last_day[1]
        when = day.toordinal()
        column = self._columns
        # Comparisons with nan are false, so an open date excludes nothing.
        late = (column["since"] > when) | (column["until"] < when) | (column["as_of"] > when) | (column["published"] > when)
        rows = np.flatnonzero(~late)
        as_of = column["as_of"][rows]
        newest = np.full(int(self._series.max(initial=-1)) + 1, -np.inf)
        np.maximum.at(newest, self._series[rows], np.where(np.isnan(as_of), -np.inf, as_of))
        current: Array = rows[np.isnan(as_of) | (as_of == newest[self._series[rows]])]
        self._last_day = (day, current)
        return current

    def network(self, day: dt.date, *, non_state: Collection[str] = (), avoid: Collection[str] = ()) -> Network:
        """The network on a day.

        `non_state` actors are entered only by ties that record a dealing with that very party; actors in `avoid` are left out.
        """
        import numpy as np

        rows = self.usable(day)
        column = {name: values[rows] for name, values in self._columns.items()}
        kind, value, reliability, age = strength_parts(column, day)
        strength = kind * value * reliability * age
        back = self._mutual[rows]
        begins = np.concatenate([column["source"], column["target"][back]])
        ends = np.concatenate([column["target"], column["source"][back]])
        strength = np.concatenate([strength, strength[back]])
        tie = np.concatenate([rows, rows[back]])
        dimension = self._columns["dimension"][tie].astype(np.intp)
        party = np.isin(np.array(self.actors), list(non_state))
        left_out = np.isin(np.array(self.actors), list(avoid))
        keep = (strength > 0) & ~(party[ends] & np.array(_STATES_ONLY)[dimension]) & ~left_out[begins] & ~left_out[ends]
        begins, ends, strength, tie = begins[keep], ends[keep], strength[keep], tie[keep]
        pair = ends * len(self.actors) + begins
        # Strength lies in (0, 1], so half of it orders ties within a pair and never mixes two pairs.
        order = np.argsort(pair - strength / 2, kind="stable")
        order = order[np.diff(pair[order], prepend=-1) != 0]
        return Network(self.actors, begins[order], ends[order], 1.0 / strength[order], tie[order])

    def between(self, begin: str, end: str, day: dt.date) -> tuple[Tie, ...]:
        """Every usable tie that carries from one actor to another on a day, those that deny the relation included."""
        if begin not in self.actors or end not in self.actors:
            return ()
        rows = self.usable(day)
        source, target = self._columns["source"][rows], self._columns["target"][rows]
        a, b = self.actors.index(begin), self.actors.index(end)
        carried = ((source == a) & (target == b)) | ((source == b) & (target == a) & self._mutual[rows])
        return tuple(as_known(self.tie(int(row)), day) for row in rows[carried])
