"""A paragraph read for comparison: its words by place, its acts, and the clause that each of them governs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from demarche.subjects.texts.verbs import Act, Axis, read_act

_FUNCTION = (
    "a an the of to in on for and or by with from as at that which its their it be is are was were this these those such , ; : . ( )"
    " “ ” \" '"
)
FUNCTION_WORDS = frozenset(_FUNCTION.split())

TOKEN = re.compile(r"\w+(?:[-\u2011’'.]\w+)*|[^\w\s]")
_SECOND = re.compile(
    r"(?:[,;]|\band\b|\bwhile\b|\bbut\b|\bwhilst\b)\s+"
    r"(?P<phrase>(?:(?:in this (?:regard|context|respect|connection)|also|further|again|once again|hereby|therefore|strongly|urgently"
    r"|in particular|in the strongest terms|firmly|unequivocally|accordingly)[, ]+){0,3}(?P<verb>[a-z]+(?:s|ing)\b)"
    r"(?: (?:upon|on|for|note|with)\b(?: (?:grave|deep|serious|great) concern| concern| satisfaction| appreciation)?)?)"
)
"""A further act that no phrase in italics marks: a finite verb or participle of the body after a comma or a joining word."""

_FINITE_VERBS = (
    "demands insists urges calls requests appeals recommends reminds invites encourages condemns denounces deplores regrets rejects"
    " reaffirms reiterates stresses emphasizes emphasises underlines underscores welcomes commends recognizes recognises"
    " acknowledges expresses notes takes recalls considers highlights decides authorizes authorises directs declares affirms endorses supports"
)
_FINITE = frozenset(_FINITE_VERBS.split())
_RECITING_VERBS = (
    "demanding urging calling requesting condemning deploring regretting rejecting reaffirming reiterating stressing emphasizing"
    " emphasising underlining underscoring welcoming commending recognizing recognising acknowledging expressing noting taking recalling highlighting encouraging"
    " affirming reminding endorsing bearing paying looking awaiting"
)
_PARTICIPLES = frozenset(_RECITING_VERBS.split())


class ActingParagraph(Protocol):
    """A paragraph as a draft or an adopted text has it: `verbs` are the phrases in the text that say what the body does."""

    @property
    def section(self) -> str:
        """What the paragraph is: preambular, operative, statement or provision."""

    @property
    def lead(self) -> str:
        """The phrase that opens it."""

    @property
    def verbs(self) -> tuple[str, ...]:
        """All phrases that say what the body does."""

    @property
    def text(self) -> str:
        """Its words."""


@dataclass(frozen=True, slots=True)
class PlacedAct:
    """An act; its phrase stands from token `start` to `end`, the clause that it governs from `end` to `until`."""

    act: Act
    start: int
    end: int
    until: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph as tokens in small letters with their places in the text, and its acts in order."""

    text: str
    section: str
    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    acts: tuple[PlacedAct, ...]

    def at(self, place: int) -> int:
        """The number of the first token that does not end before a place of the text."""
        return next((n for n, (_, end) in enumerate(self.spans) if end > place), len(self.spans))

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The places in the text of the tokens from `start` to `end`."""
        if start >= end:
            place = self.spans[start - 1][1] if 0 < start <= len(self.spans) else 0
            return place, place
        return self.spans[start][0], self.spans[end - 1][1]

    def governing(self, place: int) -> PlacedAct | None:
        """The act that governs a token; None where none is known."""
        return next((placed for placed in reversed(self.acts) if placed.end <= place < placed.until), None)

    def of_acts(self) -> frozenset[int]:
        """The tokens that belong to phrases of acts."""
        return frozenset(n for placed in self.acts for n in range(placed.start, placed.end))


def read(paragraph: ActingParagraph, opening: Sequence[str] = ()) -> Reading:
    """Read a paragraph. `opening` are the phrases that introduce it where it is a list point."""
    text = paragraph.text
    found = [(match.group(), match.span()) for match in TOKEN.finditer(text)]
    tokens = tuple(_plain(word) for word, _ in found)
    spans = tuple(span for _, span in found)
    phrases = _phrases(text, paragraph)
    reading = Reading(text, paragraph.section, tokens, spans, ())
    placed: list[tuple[Act, int, int]] = []
    for begin, end in phrases:
        start = _with_modifiers(text, begin)
        act = read_act(text[start:end], text[end : end + 80])
        if act is not None:
            placed.append((act, reading.at(start), reading.at(end - 1) + 1 if end > start else reading.at(start)))
    if not placed or placed[0][1] > 4:
        introducing = [act for phrase in opening if (act := read_act(phrase)) is not None]
        placed = [*((act, 0, 0) for act in introducing[-1:]), *placed]
    return Reading(text, paragraph.section, tokens, spans, governing(tokens, placed))


def act_at(reading: Reading, start: int, end: int) -> Act | None:
    """The act that the tokens from `start` to `end` name, if they name one."""
    first, last = reading.characters(start, end)
    if reading.section == "operative" and _PARTICIPLE.match(reading.text[first:last]):
        return None  # an operative paragraph acts in the present; what is `extending to` something describes
    first = _with_modifiers(reading.text, first)
    return read_act(reading.text[first:last], reading.text[last : last + 80])


_PARTICIPLE = re.compile(r"(?!express|call|request|urg|demand)\w+ing\b")
_MODIFIER = re.compile(r"\b(?:strongly|urgently|unequivocally|firmly|in the strongest (?:possible )?terms),? $", re.IGNORECASE)


def _with_modifiers(text: str, start: int) -> int:
    """Where an act begins, with the modifier that stands before its phrase."""
    before = _MODIFIER.search(text[max(0, start - 40) : start])
    return start - (len(before.group()) if before else 0)


def governing(tokens: Sequence[str], placed: Sequence[tuple[Act, int, int]]) -> tuple[PlacedAct, ...]:
    """Acts with the clauses that they govern: up to the next act, or that act's own clause where the two are said in one breath."""
    acts: list[PlacedAct] = []
    following = len(tokens)
    for act, start, end in reversed(placed):
        until = following
        if acts and not any(token not in FUNCTION_WORDS for token in tokens[end:following]):
            until = acts[-1].until
        acts.append(PlacedAct(act, start, end, until))
        following = start
    return tuple(reversed(acts))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").replace("\u2011", "-")


