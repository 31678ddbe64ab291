"""The entry-points brief as a paper of two pages: facts in the open, the analysis of who moves whom marked as internal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demarche.adapters.papers import Block, Bullets, Heading, Paper, Paragraph, Span, Table, Words, words
from demarche.desk.brief import Blocked, Brief, DeciderLine, Lapsing, NormLine, RankedEntry
from demarche.model.dossier import CommitmentState, Sensitivity
from demarche.model.evidence import Reference, spell_date
from demarche.subjects.forums import Window
from demarche.subjects.law import Standing
from demarche.subjects.options import Moved
from demarche.subjects.options.proposals import TextFact
from demarche.subjects.ties import Chain

MOST_SOURCES = 2
MOST_BLOCKED = 6
MOST_TEXTS = 5
MOST_WINDOWS = 7
MOST_PROMISES = 4


def brief_paper(brief: Brief) -> Paper:
    """Compose the paper; what is longer than two pages allow is counted, never dropped in silence."""
    s = brief.situation
    blocks: list[Block] = [
        Heading("What is blocked"),
        *_blocked(brief),
        Heading("What speaks to it"),
        *_texts(brief),
        *_norms(brief),
        Heading("Who decides, and who reaches them"),
        Bullets(tuple(p for d in brief.deciders for p in _decider(brief, d))),
        Heading(f"Windows to {spell_date(brief.on.fromordinal(brief.on.toordinal() + brief.days))}"),
        *_windows(brief),
        Heading("Entry points"),
        *_entries(brief),
        *_promises(brief),
        *_order(brief),
        Heading("Not known here"),
        Bullets(tuple(words(text) for text in brief.not_known)),
    ]
    return Paper(
        title=f"Entry points: {s.dossier.title}",
        subtitle=f"For {brief.state_name}, as of {spell_date(brief.on)}; nothing later is used. Names as used in the sources.",
        blocks=tuple(b for b in blocks if not (isinstance(b, Bullets) and not b.points)),
        day=brief.on,
        marking="Internal",
        footer=f"{s.dossier.title}, {spell_date(brief.on)}",
    )


def internal(text: str, refs: Iterable[Reference] = ()) -> Span:
    """Our own analysis: not for a reader outside, though its words are made of public facts."""
    return Span(text, tuple(refs), Sensitivity.RESTRICTED, origin="analysis", guarded=False)


def cite(refs: Sequence[Reference], most: int = MOST_SOURCES) -> Span:
    """A span that only cites, at most `most` sources."""
    return Span("", tuple(refs[:most]))


def _blocked(brief: Brief) -> list[Block]:
    order = sorted(brief.blocked, key=lambda b: (not b.people, not b.deciders))
    shown = [b for b in brief.blocked if b in order[:MOST_BLOCKED]]
    rest = [b for b in brief.blocked if b not in shown]
    blocks: list[Block] = [Bullets(tuple(_one_blocked(b) for b in shown))]
    if rest:
        blocks.append(Paragraph(words(f"Also recorded: {'; '.join(b.constraint.what for b in rest)}."), "note"))
    return blocks


def _one_blocked(b: Blocked) -> Words:
    c = b.constraint
    since = f" since {spell_date(c.since)}" if c.since else ""
    decides = f" Decides: {', '.join(b.deciders)}." if b.deciders else ""
    run: list[str | Span] = [Span(c.what, bold=True), f"{since}.", cite(b.sources), decides]
    for figure, sources in b.people[:1]:
        run += [f" {figure.what}: {figure.value:,.0f} {figure.unit} ({spell_date(figure.date)})", cite(sources, 1), "."]
    return words(*run)


def _texts(brief: Brief) -> list[Block]:
    linked = [t for t in brief.texts if t.note or t.constraints]
    shown = (linked or list(brief.texts))[:MOST_TEXTS]
    blocks: list[Block] = [Bullets(tuple(_one_text(t) for t in shown))]
    left = len(brief.texts) - len(shown)
    if left > 0:
        blocks.append(
            Paragraph(
                words(f"{left} more texts of the Council on this situation are in the tables (demarche brief --json)."), "note"
            )
        )
    return blocks


def _one_text(t: TextFact) -> Words:
    fate = "" if t.adopted else ", not adopted"
    vote = f", {t.vote}" if t.vote else ""
    who = f" ({', '.join(t.not_in_favour)})" if 0 < len(t.not_in_favour) <= 4 else ""
    run: list[str | Span] = [Span(t.symbol, bold=True), f", {spell_date(t.date)}{vote}{who}{fate}", Span("", (t.reference,))]
    if t.note:
        where = f"paragraph{'s' if len(t.paragraphs) > 1 else ''} {', '.join(t.paragraphs)}: " if t.paragraphs else ""
        run.append(f": {where}{t.note}")
    for number, text in t.wording[:1]:
        run.append(Span(f" Paragraph {number}: “{text}”", italic=True))
    return words(*run)


def _norms(brief: Brief) -> list[Block]:
    if not brief.norms:
        return []
    run: list[str | Span] = ["Norms: "]
    for i, n in enumerate(brief.norms):
        run += ["; " if i else "", n.norm.title, _standing(n), cite(n.sources, 1)]
    run.append(".")
    blocks: list[Block] = [Paragraph(words(*run))]
    contested = [n for n in brief.norms if n.contested]
    if contested:
        run = ["Contested: "]
        for i, n in enumerate(contested[:2]):
            run += [" " if i else "", f"{n.norm.title}: {n.contested}", cite(n.sources[-1:], 1)]
        blocks.append(Paragraph(words(*run), "note"))
    return blocks


def _standing(line: NormLine) -> str:
    s = line.standing
    if s is None or s.standing is Standing.NOT_BY_TREATY:
        return ""
    since = f" since {s.since.year}" if s.since and s.standing is Standing.PARTY else ""
    return f" ({s.standing}{since})"


def _decider(brief: Brief, d: DeciderLine) -> list[Words]:
    run: list[str | Span] = [Span(d.name, bold=True), f": {d.part}" if d.part else "", cite(d.sources)]
    for i, chain in enumerate(d.chains[:3]):
        run += [internal(" Reached: " if i == 0 else "; "), internal(_path(brief, chain), [t.reference for t in chain.ties][-1:])]
    if d.chains:
        run.append(internal("."))
    return [words(*run)]


def _path(brief: Brief, chain: Chain) -> str:
    name = brief.situation.name
    path = " → ".join([name(chain.steps[0].actor), *(name(step.on) for step in chain.steps)])
    weak = chain.weakest
    return f"{path} (weakest: {name(weak.actor)} to {name(weak.on)}, {weak.tie.dimension})"


def _windows(brief: Brief) -> list[Block]:
    forums = brief.situation.forums
    seen: set[tuple[object, ...]] = set()
    unique: list[Window] = []
    for w in brief.windows:
        key = (w.closes, w.what)
        if key not in seen:
            seen.add(key)
            unique.append(w)
    shown = unique[:MOST_WINDOWS]
    rows = []
    for w in shown:
        when = (
            spell_date(w.closes)
            if w.opens >= w.closes or w.kind in {"expiry", "report due"}
            else f"{spell_date(w.opens)} to {spell_date(w.closes)}"
        )
        forum = forums[w.forum].name if w.forum in forums else brief.situation.name(w.forum)
        rows.append((words(when), words(w.what, Span("", (w.basis,))), words(forum), words(w.rule or "as the hosts decide")))
    if not rows:
        return [Paragraph(words("No window is recorded in these days."))]
    blocks: list[Block] = [Table(("By", "What opens", "Forum", "Rule of decision"), tuple(rows), (2, 5, 3, 5))]
    if len(unique) > len(shown):
        blocks.append(Paragraph(words(f"{len(unique) - len(shown)} later windows are in the tables."), "note"))
    return blocks


def _entries(brief: Brief) -> list[Block]:
    rows = tuple(_entry(i, r) for i, r in enumerate(brief.entry_points, start=1))
    if not rows:
        return [Paragraph(words("No entry point can be compared yet: the dossier names no decider and no ask."))]
    header = ("Ask", "Act", "Trigger and deadline", "Precedent", "Risk; cost", "First")
    blocks: list[Block] = [Table(header, rows, (4.2, 3.2, 3, 2.8, 3.6, 0.9))]
    for crossing in brief.needs_mandator:
        lines = ", ".join(line.id for line in crossing.red_lines)
        blocks.append(Paragraph(words(internal(f"Needs the mandator: {crossing.entry_point.ask} (red line: {lines}).")), "note"))
    return blocks


def _entry(number: int, ranked: RankedEntry) -> tuple[Words, ...]:
    e = ranked.entry
    deadline = f"; by {spell_date(e.deadline)}" if e.deadline else ""
    free = "costs no money; " if e.cost_free else ""
    return (
        words(Span(f"{number}. ", bold=True), e.ask, cite(e.evidence)),
        words(internal(f"{e.channel.value.capitalize()}: {e.title}")),
        words(f"{e.trigger}{deadline}"),
        words(e.precedent),
        words(internal(f"{e.risk_to_people} {free}{e.cost.note}.")),
        words(internal(f"{ranked.first:.0%}")),
    )


def _promises(brief: Brief) -> list[Block]:
    if not brief.lapsing:
        return []
    return [Heading("Promises to watch"), Bullets(tuple(_promise(p) for p in brief.lapsing[:MOST_PROMISES]))]


def _promise(p: Lapsing) -> Words:
    c = p.commitment
    term = f", until {spell_date(c.until)}" if c.until else ", no term"
    judged = "" if p.state is CommitmentState.MADE else f"; judged {p.state}" if c.judgements else f"; {p.state}, not judged"
    return words(Span(p.by, bold=True), f": {c.what} ({spell_date(c.made_on)}{term}{judged})", cite(p.sources), ".")


def _order(brief: Brief) -> list[Block]:
    if brief.change is None:
        return []
    titles = {r.entry.id: r.entry.ask for r in brief.entry_points}
    lines = [
        f"“First” is the share of draws in which an act came first of {brief.considered}, over all weights of the criteria and all ratings "
        "in their intervals. The ratings are judged by rule and can be overruled; the shares are no chance of success."
    ]
    for c in brief.change.changes[:2]:
        what = (
            f"the weight of {c.criterion} at {c.moved_to:.0%}"
            if c.moved is Moved.WEIGHT
            else f"{c.criterion} of “{titles.get(c.option, c.option)}” at {c.moved_to:g}"
        )
        lines.append(f"With {what}, “{titles.get(c.new_leader, c.new_leader)}” would come first ({c.share:.0%}).")
    if not brief.change.changes:
        lines.append(f"No single weight or rating, moved to its bound, would unseat “{titles.get(brief.change.leader, brief.change.leader)}”.")
    return [Heading("What would change the order"), Paragraph(words(internal(" ".join(lines))))]
