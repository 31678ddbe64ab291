"""Processor time of rank acceptability, 100,000 draws of 50 options by 8 criteria: `python benchmarks/options_acceptability.py`.

All 400 ratings are uncertain. Weights without preferences, with bounds, and with a full ranking; then what would change the
first place. Times are seconds of processor time, all threads added, so they hold for one core.
"""

from __future__ import annotations

import time

import numpy as np

from demarche.model.evidence import Estimate, Nature
from demarche.subjects.options import CRITERIA, Channel, EntryPoint, Preferences, compare, rank_acceptability, what_would_change


def drawn_options(count: int = 50) -> list[EntryPoint]:
    random = np.random.default_rng(4)
    points = []
    for n in range(count):
        ratings = {}
        for criterion in CRITERIA:
            low, high = sorted(random.uniform(criterion.low, criterion.high, 2))
            ratings[criterion.id] = Estimate((low + high) / 2, Nature.JUDGED, low=low, high=high, basis="drawn")
        points.append(EntryPoint(f"option {n:02}", Channel.FIELD, f"Fictional option {n}", ratings=ratings))
    return points


def main() -> None:
    ids = tuple(criterion.id for criterion in CRITERIA)
    cases = {
        "no preferences": Preferences(),
        "every weight at least .05, reach at most .4": Preferences(
            bounds={**dict.fromkeys(ids, (0.05, 1.0)), "reach": (0.05, 0.4)}
        ),
        "all criteria ranked": Preferences(rankings=[ids]),
    }
    for name, preferences in cases.items():
        comparison = compare(drawn_options(), CRITERIA, preferences)
        spent = []
        for _ in range(3):
            began = time.process_time()
            found = rank_acceptability(comparison)
            spent.append(time.process_time() - began)
        print(f"100,000 draws, 50 × 8, {name}: {min(spent):.2f} s ({found.leader} first in {found.options[0].first:.2f})")
    began = time.process_time()
    changes = what_would_change(compare(drawn_options()))
    print(f"what would change, {changes.tried} moves: {time.process_time() - began:.2f} s ({len(changes.changes)} would)")


if __name__ == "__main__":
    main()