def _phrases(text: str, paragraph: ActingParagraph) -> list[tuple[int, int]]:
    """The places of the phrases that the paragraph names, and of acts that stand after them unmarked."""
    found: list[tuple[int, int]] = []
    reached = 0
    for phrase in paragraph.verbs or ((paragraph.lead,) if paragraph.lead else ()):
        start = text.find(phrase, reached)
        if start >= 0 and phrase:
            found += _in_one_breath(text, start, start + len(phrase))
            reached = start + len(phrase)
    if paragraph.section in {"operative", "statement"}:
        forms = _FINITE
    elif paragraph.section == "preambular":
        forms = _PARTICIPLES
    else:
        return found
    for match in _SECOND.finditer(text):
        start, end = match.span("phrase")
        verb = match["verb"].lower()
        if verb in forms and all(end <= begin or start >= finish for begin, finish in found) and _is_act(text, start, end):
            found.append((start, end))
    return sorted(found)


def _in_one_breath(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of the acts in a phrase: `deplores and strongly condemns` is two."""
    joint = re.search(r",? and (?=\w)", text[start:end])
    if joint and read_act(text[start : start + joint.start()]) and read_act(text[start + joint.end() : end]):
        return [(start, start + joint.start()), (start + joint.end(), end)]
    return [(start, end)]


def _is_act(text: str, start: int, end: int) -> bool:
    act = read_act(text[start:end].replace(",", ""), text[end : end + 80])
    if act is None or act.axis is Axis.PROCEDURE:
        return False
    # `the conditions and demands of the parties` is a noun; `takes note of` and `welcomes in this regard` are none
    follows = re.match(r"\s+(?:of|by|from|made|in)\b(?! (?:this|that) (?:regard|respect|context|connection)\b)", text[end:])
    return not (follows and not text[start:end].endswith(" note")) and not re.search(
        r"\b(?:these|those|their|its|such|which|that|who|the)\s+(?:\w+\s+)?$", text[:start].rpartition(",")[2][-24:]
    )
