"""Political will, after the policymaker-ratings method: every rating as it was given, its history, and where raters disagree.

Nothing is averaged. Of each rater the latest rating on the day stands; earlier ones are its history. Raters disagree where their
standing ratings of one actor on one matter differ.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from demarche.desk.handling import Handling
from demarche.desk.leaving import opened_for
from demarche.desk.situations import references_of
from demarche.model.dossier import INFLUENCE, SUPPORT, Dossier, Rating, Sensitivity
from demarche.model.evidence import Reference, UseError

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One rating with its steps in words and its sources; `standing` tells whether it is its rater's latest on the matter."""

    id: str
    rater: str
    date: dt.date
    support: int | None
    support_words: str
    influence: int | None
    influence_words: str
    confidence: str
    evidence: str
    evidence_sources: tuple[Reference, ...]
    counter_evidence: str
    counter_sources: tuple[Reference, ...]
    standing: bool
    change: str


@dataclass(frozen=True, slots=True)
class WillOf:
    """One actor on one matter: all ratings, newest first, and on what the standing ones disagree, in words."""

    actor: str
    name: str
    about: str
    about_words: str
    ratings: tuple[RatingLine, ...]
    disagreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WillSheet:
    """The political will recorded in a dossier as of a day.

    `unrated` are deciders whom nobody has rated; `left_out` counts ratings that the audience may not see, or may see in part only;
    `marking` is how a paper of it is marked, empty where it may go to others.
    """

    dossier: str
    title: str
    on: dt.date
    actors: tuple[WillOf, ...]
    unrated: tuple[tuple[str, str], ...]
    left_out: int
    audience: Sensitivity
    marking: str
    notes: tuple[str, ...]


def will_sheet(workspace: Workspace, dossier: str, on: dt.date, audience: Sensitivity = Sensitivity.STRICT) -> WillSheet:
    """Every rating of a dossier that could be known on the day and that the audience may see, actor by actor and matter by matter.

    For an audience that may not see everything the sheet is made from the dossier as that reader may have it. Raises `Failure` where
    telling words of a closed field stand in an open one.
    """
    handling = Handling(workspace, workspace.dossier(dossier), on)
    whole = handling.dossier.as_known_on(on)
    opened = None if audience is Sensitivity.STRICT else opened_for(workspace, handling, audience)
    known = whole if opened is None else opened.dossier.as_known_on(on)
    references = references_of(known)
    groups: dict[tuple[str, str], list[Rating]] = defaultdict(list)
    seen = [r for r in known.ratings if opened is None or not (r.support is None and r.influence is None)]
    for rating in seen:
        groups[rating.actor, rating.ask].append(rating)
    asks = {a.id: a.what for a in known.asks}
    actors = tuple(
        WillOf(
            actor,
            workspace.name_of(actor),
            ask,
            asks.get(ask, "") if ask else "the matter of the dossier",
            _lines(ratings, references),
            disagreements(ratings),
        )
        for (actor, ask), ratings in sorted(groups.items(), key=lambda group: (workspace.name_of(group[0][0]), group[0][1]))
    )
    rated = {actor for actor, _ in groups}
    deciders = dict.fromkeys(d for c in known.constraints if c.until is None for d in c.deciders)
    unrated = tuple((d, workspace.name_of(d)) for d in deciders if d not in rated)
    notes = (
        "Ratings stand as they were given and are never averaged.",
        f"Support: {_scale(SUPPORT)}. Influence on the matter: {_scale(INFLUENCE)}. Confidence is the rater's own in both.",
        "Support goes by what was publicly said and done; a rating without evidence is an opinion, and is marked so.",
    )
    marking = handling.marking() if opened is None else ""
    sheet = WillSheet(known.id, known.title, on, actors, unrated, len(whole.ratings) - len(seen), audience, marking, notes)
    if opened is not None:
        opened.refuse("\n".join(_words(sheet)))
    return sheet


def _words(sheet: WillSheet) -> Iterable[str]:
    """Everything that the sheet says in words, for the gate to look through."""
    yield from (sheet.title, *(name for _, name in sheet.unrated))
    for will in sheet.actors:
        yield from (will.name, will.about_words, *will.disagreements)
        for line in will.ratings:
            yield from (line.rater, line.evidence, line.counter_evidence)
            yield from (r.title for r in (*line.evidence_sources, *line.counter_sources))


