"""Expectations of Council votes on later years than they had seen."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.assembly_votes import positions_before
from demarche.desk.council_votes import roll_calls
from demarche.desk.scorecard import Score
from demarche.subjects.votes import RangedScore, vote_scorecard

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FIRST_YEAR = 2018
LOADED = "the library's voting data, the archive, the compilation of drafts and the curated rows, joined"


def scores(workspace: Workspace, data: Path | None) -> list[Score]:  # noqa: ARG001
    """Member votes and the fates of drafts from 2018 to the last year with drafts that failed, refitted each year."""
    began = time.process_time()
    calls = roll_calls(workspace).roll_calls
    loading = round(time.process_time() - began, 2)
    last = max(c.date.year for c in calls if not c.adopted and c.ballots and not c.amendment)
    registry = workspace.registry

    def group_of(state: str, day: dt.date) -> str:
        return registry.regional_group(state, day) or ""

    earned = vote_scorecard(calls, group_of, lambda year: positions_before(workspace, year), FIRST_YEAR, last)
    loaded = Score("processor time of loading every vote since 1946", loading, "seconds", len(calls), None, "", LOADED)
    return [*(as_row(score) for score in earned), loaded]


def as_row(score: RangedScore) -> Score:
    """A figure as the check prints it; its interval stands with its source."""
    within = "" if score.low is None or score.high is None else f"; 90 % interval {score.low:.3f} to {score.high:.3f}"
    baseline = None if score.baseline is None else round(score.baseline, 4)
    return Score(score.name, round(score.value, 4), score.unit, score.n, baseline, score.baseline_name, score.source + within)
