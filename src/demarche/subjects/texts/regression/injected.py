"""Edits of a known kind put into adopted paragraphs, to measure by: one weakening, or one edit that changes no force.

The words that are put in are those that Council and Assembly texts use; where they go is drawn by lot among the places where an editor
could put them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.reading import ActingParagraph


@dataclass(frozen=True, slots=True)
class Injected:
    """A paragraph with one edit; `code` is what a check should find, None for an edit that changes no force."""

    code: Code | None
    text: str
    edit: str


_LOWER = {
    "demands": ("urges", "calls upon", "requests", "encourages", "invites"),
    "insists": ("urges", "calls upon"),
    "urges": ("invites", "encourages", "calls upon"),
    "calls upon": ("invites", "encourages"),
    "calls on": ("invites", "encourages"),
    "requests": ("invites", "encourages"),
    "calls for": ("encourages",),
    "condemns": ("deplores", "regrets"),
    "strongly condemns": ("condemns", "deplores"),
    "deplores": ("regrets", "notes with concern"),
    "strongly deplores": ("deplores", "regrets"),
    "expresses grave concern": ("expresses concern", "expresses its concern"),
    "expresses its grave concern": ("expresses its concern",),
    "expresses deep concern": ("expresses concern",),
    "expresses serious concern": ("expresses concern",),
    "strongly urges": ("urges", "encourages"),
    "strongly encourages": ("encourages",),
    "reaffirms": ("recalls", "notes"),
    "reiterates": ("recalls", "notes"),
    "stresses": ("recognizes", "notes"),
    "emphasizes": ("recognizes", "notes"),
    "underlines": ("recognizes", "notes"),
    "underscores": ("acknowledges", "notes"),
    "welcomes": ("notes", "takes note of"),
    "commends": ("notes", "takes note of"),
    "recognizes": ("notes", "takes note of"),
}
_VERBS = re.compile(
    r"(?<![-\w])("
    + "|".join(sorted((re.escape(verb) for verb in _LOWER), key=len, reverse=True))
    + r")\b(?! (?:with|its |the demand))",
    re.IGNORECASE,
)
_HEDGES = (
    "as appropriate", "where appropriate", "as necessary", "if necessary", "as applicable", "as needed", "where feasible",
    "where possible", "to the extent possible", "whenever possible", "as far as possible", "within existing resources",
    "within available resources", "as conditions permit", "in accordance with national legislation",
    "in accordance with their national laws", "consistent with domestic law", "upon request", "upon their request",
    "at the request of the State concerned", "with the consent of the host State", "within their respective mandates",
    "on a voluntary basis", "without prejudice to the responsibilities of the relevant authorities",
    "taking into account national circumstances", "subject to the availability of resources",
)  # fmt: skip
_PLACES = re.compile(r"(?<=\w)(?=, )|(?<=\w)(?=[;.]$)|(?<=\w)(?= (?:to|in order to|and to) [a-z]{4,})")
_LAW = re.compile(
    r"(?:,? (?:and |including |in particular |notably |especially )?(?:in accordance with|consistent with|in compliance with|under|with"
    r"|of|in violation of|as required by|in line with) (?:(?:its|their|the) obligations under )?(?:applicable )?(?:provisions of )?"
    r"international humanitarian law\b(?! and| or|,))"
    r"|(?: and|,|, and| or)? international humanitarian law\b(?=[,;.]| and)|international humanitarian law and "
    r"|(?:,? (?:and|including|in particular|of) )the (?:four )?Geneva Conventions(?: of (?:12 August )?1949)?"
)
_SCOPE: tuple[tuple[re.Pattern[str], Sequence[str]], ...] = (
    (re.compile(r"\ball (?=(?:the )?(?:parties|Member States|States|armed groups|persons|those|civilians|sides|relevant|forms|detainees|hostages"
                r"|necessary|actors|perpetrators|violations|attacks|acts|concerned|areas))"), ("", "the ")),
    (re.compile(r"\bany (?=(?:form|attack|act|violation|attempt|obstruction|person))"), ("",)),
    (re.compile(r"(?<=[ ,])(?:unimpeded|unhindered|unfettered)(?: and |, )(?=(?:safe|rapid|full|immediate|sustained|humanitarian|timely))"), ("",)),
    (re.compile(r"(?:,? and|,) (?:unimpeded|unhindered|unfettered)(?= (?:humanitarian |and sustained )?(?:access|delivery|passage|movement))"), ("",)),
    (re.compile(r"(?<= )(?:full|safe|unconditional|complete|strict|fully|sustained)(?:,? and|,) (?=\w)"), ("",)),
    (re.compile(r"\b(?:full|complete|strict|unconditional|sustained) (?=(?:access|respect|implementation|compliance|cooperation|protection|release|participation))"), ("",)),
)  # fmt: skip
_BINDS = re.compile(r"\b(?:shall|must)\b(?! not be (?:construed|interpreted))")
_BENIGN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Random], str]], ...] = (
    (re.compile(r"\b(20\d\d|19\d\d)\b"), lambda match, _: str(int(match[1]) + 1)),
    (re.compile(r"\b(?:Also|Further|further|also) (?=[a-z])"), lambda _, __: ""),
    (
        re.compile(r"^(?P<verb>[A-Z][a-z]+s)\b(?! its)"),
        lambda match, draw: f"{draw.choice(('Also', 'Further'))} {match['verb'].lower()}",
    ),
    (re.compile(r"\b(?P<day>\d{1,2}) (?P<month>January|March|June|September|December)\b"), lambda match, _: f"{match['day']} July"),
    (re.compile(r"\bseventy-(?P<n>\w+)(?= session)"), lambda _, __: "eightieth"),
    (re.compile(r"\bStresses\b|\bstresses\b"), lambda match, _: "Emphasizes" if match[0][0] == "S" else "emphasizes"),
    (re.compile(r"\bcalls on\b|\bCalls on\b"), lambda match, _: f"{match[0][:5]} upon"),
    (re.compile(r"\bthe Syrian Arab Republic\b|\bthe Democratic Republic of the Congo\b"), lambda _, __: "the country"),
    (re.compile(r"\b(?P<n>\d{4}) \((?P<year>\d{4})\)"), lambda match, _: f"{int(match['n']) + 61} ({int(match['year']) + 1})"),
)


def inject(paragraph: ActingParagraph, code: Code | None, draw: Random) -> Injected | None:
    """The paragraph with one edit of a kind; None where it has no place for one."""
    text = paragraph.text
    if code is Code.VERB:
        return _lower_verb(paragraph, draw)
    if code is Code.HEDGE:
        places = [match.start() for match in _PLACES.finditer(text) if _is_inside(text, match.start())]
        if not places:
            return None
        place, hedge = draw.choice(places), draw.choice(_HEDGES)
        rest = text[place:]
        return Injected(code, f"{text[:place]}, {hedge}{'' if rest[:1] in ',;.' else ','}{rest}", hedge)
    if code is Code.HUMANITARIAN_LAW:
        return _replaced(text, code, [(match, "") for match in _LAW.finditer(text)], draw)
    if code is Code.SCOPE:
        found = [(match, draw.choice(instead)) for pattern, instead in _SCOPE for match in pattern.finditer(text)]
        return _replaced(text, code, found, draw)
    if code is Code.MODALITY:
        return _replaced(text, code, [(match, "should") for match in _BINDS.finditer(text)], draw)
    if code is None:
        edits = [(match, spell(match, draw)) for pattern, spell in _BENIGN for match in pattern.finditer(text)]
        return _replaced(text, None, edits, draw)
    return None


def _is_inside(text: str, place: int) -> bool:
    """Whether a place lies well within a paragraph, not before what it asks for."""
    return len(text[:place].split()) >= 6


def _lower_verb(paragraph: ActingParagraph, draw: Random) -> Injected | None:
    """The leading verb, or one that the body uses later, put lower on its axis."""
    places = []
    reached = 0
    for phrase in paragraph.verbs:
        start = paragraph.text.find(phrase, reached)
        if start < 0:
            continue
        reached = start + len(phrase)
        match = _VERBS.search(paragraph.text, start, min(len(paragraph.text), reached + 24))
        if match and match.start() < reached:
            places.append(match)
    if not places:
        return None
    match = draw.choice(places)
    lower = draw.choice(_LOWER[match[1].lower()])
    spelled = lower[0].upper() + lower[1:] if match[1][0].isupper() else lower
    text = paragraph.text[: match.start()] + spelled + paragraph.text[match.end() :]
    text = (
        re.sub(r"\b((?:invites|encourages|urges) )(upon|on) ", r"\1", text) if lower in {"invites", "encourages", "urges"} else text
    )
    return Injected(Code.VERB, text, f"{match[1]} → {spelled}")


def _replaced(text: str, code: Code | None, found: Sequence[tuple[re.Match[str], str]], draw: Random) -> Injected | None:
    if not found:
        return None
    match, instead = draw.choice(found)
    edited = text[: match.start()] + instead + text[match.end() :]
    edited = re.sub(r"  +", " ", edited)
    return Injected(code, edited[:1].upper() + edited[1:], f"{match[0]} → {instead}") if edited != text else None
