"""One dossier for one State on one day, with everything the evidence says around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from demarche.desk.briefing_windows import joined
from demarche.desk.council import text_facts
from demarche.desk.council_windows import references_of as references_of  # noqa: PLC0414  # the map and the sheets take it from here
from demarche.desk.council_windows import windows_ahead
from demarche.desk.curation import cases, forums
from demarche.desk.own_cases import own_cases
from demarche.desk.relations import chains_to, graph_for
from demarche.model.actors import ActorKind
from demarche.model.dossier import ConstraintCategory, Dossier
from demarche.model.evidence import UseError
from demarche.subjects.cases import Analogy, Case, CaseQuery, DeciderKind, Result, analogies
from demarche.subjects.cases import Channel as CaseChannel
from demarche.subjects.options.proposals import Situation
from demarche.subjects.ties import Chain, Order, TieGraph

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

_CASE_CHANNELS = {
    "bilateral": CaseChannel.BILATERAL,
    "security council": CaseChannel.COUNCIL,
    "regional": CaseChannel.REGIONAL,
    "mediation": CaseChannel.MEDIATION,
    "field": CaseChannel.FIELD,
    "resources": CaseChannel.RESOURCES,
}
_GROUPS = {ActorKind.ARMED_GROUP}
_GOVERNMENT = {ActorKind.ARMED_FORCES, ActorKind.AUTHORITY, ActorKind.STATE}


def situation_of(
    workspace: Workspace, dossier_id: str, state: str, on: dt.date, days: int = 90, *, ways: bool = True, calendar: bool = True
) -> Situation:
    """The situation of a dossier for a State on a day, as it could be known then.

    `ways` to those who decide and the `calendar` ahead take the longest; a paper that shows neither can do without. An empty `state`
    is for what is written for no State: then there are no ways.
    Raises `UseError` for a dossier or State that is not known, or a day before the dossier begins.
    """
    whole = workspace.dossier(dossier_id)
    if whole.since and on < whole.since:
        raise UseError(
            f"“{dossier_id}” begins on {whole.since}, after the day asked for.",
            where=f"--on {on}",
            next_step=f"Ask for {whole.since} or later.",
        )
    dossier = whole.as_known_on(on)
    references = references_of(dossier)
    acting = workspace.resolve_state(state, on).id if state else ""
    ways = ways and bool(acting)
    graph = graph_for(workspace, dossier, acting, references, on) if ways else TieGraph.of([])
    targets = [*(a.of for a in dossier.asks), *(d for c in dossier.constraints for d in c.deciders)]
    return Situation(
        dossier=dossier,
        state=acting,
        on=on,
        name=workspace.name_of,
        council_member=bool(acting) and workspace.registry.is_council_member(acting, on),
        bodies=frozenset(b.id for b in workspace.registry.bodies_of(acting, on)) if acting else frozenset(),
        country_bodies=frozenset(b.id for b in workspace.registry.bodies_of(dossier.country, on))
        if dossier.country
        else frozenset(),
        chains=_not_through(dossier.country, chains_to(workspace, graph, acting, targets, on)) if ways else {},
        onward=_onward(workspace, graph, dossier, on, acting) if ways else {},
        windows=tuple(joined(windows_ahead(workspace, on, days, dossier, references))) if calendar else (),
        forums=forums(),
        texts=text_facts(workspace, dossier, on, references),
        references=references,
        analogies=_nearest(workspace, dossier, on),
    )


def _not_through(country: str, chains: Mapping[str, tuple[Chain, ...]]) -> dict[str, tuple[Chain, ...]]:
    """The chains that do not run through the State where the people are: its authorities stand in the dossier by name."""
    return {target: tuple(c for c in found if country not in c.intermediaries) for target, found in chains.items()}


def _onward(workspace: Workspace, graph: TieGraph, dossier: Dossier, on: dt.date, state: str) -> dict[tuple[str, str], Chain]:
    """For everybody who may be asked, the best chain to each who decides what the ask is about, not back through the asker."""
    deciders = {c.id: c.deciders for c in dossier.constraints}
    found = {}
    for asked, decider in {(a.of, d) for a in dossier.asks for d in deciders.get(a.constraint, ()) if a.of and a.of != d}:
        best = chains_to(workspace, graph, asked, [decider], on, k=3, order=Order.FEWEST_HANDS).get(decider, ())
        forward = [chain for chain in best if not {state, dossier.country} & set(chain.intermediaries)]
        if forward:
            found[asked, decider] = forward[0]
    return found


def _nearest(workspace: Workspace, dossier: Dossier, on: dt.date) -> Nearest:
    kinds: set[DeciderKind] = set()
    for decider in {d for c in dossier.constraints for d in c.deciders}:
        try:
            kind = workspace.registry.actor(decider).kind
        except UseError:
            continue
        kinds |= {DeciderKind.ARMED_GROUP} if kind in _GROUPS else set()
        kinds |= {DeciderKind.TERRITORIAL_GOVERNMENT} if kind in _GOVERNMENT else set()
    return Nearest(frozenset(kinds), on, dossier.terms, (*cases(), *_own_cases(workspace, dossier)))


def _own_cases(workspace: Workspace, dossier: Dossier) -> list[Case]:
    """The desk's own cases, but for those drawn from this very dossier: it is no precedent of itself."""
    drawn = {lesson.case for lesson in dossier.lessons}
    return [case for case in own_cases(workspace) if case.id not in drawn]


_WORTH = {Result.DELIVERED: 0, Result.PARTIAL: 1}


class Nearest:
    """The cases close in kind to an ask; a case of the very situation comes last, since a reader knows it."""

    def __init__(self, deciders: frozenset[DeciderKind], on: dt.date, terms: tuple[str, ...], known: Sequence[Case]) -> None:
        self._deciders = deciders
        self._cases = known
        self._on = on
        self._terms = tuple(t.casefold() for t in terms)

    def __call__(self, channel: str, category: str) -> tuple[Analogy, ...]:
        """Cases of one category and channel: those that share the kind of decider first, then those that delivered."""
        wanted = _CASE_CHANNELS.get(str(channel))
        if wanted is None or not category:
            return ()
        kind = ConstraintCategory(category)
        query = CaseQuery(frozenset({kind}), self._deciders, frozenset({wanted}))
        found = [a for a in analogies(query, self._cases, self._on) if wanted in a.case.channels and kind in a.case.categories]
        return tuple(sorted(found, key=lambda a: (self._own(a), -len(a.shared), self._worth(a))))

    def _own(self, analogy: Analogy) -> bool:
        """Whether the case is one of the situation itself."""
        told = f"{analogy.case.crisis} {analogy.case.title}".casefold()
        return any(term in told for term in self._terms)

    @staticmethod
    def _worth(analogy: Analogy) -> int:
        return _WORTH.get(analogy.case.outcome.result, 2) if analogy.case.outcome else 3
