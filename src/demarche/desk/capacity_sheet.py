"""Bandwidth and dependence of two States, part by part: what is known of each part here, and what is not.

The parts, their weights and the formula are those of the Formal Bilateral Influence Capacity index (see `demarche.subjects.ties.fbic`).
The product is shown only beside all its parts, which needs the publisher's own file (`demarche sync fbic`); the tables that come with
the program know some parts, and those are shown as what they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.desk.relations import reference_of
from demarche.model.evidence import Reference
from demarche.subjects.ties import Capacity, Dimension, Tie, capacity
from demarche.subjects.ties.fbic import BANDWIDTH_WEIGHTS, DEPENDENCE_WEIGHTS

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

LEVELS = {
    "representation": "bw_representation",
    "organisations": "bw_organisations",
    "trade agreements": "bw_trade_agreements",
    "trade": "bw_trade",
    "alliance": "bw_alliance",
    "arms": "bw_arms",
    "aid of GDP": "dep_aid_of_gdp",
    "aid of all aid": "dep_aid_of_all_aid",
    "trade of GDP": "dep_trade_of_gdp",
    "trade of all trade": "dep_trade_of_all_trade",
    "arms of military stock": "dep_arms_of_military_stock",
    "arms of all arms": "dep_arms_of_all_arms",
}
"""Part → its column in the table of the publisher's own levels."""

_INSTEAD = {
    "organisations": (Dimension.SHARED_ORGANISATION, "counted, not weighted by kind of organisation"),
    "alliance": (Dimension.ALLIANCE, "points of the obligations in force, before normalising"),
    "arms of all arms": (Dimension.ARMS, "share of ten years' deliveries in place of the stock"),
}
"""Part → the dimension of recorded ties that says something like it, and in what it differs."""


@dataclass(frozen=True, slots=True)
class CapacityPart:
    """One part: what is known of it here and where, its weight, and what it adds to the whole (empty where not the publisher's own)."""

    of: str
    name: str
    weight: float
    known: str
    adds: float | None
    reference: Reference | None


@dataclass(frozen=True, slots=True)
class CapacitySheet:
    """The parts with their whole where all of them are known: `bandwidth`, `dependence` and `capacity` from 0 to 1, of year `year`."""

    parts: tuple[CapacityPart, ...]
    bandwidth: float | None
    dependence: float | None
    capacity: float | None
    year: int | None
    notes: tuple[str, ...]


def capacity_sheet(workspace: Workspace, state: str, target: str, ties: Iterable[Tie], on: dt.date) -> CapacitySheet:
    """What `state` could formally use with `target`, part by part. `ties` are those recorded between the two, usable on the day."""
    row = _published(workspace, state, target, on)
    if row is not None:
        return _from_levels(workspace, row, on)
    held = list(ties)
    parts = [
        _instead(of, name, weight, state, held)
        for of, weights in (("bandwidth", BANDWIDTH_WEIGHTS), ("dependence", DEPENDENCE_WEIGHTS))
        for name, weight in weights.items()
    ]
    missing = [part.name for part in parts if part.reference is None]
    notes = (
        f"Not known here: {', '.join(missing)}. Bandwidth, dependence and their product are not worked out from some of their parts;"
        " with the publisher's own file all are shown: demarche sync fbic --from FILE.",
        "Capacity is what could be used, not influence.",
    )
    return CapacitySheet(tuple(parts), None, None, None, None, notes)


def _published(workspace: Workspace, state: str, target: str, on: dt.date) -> dict[str, Any] | None:
    if not workspace.tables.has("fbic", "fbic_levels"):
        return None
    return workspace.tables.one(
        "select * from fbic.fbic_levels where from_actor = $state and to_actor = $target and as_of <= $on order by as_of desc limit 1",
        state=state,
        target=target,
        on=on,
    )


def _from_levels(workspace: Workspace, row: dict[str, Any], on: dt.date) -> CapacitySheet:
    found: Capacity = capacity(
        {name: row[LEVELS[name]] for name in BANDWIDTH_WEIGHTS}, {name: row[LEVELS[name]] for name in DEPENDENCE_WEIGHTS}
    )
    source = reference_of(workspace, "fbic", row["locator"], on=on)
    units = {"bandwidth": "normalised, mean of three years", "dependence": "per cent, mean of three years"}
    parts = [
        CapacityPart(of, part.name, part.weight, f"{part.level:.4g} ({units[of]})", part.adds, source)
        for of, group in (("bandwidth", found.bandwidth_parts), ("dependence", found.dependence_parts))
        for part in group
    ]
    fields = ", ".join(f"{name} {value:.3f}" for name, value in found.by_field().items())
    notes = (
        f"Bandwidth by field, before scaling: {fields}.",
        "Capacity is what could be used, not influence. It is very unevenly spread over pairs of States: compare ranks, not sizes.",
    )
    return CapacitySheet(tuple(parts), found.bandwidth, found.dependence, found.capacity, row["as_of"].year, notes)


def _instead(of: str, name: str, weight: float, state: str, ties: list[Tie]) -> CapacityPart:
    from demarche.desk.tie_words import amount_of

    dimension, differs = _INSTEAD.get(name, (None, ""))
    for tie in ties:
        one_way = of == "dependence"
        if tie.dimension is dimension and tie.value is not None and not (one_way and tie.source != state):
            figure = f"{tie.value:g} points ({amount_of(tie)})" if dimension is Dimension.ALLIANCE else amount_of(tie)
            return CapacityPart(of, name, weight, f"{figure}: {differs}", None, tie.reference)
    return CapacityPart(of, name, weight, "not known here", None, None)
