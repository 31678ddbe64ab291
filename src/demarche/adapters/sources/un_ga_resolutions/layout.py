"""The publisher's archive: which files are documents, which archives lie inside it, and what folder and name say of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from demarche.adapters.sources.reading import LANGUAGES
from demarche.model.evidence import normal_symbol

LETTERS = {"E": "en", "F": "fr", "S": "es", "A": "ar", "R": "ru", "C": "zh", "G": "de"}

_REISSUE = re.compile(r"[-_]reissue$", re.IGNORECASE)
_LETTER = re.compile(r"(?<=[-_\d])([EFSARCG])$", re.IGNORECASE)
_NAME = re.compile(r"^(?:A_RES_)?((?:E?S-)?\d+)_(\d+)[ _]?([A-Z](?:-?[A-Z])?)?(?=[-_ ]|$)")
_SYMBOL = re.compile(r"^A/RES/((?:E?S-)?\d+)/(\d+)(?:([A-Z])(?:-([A-Z]))?)?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that holds a document: what its folder and its name say, to be set against what is in it.

    `inner` is the archive inside the archive that holds it, empty where none does. `reissued` says that the name calls it a reissue.
    """

    name: str
    symbol: str
    language: str
    inner: str = ""
    reissued: bool = False

    @property
    def place(self) -> str:
        """Where the file is, through the archive inside the archive."""
        return f"{self.inner}/{self.name}" if self.inner else self.name


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart: `A/RES/74/250A-B` is number 250 of session 74, letters A and B, spelled as the voting data does."""

    session: str
    number: int
    letters: str = ""

    def __str__(self) -> str:
        return f"A/RES/{self.session}/{self.number}{self.letters}"

    def may_be_under(self) -> list[str]:
        """The symbols under which a list that joins lettered resolutions may have this one, the nearest first."""
        number = str(replace(self, letters=""))
        joined = [f"{number}A-{last}" for last in "BCD" if self.letters and self.letters <= last]
        return [str(self), *joined, number]


def read_symbol(symbol: str) -> Symbol | None:
    """Take a symbol apart; None for what is none of the Assembly's.

    >>> read_symbol("A/RES/ES-11/1"), str(read_symbol("A/RES/74/250 A-B"))
    (Symbol(session='ES-11', number=1, letters=''), 'A/RES/74/250A-B')
    """
    found = _SYMBOL.match(normal_symbol(symbol))
    if not found:
        return None
    letters = f"{found[3]}-{found[4]}" if found[4] else found[3] or ""
    return Symbol(found[1], int(found[2]), letters)


def read_entry(name: str, inner: str = "") -> Entry | None:
    """What the path of a file says; None where it names no document."""
    folders, _, file = name.rpartition("/")
    stem = file.removesuffix(".xml")
    if stem == file:
        return None
    whole = _REISSUE.sub("", stem)
    letter = _LETTER.search(whole)
    bare = _LETTER.sub("", whole).rstrip("_- ") if letter else whole
    found = _NAME.match(bare)
    if not found:
        return None
    letters = found[3] or ""
    letters = f"{letters[0]}-{letters[-1]}" if len(letters) > 1 else letters
    folder = next((code for title, code in LANGUAGES.items() if title in f"{inner}/{folders}"), "")
    folder = "de" if "German" in folders.split("/") else folder
    spelled = LETTERS[letter[1].upper()] if letter else ""
    return Entry(name, str(Symbol(found[1], int(found[2]), letters)), spelled or folder or "en", inner, whole != stem)


def extract_names(names: Iterable[str]) -> list[str]:
    """The publisher's own extracts: one JSON object a line for each resolution of a session."""
    return sorted(name for name in names if re.search(r"(?:^|/)data_extract/[^/]+\.json$", name))
