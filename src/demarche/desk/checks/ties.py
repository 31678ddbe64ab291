"""Ties: bandwidth and dependence against the publisher's own, the order of likely third parties on later years, and the time of chains."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import time
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.scorecard import Score, published
from demarche.desk.third_parties import third_party_record
from demarche.model.evidence import Confidence, Reference
from demarche.subjects.ties import Dimension, Order, Tie, TieGraph, back_test, capacity, chains

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FILE = "fbic/FBIC_sample_1000dyadyears_280cols_1960_2023.csv.gz"
FBIC = "FBIC, 1,000 dyad-years released with their components, 1960–2023"
BACK_TEST = "PA-X agreements 2000–2014 with a named third party, refitted each year on earlier years; half-life and ridge chosen on these years"
BANDWIDTH = {
    "representation": "norm_lor_avg_ma",
    "organisations": "norm_igos_ma",
    "trade agreements": "norm_tradeagreement_ma",
    "trade": "norm_lntotaltrade_ma",
    "alliance": "norm_allianceindex_ma",
    "arms": "norm_armstotalstock_ma",
}
DEPENDENCE = {
    "aid of GDP": "aidabgdpb_ma",
    "aid of all aid": "aidaballaidb_ma",
    "trade of GDP": "totaltradeabgdpb_ma",
    "trade of all trade": "totaltradeaballtradeb_ma",
    "arms of military stock": "armimportstockabmilstockb_ma",
    "arms of all arms": "armsimportsstockaballimstockb_ma",
}
ALLOWED, MOST = 1e-6, "the most allowed"
_BEFORE, _BEFORE_NEW = "who was there before", "distance"


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """Largest errors of the index and its parts, hits and area of the order of third parties, and the time of chains."""
    return [*_index(published(data, FILE, "the released sample of the FBIC index")), *_third_parties(workspace), _time_of_chains()]


def _index(path: Path) -> list[Score]:
    worst = {"bandwidth": 0.0, "dependence": 0.0, "fbic": 0.0}
    count = 0
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found = capacity(
                {name: float(row[column]) for name, column in BANDWIDTH.items()},
                {name: float(row[column]) for name, column in DEPENDENCE.items()},
            )
            ours = {"bandwidth": found.bandwidth, "dependence": found.dependence, "fbic": found.capacity}
            worst = {name: max(error, abs(ours[name] - float(row[name]))) for name, error in worst.items()}
            count += 1
    names = {"bandwidth": "bandwidth", "dependence": "dependence", "fbic": "the index"}
    return [
        Score(f"largest error of {names[name]}", float(f"{error:.3g}"), "of a scale from 0 to 1", count, ALLOWED, MOST, FBIC)
        for name, error in worst.items()
    ]


def _third_parties(workspace: Workspace) -> list[Score]:
    record, agreements = third_party_record(workspace)
    earned = {(one.question, one.order): one for one in back_test(record, agreements)}
    rows = []
    for question, told, beside in (
        ("overall", "third parties, repeat and new", _BEFORE),
        ("new", "third parties that are new", _BEFORE_NEW),
    ):
        ours, plain = earned[question, "regression"], earned[question, beside]
        source = f"{BACK_TEST}; {ours.processes} processes"
        within = f"{source}; 95 % interval {ours.low:.2f} to {ours.high:.2f}"
        rows += [
            Score(
                f"{told}: one true State among the first ten",
                round(ours.first_ten, 3),
                "share of process-years",
                ours.cases,
                round(plain.first_ten, 3),
                beside,
                within,
            ),
            Score(
                f"{told}: one true State among the first five",
                round(ours.first_five, 3),
                "share of process-years",
                ours.cases,
                round(plain.first_five, 3),
                beside,
                source,
            ),
            Score(f"{told}: area under the curve", round(ours.area, 3), "AUC", ours.cases, round(plain.area, 3), beside, source),
        ]
    return rows


def _time_of_chains(actors: int = 250, edges: int = 100_000) -> Score:
    """The least processor time of five chains over many dated ties, after the graph is built."""
    import numpy as np

    random = np.random.default_rng(5)
    begins, ends = random.integers(0, actors, edges), random.integers(0, actors, edges)
    ends = np.where(begins == ends, (ends + 1) % actors, ends)
    names = np.array([f"actor {n:03}" for n in range(actors)])
    first = dt.date(2000, 1, 1).toordinal()
    since = first + random.integers(0, 8_000, edges)
    columns = {
        "source": names[begins].tolist(),
        "target": names[ends].tolist(),
        "since": since.tolist(),
        "until": [None] * edges,
        "as_of": [None] * edges,
        "published": [None] * edges,
        "dimension": random.integers(0, len(Dimension), edges).tolist(),
        "value": [None] * edges,
        "judged": random.uniform(0.05, 1, edges).tolist(),
        "reliability": random.integers(0, 3, edges).tolist(),
        "dated": since.tolist(),
        "series": [0] * edges,
    }
    graph = TieGraph.of_columns(columns, lambda row: _made_up(columns, row))
    took = []
    for n in range(5):
        began = time.process_time()
        chains(graph, "actor 000", f"actor {n + 1:03}", dt.date(2024, 1, 1 + n), k=5, order=Order.STRENGTH)
        took.append(time.process_time() - began)
    name = f"processor time of five chains, {actors} actors and {edges:,} dated ties"
    return Score(name, round(min(took), 4), "seconds", edges, 0.1, MOST, "made-up ties, a day not asked about before")


def _made_up(columns: dict[str, list[object]], row: int) -> Tie:
    return Tie(
        str(columns["source"][row]),
        str(columns["target"][row]),
        tuple(Dimension)[int(str(columns["dimension"][row]))],
        Reference("Made-up ties", "Nobody"),
        since=dt.date.fromordinal(int(str(columns["since"][row]))),
        reliability=tuple(Confidence)[int(str(columns["reliability"][row]))],
        strength=float(str(columns["judged"][row])),
    )
