"""The positions fitted here beside the published ones (Bailey, Strezhnev and Voeten, July 2025 edition)."""

from __future__ import annotations

import csv
import gzip

import duckdb
import numpy as np
import pytest

from demarche.subjects.votes import ABSTAIN, NO, YES, ideal_points, roll_call_matrix

SAME_STATE = {"SUN": "RUS", "CSK": "CZE"}


@pytest.fixture(scope="module")
def correlations(data_folder):
    path = data_folder / "un-ga-votes" / "ga_voting_undl_layout_1946_2024.parquet"
    ballots = duckdb.sql(
        f"select undl_id, ms_code, ms_vote, left(date, 4)::int as year from '{path}' where ms_vote <> 'X'"
    ).fetchnumpy()
    vote = np.asarray(ballots["ms_vote"]).astype(str)
    choice = np.select([vote == "Y", vote == "N"], [YES, NO], ABSTAIN).astype(np.float32)
    votes = roll_call_matrix(
        np.asarray(ballots["undl_id"]),
        np.asarray(ballots["ms_code"]).astype(str),
        choice,
        np.asarray(ballots["year"]).astype(np.int64),
    )
    found = ideal_points(votes)
    with gzip.open(data_folder / "un-ga-ideal-points" / "IdealpointsJuly2025.csv.gz", "rt", encoding="utf-8") as file:
        published = {(r["iso3c"], int(r["year"])): float(r["idealpointfp"]) for r in csv.DictReader(file) if r["idealpointfp"]}
    result = {}
    for t, year in enumerate(found.years):
        ours = {s: p for s, p in zip(found.states, found.position[:, t], strict=True) if not np.isnan(p)}
        pairs = [(p, published[SAME_STATE.get(s, s), year]) for s, p in ours.items() if (SAME_STATE.get(s, s), year) in published]
        if len(pairs) > 10:
            result[year] = np.corrcoef(np.array(pairs).T)[0, 1]
    return result


def test_positions_agree_with_the_published_ones_year_by_year(correlations):
    assert len(correlations) >= 70
    assert np.mean(list(correlations.values())) >= 0.97
    assert min(r for year, r in correlations.items() if year >= 1970) >= 0.95
