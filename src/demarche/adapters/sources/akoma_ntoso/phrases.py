"""Lead phrases and italic verbs: what the organ does in a paragraph, as the publisher marks it by italics."""

from __future__ import annotations

import re
from functools import cache

from demarche.adapters.sources.akoma_ntoso.wording import Wording

_VERBS = """
accept acknowledge act adopt affirm agree align announce anticipate appeal applaud appoint appreciate approve ask assure
authorize await bear believe call caution clarify commend commit conclude concur condemn confirm congratulate consider continue
convey decide declare deem demand denounce deplore determine direct dissolve draw echo elect emphasize empower encourage endorse
enjoin entrust establish examine exempt exhort expect express extend extol forward give hear highlight honour hope implore
indicate insist intend invite invoke issue keep lament learn lift look maintain mandate mourn note notice notify observe pay
pledge proclaim re-affirm re-emphasize re-iterate reaffirm reassert reassure recall receive recognize recommend reconfirm
reemphasize refer regard register regret reinforce reiterate reject rejoice remain remember remind remove renew repeat reply
repudiate request require reserve resolve respond restate review salute seek share signal stand state stress strive suggest
support take terminate thank transmit trust underlie underline underscore undertake urge view warn welcome wish withdraw
"""
_STATES_OF_MIND = """
alarmed appalled aware cognizant committed concerned conscious convinced determined dismayed distressed disturbed encouraged
guided having mindful outraged prepared resolved shocked troubled willing
"""
_ADVERBS = """
accordingly additionally again also and categorically deeply equally especially finally firmly fully further furthermore gravely
greatly however in more moreover once particularly positively profoundly seriously specifically strongly therefore unequivocally
urgently warmly while whilst
"""
_NO_ACTS = {
    "inter alia",
    "ad litem",
    "mutatis mutandis",
    "ad hoc",
    "in extremis",
    "hors de combat",
    "bis",
    "ter",
    "quater",
    "quinquies",
}
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ENDS = " ,;:.“”\"'"


@cache
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """Forms that a verb takes in a resolution: (those that mark an act anywhere, bare forms that do so only as first word)."""
    marked: set[str] = set(_STATES_OF_MIND.split())
    bare: set[str] = set()
    for lemma in _VERBS.split():
        for verb in {lemma, re.sub("iz(?=e$)", "is", lemma)}:
            stem = verb.removesuffix("e")
            bare.add(verb)
            marked |= {verb + "s", verb + "es", stem + "ing", verb + "ing", verb + verb[-1] + "ing"}
            if verb.endswith("y"):
                marked.add(verb[:-1] + "ies")
            if verb.endswith("ie"):
                marked.add(verb[:-2] + "ying")
    return frozenset(marked), frozenset(bare)


_PARTICLES = {"upon", "on", "for", "note", "concern", "appreciation"}
_ADVERB_SET = frozenset(_ADVERBS.split())


def is_act(phrase: str) -> bool:
    """Whether an English italic run says what the organ does.

    >>> is_act("Strongly condemns"), is_act("inter alia")
    (True, False)
    """
    marked, bare = _forms()
    words = [word.lower() for word in _WORD.findall(phrase)]
    first = next((word for word in words if word not in _ADVERB_SET), "")
    return first in bare or any(word in marked for word in words)


def read_acts(wording: Wording, english: bool) -> tuple[str, list[str], list[str]]:
    """The lead phrase (empty where the paragraph opens otherwise), all italic acts in order, and italics that are no act.

    English acts are told from other italics (Latin, names of operations, judgments) by their verb. A run that is nothing but an
    adverb takes the verb that follows it. In the other official languages every italic run counts.
    """
    acts: list[tuple[int, str]] = []
    others: list[str] = []
    for start, end in wording.italics:
        phrase = wording.text[start:end].strip(_ENDS)
        if not phrase:
            continue
        if not english or is_act(phrase):
            acts.append((start, phrase))
            continue
        longer = _with_next_word(wording.text, start, end) if _only_adverbs(phrase) else ""
        if longer:
            acts.append((start, longer))
        elif phrase.lower() not in _NO_ACTS:
            others.append(phrase)
    opening = len(_WORD.findall(wording.text[: acts[0][0]])) if acts else 0
    return (acts[0][1] if acts and opening <= 4 else ""), [phrase for _, phrase in acts], others


def lead_without_italics(text: str) -> str:
    """The opening act of an English paragraph whose italics the publisher's edition lost; empty where it opens otherwise.

    >>> lead_without_italics("Further calls upon all parties to stop;")
    'Further calls upon'
    """
    words = list(_WORD.finditer(text[:80]))
    for place, word in enumerate(words[:4]):
        if word[0].lower() in _forms()[0]:
            after = words[place + 1] if place + 1 < len(words) else None
            end = after.end() if after and after[0] in _PARTICLES and after.start() == word.end() + 1 else word.end()
            return text[words[0].start() : end] if text[: words[0].start()].strip(_ENDS) == "" else ""
        if word[0].lower() not in _ADVERB_SET:
            break
    return ""


def opens_as_recital(text: str) -> bool:
    """Whether an English text opens as recitals do: with a participle or a state of mind, not with a finite verb.

    >>> opens_as_recital("Further recalling the Charter,"), opens_as_recital("Decides to remain seized.")
    (True, False)
    """
    words = (word.lower() for word in _WORD.findall(text[:80]))
    first = next((word for word in words if word not in _ADVERB_SET), "")
    return first.endswith("ing") or first in _STATES_OF_MIND.split()


def _only_adverbs(phrase: str) -> bool:
    """Whether a run holds nothing but adverbs."""
    words = [word.lower() for word in _WORD.findall(phrase)]
    return bool(words) and all(word in _ADVERB_SET for word in words)


def _with_next_word(text: str, start: int, end: int) -> str:
    """The run with the verb that follows it; empty where none does."""
    after = _WORD.match(text, end + 1)
    return text[start : after.end()] if after and text[end : end + 1] == " " and is_act(after[0]) else ""
