"""The dossier: one situation with its line, and how it looked on a given day."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, ClassVar, Final

from demarche.model.dossier.assessment import Question, Rating, Stance, assessment_problems
from demarche.model.dossier.follow_up import Commitment, Engagement, Escalation, Lesson, Outcome
from demarche.model.dossier.route import Ask, DossierTie, NormLink, Opening, RedLine, TextLink
from demarche.model.dossier.sensitivity import STRICT_BY_DEFAULT, Sensitivity
from demarche.model.dossier.situation import (
    STRICT_KEYS,
    Constraint,
    DossierReference,
    Item,
    Part,
    Party,
    PeopleAffected,
    Place,
)

NOUNS: dict[str, type[Item]] = {
    "references": DossierReference,
    "places": Place,
    "parties": Party,
    "people_affected": PeopleAffected,
    "constraints": Constraint,
    "norms": NormLink,
    "texts": TextLink,
    "ties": DossierTie,
    "openings": Opening,
    "asks": Ask,
    "red_lines": RedLine,
    "ratings": Rating,
    "questions": Question,
    "stances": Stance,
    "engagements": Engagement,
    "commitments": Commitment,
    "escalations": Escalation,
    "outcomes": Outcome,
    "lessons": Lesson,
}
"""The nouns of the line in the order a reader meets them: dossier field → type of its items."""

ID_RULE: Final = "made of letters a–z, digits and inner hyphens, at most 100"
_ID: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One situation: where, who, what blocks, and each piece of the line from constraint to lesson.

    `terms` are the words by which adopted texts, agenda items and plans of this situation are found; `not_terms` exclude
    namesakes. `country` is the id of the State on whose territory the people affected are.
    """

    __pydantic_config__: ClassVar = STRICT_KEYS

    id: str
    title: str
    summary: str = ""
    country: str = ""
    terms: tuple[str, ...] = ()
    not_terms: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    references: tuple[DossierReference, ...] = field(default_factory=tuple)
    places: tuple[Place, ...] = field(default_factory=tuple)
    parties: tuple[Party, ...] = field(default_factory=tuple)
    people_affected: tuple[PeopleAffected, ...] = field(default_factory=tuple)
    constraints: tuple[Constraint, ...] = field(default_factory=tuple)
    norms: tuple[NormLink, ...] = field(default_factory=tuple)
    texts: tuple[TextLink, ...] = field(default_factory=tuple)
    ties: tuple[DossierTie, ...] = field(default_factory=tuple)
    openings: tuple[Opening, ...] = field(default_factory=tuple)
    asks: tuple[Ask, ...] = field(default_factory=tuple)
    red_lines: tuple[RedLine, ...] = field(default_factory=tuple)
    ratings: tuple[Rating, ...] = field(default_factory=tuple)
    questions: tuple[Question, ...] = field(default_factory=tuple)
    stances: tuple[Stance, ...] = field(default_factory=tuple)
    engagements: tuple[Engagement, ...] = field(default_factory=tuple)
    commitments: tuple[Commitment, ...] = field(default_factory=tuple)
    escalations: tuple[Escalation, ...] = field(default_factory=tuple)
    outcomes: tuple[Outcome, ...] = field(default_factory=tuple)
    lessons: tuple[Lesson, ...] = field(default_factory=tuple)

    def items(self) -> Iterator[tuple[str, Item]]:
        """Every item with the name of the field that holds it, in reading order."""
        for noun in NOUNS:
            for item in getattr(self, noun):
                yield noun, item

    def reference(self, ref: str) -> DossierReference:
        """The reference with that id; raises `KeyError` where there is none (`problems` finds those)."""
        return {r.id: r for r in self.references}[ref]

    def as_known_on(self, day: dt.date) -> Dossier:
        """The dossier as it could be known on `day`: later items, judgements, answers and endings are left out.

        Ids of items left out disappear from the items that stay. A commitment's term stays: it was part of the promise.
        """
        held = {noun: [(item, item.known_on(day)) for item in getattr(self, noun)] for noun in NOUNS}
        later = {noun: {item.id for item, known in found if not known} for noun, found in held.items()}
        gone = {noun: ids for noun, ids in later.items() if ids}
        known: dict[str, Any] = {
            noun: tuple(as_known(item, day, gone) for item, is_known in found if is_known) for noun, found in held.items()
        }
        return replace(self, **known)


