"""Ideal points from the Assembly's votes beside the published ones of Bailey, Strezhnev and Voeten."""

from __future__ import annotations

import csv
import gzip
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from demarche.desk.checks.votes import as_row
from demarche.desk.scorecard import Score, published
from demarche.subjects.votes import (
    ABSTAIN,
    NO,
    YES,
    RollCallMatrix,
    held_out_scores,
    ideal_point_intervals,
    ideal_points,
    interval_scores,
    roll_call_matrix,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

SOURCE = "Bailey, Strezhnev and Voeten, July 2025 edition"
_SAME = {"SUN": "RUS", "CSK": "CZE"}


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """Correlation by year with the published estimates, processor time of the fit, votes held out, and whether intervals hold."""
    path = published(data, "un-ga-ideal-points/IdealpointsJuly2025.csv.gz", "the published ideal points")
    rows = workspace.tables.arrays(
        "select b.record, b.actor, b.vote, year(r.date)::bigint as year from un_assembly_votes.assembly_ballots b"
        " join un_assembly_votes.assembly_roll_calls r using (record) where b.vote in ('yes', 'no', 'abstain')"
    )
    vote = np.asarray(rows["vote"]).astype(str)
    choice = np.select([vote == "yes", vote == "no"], [YES, NO], ABSTAIN).astype(np.float32)
    began = time.process_time()
    _, calls = np.unique(np.asarray(rows["record"]).astype(str), return_inverse=True)
    votes = roll_call_matrix(calls, np.asarray(rows["actor"]).astype(str), choice, np.asarray(rows["year"]).astype(np.int64))
    fitted_from = time.process_time()
    found = ideal_points(votes)
    took = time.process_time() - fitted_from
    by_year = _by_year(path, found.states, found.years, found.position)
    since_1970 = [r for year, r in by_year.items() if year >= 1970]
    n = len(by_year)
    since_2000 = votes.year >= 2000
    recent = RollCallMatrix(votes.states, votes.year[since_2000], votes.choice[:, since_2000], votes.cast[:, since_2000])
    earned = [*held_out_scores(votes), *interval_scores(recent, ideal_point_intervals(recent))]
    return [
        Score(
            "mean correlation by year",
            round(float(np.mean(list(by_year.values()))), 4),
            "correlation",
            n,
            0.937,
            "first component, 1990–2023",
            SOURCE,
        ),
        Score(
            "lowest year since 1970",
            round(float(min(since_1970)), 4),
            "correlation",
            len(since_1970),
            0.904,
            "first component, 1990–2023",
            SOURCE,
        ),
        Score(
            "processor time of the fit",
            round(took, 2),
            "seconds",
            int(votes.cast.sum()),
            7.41,
            "emIRT dynIRT, one thread, another machine",
            SOURCE,
        ),
        Score(
            "processor time of arranging the votes",
            round(fitted_from - began, 2),
            "seconds",
            int(votes.cast.sum()),
            None,
            "",
            SOURCE,
        ),
        *(as_row(score) for score in earned),
    ]


def _by_year(path: Path, states: tuple[str, ...], years: tuple[int, ...], position: object) -> dict[int, float]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        known = {(r["iso3c"], int(r["year"])): float(r["idealpointfp"]) for r in csv.DictReader(file) if r["idealpointfp"]}
    points = np.asarray(position)
    result = {}
    for t, year in enumerate(years):
        pairs = [
            (points[i, t], known[_SAME.get(s, s), year])
            for i, s in enumerate(states)
            if not np.isnan(points[i, t]) and (_SAME.get(s, s), year) in known
        ]
        if len(pairs) > 10:
            result[year] = float(np.corrcoef(np.array(pairs).T)[0, 1])
    return result
