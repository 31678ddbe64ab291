"""Which States and organisations a note on third parties names.

The note is free text in several languages: signatures, offices, places. A State counts where its name stands as that of an actor
("for the Government of Norway", "Minister of Foreign Affairs of Ghana", "Witnesses: Australia, Fiji"), or where its adjective
stands before an office ("Russian envoy"). It does not count where it is a place ("Mission in Liberia", "Ambassador of Chad to
Ethiopia"), the subject of a group ("Friends of Yemen"), or where it is one of the agreement's own countries.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_OFFICE = (
    r"(?:co-mediat|ambassador|government|minister|ministry|president|embassy|envoy|representative|delegation|special|deputy|foreign|prime|"
    r"charge|under-secretary|secretary|authorities|mediat\w*|facilitat\w*|head|vice|consul|observer|state|"
    r"republic|armed forces|army|military|general|colonel|ambassade|ambassadeur|ambassadrice|ministre|gouvernement|embajador|"
    r"gobierno|embajada)"
)
# Immediately before a name, these make it a place or a subject, not an actor.
_PLACE = re.compile(
    r"(?:\b(?:in|to|into|on|within|throughout|at|near|from|en|au|aux|dans|hacia|towards?|situation in|people of|"
    r"(?:friends|group|conference|territory|council of churches|church(?:es)?|university|bishops?|"
    r"episcopal|diocese|archdiocese|bank|accord|agreement|issue|crisis|conflict|talks|process) (?:of|on|for)|"
    r"(?:mission|representative|envoy|coordinator|rapporteur|expert|adviser|office|commission|committee|assistance|force) for)"
    r"(?: the| la| le| el| former)?\s*)$",
    re.IGNORECASE,
)
_NOT_A_STATE_AFTER = re.compile(
    r"^(?:n|s)?(?:\s+(?:refugee council|church|red cross|red crescent|people'?s? aid|council of churches|national congress|"
    r"liberation|resistance|patriotic front|peace process|dialogue|talks|conflict|crisis|accord|agreement)|-\w+ (?:border|dialogue))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a note names: ISO codes of States, full names of organisations, each once, in the order of the text."""

    states: tuple[str, ...]
    organisations: tuple[str, ...]


def named_in(text: str, own: Collection[str]) -> Named:
    """The States and organisations that a note names, less the agreement's own countries (`own`, ISO codes)."""
    plain = _plain(text)
    states: dict[str, None] = {}
    for found in _state_names().finditer(plain):
        if not found[0][0].isupper() and not found[0].startswith("the"):
            continue
        code = _codes()[found[0].casefold()]
        if code not in own and not _PLACE.search(plain[: found.start()]) and not _NOT_A_STATE_AFTER.search(plain[found.end() :]):
            states[code] = None
    for found in _adjectives().finditer(plain):
        code = _codes()[found[1].casefold()]
        if code not in own:
            states[code] = None
    organisations = {_organisation_names()[found[0].casefold()]: None for found in _organisations().finditer(plain)}
    return Named(tuple(states), tuple(organisations))


def code_of(name: str) -> str | None:
    """The ISO code of the State that goes by exactly this name, or nothing."""
    return _codes().get(_plain(name).strip().casefold())


def _plain(text: str) -> str:
    """Text without accents, with plain apostrophes and single spaces, so that spellings of several languages meet."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("´", "'"))
    return re.sub(r"\s+", " ", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _rows(name: str) -> list[list[str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


@cache
def _codes() -> dict[str, str]:
    return {
        spelling.casefold(): code
        for code, names, adjectives in _rows("states.csv")
        for spelling in (*names.split("|"), *adjectives.split("|"))
    }


def _any_of(spellings: list[str]) -> str:
    ordered = sorted(spellings, key=len, reverse=True)
    return r"(?<![\w-])(?:" + "|".join(re.escape(spelling) for spelling in ordered) + r")(?![\w-])"


@cache
def _state_names() -> re.Pattern[str]:
    # Short codes in capitals would meet ordinary words; they count as printed only.
    names = [name for _, names, _ in _rows("states.csv") for name in names.split("|")]
    codes = [name for name in names if name.isupper() or "." in name]
    words = [name for name in names if name not in codes]
    return re.compile(f"(?i:{_any_of(words)})|{_any_of(codes)}")


@cache
def _adjectives() -> re.Pattern[str]:
    adjectives = [word for *_, words in _rows("states.csv") for word in words.split("|")]
    return re.compile(f"({_any_of(adjectives)})(?= (?:\\w+ )?{_OFFICE})", re.IGNORECASE)


@cache
def _organisation_names() -> dict[str, str]:
    return {spelling.casefold(): name for name, spellings in _rows("organisations.csv") for spelling in spellings.split("|")}


@cache
def _organisations() -> re.Pattern[str]:
    spellings = [spelling for _, spellings in _rows("organisations.csv") for spelling in spellings.split("|")]
    codes = [spelling for spelling in spellings if spelling.isupper()]
    words = [spelling for spelling in spellings if spelling not in codes]
    return re.compile(f"(?i:{_any_of(words)})|{_any_of(codes)}")
