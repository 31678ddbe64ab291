"""Acts of a deciding body, by their verbs: what kind of act, and how strong on its own axis.

Three axes are kept apart and never added: how far an act directs someone, how far it condemns or worries, how far it recognises.
Strengths are ordinal within an axis. Insistence is not legal force: `decide` may bind where `demand` insists. The ordering follows
the house's reading of Security Council usage (after Gruenberg 2009 and the UN Secretariat's verb lists); compare only within one
organ and one axis.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Axis(StrEnum):
    """What an act does: it directs, it condemns or worries, or it recognises; `procedure` acts on its own proceedings."""

    DIRECTIVE = "directive"
    CONDEMNATION = "condemnation"
    RECOGNITION = "recognition"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its verb in the infinitive (`call upon`, `express concern`), its axis, its strength there, and its modifiers."""

    verb: str
    axis: Axis
    strength_on_axis: float
    modifiers: tuple[str, ...] = ()


_SCALES: dict[Axis, dict[float, str]] = {
    Axis.DIRECTIVE: {
        6.0: "demand, insist",
        5.5: "require",
        5.0: "decide, authorize, reauthorize, direct, extend, renew, establish, prohibit, impose, mandate, instruct, maintain, "
        "terminate, lift, "
        "adopt, appoint, resolve, declare, agree, remove",
        4.0: "urge, implore, exhort",
        3.5: "call upon",
        3.0: "request, call for, endorse, warn, approve, ask, confirm",
        2.5: "appeal",
        2.0: "recommend, remind, expect",
        1.5: "invite",
        1.0: "encourage, support",
        0.5: "suggest, hope, consider, intend, look forward, anticipate, await, pledge, commit, express intention, express readiness, "
        "undertake, express willingness",
    },
    Axis.CONDEMNATION: {
        4.0: "condemn",
        3.5: "denounce, express outrage, reject",
        3.0: "deplore",
        2.5: "express grave concern, express alarm",
        2.0: "express deep concern, express serious concern, note with deep concern",
        1.5: "express concern, note with concern",
        1.0: "regret",
    },
    Axis.RECOGNITION: {
        2.5: "reaffirm, affirm, reiterate, declare support, express support, reconfirm, re-emphasize, clarify",
        2.0: "stress, emphasize, underline, underscore, highlight, determine, express determination, express conviction",
        1.5: "recall, welcome, commend, pay tribute, express appreciation, express gratitude, thank, congratulate, applaud, "
        "appreciate",
        1.0: "recognize, acknowledge, concur, echo, share, express, believe",
        0.8: "bear in mind, take into account, be mindful",
        0.5: "note, take note, observe",
    },
    Axis.PROCEDURE: {
        0.0: "act, have considered, have examined, have reviewed, have regard, respond, remain seized, be guided, forward, continue"
    },
}
_OF_VERB: dict[str, tuple[Axis, float]] = {
    verb.strip(): (axis, strength)
    for axis, scale in _SCALES.items()
    for strength, verbs in scale.items()
    for verb in verbs.split(",")
}
_FORMS = {
    "pays": "pay",
    "paying": "pay",
    "has": "have",
    "having": "have",
    "lies": "lie",
    "bearing": "bear",
    "being": "be",
    "acting": "act",
    "authorises": "authorize",
    "authorising": "authorize",
    "authorizing": "authorize",
    "reauthorizes": "reauthorize",
    "recognises": "recognize",
    "recognising": "recognize",
    "emphasises": "emphasize",
    "emphasising": "emphasize",
    "re-emphasizing": "re-emphasize",
    "re-emphasizes": "re-emphasize",
    "re-emphasising": "re-emphasize",
    "seised": "seized",
    "reemphasizes": "re-emphasize",
    "reemphasizing": "re-emphasize",
    "re-affirming": "reaffirm",
    "re-iterating": "reiterate",
    "troubled": "express concern",
    "committed": "reaffirm",
    "cautions": "warn",
    "underlying": "underline",
    "restates": "reiterate",
    "determined": "express determination",
    "convinced": "express conviction",
    "trusting": "hope",
    "mindful": "be mindful",
    "aware": "be mindful",
    "cognizant": "be mindful",
    "conscious": "be mindful",
    "guided": "be guided",
    "encouraged": "welcome",
    "willing": "express willingness",
    "concerned": "express concern",
    "alarmed": "express alarm",
    "disturbed": "express concern",
    "distressed": "express concern",
    "appalled": "express outrage",
    "outraged": "express outrage",
    "shocked": "express outrage",
    "dismayed": "express concern",
}
_INTENSIFIERS = (
    "in the strongest terms|in the strongest possible terms|strongly|urgently|unequivocally|unreservedly|resolutely|firmly"
    "|immediately"
)
_FILLERS = (
    "also|further|again|and|in particular|particularly|especially|once more|once again|hereby|therefore|accordingly"
    "|in this (?:context|regard)"
    "|likewise|moreover|fully|while|whilst|continues to|remaining|remains|remain|still|additionally|in addition|consequently"
    "|nonetheless"
    "|being|specifically|equally|however|finally|furthermore|warmly|furthers|while also|very|with|is|are"
)
_CONCERN = re.compile(
    r"(?:strong |full )?(?P<grade>grave|gravest|deep|deepest|serious|profound|utmost|great|extreme|strong|particular"
    r"|continued|continuing|growing|further)?\s*"
    r"(?P<what>concerns?|alarm|outrage|dismay|regret|indignation|shock)\b"
)
_CITED_WITH = re.compile(
    r"(?:(?:also|further) )?(?P<verb>(?:recall|observ|acknowledg|recogni[sz])\w*)(?: also| further)?,? with (?:\w+ )?"
    r"(?:concern|alarm|dismay|regret)\b"
)
"""What is cited with a feeling is noted with it."""

