"""The factual sections of the brief: what is blocked, what speaks to it, who decides, windows, promises."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from demarche.adapters.papers import Block, Bullets, Heading, Paragraph, Span, Table, Words, words
from demarche.desk.briefing import Blocked, Brief, DeciderLine, Lapsing, NormLine
from demarche.desk.spans import cite, internal
from demarche.model.dossier import CommitmentState
from demarche.model.evidence import Confidence, Reference, spell_date
from demarche.subjects.forums import Window, WindowKind
from demarche.subjects.law import Standing
from demarche.subjects.options.proposals import FORUM_OF_BODY, TextFact
from demarche.subjects.ties import Chain

IHL = Reference(
    "IHL databases: the articles and rules named in the text",
    "International Committee of the Red Cross",
    url="https://ihl-databases.icrc.org",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of each section a paper shows; what is left out is counted in the heading."""

    blocked: int = 5
    texts: int = 4
    windows: int = 6
    promises: int = 3
    entries: int = 7
    ways: int = 2
    contested: int = 2


def blocked(brief: Brief, limits: Limits) -> list[Block]:
    """The constraints that stand, those with figures about people first; the others in one line."""
    order = sorted(brief.blocked, key=lambda b: (not b.people, not b.deciders))
    shown = [b for b in brief.blocked if b in order[: limits.blocked]]
    rest = [b for b in brief.blocked if b not in shown]
    if not shown:
        none = "Nothing is recorded in this dossier whose source was out by this day."
        return [Heading("What is blocked"), Paragraph(words(none))]
    blocks: list[Block] = [Heading("What is blocked"), Bullets(tuple(_one_blocked(b) for b in shown))]
    if rest:
        blocks.append(Paragraph(words(f"Also recorded: {'; '.join(b.constraint.what for b in rest)}."), "note"))
    return blocks


def _one_blocked(b: Blocked) -> Words:
    c = b.constraint
    since = f" (since {spell_date(c.since)})" if c.since else ""
    decides = f" Decides: {', '.join(b.deciders)}." if b.deciders else ""
    run: list[str | Span] = [Span(c.what, bold=True), f"{since}", cite(b.sources, 2), ".", decides]
    figures = sorted(b.people, key=lambda p: p[0].date)
    # where sources differ on one thing, each figure stands with its source
    for figure, sources in [f for f in figures if f[0].what == figures[-1][0].what]:
        amount = f"{figure.value:,.0f}" + ("" if figure.unit == "people" else f" {figure.unit}")
        run += [f" {figure.what}: {amount} ({spell_date(figure.date)})", cite(sources), "."]
    return words(*run)


def texts(brief: Brief, limits: Limits) -> list[Block]:
    """The newest texts that the dossier links, with votes; the rest counted."""
    linked = [t for t in brief.texts if t.note or t.constraints]
    shown = (linked or list(brief.texts))[: limits.texts]
    return [Heading(f"What speaks to it{_of(len(shown), len(brief.texts), 'texts')}"), Bullets(tuple(_one_text(t) for t in shown))]


def agreed(brief: Brief) -> list[Block]:
    """Where the strongest adopted demands on the elements at stake stand, whatever the situation."""
    if not brief.agreed:
        return []
    run: list[str | Span] = [Span("Agreed language to build on: ", bold=True)]
    for i, a in enumerate(brief.agreed[:4]):
        vote = f", {a.vote}" if a.vote else ""
        run += ["; " if i else "", f"{a.element}: {a.symbol}, paragraph {a.paragraph} ({a.verb}s{vote})", cite([a.reference])]
    return [Paragraph(words(*run, "."))]


def _of(shown: int, all_: int, what: str = "") -> str:
    """How many of how many are shown, for a heading; nothing where all are."""
    return f" ({shown} of {all_}{f' {what}' if what else ''})" if shown < all_ else ""


def _one_text(t: TextFact) -> Words:
    fate = "" if t.adopted else ", not adopted"
    day = "" if spell_date(t.date) in t.symbol else f", {spell_date(t.date)}"
    vote = f", {t.vote}" if t.vote else ""
    who = f" ({', '.join(t.not_in_favour)})" if 0 < len(t.not_in_favour) <= 4 else ""
    run: list[str | Span] = [Span(t.symbol, bold=True), f"{day}{vote}{who}{fate}", Span("", (t.reference,))]
    if t.note:
        where = f"paragraph{'s' if len(t.paragraphs) > 1 else ''} {', '.join(t.paragraphs)}: " if t.paragraphs else ""
        note = t.note.removesuffix(f" Vote: {t.vote}.")
        run.append(f": {where}{note}")
    for number, text in t.wording[:1]:
        run.append(Span(f" Paragraph {number}: “{text}”", italic=True))
    return words(*run)


