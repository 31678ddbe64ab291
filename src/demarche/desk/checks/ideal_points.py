"""Ideal points from the Assembly's votes beside the published ones of Bailey, Strezhnev and Voeten."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from demarche.desk.assembly_votes import ANCHOR, assembly_matrix
from demarche.desk.checks.votes import as_row
from demarche.desk.scorecard import Score, published
from demarche.subjects.votes import RollCallMatrix, held_out_scores, ideal_point_intervals, ideal_points, interval_scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from demarche.desk.workspace import Workspace

FIRST_YEAR = 1946
SOURCE = "Bailey, Strezhnev and Voeten, July 2025 edition"
COMPONENT = "first component of each year's votes"
_SAME = {"SUN": "RUS", "CSK": "CZE"}


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """Correlation by year with the published estimates, processor time of the fit, votes held out, and whether intervals hold."""
    path = published(data, "un-ga-ideal-points/IdealpointsJuly2025.csv.gz", "the published ideal points")
    began = time.process_time()
    votes = assembly_matrix(workspace, FIRST_YEAR, dt.date.max)
    fitted_from = time.process_time()
    found = ideal_points(votes, ANCHOR)
    took = time.process_time() - fitted_from
    by_year = _by_year(path, found.states, found.years, found.position)
    plain = _by_year(path, votes.states, found.years, first_components(votes, found.years))
    since_1970, plain_since = ([r for year, r in each.items() if year >= 1970] for each in (by_year, plain))
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
            round(float(np.mean(list(plain.values()))), 4),
            COMPONENT,
            SOURCE,
        ),
        Score(
            "lowest year since 1970",
            round(float(min(since_1970)), 4),
            "correlation",
            len(since_1970),
            round(float(min(plain_since)), 4),
            COMPONENT,
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
            "processor time of loading and arranging the votes",
            round(fitted_from - began, 2),
            "seconds",
            int(votes.cast.sum()),
            None,
            "",
            "United Nations General Assembly Voting Data, every recorded vote since 1946",
        ),
        *(as_row(score) for score in earned),
    ]


def first_components(votes: RollCallMatrix, years: tuple[int, ...]) -> NDArray[np.float64]:
    """The plainest line: of each year, the first singular vector of the votes about each roll call's mean, the anchor's side positive."""
    found = np.full((len(votes.states), len(years)), np.nan)
    anchor = votes.states.index(ANCHOR)
    for t, year in enumerate(years):
        at = votes.year == year
        cast, choice = votes.cast[:, at], votes.choice[:, at]
        here = cast.any(axis=1)
        middle = (choice * cast).sum(0) / np.maximum(cast.sum(0), 1)
        line = np.linalg.svd(((choice - middle) * cast)[here], full_matrices=False)[0][:, 0]
        found[here, t] = line
        found[:, t] *= np.sign(found[anchor, t]) or 1.0
    return found


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
