"""Chains: how a State or an organisation could reach the one who decides, hand by hand, and where each chain is weakest.

Two orders answer two questions. *By strength*: each hand adds its resistance (one over its strength), as resistances in series add
up, so that one weak hand spoils a chain however strong the others are, and a detour pays only where it is much stronger. *By
fewest hands*: fewer intermediaries first, resistance only between chains of one length. The chain is a proposal of whom
to approach; its strength orders chains, shows its parts, and is no probability that anybody will be moved.

Alternatives differ in their intermediaries. With `apart` set to the last hand each alternative reaches the decider through
somebody else, which is what a desk needs when the first door stays shut.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from demarche.model.evidence import UseError
from demarche.subjects.ties.graph import Network, TieGraph
from demarche.subjects.ties.paths import Edges, Path, best_by_last_hand, best_paths
from demarche.subjects.ties.strength import Strength, strength_of
from demarche.subjects.ties.tie import Tie, as_known


class Order(StrEnum):
    """Which chain comes first."""

    STRENGTH = "strength"
    FEWEST_HANDS = "fewest hands"


class Apart(StrEnum):
    """In what alternatives must differ."""

    INTERMEDIARIES = "intermediaries"
    LAST_HAND = "last hand"


@dataclass(frozen=True, slots=True)
class Step:
    """One hand of a chain: who acts on whom, by which tie, how strong with its parts, what else ties the two, and who denies it."""

    actor: str
    on: str
    tie: Tie
    strength: Strength
    company: tuple[Tie, ...] = ()
    denials: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """A way to the decider, step by step."""

    steps: tuple[Step, ...]

    @property
    def intermediaries(self) -> tuple[str, ...]:
        """The hands between the first actor and the decider, in order."""
        return tuple(step.on for step in self.steps[:-1])

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The tie of each step."""
        return tuple(step.tie for step in self.steps)

    @property
    def weakest(self) -> Step:
        """The step of least strength (the first of equals): where the chain is most likely to break."""
        return min(self.steps, key=lambda step: step.strength.product)

    @property
    def resistance(self) -> float:
        """The resistances of all steps added up (each one over its strength): lower is better; its only use is order."""
        return sum(1.0 / step.strength.product for step in self.steps)

    def reason(self) -> str:
        """Why this chain stands where it stands, in one line."""
        hands = len(self.steps) - 1
        through = f"through {', '.join(self.intermediaries)}" if hands else "directly"
        weak = self.weakest
        parts = ", ".join(f"{name} {value:.2f}" for name, value in weak.strength.parts().items())
        return f"{through}; weakest at {weak.actor} → {weak.on} ({weak.tie.dimension}: {parts})"


def chains(
    graph: TieGraph,
    user: str,
    decider: str,
    on: dt.date,
    *,
    k: int = 5,
    order: Order = Order.STRENGTH,
    apart: Apart = Apart.INTERMEDIARIES,
    longest: int = 4,
    non_state: Collection[str] = (),
    avoid: Collection[str] = (),
) -> tuple[Chain, ...]:
    """The k best chains of at most `longest` steps from `user` to `decider` over the ties that may be used on `on`.

    `non_state` parties are entered only by ties that record a dealing with that very party (`dimensions.STATES_ONLY` lists what
    does not count). `avoid` names actors that must not be approached. Empty where nothing leads there. Raises `UseError`
    where `user` is the decider, or k or `longest` is less than one.
    """
    if user == decider:
        raise UseError("A chain needs two different actors.", where=user, next_step="Name who decides.")
    if k < 1 or longest < 1:
        raise UseError("A chain has at least one step, and at least one is asked for.", where=f"k={k}, longest={longest}")
    network = graph.network(on, non_state=non_state, avoid=set(avoid) - {user, decider})
    place = {actor: n for n, actor in enumerate(network.actors)}
    if user not in place or decider not in place:
        return ()
    edges = _edges(network, order, longest)
    start, end = place[user], place[decider]
    if apart is Apart.LAST_HAND:
        found = best_by_last_hand(edges, start, end, longest)[:k]
    else:
        found = _distinct(edges, start, end, k, longest)
    return tuple(_chain(graph, network, path, on) for path in found)


def _edges(network: Network, order: Order, longest: int) -> Edges:
    cost = network.resistance
    if order is Order.FEWEST_HANDS and network.size:
        # One whole step outweighs any sum of resistances that a chain can have.
        cost = 1.0 + cost / (2.0 * longest * float(cost.max()))
    return Edges(network.begins, network.ends, cost, len(network.actors))


def _distinct(edges: Edges, start: int, end: int, k: int, longest: int) -> list[Path]:
    found: list[Path] = []
    seen: set[frozenset[int]] = set()
    for path in best_paths(edges, start, end, longest):
        hands = frozenset(path[1:-1])
        if hands not in seen:
            seen.add(hands)
            found.append(path)
        if len(found) == k:
            break
    return found


def _chain(graph: TieGraph, network: Network, path: Path, on: dt.date) -> Chain:
    steps = []
    for begin, end in pairwise(path):
        actor, other = network.actors[begin], network.actors[end]
        chosen = as_known(graph.tie(network.tie_of(begin, end)), on)
        all_ties = [tie for tie in graph.between(actor, other, on) if tie != chosen]
        company = tuple(tie for tie in all_ties if not tie.denies)
        denials = tuple(tie for tie in all_ties if tie.denies)
        steps.append(Step(actor, other, chosen, strength_of(chosen, on), company, denials))
    return Chain(tuple(steps))


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to speak to, in which turn: `turn` counts the steps from the user, `chains` the positions of the chains it serves."""

    actor: str
    turn: int
    chains: tuple[int, ...]
    ties: tuple[Tie, ...]


def contact_order(found: tuple[Chain, ...]) -> tuple[Contact, ...]:
    """The intermediaries of all chains in the order in which to approach them.

    Nearer hands come first; among equals whoever serves more chains, then whoever serves the better one.
    """
    serves: dict[tuple[int, str], list[int]] = {}
    ties: dict[tuple[int, str], list[Tie]] = {}
    for number, chain in enumerate(found):
        for turn, step in enumerate(chain.steps[:-1], start=1):
            serves.setdefault((turn, step.on), []).append(number)
            ties.setdefault((turn, step.on), [])
            if step.tie not in ties[turn, step.on]:
                ties[turn, step.on].append(step.tie)
    ranked = sorted(serves, key=lambda key: (key[0], -len(serves[key]), serves[key][0]))
    return tuple(Contact(actor, turn, tuple(serves[turn, actor]), tuple(ties[turn, actor])) for turn, actor in ranked)
