"""Ties out of tables: the columns that the sources of ties give, as ties one by one or as a graph of all of them at once.

Columns: `from_actor`, `to_actor`, `dimension`, `since`, `until`, `value`, `unit`, `as_of`, `note`, `locator`; days as dates, empty
where open. Rows of a dimension that is none of `Dimension` (a distance) are passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from demarche.model.evidence import Confidence, Reference
from demarche.subjects.ties.dimensions import Dimension
from demarche.subjects.ties.graph import TieGraph
from demarche.subjects.ties.strength import DIMENSIONS
from demarche.subjects.ties.tie import Tie

_READ = ("from_actor", "to_actor", "dimension", "since", "until", "value", "unit", "as_of")
_KNOWN = {dimension.value: place for place, dimension in enumerate(DIMENSIONS)}
_CONFIDENCES = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class TieTable:
    """One table of ties with the publication it comes from.

    `reference` names publisher, title and, as `as_of`, the last day that the edition speaks of; its `date` stays empty where later
    editions may speak of earlier days. `reliability` is how far the publication may be leaned on.
    """

    columns: Mapping[str, Sequence[Any]]
    reference: Reference
    reliability: Confidence = Confidence.HIGH

    def rows(self) -> list[int]:
        """The positions of the rows that are ties."""
        return [row for row, dimension in enumerate(self.columns["dimension"]) if dimension in _KNOWN]

    def tie(self, row: int) -> Tie:
        """The tie of one row. Raises `UseError` where it is none."""
        column = self.columns
        return Tie(
            source=column["from_actor"][row],
            target=column["to_actor"][row],
            dimension=Dimension(column["dimension"][row]),
            reference=replace(self.reference, locator=column["locator"][row]),
            since=column["since"][row],
            until=column["until"][row],
            value=column["value"][row],
            unit=column["unit"][row],
            as_of=column["as_of"][row],
            reliability=self.reliability,
            note=column["note"][row],
        )


def ties_of(tables: Iterable[TieTable]) -> tuple[Tie, ...]:
    """Every tie of the tables, in order."""
    return tuple(table.tie(row) for table in tables for row in table.rows())


def graph_of(tables: Sequence[TieTable], recorded: Iterable[Tie] = ()) -> TieGraph:
    """A graph over tables and recorded ties; the ties of the tables are made only when they are shown."""
    places: list[tuple[int, int]] = []
    columns: dict[str, list[object]] = {name: [] for name in TieGraph.COLUMNS}
    series: dict[tuple[str, str], int] = {}
    for number, table in enumerate(tables):
        rows = table.rows()
        places += [(number, row) for row in rows]
        origin = table.tie(rows[0]).origin if rows else ""
        edition = _ordinal(table.reference.as_of or table.reference.date)
        whole = len(rows) == len(table.columns["dimension"])
        take = {name: table.columns[name] if whole else [table.columns[name][row] for row in rows] for name in _READ}
        as_of = [_ordinal(day) for day in take["as_of"]]
        columns["source"] += take["from_actor"]
        columns["target"] += take["to_actor"]
        since = [_ordinal(day) for day in take["since"]]
        columns["since"] += since
        columns["until"] += [_ordinal(day) for day in take["until"]]
        columns["as_of"] += [day if value is not None else None for day, value in zip(as_of, take["value"], strict=True)]
        columns["published"] += [_ordinal(table.reference.date)] * len(rows)
        columns["dimension"] += [_KNOWN[name] for name in take["dimension"]]
        columns["value"] += take["value"]
        columns["judged"] += [None] * len(rows)
        columns["reliability"] += [_CONFIDENCES.index(table.reliability)] * len(rows)
        columns["dated"] += [day or edition or begun for day, begun in zip(as_of, since, strict=True)]
        columns["series"] += [series.setdefault((unit, origin), len(series)) for unit in take["unit"]]
    held = tuple(recorded)
    for name, values in TieGraph.columns_of(held, series).items():
        columns[name] += values
    count = len(places)

    def tie(row: int) -> Tie:
        if row >= count:
            return held[row - count]
        number, at = places[row]
        return tables[number].tie(at)

    return TieGraph.of_columns(columns, tie)


def _ordinal(day: dt.date | None) -> int | None:
    return None if day is None else day.toordinal()
