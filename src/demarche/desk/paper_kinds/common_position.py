"""The common-position note: what several organisations hold to on one ask or demand, on what ground, and who may lift it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Bullets, Heading, Paper, Paragraph, Span, Table, Words, pages, words
from demarche.desk.approach import Approach, Asked, approach, approach_to, same_ask, situation_for
from demarche.desk.approach_sections import argument_points, by_when, lines_holding, not_known
from demarche.desk.arguments import Ground, arguments_for, promises_on
from demarche.desk.counter_arguments import Basis, counters_to
from demarche.desk.handling import Handling
from demarche.desk.leaving import both
from demarche.desk.paper_kinds.demarche_package import choices
from demarche.desk.paperwork import DrawnUp
from demarche.desk.spans import cite, internal
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import spell_date

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

TWO_PAGES = 1.9
SIGNATURES = 6


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The note on one ask. Raises like `demarche.desk.paperwork.draw_up`."""
    found = approach(workspace, asked)
    handling = Handling(workspace, workspace.dossier(asked.dossier), asked.on)
    leaving = both(workspace, handling, partial(_note, found=found), audience, outside=partial(_left, asked=asked, found=found))
    return DrawnUp(leaving, notes=tuple(choices(found)))


def _left(workspace: Workspace, *, asked: Asked, found: Approach) -> Paper:
    s = situation_for(workspace, asked, ways=False)
    return _note(
        workspace, found=approach_to(workspace, s, same_ask(s, found.ask), found.to if asked.to else "", acting=found.acting)
    )


def _note(workspace: Workspace, *, found: Approach) -> Paper:
    for most in (5, 4, 3, 2):
        paper = _paper(workspace, found, most)
        if pages(paper) <= TWO_PAGES:
            break
    return paper


def _paper(workspace: Workspace, found: Approach, most: int) -> Paper:
    s = found.situation
    arguments = arguments_for(workspace, found)
    blocks: list[Block] = [Paragraph(_question(found), "lead")]
    lines = lines_holding(found)
    blocks.append(Heading("What we hold to"))
    if lines:
        header = ("Line", "Where it comes from", "Who may lift it")
        blocks.append(
            Table(header, tuple((words(x.what, cite(s.sources(x))), words(x.origin), words(x.waiver)) for x in lines), (8, 5.5, 3))
        )
    else:
        blocks.append(Paragraph(words(internal("No common line is recorded; agree on one first."))))
    for heading, grounds in (("What is blocked", (Ground.PEOPLE,)), ("On what ground", (Ground.LAW, Ground.TEXT))):
        points = [a for a in arguments if a.ground in grounds][:most]
        if points:
            blocks += [Heading(heading), Bullets(argument_points(points))]
    blocks += _demanded(found, most)
    blocks += _stands(found)
    blocks += _line(found)
    blocks += _elsewhere(found, most)
    blocks += [Heading("When it is looked at again"), Paragraph(by_when(found))]
    blocks += [Heading("Who holds this line"), _signatures()]
    unknown = not_known(found)
    if unknown:
        blocks += [Heading("Not known"), Paragraph(words(internal(" ".join(unknown))))]
    return Paper(
        title="Common position",
        subtitle=f"{s.dossier.title}. Draft of {spell_date(s.on)}. Names as used in the sources.",
        blocks=tuple(blocks),
        day=s.on,
        marking="Internal",
        footer=f"Common position, {s.dossier.title}, {spell_date(s.on)}",
    )


def _question(found: Approach) -> Words:
    run: list[str | Span] = [Span("The question: ", bold=True)]
    run.append(
        f"{found.constraint.what.rstrip('.')}. What do we hold to, together?"
        if found.constraint
        else "What do we hold to, together?"
    )
    return words(*run)


def _demanded(found: Approach, most: int) -> list[Block]:
    """Conditions that were set with promises, and how the law is read against us."""
    s = found.situation
    points = [
        words(Span(f"{s.name(p.by)}, {spell_date(p.made_on)}: ", bold=True), p.conditions.rstrip("."), cite(s.sources(p)), ".")
        for p in promises_on(found)
        if p.conditions
    ]
    points += [words(internal(c.says), cite(c.refs)) for c in counters_to(found) if c.basis is Basis.RECORDED]
    points += [
        words(Span("Read differently: ", bold=True), c.says, cite(c.refs)) for c in counters_to(found) if c.basis is Basis.LAW
    ]
    return [Heading("What is set against it"), Bullets(tuple(points[: most + 1]))] if points else []


def _stands(found: Approach) -> list[Block]:
    """Where actors stand on the questions of the dossier, as recorded on the day."""
    s = found.situation
    asked = {q.id: q for q in s.dossier.questions}
    rows = []
    for x in s.dossier.stances:
        question = asked.get(x.question)
        if question is not None:
            day = spell_date(x.date) if x.date else ""
            rows.append(
                (
                    words(s.name(x.actor)),
                    words(question.what),
                    words(f"{x.position:g} of {question.low:g}–{question.high:g}"),
                    words(day),
                    words(x.basis),
                )
            )
    header = ("Actor", "Question", "Stands at", "As of", "On what basis")
    return [Heading("Where those concerned stand"), Table(header, tuple(rows), (3.5, 5, 2.5, 2.5, 4))] if rows else []


def _line(found: Approach) -> list[Block]:
    if found.ask is None:
        return []
    s = found.situation
    blocks: list[Block] = [Heading("The line")]
    blocks.append(Paragraph(words(Span(found.ask.what, bold=True), cite(s.sources(found.ask), 2), ".")))
    if found.crosses:
        named = "; ".join(x.what or x.id for x in found.crosses)
        blocks.append(Paragraph(words(internal(f"This crosses a red line and goes to the mandator first: {named}."))))
    if found.ask.fallback:
        blocks.append(Paragraph(words(internal(f"Steps down, each only together: {'; '.join(found.ask.fallback)}."))))
    if found.ask.bottom_line:
        blocks.append(Paragraph(words(internal(f"Below this we go back to our mandators: {found.ask.bottom_line}."))))
    if found.ask.risk_to_people:
        blocks.append(Paragraph(words(internal(f"Risk to people: {found.ask.risk_to_people}"))))
    return blocks


def _elsewhere(found: Approach, most: int) -> list[Block]:
    """Cases close in kind, whatever came of them: what they teach is our judgement."""
    s, c = found.situation, found.constraint
    if c is None or c.category is None:
        return []
    points: list[Words] = []
    for channel in ("field", "mediation", "bilateral"):
        for analogy in s.analogies(channel, str(c.category)):
            case = analogy.case
            if case.outcome and case.title not in {p[0].text.rstrip(": ") for p in points}:
                said = f"{case.outcome.result}. {case.outcome.what}"
                points.append(
                    words(
                        Span(f"{case.title}: ", bold=True),
                        said,
                        cite(case.outcome.references),
                        internal(f" {case.outcome.teaches}"),
                    )
                )
    return [Heading("What others met"), Bullets(tuple(points[: max(most - 2, 1)]))] if points else []


def _signatures() -> Table:
    """Rows to fill in; the gate takes them out of what leaves, since they are empty."""
    empty = words(internal(" "))
    rows = tuple((empty,) * 4 for _ in range(SIGNATURES))
    return Table(("Organisation", "Holds it", "Reservation", "Told by, on"), rows, (5, 2, 6, 4), roomy=True)
