"""The influence map as a paper with its contact order, and as a page to draw: recorded ties in the open, the analysis internal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.papers import (
    Block,
    Bullets,
    Heading,
    MapActor,
    MapPage,
    MapTie,
    Paper,
    Paragraph,
    Span,
    Table,
    Words,
    describe,
    words,
    write_map,
)
from demarche.desk.handling import Handling
from demarche.desk.influence import InfluenceMap, WaysTo, influence_map
from demarche.desk.leaving import Leaving, both, opened_for
from demarche.desk.spans import internal
from demarche.desk.tie_words import amount_of, kind_of, note_of, when_of
from demarche.model.dossier import Dossier, Sensitivity
from demarche.model.evidence import Reference, spell_date
from demarche.subjects.ties import Step, Tie

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

MOST_TIES = 21
"""How many ties one printed page shows; ways that would need more are left off the picture and counted."""


def influence_paper(found: InfluenceMap) -> Paper:
    """The map as a paper: contact order and ways (internal), then every recorded tie with its date and source."""
    blocks: list[Block] = []
    if found.contacts:
        blocks += [Heading("Contact order"), _contacts(found)]
    for decider in found.deciders:
        blocks += _decider(found, decider)
    blocks += [Heading("The ties, dated and sourced"), _ties(found)]
    blocks += [Paragraph(words(internal(note)), "note") for note in found.notes]
    return Paper(
        title=f"Recorded ties to those who decide: {found.title}",
        subtitle=f"From {found.state_name}, as of {spell_date(found.on)}; nothing later is used. Names as used in the sources.",
        blocks=tuple(blocks),
        day=found.on,
        marking="Internal",
        footer=f"{found.title}, {spell_date(found.on)}",
    )


def influence_leaving(
    workspace: Workspace,
    dossier: str,
    state: str,
    on: dt.date,
    *,
    audience: Sensitivity = Sensitivity.STRICT,
    **asked: Any,
) -> tuple[InfluenceMap, Leaving]:
    """The map as a reader cleared for `audience` may see it, and its paper in both versions, the leave-behind for anyone.

    `asked` is passed to `influence_map`. Raises `UseError` like it, and `Failure` where words of a closed field stand in an open one.
    """
    handling = Handling(workspace, workspace.dossier(dossier), on)
    view, left_out = workspace, 0
    if audience is not Sensitivity.STRICT:
        opened = opened_for(workspace, handling, audience)
        view = workspace.showing(opened.composing)
        left_out = len(handling.dossier.as_known_on(on).ties) - len(opened.dossier.as_known_on(on).ties)
    found = replace(influence_map(view, dossier, state, on, **asked), audience=audience, left_out=left_out)

    def compose(shown: Workspace) -> Paper:
        if shown is workspace:
            return influence_paper(found)
        open_dossier = shown.dossier(dossier)
        wanted = [d.actor for d in found.deciders if _nameable(d.actor, open_dossier, handling.dossier)]
        if not wanted:
            return replace(influence_paper(replace(found, deciders=(), contacts=(), notes=())), title="Recorded ties", footer="")
        return influence_paper(influence_map(shown, dossier, state, on, **{**asked, "deciders": wanted}))

    return found, both(workspace, handling, compose, Sensitivity.PUBLIC)


def _nameable(actor: str, shown: Dossier, whole: Dossier) -> bool:
    """Whether a dossier as shown gives away no more by naming an actor as one to be reached: it decides there openly, or nowhere."""
    decides = [{d for c in one.constraints for d in c.deciders} for one in (shown, whole)]
    named = [
        {a for p in one.parties for a in (p.actor,)} | {a for t in one.ties for a in (t.source, t.target)} for one in (shown, whole)
    ]
    return actor in decides[0] or (actor not in decides[1] and (actor in named[0] or actor not in named[1]))


def _contacts(found: InfluenceMap) -> Table:
    rows = []
    for number, contact in enumerate(found.contacts, start=1):
        serves = "; ".join(f"{name} (way {', '.join(map(str, ways))})" for name, ways in contact.serves)
        cells = (str(number), contact.name, f"step {contact.turn}", serves, "; ".join(kind_of(tie) for tie in contact.ties))
        rows.append(tuple(words(internal(cell)) for cell in cells))
    return Table(("", "Whom", "Turn", "On the way to", "By which tie"), tuple(rows), (0.5, 3, 1, 5, 5))


def _decider(found: InfluenceMap, decider: WaysTo) -> list[Block]:
    blocks: list[Block] = [Heading(f"Ways to {decider.name}", 2)]
    if decider.part:
        blocks.append(Paragraph(words(decider.part, Span("", refs=decider.sources))))
    points = []
    for number, (way, reason) in enumerate(zip(decider.ways, decider.reasons, strict=True), start=1):
        path = " → ".join(found.names[a] for a in (way.steps[0].actor, *(step.on for step in way.steps)))
        points.append(words(internal(f"{number}. {path}: {reason}.")))
    blocks.append(Bullets(tuple(points)) if points else Paragraph(words(internal("No recorded way."))))
    return blocks


def _steps(found: InfluenceMap) -> dict[tuple[str, str], Step]:
    return {(step.actor, step.on): step for d in found.deciders for way in d.ways for step in way.steps}


def _ties(found: InfluenceMap) -> Table:
    rows: list[tuple[Words, ...]] = []
    for step in _steps(found).values():
        rows += [_tie(found, tie, denied=False) for tie in (step.tie, *step.company)]
        rows += [_tie(found, tie, denied=True) for tie in step.denials]
    return Table(("Tie", "Kind", "Figure", "When", "Reliability"), tuple(rows), (4, 4, 2.4, 3.4, 1.6))


def _tie(found: InfluenceMap, tie: Tie, *, denied: bool) -> tuple[Words, ...]:
    """One tie as a row; the user's own carries its mark, and its note must not stand elsewhere once it is taken out."""
    mark = found.marks.get(tie.id, Sensitivity.PUBLIC) if tie.id else Sensitivity.PUBLIC
    origin = f"ties.{tie.id}"

    def plainly(text: str) -> Span:
        return Span(text, sensitivity=mark, origin=origin, guarded=False)

    ends = f"{found.names.get(tie.source, tie.source)} → {found.names.get(tie.target, tie.target)}"
    note = note_of(tie)
    told = Span(f": {note}" if note else "", sensitivity=mark, origin=origin)
    return (
        words(plainly(ends)),
        words(plainly(f"{tie.dimension}, denied" if denied else str(tie.dimension)), told),
        words(plainly(amount_of(tie))),
        words(plainly(when_of(tie))),
        words(Span(str(tie.reliability), (tie.reference,), mark, origin=origin, guarded=False)),
    )


