"""Ties from the evidence tables and from a dossier, and the chains from a State to those who may have to move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from demarche.desk.tie_words import dimension_of
from demarche.model.actors import ActorKind
from demarche.model.dossier import Dossier
from demarche.model.evidence import Confidence, Reference, UseError
from demarche.subjects.ties import Chain, Dimension, Order, Tie, TieGraph, chains

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

TIE_TABLES = {
    "atop": "atop_alliances",
    "cow_contiguity": "cow_contiguity",
    "cow_igo": "cow_igo_shared",
    "sipri_arms": "sipri_arms_shares",
    "ucdp_conflicts": "ucdp_support",
    "pax_agreements": "pax_third_parties",
    "civil_war_mediation": "cwm_mediation",
    "geo_pko": "geo_pko_contributors",
    "ucdp_external_support": "external_support",
    "un_comtrade": "comtrade_shares",
    "world_bank": "world_bank_aid",
    "un_sanctions_list": "un_listed_parties",
}
"""Source → its table of ties; all have the same columns. The last four do not come with the program: they are there after a sync."""
_COLUMNS = ("from_actor", "to_actor", "dimension", "since", "until", "value", "unit", "as_of", "note")
MEMBERSHIP = "membership"
_EVERYBODY = {"UN", "UNGA"}
"""Bodies of which all are members tie nobody to anybody."""


def reference_of(workspace: Workspace, source: str, locator: str = "", *, on: dt.date | None = None) -> Reference:
    """How a row of a source's tables is cited: the edition in use; a later edition's as-of day is shown as such."""
    edition = workspace.tables.edition(source)
    as_of = edition.as_of if on is None or edition.as_of is None or edition.as_of <= on else None
    return Reference(edition.title, edition.publisher, locator=locator, url=edition.url, as_of=as_of)


def dossier_ties(dossier: Dossier, references: dict[str, Reference]) -> list[Tie]:
    """A dossier's own ties; the first reference of each is the one cited, and a tie whose references were not out yet is left out."""
    return [
        Tie(
            t.source,
            t.target,
            dimension_of(t.dimension, t.id),
            references[t.refs[0]],
            since=t.since,
            until=t.until,
            reliability=t.reliability,
            strength=t.strength,
            note=t.note,
            id=t.id,
        )
        for t in dossier.ties
        if t.refs
    ]


def table_ties(workspace: Workspace, among: Collection[str], on: dt.date) -> list[Tie]:
    """The ties that the evidence tables record between the actors named, usable on the day."""
    sources = [(source, table) for source, table in TIE_TABLES.items() if workspace.tables.has(source, table)]
    if not sources:
        return []
    references = [reference_of(workspace, source, on=on) for source, _ in sources]
    each = (  # one question for all: asking each table by itself takes several times as long
        f"select {n} as origin, {', '.join(_COLUMNS)} from {source}.{table}"
        " where list_contains($among, from_actor) and list_contains($among, to_actor)"
        " and (since is null or since <= $on) and (until is null or until >= $on)"
        for n, (source, table) in enumerate(sources)
    )
    rows = workspace.tables.rows(" union all ".join(each), among=sorted(among), on=on)
    return [_tie(row, references[row["origin"]]) for row in sorted(rows, key=lambda row: int(row["origin"]))]


def _tie(row: dict[str, Any], reference: Reference) -> Tie:
    return Tie(
        row["from_actor"],
        row["to_actor"],
        Dimension(row["dimension"]),
        reference,
        since=row["since"],
        until=row["until"],
        value=row["value"],
        unit=row["unit"] or "",
        as_of=row["as_of"],
        reliability=Confidence.HIGH,
        note=row["note"] or "",
    )


def membership_ties(workspace: Workspace, states: Iterable[str], on: dt.date) -> list[Tie]:
    """Each State's membership of the bodies that the registry knows, as ties to the body, each with its own source."""
    return [tie for state in states for tie in _memberships(workspace, state, on)]


def _memberships(workspace: Workspace, state: str, on: dt.date) -> Iterable[Tie]:
    held = {m.body: m for m in workspace.registry.memberships(state, on) if m.role == "member"}
    for body in workspace.registry.bodies_of(state, on):
        if body.id in held and body.id not in _EVERYBODY:
            m = held[body.id]
            as_of = None if m.as_of is None else min(m.as_of, on)
            source = Reference(f"Membership of {body.name}", m.source, url=m.url, as_of=as_of)
            yield Tie(state, body.id, Dimension.MEMBERSHIP, source, since=m.since, reliability=Confidence.HIGH, id=MEMBERSHIP)
        elif body.id == "UNSC":
            seat = next(s for s in workspace.registry.council(on) if s.state == state)
            yield Tie(
                state,
                body.id,
                Dimension.MEMBERSHIP,
                seat_reference(on),
                since=seat.since,
                reliability=Confidence.HIGH,
                id=MEMBERSHIP,
            )


def seat_reference(on: dt.date) -> Reference:
    """Where the seats on the Security Council are listed."""
    publisher = "United Nations, Department of Political and Peacebuilding Affairs"
    return Reference("Membership of the Security Council by year", publisher, as_of=on)


def graph_for(workspace: Workspace, dossier: Dossier, state: str, references: dict[str, Reference], on: dt.date) -> TieGraph:
    """The ties that matter for one State and one dossier: the dossier's own, and what the tables record among its actors."""
    own = dossier_ties(dossier, references)
    actors = {state, dossier.country, *(t.source for t in own), *(t.target for t in own)} - {""}
    states = {a for a in actors if _is_state(workspace, a)}
    return TieGraph.of([*own, *table_ties(workspace, actors, on), *membership_ties(workspace, states, on)])


def _is_state(workspace: Workspace, actor: str) -> bool:
    try:
        return workspace.registry.actor(actor).kind is ActorKind.STATE
    except UseError:
        return False


def chains_to(
    workspace: Workspace,
    graph: TieGraph,
    state: str,
    targets: Iterable[str],
    on: dt.date,
    k: int = 3,
    order: Order = Order.STRENGTH,
) -> dict[str, tuple[Chain, ...]]:
    """For each target the best chains from the State, each with other hands; at most three steps, so that they can be walked."""
    found: dict[str, tuple[Chain, ...]] = {}
    for target in dict.fromkeys(targets):
        if target and target != state:
            non_state = () if _is_state(workspace, target) else (target,)
            found[target] = chains(graph, state, target, on, k=k, order=order, longest=3, non_state=non_state)
    return found
