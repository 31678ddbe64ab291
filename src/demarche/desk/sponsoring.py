"""The co-sponsor target sheet: who may join the sponsors of a text, why, who could call them, and which regions would be missing."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.desk.assembly_votes import assembly_matrix
from demarche.desk.council_votes import ARCHIVE, find_topic, topics
from demarche.model.evidence import Reference, UseError, normal_symbol
from demarche.subjects.votes import (
    SPONSORS_EARNED,
    WIDE,
    GroupBalance,
    SponsoredText,
    SponsorHistory,
    SponsorTarget,
    balance,
    callers,
    sponsor_targets,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

AGREEMENT_YEARS = 3
MOST_SUBJECTS = 12
BASIS = (
    "The likelihood rests on how often a State joined widely sponsored texts lately (half-life three years) and texts on the same"
    " subjects; it names the signers of habit well and new ones poorly."
)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A State that may join, with its chance, the reason in words, and who could call it."""

    state: str
    name: str
    group: str
    likelihood: str
    chance: float
    low: float
    high: float
    reason: str
    callers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SponsorSheet:
    """The sheet: for what, led by whom, the targets most likely first, the balance of regions, and how far it may be trusted."""

    subject: str
    models: tuple[str, ...]
    day: dt.date
    leads: tuple[str, ...]
    council: tuple[str, ...]
    targets: tuple[TargetLine, ...]
    balance: tuple[GroupBalance, ...]
    gaps: tuple[str, ...]
    texts_known: int
    basis: str
    earned: str
    references: tuple[Reference, ...]

    def of(self, likelihood: str) -> tuple[TargetLine, ...]:
        """The targets of one band."""
        return tuple(t for t in self.targets if t.likelihood == likelihood)


def sponsor_sheet(workspace: Workspace, on: dt.date, *, like: str = "", topic: str = "", leads: Sequence[str] = ()) -> SponsorSheet:
    """Who may join the sponsors of a text like a resolution, or on a topic, as known on a day.

    Raises `UseError` naming the nearest for an unknown symbol, topic or State, and where neither or both are given.
    """
    if bool(like) == bool(topic):
        raise UseError(
            "Say what the text is like, or what it is about.",
            next_step='Give --like S/RES/2730 or --topic "protection of civilians", one of them.',
        )
    texts = sponsored_texts(workspace, on)
    models = [_model(texts, like)] if like else _models_on(workspace, texts, topic)
    subjects, agenda = _asked(models)
    leading = tuple(dict.fromkeys(workspace.resolve_state(name, on).id for name in leads))
    council = frozenset(s.state for s in workspace.registry.council(on))
    states = {a.id for a in workspace.registry.states(on)}
    history = SponsorHistory(texts, states)
    found = sponsor_targets(history, on=on, agenda=agenda, subjects=subjects, council=council, leads=leading, states=states)
    registry = workspace.registry
    groups = {s: registry.regional_group(s, on) or "" for s in states}
    close = _closeness(workspace, leading, on)
    likely = [t.state for t in found if t.likelihood == "likely"]
    among = [*leading, *sorted(council - set(leading)), *likely]
    rows = tuple(_line(workspace, t, groups, leading, close, callers(t.state, history.texts, among, groups)) for t in found)
    balanced = balance(found, leading, groups)
    newest = max(models, key=lambda t: t.date)
    return SponsorSheet(
        subject=topic or newest.title or newest.symbol,
        models=tuple(t.symbol for t in sorted(models, key=lambda t: t.date, reverse=True)),
        day=on,
        leads=tuple(workspace.name_of(s) for s in leading),
        council=tuple(workspace.name_of(s) for s in sorted(council)),
        targets=rows,
        balance=balanced,
        gaps=tuple(b.group for b in balanced if b.gap),
        texts_known=len(history.texts),
        basis=BASIS,
        earned=SPONSORS_EARNED,
        references=(_source(workspace, on),),
    )


def sponsored_texts(workspace: Workspace, on: dt.date) -> list[SponsoredText]:
    """Resolutions adopted by a day with sponsors as printed on the draft, their subjects, and the Council of their day."""
    rows = workspace.tables.rows(
        f"with sponsor as (select symbol, list(actor) as sponsors from {ARCHIVE}.sponsors where not joined_later group by symbol),"
        f" ballot as (select symbol, list(actor) as council from {ARCHIVE}.ballots group by symbol),"
        f" subject as (select symbol, list(lower(term)) as subjects from {ARCHIVE}.subjects"
        "  where dictionary = 'UNBIS Thesaurus' or dictionary = 'DHLAUTH' group by symbol)"
        f" select d.symbol, d.date, d.title, d.agenda_item, sponsors, council, subjects from {ARCHIVE}.documents d join sponsor using (symbol)"
        " left join ballot using (symbol) left join subject using (symbol) where d.kind = 'resolution' and d.date <= $on",
        on=on,
    )
    return [
        SponsoredText(
            row["symbol"],
            row["date"],
            frozenset(row["sponsors"]),
            frozenset(row["council"] or ()),
            (row["agenda_item"] or "").casefold(),
            frozenset(row["subjects"] or ()),
            _short(row["title"] or ""),
        )
        for row in rows
    ]


