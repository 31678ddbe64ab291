"""The form of a text, from its first lines: who speaks, what kind of text it is, its title and symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.model.evidence import normal_symbol
from demarche.subjects.texts.draft import DraftKind

_BODY = (
    r"(?:Security Council|General Assembly|Economic and Social Council|Human Rights Council|Peace and Security Council"
    r"|(?:[A-Z][\w’-]+ (?:(?:and|of|for|on|the) ){0,2}){0,5}(?:Council|Assembly|Commission|Committee|Conference|Summit|Board)"
    r"|(?:[A-Z][\w’-]+ ){0,3}Authority)"
)
_FORMULA = re.compile(
    rf"^[“\"*]?(?:(?:The |THE ){_BODY}(?: of the African Union| of (?:the )?[A-Z][\w’ -]+)?(?: \([A-Z]+\))?|Council)\s*[,:]$"
    r"|^The (?:Security Council|General Assembly)$|^THE (?:SECURITY COUNCIL|GENERAL ASSEMBLY)\s*,?$"
    r"|^Le Conseil de sécurité\s*,$|^L[’']Assemblée générale\s*,$|^El Consejo de Seguridad\s*,$|^La Asamblea General\s*,$"
    r"|^Совет Безопасности\s*,$|^Генеральная Ассамблея\s*,$|^(?:安全理事会|大会)\s*[，,]$|^إن (?:مجلس الأمن|الجمعية العامة)\s*[،,]$"
)
_STATEMENT = re.compile(
    r"\bPresident of the Security Council (?:has )?made the following statement\b|^\W*Statement by the President of the Security Council\b",
    re.IGNORECASE,
)
_SYMBOL = re.compile(
    r"\b(?:S/RES/\d{1,4}(?: ?\(\d{4}\))?|A/RES/(?:(?:E?S-)?\d+)/\d+[A-Z]?|S/PRST/\d{4}/\d+"
    r"|[AS]/(?:C\.\d/)?\d{1,4}/L\.\d+(?:/Rev\.\d+)?(?:/Add\.\d+)?|S/\d{4}/\d+(?:/Rev\.\d+)?|PSC/[\w/.()]*COMM[\w/.() -]*\d[\w.)]*)"
)
_KINDS: tuple[tuple[DraftKind, re.Pattern[str]], ...] = (
    (
        DraftKind.COMMUNIQUE,
        re.compile(r"\bcommuniqu[eé]s?\b", re.IGNORECASE),
    ),
    (
        DraftKind.AGREEMENT,
        re.compile(
            r"\b(?:cease-?fire|truce|armistice|cessation of hostilities|peace (?:agreement|accord|treaty)|agreement|accord|treaty"
            r"|memorandum of understanding|protocol)\b",
            re.IGNORECASE,
        ),
    ),
    (DraftKind.DECLARATION, re.compile(r"\bdeclaration\b", re.IGNORECASE)),
)
_NO_TITLE = re.compile(
    r"^\W*(?:United Nations|Security Council|General Assembly|Distr\.|Original:|Provisional|Agenda item|Resolution adopted by|\["
    r"|[A-Z][a-z]+(?:-[a-z]+)? (?:special |emergency )*session|Adopted by|\d{1,2} [A-Z][a-z]+ \d{4}$|\d\d-\d{5}|Item \d+"
    r"|\*\d+\*|Annex$)",
)
_RESOLUTION = re.compile(r"^Resolution \d+ \(\d{4}\)$")
_AMENDMENTS = re.compile(r"\bamendments?\b", re.IGNORECASE)


def is_formula(text: str) -> bool:
    """Whether a line is the one by which a body begins to speak: its name and a comma."""
    return len(text) < 140 and _FORMULA.match(text) is not None


def announces_statement(text: str) -> bool:
    """Whether a line announces a statement of the President of the Security Council."""
    return _STATEMENT.search(text) is not None


def names_amendments(head: Sequence[str]) -> bool:
    """Whether the first lines call the text an amendment."""
    return any(_AMENDMENTS.search(line) and len(line.split()) < 40 for line in head)


def kind_by_name(head: Sequence[str]) -> DraftKind | None:
    """What the first lines call the text; None where they call it nothing."""
    for kind, words in _KINDS:
        if any(words.search(line) and len(line.split()) < 40 for line in head):
            return kind
    return None


def read_symbol(head: Sequence[str]) -> str:
    """The first document symbol in the first lines, in its one spelling; empty where there is none."""
    for line in head:
        if found := _SYMBOL.search(line):
            return normal_symbol(found[0])
    return ""


def read_title(head: Sequence[str]) -> str:
    """The title in the first lines: the last of them that is neither a symbol, a date nor another line of a title page."""
    for line in head:
        if _RESOLUTION.match(line):
            return line
    lines = [line for line in head if not _NO_TITLE.match(line) and not _SYMBOL.fullmatch(line) and any(map(str.isalpha, line))]
    for line in reversed(lines):
        if len(line.split()) <= 60:
            return re.sub(r"^\d+/\d+\.?\s*", "", line).strip(" .:")
    return ""
