"""The weighted mean and its band on resolved questions of the European Union, beside plain forecasts on the same questions."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.scorecard import Score, published
from demarche.model.evidence import Failure
from demarche.subjects.bargaining import Issue, Resolved, Stance, band_scores, exchange_round, forecast_scores

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FILE = "bargaining/deu3.csv"
SOURCE = "DEU III: Arregui and Perarnaud (2021), doi:10.34810/data53"
LEAST_ACTORS = 3
NOT_ACTORS = {"prnrnmc", "prnr", "prname", "proc", "proccde"}


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """Mean absolute errors with their intervals, the share of outcomes within the band, and how long a round of trades takes."""
    del workspace
    resolved = resolved_questions(published(data, FILE, "the data set on decisions in the European Union"))
    found = forecast_scores(resolved)
    plain = next(s for s in found if s.name == "middle of the scale")
    rows = [
        Score(
            f"mean absolute error of the {s.name}",
            round(s.error, 3),
            "points of 100",
            s.questions,
            None if s is plain else round(plain.error, 3),
            "" if s is plain else "always 50",
            f"{SOURCE}; 95 % interval {s.low:.2f} to {s.high:.2f}",
        )
        for s in found
    ]
    bands = {s.name: s for s in band_scores(resolved)}
    for name, band in bands.items():
        if name.startswith("band"):
            one_width = bands[name.replace("band", "one width for all")]
            rows.append(
                Score(
                    f"outcomes within the 80 % {name}",
                    round(band.held, 4),
                    "share",
                    band.questions,
                    round(one_width.held, 4),
                    f"one width for all, mean width {one_width.width:.0f}",
                    f"{SOURCE}; mean width {band.width:.0f} points of 100",
                )
            )
    return [*rows, _time_of_a_round()]


def resolved_questions(path: Path) -> list[Resolved]:
    """Every question with an outcome on the scale and at least three actors with position and salience, all counted alike.

    Raises `Failure` where the file is another one.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    columns = set(rows[0]) if rows else set()
    actors = sorted(c[1:] for c in columns - NOT_ACTORS if c.startswith("p") and f"s{c[1:]}" in columns)
    if not {"prnr", "isnr", "out"} <= columns or not actors:
        raise Failure("This is not the table of resolved questions.", where=str(path), next_step="Use the publisher's file.")
    found = []
    for row in rows:
        outcome = _number(row["out"])
        stances = []
        for actor in actors:
            position, salience = _number(row[f"p{actor}"]), _number(row[f"s{actor}"])
            if position is not None and salience is not None:
                stances.append(Stance(actor, position, salience))
        if outcome is not None and 0 <= outcome <= 100 and len(stances) >= LEAST_ACTORS and row["isnr"]:
            found.append(Resolved(Issue(row["isnr"], "", tuple(stances)), outcome, row["prnr"]))
    return found


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _time_of_a_round(actors: int = 15, issues: int = 13) -> Score:
    """The least processor time of a round of trades among made-up actors that all have a stance on every issue."""
    made = [
        Issue(
            f"issue {p}",
            "",
            tuple(
                Stance(f"actor {n}", (37 * n + 61 * p + 13 * n * p) % 101, 0.2 + (7 * n + 5 * p) % 9 / 10, 0.1 + n / actors)
                for n in range(actors)
            ),
        )
        for p in range(issues)
    ]
    took = []
    for _ in range(5):
        began = time.process_time()
        exchange_round(made)
        took.append(time.process_time() - began)
    name = f"processor time of a round of trades, {actors} actors on {issues} issues"
    return Score(name, round(min(took), 4), "seconds", actors * issues, 0.1, "the most allowed", "made-up stances")
