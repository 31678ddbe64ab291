"""The co-sponsor sheet on later texts than it had seen."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.checks.votes import as_row
from demarche.desk.scorecard import Score
from demarche.desk.sponsoring import sponsored_texts
from demarche.subjects.votes import sponsor_scorecard

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FIRST_YEAR = 2015


def scores(workspace: Workspace, data: Path | None) -> list[Score]:  # noqa: ARG001
    """Who joined widely sponsored texts from 2015 on, refitted each year."""
    texts = sponsored_texts(workspace, dt.date.max)
    last = max(t.date.year for t in texts if t.wide)

    @cache
    def states_on(day: dt.date) -> frozenset[str]:
        return frozenset(a.id for a in workspace.registry.states(day))

    return [as_row(score) for score in sponsor_scorecard(texts, states_on, FIRST_YEAR, last)]
