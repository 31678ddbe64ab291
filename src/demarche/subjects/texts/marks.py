"""Marks of a paragraph: its leading act, its other acts, which protection elements it speaks of and how, and its length.

Marks are facts about a text and carry none of its words, so they can be shipped where the text cannot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from demarche.subjects.texts.element import Element
from demarche.subjects.texts.finding import find_elements
from demarche.subjects.texts.verbs import Act, Axis, read_act


class How(StrEnum):
    """How an element is spoken of. A mention is not a commitment.

    `cited` is in the name of another text or office; `recalled` restates; `demanded` is asked of parties, States or authorities,
    with whatever strength the act has; `tasked` is given to a mission or office; `reporting` asks to be told.
    """

    CITED = "cited"
    RECALLED = "recalled"
    CONDEMNED = "condemned"
    DEMANDED = "demanded"
    TASKED = "tasked"
    REPORTING = "reporting"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Mention:
    """One element in a paragraph, how it is spoken of, and the verb that governs it (empty where none is known)."""

    element: Element
    how: How
    verb: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphMarks:
    """What a paragraph does. `verb`, `axis` and `strength` are those of its leading act, empty and 0 where it has none.

    `acts` are all acts in order, the leading one included; `words` counts the words of the paragraph.
    """

    verb: str
    axis: Axis | None
    strength: float
    modifiers: tuple[str, ...]
    acts: tuple[Act, ...]
    elements: tuple[Mention, ...]
    words: int


@dataclass(frozen=True, slots=True)
class _PlacedAct:
    act: Act
    start: int
    end: int


_RESTATING = frozenset(
    {
        "recall",
        "reaffirm",
        "reiterate",
        "bear in mind",
        "note",
        "take note",
        "acknowledge",
        "recognize",
        "be mindful",
        "take into account",
    }
    | {"echo", "affirm", "re-emphasize", "reconfirm", "have considered", "have regard"}
)
_CITED_BEFORE = re.compile(
    r"\(\d{4}\)(?:[^.;]{0,60})?\b(?:on|regarding|concerning)\s+(?:the\s+)?(?:\w+\s+)?$"
    r"|\b(?:reports? of|statements? (?:of|by)|Working Group|Committee|Special (?:Representative|Envoy|Adviser|Rapporteur)s?|Office"
    r"|Team of Experts|agenda"
    r"|focal point|Agreement)\b[^.;,]{0,70}\b(?:on|for)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"\b(?P<tasked>Secretary-General|UN[A-Z]{2,}|MIN[A-Z]{2,}|MONU\w+|BINU\w+|A[MT]\w*(?:SOM|MIS)|[Mm]ission"
    r"|Special (?:Representative|Envoy|Adviser)"
    r"|Panel of Experts|Group of Experts|Emergency Relief Coordinator|peacekeep\w+|mandate|United Nations)\b"
    r"|\b(?P<asked>[Pp]art(?:y|ies)|(?:Member )?States|Government|authorities|armed groups|sides|Transitional|forces|donors"
    r"|community|all)\b"
)
_TELLING = re.compile(
    r"\b(?:to|and|continue to|regularly|further) (?:regularly |also |swiftly )?(?:report|inform|brief|update)\b"
    r"|\bkeep\b.{0,40}\binformed\b"
    r"|\b(?:include|address|reflect)\b.{0,60}\breports?\b|\breports? (?:to|back)\b|\bprovide\b.{0,40}\b(?:report|information"
    r"|update|briefing)s?\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"^\W*(?:to|support|assist|monitor|provide|facilitate|coordinate|protect|promote|contribute|ensure|help|work|deter"
    r"|identify|investigate|foster"
    r"|strengthen|advise|report|implement|conduct|carry out|develop|maintain|prevent|encourage|mitigate|document|train|engage)\b",
    re.IGNORECASE,
)
LEADING_WITHIN = 25
"""An act that begins further on than this, in characters, does not lead its paragraph."""

_GRANTING = frozenset({"decide", "authorize", "mandate", "request", "direct", "extend"})
_INSISTING = frozenset({"demand", "insist", "require", "urge", "call upon", "call for", "appeal", "encourage", "invite", "remind"})


def elements(
    text: str, *, verbs: Sequence[str] = (), opening: Sequence[str] = (), of_conflict: bool = False
) -> tuple[Mention, ...]:
    """The protection elements that a paragraph speaks of and how.

    `verbs` are the phrases in the text that say what the body does, in order; `opening` those of the words that introduce a list
    point. Without them every element is only mentioned or cited. `of_conflict` as in `find_elements`.
    """
    acts = _placed(text, verbs)
    before = [act for phrase in opening if (act := read_act(phrase)) is not None]
    governing_before = _PlacedAct(before[-1], 0, 0) if before else None
    found = []
    for element, start, _ in find_elements(text, of_conflict=of_conflict):
        earlier = [act for act in acts if act.start <= start]
        governing = earlier[-1] if earlier else governing_before
        following = next((act.start for act in acts if act.start > start), len(text))
        found.append(Mention(element, _how(text, start, governing, following), governing.act.verb if governing else ""))
    return tuple(found)


def mark_paragraph(
    section: str, lead: str, verbs: Sequence[str], text: str, *, opening: Sequence[str] = (), of_conflict: bool = False
) -> ParagraphMarks:
    """The marks of one paragraph or list point.

    `lead` is the phrase that opens it and `verbs` all phrases that say what the body does, as the paragraph tables give them;
    `opening` are those of the words that introduce a list point. In a heading, note or annex nothing is an act.
    """
    if section in {"heading", "note", "annex"}:
        return ParagraphMarks("", None, 0.0, (), (), (), len(text.split()))
    phrases = list(verbs) if verbs else [lead] if lead else []
    placed = _placed(text, phrases)
    acts = tuple(each.act for each in placed)
    before = [act for phrase in opening if (act := read_act(phrase)) is not None]
    # a list point whose own act stands deep within it begins under the act that opens the list
    leading = before[-1] if before and (not placed or placed[0].start > LEADING_WITHIN) else acts[0] if acts else None
    return ParagraphMarks(
        leading.verb if leading else "",
        leading.axis if leading else None,
        leading.strength_on_axis if leading else 0.0,
        leading.modifiers if leading else (),
        acts,
        elements(text, verbs=phrases, opening=opening, of_conflict=of_conflict),
        len(text.split()),
    )


def _placed(text: str, phrases: Sequence[str]) -> list[_PlacedAct]:
    """Each phrase that names an act, with its place; a phrase that is not in the text stands where the last one ended."""
    placed: list[_PlacedAct] = []
    reached = 0
    for phrase in phrases:
        start = text.find(phrase, reached)
        end = start + len(phrase) if start >= 0 else reached
        act = read_act(phrase, text[end : end + 80] if start >= 0 else "")
        if act is not None:
            placed.append(_PlacedAct(act, max(start, reached), end))
        reached = end
    return placed


def _how(text: str, start: int, governing: _PlacedAct | None, following: int) -> How:
    if _CITED_BEFORE.search(text[max(0, start - 160) : start]):
        return How.CITED
    if governing is None:
        return How.MENTIONED
    act = governing.act
    if act.axis is Axis.CONDEMNATION:
        return How.CONDEMNED
    if act.axis is Axis.RECOGNITION or act.axis is Axis.PROCEDURE:
        return How.RECALLED if act.verb in _RESTATING else How.MENTIONED
    if governing.end == 0 and act.verb in _GRANTING and _TASK.search(text):
        return How.TASKED
    clause = text[governing.end : following]
    addressee = _ADDRESSEE.search(clause[:160])
    tasked = addressee is not None and addressee["tasked"] is not None
    if tasked and act.verb in {"request", "direct", "invite", "encourage"} and _TELLING.search(text[governing.end : start]):
        return How.REPORTING
    if tasked and act.verb in {"request", "direct", "authorize", "decide", "mandate", "call upon", "urge", "encourage"}:
        return How.TASKED
    if addressee is not None or act.verb in _INSISTING:
        return How.DEMANDED
    return How.MENTIONED
