"""What the co-sponsor sheet earned on later texts than it had seen, each figure beside a plain baseline.

Refitted each year on earlier texts only; measures are means over texts unless the name says otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.votes.measures import (
    RangedScore,
    auc,
    average_precision,
    bootstrap_interval,
    brier,
    calibration_error,
    precision_at,
)
from demarche.subjects.votes.sponsorship import LIKELY, POSSIBLE, SponsoredText, SponsorHistory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SPONSOR_SOURCE = "Security Council resolutions with more than 20 sponsors as printed on the draft; States outside the Council"


def sponsor_scorecard(
    texts: Sequence[SponsoredText], states_on: Callable[[dt.date], Collection[str]], first: int, last: int
) -> list[RangedScore]:
    """Who joined the sponsors of widely sponsored texts, refitted each year; measures are means over texts unless said."""
    every = {s for t in texts for s in states_on(t.date)}
    history = SponsorHistory(texts, every)
    place = {s: i for i, s in enumerate(history.states)}
    cases = []
    for year in range(first, last + 1):
        asked = [k for k, t in enumerate(history.texts) if t.date.year == year]
        if not asked:
            continue
        model = history.fit(dt.date(year, 1, 1))
        for k in asked:
            text = history.texts[k]
            open_to = [place[s] for s in sorted(states_on(text.date)) if s not in text.council and s in place]
            features = history.features(text.date, text.agenda, text.subjects)[open_to]
            cases.append((history.joined[k, open_to], model.probability(features), features[:, 0]))
    means: dict[str, Callable[[Floats, Floats], float]] = {
        "area under the curve": auc,
        "precision at 10": lambda y, s: precision_at(y, s, 10),
        "precision at 25": lambda y, s: precision_at(y, s, 25),
        "average precision": average_precision,
    }
    rows = []
    for name, measure in means.items():
        ours = np.array([measure(y, p) for y, p, _ in cases])
        plain = np.array([measure(y, f) for y, _, f in cases])
        rows.append(
            RangedScore(f"co-sponsors, {name}", ours.mean(), "share", len(cases), plain.mean(), "recent rate alone", SPONSOR_SOURCE)
        )
    rows += _open_question(cases)
    y, p = np.concatenate([c[0] for c in cases]), np.concatenate([c[1] for c in cases])
    rows += [
        RangedScore(
            "co-sponsors, Brier score",
            brier(y, p),
            "squared probability",
            len(y),
            brier(y, np.full(len(y), y.mean())),
            "share that joined, in hindsight",
            SPONSOR_SOURCE,
        ),
        RangedScore("co-sponsors, calibration error", calibration_error(y, p), "probability", len(y), None, "", SPONSOR_SOURCE),
    ]
    for word, chosen in (("likely", p >= LIKELY), ("possible", (p < LIKELY) & (p >= POSSIBLE)), ("unlikely", p < POSSIBLE)):
        rows.append(
            RangedScore(
                f"share of “{word}” that joined",
                float(y[chosen].mean()),
                "share",
                int(chosen.sum()),
                float(y.mean()),
                "share of all that joined",
                SPONSOR_SOURCE,
            )
        )
    return rows


def _open_question(cases: Sequence[tuple[Floats, Floats, Floats]]) -> list[RangedScore]:
    """Ranking where the recent rate leaves it open, and the gain over that rate with its interval over texts drawn again."""
    low, high = np.log(0.2 / 0.8), np.log(0.7 / 0.3)
    pairs = []
    for y, p, recent in cases:
        chosen = (recent > low) & (recent < high)
        if 0 < y[chosen].sum() < chosen.sum():
            pairs.append((auc(y[chosen], p[chosen]), auc(y[chosen], recent[chosen])))
    if not pairs:
        return []
    ours, plain = np.array(pairs).T
    gain = ours - plain
    ends = bootstrap_interval(lambda a, _: float(a.mean()), gain, gain, draws=2000)
    name, rest = "co-sponsors whose recent rate is 20–70 %", (len(pairs), float(plain.mean()), "recent rate alone", SPONSOR_SOURCE)
    return [
        RangedScore(f"{name}, area under the curve", float(ours.mean()), "chance", *rest),
        RangedScore(
            f"{name}, gain in area", float(gain.mean()), "chance", len(pairs), 0.0, "recent rate alone", SPONSOR_SOURCE, *ends
        ),
    ]
