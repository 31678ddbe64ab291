"""Words that leave a way out, by what way they leave: discretion, feasibility, domestic law, will, doubt, exceptions, thought, effort."""

from __future__ import annotations

import re
from functools import lru_cache

from demarche.subjects.texts.regression.reading import Reading

_WHEN = r"(?<!such )(?<!well )(?:where|when|whenever|wherever|if|as|to the extent|in so far as|insofar as|as far as|so far as)"
_FAMILIES = {
    "discretion": rf"\b{_WHEN} (?:it is |they are |deemed |considered |and when |and where )?(?:may be )?(?:appropriate|applicable|relevant"
    r"|necessary|needed|required|warranted|suitable|desirable)\b(?! (?:by|for the purposes?|under)\b)|\bas (?:they|it) (?:deems?|sees?) (?:fit|appropriate|necessary)\b"
    r"|\bat (?:its|their) discretion\b|\bshould they so (?:wish|decide)\b|\bif (?:it|they) so (?:wish|decide|request)(?:s|es)?\b",
    "feasibility": rf"\b(?!as ){_WHEN} (?:and when |is |it is )?(?:operationally |reasonably )?(?:feasible|available|possible|practicable|practical"
    r"|achievable)\b|\bto the (?:greatest |best )?extent (?:feasible|possible|practicable)\b"
    r"|\bas (?:far as|much as) (?:possible|feasible|practicable)\b"
    r"|\bwithin (?:the limits of )?(?:existing|available|their available|its available|agreed) (?:resources?|means|capacit\w+)\b"
    r"|\b(?:as|when|where|once|if) (?:the )?(?:\w+ )?(?:conditions?|circumstances?|situation|resources) (?:permit|allow)(?:s|ting)?\b"
    r"|\bsubject to (?:the )?(?:availability|security conditions)\b|\bresources permitting\b|\bdepending on\b",
    "domestic": r"\b(?:in accordance|consistent|in line|in compliance|in conformity) with (?:the |their |its |applicable |relevant "
    r"|respective |own |obligations under )*(?:national|domestic|constitutional)\b(?! (?:commitments?|obligations?)\b)[^,;.]{0,40}?"
    r"(?:laws?|legislations?|procedures?|regulations?|priorities|circumstances|polic(?:y|ies)|frameworks?|systems?|plans?)\b"
    r"|\b(?:upon|at|on) (?:the |their |its )?request\b(?! for\b)(?: of [^,;.]{0,40})?|\bupon the (?:\w+ )?request\b"
    r"|\bif (?:so )?requested\b|\bas (?:so )?requested\b(?! (?:in|by|under)\b)"
    r"|\bwith the (?:prior )?(?:consent|agreement|approval) of\b|\bsubject to (?:the )?(?:\w+ )?(?:consent|agreement|approval)\b"
    r"|\bwithin (?:the scope of )?(?:their|its|the|existing) (?:respective |existing |current |overall )*mandates?\b"
    r"|\btaking into account (?:\w+ ){0,3}national\b"
    r"|\bwith due respect for (?:\w+ ){0,2}sovereignty\b|\bwith full respect for (?:the )?sovereignty\b",
    "voluntary": r"\bon a voluntary basis\b|\bvoluntarily\b|\bon mutually agreed terms\b",
    "doubt": r"\balleged(?:ly)?\b|\bpurported(?:ly)?\b|\b(?:may|might|could) (?:constitute|amount|involve|be considered)\b|\bsuspected\b",
    "exception": r"\bwithout prejudice to\b[^,;.]{0,90}|\bunless\b[^,;.]{0,60}|\bexcept (?:where|when|in cases?|as|if)\b[^,;.]{0,60}"
    r"|\bsubject to (?:the |their |its |prior |applicable |relevant )*(?:national|domestic|provisions|requirements|limitations|conditions|review|host)"
    r"|\bprovided that\b",
    "thought": r"\b(?:to )?consider(?:ing)? (?=\w+ing\b)"
    r"|\bto consider (?=the (?:possibility|feasibility|need|adoption|use|establishment))",
    "effort": r"\b(?:to )?(?:seek|endeavou?r|strive|aim|attempt)(?:s|ing)? to\b|\b(?:to )?make (?:every |all )?(?:possible )?efforts? to\b"
    r"|\bto take (?!(?:all|every|immediate|urgent|prompt|swift|rapid|concrete|decisive|effective)\b)(?:\w+ )?steps to\b|\bto work towards\b",
}
_FAMILY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _FAMILIES.items()), re.IGNORECASE)
_TERMS_OF_ART = re.compile(
    r"\b(?:all|every|other) (?:practically )?(?:feasible|possible|practicable|necessary|appropriate) (?:precautions?|measures?|steps?|efforts?|means)\b"
    r"|\b(?:everything|all that is) (?:feasible|possible|practicable)\b"
    r"|\bto the (?:fullest|maximum|fullest possible|greatest possible) extent(?: (?:practicable|possible|feasible))?\b"
    r"|\bas soon as (?:circumstances permit|possible|practicable|feasible)\b|\bat the earliest possible\b"
    r"|\b(?:unless and for such time|except where imperative military necessity)\b",
    re.IGNORECASE,
)
"""Words of treaty law and of urgency that look like hedges and are none (Additional Protocol I, articles 57 and 58, among others)."""


def hedges(reading: Reading) -> list[tuple[str, int, int]]:
    """The hedges of a text: family, first token, and the token after the last one. Terms of art are none."""
    return [(family, reading.at(start), reading.at(end - 1) + 1) for family, start, end in _places(reading.text)]


@lru_cache(maxsize=64)
def _places(text: str) -> tuple[tuple[str, int, int], ...]:
    """The hedges of a text by their places; kept for a while, for several rules ask of the same text."""
    plain = _TERMS_OF_ART.sub(lambda match: "·" * len(match.group()), text.replace("\u00a0", " "))
    return tuple((str(match.lastgroup), match.start(), match.end()) for match in _FAMILY.finditer(plain))
