"""Greedy choice against the exact one on 200 drawn tasks, and the time of 60 options: `python benchmarks/options_selection.py`.

A task has 20 to 60 acts on 4 to 12 deciders along 6 to 20 lines, costs in hours, capital and money, three to eight acts at most,
and synergies along lines. The seed is fixed.
"""

from __future__ import annotations

import time

import numpy as np

from demarche.subjects.options import Act, Limits, Task, along_lines, exact, greedy


def drawn_task(random: np.random.Generator, count: int | None = None) -> Task:
    count = count or int(random.integers(20, 61))
    deciders, lines = int(random.integers(4, 13)), int(random.integers(6, 21))
    acts = tuple(
        Act(
            f"act {n:02}",
            worth=float(random.gamma(2.0, 2.0)),
            decider=f"decider {random.integers(deciders)}",
            line=f"line {random.integers(lines)}",
            hours=float(random.choice([0.5, 1, 2, 3, 4, 6, 8])),
            capital=float(random.choice([0, 0, 1, 1, 2, 3])),
            money=float(random.choice([0, 0, 0, 5_000, 20_000])),
        )
        for n in range(count)
    )
    limits = Limits(
        hours=float(random.choice([6, 12, 20, 30])),
        capital=float(random.choice([2, 4, 6])),
        money=float(random.choice([0, 20_000, 50_000])),
        acts=int(random.integers(3, 9)),
    )
    return Task(
        acts, limits, along_lines(acts, rate=float(random.choice([0.0, 0.1, 0.3]))), fading=float(random.choice([0.3, 0.5, 0.7]))
    )


def main() -> None:
    random = np.random.default_rng(20)
    ratios, exact_times, greedy_times = [], [], []
    for _ in range(200):
        task = drawn_task(random)
        began = time.perf_counter()
        best = exact(task)
        between = time.perf_counter()
        near = greedy(task)
        greedy_times.append(time.perf_counter() - between)
        exact_times.append(between - began)
        ratios.append(near.worth / best.worth)
    print(f"greedy over exact: least {min(ratios):.3f}, mean {np.mean(ratios):.4f}, as good in {sum(r > 1 - 1e-9 for r in ratios)}")
    print(
        f"exact: median {np.median(exact_times):.3f} s, longest {max(exact_times):.3f} s; greedy: longest {max(greedy_times):.3f} s"
    )
    sixty = []
    for _ in range(20):
        task = drawn_task(random, 60)
        began = time.perf_counter()
        exact(task)
        sixty.append(time.perf_counter() - began)
    print(f"exact, 60 options, 20 tasks: median {np.median(sixty):.3f} s, longest {max(sixty):.3f} s")


if __name__ == "__main__":
    main()
