"""How a paragraph opens: with a participle as recitals do, with a finite verb as operative paragraphs do, or otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

Form = Literal["recital", "finite", "bare"]

_VERBS = """
abhor accept acknowledge act address adopt advise affirm agree align announce anticipate appeal applaud appoint appreciate
appropriate approve ask assess associate assure attach authorize await base bear believe call caution celebrate clarify commemorate
commend commit conclude concur condemn confirm congratulate consider constitute continue convey convene decide declare dedicate
deem define demand denounce deplore designate determine direct dissolve draw echo elect emphasize empower encourage endorse enjoin
ensure entrust envisage establish examine exempt exhort expect express extend extol forward give hail hear highlight honour hope
implore increase indicate insist instruct intend introduce invite invoke issue keep lament learn lift look maintain mandate mark
mourn note notice notify observe outline pay pledge praise proceed proclaim prohibit proceed propose re-affirm re-emphasize
re-iterate reaffirm realize reassert reassure reauthorize recall receive recognize recommend recommit reconfirm record reemphasize
refer reflect regard register regret reinforce reiterate reject rejoice remain remember remind remove renew repeat reply repudiate
request require reserve resolve respect respond restate review revise salute seek share signal stand state stipulate stress strive
suggest support take terminate thank transfer transmit trust underlie underline underscore understand undertake urge value view
voice warn welcome wish withdraw yield
"""
_STATES_OF_MIND = """
alarmed appalled aware cognisant cognizant committed concerned conscious convinced desiring desirous determined disappointed
dismayed distressed disturbed encouraged grieved guided having horrified indignant inspired mindful outraged persuaded prepared
reassured resolved saddened seized shocked troubled willing being
"""
_ADVERBS = """
accordingly additionally again also and categorically deeply equally especially ever finally firmly fully further furthermore
gravely greatly hereby however in jointly likewise more moreover once particularly positively profoundly seriously solemnly
specifically still strongly therefore unequivocally unreservedly urgently vigorously warmly while whilst
"""
_IRREGULAR = {"has", "is", "lies"}
_NOUNS = {
    "states",
    "acts",
    "bases",
    "records",
    "marks",
    "issues",
    "shares",
}
"""Finite forms that are nouns where they begin a line."""
_AFTER = "also|further|again|once more|once again|strongly|in particular|therefore|hereby|with (?:[a-z]+ (?:and )?){0,2}(?:concern|appreciation|satisfaction|regret|interest|gratitude|alarm)"
_OBJECT = r"upon|on|for|note|into account|in mind|tribute|forward to|seized|cognizance|regard(?: to)?|stock"
_FEELING = (
    r"(?:its |their |his |her |the )?(?:(?:very |most )?(?:grave|deep|deepest|serious|strong|full|firm|sincere|profound|utmost|great"
    r"|continued|continuing|growing|heartfelt|warm|particular|ongoing|unwavering|extreme|steadfast) (?:and )?){0,2}"
    r"(?:concern|alarm|regret|appreciation|gratitude|support|condolences?|hope|determination|intention|willingness|readiness"
    r"|conviction|commitment|solidarity|outrage|dismay|disappointment|thanks|sympathy|satisfaction|condemnation|belief"
    r"|desire|confidence|expectation|resolve|sadness|indignation)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_MARKS = "“”\"'‘[(*"


@dataclass(frozen=True, slots=True)
class Opening:
    """The verb that a paragraph opens with: its form and the phrase up to it, as far as the phrase reaches."""

    form: Form
    lead: str


@cache
def _forms() -> dict[str, Form]:
    """The form of each word that can open an act; participles of recitals, finite verbs, bare infinitives."""
    found: dict[str, Form] = {}
    for lemma in _VERBS.split():
        for verb in {lemma, re.sub("iz(?=e$)", "is", lemma)}:
            found.setdefault(verb, "bare")
            stem = verb.removesuffix("e")
            for participle in {f"{stem}ing", f"{verb}ing", f"{verb}{verb[-1]}ing"}:
                found[participle] = "recital"
            for finite in {f"{verb}s", f"{verb}es", f"{verb[:-1]}ies" if verb.endswith("y") else f"{verb}s"}:
                found[finite] = "finite"
            if verb.endswith("ie"):
                found[f"{verb[:-2]}ying"] = "recital"
    found.update(dict.fromkeys(_STATES_OF_MIND.split(), "recital"))
    found.update(dict.fromkeys(_IRREGULAR, "finite"))
    for noun in _NOUNS:
        del found[noun]
    return found


_ADVERB_SET = frozenset(_ADVERBS.split())
_PHRASES = frozenset({"in the strongest terms", "in this regard", "once again", "once more", "in particular"})
_LONGER = re.compile(rf"(?:\s+(?:{_AFTER}))?(?:\s+(?:{_OBJECT}|{_FEELING}))?(?:\s+(?:{_AFTER}))?(?=[\s,;:.]|$)", re.IGNORECASE)


def read_opening(text: str) -> Opening | None:
    """The act that an English paragraph opens with; None where it opens otherwise.

    >>> read_opening("Further calls upon all parties to stop;")
    Opening(form='finite', lead='Further calls upon')
    >>> read_opening("Deeply concerned by the news,").form
    'recital'
    >>> read_opening("The ferry runs on Mondays.") is None
    True
    """
    begin = len(text) - len(text.lstrip(_MARKS + " "))
    first = text[begin : begin + 1]
    if not first.isupper():
        return None
    place = begin
    for _ in range(6):
        word = _WORD.match(text, place)
        if word is None:
            return None
        spelled = word[0].lower()
        form = _forms().get(spelled)
        if form is not None and not (spelled in _ADVERB_SET and spelled != "while"):
            longer = _LONGER.match(text, word.end())
            end = longer.end() if longer else word.end()
            return Opening(form, text[begin:end].rstrip(" ,;:."))
        if spelled not in _ADVERB_SET:
            phrase = next((each for each in _PHRASES if text[place : place + len(each)].lower() == each), "")
            if not phrase:
                return None
            place += len(phrase)
        else:
            place = word.end()
        while place < len(text) and text[place] in " ,":
            place += 1
    return None


def is_act(phrase: str) -> bool:
    """Whether an English phrase set in italics says what a body does, as `calls upon` does and `inter alia` does not."""
    words = [word.lower() for word in _WORD.findall(phrase)]
    first = next((word for word in words if word not in _ADVERB_SET), "")
    return first in _forms() or any(_forms().get(word) in {"recital", "finite"} for word in words)


_SUBJECT = re.compile(
    r"^\W*(?:(?:In (?:this|that) (?:regard|context|connection|respect)|Furthermore|Moreover|Finally|Accordingly),? )?"
    r"(?:[Tt]he |We,? |[Tt]he members of the )?(?:(?:[A-Z][\w’-]+ )(?:and |of (?:the )?)?){0,4}"
    r"(?:Council|Assembly|Commission|Committee|Conference|Summit|Authority|[Pp]arties|Government|Ministers|Leaders|We)"
    r"(?: of the (?:African Union|League of Arab States|League))?,? "
)


def read_spoken(text: str) -> str:
    """The phrase that says what a body does in a sentence that names the body first, as statements do; empty where none is found.

    >>> read_spoken("“The Security Council also expresses its concern about the siege.")
    'also expresses its concern'
    """
    subject = _SUBJECT.match(text[:200])
    if subject is None:
        return ""
    rest = text[subject.end() :]
    opening = read_opening(rest[:1].upper() + rest[1:])
    return rest[: len(opening.lead)] if opening else ""
