"""Time of the chain search over 250 actors and 100,000 dated ties: `python benchmarks/ties_chains.py`.

Ties are drawn with a fixed seed over all dimensions, since 1990, a third of them ended. Printed: the time to take the ties in,
and the time of one question (dates, strengths, network, five chains) on a day not asked about before: median and best of ten.
"""

from __future__ import annotations

import datetime as dt
import time

import numpy as np

from demarche.model.evidence import Confidence, Reference
from demarche.subjects.ties import Apart, Dimension, Order, Tie, TieGraph, chains

ACTORS, TIES, DAY = 250, 100_000, dt.date(2024, 6, 20)


def drawn_ties(seed: int = 1) -> list[Tie]:
    random = np.random.default_rng(seed)
    dimensions, confidences = list(Dimension), list(Confidence)
    papers = [Reference(title=f"Fictional register {n}", publisher="Fictional Institute") for n in range(20)]
    ties = []
    while len(ties) < TIES:
        source, target = random.integers(0, ACTORS, 2)
        if source == target:
            continue
        since = dt.date(1990, 1, 1) + dt.timedelta(days=int(random.integers(0, 12_000)))
        until = since + dt.timedelta(days=int(random.integers(1, 4000))) if random.random() < 0.33 else None
        measured = random.random() < 0.6
        ties.append(
            Tie(
                f"a{source:03}",
                f"a{target:03}",
                dimensions[int(random.integers(len(dimensions)))],
                papers[int(random.integers(len(papers)))],
                since=since,
                until=until,
                value=float(random.random()) if measured else None,
                unit="share" if measured else "",
                as_of=since if measured else None,
                reliability=confidences[int(random.integers(3))],
            )
        )
    return ties


def timed(times: int, what):
    spent, worked = [], []
    for turn in range(times):
        began, at_work = time.perf_counter(), time.process_time()
        what(turn)
        spent.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - at_work) * 1000)
    return f"median {sorted(spent)[times // 2]:.0f} ms, best {min(spent):.0f} ms; processor best {min(worked):.0f} ms"


def main() -> None:
    ties = drawn_ties()
    print(f"take in {TIES:,} records: {timed(3, lambda _: TieGraph.of(ties))}")
    graph = TieGraph.of(ties)
    began = time.perf_counter()
    chains(graph, "a000", "a001", DAY)
    print(f"first question: {(time.perf_counter() - began) * 1000:.0f} ms")
    network = graph.network(DAY)
    print(f"{network.size:,} edges between {len(network.actors)} actors on the day")
    for order in Order:
        for apart in Apart:

            def ask(turn, order=order, apart=apart):
                return chains(graph, "a000", "a001", DAY - dt.timedelta(days=turn), k=5, order=order, apart=apart)

            print(f"five chains by {order}, apart in {apart}: {timed(10, ask)} ({len(ask(0))} found)")


if __name__ == "__main__":
    main()
