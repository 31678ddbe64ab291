"""The entry-points brief: for one State on one day, what is blocked, what speaks to it, who decides, and where one can begin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from demarche.desk.agreed_language import ELEMENT_OF, AgreedParagraph, strongest
from demarche.desk.curation import norms, treaties
from demarche.desk.relations import TIE_TABLES, dossier_ties, reference_of
from demarche.desk.situations import situation_of
from demarche.model.dossier import Commitment, CommitmentState, Constraint, PeopleAffected
from demarche.model.evidence import Reference
from demarche.subjects.forums import Window
from demarche.subjects.law import Norm, TreatyStanding, in_force
from demarche.subjects.options import (
    Crossing,
    EntryPoint,
    WhatWouldChange,
    compare,
    gate,
    rank_acceptability,
    what_would_change,
)
from demarche.subjects.options.proposals import Situation, TextFact, propose
from demarche.subjects.texts import Element
from demarche.subjects.ties import Chain, Tie, ties_on

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

SEED = 1
DRAWS = 20_000
MOST = 7


@dataclass(frozen=True, slots=True)
class Blocked:
    """A constraint that stands on the day, with the figures about people that go with it and its sources."""

    constraint: Constraint
    place: str
    deciders: tuple[str, ...]
    people: tuple[tuple[PeopleAffected, tuple[Reference, ...]], ...]
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class NormLine:
    """A norm that speaks, to whom, how the State concerned stands to the treaty, and how the dossier calls it contested."""

    norm: Norm
    addressees: tuple[str, ...]
    standing: TreatyStanding | None
    note: str
    contested: str
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class DeciderLine:
    """Someone who can lift a constraint: what it controls, who has recorded ties to it, and the chains that reach it, best first.

    `ties` are those of the dossier that hold on the day; one that its target denies stands there too, with strength 0.
    """

    actor: str
    name: str
    part: str
    sources: tuple[Reference, ...]
    chains: tuple[Chain, ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """An entry point with how often it came first, and its expected rank, over all draws of weights and ratings."""

    entry: EntryPoint
    first: float
    expected_rank: float


@dataclass(frozen=True, slots=True)
class Lapsing:
    """A commitment whose term ends in the days ahead, has just ended, or which nobody has judged."""

    commitment: Commitment
    by: str
    state: CommitmentState
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class EditionUsed:
    """A source that the brief drew on: its edition and how far it reaches."""

    source: str
    title: str
    publisher: str
    as_of: dt.date | None
    origin: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The brief as facts; `demarche.desk.briefing_paper` makes a paper of it. Nothing in it is later than `on`."""

    dossier: str
    title: str
    state: str
    state_name: str
    on: dt.date
    days: int
    blocked: tuple[Blocked, ...]
    norms: tuple[NormLine, ...]
    texts: tuple[TextFact, ...]
    agreed: tuple[AgreedParagraph, ...]
    deciders: tuple[DeciderLine, ...]
    windows: tuple[Window, ...]
    entry_points: tuple[RankedEntry, ...]
    considered: int
    needs_mandator: tuple[Crossing, ...]
    lapsing: tuple[Lapsing, ...]
    change: WhatWouldChange | None
    not_known: tuple[str, ...]
    editions: tuple[EditionUsed, ...]
    situation: Situation = field(metadata={"json": False})


def brief(workspace: Workspace, dossier: str, state: str, on: dt.date, days: int = 90) -> Brief:
    """Draw up the entry-points brief of a dossier for a State as of a day.

    Raises `UseError` for a dossier, State or day that is not known, naming the nearest.

    >>> from demarche import open_workspace
    >>> found = brief(open_workspace(), "sudan-adre", "Norway", dt.date(2024, 6, 20))
    >>> next(t.vote for t in found.texts if t.symbol == "S/RES/2736 (2024)")
    '14-0-1'
    """
    s = situation_of(workspace, dossier, state, on, days)
    gated = gate(propose(s), s.dossier.red_lines, on)
    ranked, change = _ranked(gated.comparable)
    deciders = _deciders(workspace, s)
    return Brief(
        dossier=s.dossier.id,
        title=s.dossier.title,
        state=s.state,
        state_name=workspace.name_of(s.state),
        on=on,
        days=days,
        blocked=_blocked(workspace, s),
        norms=norm_lines(workspace, s),
        texts=s.texts,
        agreed=strongest(workspace, _elements(s), on),
        deciders=deciders,
        windows=s.windows,
        entry_points=choose(ranked),
        considered=len(ranked),
        needs_mandator=gated.needs_mandator,
        lapsing=_lapsing(workspace, s, days),
        change=change,
        not_known=_not_known(workspace, s, deciders),
        editions=_editions(workspace),
        situation=s,
    )


def _ranked(points: tuple[EntryPoint, ...]) -> tuple[list[RankedEntry], WhatWouldChange | None]:
    if not points:
        return [], None
    comparison = compare(points)
    found = rank_acceptability(comparison, draws=DRAWS, seed=SEED)
    by_id = {o.option: o for o in found.options}
    ranked = [
        RankedEntry(p, by_id[p.id].ranks[0], sum(r * share for r, share in enumerate(by_id[p.id].ranks, start=1))) for p in points
    ]
    ranked.sort(key=lambda r: (-r.first, r.expected_rank, r.entry.id))
    return ranked, what_would_change(comparison, seed=SEED)