_LINKS: Final = {
    "refs": "references",
    "counter_refs": "references",
    "people": "people_affected",
    "constraints": "constraints",
    "constraint": "constraints",
    "place": "places",
    "other_half": "commitments",
    "commitment": "commitments",
    "engagement": "engagements",
    "outcome": "outcomes",
    "ask": "asks",
    "question": "questions",
    "follows": "escalations",
}
"""Fields of items that hold ids of other items: field → noun."""
_ONE_LINK: Final = {
    name: _LINKS[name]
    for name in ("place", "constraint", "other_half", "commitment", "engagement", "outcome", "ask", "question", "follows")
}
"""Those of them that hold one id and not several."""
_PARTS: Final = ("judgements", "evidence", "objections")
"""Fields of items that hold pieces with references of their own."""


def as_known(item: Item, day: dt.date, later: Mapping[str, Container[str]]) -> Item:
    """One item as it could be known on `day`, where `later` holds, by noun, the ids of the dossier's items that were not (yet)."""
    changes: dict[str, Any] = {}
    if isinstance(item, Commitment):
        if any(j.on > day for j in item.judgements):
            changes["judgements"] = tuple(j for j in item.judgements if j.on <= day)
        if not all(o.known_on(day) for o in item.evidence):
            changes["evidence"] = tuple(o for o in item.evidence if o.known_on(day))
    elif isinstance(item, Ask):
        seen = later.get("references", ())
        changes["objections"] = tuple(o for o in item.objections if not o.refs or any(ref not in seen for ref in o.refs))
    elif isinstance(item, Escalation):
        if item.came_back_on is None or item.came_back_on > day:
            changes |= {"came_back": "", "came_back_on": None}
    elif isinstance(item, Party | Constraint | DossierTie | RedLine) and item.until is not None and item.until > day:
        changes["until"] = None
    known = replace(item, **changes) if changes else item
    links, _ = _held_by(type(item))  # type: ignore[arg-type]  # mypy takes these types for unhashable
    if not any(noun in later for _, noun in links):
        return known
    return relinked(known, lambda noun, id_: "" if id_ in later.get(noun, ()) else id_)


def relinked(item: Item, new_id: Callable[[str, str], str]) -> Item:
    """The item with each id that it holds, of the noun given, replaced by another; an empty one takes the link out."""
    changes: dict[str, Any] = {}
    links, parts = _held_by(type(item))  # type: ignore[arg-type]  # mypy takes these types for unhashable
    for name, noun in links:
        held = getattr(item, name)
        if held and isinstance(held, tuple):
            ids = tuple(new for id_ in held if (new := new_id(noun, id_)))
            if ids != held:
                changes[name] = ids
        elif held and isinstance(held, str) and (new := new_id(noun, held)) != held:
            changes[name] = new
    for name in parts:
        held = _parts(item, name)
        if any(part.refs for part in held):
            changes[name] = tuple(
                replace(part, refs=tuple(new for ref in part.refs if (new := new_id("references", ref)))) for part in held
            )
    return replace(item, **changes) if changes else item


