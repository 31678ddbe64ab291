"""The démarche package: an instruction, the non-paper that is left behind, and the form for the read-out.

The instruction follows the order in common use: objective, arguments, likely counter-arguments with replies, background, pitfalls.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Bullets, Heading, Paper, Paragraph, Span, Table, Words, pages, words
from demarche.desk.approach import Approach, Asked, approach, approach_to, refuse_crossing, same_ask, situation_for
from demarche.desk.approach_sections import (
    argument_points,
    by_when,
    contacts,
    not_known,
    reply_rows,
    sentences,
    ties_to_deciders,
    unsaid,
)
from demarche.desk.arguments import Argument, Ground, arguments_for
from demarche.desk.counter_arguments import Basis, Counter, counters_to
from demarche.desk.handling import Handling
from demarche.desk.leaving import both
from demarche.desk.paperwork import DrawnUp
from demarche.desk.read_out_form import read_out_form
from demarche.desk.spans import cite
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import spell_date

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

ARGUMENTS, REPLIES = 9, 6
LEAVE_PAGES = 1.0


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The package for one ask to one addressee. Raises like `demarche.desk.paperwork.draw_up`, and for an ask that crosses a red line."""
    found = approach(workspace, asked)
    refuse_crossing(found)
    handling = Handling(workspace, workspace.dossier(asked.dossier), asked.on)
    leaving = both(
        workspace,
        handling,
        partial(_instruction, found=found),
        audience,
        outside=partial(_left, asked=asked, found=found),
    )
    points = [found.wanted, *(a.text for a in _points(workspace, found))]
    form = read_out_form(found, points, leaving.internal.marking)
    return DrawnUp(leaving, form, tuple(choices(found)))


def choices(found: Approach) -> list[str]:
    """What was chosen where the user left it open, and what else there is."""
    if found.ask is None:
        return []
    s = found.situation
    rest = [a.id for a in s.dossier.asks if a.id != found.ask.id]
    told = [f"Ask: {found.ask.id}, to {found.to_name}."]
    if rest:
        told.append(f"Others here (--ask): {', '.join(rest)}.")
    if found.relayed and not found.inside:
        told.append(f"{found.to_name} is not the one asked to act: its word with {s.name(found.ask.of)} is asked for.")
    return told


def too_long(paper: Paper, limit: float, promised: str) -> list[str]:
    """A word to the author where their own words need more room than the paper promises; they are not cut."""
    return [f"This is longer than {promised}: shorten what you wrote in the dossier, or the page."] if pages(paper) > limit else []


def _points(workspace: Workspace, found: Approach) -> tuple[Argument, ...]:
    return arguments_for(workspace, found)[:ARGUMENTS]


def _instruction(workspace: Workspace, *, found: Approach) -> Paper:
    s = found.situation
    blocks: list[Block] = [Table(("Action", "Instruction"), tuple(_action(found)), (2.2, 14))]
    blocks += [
        Heading("Objective"),
        Paragraph(words(Span(found.wanted, bold=True), cite(s.sources(found.ask) if found.ask else (), 2))),
    ]
    blocks += _fallback(found)
    blocks += [Heading("Arguments"), Bullets(argument_points(_points(workspace, found)), numbered=True)]
    counters = _chosen(counters_to(found))
    blocks.append(Heading("Likely counter-arguments and replies"))
    blocks.append(
        Table(("They may say", "You can reply", "Where it comes from"), reply_rows(counters), (5.5, 6.5, 4.5))
        if counters
        else Paragraph(words("None is recorded, and none that is usual fits what is blocked."))
    )
    blocks += [Heading("Background"), *_background(found)]
    pitfalls = unsaid(found)
    if pitfalls:
        blocks += [Heading("Pitfalls"), Bullets(tuple(pitfalls))]
    unknown = not_known(found)
    if unknown:
        blocks += [Heading("Not known"), Paragraph(sentences(unknown))]
    return Paper(
        title=f"Démarche to {found.to_name}" if found.to else "Démarche",
        subtitle=f"{s.dossier.title}. Instruction for {s.name(s.state)}, as of {spell_date(s.on)}; nothing later is used.",
        blocks=tuple(blocks),
        day=s.on,
        marking="Internal",
        footer=f"Démarche to {found.to_name}, {s.dossier.title}, {spell_date(s.on)}",
    )


def _chosen(counters: tuple[Counter, ...]) -> list[Counter]:
    """At most six, so that each is read: contested law keeps up to two places."""
    law = [c for c in counters if c.basis is Basis.LAW][:2]
    return [c for c in counters if c.basis is not Basis.LAW][: REPLIES - len(law)] + law


