"""Options: how near the greedy choice comes to the exact one, how long both and the draws take, and one answer on every worker."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.adapters.compute import DaskCluster, LocalProcesses
from demarche.desk.scorecard import Score
from demarche.model.evidence import Estimate, Nature
from demarche.subjects.options import (
    CRITERIA,
    Acceptability,
    Act,
    Channel,
    Comparison,
    EntryPoint,
    Limits,
    Task,
    along_lines,
    compare,
    exact,
    rank_acceptability,
    select,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

INSTANCES = 200
DRAWS = 100_000
MADE_UP = "made-up instances, seeded"
MOST, PLAIN = "the most allowed", "acts taken by their worth alone"


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """Ratios of greedy to exact, times, and the greatest difference between backends."""
    del workspace, data
    return [*_selection(), *_acceptability()]


def _selection() -> list[Score]:
    tasks = [random_task(seed) for seed in range(INSTANCES)]
    chosen = [select(task) for task in tasks]
    ratios = [one.ratio for one in chosen]
    plain = [task.worth(by_worth_alone(task)) / one.exact.worth for task, one in zip(tasks, chosen, strict=True)]
    took = [_timed(partial(exact, random_task(1_000 + n, options=60))) for n in range(5)]
    return [
        Score(
            "greedy over exact, the least",
            round(min(ratios), 4),
            "share of the exact worth",
            INSTANCES,
            round(min(plain), 4),
            PLAIN,
            MADE_UP,
        ),
        Score(
            "greedy over exact, the mean",
            round(sum(ratios) / INSTANCES, 4),
            "share of the exact worth",
            INSTANCES,
            round(sum(plain) / INSTANCES, 4),
            PLAIN,
            MADE_UP,
        ),
        Score(
            "processor time of the exact choice, 60 options, the longest of 5",
            round(max(took), 3),
            "seconds",
            60,
            1.0,
            MOST,
            MADE_UP,
        ),
    ]


def _acceptability() -> list[Score]:
    comparison = random_comparison()
    rank_acceptability(comparison, draws=2_000)
    took = min(_timed(lambda: rank_acceptability(comparison, draws=DRAWS)) for _ in range(3))
    here = rank_acceptability(comparison, draws=DRAWS, seed=11)
    rows = [
        Score(f"processor time of {DRAWS:,} draws, 50 options on 8 criteria", round(took, 3), "seconds", DRAWS, 1.0, MOST, MADE_UP)
    ]
    with LocalProcesses(2) as processes:
        there = rank_acceptability(comparison, draws=DRAWS, seed=11, run=processes.run)
    rows.append(_same("two local processes", here, there))
    if importlib.util.find_spec("distributed") is not None:
        with DaskCluster(workers=2) as cluster:
            rows.append(_same("two Dask workers", here, rank_acceptability(comparison, draws=DRAWS, seed=11, run=cluster.run)))
    return rows


def _same(where: str, here: Acceptability, there: Acceptability) -> Score:
    apart = max(
        abs(a - b)
        for one, other in zip(here.options, there.options, strict=True)
        for a, b in zip(one.ranks, other.ranks, strict=True)
    )
    renamed = [o.option for o in here.options] != [o.option for o in there.options]
    return Score(f"largest difference of a share on {where}", 1.0 if renamed else apart, "share", DRAWS, 0.0, MOST, MADE_UP)


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def by_worth_alone(task: Task) -> list[Act]:
    """The acts that a person takes who goes down the list by worth and skips what no longer fits."""
    taken: list[Act] = []
    for act in sorted(task.acts, key=lambda a: (-a.worth, a.id)):
        if task.fits([*taken, act]):
            taken.append(act)
    return taken


def random_task(seed: int, options: int = 30) -> Task:
    """Acts of realistic size: several on one decider, lines that help one another, limits that bind."""
    import numpy as np

    random = np.random.default_rng(seed)
    acts = tuple(
        Act(
            f"act {n:02}",
            round(float(random.uniform(20, 80)), 1),
            decider=f"decider {random.integers(0, max(options // 5, 2))}",
            line=f"line {random.integers(0, max(options // 6, 2))}",
            hours=float(random.integers(2, 9)),
            capital=float(random.integers(0, 4)),
            money=float(random.integers(0, 3) * 1_000),
        )
        for n in range(options)
    )
    limits = Limits(hours=float(random.integers(10, 41)), capital=float(random.integers(3, 13)), acts=int(random.integers(3, 9)))
    return Task(acts, limits, along_lines(acts, 0.1))


def random_comparison(options: int = 50) -> Comparison:
    """Options with ratings in intervals on all the criteria of a comparison."""
    import numpy as np

    random = np.random.default_rng(3)
    points = []
    for n in range(options):
        ratings = {}
        for criterion in CRITERIA:
            low, high = sorted(random.uniform(criterion.low, criterion.high, 2).tolist())
            ratings[criterion.id] = Estimate((low + high) / 2, Nature.JUDGED, criterion.unit, low, high)
        points.append(EntryPoint(f"option {n:02}", Channel.BILATERAL, f"Option {n}", ratings=ratings))
    return compare(points)
