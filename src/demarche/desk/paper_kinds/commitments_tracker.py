"""The tracker of promises: who promised what until when, how it stands, what was seen, and the next step; for Word and a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from demarche.adapters.papers import Block, Heading, Paper, Paragraph, Span, Table, Tone, Words, words
from demarche.desk.approach import Asked, situation_for
from demarche.desk.handling import Handling
from demarche.desk.leaving import both
from demarche.desk.paperwork import DrawnUp
from demarche.desk.spans import cite, internal
from demarche.model.dossier import Commitment, CommitmentState, Sensitivity
from demarche.model.evidence import spell_date
from demarche.subjects.follow_up import Chance, renewal_step
from demarche.subjects.forums import WindowKind
from demarche.subjects.options.proposals import Situation

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

TONES: Mapping[CommitmentState, Tone] = {
    CommitmentState.KEPT: "good",
    CommitmentState.PARTLY_KEPT: "watch",
    CommitmentState.DISPUTED: "watch",
    CommitmentState.LAPSED: "bad",
    CommitmentState.BROKEN: "bad",
}
SOON = 30
"""Days before an end from which a running promise is coloured."""
HEADER = ("Who", "What, to whom", "Made", "Until", "State", "How it is seen", "Last seen", "Next step")
WIDTHS = (3, 7, 2.3, 2.3, 2.6, 3.4, 4, 5.4)


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The tracker of a dossier's promises, or of those by `asked.to` alone. Raises like `demarche.desk.paperwork.draw_up`."""
    only = _promiser(workspace, asked)
    handling = Handling(workspace, workspace.dossier(asked.dossier), asked.on)
    leaving = both(workspace, handling, partial(_tracker, asked=asked, only=only), audience)
    return DrawnUp(leaving)


def _promiser(workspace: Workspace, asked: Asked) -> str:
    if not asked.to:
        return ""
    own = {c.by for c in workspace.dossier(asked.dossier).commitments}
    by_name = {workspace.name_of(a).casefold(): a for a in own}
    found = asked.to if asked.to in own else by_name.get(asked.to.casefold())
    return found or workspace.registry.resolve(asked.to, on=asked.on).id


def _tracker(workspace: Workspace, *, asked: Asked, only: str) -> Paper:
    s = situation_for(workspace, asked, ways=False)
    promises = sorted((c for c in s.dossier.commitments if not only or c.by == only), key=lambda c: _order(c, s.on))
    blocks: list[Block] = []
    if promises:
        blocks.append(Paragraph(words(_counted(promises, s.on)), "lead"))
        blocks += [Heading("Promises"), Table(HEADER, tuple(_row(s, c) for c in promises), WIDTHS)]
    else:
        blocks.append(Paragraph(words("No promise is recorded here that was known on this day.")))
    blocks += _judged(s, promises)
    blocks += _observed(s, promises)
    note = "States are judgements of those named, or counted from the term; none is a finding of law. Next steps are proposals."
    blocks.append(Paragraph(words(internal(note)), "note"))
    of = f" by {s.name(only)}" if only else ""
    return Paper(
        title=f"Promises{of}",
        subtitle=f"{s.dossier.title}. As of {spell_date(s.on)}; nothing later is used. Names as used in the sources.",
        blocks=tuple(blocks),
        day=s.on,
        marking="Internal",
        footer=f"Promises, {s.dossier.title}, {spell_date(s.on)}",
        setting="wide",
    )


def _order(c: Commitment, on: dt.date) -> tuple[int, dt.date]:
    """Running terms by their end, then those without one, then those over, latest first."""
    if c.until is None:
        return 1, c.made_on
    return (0, c.until) if c.until >= on else (2, dt.date.min + (on - c.until))


def _counted(promises: list[Commitment], on: dt.date) -> str:
    states = [c.state_on(on) for c in promises]
    told = ", ".join(f"{states.count(state)} {_said(state)}" for state in CommitmentState if state in states)
    soon = [c for c in promises if c.until and 0 <= (c.until - on).days <= SOON]
    ends = f" {len(soon)} end within {SOON} days." if soon else " None ends within 30 days."
    return f"{len(promises)} promises: {told}.{ends}"