def _action(found: Approach) -> list[tuple[Words, ...]]:
    s = found.situation
    part = next((p for p in s.dossier.parties if p.actor == found.to and (p.until is None or p.until >= s.on)), None)
    rows: list[tuple[Words, ...]] = [
        (words("Deliver to"), words(found.to_name, f": {part.part}" if part else "", cite(s.sources(part)) if part else ""))
    ]
    rows.append((words("Level"), words("The highest that can be had in time; the head of mission decides.")))
    rows.append((words("When"), by_when(found)))
    rows.append(
        (words("Leave"), words("The non-paper that goes with this instruction. It holds no marking and nothing of this page."))
    )
    rows.append((words("Report"), words(f"The same day, on the read-out form; then: demarche log {s.dossier.id}")))
    return rows


def _fallback(found: Approach) -> list[Block]:
    if found.ask is None:
        return []
    told: list[Block] = []
    if found.ask.fallback:
        told.append(Paragraph(words("If the full ask is refused, in this order and only after asking back:")))
        told.append(Bullets(tuple(words(f) for f in found.ask.fallback)))
    if found.ask.bottom_line:
        told.append(Paragraph(words(Span("Bottom line: ", bold=True), found.ask.bottom_line)))
    if found.others:
        told.append(Paragraph(words("If the talk allows, also: ", "; ".join(a.what for a in found.others[:3]), "."), "note"))
    return told


def _background(found: Approach) -> list[Block]:
    s, c = found.situation, found.constraint
    points: list[Words] = []
    if c is not None:
        who = ", ".join(s.name(d) for d in found.deciders)
        points.append(
            words(
                Span("Who decides: ", bold=True), f"{who or 'not recorded'}.", f" {c.note}" if c.note else "", cite(s.sources(c), 2)
            )
        )
    ties = ties_to_deciders(found)
    points += [words(Span("Recorded tie: ", bold=True), tie) for tie in ties[:4]]
    told = contacts(found)
    points += [words(Span("Said before: ", bold=True), line) for line in told]
    for t in [t for t in s.texts if t.not_in_favour and c and c.id in t.constraints][:3]:
        fate = "" if t.adopted else ", not adopted"
        points.append(words(Span(f"{t.symbol}{fate}: ", bold=True), "; ".join(t.not_in_favour[:6]), cite((t.reference,)), "."))
    return [Bullets(tuple(points))] if points else [Paragraph(words("Nothing more is recorded."))]


def _left(workspace: Workspace, *, asked: Asked, found: Approach) -> Paper:
    """The non-paper: what is asked and why, in public facts. Neither addressee, sender nor day of instruction stand in it."""
    s = situation_for(workspace, asked, ways=False, calendar=False)
    ask = same_ask(s, found.ask)
    mine = approach_to(workspace, s, ask, found.to if asked.to else "")
    by_ground: dict[Ground, list[Argument]] = {}
    for argument in arguments_for(workspace, mine) if ask else ():
        by_ground.setdefault(argument.ground, []).append(argument)
    for most in (3, 2, 1):
        paper = _non_paper(mine, by_ground, most)
        if pages(paper) <= LEAVE_PAGES:
            break
    return paper


_SECTIONS = (
    ("The situation", (Ground.PEOPLE, Ground.OWN)),
    ("What was agreed", (Ground.TEXT, Ground.RECORD, Ground.PROMISE)),
    ("What the law says", (Ground.LAW,)),
    ("What was done elsewhere", (Ground.CASE,)),
)


def _non_paper(found: Approach, by_ground: dict[Ground, list[Argument]], most: int) -> Paper:
    s = found.situation
    blocks: list[Block] = []
    if found.wanted:
        blocks.append(Paragraph(words(Span("What is asked: ", bold=True), found.wanted, "."), "lead"))
    if found.ask and found.ask.by:
        blocks.append(Paragraph(words(f"It is asked for by {spell_date(found.ask.by)}.")))
    for heading, grounds in _SECTIONS:
        points = [a for ground in grounds for a in by_ground.get(ground, [])[:most]]
        if points:
            blocks += [Heading(heading), Bullets(argument_points(points))]
    if not by_ground:
        blocks += [
            Heading("The situation"),
            Bullets(tuple(words(c.what, cite(s.sources(c), 2), ".") for c in s.dossier.constraints)),
        ]
    return Paper(
        title=s.dossier.title,
        subtitle=f"Non-paper, {spell_date(s.on)}. Names as used in the sources.",
        blocks=tuple(blocks),
        day=s.on,
        footer=s.dossier.title,
    )
