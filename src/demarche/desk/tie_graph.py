"""All ties that hold on a day as one graph: what every source of ties records, memberships, and the dossier's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from demarche.desk.relations import TIE_TABLES, membership_ties, reference_of
from demarche.model.evidence import Confidence, Reference
from demarche.subjects.ties import Dimension, Tie, TieGraph

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

_DIMENSIONS = tuple(Dimension)
_CONFIDENCES = tuple(Confidence)
_ORDINAL = "datediff('day', date '0001-01-01', {0}) + 1"


def whole_graph(workspace: Workspace, on: dt.date, own: Sequence[Tie]) -> TieGraph:
    """A graph over the tables' ties that hold on the day, the States' memberships, and the ties given.

    Ties of the tables are made only when they are shown.
    """
    states = [actor.id for actor in workspace.registry.states(on)]
    held = (*own, *membership_ties(workspace, states, on))
    sources = [(s, t) for s, t in TIE_TABLES.items() if workspace.tables.has(s, t)]
    if not sources:
        return TieGraph.of(held)
    references = [reference_of(workspace, source, on=on) for source, _ in sources]
    rows = workspace.tables.arrays(_union(sources), on=on, known=[d.value for d in _DIMENSIONS])
    place = {d.value: n for n, d in enumerate(_DIMENSIONS)}
    column = {name: _filled(values) for name, values in rows.items()}
    editions = [r.as_of.toordinal() if r.as_of else None for r in references]
    count = len(column["source"])
    columns: dict[str, list[object]] = {
        "source": column["source"],
        "target": column["target"],
        "since": column["since"],
        "until": column["until"],
        "as_of": [day if value is not None else None for day, value in zip(column["as_of"], column["value"], strict=True)],
        "published": [None] * count,
        "dimension": [place[name] for name in column["dimension"]],
        "value": column["value"],
        "judged": [None] * count,
        "reliability": [_CONFIDENCES.index(Confidence.HIGH)] * count,
        "dated": [
            day or editions[n] or begun for day, n, begun in zip(column["as_of"], column["origin"], column["since"], strict=True)
        ],
        "series": column["series"],
    }
    series = max(column["series"], default=-1) + 1
    numbers: dict[tuple[str, str], int] = {}
    for name, values in TieGraph.columns_of(held, numbers).items():
        columns[name] = [*columns[name], *([series + n for n in values] if name == "series" else values)]  # type: ignore[operator]

    def tie(row: int) -> Tie:
        return held[row - count] if row >= count else _tie(column, row, references[column["origin"][row]])

    return TieGraph.of_columns(columns, tie)


def _union(sources: Sequence[tuple[str, str]]) -> str:
    days = ", ".join(f"{_ORDINAL.format(name)} as {name}" for name in ("since", "until", "as_of"))
    parts = [
        f"select {n} as origin, from_actor as source, to_actor as target, dimension, value, coalesce(unit, '') as unit,"
        f" coalesce(note, '') as note, locator, {days} from {source}.{table}"
        " where (since is null or since <= $on) and (until is null or until >= $on) and list_contains($known, dimension)"
        for n, (source, table) in enumerate(sources)
    ]
    return f"select *, dense_rank() over (order by origin, unit) - 1 as series from ({' union all '.join(parts)})"


def _filled(values: Any) -> list[Any]:
    """An array as a list, `None` where a value is missing."""
    found: list[Any] = values.tolist()
    return [None if isinstance(value, float) and value != value else value for value in found]  # noqa: PLR0124


def _tie(column: dict[str, list[Any]], row: int, reference: Reference) -> Tie:
    def day(name: str) -> dt.date | None:
        value = column[name][row]
        return None if value is None else dt.date.fromordinal(int(value))

    return Tie(
        column["source"][row],
        column["target"][row],
        Dimension(column["dimension"][row]),
        replace(reference, locator=column["locator"][row]),
        since=day("since"),
        until=day("until"),
        value=column["value"][row],
        unit=column["unit"][row],
        as_of=day("as_of"),
        reliability=Confidence.HIGH,
        note=column["note"][row],
    )
