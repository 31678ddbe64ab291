"""The handover file: what a successor must know of a situation, its people by function, what runs, what is due, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Bullets, Heading, Paper, Paragraph, Span, Table, Words, words
from demarche.desk.approach import Asked, open_asks, situation_for
from demarche.desk.handling import Handling
from demarche.desk.leaving import both
from demarche.desk.paperwork import DrawnUp
from demarche.desk.relations import dossier_ties
from demarche.desk.spans import cite, internal
from demarche.model.dossier import INFLUENCE, SUPPORT, CommitmentState, Party, Sensitivity
from demarche.model.evidence import Confidence, holds_on, spell_date
from demarche.subjects.follow_up import gaps_of, lines_of
from demarche.subjects.forums import WindowKind
from demarche.subjects.options.proposals import Situation

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

MOST_TEXTS, MOST_WINDOWS, MOST_GAPS, MOST_CONTACTS = 10, 12, 6, 20
_SETTLED = {CommitmentState.KEPT, CommitmentState.BROKEN}


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The file of one dossier. Raises like `demarche.desk.paperwork.draw_up`."""
    handling = Handling(workspace, workspace.dossier(asked.dossier), asked.on)
    return DrawnUp(both(workspace, handling, partial(_file, asked=asked), audience))


def _file(workspace: Workspace, *, asked: Asked) -> Paper:
    s = situation_for(workspace, asked, ways=False)
    blocks: list[Block] = []
    if s.dossier.summary:
        blocks.append(Paragraph(words(s.dossier.summary), "lead"))
    for heading, found in (
        ("What is blocked", _blocked(s)),
        ("Who is who", _parties(s)),
        ("What was said, and to whom", _contacts(s)),
        ("What is asked", _asks(s)),
        ("Promises that run, or that nobody has settled", _promises(s)),
        ("Carried up, and not yet answered", _escalations(s)),
        ("Dates ahead", _windows(s)),
        ("Lines to keep", _lines(s)),
        ("How those who decide are rated", _ratings(s)),
        ("Texts to know", _texts(s)),
        ("What it taught", _lessons(s)),
        ("What the record lacks", _gaps(s)),
    ):
        if found:
            blocks += [Heading(heading), *found]
    where = "The whole record with its history stays in the workspace; this file is a way in."
    blocks.append(Paragraph(words(internal(f"{where} See it with: demarche dossier show {s.dossier.id}")), "note"))
    return Paper(
        title=f"Handover: {s.dossier.title}",
        subtitle=f"As of {spell_date(s.on)}; nothing later is used. Names as used in the sources.",
        blocks=tuple(blocks),
        day=s.on,
        marking="Internal",
        footer=f"Handover, {s.dossier.title}, {spell_date(s.on)}",
    )


def _blocked(s: Situation) -> list[Block]:
    rows = []
    for c in s.dossier.constraints:
        if c.until is None:
            since = spell_date(c.since) if c.since else ""
            who = ", ".join(s.name(d) for d in c.deciders)
            rows.append(
                (words(Span(c.what.rstrip("."), bold=True), cite(s.sources(c), 2)), words(since), words(who), words(c.note))
            )
    return [Table(("What", "Since", "Who decides", "Note"), tuple(rows), (6, 2.3, 3.5, 6))] if rows else []


def _parties(s: Situation) -> list[Block]:
    """Each actor once, with all its parts on the day; those who decide first."""
    deciders = {d for c in s.dossier.constraints if c.until is None for d in c.deciders}
    by_actor: dict[str, list[Party]] = {}
    for p in s.dossier.parties:
        if holds_on(s.on, None, p.until):
            by_actor.setdefault(p.actor, []).append(p)
    rows = []
    for actor in sorted(by_actor, key=lambda a: a not in deciders):
        run = [part for p in by_actor[actor] for part in (f"{p.part.rstrip('.')}", cite(s.sources(p)), ". ")]
        rows.append((words(Span(s.name(actor), bold=True)), words(*run), words(_ties_of(s, actor))))
    return [Table(("Actor", "Part", "Who has recorded ties to it"), tuple(rows), (3.5, 8, 6.5))] if rows else []


def _ties_of(s: Situation, actor: str) -> str:
    """By kind of tie, the most telling kinds; one that rests on a weak report or is denied is said to be, whoever it is."""
    ties = [t for t in dossier_ties(s.dossier, dict(s.references)) if t.target == actor and holds_on(s.on, t.since, t.until)]
    denied = {(t.source, t.dimension) for t in ties if t.denies}
    kinds: dict[str, set[str]] = {}
    for t in ties:
        if t.denies or str(t.dimension) in _LOOKED_UP:
            continue
        mark = " (as reported, and denied)" if (t.source, t.dimension) in denied else ""
        mark = mark or (" (as reported)" if t.reliability is Confidence.LOW else "")
        kinds.setdefault(str(t.dimension), set()).add(f"{s.name(t.source)}{mark}")
    return "; ".join(f"{kind}: {', '.join(sorted(found))}" for kind, found in sorted(kinds.items()))


_LOOKED_UP = {"membership", "neighbourhood", "sanctions role"}


def _contacts(s: Situation) -> list[Block]:
    found = sorted(s.dossier.engagements, key=lambda e: e.date, reverse=True)
    rows = tuple(
        (
            words(spell_date(e.date)),
            words(" ".join(part for part in (e.act, e.with_whom and f"with {e.with_whom}", e.level and f"({e.level})") if part)),
            words(_one_line(e.message), cite(s.sources(e))),
            words(_one_line(e.reaction)),
            words(e.next_step),
            words(str(e.attribution)),
        )
        for e in found[:MOST_CONTACTS]
    )
    if not rows:
        return [Paragraph(words(internal("No engagement is recorded: ask your predecessor before they leave.")))]
    return [Table(("Day", "Contact", "Message", "Reaction", "Next step", "May be passed on"), rows, (2, 3.2, 4.5, 3.5, 2.8, 2.2))]


