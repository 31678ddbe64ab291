"""One exchange round of 15 actors on 13 issues, beside plain loops that weigh every pair once: `python benchmarks/bargaining_exchange.py`.

The round weighs all open pairs anew after every trade; the loops do it a single time, so the ratio flatters them. Median of nine, in
milliseconds, in one run. The target for the round is 100 ms.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from demarche.subjects.bargaining import Issue, Stance, exchange_round


def drawn(actors: int, issues: int, seed: int = 7) -> list[Issue]:
    draw = random.Random(seed)
    return [
        Issue(
            f"issue {p}",
            "",
            tuple(
                Stance(f"actor {n}", draw.choice(range(0, 101, 5)), draw.uniform(0.1, 1), draw.uniform(0.05, 1))
                for n in range(actors)
            ),
        )
        for p in range(issues)
    ]


def plain_loops(issues: list[Issue]) -> float:
    """The best gain of any two actors on any two issues, if each moved all the way, by loops over Python numbers."""
    weights = [[s.salience * s.capability for s in issue.stances] for issue in issues]
    best = 0.0
    for p, q in itertools.permutations(range(len(issues)), 2):
        first, second = issues[p].stances, issues[q].stances
        for i, j in itertools.combinations(range(len(first)), 2):
            gives = abs(first[i].position - first[j].position) * weights[p][i] / sum(weights[p])
            gets = abs(second[i].position - second[j].position) * weights[q][j] / sum(weights[q])
            best = max(
                best,
                min(gets * second[i].salience - gives * first[i].salience, gives * first[j].salience - gets * second[j].salience),
            )
    return best


def median(call: Callable[[Any], object], argument: object) -> float:
    took = []
    for _ in range(9):
        began = time.perf_counter()
        call(argument)
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


def main() -> None:
    issues = drawn(15, 13)
    round_, loops = median(exchange_round, issues), median(plain_loops, issues)
    print(f"a round of {len(exchange_round(issues).trades)} trades  {round_:.0f} ms")
    print(f"plain loops, one weighing  {loops:.0f} ms")
    print(f"ratio  {round_ / loops:.2f}")


if __name__ == "__main__":
    main()