def choose(ranked: list[RankedEntry], most: int = MOST) -> tuple[RankedEntry, ...]:
    """At most `most` entry points: the best of every channel, then the best of the rest; oftenest first on top."""
    best: dict[str, RankedEntry] = {}
    for entry in ranked:
        best.setdefault(entry.entry.channel, entry)
    chosen = list(best.values())[:most]
    chosen += [e for e in ranked if e not in chosen][: most - len(chosen)]
    return tuple(sorted(chosen, key=lambda r: (-r.first, r.expected_rank, r.entry.id)))


def _blocked(workspace: Workspace, s: Situation) -> tuple[Blocked, ...]:
    places = {p.id: p.name for p in s.dossier.places}
    people = {p.id: p for p in s.dossier.people_affected}
    found = []
    for c in s.dossier.constraints:
        if c.until is None:
            figures = tuple((people[p], s.sources(people[p])) for p in c.people if p in people)
            names = tuple(workspace.name_of(d) for d in c.deciders)
            found.append(Blocked(c, places.get(c.place, ""), names, figures, s.sources(c)))
    return tuple(found)


def _elements(s: Situation) -> list[Element]:
    """The protection elements of the constraints that stand, most frequent first."""
    found = [ELEMENT_OF[c.category] for c in s.dossier.constraints if c.until is None and c.category in ELEMENT_OF]
    return sorted(dict.fromkeys(found), key=lambda e: (-found.count(e), e))


def norm_lines(workspace: Workspace, s: Situation) -> tuple[NormLine, ...]:
    """The norms that the dossier links and that could be cited on the day, in its order."""
    known = norms()
    status, as_of = _treaty_status(workspace)
    lines = []
    for link in s.dossier.norms:
        norm = known.get(link.norm)
        if norm is None or not norm.known_on(s.on):
            continue
        standing = None
        if norm.treaty and s.dossier.country and as_of is not None:
            source = reference_of(workspace, "icrc_treaties", on=s.on)
            standing = in_force(norm.treaty, s.dossier.country, s.on, status, as_of=as_of, source=source, treaties=treaties())
        names = tuple(workspace.name_of(a) for a in link.addressees)
        shown = norm.as_known_on(s.on)
        lines.append(NormLine(shown, names, standing, link.note, link.contested, (*shown.references, *s.sources(link))))
    return tuple(lines)


def _treaty_status(workspace: Workspace) -> tuple[list[dict[str, object]], dt.date | None]:
    if not workspace.tables.has("icrc_treaties", "treaty_status"):
        return [], None
    rows = workspace.tables.rows("select treaty, actor, date, until, as_given from icrc_treaties.treaty_status")
    return rows, workspace.tables.edition("icrc_treaties").as_of


def _deciders(workspace: Workspace, s: Situation) -> tuple[DeciderLine, ...]:
    standing = [c for c in s.dossier.constraints if c.until is None]
    actors = dict.fromkeys(d for c in standing for d in c.deciders)
    own = ties_on(dossier_ties(s.dossier, dict(s.references)), s.on)
    lines = []
    for actor in actors:
        parts = [p for p in s.dossier.parties if p.actor == actor and (p.until is None or p.until >= s.on)]
        part = parts[0].part if parts else ""
        sources = s.sources(parts[0]) if parts else ()
        ties = tuple(t for t in own if t.target == actor)
        lines.append(DeciderLine(actor, workspace.name_of(actor), part, sources, s.chains.get(actor, ()), ties))
    return tuple(lines)


def _lapsing(workspace: Workspace, s: Situation, days: int) -> tuple[Lapsing, ...]:
    last, recent = s.on + dt.timedelta(days=days), s.on - dt.timedelta(days=days)
    found = []
    for c in s.dossier.commitments:
        state = c.state_on(s.on)
        soon = c.until is not None and recent <= c.until <= last
        if soon or state in {CommitmentState.DISPUTED, CommitmentState.PARTLY_KEPT, CommitmentState.MADE}:
            sources = (*s.sources(c), *(s.references[r] for j in c.judgements for r in j.refs if r in s.references))
            found.append(Lapsing(c, workspace.name_of(c.by), state, sources))
    found.sort(key=lambda line: _standing_first(line, s.on))
    return tuple(found)


def _standing_first(line: Lapsing, on: dt.date) -> tuple[int, dt.date, dt.date]:
    """Promises whose term still runs, soonest end first; then those without a term; then those whose term is over, latest first."""
    until, made = line.commitment.until, line.commitment.made_on
    if until is None:
        return 1, dt.date.max, made
    return (0, until, made) if until >= on else (2, dt.date.min + (on - until), made)


def _not_known(workspace: Workspace, s: Situation, deciders: tuple[DeciderLine, ...]) -> tuple[str, ...]:
    unknown = []
    if not any(t.wording for t in s.texts):
        unknown.append(
            "The wording of the texts: not synced on this machine (demarche sync un_resolutions); symbols and our notes stand."
        )
    unrated = sum(1 for c in s.dossier.constraints if c.until is None and c.severity is None)
    if unrated:
        unknown.append(f"Severity by type of actor: no source gives a rating for {unrated} of the constraints shown.")
    unknown += [f"A recorded way to {d.name}: none found from {workspace.name_of(s.state)}." for d in deciders if not d.chains]
    if not s.dossier.engagements:
        unknown.append("What was already said to whom: no engagement is recorded in this dossier.")
    return tuple(unknown)


def _editions(workspace: Workspace) -> tuple[EditionUsed, ...]:
    used = ("un_resolutions", "council_marks", "un_council_votes", "icrc_treaties", *TIE_TABLES)
    return tuple(
        EditionUsed(e.source, e.title, e.publisher, e.as_of, e.origin) for e in workspace.tables.editions() if e.source in used
    )