def _one_line(text: str) -> str:
    return "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _asks(s: Situation) -> list[Block]:
    rows = tuple(
        (
            words(a.what.rstrip("."), cite(s.sources(a))),
            words(s.name(a.of) if a.of else ""),
            words(spell_date(a.by) if a.by else ""),
            words("; ".join(a.fallback)),
            words(internal(a.risk_to_people)) if a.risk_to_people else (),
        )
        for a in open_asks(s)
    )
    return [Table(("Ask", "Of", "By", "If refused", "Risk to people"), rows, (6, 3, 2, 4, 3.5))] if rows else []


def _promises(s: Situation) -> list[Block]:
    rows = []
    for c in sorted(s.dossier.commitments, key=lambda c: (c.until is None, c.until or c.made_on)):
        state = c.state_on(s.on)
        over = c.until is not None and c.until < s.on and c.judged_on(s.on) is not None
        if state not in _SETTLED and not over:
            made, until = spell_date(c.made_on), spell_date(c.until) if c.until else "no term"
            rows.append(
                (
                    words(Span(s.name(c.by), bold=True)),
                    words(c.what.rstrip("."), cite(s.sources(c))),
                    words(made),
                    words(until),
                    words(str(state)),
                )
            )
    return [Table(("Who", "What", "Made", "Until", "State"), tuple(rows), (3.5, 8.5, 2.2, 2.2, 2))] if rows else []


def _escalations(s: Situation) -> list[Block]:
    points = []
    for e in s.dossier.escalations:
        if not e.came_back and (e.asked or e.what):
            levels = " to ".join(part for part in (e.from_level, e.to_level) if part)
            wanted = f", wanted by {spell_date(e.wanted_by)}" if e.wanted_by else ""
            points.append(
                words(
                    Span(f"{spell_date(e.date)}, {levels}: ", bold=True),
                    (e.asked or e.what).rstrip("."),
                    wanted,
                    cite(s.sources(e)),
                    ".",
                )
            )
            if e.must_not_say:
                points.append(words(Span("Must not be said: ", bold=True), e.must_not_say.rstrip("."), "."))
    return [Bullets(tuple(points))] if points else []


def _windows(s: Situation) -> list[Block]:
    dated = [w for w in s.windows if w.kind is not WindowKind.PRESIDENCY and w.closes >= s.on]
    found = sorted(dated, key=lambda w: w.closes)[:MOST_WINDOWS]
    rows = tuple((words(spell_date(w.closes)), words(w.what, cite((w.basis,))), words(w.rule)) for w in found)
    return [Table(("By", "What", "How it is decided"), rows, (2.3, 8.5, 6.5))] if rows else []


def _lines(s: Situation) -> list[Block]:
    held = [x for x in s.dossier.red_lines if x.what and holds_on(s.on, x.since, x.until)]
    points = [words(x.what.rstrip("."), cite(s.sources(x)), _waiver(x.waiver)) for x in held]
    return [Bullets(tuple(points))] if points else []


def _waiver(who: str) -> str:
    nobody = who.strip().casefold() in {"none", "nobody"}
    return ". Nobody may lift it." if nobody else f". May be lifted by: {who.rstrip('.')}." if who else "."


def _ratings(s: Situation) -> list[Block]:
    rows = []
    for r in sorted(s.dossier.ratings, key=lambda r: (r.actor, r.date), reverse=True):
        support = SUPPORT.get(r.support, "") if r.support is not None else ""
        influence = INFLUENCE.get(r.influence, "") if r.influence is not None else ""
        told: tuple[Words, ...] = (
            words(s.name(r.actor)),
            words(support),
            words(influence),
            words(str(r.confidence or "")),
            words(f"{r.rater}, {spell_date(r.date)}"),
            words(r.evidence, cite(s.sources(r))),
        )
        rows.append(told)
    header = ("Actor", "Support", "Influence", "Confidence", "Rated by, on", "On what evidence")
    return [Table(header, tuple(rows), (3, 2.5, 2.5, 2, 3, 5))] if rows else []


def _texts(s: Situation) -> list[Block]:
    shown = [t for t in s.texts if t.note][:MOST_TEXTS]
    rows = tuple(
        (
            words(Span(t.symbol, bold=True), cite((t.reference,))),
            words(t.vote or ("" if t.adopted else "not adopted")),
            words(t.note.removesuffix(f" Vote: {t.vote}.")),
        )
        for t in shown
    )
    return [Table(("Text", "Vote", "What it says, in our words"), rows, (4, 1.8, 12))] if rows else []


def _lessons(s: Situation) -> list[Block]:
    points = tuple(words(x.what.rstrip("."), cite(s.sources(x), 2), ".") for x in s.dossier.lessons)
    return [Bullets(points)] if points else []


def _gaps(s: Situation) -> list[Block]:
    """Line by line, what is missing on the way from what is blocked to a lesson."""
    points = []
    for line in lines_of(s.dossier):
        told = dict.fromkeys(gap.what.rstrip(".") for gap in gaps_of(line, s.on))
        if told and (line.constraint is None or line.constraint.until is None):
            name = line.constraint.what.rstrip(".") if line.constraint else "What hangs on nothing that is blocked"
            points.append(words(replace(internal(f"{name}: "), bold=True), internal(f"{'; '.join(list(told)[:MOST_GAPS])}.")))
    return [Bullets(tuple(points))] if points else []