def influence_page(found: InfluenceMap) -> MapPage:
    """The page to draw: ways in turn from each decider, as many as one page holds."""
    kept: dict[tuple[str, str], Step] = {}
    weak: set[tuple[str, str]] = set()
    left_off = 0
    longest = max((len(d.ways) for d in found.deciders), default=0)
    for place in range(longest):
        for decider in found.deciders:
            if place >= len(decider.ways):
                continue
            way = decider.ways[place]
            fresh = {(step.actor, step.on): step for step in way.steps if (step.actor, step.on) not in kept}
            if len(kept) + len(fresh) > MOST_TIES:
                left_off += 1
                continue
            kept |= fresh
            weak.add((way.weakest.actor, way.weakest.on))
    order = {contact.actor: n for n, contact in reversed(list(enumerate(found.contacts, start=1)))}
    ends = dict.fromkeys([found.state, *(a for pair in kept for a in pair), *(d.actor for d in found.deciders)])
    deciders = {d.actor for d in found.deciders}
    actors = tuple(
        MapActor(
            a,
            found.names[a],
            "user" if a == found.state else "decider" if a in deciders else "hand",
            0 if a == found.state or a in deciders else order.get(a, 0),
        )
        for a in ends
        if a == found.state or a in deciders or any(a in pair for pair in kept)
    )
    ties = tuple(
        MapTie(
            begin,
            end,
            _label(step.tie),
            f"{found.names[begin]} → {found.names[end]}: {_told(step)}",
            (begin, end) in weak,
            bool(step.denials),
        )
        for (begin, end), step in kept.items()
    )
    notes = [f"{left_off} more ways are in the paper, not on this page."] if left_off else []
    notes += [d_note for d_note in found.notes if d_note.startswith("No recorded way")]
    notes.append("The map shows recorded ties, not influence exercised; it is no chance that anybody will be moved.")
    return MapPage(
        f"Influence map: {found.title}",
        f"From {found.state_name}, as of {spell_date(found.on)}; nothing later is used. Names as used in the sources.",
        actors,
        ties,
        tuple(notes),
        "Internal" if found.audience.rank >= Sensitivity.RESTRICTED.rank else "",
    )


def _label(tie: Tie) -> tuple[str, ...]:
    day = tie.as_of or tie.since
    return (str(tie.dimension), f"{day:%b %Y}") if day else (str(tie.dimension),)


def _told(step: Step) -> str:
    tie = step.tie
    denied = f"; denied: {_short(step.denials[0].reference)}" if step.denials else ""
    return f"{kind_of(tie)} ({tie.reliability} reliability). {_short(tie.reference)}{denied}"


def _short(reference: Reference) -> str:
    """A source in few words: a data set by its title and edition, anything else with its publisher."""
    known = replace(reference, publisher="") if reference.as_of and reference.title else reference
    return describe(known, address=False).rstrip(".")


def draw_influence(found: InfluenceMap, stem: Path) -> tuple[tuple[Path, ...], str]:
    """Draw the map as `stem.svg`, and `stem.png` and `stem.pdf` where they can be made; give the paths and what is missing."""
    return write_map(influence_page(found), stem)
