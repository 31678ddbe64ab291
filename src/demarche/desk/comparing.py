"""Entry points from all channels compared when neither weights nor ratings are certain, with what must not or cannot be done apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from demarche.desk.relations import dossier_ties
from demarche.desk.situations import situation_of
from demarche.desk.tie_graph import whole_graph
from demarche.model.evidence import UseError
from demarche.subjects.options import (
    CRITERIA,
    Channel,
    Criterion,
    Crossing,
    EntryPoint,
    OutOfReach,
    Preferences,
    WhatWouldChange,
    compare,
    gate,
    rank_acceptability,
    what_would_change,
)
from demarche.subjects.options.proposals import Situation, held_anyway, propose
from demarche.subjects.ties import Apart, Chain, Order, chains

if TYPE_CHECKING:
    from demarche.adapters.compute import Compute
    from demarche.desk.workspace import Workspace

DRAWS = 100_000
SEED = 1


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An entry point with the share of draws in which it took each rank, its mean rank, the weights that speak for it, its confidence."""

    entry: EntryPoint
    ranks: tuple[float, ...]
    mean_rank: float
    central_weights: Mapping[str, float]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class OptionSheet:
    """The comparison as facts. Only `lines` are ranked; the others stand apart with the reason why.

    `bare` tells that the dossier has no asks of its own, so that plain ones were drawn up. `ways_from_tables` names actors whose ways
    were found in the tables because the dossier's own ties give none.
    """

    dossier: str
    title: str
    state: str
    state_name: str
    on: dt.date
    criteria: tuple[Criterion, ...]
    bounds: Mapping[str, tuple[float, float]]
    rankings: tuple[tuple[str, ...], ...]
    lines: tuple[OptionLine, ...]
    change: WhatWouldChange | None
    needs_mandator: tuple[Crossing, ...]
    out_of_reach: tuple[OutOfReach, ...]
    risks_not_stated: tuple[EntryPoint, ...]
    closed: tuple[EntryPoint, ...]
    bare: bool
    ways_from_tables: tuple[str, ...]
    draws: int
    seed: int
    notes: tuple[str, ...]


def compare_options(
    workspace: Workspace,
    dossier: str,
    state: str,
    on: dt.date,
    *,
    days: int = 90,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    rankings: Sequence[tuple[str, ...]] = (),
    has: Sequence[str] | None = None,
    lacks: Sequence[str] = (),
    channels: Sequence[str] = (),
    draws: int = DRAWS,
    seed: int = SEED,
    compute: AbstractContextManager[Compute] | None = None,
) -> OptionSheet:
    """Compare the entry points of a dossier for a State on a day.

    `bounds` and `rankings` narrow the weights by criterion. `has` names what the State has (its seats are known): what needs anything
    else is out of reach; `lacks` names what it has not, by a part of the words. `channels` keeps some kinds of way only. `compute`
    spreads the draws over workers, with the same answer. Raises `UseError` for names that are not known or preferences that leave nothing.
    """
    s, from_tables = _with_ways(workspace, situation_of(workspace, dossier, state, on, days))
    points = [point for point in propose(s) if not channels or point.channel in _channels(channels)]
    if not points:
        raise UseError(
            "There is nothing to compare.",
            where=f"{dossier} on {on}",
            next_step=f"Record what is blocked and who decides: demarche dossier add {dossier} constraints ID what=… deciders=…",
        )
    gated = gate(points, s.dossier.red_lines, on, has=_held(s, points, has, lacks))
    lines: tuple[OptionLine, ...] = ()
    change = None
    if gated.comparable:
        comparison = compare(gated.comparable, CRITERIA, Preferences(dict(bounds or {}), tuple(rankings)))
        by_id = {point.id: point for point in gated.comparable}
        with compute if compute is not None else nullcontext() as workers:
            run = map if workers is None else workers.run
            found = rank_acceptability(comparison, draws=draws, seed=seed, run=run)
        lines = tuple(OptionLine(by_id[o.option], o.ranks, o.mean_rank, o.central_weights, o.confidence) for o in found.options)
        change = what_would_change(comparison, seed=seed)
    return OptionSheet(
        s.dossier.id,
        s.dossier.title,
        s.state,
        workspace.name_of(s.state),
        on,
        CRITERIA,
        dict(bounds or {}),
        tuple(rankings),
        lines,
        change,
        gated.needs_mandator,
        gated.out_of_reach,
        gated.risks_not_stated,
        gated.closed,
        not s.dossier.asks,
        from_tables,
        draws,
        seed,
        _notes(bare=not s.dossier.asks),
    )


