"""A clause in a paragraph: where its words stand, what qualifies them, and which act governs them.

“Full, safe, rapid and unhindered humanitarian access” and “safe and unhindered access for humanitarian workers” both hold the clause
“humanitarian access”; they differ in what qualifies it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.subjects.texts.precedent.words import words
from demarche.subjects.texts.verbs import Act, read_act

WINDOW = 8
"""The words of a clause stand at most this many words from its last one."""

_ENDINGS = ("able", "ible", "ful", "al", "ive", "ous", "ic", "ent", "ant", "less", "ary", "ory", "ed", "ly", "ar")
_QUALIFYING = frozenset(
    [
        "full",
        "safe",
        "free",
        "rapid",
        "secure",
        "direct",
        "open",
        "quick",
        "swift",
        "prompt",
        "better",
        "greater",
        "wide",
        "broad",
        "immediate",
        "adequate",
        "appropriate",
        "legitimate",
        "private",
        "complete",
        "absolute",
        "fresh",
        "new",
        "strong",
        "clear",
        "fair",
        "equal",
        "just",
        "common",
        "joint",
        "humane",
        "robust",
        "genuine",
        "sole",
        "entire",
    ]
)
_NO_QUALIFIERS = frozenset(
    [
        "allowed",
        "enable",
        "grant",
        "warrant",
        "want",
        "granted",
        "provided",
        "denied",
        "ensured",
        "given",
        "obtained",
        "gained",
        "called",
        "asked",
        "requested",
        "demanded",
        "decided",
        "reported",
        "expressed",
        "recalled",
        "restricted",
        "blocked",
        "impeded",
        "need",
        "need,",
        "moment",
        "apparent",
        "government",
        "parliament",
        "agreement",
        "commitment",
        "deployment",
        "treatment",
        "movement",
        "development",
        "statement",
        "document",
        "environment",
        "employment",
        "settlement",
        "implementation",
        "arrival",
        "approval",
        "removal",
        "denial",
        "withdrawal",
        "proposal",
        "referral",
        "renewal",
        "survival",
        "journal",
        "tribunal",
        "hospital",
        "capital",
        "principal",
        "personnel",
        "material",
        "arsenal",
        "only",
        "likely",
        "reply",
        "supply",
        "apply",
        "imply",
        "rely",
        "family",
        "assembly",
        "monthly",
        "july",
        "italy",
        "hundred",
        "indeed",
        "need",
        "united",
        "concerned",
        "affected",
        "armed",
        "related",
        "involved",
    ]
)
_JOINING = frozenset({"and", "or", "as", "well"})
_FUNCTION_WORDS = frozenset({"of", "to", "for", "the", "a", "an", "in", "by", "on", "with", "from", "and", "or", "all"})


@dataclass(frozen=True, slots=True)
class ClauseInParagraph:
    """A clause where it stands. `qualifiers` are in alphabetical order, `spelled` as they stand; `act` governs it, where one is known."""

    qualifiers: tuple[str, ...]
    spelled: str
    act: Act | None


def clause_words(clause: str) -> list[str]:
    """The words of a clause that must be there, in small letters; those that only join others are left out where others are left.

    >>> clause_words("Protection of civilians")
    ['protection', 'civilians']
    """
    spelled = words(clause)
    return [word for word in spelled if word not in _FUNCTION_WORDS] or spelled


def spellings(word: str) -> set[str]:
    """A word with and without the endings of the plural.

    >>> sorted(spellings("parties"))
    ['parties', 'party', 'partyes', 'partys']
    """
    base = _singular(word)
    found = {word, base, f"{base}s", f"{base}es"}
    return found | {f"{base[:-1]}ies"} if base.endswith("y") else found


def find_clause(clause: Sequence[str], text: str, verbs: Sequence[str], opening: Act | None = None) -> ClauseInParagraph | None:
    """The first place where all words of a clause stand together, else None.

    `clause` are its words as `clause_words` gives them; endings of the plural are set aside. `verbs` are the phrases by which the body acts, in
    order; `opening` is the act that introduces a list point.

    >>> found = find_clause(["relief", "access"], "Demands full, safe and unhindered access for relief workers;", ["Demands"])
    >>> found.qualifiers, found.spelled, found.act.verb
    (('full', 'safe', 'unhindered'), 'full safe and unhindered', 'demand')
    """
    spelled = words(text)
    wanted = [_singular(word) for word in clause]
    singular = [_singular(word) for word in spelled]
    for place, word in enumerate(singular):
        if word != wanted[-1]:
            continue
        around = singular[max(0, place - WINDOW) : place + WINDOW + 1]
        if all(other in around for other in wanted[:-1]):
            start = _start_of_qualifiers(spelled, singular, place, wanted)
            run = spelled[start:place]
            qualifiers = {each for each in run if each not in _JOINING and _singular(each) not in wanted}
            shown = [each for each in run if _singular(each) not in wanted]
            return ClauseInParagraph(
                tuple(sorted(qualifiers)), " ".join(_trimmed(shown)), _governing(spelled, place, verbs) or opening
            )
    return None


def _start_of_qualifiers(spelled: Sequence[str], singular: Sequence[str], place: int, wanted: Sequence[str]) -> int:
    """Where the run of qualifiers before a word begins."""
    start = place
    while start and (_qualifies(spelled[start - 1]) or spelled[start - 1] in _JOINING or singular[start - 1] in wanted[:-1]):
        start -= 1
    return start


def _qualifies(word: str) -> bool:
    """Whether a word can qualify a noun: by its ending, or since it is known to."""
    if word in _NO_QUALIFIERS:
        return False
    return word in _QUALIFYING or (len(word) > 4 and word.endswith(_ENDINGS))


def _trimmed(run: list[str]) -> list[str]:
    """A run of words without joining words at its ends."""
    while run and run[0] in _JOINING:
        run = run[1:]
    while run and run[-1] in _JOINING:
        run = run[:-1]
    return run


def _governing(spelled: Sequence[str], place: int, verbs: Sequence[str]) -> Act | None:
    """The last act whose phrase stands before a word."""
    governing, reached = None, 0
    for phrase in verbs:
        own = words(phrase)
        at = next((n for n in range(reached, place) if own and list(spelled[n : n + len(own)]) == own), None)
        if at is None:
            continue
        reached = at + len(own)
        act = read_act(phrase, " ".join(spelled[reached : reached + 10]))
        governing = act or governing
    return governing


def _singular(word: str) -> str:
    """A word without the ending of the plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
