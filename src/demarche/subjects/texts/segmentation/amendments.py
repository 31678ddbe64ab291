"""Amendments to a draft: which paragraph each one changes, and how; and a draft with its amendments carried out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarche.subjects.texts.draft import Action, Amendment, Block, Draft, DraftParagraph, Section
from demarche.subjects.texts.segmentation.acts import acts_of
from demarche.subjects.texts.segmentation.labels import split_label

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
_ORDINALS = {word: number for number, word in enumerate(_WORDS.split(), 1)}
_TARGET = re.compile(
    r"(?:(?:new\s+)?(?:(?P<section>operative|preambular)\s+)?(?:sub)?paragraph\s+(?P<number>\d{1,3}(?:\s*\([a-z]{1,3}\))?(?:\s+(?:bis|ter|quater))?)"
    r"|\b(?P<short>OP|PP)\s?(?P<short_number>\d{1,3}(?:\s?(?:bis|ter|quater)\b)?)"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)}|last|\d{{1,2}}(?:st|nd|rd|th))\s+(?P<ordinal_section>preambular|operative)\s+paragraph"
    r"|\b(?P<ordinal_plain>"
    rf"{'|'.join(_ORDINALS)}|last)\s+paragraph\s+of\s+the\s+preamble)",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\bnew\s+(?:(?P<section>operative|preambular)\s+)?paragraph(?:\s+(?P<number>\d{1,3}(?:\s+(?:bis|ter|quater))?))?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?P<verb>replace|substitute|delete|insert|add|reword|amend|should read|shall read|would read)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_REVERSED = re.compile(r"\bsubstitute\b[^“\"]*[“\"][^“”\"]+[”\"]\s+for\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^\W*(?:\d{1,2}\.\s+)?(?:(?:In|After|Before|At the end of)\b[^“\"]{0,80}\bparagraph|(?:Replace|Substitute|Delete|Insert|Add)\b[^“\"]{0,90}"
    r"(?:\bparagraph|\bwords?\b|\bOP|\bPP)|(?:New )?(?:Operative|Preambular) paragraph \d{1,3}\b[^a-z]{0,4}$|Paragraph \d{1,3}\b[^a-z]{0,4}$"
    r"|Paragraph \d{1,3} should read|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Last) preambular paragraph\W*$)"
)


@dataclass(frozen=True, slots=True)
class _Target:
    section: Section
    number: str


def asks_for_changes(text: str) -> bool:
    """Whether a line asks for a change to a numbered paragraph of another text.

    >>> asks_for_changes("Replace operative paragraph 12 with the following:")
    True
    """
    return _ASKS.match(text) is not None


def split_amendments(blocks: Sequence[Block]) -> tuple[tuple[Amendment, ...], tuple[DraftParagraph, ...]]:
    """The changes that a text asks for, and its paragraphs: what asks as headings, new wording under the number it is to have."""
    found: list[Amendment] = []
    paragraphs: list[DraftParagraph] = []
    context: _Target | None = None
    waiting: Amendment | None = None
    for block in blocks:
        if block.role in {"note", "head"}:
            paragraphs.append(DraftParagraph("note", "", "", (), block.text, block.place))
            continue
        if not asks_for_changes(block.text) and not (context and _VERB.match(block.text.lstrip('(“" '))):
            if waiting is None:
                paragraphs.append(DraftParagraph("heading", "", "", (), block.text, block.place))
                continue
            text = _bare(block.text)
            lead, verbs = acts_of(waiting.section, Block(text))
            paragraphs.append(DraftParagraph(waiting.section, _new_number(waiting), lead, verbs, text, block.place))
            waiting = replace(waiting, new=f"{waiting.new}\n{text}".strip())
            found[-1] = waiting
            continue
        paragraphs.append(DraftParagraph("heading", "", "", (), block.text, block.place))
        target = _target(block.text) or context
        context = target
        waiting = None
        if target is not None and _VERB.search(block.text):
            amendment = _read(block, target)
            found.append(amendment)
            waiting = amendment if amendment.action in {"replace", "insert"} and not amendment.new else None
    return tuple(found), tuple(paragraphs)


def _bare(text: str) -> str:
    """New wording without the quotation marks around it and without the number it bears."""
    bare = text.strip().strip('“”"').strip()
    label, cut = split_label(bare)
    return bare[cut:] if label is not None and label.opens else bare


def _new_number(amendment: Amendment) -> str:
    """The number that new wording is to bear; recitals bear none."""
    if amendment.section != "operative":
        return ""
    return f"{amendment.number} bis".strip() if amendment.action == "insert" and amendment.number else amendment.number


def _target(text: str) -> _Target | None:
    new = _NEW.search(text)
    found = next((each for each in _TARGET.finditer(text) if not (new and new.start() <= each.start() < new.end())), None)
    if found is None:
        return _Target("preambular" if new and (new["section"] or "").lower() == "preambular" else "operative", "") if new else None
    named = (
        found["section"] or found["short"] or found["ordinal_section"] or ("preambular" if found["ordinal_plain"] else "operative")
    )
    section: Section = "preambular" if named.lower() in {"preambular", "pp"} else "operative"
    number = found["number"] or found["short_number"] or _ordinal(found["ordinal"] or found["ordinal_plain"] or "")
    return _Target(section, " ".join(number.split()))


def _ordinal(word: str) -> str:
    small = word.lower()
    return str(_ORDINALS[small]) if small in _ORDINALS else "last" if small == "last" else small.rstrip("stndrh")


def _read(block: Block, target: _Target) -> Amendment:
    """One change from the line that asks for it."""
    text = block.text
    found = _VERB.search(text)
    verb = found["verb"].lower() if found else ""
    quoted = _QUOTED.findall(text)
    new = _NEW.search(text)
    action: Action
    if new is not None and verb in {"insert", "add"}:
        section = (
            target.section if new["section"] is None else ("preambular" if new["section"].lower() == "preambular" else "operative")
        )
        return Amendment("insert", section, target.number, "", _bare(quoted[-1]) if quoted else "", block.place)
    if verb == "delete":
        action = "reword" if quoted else "delete"
        return Amendment(action, target.section, target.number, quoted[0] if quoted else "", "", block.place)
    if verb in {"insert", "add"} and quoted:
        anchor, added = (quoted[0], quoted[1]) if len(quoted) > 1 else ("", quoted[0])
        order = f"{added} {anchor}" if re.search(r"\bbefore\b", text, re.IGNORECASE) else f"{anchor} {added}"
        return Amendment("reword", target.section, target.number, anchor, order.strip(), block.place)
    if len(quoted) > 1:
        old, words = (quoted[1], quoted[0]) if _REVERSED.search(text) else (quoted[0], quoted[1])
        return Amendment("reword", target.section, target.number, old, words, block.place)
    return Amendment("replace", target.section, target.number, "", _bare(quoted[0]) if quoted else "", block.place)


def amend(draft: Draft, amendments: Sequence[Amendment]) -> tuple[Draft, tuple[Amendment, ...]]:
    """The draft with amendments carried out in order, and those that could not be: no such paragraph, or not those words in it.

    Numbers stay as they are, as amendments name paragraphs by the numbers of the draft they amend; a new paragraph bears `bis`.
    """
    paragraphs = list(draft.paragraphs)
    refused: list[Amendment] = []
    for amendment in amendments:
        place = _find(paragraphs, amendment)
        if place is None or (amendment.action == "reword" and amendment.old not in paragraphs[place].text):
            refused.append(amendment)
        elif amendment.action == "delete":
            del paragraphs[place]
        elif amendment.action == "insert":
            blank = DraftParagraph(amendment.section, _new_number(amendment), "", (), "")
            paragraphs.insert(place + 1, _reworded(blank, amendment.new))
        elif amendment.action == "replace":
            paragraphs[place] = _reworded(paragraphs[place], amendment.new)
        else:
            text = paragraphs[place].text
            at = amendment.old and text.replace(amendment.old, amendment.new, 1)
            paragraphs[place] = _reworded(paragraphs[place], " ".join((at or f"{text} {amendment.new}").split()))
    return replace(draft, paragraphs=tuple(paragraphs)), tuple(refused)


def _reworded(paragraph: DraftParagraph, text: str) -> DraftParagraph:
    lead, verbs = acts_of(paragraph.section, Block(text))
    return replace(paragraph, text=text, lead=lead, verbs=verbs)


def _find(paragraphs: Sequence[DraftParagraph], amendment: Amendment) -> int | None:
    """The place of the paragraph that an amendment names; recitals are counted."""
    places = [place for place, paragraph in enumerate(paragraphs) if paragraph.section == amendment.section]
    if amendment.section == "preambular" and amendment.number:
        counted = [place for place in places if not paragraphs[place].number]
        index = len(counted) if amendment.number == "last" else int(amendment.number) if amendment.number.isdigit() else 0
        return counted[index - 1] if 0 < index <= len(counted) else None
    return next((place for place in places if paragraphs[place].number == amendment.number), None)