def norms(brief: Brief, limits: Limits) -> list[Block]:
    """Each norm once, by treaty or study with its articles, how the State concerned stands to it, and what is contested."""
    if not brief.norms:
        return []
    by_text: dict[str, list[str]] = defaultdict(list)
    standing: dict[str, str] = {}
    for n in brief.norms:
        text, _, article = n.norm.source_text.rpartition(", ")
        if article and article not in by_text[text]:
            by_text[text].append(article)
        standing[text] = standing.get(text) or _standing(brief, n)
    parts = [f"{text} {_articles(articles)}{standing[text]}" for text, articles in by_text.items()]
    blocks: list[Block] = [Paragraph(words(Span("Norms: ", bold=True), "; ".join(parts), Span("", (IHL,)), "."))]
    contested = list({n.contested: n for n in brief.norms if n.contested}.values())
    if contested:
        run: list[str | Span] = [Span("Contested: ", bold=True)]
        for i, n in enumerate(contested[: limits.contested]):
            run += [" " if i else "", n.contested, cite(n.sources[-1:])]
        blocks.append(Paragraph(words(*run)))
    return blocks


def _articles(articles: list[str]) -> str:
    kind, _, first = articles[0].partition(" ")
    short = {"Article": "Art.", "common": "common Art.", "Rule": "rules"}.get(kind, kind)
    numbers = [a.rpartition(" ")[2] for a in articles]
    numbers.sort(key=lambda n: (int(n) if n.isdigit() else 0, n))
    return f"{short} {', '.join(numbers)}" if first else articles[0]


def _standing(brief: Brief, line: NormLine) -> str:
    s = line.standing
    if s is None or s.standing is Standing.NOT_BY_TREATY:
        return ""
    country = brief.situation.name(brief.situation.dossier.country)
    since = f" since {s.since.year}" if s.since and s.standing is Standing.PARTY else ""
    return f" ({country}: {s.standing}{since})"


def deciders(brief: Brief, limits: Limits) -> list[Block]:
    """Who can lift what is blocked, who has recorded ties to each, and the chains that reach them."""
    if not brief.deciders:
        return []
    return [Heading("Who decides, and who reaches them"), Bullets(tuple(_decider(brief, d, limits) for d in brief.deciders))]


def _decider(brief: Brief, d: DeciderLine, limits: Limits) -> Words:
    run: list[str | Span] = [Span(d.name, bold=True), f": {d.part}" if d.part else ".", cite(d.sources)]
    if d.ties:
        run += [Span(" Recorded ties: ", italic=True), *_ties(brief, d), "."]
    others = {o.actor for o in brief.deciders} - {d.actor}
    ways = [chain for chain in d.chains if not others & set(chain.intermediaries)][: limits.ways]
    for i, chain in enumerate(ways):
        run += [internal(" Ways there: " if i == 0 else "; "), internal(_path(brief, chain))]
    if ways:
        run.append(internal("."))
    elif d.chains:
        hands = " and ".join(brief.situation.name(h) for h in d.chains[0].intermediaries if h in others)
        run.append(internal(f" Reached through {hands}."))
    return words(*run)


def _ties(brief: Brief, d: DeciderLine) -> list[str | Span]:
    """Who has a tie, of what kind; one that rests on a weak report or is denied is said to be, whoever it is."""
    name = brief.situation.name
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    denials = {(t.source, str(t.dimension)): t.reference for t in d.ties if t.denies}
    shown: dict[str, list[Reference]] = defaultdict(list)
    for t in d.ties:
        kind = str(t.dimension)
        if t.denies:
            continue
        if (t.source, kind) in denials:
            kinds[t.source][kind] = f"as reported, and denied: {kind}"
            shown[t.source] += [t.reference, denials[t.source, kind]]
        elif t.reliability is not Confidence.LOW:
            kinds[t.source][kind] = kind
        elif kind not in kinds[t.source]:
            kinds[t.source][kind] = f"as reported: {kind}"
            shown[t.source].append(t.reference)
    run: list[str | Span] = []
    for i, (source, told) in enumerate(sorted(kinds.items(), key=lambda kv: name(kv[0]))):
        plain_first = sorted(told.values(), key=lambda words: "as reported" in words)
        run += ["; " if i else "", f"{name(source)} ({'; '.join(plain_first)})"]
        if shown[source]:
            run.append(Span("", tuple({r.key: r for r in shown[source]}.values())))
    return run


