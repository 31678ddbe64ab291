"""Sections that papers about one ask share: arguments, replies, the addressee, lines to keep, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demarche.adapters.papers import Span, Words, words
from demarche.desk.approach import Approach
from demarche.desk.arguments import Argument, texts_on
from demarche.desk.counter_arguments import Counter
from demarche.desk.relations import dossier_ties
from demarche.desk.spans import cite
from demarche.model.dossier import Escalation, RedLine
from demarche.model.evidence import Confidence, holds_on, spell_date
from demarche.subjects.forums import WindowKind

_DATED = {WindowKind.EXPIRY, WindowKind.OPENING, WindowKind.REPORT, WindowKind.FIXTURE, WindowKind.VETO_DEBATE}


def argument_points(arguments: Iterable[Argument], *, short: bool = False) -> tuple[Words, ...]:
    """Arguments as points, each with its sources; short ones are said as where there is little time."""
    return tuple(words(a.short if short else a.text, cite(a.refs, 2)) for a in arguments)


def reply_rows(counters: Iterable[Counter]) -> tuple[tuple[Words, ...], ...]:
    """What they may say, what can be replied, where it comes from."""
    return tuple(
        (
            words(c.says),
            words(c.reply or "No reply is written yet."),
            words(c.basis[:1].upper() + c.basis[1:], f"; met in: {c.met_in}" if c.met_in else "", cite(c.refs, 2)),
        )
        for c in counters
    )


def by_when(found: Approach, most: int = 3) -> Words:
    """The day set for the ask, else at once; then the next dates on which it can be raised, ends of terms before others."""
    s = found.situation
    head = f"By {spell_date(found.ask.by)}." if found.ask and found.ask.by else "No day is set for it: at once."
    ahead = [w for w in s.windows if w.kind in _DATED and w.closes >= s.on]
    chosen = sorted(ahead, key=lambda w: (w.kind is not WindowKind.EXPIRY, w.closes))[:most]
    run: list[str | Span] = [head]
    for n, w in enumerate(sorted(chosen, key=lambda w: w.closes)):
        run += [" Dates ahead: " if n == 0 else "; ", f"{spell_date(w.closes)}, {w.what}", cite((w.basis,))]
    return words(*run, "." if chosen else "")


def ties_to_deciders(found: Approach) -> list[Words]:
    """The addressee's recorded ties to those who decide; one that is denied or weakly reported is said to be, whoever it is."""
    s, told = found.situation, []
    for decider in found.deciders:
        ties = [t for t in dossier_ties(s.dossier, dict(s.references)) if t.source == found.to and t.target == decider]
        ties = [t for t in ties if holds_on(s.on, t.since, t.until)]
        denied = {str(t.dimension): t.reference for t in ties if t.denies}
        for t in (t for t in ties if not t.denies):
            said = f"{found.to_name}–{s.name(decider)}: {t.dimension}"
            if str(t.dimension) in denied:
                told.append(words(f"{said}, as reported, and denied", cite([t.reference, denied[str(t.dimension)]], 2), "."))
            elif t.reliability is Confidence.LOW:
                told.append(words(f"{said}, as reported", cite([t.reference]), "."))
            else:
                told.append(words(said, cite([t.reference]), "."))
    return told


def lines_holding(found: Approach) -> tuple[RedLine, ...]:
    """The red lines that hold on the day and say something."""
    s = found.situation
    return tuple(line for line in s.dossier.red_lines if line.what and holds_on(s.on, line.since, line.until))


def unsaid(found: Approach) -> list[Words]:
    """What must not be said or done: from escalations of the same constraint, red lines, and the risk to people."""
    s = found.situation
    told: list[Words] = []
    said = [e.must_not_say.rstrip(".") for e in escalations_on(found) if e.must_not_say]
    told += [words(Span("Do not say: ", bold=True), text, ".") for text in said]
    lines = lines_holding(found)
    told += [words(Span("Red line: ", bold=True), x.what.rstrip("."), cite(s.sources(x)), ".") for x in lines]
    if found.ask and found.ask.risk_to_people and found.ask.risk_to_people != "Low.":
        told.append(words(Span("Risk to people: ", bold=True), found.ask.risk_to_people))
    return told


def escalations_on(found: Approach) -> tuple[Escalation, ...]:
    """Escalations of the same constraint, newest first; where none names it, those that name none."""
    s, c = found.situation, found.constraint
    own = [e for e in s.dossier.escalations if c and e.constraint == c.id]
    chosen = own or [e for e in s.dossier.escalations if not e.constraint]
    return tuple(sorted(chosen, key=lambda e: e.date, reverse=True))


def contacts(found: Approach, most: int = 4) -> list[Words]:
    """What was recorded of contacts with the addressee or on the ask, newest first."""
    told = []
    for e in found.said[:most]:
        head = " ".join(part for part in (spell_date(e.date), f"({e.act})" if e.act else "") if part)
        parts = [
            p.rstrip(".")
            for p in (e.message, e.reaction and f"reaction: {e.reaction}", e.next_step and f"next: {e.next_step}")
            if p
        ]
        whom = f" with {e.with_whom}" if e.with_whom else ""
        told.append(words(Span(f"{head}{whom}: ", bold=True), "; ".join(" ".join(p.split()) for p in parts) or "no read-out", "."))
    return told


def not_known(found: Approach) -> list[str]:
    """What the record does not say about this ask, said plainly."""
    unknown = []
    if found.constraint and found.constraint.severity is None:
        unknown.append("How severe it is, by type of actor: no source gives a rating.")
    if not texts_on(found):
        unknown.append("An adopted text that asks for it: none is linked to what is blocked.")
    if not found.said:
        unknown.append(f"What was already said to {found.to_name or 'the addressee'}: no engagement is recorded.")
    if found.acting and found.to and not found.relayed and not found.situation.chains.get(found.to):
        unknown.append(f"A recorded way to {found.to_name} from {found.situation.name(found.situation.state)}: none was found.")
    if found.ask and not found.ask.fallback:
        unknown.append("What would do if the full ask is refused: no fallback is set.")
    return unknown


def sentences(lines: Sequence[str]) -> Words:
    """Lines as one run."""
    return words(" ".join(lines))
