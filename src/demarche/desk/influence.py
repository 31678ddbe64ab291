"""The influence map: the ways from a State to each who decides, through whom, in which order, and where each way is weakest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from demarche.desk.relations import dossier_ties
from demarche.desk.situations import references_of
from demarche.desk.tie_graph import whole_graph
from demarche.model.actors import ActorKind
from demarche.model.dossier import Dossier, DossierTie, Sensitivity, sensitivity_of
from demarche.model.evidence import Reference, UseError, holds_on
from demarche.subjects.ties import Apart, Chain, Order, Tie, chains, contact_order

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

CONSIDERED = 25
_STATES = {ActorKind.STATE, ActorKind.OBSERVER, ActorKind.NON_MEMBER, ActorKind.FORMER_STATE}


@dataclass(frozen=True, slots=True)
class WaysTo:
    """The ways to one who decides, best first, with what it decides and where its part was seen.

    `reasons` say of each way why it stands where it stands: its hands, its weakest hand and the parts of that hand's strength.
    """

    actor: str
    name: str
    part: str
    sources: tuple[Reference, ...]
    ways: tuple[Chain, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Whom to speak to, in which turn (steps from the user), on which ways (decider's name and the numbers of its ways), by which ties."""

    actor: str
    name: str
    turn: int
    serves: tuple[tuple[str, tuple[int, ...]], ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class InfluenceMap:
    """The map as facts.

    `names` spells every actor on it; `marks` says how far each own tie may travel, by its id; `left_out` counts own ties that the
    audience may not see.
    """

    dossier: str
    title: str
    state: str
    state_name: str
    on: dt.date
    order: Order
    longest: int
    audience: Sensitivity
    deciders: tuple[WaysTo, ...]
    contacts: tuple[ContactLine, ...]
    names: dict[str, str]
    marks: dict[str, Sensitivity]
    left_out: int
    notes: tuple[str, ...]


def influence_map(
    workspace: Workspace,
    dossier: str,
    state: str,
    on: dt.date,
    *,
    deciders: Sequence[str] = (),
    most: int = 6,
    order: Order | str = Order.FEWEST_HANDS,
    longest: int = 3,
    avoid: Sequence[str] = (),
    audience: Sensitivity = Sensitivity.STRICT,
) -> InfluenceMap:
    """The ways from a State to the dossier's deciders (or to those named) over every tie that may be used on the day.

    Each of at most `most` ways reaches the decider through another last hand, the best by each kind of last tie among them. Own ties that the audience may not see are left out
    before anything is sought. Raises `UseError` for a name that is not known, a dossier without deciders, or a day before it begins.
    """
    whole = workspace.dossier(dossier)
    if whole.since and on < whole.since:
        raise UseError(
            f"“{dossier}” begins on {whole.since}, after the day asked for.", where=f"--on {on}", next_step="Ask for a later day."
        )
    known = whole.as_known_on(on)
    actor = workspace.resolve_state(state, on)
    wanted = _deciders(workspace, known, deciders, on)
    references = references_of(known)
    own = [tie for tie in known.ties if _mark(tie).readable_at(audience)]
    recorded = dossier_ties(replace(known, ties=tuple(own)), references)
    graph = whole_graph(workspace, on, recorded)
    avoided = {workspace.registry.resolve(name, on=on).id for name in avoid}
    found = []
    for decider in wanted:
        non_state = () if _is_state(workspace, decider) else (decider,)
        ways: tuple[Chain, ...] = ()
        if decider != actor.id:
            all_ways = chains(
                graph,
                actor.id,
                decider,
                on,
                k=CONSIDERED,
                order=Order(order),
                apart=Apart.LAST_HAND,
                longest=longest,
                non_state=non_state,
                avoid=avoided,
            )
            ways = of_every_kind(all_ways, most)
        found.append(_ways_to(workspace, known, references, decider, ways, on))
    shown = {a for d in found for c in d.ways for step in c.steps for a in (step.actor, step.on)} | {actor.id, *wanted}
    return InfluenceMap(
        known.id,
        known.title,
        actor.id,
        workspace.name_of(actor.id),
        on,
        Order(order),
        longest,
        audience,
        tuple(found),
        _contacts(workspace, found),
        {a: workspace.name_of(a) for a in sorted(shown)},
        {tie.id: _mark(tie) for tie in own},
        len(known.ties) - len(own),
        _notes(workspace, known.id, actor.id, found),
    )


def of_every_kind(ways: Sequence[Chain], most: int) -> tuple[Chain, ...]:
    """At most `most` ways in their order; among those with at most one hand more than the shortest, the best by each kind of last tie.

    So a patron or a neighbour is not hidden by many envoys.
    """
    fewest = min((len(way.steps) for way in ways), default=0)
    best: dict[str, Chain] = {}
    for way in ways:
        if len(way.steps) <= fewest + 1:
            best.setdefault(way.steps[-1].tie.dimension, way)
    chosen = list(best.values())[:most]
    chosen += [way for way in ways if way not in chosen][: most - len(chosen)]
    return tuple(way for way in ways if way in chosen)


def _deciders(workspace: Workspace, dossier: Dossier, named: Sequence[str], on: dt.date) -> list[str]:
    if named:
        return list(dict.fromkeys(_actor_id(workspace, dossier, name, on) for name in named))
    standing = [c for c in dossier.constraints if holds_on(on, None, c.until)]
    found = list(dict.fromkeys(d for c in standing for d in c.deciders))
    if not found:
        raise UseError(
            "The dossier does not say who decides.",
            where=f"{dossier.id} on {on}",
            next_step=f"Name one with --decider, or record it: demarche dossier add {dossier.id} constraints ID deciders=ACTOR",
        )
    return found


def _actor_id(workspace: Workspace, dossier: Dossier, name: str, on: dt.date) -> str:
    """An actor of the dossier by its id, else any that the registry knows by that name."""
    own = {a for t in dossier.ties for a in (t.source, t.target)} | {p.actor for p in dossier.parties}
    own |= {d for c in dossier.constraints for d in c.deciders}
    return name if name in own else workspace.registry.resolve(name, on=on).id


def _mark(tie: DossierTie) -> Sensitivity:
    """How far a tie may travel: as far as the most closely held of its fields."""
    fields = ("source", "target", "dimension", "refs", "since", "until", "strength", "note")
    return max((sensitivity_of("ties", tie, name) for name in fields), key=lambda s: s.rank)


def _is_state(workspace: Workspace, actor: str) -> bool:
    try:
        return workspace.registry.actor(actor).kind in _STATES
    except UseError:
        return False


def _ways_to(
    workspace: Workspace,
    dossier: Dossier,
    references: dict[str, Reference],
    decider: str,
    ways: tuple[Chain, ...],
    on: dt.date,
) -> WaysTo:
    part = next((p for p in dossier.parties if p.actor == decider and holds_on(on, None, p.until)), None)
    sources = tuple(references[ref] for ref in part.refs if ref in references) if part else ()
    reasons = tuple(_reason(workspace, way) for way in ways)
    return WaysTo(decider, workspace.name_of(decider), part.part if part else "", sources, ways, reasons)


def _reason(workspace: Workspace, way: Chain) -> str:
    name = workspace.name_of
    hands = " and ".join(name(hand) for hand in way.intermediaries)
    weak = way.weakest
    parts = ", ".join(f"{part} {value:.2f}" for part, value in weak.strength.parts().items())
    denied = "; denied by another source" if any(step.denials for step in way.steps) else ""
    return f"{f'through {hands}' if hands else 'directly'}; weakest: {name(weak.actor)}–{name(weak.on)}, {weak.tie.dimension} ({parts}){denied}"


def _contacts(workspace: Workspace, deciders: Sequence[WaysTo]) -> tuple[ContactLine, ...]:
    """The hands of all ways, nearer ones first, then whoever serves more deciders and more ways."""
    serves: dict[tuple[int, str], dict[str, tuple[int, ...]]] = {}
    ties: dict[tuple[int, str], dict[Tie, None]] = {}
    best: dict[tuple[int, str], int] = {}
    for decider in deciders:
        for contact in contact_order(decider.ways):
            key = (contact.turn, contact.actor)
            serves.setdefault(key, {})[decider.name] = tuple(n + 1 for n in contact.chains)
            ties.setdefault(key, {}).update(dict.fromkeys(contact.ties))
            best[key] = min(best.get(key, contact.chains[0]), contact.chains[0])
    ranked = sorted(serves, key=lambda k: (k[0], -len(serves[k]), -sum(map(len, serves[k].values())), best[k], k[1]))
    return tuple(
        ContactLine(actor, workspace.name_of(actor), turn, tuple(serves[turn, actor].items()), tuple(ties[turn, actor]))
        for turn, actor in ranked
    )


def _notes(workspace: Workspace, dossier: str, state: str, deciders: Collection[WaysTo]) -> tuple[str, ...]:
    notes = []
    for decider in deciders:
        if decider.actor == state:
            notes.append(f"{decider.name} decides itself.")
        elif not decider.ways:
            kind = (
                ""
                if _is_state(workspace, decider.actor)
                else ", which is reached only through a recorded sponsor, host or interlocutor"
            )
            notes.append(
                f"No recorded way leads to {decider.name}{kind}. Record a tie with its reference:"
                f" demarche dossier add {dossier} ties ID source=ACTOR target={decider.actor} dimension=interlocutor refs=REFERENCE"
            )
    notes.append(
        "Ways are ordered by their hands and by recorded ties. Strength is a convention shown with its parts; it is no chance that"
        " anybody will be moved."
    )
    return tuple(notes)