def _row(s: Situation, c: Commitment) -> tuple[Words, ...]:
    other = next((o for o in s.dossier.commitments if o.id == c.other_half), None)
    what: list[str | Span] = [c.what.rstrip("."), cite(s.sources(c), 2)]
    what.append(f" To: {c.to}." if c.to else "")
    what.append(f" Conditions: {c.conditions.rstrip('.')}." if c.conditions else "")
    if other:
        what.append(f" In return: {s.name(other.by)}, {'the same' if other.what == c.what else other.what.rstrip('.')}.")
    return (
        words(Span(s.name(c.by), bold=True)),
        words(*what),
        words(spell_date(c.made_on)),
        words(spell_date(c.until) if c.until else "no term"),
        _state(c, s.on),
        words(c.verification or internal("not said")),
        _last_seen(s, c),
        words(internal(_step(s, c, other))),
    )


def _state(c: Commitment, on: dt.date) -> Words:
    state, judged = c.state_on(on), c.judged_on(on)
    tone: Tone = TONES.get(state, "")
    left = (c.until - on).days if c.until else None
    if state is CommitmentState.MADE and left is not None and left <= SOON:
        tone = "watch"
    said = _said(state)
    by = f" (judged {spell_date(judged.on)})" if judged else ""
    days = f", {left} days left" if left is not None and 0 <= left <= 90 else ""
    return words(Span(said, tone=tone, bold=not tone), f"{days}{by}")


def _said(state: CommitmentState) -> str:
    return "running" if state is CommitmentState.MADE else str(state)


def _last_seen(s: Situation, c: Commitment) -> Words:
    seen = max((o for o in c.evidence if o.date <= s.on), key=lambda o: o.date, default=None)
    if seen is None:
        return words(internal("nothing recorded"))
    value = f" {seen.value:g}{f' {seen.unit}' if seen.unit else ''}" if seen.value is not None else ""
    refs = tuple(s.references[r] for r in seen.refs if r in s.references)
    return words(f"{seen.indicator}{value} ({spell_date(seen.date)})", cite(refs))


def _step(s: Situation, c: Commitment, other: Commitment | None) -> str:
    if c.state_on(s.on) in {CommitmentState.BROKEN, CommitmentState.LAPSED} and c.judged_on(s.on):
        return "Ask for it anew, or record what took its place."
    over = c.until is not None and c.until < s.on
    if over and c.judged_on(s.on):
        return "Over and judged."
    chances = [Chance(w.closes, w.forum, w.what) for w in s.windows if w.kind is WindowKind.OPENING]
    return renewal_step(c, s.on, who=s.name(c.by), other_half=other, chances=chances).what


def _judged(s: Situation, promises: list[Commitment]) -> list[Block]:
    rows = []
    for c in promises:
        for j in c.judgements:
            refs = tuple(s.references[r] for r in j.refs if r in s.references)
            tone: Tone = TONES.get(j.state, "")
            about = f"{s.name(c.by)}: {c.what}"
            rows.append(
                (
                    words(spell_date(j.on)),
                    words(about),
                    words(Span(str(j.state), tone=tone, bold=not tone)),
                    words(j.who),
                    words(j.why, cite(refs, 2)),
                )
            )
    header = ("Day", "Promise", "Judged", "By", "Why")
    return [Heading("Judgements"), Table(header, tuple(rows), (2.3, 9, 2.4, 4, 9))] if rows else []


def _observed(s: Situation, promises: list[Commitment]) -> list[Block]:
    rows = []
    for c in promises:
        for o in sorted(c.evidence, key=lambda o: o.date):
            refs = tuple(s.references[r] for r in o.refs if r in s.references)
            value = "" if o.value is None else f"{o.value:g}"
            rows.append(
                (
                    words(spell_date(o.date)),
                    words(f"{s.name(c.by)}: {c.what}"),
                    words(o.indicator),
                    words(value),
                    words(o.unit),
                    words(o.place),
                    words(o.source, cite(refs)),
                )
            )
    header = ("Day", "Promise", "Indicator", "Value", "Unit", "Place", "Counted by")
    return [Heading("Evidence"), Table(header, tuple(rows), (2.3, 8, 4, 2, 2, 3, 4))] if rows else []
