"""The entry-points brief as a paper of two pages: facts in the open, the analysis of who moves whom marked as internal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Bullets, Heading, Paper, Paragraph, Span, Table, Words, pages, words
from demarche.desk.briefing import Brief, RankedEntry, brief
from demarche.desk.briefing_sections import Limits, agreed, blocked, deciders, norms, promises, texts, windows
from demarche.desk.handling import Handling
from demarche.desk.leaving import Leaving, both
from demarche.desk.spans import cite, internal
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import spell_date
from demarche.subjects.options import Channel, Moved
from demarche.subjects.options.proposals import plain_asks

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FULLNESS = (
    Limits(blocked=7, texts=6, windows=8, promises=4, ways=3),
    Limits(blocked=6, texts=5, windows=7, promises=4, ways=3),
    Limits(),
    Limits(blocked=4, texts=4, windows=5, promises=2),
    Limits(blocked=4, texts=4, windows=5, promises=2, ways=1, contested=1),
    Limits(blocked=4, texts=3, windows=4, promises=2, entries=6, ways=1, contested=1),
    Limits(blocked=3, texts=2, windows=4, promises=1, entries=5, ways=1, contested=1),
)
"""From the fullest paper to the barest; the first that fits on two pages is written."""

TWO_PAGES = 1.98


def brief_paper(brief: Brief) -> Paper:
    """Compose the paper as full as two pages allow; what is left out is counted in the headings, never dropped in silence."""
    for limits in FULLNESS:
        paper = _composed(brief, limits)
        if pages(paper) <= TWO_PAGES:
            return paper
    return paper


def brief_leaving(
    workspace: Workspace,
    dossier: str,
    state: str,
    on: dt.date,
    days: int = 90,
    *,
    audience: Sensitivity = Sensitivity.PUBLIC,
) -> tuple[Brief, Leaving]:
    """The brief as its author has it, and both versions of its paper: the leave-behind is drawn up anew from what `audience` may see.

    Raises `UseError` like `brief`, and `Failure` where words of a closed field of the dossier stand in an open one.
    """
    drawn_up: list[Brief] = []

    def compose(shown: Workspace) -> Paper:
        drawn_up.append(brief(shown, dossier, state, on, days))
        return brief_paper(drawn_up[-1])

    leaving = both(workspace, Handling(workspace, workspace.dossier(dossier), on), compose, audience)
    return drawn_up[0], leaving


def _composed(brief: Brief, limits: Limits) -> Paper:
    s = brief.situation
    blocks: list[Block] = [
        *blocked(brief, limits),
        *texts(brief, limits),
        *agreed(brief),
        *norms(brief, limits),
        *deciders(brief, limits),
        *windows(brief, limits),
        *_entries(brief, limits),
        *promises(brief, limits),
        *_order(brief),
        Heading("Not known here"),
        Paragraph(words(" ".join(brief.not_known))),
        _editions(brief),
    ]
    return Paper(
        title=f"Entry points: {s.dossier.title}",
        subtitle=f"For {brief.state_name}, as of {spell_date(brief.on)}; nothing later is used. Names as used in the sources.",
        blocks=tuple(b for b in blocks if not (isinstance(b, Bullets) and not b.points)),
        day=brief.on,
        marking="Internal",
        footer=f"{s.dossier.title}, {spell_date(brief.on)}",
    )


def _entries(brief: Brief, limits: Limits) -> list[Block]:
    rows = tuple(_entry(i, r, brief.considered) for i, r in enumerate(brief.entry_points[: limits.entries], start=1))
    heading = Heading("Entry points" + (f" ({len(rows)} of {brief.considered})" if len(rows) < brief.considered else ""))
    if not rows:
        return [heading, Paragraph(words("None can be compared: no decider and no ask was known to this dossier by this day."))]
    header = ("Ask", "Act", "Trigger and deadline", "Precedent", "Risk; cost", "First")
    blocks: list[Block] = [heading, Table(header, rows, (4.8, 3, 2.3, 4.1, 3.3, 0.9))]
    for crossing in brief.needs_mandator:
        lines = ", ".join(line.id for line in crossing.red_lines)
        blocks.append(Paragraph(words(internal(f"Needs the mandator: {crossing.entry_point.ask} (red line: {lines}).")), "note"))
    return blocks


def _entry(number: int, ranked: RankedEntry, of: int) -> tuple[Words, ...]:
    e = ranked.entry
    deadline = f"; by {spell_date(e.deadline)}" if e.deadline else ""
    free = "costs no money, " if e.cost_free else ""
    return (
        words(Span(f"{number}. ", bold=True), e.ask, cite(e.evidence)),
        words(internal(f"{_CHANNEL.get(e.channel, e.channel.value.capitalize())}: {e.title}")),
        words(f"{e.trigger}{deadline}"),
        words(e.precedent),
        words(internal(f"{e.risk_to_people.rstrip('.')}; {free}{e.cost.note}")),
        words(internal(f"{ranked.first:.0%}" if of > 1 else "only one")),
    )


_CHANNEL = {Channel.SECURITY_COUNCIL: "Council"}


def _order(brief: Brief) -> list[Block]:
    if brief.change is None or brief.considered < 2:
        return []
    s = brief.situation
    asked = {a.id: a.what for a in (*plain_asks(s), *s.dossier.asks)}
    lines = [
        f"“First” is the share of draws in which an act came first of {brief.considered}, over all weights of the criteria and all "
        "ratings in their intervals; ratings are judged by rule and can be overruled. It is no chance of success."
    ]
    for c in brief.change.changes[:2]:
        about = asked.get(c.option, c.option)
        what = (
            f"the weight of {c.criterion} at {c.moved_to:.0%}"
            if c.moved is Moved.WEIGHT
            else f"{c.criterion} of “{about}” at {c.moved_to:g}"
        )
        lines.append(f"With {what}, “{asked.get(c.new_leader, c.new_leader)}” would come first ({c.share:.0%}).")
    if not brief.change.changes:
        lines.append(
            f"No single weight or rating, moved to its bound, would unseat “{asked.get(brief.change.leader, brief.change.leader)}”."
        )
    return [Heading("What would change the order"), Paragraph(words(internal(" ".join(lines))))]


def _editions(brief: Brief) -> Paragraph:
    """Which tables were used, and how far each reaches: rows after the day are not used."""
    parts = [f"{e.source}{f' to {e.as_of}' if e.as_of else ''}" for e in brief.editions]
    used = f"Tables used, rows after {spell_date(brief.on)} left out (demarche sources NAME tells more): {'; '.join(parts)}."
    return Paragraph(words(used), "note")