_GRADED = re.compile(r"\b(?P<grade>gravely|deeply|seriously|extremely|profoundly)\b")
_GRAVE = {"grave", "gravest", "gravely", "utmost", "extreme", "extremely"}
_DEEP = {"deep", "deepest", "deeply", "serious", "seriously", "profound", "profoundly", "great", "strong", "particular"}
_NOUNS = {
    "call": "call upon",
    "calls": "call upon",
    "demand": "demand",
    "demands": "demand",
    "request": "request",
    "requests": "request",
    "condemnation": "condemn",
    "concern": "express concern",
    "decision": "decide",
    "intention": "express intention",
    "intent": "express intention",
    "readiness": "express readiness",
    "determination": "express determination",
    "support": "express support",
    "commitment": "reaffirm",
    "appreciation": "express appreciation",
    "gratitude": "express gratitude",
    "willingness": "express willingness",
    "conviction": "express conviction",
    "hope": "hope",
    "solidarity": "express support",
    "appeal": "appeal",
    "invitation": "invite",
}


def read_act(phrase: str, following: str = "") -> Act | None:
    """The act that a phrase names, or none where its first verb is not known.

    Drafters often print only the bare verb in italics (`Expressing` grave concern): `following` are the words after the phrase,
    read where the verb needs an object to be an act.

    >>> read_act("Expressing grave concern")
    Act(verb='express grave concern', axis=<Axis.CONDEMNATION: 'condemnation'>, strength_on_axis=2.5, modifiers=())
    >>> read_act("Strongly condemns")
    Act(verb='condemn', axis=<Axis.CONDEMNATION: 'condemnation'>, strength_on_axis=4.5, modifiers=('strongly',))
    >>> read_act("Further calls", "upon all parties").verb, read_act("Reiterates", "its demand that all parties").verb
    ('call upon', 'demand')
    """
    words = _plain(phrase)
    after = _plain(following).split()[:6]
    if cited := _CITED_WITH.match(" ".join((words, *after))):
        words = words.replace(cited["verb"], "noting", 1)
    modifiers = re.findall(rf"\b(?:{_INTENSIFIERS})\b", words)
    modifiers += re.findall(
        r"^(?:in the strongest (?:possible )?terms|unequivocally|strongly|once again strongly)", " ".join(after)
    )
    plain = re.sub(rf"\b(?:{_INTENSIFIERS}|{_FILLERS})\b", " ", words)
    graded = _GRADED.search(plain)
    tokens = _GRADED.sub(" ", plain).split()
    verb = _verb(tokens, after, graded.group("grade") if graded else "")
    if verb not in _OF_VERB:
        return None
    axis, strength = _OF_VERB[verb]
    if modifiers and strength:
        strongest = any(m.startswith("in the strongest") for m in modifiers)
        strength += 1.0 if axis is Axis.CONDEMNATION and strongest else 0.5
    return Act(verb, axis, strength, tuple(dict.fromkeys(modifiers)))


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("\u2011", "-").split()).strip(" ,;:.")


