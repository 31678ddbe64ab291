"""Best paths of at most a few steps through a network: layered Bellman–Ford, and Yen's k shortest loopless paths over it.

A chain of influence is short or it is nothing, so the search is over paths of at most `longest` steps. With that bound the layered
form of Bellman (1958) and Ford (1956) needs `longest` passes over the edges, each one vectorised, and finds the true
minimum; alternatives follow Yen (1971), "Finding the k shortest loopless paths in a network", Management Science 17(11): 712–716.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

Path = tuple[int, ...]
"""Positions of actors from the first to the last."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Directed edges sorted by end, at most one per ordered pair, with a positive cost each, among `nodes` actors."""

    begins: Array
    ends: Array
    cost: Array
    nodes: int

    def without(self, nodes: set[int], hops: set[tuple[int, int]]) -> Edges:
        """The same edges less those that touch a node or make a hop."""
        import numpy as np

        keep = ~(np.isin(self.begins, list(nodes)) | np.isin(self.ends, list(nodes)))
        for begin, end in hops:
            keep &= ~((self.begins == begin) & (self.ends == end))
        return Edges(self.begins[keep], self.ends[keep], self.cost[keep], self.nodes)

    def cost_of(self, path: Path) -> float:
        """What a path costs in all."""
        total = 0.0
        for begin, end in pairwise(path):
            total += float(self.cost[(self.begins == begin) & (self.ends == end)][0])
        return total


def layers(edges: Edges, start: int, longest: int) -> list[Array]:
    """Least cost from `start` to every actor in at most 0, 1, … `longest` steps; infinite where it cannot be reached."""
    import numpy as np

    best = np.full(edges.nodes, np.inf)
    best[start] = 0.0
    found = [best]
    firsts = np.flatnonzero(np.diff(edges.ends, prepend=-1))
    targets = edges.ends[firsts]
    for _ in range(longest):
        reached = found[-1].copy()
        if firsts.size:
            through = np.minimum.reduceat(found[-1][edges.begins] + edges.cost, firsts)
            reached[targets] = np.minimum(reached[targets], through)
        found.append(reached)
    return found


def trace(edges: Edges, found: list[Array], end: int) -> Path | None:
    """The path that reaches `end` at the least cost, or nothing. Of paths that cost the same, one of fewest steps."""
    import numpy as np

    if not np.isfinite(found[-1][end]):
        return None
    step = next(n for n, best in enumerate(found) if best[end] == found[-1][end])
    path = [end]
    while step > 0:
        here = path[-1]
        low, high = np.searchsorted(edges.ends, [here, here + 1])
        costs = found[step - 1][edges.begins[low:high]] + edges.cost[low:high]
        before = int(edges.begins[low + int(np.argmin(costs))])
        step = next(n for n, best in enumerate(found) if best[before] == found[step - 1][before])
        path.append(before)
    return tuple(reversed(path))


def best_paths(edges: Edges, start: int, end: int, longest: int) -> Iterator[Path]:
    """Loopless paths from `start` to `end` of at most `longest` steps, cheapest first, as many as are asked for."""
    first = trace(edges, layers(edges, start, longest), end)
    if first is None:
        return
    given: list[Path] = []
    waiting: list[tuple[float, int, Path]] = []
    heappush(waiting, (edges.cost_of(first), len(first), first))
    seen = {first}
    while waiting:
        path = heappop(waiting)[2]
        yield path
        given.append(path)
        for turn in range(len(path) - 1):
            root = path[: turn + 1]
            taken = {(other[turn], other[turn + 1]) for other in given if other[: turn + 1] == root and len(other) > turn + 1}
            rest = edges.without(set(root[:-1]), taken)
            spur = trace(rest, layers(rest, root[-1], longest - turn), end)
            if spur is None:
                continue
            candidate = root[:-1] + spur
            if candidate not in seen:
                seen.add(candidate)
                heappush(waiting, (edges.cost_of(candidate), len(candidate), candidate))


def best_by_last_hand(edges: Edges, start: int, end: int, longest: int) -> list[Path]:
    """The cheapest path through each actor that has an edge into `end`, cheapest first.

    One pass answers for all of them. A last hand that can only be reached through `end` itself is left out.
    """
    import numpy as np

    before_end = edges.without({end}, set())
    found = layers(before_end, start, longest - 1)
    low, high = np.searchsorted(edges.ends, [end, end + 1])
    paths: list[tuple[float, int, Path]] = []
    for begin, cost in zip(edges.begins[low:high].tolist(), edges.cost[low:high].tolist(), strict=True):
        way = trace(before_end, found, begin)
        if way is not None:
            paths.append((float(found[-1][begin]) + cost, len(way), (*way, end)))
    return [path for _, _, path in sorted(paths)]
