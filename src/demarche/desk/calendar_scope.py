"""What a calendar of windows is asked about: a forum by id, body or name, and a situation by its dossier or in words."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.desk.council import TEXTS, word_pattern
from demarche.desk.curation import fixtures, forums
from demarche.model.actors import ActorKind, NameKind
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    import datetime as dt

    from demarche.desk.workspace import Workspace
    from demarche.subjects.forums import Window

_LATIN = frozenset({NameKind.SHORT, NameKind.FORMAL, NameKind.OTHER})


@dataclass(frozen=True, slots=True)
class ForumScope:
    """The forums asked for: a name for the reader, and the ids under which windows stand."""

    name: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class SituationScope:
    """The situation asked for: a name for the reader, the words that find it, those of its namesakes, and the dossiers that hold it."""

    name: str
    terms: tuple[str, ...]
    not_terms: tuple[str, ...]
    dossiers: tuple[str, ...]

    def holds(self, window: Window) -> bool:
        """Whether the window is of this situation or suits any."""
        return window.speaks_of(self.terms, self.not_terms)


def forum_named(workspace: Workspace, asked: str) -> ForumScope:
    """The forums of an id, a body or a name. Raises `UseError` that names the nearest."""
    known, wanted = forums(), " ".join(asked.split()).casefold()
    for forum in known.values():
        if wanted in {forum.id.casefold(), forum.name.casefold()}:
            return ForumScope(forum.name, frozenset({forum.id}))
    try:
        body = workspace.registry.resolve(asked, kinds={ActorKind.BODY})
    except UseError:
        body = None
    folded = body.id.casefold() if body else wanted
    ids = {f.id for f in known.values() if f.body.casefold() == folded or f.id.casefold().startswith(f"{folded}-")}
    if ids and folded != "invitation":
        found = frozenset(ids | ({body.id} if body else set()))
        return ForumScope(body.name if body else asked, found)
    within = [f for f in known.values() if len(wanted) > 2 and wanted in f.name.casefold()]
    if len(within) == 1:
        return ForumScope(within[0].name, frozenset({within[0].id}))
    spoken = {f.id: f.id for f in known.values()} | {f.name: f.id for f in known.values()}
    spoken |= {f.body: f.body for f in known.values() if f.body != "invitation"}
    near = _nearest(asked, spoken) if not within else [f.id for f in within]
    raise UseError(
        f"There is no forum “{asked}”." if not within else f"“{asked}” names {len(within)} forums.",
        where="--forum",
        next_step=f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(sorted(known))}.",
    )


def situation_named(workspace: Workspace, asked: str, on: dt.date) -> SituationScope:
    """The situation of a dossier's id, else of words, divided by commas or semicolons; a State is found by all its names.

    Raises `UseError` that names the nearest where no dossier has the id and no text of the Council, fixture or dossier the words.
    """
    wanted = asked.strip()
    ids = dossier_ids(workspace)
    if wanted in ids:
        dossier = workspace.dossier(wanted)
        return SituationScope(dossier.title, dossier.terms, dossier.not_terms, (wanted,))
    near = difflib.get_close_matches(wanted.casefold(), ids, n=2, cutoff=0.8)
    if near:
        raise UseError(
            f"There is no dossier “{wanted}”.", where="--situation", next_step=f"Did you mean {' or '.join(near)}? Words do too."
        )
    terms = tuple(dict.fromkeys(t for part in re.split(r"[;,]", wanted) if (t := " ".join(part.split()))))
    if not terms:
        raise UseError("No situation was named.", where="--situation", next_step="Give a dossier's id or words such as Sudan.")
    terms, not_terms = _with_names(workspace, terms, on)
    holding = tuple(i for i in ids if _told_in(workspace, i, terms, not_terms))
    scope = SituationScope(wanted, terms, not_terms, holding)
    if not holding and not _spoken_of(workspace, scope, on):
        states = {a.name: a.name for a in workspace.registry.states(on)}
        nearest = _nearest(wanted, {i: i for i in ids} | states)
        said = f"Did you mean {' or '.join(nearest)}? " if nearest else ""
        raise UseError(
            f"No text of the Council by {on}, no fixture and no dossier speaks of “{wanted}”.",
            where="--situation",
            next_step=f"{said}Give fewer words, or a dossier: {', '.join(ids)}.",
        )
    return scope


def dossier_ids(workspace: Workspace) -> list[str]:
    """The ids of the user's own dossiers and the shipped ones."""
    from demarche.adapters.store import shipped_dossiers

    return sorted({*(workspace.record.dossier_ids() if workspace.has_record else ()), *shipped_dossiers()})


def _with_names(workspace: Workspace, terms: tuple[str, ...], on: dt.date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words with the other names of the States among them, and the names of other States that hold one of them."""
    found, own = list(terms), set()
    for term in terms:
        try:
            state = workspace.resolve_state(term, on)
        except UseError:
            continue
        own.add(state.id)
        found += [state.name, *(n.text for n in state.names if n.kind in _LATIN)]
    names = tuple(dict.fromkeys(found))
    others = (a.name for a in workspace.registry.actors() if a.kind is ActorKind.STATE and a.id not in own)
    holding = [n for n in others if any(re.search(rf"\b{re.escape(t)}\b", n, re.IGNORECASE) for t in names)]
    return names, tuple(n for n in holding if own)


def _told_in(workspace: Workspace, dossier_id: str, terms: tuple[str, ...], not_terms: tuple[str, ...]) -> bool:
    dossier = workspace.dossier(dossier_id)
    told = [dossier.title, *dossier.terms]
    bare = [_without(words, not_terms) for words in told]
    return any(re.search(rf"\b{re.escape(t)}\b", words, re.IGNORECASE) for t in terms for words in bare)


def _without(words: str, namesakes: tuple[str, ...]) -> str:
    for name in namesakes:
        words = re.sub(rf"\b{re.escape(name)}\b", " ", words, flags=re.IGNORECASE)
    return words


def _spoken_of(workspace: Workspace, scope: SituationScope, on: dt.date) -> bool:
    if any(re.search(word_pattern(scope.terms), " ".join(f.terms)) for f in fixtures() if f.known_from <= on and f.terms):
        return True
    row = workspace.tables.one(
        f"select count(*) as n from {TEXTS}.documents where date <= $on"
        " and regexp_matches(coalesce(title, '') || ' ' || coalesce(agenda_item, ''), $terms)",
        on=on,
        terms=word_pattern(scope.terms),
    )
    return bool(row and row["n"])


def _nearest(asked: str, spoken: dict[str, str]) -> list[str]:
    """The ids whose spoken forms are nearest to what was asked, at most three."""
    folded: dict[str, str] = {}
    for words, found in spoken.items():
        folded.setdefault(words.casefold(), found)
    close = difflib.get_close_matches(asked.casefold(), folded, n=4, cutoff=0.65)
    return list(dict.fromkeys(folded[c] for c in close))[:3]
