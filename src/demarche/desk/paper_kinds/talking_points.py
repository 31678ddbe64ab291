"""Talking points on one page: the message, at most six points, replies to what they may say, and what not to say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Bullets, Heading, Paper, Paragraph, Span, Words, pages, words
from demarche.desk.approach import Approach, Asked, approach, approach_to, refuse_crossing, same_ask, situation_for
from demarche.desk.approach_sections import argument_points, by_when, unsaid
from demarche.desk.arguments import Argument, Ground, arguments_for
from demarche.desk.counter_arguments import Basis, Counter, counters_to
from demarche.desk.handling import Handling
from demarche.desk.leaving import both
from demarche.desk.paper_kinds.demarche_package import choices, too_long
from demarche.desk.paperwork import DrawnUp
from demarche.desk.spans import cite
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import spell_date

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

ONE_PAGE = 0.95
MOST = 6
ORDER = (Ground.PEOPLE, Ground.OWN, Ground.RECORD, Ground.TEXT, Ground.PROMISE, Ground.LAW, Ground.CASE)


@dataclass(frozen=True, slots=True)
class _Full:
    """How much a page holds: points, replies, lines not to cross."""

    points: int
    replies: int
    unsaid: int


_FULLNESS = (
    _Full(6, 5, 5),
    _Full(6, 4, 5),
    _Full(6, 3, 4),
    _Full(6, 3, 3),
    _Full(5, 3, 3),
    _Full(5, 2, 3),
    _Full(4, 2, 2),
    _Full(4, 1, 1),
)


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The page for one ask to one addressee. Raises like `demarche.desk.paperwork.draw_up`, and for an ask that crosses a red line."""
    found = approach(workspace, asked)
    refuse_crossing(found)
    handling = Handling(workspace, workspace.dossier(asked.dossier), asked.on)
    leaving = both(workspace, handling, partial(_internal, found=found), audience, outside=partial(_left, asked=asked, found=found))
    return DrawnUp(leaving, notes=(*choices(found), *too_long(leaving.internal, ONE_PAGE, "one page")))


def spoken(workspace: Workspace, found: Approach, most: int = MOST) -> tuple[Argument, ...]:
    """At most `most` points: the best of each ground in the order in which one speaks, then second ones; none is a whole text."""
    arguments = arguments_for(workspace, found)
    by_ground = {ground: [a for a in arguments if a.ground is ground] for ground in ORDER}
    first = [found_[0] for ground in ORDER if (found_ := by_ground[ground])]
    second = [a for ground in (Ground.OWN, Ground.PEOPLE, Ground.TEXT) for a in by_ground[ground][1:2]]
    chosen = first[:most] if len(first) >= most else [*first, *second[: most - len(first)]]
    return tuple(sorted(chosen, key=lambda a: ORDER.index(a.ground)))


def _internal(workspace: Workspace, *, found: Approach) -> Paper:
    lines = unsaid(found)
    replies = tuple(c for c in counters_to(found) if c.basis is not Basis.LAW and c.reply)
    for full in _FULLNESS:
        paper = _page(found, spoken(workspace, found, full.points), replies[: full.replies], lines[: full.unsaid])
        if pages(paper) <= ONE_PAGE:
            break
    return paper


def _page(found: Approach, points: tuple[Argument, ...], replies: tuple[Counter, ...], lines: list[Words]) -> Paper:
    s = found.situation
    free = " It costs no money." if found.ask and found.ask.cost_free else ""
    blocks: list[Block] = [Paragraph(words(Span("The message: ", bold=True), found.wanted, ".", free), "lead")]
    blocks += [Heading("Points"), Bullets(argument_points(points, short=True), numbered=True)]
    blocks.append(Paragraph(words(Span("When: ", bold=True), by_when(found, 2))))
    if replies:
        told = tuple(words(Span(f"“{c.says.rstrip('.')}.” ", italic=True), c.reply, cite(c.refs)) for c in replies if c.reply)
        blocks += [Heading("If they say"), Bullets(told)]
    if lines:
        blocks += [Heading("Keep to"), Bullets(tuple(lines))]
    return Paper(
        title=f"Talking points: {found.to_name}" if found.to else "Talking points",
        subtitle=f"{s.dossier.title}. For {s.name(s.state)}, as of {spell_date(s.on)}; nothing later is used.",
        blocks=tuple(blocks),
        day=s.on,
        marking="Internal",
        footer=f"Talking points, {s.dossier.title}, {spell_date(s.on)}",
        setting="card",
    )


def _left(workspace: Workspace, *, asked: Asked, found: Approach) -> Paper:
    """The points alone, for whoever receives them."""
    s = situation_for(workspace, asked, ways=False, calendar=False)
    ask = same_ask(s, found.ask)
    mine = approach_to(workspace, s, ask, found.to if asked.to else "")
    blocks: list[Block] = []
    if ask:
        blocks = [Paragraph(words(found_.rstrip("."), "."), "lead") for found_ in (mine.wanted,)]
        points = argument_points(spoken(workspace, mine), short=True)
        blocks += [Heading("Points"), Bullets(points, numbered=True)]
    else:
        blocks += [
            Heading("Points"),
            Bullets(tuple(words(c.what, cite(s.sources(c), 2), ".") for c in s.dossier.constraints[:MOST])),
        ]
    return Paper(
        s.dossier.title,
        f"{spell_date(s.on)}. Names as used in the sources.",
        tuple(blocks),
        s.on,
        footer=s.dossier.title,
        setting="card",
    )
