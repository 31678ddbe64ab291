"""The outcome lens: where stated positions on a question would meet, the honest band around it, exact levers, and possible trades."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.desk.lens_files import issues_in_csv, issues_in_toml
from demarche.model.dossier import Dossier
from demarche.model.evidence import UseError
from demarche.subjects.bargaining import (
    SCOPE,
    Band,
    ExchangeRound,
    Issue,
    Lever,
    Stance,
    Trade,
    compromise,
    exchange_round,
    from_ranges,
    honest_band,
    if_moved,
    levers,
    plain_mean,
    plain_median,
    possible_trades,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

MOST_TRADES = 12
SEED = 1


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question: the weighted mean, plain forecasts beside it, the honest band, what own ranges alone would give, and the levers.

    `moves` are moves asked about: the actor, where it would stand, and the mean then.
    """

    issue: Issue
    outcome: float
    plain_mean: float
    median: float
    band: Band
    own_ranges: tuple[float, float]
    levers: tuple[Lever, ...]
    moves: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class LensView:
    """All questions looked at, and where there are several, the trades that would pay both and a whole round of them."""

    title: str
    on: dt.date
    names: dict[str, str]
    questions: tuple[QuestionView, ...]
    trades: tuple[Trade, ...]
    round: ExchangeRound | None
    warning: str
    earned: str
    notes: tuple[str, ...]


EARNED = (
    "On 351 resolved questions the weighted mean was off by 23.6 points of 100 on average (always the middle: 28.0; the median: 28.4),"
    " and bands drawn like this one held 81 % of the outcomes; letting everybody trade first did not help (24.7): demarche check lens."
)


def outcome_lens(
    workspace: Workspace,
    dossier: str,
    on: dt.date,
    *,
    file: Path | None = None,
    question: str = "",
    moves: Mapping[str, float] | None = None,
) -> LensView:
    """Look at the questions of a dossier (or of a file) through the stances that could be known on the day.

    `question` keeps one of them; `moves` asks where the mean would lie if an actor stood elsewhere, one at a time, on the questions
    whose scale has that position. Raises `UseError`
    where there is no question, no stance on it, or a stance that cannot be meant.
    """
    title, issues = _issues(workspace, dossier, on, file)
    if question:
        kept = [issue for issue in issues if issue.id == question]
        if not kept:
            raise UseError(
                f"There is no question “{question}”.", next_step=f"Questions: {', '.join(issue.id for issue in issues)}."
            )
        issues = kept
    views = tuple(_view(issue, moves or {}) for issue in issues)
    if moves and not any(view.moves for view in views):
        known = sorted({stance.actor for issue in issues for stance in issue.stances})
        scales = "; ".join(f"{issue.id} from {issue.low:g} to {issue.high:g}" for issue in issues)
        raise UseError(
            "None of the actors to be moved has a stance on a scale with that position.",
            where="--move",
            next_step=f"Stances: {', '.join(known)}. Scales: {scales}.",
        )
    several = len(issues) > 1
    return LensView(
        title,
        on,
        {stance.actor: workspace.name_of(stance.actor) for issue in issues for stance in issue.stances},
        views,
        possible_trades(issues, most=MOST_TRADES) if several else (),
        exchange_round(issues) if several else None,
        SCOPE,
        EARNED,
        _notes(issues),
    )


def _view(issue: Issue, moves: Mapping[str, float]) -> QuestionView:
    held = {stance.actor for stance in issue.stances}
    return QuestionView(
        issue,
        compromise(issue),
        plain_mean(issue),
        plain_median(issue),
        honest_band(issue),
        from_ranges(issue, seed=SEED),
        levers(issue),
        tuple(
            (actor, to, if_moved(issue, actor, to))
            for actor, to in moves.items()
            if actor in held and issue.low <= to <= issue.high
        ),
    )


def _notes(issues: Sequence[Issue]) -> tuple[str, ...]:
    notes = ["Each lever is exact: if an actor moves by one unit, the mean moves by its share of the weight."]
    if len(issues) > 1:
        notes.append(
            "A trade is a proposal to look at: both give way where each cares less, both gain the same; who else gains or loses is shown."
        )
    alike = [issue.id for issue in issues if len({s.capability for s in issue.stances}) == 1]
    if alike:
        notes.append(
            f"Capabilities count alike on: {', '.join(alike)}. On resolved questions they changed the mean error by less than a point."
        )
    return tuple(notes)


def _issues(workspace: Workspace, dossier: str, on: dt.date, file: Path | None) -> tuple[str, list[Issue]]:
    if file is not None:
        issues = issues_in_csv(file, on) if file.suffix.casefold() == ".csv" else issues_in_toml(file, on)
        return file.name, issues
    known = workspace.dossier(dossier).as_known_on(on)
    issues = issues_of(known, on)
    if not issues:
        raise UseError(
            f"The dossier holds no question with stances on {on}.",
            where=dossier,
            next_step=f"Record one: demarche dossier add {dossier} questions ID what=… low=0 high=100; then stances ID question=ID actor=… position=…",
        )
    return known.title, issues


def issues_of(dossier: Dossier, on: dt.date) -> list[Issue]:
    """The dossier's questions with the latest stance of each actor on the day; questions without a stance are left out."""
    latest: dict[tuple[str, str], Any] = {}
    for stance in sorted(dossier.stances, key=lambda s: s.date or dt.date.min):
        if stance.date is None or stance.date <= on:
            latest[stance.question, stance.actor] = stance
    found = []
    for q in dossier.questions:
        held = [
            Stance(
                s.actor,
                s.position,
                1.0 if s.salience is None else s.salience,
                1.0 if s.capability is None else s.capability,
                s.low,
                s.high,
                s.basis,
            )
            for (asked, _), s in latest.items()
            if asked == q.id
        ]
        if held:
            found.append(Issue(q.id, q.what, tuple(held), q.low, q.high, q.low_means, q.high_means))
    return found