def _path(brief: Brief, chain: Chain) -> str:
    name = brief.situation.name
    weak = chain.weakest
    path = " → ".join([name(chain.steps[0].actor), *(name(step.on) for step in chain.steps)])
    if len(chain.steps) == 1:
        return f"{path} ({weak.tie.dimension})"
    return f"{path} (weakest: {name(weak.actor)}–{name(weak.on)}, {weak.tie.dimension})"


_URGENCY = {WindowKind.EXPIRY: 0, WindowKind.VETO_DEBATE: 0, WindowKind.OPENING: 1, WindowKind.REPORT: 2, WindowKind.SEAT: 2}


def windows(brief: Brief, limits: Limits) -> list[Block]:
    """The windows that matter most, in order of their days; the Council's chairs in one line."""
    unique = _once(brief.windows)
    dated = [w for w in unique if w.kind is not WindowKind.PRESIDENCY]
    ranked = sorted(dated, key=lambda w: (_URGENCY.get(w.kind, 3), w.closes))
    chosen = sorted(ranked[: limits.windows], key=lambda w: w.closes)
    last = spell_date(brief.on + dt.timedelta(days=brief.days))
    blocks: list[Block] = [Heading(f"Windows to {last}{_of(len(chosen), len(dated))}")]
    if chosen:
        blocks.append(
            Table(("By", "What opens", "Forum and rule of decision"), tuple(_window(brief, w) for w in chosen), (2.4, 6, 8))
        )
    chairs = [w for w in unique if w.kind is WindowKind.PRESIDENCY]
    if chairs:
        named = "; ".join(f"{w.what.removesuffix(' presides over the Council')} ({w.opens:%B})" for w in chairs)
        blocks.append(Paragraph(words(f"In the chair of the Council: {named}", Span("", (chairs[0].basis,)), "."), "note"))
    return blocks if len(blocks) > 1 else [*blocks, Paragraph(words("No window is recorded in these days."))]


def _once(found: Sequence[Window]) -> list[Window]:
    """Each window once: of those with one last day and one source, or one last day and the same words, the most urgent kind."""
    urgent_first = sorted(found, key=lambda w: _URGENCY.get(w.kind, 3))
    by_source = {
        (w.closes, w.kind is WindowKind.PRESIDENCY and w.what, w.basis.symbol or w.basis.key): w for w in reversed(urgent_first)
    }
    kept = {(w.closes, w.what): w for w in by_source.values()}
    return [w for w in found if any(w is k for k in kept.values())]


def _window(brief: Brief, w: Window) -> tuple[Words, ...]:
    spread = w.opens < w.closes and w.kind in {WindowKind.FIXTURE, WindowKind.OPENING, WindowKind.VETO_DEBATE}
    when = f"{spell_date(w.opens)} to {spell_date(w.closes)}" if spread else spell_date(w.closes)
    forums = brief.situation.forums
    forum = forums.get(w.forum) or forums.get(FORUM_OF_BODY.get(w.forum, ""))
    named = forum.name if forum else _forum_name(brief, w.forum)
    if w.kind is WindowKind.REPORT:
        named = "Security Council; a report decides nothing by itself"
    on_rule = forum.rule_on(brief.on) if forum else None
    rule = "" if w.kind is WindowKind.REPORT else w.rule or (on_rule.summary if on_rule else "")
    return words(when), words(w.what, Span("", (w.basis,))), words(f"{named}: {rule}" if rule else named)


def _forum_name(brief: Brief, forum: str) -> str:
    """The name of an actor that is a forum, else the dossier's own word for a forum that no file describes."""
    name = brief.situation.name(forum)
    return f"{forum[0].upper()}{forum[1:].replace('-', ' ')}" if name == forum and "-" in forum else name


def promises(brief: Brief, limits: Limits) -> list[Block]:
    """Commitments whose term ends soon or that nobody has settled; the same promise of two parties in one line."""
    if not brief.lapsing:
        return []
    same: dict[tuple[object, ...], list[Lapsing]] = defaultdict(list)
    for p in brief.lapsing:
        same[p.commitment.what, p.commitment.made_on, p.commitment.until, p.state].append(p)
    lines = tuple(_promise(group) for group in list(same.values())[: limits.promises])
    return [Heading(f"Promises to watch{_of(len(lines), len(same))}"), Bullets(lines)]


def _promise(group: list[Lapsing]) -> Words:
    c, state = group[0].commitment, group[0].state
    term = f", until {spell_date(c.until)}" if c.until else ", no term"
    judged = "" if state is CommitmentState.MADE else f"; judged {state}" if c.judgements else f"; {state}, judged by nobody"
    by = " and ".join(p.by for p in group)
    return words(Span(by, bold=True), f": {c.what} ({spell_date(c.made_on)}{term}{judged})", cite(group[0].sources), ".")
