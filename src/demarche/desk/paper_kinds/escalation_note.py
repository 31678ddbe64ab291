"""The escalation note on half a page: the issue, what was tried, which leverage is needed, and what must not be said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Paper, Paragraph, Span, Words, pages, words
from demarche.desk.approach import Approach, Asked, approach, approach_to, same_ask, situation_for
from demarche.desk.approach_sections import contacts, escalations_on, lines_holding
from demarche.desk.arguments import Argument, Ground, arguments_for
from demarche.desk.handling import Handling
from demarche.desk.leaving import both
from demarche.desk.paper_kinds.demarche_package import choices, too_long
from demarche.desk.paperwork import DrawnUp
from demarche.desk.spans import cite, internal
from demarche.model.dossier import Escalation, Sensitivity
from demarche.model.evidence import Confidence, holds_on, spell_date

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

HALF_A_PAGE = 0.47


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The note on one ask, which may be one that crosses a red line: that is what it is for. Raises like `paperwork.draw_up`."""
    found = approach(workspace, asked)
    handling = Handling(workspace, workspace.dossier(asked.dossier), asked.on)
    leaving = both(workspace, handling, partial(_note, found=found), audience, outside=partial(_left, asked=asked, found=found))
    return DrawnUp(leaving, notes=(*choices(found), *too_long(leaving.internal, HALF_A_PAGE, "half a page")))


def _left(workspace: Workspace, *, asked: Asked, found: Approach) -> Paper:
    s = situation_for(workspace, asked, ways=False, calendar=False)
    mine = approach_to(workspace, s, same_ask(s, found.ask), found.to if asked.to else "", acting=found.acting)
    return _note(workspace, found=mine)


def _note(workspace: Workspace, *, found: Approach) -> Paper:
    own = [e for e in escalations_on(found) if found.constraint and e.constraint == found.constraint.id]
    drawn = next((e for e in own if not e.came_back), None)
    for most in (3, 2, 1):
        paper = _paper(found, drawn, arguments_for(workspace, found), most)
        if pages(paper) <= HALF_A_PAGE:
            break
    return paper


def _paper(found: Approach, drawn: Escalation | None, arguments: tuple[Argument, ...], most: int) -> Paper:
    s = found.situation
    lines: list[tuple[str, Words]] = [("Issue", _issue(found, drawn, arguments, most))]
    lines.append(("Tried", _tried(found, drawn, most)))
    lines.append(("Leverage needed", _leverage(found, drawn, most)))
    lines.append(("Asked of you", _wanted(found, drawn)))
    if drawn and drawn.came_back:
        day = f" ({spell_date(drawn.came_back_on)})" if drawn.came_back_on else ""
        lines.append(("Came back", words(drawn.came_back.rstrip("."), day, ".")))
    lines.append(("Do no harm", _harm(found, drawn)))
    lines.append(("Must not be said", _unsaid(found, drawn, most)))
    blocks: list[Block] = [Paragraph(words(Span(f"{name}: ", bold=True), run)) for name, run in lines if run]
    route = f"From {drawn.from_level or 'the field'} to {drawn.to_level or 'capital'}. " if drawn else ""
    return Paper(
        title="Escalation note",
        subtitle=f"{s.dossier.title}. {route}{spell_date(s.on)}.",
        blocks=tuple(blocks),
        day=s.on,
        marking="Internal",
        footer=f"{s.dossier.title}, {spell_date(s.on)}",
        setting="card",
    )


def _issue(found: Approach, drawn: Escalation | None, arguments: tuple[Argument, ...], most: int) -> Words:
    run: list[str | Span] = [f"{drawn.what.rstrip('.')}. "] if drawn and drawn.what else []
    told = [a for a in arguments if a.ground is Ground.PEOPLE][:most]
    if not told and not run:
        return words("; ".join(c.what.rstrip(".") for c in found.situation.dossier.constraints[:most] if c.until is None))
    for argument in told:
        run += [argument.text, cite(argument.refs), " "]
    return words(*run)


def _tried(found: Approach, drawn: Escalation | None, most: int) -> Words:
    if drawn and drawn.tried:
        return words(drawn.tried.rstrip("."), ".")
    told = contacts(found, most)
    if told:
        return words(*(part for line in told for part in (line, " ")))
    about = found.constraint.id if found.constraint else ""
    before = [e for e in escalations_on(found) if e.constraint == about and e.asked and e.came_back][:1]
    run: list[str | Span] = [internal("No engagement is recorded with those who decide. ")]
    for e in before:
        levels = " to ".join(part for part in (e.from_level, e.to_level) if part)
        back = f"; came back: {e.came_back.rstrip('.')}" if e.came_back else ""
        run += [
            f"Carried up before, {spell_date(e.date)}, {levels}: {e.asked.rstrip('.')}{back}",
            cite(found.situation.sources(e)),
            ".",
        ]
    return words(*run)


def _leverage(found: Approach, drawn: Escalation | None, most: int) -> Words:
    """What the note says itself, else who is recorded to have the ear of those who decide."""
    if drawn and drawn.leverage:
        return words(drawn.leverage.rstrip("."), ".")
    s, told = found.situation, []
    denied = {(t.source, t.target) for t in s.dossier.ties if t.strength == 0}
    for decider in found.deciders[:most]:
        ties = [t for t in s.dossier.ties if t.target == decider and t.dimension in _EAR and t.reliability is not Confidence.LOW]
        ties = [t for t in ties if t.source != s.state and (t.source, t.target) not in denied and holds_on(s.on, t.since, t.until)]
        hands = list(dict.fromkeys(s.name(t.source) for t in ties))
        if hands:
            told.append(f"the ear of {s.name(decider)}: {', '.join(hands[: most + 2])}")
    return words(internal(f"Those who are recorded to have {'; '.join(told)}.")) if told else words(internal("Not recorded."))


_EAR = ("mediator", "interlocutor", "host", "diplomatic presence")
"""Ties by which one is listened to."""


def _wanted(found: Approach, drawn: Escalation | None) -> Words:
    if drawn and drawn.asked:
        by = f", by {spell_date(drawn.wanted_by)}" if drawn.wanted_by else ""
        return words(f"{drawn.asked.rstrip('.')}{by}.")
    if found.ask is None:
        return ()
    by = f", by {spell_date(found.ask.by)}" if found.ask.by else ""
    return words(
        f"Have it raised with {found.to_name or 'those who decide'}: {found.ask.what}{by}",
        cite(found.situation.sources(found.ask)),
        ".",
    )


def _harm(found: Approach, drawn: Escalation | None) -> Words:
    if drawn and drawn.do_no_harm:
        return words(drawn.do_no_harm.rstrip("."), ".")
    risk = found.ask.risk_to_people if found.ask else ""
    return words(internal(risk or "Nobody has answered yet who could be hurt if this is raised, and how."))


def _unsaid(found: Approach, drawn: Escalation | None, most: int) -> Words:
    run: list[str | Span] = [f"{drawn.must_not_say.rstrip('.')}. "] if drawn and drawn.must_not_say else []
    if found.crosses:
        run.append(internal(f"Needs the mandator: the ask crosses “{'; '.join(x.what or x.id for x in found.crosses)}”. "))
    lines = [line.what.rstrip(".") for line in lines_holding(found)][:most]
    if lines:
        run.append(internal(f"Nothing that gives up these lines: {'; '.join(lines)}."))
    return words(*run) if run else words(internal("Nothing is set; decide before it is passed on."))