def _verb(tokens: list[str], after: list[str], grade: str) -> str:
    """The infinitive that the tokens name, with its object where that makes another act; the first token where it is unknown."""
    if not tokens:
        return ""
    first = _infinitive(tokens[0])
    if first == "express concern":
        return _concern("concern", grade, noted=False)
    own = tokens[1:]
    words = [*own, *after] if first in _NEED_AN_OBJECT | _TAKE_AN_OBJECT | _VOICING else own
    rest = [
        token.strip(",")
        for token in words
        if token.strip(",") not in {"its", "their", "the", "a", "an", "with", "of", "also", "further"}
    ]
    if first in _VOICING and (found := _CONCERN.match(" ".join(rest[:4]))):
        return _concern(found["what"], found["grade"] or grade, noted=first == "note")
    if first in _TAKE_AN_OBJECT:
        named = next((_NOUNS[token] for token in rest[:2] if token in _NOUNS), None)
        if named is not None and (first == "express" or named in _OF_VERB) and not (first != "express" and named == "reaffirm"):
            return named
    return _phrasal(first, rest)


def _phrasal(first: str, rest: list[str]) -> str:
    if first == "call":
        return "call for" if "for" in rest[:2] else "call upon"
    if first == "take":
        return "take note" if "note" in rest[:3] else "take into account"
    if first == "bear":
        return "bear in mind"
    if first == "look":
        return "look forward"
    if first == "pay":
        return "pay tribute"
    if first == "have":
        return f"have {rest[0]}" if rest and f"have {rest[0]}" in _OF_VERB else "have considered"
    if first == "remain":
        return "remain seized"
    return first


def _concern(what: str, grade: str, *, noted: bool) -> str:
    if what in {"outrage", "indignation", "shock"}:
        return "express outrage"
    if what == "regret":
        return "regret"
    if what == "alarm" or grade in _GRAVE:
        return "express alarm" if what == "alarm" else "express grave concern"
    if grade in _DEEP:
        return (
            "note with deep concern"
            if noted
            else ("express serious concern" if grade.startswith("serious") else "express deep concern")
        )
    return "note with concern" if noted else "express concern"


def _infinitive(word: str) -> str:
    """The infinitive of a third person or participle that the table knows, or the word itself."""
    if word in _FORMS:
        return _FORMS[word]
    stems = [word]
    if word.endswith("ing"):
        stems += [word[:-3], word[:-3] + "e", word[:-4] if len(word) > 5 and word[-4:-3] == word[-5:-4] else word]
    elif word.endswith("s"):
        stems += [word[:-1], word[:-2], word[:-3] + "y" if word.endswith("ies") else word]
    return next((stem for stem in stems if stem in _KNOWN), word)


_VOICING = {"express", "reiterate", "renew", "repeat", "note", "reaffirm", "voice", "share"}
_TAKE_AN_OBJECT = {"express", "reiterate", "renew", "declare", "reaffirm", "reconfirm", "repeat"}
_NEED_AN_OBJECT = {"call", "take", "look", "pay", "bear", "have"}
_FIRST_WORDS = "express call take bear look pay remain voice repeat have"
_KNOWN = {verb.split()[0] for verb in _OF_VERB} | {*_FIRST_WORDS.split()}