def _with_ways(workspace: Workspace, s: Situation) -> tuple[Situation, tuple[str, ...]]:
    """The situation with ways found in all tables for those whom the dossier's own ties do not reach."""
    wanted = dict.fromkeys([*(a.of for a in s.dossier.asks), *(d for c in s.dossier.constraints for d in c.deciders)])
    missing = [actor for actor in wanted if actor and actor != s.state and not s.chains.get(actor)]
    if not missing:
        return s, ()
    graph = whole_graph(workspace, s.on, dossier_ties(s.dossier, dict(s.references)))
    found: dict[str, tuple[Chain, ...]] = {}
    for actor in missing:
        non_state = () if len(actor) == 3 and actor.isupper() else (actor,)
        ways = chains(
            graph, s.state, actor, s.on, k=3, order=Order.FEWEST_HANDS, apart=Apart.LAST_HAND, longest=3, non_state=non_state
        )
        if ways:
            found[actor] = ways
    return replace(s, chains={**s.chains, **found}), tuple(workspace.name_of(actor) for actor in found)


def _channels(names: Sequence[str]) -> set[Channel]:
    known = {channel.value: channel for channel in Channel} | {"council": Channel.SECURITY_COUNCIL}
    for name in names:
        if name.casefold() not in known:
            raise UseError(f"“{name}” is no channel.", next_step=f"Channels: {', '.join(Channel)}.")
    return {known[name.casefold()] for name in names}


def _held(s: Situation, points: Sequence[EntryPoint], has: Sequence[str] | None, lacks: Sequence[str]) -> frozenset[str] | None:
    needed = {name for point in points for name in point.requires}
    for word in lacks:
        if not any(word.casefold() in name.casefold() for name in needed):
            raise UseError(
                f"No entry point here needs “{word}”.", where="--lacks", next_step=f"What they need: {'; '.join(sorted(needed))}."
            )
    if has is None and not lacks:
        return None
    held = needed if has is None else held_anyway(s) | set(has)
    if has is not None:
        held |= {name for name in needed for word in has if word.casefold() in name.casefold()}
    return frozenset(name for name in held if not any(word.casefold() in name.casefold() for word in lacks))


def _notes(*, bare: bool) -> tuple[str, ...]:
    notes = [
        "Shares are of draws over all weights that the preferences leave and all ratings within their intervals. They tell how far the"
        " stated uncertainty decides the order; they are no chance that an act works.",
        "Ratings are judged by rules that can be read and overruled; central weights are the mean of those that put an act first, and"
        " confidence is how often it is first under those very weights.",
    ]
    if bare:
        notes.append(
            "The dossier has no asks of its own: plain ones were drawn up. Ties and asks that you record make the answer sharper."
        )
    return tuple(notes)


def read_bounds(words: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Read `criterion=least:most` words, shares from 0 to 1. Raises `UseError` for a word that says something else."""
    found = {}
    for word in words:
        name, equals, span = word.partition("=")
        least, colon, most = span.partition(":")
        try:
            found[name.strip()] = (float(least), float(most if colon else least))
        except ValueError:
            equals = ""
        if not equals:
            raise UseError(f"“{word}” is no bound of a weight.", where="--bounds", next_step="Write it as reach=0.1:0.4.")
    return found


def read_ranking(text: str) -> tuple[str, ...]:
    """Read `safety>reach>support`: from the more to the less important."""
    return tuple(part.strip() for part in text.split(">") if part.strip())


def workers_for(count: int, cluster: str) -> AbstractContextManager[Any] | None:
    """Where the draws are worked on: this process, `count` local processes, or the Dask scheduler at `cluster`."""
    if cluster:
        from demarche.adapters.compute import DaskCluster

        return DaskCluster(cluster)
    if count > 1:
        from demarche.adapters.compute import LocalProcesses

        return LocalProcesses(count)
    return None