def _scale(steps: Mapping[int, str]) -> str:
    return ", ".join(f"{signed(step) if min(steps) < 0 else step} {words}" for step, words in steps.items())


def signed(step: int) -> str:
    """A step of support as it is spoken: +1, 0, -1."""
    return f"{step:+d}" if step else "0"


def _latest(ratings: Sequence[Rating]) -> dict[str, Rating]:
    """The latest rating of each rater; of several of one day the last recorded."""
    found: dict[str, Rating] = {}
    for rating in sorted(ratings, key=lambda r: r.date):
        found[rating.rater] = rating
    return found


def _lines(ratings: Sequence[Rating], references: Mapping[str, Reference]) -> tuple[RatingLine, ...]:
    latest = _latest(ratings)
    before: dict[str, Rating] = {}
    lines = []
    for rating in sorted(ratings, key=lambda r: r.date):
        lines.append(
            RatingLine(
                rating.id,
                rating.rater,
                rating.date,
                rating.support,
                "not rated" if rating.support is None else SUPPORT[rating.support],
                rating.influence,
                "not rated" if rating.influence is None else INFLUENCE[rating.influence],
                rating.confidence or "not stated",
                rating.evidence or ("" if rating.refs else "none given"),
                tuple(references[ref] for ref in rating.refs if ref in references),
                rating.counter_evidence,
                tuple(references[ref] for ref in rating.counter_refs if ref in references),
                latest[rating.rater] is rating,
                _change(before.get(rating.rater), rating),
            )
        )
        before[rating.rater] = rating
    return tuple(reversed(lines))


def _change(before: Rating | None, now: Rating) -> str:
    """What this rater changed since its own last rating."""
    if before is None:
        return "first rating by this rater"
    changed = [
        f"{name} {signed(old)} → {signed(new)}" if name == "support" else f"{name} {old} → {new}"
        for name, old, new in (("support", before.support, now.support), ("influence", before.influence, now.influence))
        if old is not None and new is not None and old != new
    ]
    return f"{', '.join(changed) or 'no change'} since {before.date.isoformat()}"


def disagreements(ratings: Sequence[Rating]) -> tuple[str, ...]:
    """On what the standing ratings of different raters differ, each with who says what."""
    latest = sorted(_latest(ratings).values(), key=lambda r: r.rater)
    found = []
    for name in ("support", "influence"):
        said: dict[int, list[str]] = defaultdict(list)
        for rating in latest:
            value = getattr(rating, name)
            if value is not None:
                said[value].append(rating.rater)
        if len(said) > 1:
            spelled = "; ".join(
                f"{', '.join(raters)}: {signed(value) if name == 'support' else value}" for value, raters in sorted(said.items())
            )
            found.append(f"{name}: {spelled}")
    return tuple(found)


def rate_will(workspace: Workspace, dossier: str, values: Mapping[str, str], rating: str = "") -> Rating:
    """Record a rating; without an id one is made of the actor, the rater and the day. Fields are given as text.

    A rating with that id is changed. Raises `UseError` for an actor that is not known, a missing rater or day, or a step that there is not.
    """
    from demarche.desk.dossiers import put_item
    from demarche.desk.workspace import user_name

    given = dict(values)
    given.setdefault("rater", user_name())
    given.setdefault("date", dt.datetime.now().astimezone().date().isoformat())
    known = workspace.dossier(dossier)
    if not rating:
        if not given.get("actor"):
            raise UseError("The rating does not say whom it rates.", where=f"dossier {dossier}", next_step="Give actor=WHO.")
        given["actor"] = _actor_id(workspace, known, given["actor"])
        about = f"-{given['ask']}" if given.get("ask") else ""
        words = re.sub(r"[^A-Za-z0-9]+", "-", f"{given['actor']}{about}-{given['rater']}-{given['date']}").strip("-")
        rating = words[:100].strip("-")
    elif "actor" in given:
        given["actor"] = _actor_id(workspace, known, given["actor"])
    return cast("Rating", put_item(workspace, dossier, "ratings", rating, given))


def _actor_id(workspace: Workspace, dossier: Dossier, name: str) -> str:
    own = {p.actor for p in dossier.parties} | {d for c in dossier.constraints for d in c.deciders}
    return name if name in own else workspace.registry.resolve(name).id