@cache
def _held_by(kind: type[Item]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The fields of a type that hold ids, each with its noun, and those that hold pieces with references of their own."""
    names = {f.name for f in fields(kind)}
    return tuple((n, noun) for n, noun in _LINKS.items() if n in names), tuple(n for n in _PARTS if n in names)


def _parts(item: Item, name: str) -> tuple[Part, ...]:
    """The pieces that an item holds in a field; none where a noun has another kind of value under that name."""
    held = getattr(item, name)
    return held if isinstance(held, tuple) else ()


def sensitivity_of(noun: str, item: Item, field_name: str) -> Sensitivity:
    """How far one field of an item may travel: its own mark, else the default for that field, else public.

    A reference that nobody outside can look up, with neither symbol nor address, stands for a source that must be protected.
    """
    if field_name in item.sensitivity:
        return item.sensitivity[field_name]
    if isinstance(item, DossierReference) and not (item.symbol or item.url):
        return Sensitivity.STRICT
    return STRICT_BY_DEFAULT.get((noun, field_name), Sensitivity.PUBLIC)


def problems(dossier: Dossier) -> list[str]:
    """What is wrong with a dossier as a whole, each in one line; empty where nothing is.

    Checked: ids that can name a folder, unique within a noun; references and other ids that exist; ties with a reference;
    ends after beginnings; severities from 1 to 3, strengths from 0 to 1, sensitivities for fields that exist.
    """
    found = [] if is_id(dossier.id) else [f"the dossier id “{dossier.id}” is not {ID_RULE}"]
    ids = {noun: Counter(item.id for item in getattr(dossier, noun)) for noun in NOUNS}
    for noun, names in ids.items():
        found += [
            f"{noun}: the id “{name}” is used more than once" for name in sorted(n for n, times in names.items() if times > 1)
        ]
    for noun, item in dossier.items():
        found += item_problems(noun, item, ids)
    return found


def item_problems(noun: str, item: Item, ids: Mapping[str, Container[str]]) -> list[str]:
    """What is wrong with one item of a dossier whose ids, by noun, are `ids`; empty where nothing is."""
    found = [] if is_id(item.id) else [f"the id is not {ID_RULE}"]
    found += [f"no reference “{ref}”" for ref in item.refs if ref not in ids["references"]]
    if item.sensitivity:
        known = {f.name for f in fields(item)}
        found += [f"no field “{name}” to mark" for name in item.sensitivity if name not in known]
    since, until = item.dated, getattr(item, "until", None)
    if since and until and until < since:
        found.append(f"ends on {until}, before it begins on {since}")
    found += _own_problems(item, ids)
    return [f"{noun} “{item.id}”: {message}" for message in found]


def is_id(text: str) -> bool:
    """Whether `text` may be the id of a dossier or an item: it names folders and anchors on every system."""
    return _ID.fullmatch(text) is not None


def _own_problems(item: Item, ids: Mapping[str, Container[str]]) -> Iterator[str]:
    if isinstance(item, DossierTie):
        if not item.refs:
            yield "a tie needs a reference"
        if item.strength is not None and not 0 <= item.strength <= 1:
            yield f"strength {item.strength} is not between 0 and 1"
    if isinstance(item, Constraint):
        if item.severity is not None and item.severity not in {1, 2, 3}:
            yield f"severity {item.severity} is not 1, 2 or 3"
        yield from (f"no people_affected “{p}”" for p in item.people if p not in ids["people_affected"])
    if isinstance(item, NormLink | TextLink | Commitment):
        yield from (f"no constraint “{c}”" for c in item.constraints if c not in ids["constraints"])
    for name, noun in _ONE_LINK.items():
        linked = getattr(item, name, "")
        if isinstance(linked, str) and linked and linked not in ids[noun]:
            yield f"no {noun.removesuffix('s')} “{linked}”"
    held = (part for name in ("judgements", "evidence", "objections") for part in getattr(item, name, ()))
    yield from (f"no reference “{r}”" for part in held if isinstance(part, Part) for r in part.refs if r not in ids["references"])
    if isinstance(item, Rating | Question | Stance):
        yield from assessment_problems(item)
    if isinstance(item, Rating):
        yield from (f"no reference “{ref}”" for ref in item.counter_refs if ref not in ids["references"])
    if isinstance(item, Stance) and not item.question:
        yield "a stance needs a question"
