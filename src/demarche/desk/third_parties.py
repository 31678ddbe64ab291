"""Which States are likely third parties to talks on a country: those that were there before and those that could be new."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import UseError
from demarche.subjects.ties import Event, LikelyThirdParties, Question, Record, Surroundings, ThirdPartyModel

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

NEEDED = {
    "cepii_distance": "cepii_distances",
    "cow_contiguity": "cow_contiguity",
    "cow_igo": "cow_igo_shared",
    "atop": "atop_alliances",
    "pax_agreements": "pax_agreements",
    "civil_war_mediation": "cwm_mediation",
}


def third_party_record(workspace: Workspace) -> tuple[Record, list[Event]]:
    """What is known of third parties, and the agreements among it (those whose third parties a model learns from).

    Raises `UseError` where a table is not there.
    """
    distances, borders, organisations, alliances = (
        _columns(workspace, source, table) for source, table in list(NEEDED.items())[:4]
    )
    around = Surroundings.of(distances, borders, organisations, alliances)
    agreements = []
    for row in workspace.tables.rows("select date, countries, third_parties, process, region from pax_agreements.pax_agreements"):
        parties = frozenset(row["third_parties"] or ()) & set(around.states)
        if row["countries"] and parties:
            agreements.append(Event(row["date"], tuple(row["countries"]), parties, row["process"] or "", row["region"] or ""))
    efforts: dict[tuple[dt.date, str], set[str]] = defaultdict(set)
    for row in workspace.tables.rows("select since, from_actor, to_actor from civil_war_mediation.cwm_mediation"):
        if row["from_actor"] in around.place:
            efforts[row["since"], row["to_actor"]].add(row["from_actor"])
    others = (Event(day, (country,), frozenset(who)) for (day, country), who in efforts.items())
    return Record([*agreements, *others], around), agreements


def _columns(workspace: Workspace, source: str, table: str) -> dict[str, list[Any]]:
    rows = workspace.tables.rows(f"select from_actor, to_actor, since, until, as_of, value, note from {source}.{table}")
    return {name: [row[name] for row in rows] for name in ("from_actor", "to_actor", "since", "until", "as_of", "value", "note")}


def likely_third_parties(workspace: Workspace, countries: tuple[str, ...], on: dt.date) -> LikelyThirdParties:
    """The order of States for talks on these countries, learnt from what was known before the year of the day.

    Raises `UseError` where a table is not there, or nothing is known before that year.
    """
    record, agreements = third_party_record(workspace)
    model = ThirdPartyModel.of(record, dt.date(on.year, 1, 1), agreements)
    return model.rank(record, Question(on, countries))


SHOWN = 10
EARNED_SOURCE = "demarche check ties"


@dataclass(frozen=True, slots=True)
class LikelyLine:
    """A State in one of the two orders: `known` is `before` or `new`, `place` its place there, `why` what adds most, in words."""

    actor: str
    name: str
    known: str
    place: int
    why: str


@dataclass(frozen=True, slots=True)
class LikelySheet:
    """The first States of both orders, kept apart, with notes on what the orders earned."""

    country: str
    on: dt.date
    lines: tuple[LikelyLine, ...]
    notes: tuple[str, ...]


def likely_for(workspace: Workspace, dossier: str, state: str, on: dt.date) -> LikelySheet:
    """States likely as third party to talks on the dossier's country, those that were there before and those that could be new.

    Where `state` itself stands is said. Raises `UseError` where the dossier names no country.
    """
    known = workspace.dossier(dossier)
    if not known.country:
        raise UseError(
            "The dossier names no country.", where=dossier, next_step=f"Name it: demarche dossier set {dossier} country=COUNTRY"
        )
    found = likely_third_parties(workspace, (known.country,), on)
    before = [line for line in found.overall if line.actor in found.before][:SHOWN]
    lines = [
        LikelyLine(one.actor, workspace.name_of(one.actor), label, place, _why(one.adds))
        for label, group in (("before", before), ("new", found.new[:SHOWN]))
        for place, one in enumerate(group, start=1)
    ]
    own = next((line.rank for line in found.overall if line.actor == workspace.resolve_state(state, on).id), None)
    notes = (
        f"Learnt from {found.trained_on} agreements before {on.year}; it says who resembles past third parties, and is no advice.",
        f"What the orders earned on later years, repeat and new apart: {EARNED_SOURCE}.",
        *((f"{workspace.name_of(workspace.resolve_state(state, on).id)} itself stands at place {own}.",) if own else ()),
    )
    return LikelySheet(known.country, on, tuple(lines), notes)


def _why(adds: dict[str, float]) -> str:
    best = sorted(((value, name) for name, value in adds.items() if value > 0.05), reverse=True)[:3]
    return ", ".join(f"{name} +{value:.1f}" for value, name in best) or "nothing in particular"