def _short(title: str) -> str:
    _, bracket, inner = title.partition("[")
    return inner.rstrip("] ") if bracket else title


def _model(texts: Sequence[SponsoredText], symbol: str) -> SponsoredText:
    wanted = normal_symbol(symbol.upper() if not symbol.strip().isdigit() else f"S/RES/{symbol.strip()}")
    named = {t.symbol: t for t in texts} | {t.symbol.partition(" (")[0]: t for t in texts}
    if wanted in named:
        return named[wanted]
    near = difflib.get_close_matches(wanted, named, n=4, cutoff=0.6)
    told = "; ".join(dict.fromkeys(f"{named[n].symbol} ({named[n].title[:60]})" for n in near))
    raise UseError(
        f"There is no resolution “{symbol}” with known sponsors by this day.",
        next_step=f"Nearest: {told}." if near else "Give the symbol of a resolution such as S/RES/2730, or a --topic.",
    )


def _models_on(workspace: Workspace, texts: Sequence[SponsoredText], topic: str) -> list[SponsoredText]:
    """Widely sponsored texts that bear the words, else those on the topic that the words mean."""
    wide = [t for t in texts if t.wide]
    words = re.compile(rf"\b{re.escape(topic.casefold())}\b")
    found = [t for t in wide if words.search(t.title.casefold()) or words.search(t.agenda)]
    if not found:
        name = find_topic(workspace, topic)
        found = [t for t in wide if topics().name(t.agenda, t.title) == name]
    if not found:
        known = Counter(topics().name(t.agenda, t.title) for t in wide).most_common(8)
        raise UseError(
            f"No text on “{topic}” had more than {WIDE} sponsors.",
            next_step=f"Topics that had: {'; '.join(name for name, _ in known)}. Or give a model with --like.",
        )
    return found


def _asked(models: Sequence[SponsoredText]) -> tuple[frozenset[str], str]:
    """The subjects and agenda item of the models: those that at least half of them bear."""
    counted = Counter(s for t in models for s in t.subjects)
    borne = [s for s, n in counted.most_common(MOST_SUBJECTS) if 2 * n >= len(models)]
    agenda = Counter(t.agenda for t in models if t.agenda).most_common(1)
    return frozenset(borne if len(models) > 1 else models[0].subjects), agenda[0][0] if agenda else ""


def _closeness(workspace: Workspace, leads: Sequence[str], on: dt.date) -> dict[str, float]:
    """Share of Assembly votes of the last years on which a State voted as the leads did, on average over them."""
    if not leads:
        return {}
    from demarche.subjects.votes import agreement

    votes = assembly_matrix(workspace, on.year - AGREEMENT_YEARS, on)
    found = agreement(votes)
    at = [votes.states.index(s) for s in leads if s in votes.states]
    return {s: float(found.same[i, at].mean()) for i, s in enumerate(votes.states) if at and found.n[i, at].min() > 0}


def _line(
    workspace: Workspace,
    target: SponsorTarget,
    groups: dict[str, str],
    leads: Sequence[str],
    close: dict[str, float],
    calling: tuple[tuple[str, int], ...],
) -> TargetLine:
    parts = []
    if target.same_subject:
        symbols = ", ".join(s.removeprefix("S/RES/").partition(" ")[0] for s in target.same_subject[:3])
        parts.append(f"sponsored {symbols} ({len(target.same_subject)} of {target.of_same_subject} texts on the subject)")
    elif target.of_same_subject:
        parts.append(f"sponsored none of {target.of_same_subject} texts on the subject")
    parts.append(f"joined {target.recent} of {target.of_recent} widely sponsored texts in five years")
    if target.state in close:
        parts.append(f"voted with the leads on {close[target.state]:.0%} of Assembly votes")
    if any(groups.get(lead) == groups.get(target.state) for lead in leads):
        parts.append("same regional group as a lead")
    return TargetLine(
        state=target.state,
        name=workspace.name_of(target.state),
        group=groups.get(target.state, ""),
        likelihood=str(target.likelihood),
        chance=target.chance,
        low=target.low,
        high=target.high,
        reason="; ".join(parts),
        callers=tuple(f"{workspace.name_of(s)} ({n} text{'s' if n > 1 else ''} together)" for s, n in calling),
    )


def _source(workspace: Workspace, on: dt.date) -> Reference:
    edition = workspace.tables.edition(ARCHIVE)
    as_of = edition.as_of if edition.as_of is None or edition.as_of <= on else None
    return Reference(edition.title, edition.publisher, url=edition.url, as_of=as_of)
