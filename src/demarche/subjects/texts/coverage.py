"""Coverage: which protection elements a draft speaks of, how, and which it leaves out; and the ladder of adopted forms for each.

A mention is not a commitment. What is cited, recalled, condemned, demanded, given as a task or asked to be reported is told apart
(see `How`), and nothing is added up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from demarche.subjects.texts.draft import DraftParagraph
from demarche.subjects.texts.element import Element
from demarche.subjects.texts.finding import speaks_of_conflict
from demarche.subjects.texts.list_points import openings
from demarche.subjects.texts.marks import How, mark_paragraph
from demarche.subjects.texts.verbs import Axis, read_act

FIRMEST_FIRST = (How.DEMANDED, How.TASKED, How.CONDEMNED, How.REPORTING, How.RECALLED, How.MENTIONED, How.CITED)
"""The order in which the ways of speaking of an element are shown; it is no scale, and demand and condemnation are not compared."""

_COMMITTING = frozenset({How.DEMANDED, How.TASKED, How.CONDEMNED, How.REPORTING})
_BINDING = re.compile(
    r"\b(?:shall|must|will|undertakes?|agrees?|commits?|pledges?|(?:is|are) (?:prohibited|obliged|required|bound)|guarantees?|ensures?)\b"
)
_ACTING = frozenset({"preambular", "operative", "statement", "provision"})
_MOST_RUNGS = 8
A_RUNG = 0.5
"""A verb stands a rung lower from this much less strength on."""


class Covered(StrEnum):
    """How far a draft covers an element: by a commitment, by words only, or not at all."""

    COMMITTED = "covered"
    ONLY_WORDS = "only cited or mentioned"
    ABSENT = "not covered"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One place where a draft speaks of an element. `number` is the paragraph's, empty for recitals; `place` counts paragraphs from 0."""

    place: int
    section: str
    number: str
    how: How
    verb: str


@dataclass(frozen=True, slots=True)
class ElementCoverage:
    """One element in a draft: how far it is covered, and where."""

    element: Element
    covered: Covered
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class AdoptedForm:
    """An adopted paragraph that speaks of an element. `vote` is as 13-0-2; `text` is empty where the words are not here."""

    how: How
    verb: str
    strength: float
    symbol: str
    paragraph: str
    seq: int
    section: str
    date: dt.date
    vote: str
    words: int
    elements: int
    text: str = ""


def cover(paragraphs: Sequence[DraftParagraph]) -> tuple[ElementCoverage, ...]:
    """Every element in the order of `Element`, with where and how the draft speaks of it; annexes, headings and notes do not count."""
    acting = [each for each in paragraphs if each.section in _ACTING]
    # what agreements and plans provide for is read as of a conflict: they rarely name it again in each provision
    of_conflict = speaks_of_conflict(each.text for each in acting) or any(each.section == "provision" for each in acting)
    found: dict[Element, list[Spoken]] = {element: [] for element in Element}
    opened_by = openings((each.section, each.number, each.verbs) for each in paragraphs)
    for place, each in enumerate(paragraphs):
        if each.section not in _ACTING:
            continue
        marks = mark_paragraph(each.section, each.lead, each.verbs, each.text, opening=opened_by[place], of_conflict=of_conflict)
        for mention in marks.elements:
            binding = each.section == "provision" and mention.how is How.MENTIONED and _BINDING.search(each.text)
            how = How.DEMANDED if binding else how_committed(mention.element, mention.how, mention.verb)
            found[mention.element].append(Spoken(place, each.section, each.number, how, mention.verb))
    return tuple(ElementCoverage(element, _covered(spoken), tuple(spoken)) for element, spoken in found.items())


def _covered(spoken: Iterable[Spoken]) -> Covered:
    hows = {each.how for each in spoken}
    if hows & _COMMITTING:
        return Covered.COMMITTED
    return Covered.ONLY_WORDS if hows else Covered.ABSENT


_DECIDING = frozenset({"decide", "authorize", "prohibit", "lift", "extend", "renew"})


def how_committed(element: Element, how: How, verb: str) -> How:
    """How an element is spoken of, where a decision is itself the commitment: a carve-out from sanctions is decided, not demanded."""
    decided = element is Element.SANCTIONS_CARVE_OUT and how is How.MENTIONED and verb in _DECIDING
    return How.DEMANDED if decided else how


_AXES = {
    How.DEMANDED: Axis.DIRECTIVE,
    How.TASKED: Axis.DIRECTIVE,
    How.REPORTING: Axis.DIRECTIVE,
    How.CONDEMNED: Axis.CONDEMNATION,
    How.RECALLED: Axis.RECOGNITION,
    How.MENTIONED: Axis.RECOGNITION,
}


def fits(how: How, axis: str) -> bool:
    """Whether a paragraph's leading act is of the kind that its way of speaking of the element is, so that it shows that form."""
    return _AXES.get(how) == axis


def ladder(forms: Iterable[AdoptedForm], most: int = _MOST_RUNGS) -> tuple[AdoptedForm, ...]:
    """The fallback ladder: demands from strong to weak, then tasks, condemnation, reporting, recital, mention.

    One rung for each verb, at most `most`; of the paragraphs with one verb the most quotable comes first: not long, about little
    else, the newest. Rungs of one kind are thinned so that every kind has a place.
    """
    by_kind: dict[How, list[AdoptedForm]] = {how: [] for how in FIRMEST_FIRST}
    seen: set[tuple[How, str]] = set()
    for form in sorted(forms, key=_quotable):
        if (form.how, form.verb) not in seen:
            seen.add((form.how, form.verb))
            by_kind[form.how].append(form)
    kinds = [by_kind[how] for how in FIRMEST_FIRST if by_kind[how]]
    room = most - max(len(kinds) - 1, 0)
    chosen: list[AdoptedForm] = []
    for kind in kinds:
        kind.sort(key=lambda form: -form.strength)
        steps: list[AdoptedForm] = []
        for form in kind:
            if not steps or steps[-1].strength - form.strength >= A_RUNG:
                steps.append(form)
        allowed = max(1, room if kind is kinds[0] else 1)
        chosen += steps[:allowed]
    return tuple(chosen[:most])


def strength_of_asking(verb: str) -> float:
    """How strong a verb is among those by which a body asks or decides; 0 for any other."""
    act = read_act(verb)
    return act.strength_on_axis if act and act.axis is Axis.DIRECTIVE else 0.0


def strongest(forms: Iterable[AdoptedForm]) -> AdoptedForm | None:
    """The form to ask for first: an operative demand with the strongest verb, the most quotable of those; else the ladder's top."""
    found = list(forms)
    demands = [form for form in found if form.how is How.DEMANDED and form.section == "operative"]
    if demands:
        top = max(form.strength for form in demands)
        return min((form for form in demands if form.strength == top), key=_quotable)
    rungs = ladder(found, 1)
    return rungs[0] if rungs else None


def _quotable(form: AdoptedForm) -> tuple[bool, bool, bool, int, str]:
    return (form.words > 150, form.elements > 3, form.section != "operative", -form.date.toordinal(), form.symbol)
