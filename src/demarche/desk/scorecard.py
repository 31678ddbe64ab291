"""Scorecards: each method's figures with their n and a plain baseline beside, recomputed on call.

A check is one line here and one function in `demarche.desk.checks`; it is imported when it is called.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.model.evidence import Score, UseError

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace


__all__ = ["CHECKS", "Check", "Score", "check", "published", "share"]

Check = Callable[["Workspace", Path | None], list[Score]]

CHECKS: dict[str, tuple[str, str]] = {
    "actors": ("demarche.desk.checks.actors", "What share of member names in voting records finds its actor."),
    "expiry": (
        "demarche.desk.checks.expiry",
        "How much of the ends of terms the rules find, on hand labels and on titles, and what is renewed.",
    ),
    "votes": ("demarche.desk.checks.votes", "How far expectations of Council votes and of a draft's fate hold on later years."),
    "sponsors": ("demarche.desk.checks.sponsors", "How far the co-sponsor sheet holds on later texts."),
    "ties": (
        "demarche.desk.checks.ties",
        "How exact the parts of capacity are, how well likely third parties are ordered, and how fast.",
    ),
    "options": (
        "demarche.desk.checks.options",
        "How near the greedy choice comes to the exact one, how fast, and the same on all workers.",
    ),
    "lens": (
        "demarche.desk.checks.lens",
        "How near the weighted mean of stated positions comes to what was decided, and its band.",
    ),
    "text": (
        "demarche.desk.checks.text",
        "How drafts are split, how naive text of pages is put together again, and how long a redline takes.",
    ),
    "precedent": (
        "demarche.desk.checks.precedent",
        "How often the true predecessor of a paragraph is found, on later texts; verbs read from plain words; paragraphs across languages.",
    ),
    "regression": (
        "demarche.desk.checks.regression",
        "How surely what a draft weakens is found and nothing else, and whether redlines give back both texts.",
    ),
    "elements": (
        "demarche.desk.checks.elements",
        "How well protection elements are found, against labels that no rule saw at first.",
    ),
    "ideal-points": ("demarche.desk.checks.ideal_points", "How close our ideal points come to the published ones."),
}
"""Name → the module with a function `scores(workspace, data)`, and what it tells."""


def check(workspace: Workspace, name: str, data: Path | None = None) -> list[Score]:
    """Recompute a scorecard. `data` is the folder of publishers' files where a check compares with one.

    Raises `UseError` for an unknown name, or where a check needs files that are not there.
    """
    if name not in CHECKS:
        near = difflib.get_close_matches(name, CHECKS, n=1, cutoff=0.4)
        meant = f"Did you mean “{near[0]}”? " if near else ""
        raise UseError(f"There is no check “{name}”.", next_step=f"{meant}There are: {', '.join(CHECKS)}.")
    run: Check = import_module(CHECKS[name][0]).scores
    return run(workspace, data)


def published(data: Path | None, inside: str, what: str) -> Path:
    """A publisher's file that a check compares with. Raises `UseError` where it is not there."""
    path = data / inside if data is not None else Path(inside)
    if data is None or not path.exists():
        raise UseError(
            f"This check compares with {what}, which is not here.",
            where=str(path),
            next_step="Give the folder that holds it with --data or DEMARCHE_DATA.",
        )
    return path


def share(part: int, whole: int) -> float:
    """A part of a whole as a figure of four decimals; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0
