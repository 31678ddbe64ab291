"""Words of scope: those that widen, by what they are about, and where such a word says nothing of scope."""

from __future__ import annotations

import re

from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, Reading

_WIDE = {
    "whom or what": "all every any each whoever anyone everyone",
    "how far": "full fully complete completely totally entire entirely",
    "hindrance": "unhindered unimpeded unfettered unrestricted unobstructed free freely",
    "safety": "safe safely secure securely",
    "conditions": "unconditional unconditionally",
    "steadiness": "sustained continuous uninterrupted permanent",
    "strictness": "strict strictly scrupulous scrupulously",
    "presence": "throughout everywhere",
}
GROUP = {word: group for group, words in _WIDE.items() for word in words.split()}
"""Each word that widens, with what it is about."""

GROUP_SAYS = {
    "whom or what": "who or what is covered",
    "how far": "how far it goes",
    "hindrance": "what may stand in the way",
    "safety": "in what safety",
    "conditions": "whether conditions may be set",
    "steadiness": "for how long it holds",
    "strictness": "how strictly it is kept",
    "presence": "where it holds",
}
NARROWING = frozenset(("selected", "concerned", "relevant", "unlawful", "undue", "unnecessary"))
_ANY, _EVERY = "any", "every"
_OF_ANY = re.compile(
    r"forms?$|kinds?$|attacks?$|acts?$|violations?$|violence$|attempts?$|obstruct|persons?$|part(?:y|ies)$|use$|threats?$|actions?$"
    r"|discriminat|person|state|interfer|imped|direct|sexual|civilian|actor|activit|forced|adverse|restriction"
)
_NEGATIONS = frozenset(("without", "not", "no", "nor", "if"))
_QUOTATION = re.compile(r"“[^”]*”")
_PLACES_WITHIN = 6
_PLACE = re.compile(r"countr|territor|region|area|world|cit(?:y|ies)|province|island|state|land|strip|zone")
_WHOM = "whom or what"
_COUNTED = frozenset(
    ["two", "three", "four", "six", "ten", "twelve", "thirty", "sixty", "ninety", "year", "month", "week", "day", "30", "60", "90"]
)
_AFTER_PRONOUN = frozenset(("are", "is", "be", "to", ",", ".", ";", "and"))
"""`all` before these stands by itself (`rights for all are …`), and `each other` names no one."""

_STANDING_PHRASES = {
    "safe": frozenset(("haven", "havens", "operating")),
    "fully": frozenset(("informed", "aware", "seized", "apprised")),
    "permanent": frozenset(("judge", "judges", "member", "members", "representative", "representatives", "observer", "mission")),
    "free": frozenset(("commerce", "trade", "market", "markets", "and", "elections")),
}
"""Words after which a word of scope says nothing of scope."""


def weighs(reading: Reading, place: int) -> bool:
    """Whether a token carries meaning of its own, beside words of scope."""
    token = reading.tokens[place]
    return token not in FUNCTION_WORDS and token not in GROUP and token not in NARROWING


def kin(token: str) -> str:
    """The root that a word of scope shares with its adverb: `full` and `fully`."""
    return token.removesuffix("ly").rstrip("l")


def is_title(reading: Reading, start: int, end: int) -> bool:
    """Whether words in capitals took the place of others within a sentence."""
    return start > 0 and any(
        reading.text[reading.spans[n][0]].isupper() and reading.tokens[n] not in FUNCTION_WORDS for n in range(start, end)
    )


def quoted_in(reading: Reading) -> frozenset[int]:
    """The tokens within quotation marks: titles and sayings, which a draft does not make wider or narrower."""
    inside: set[int] = set()
    for match in _QUOTATION.finditer(reading.text):
        inside.update(range(reading.at(match.start()), reading.at(match.end() - 1) + 1))
    return frozenset(inside)


def does_not_widen(reading: Reading, place: int) -> bool:
    """Whether a word of scope is part of a title, or an `any` that adds nothing (`without any reservation`, `any outstanding reports`)."""
    token, following = reading.tokens[place], reading.tokens[place + 1 : place + 2]
    if token == _EVERY and not _COUNTED.isdisjoint(following):
        return True  # how often is for the rule on reports
    if GROUP[token] == _WHOM and (not _AFTER_PRONOUN.isdisjoint(following) or (token, *following) == ("each", "other")):
        return True
    if not _STANDING_PHRASES.get(token, frozenset()).isdisjoint(following):
        return True
    if reading.text[reading.spans[place][0]].isupper() and place > 0:
        return True
    if GROUP[token] == "presence" and not any(
        _PLACE.match(reading.tokens[n]) or reading.text[reading.spans[n][0]].isupper()
        for n in range(place + 1, min(place + _PLACES_WITHIN, len(reading.tokens)))
    ):
        return True
    return token == _ANY and (not following or not _OF_ANY.match(following[0]) or reading.tokens[place - 1] in _NEGATIONS)
