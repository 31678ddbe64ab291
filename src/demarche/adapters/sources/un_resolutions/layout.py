"""The publisher's archive: which files are documents, and what folder and name say of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from demarche.adapters.sources.reading import LANGUAGES

LETTERS = {"e": "en", "f": "fr", "s": "es", "a": "ar", "r": "ru", "c": "zh"}

_RESOLUTION = re.compile(r"^(?:S_RES|SC)_(\d+)(?:[ _]\(?(\d{4})\)?)?(?=\D|$)")
_STATEMENT = re.compile(r"^S_PRST_(\d{4})_(\d+)(?:_(Corr|Add)\.(\d+))?")
_DRAFT = re.compile(r"^S_(\d{4})_(\d+)(?=\D|$)")
_LETTER = re.compile(r"(?<=[-_\d])([EFSARC])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that holds a document: what its folder and its name say, to be set against what is in it.

    `kind` is resolution, presidential_statement, corrigendum or draft_not_adopted; `symbol` lacks the year where the name has none.
    """

    name: str
    kind: str
    symbol: str
    folder_language: str
    name_language: str
    year: int | None


def read_entry(name: str) -> Entry | None:
    """What the path of a file says; None where it names no document."""
    folders, _, file = name.rpartition("/")
    stem = file.removesuffix(".xml")
    if stem == file:
        return None
    parts = folders.split("/")
    language = next((code for folder, code in LANGUAGES.items() if folder in parts), "")
    letter = _LETTER.search(stem)
    spelled = LETTERS[letter[1].lower()] if letter else ""
    year = next((int(part) for part in parts if re.fullmatch(r"\d{4}", part)), None)
    if found := _STATEMENT.match(stem):
        symbol = f"S/PRST/{found[1]}/{found[2]}"
        if found[3]:
            return Entry(name, "corrigendum", f"{symbol}/{found[3]}.{found[4]}", language, spelled, year)
        return Entry(name, "presidential_statement", symbol, language, spelled, year)
    if found := _RESOLUTION.match(stem):
        adopted = found[2] or (str(year) if year and year >= 2020 else "")
        symbol = f"S/RES/{found[1]} ({adopted})" if adopted else f"S/RES/{found[1]}"
        return Entry(name, "resolution", symbol, language, spelled, year)
    if found := _DRAFT.match(stem):
        return Entry(name, "draft_not_adopted", f"S/{found[1]}/{found[2]}", language, spelled, year)
    return None


def extract_names(names: Iterable[str]) -> list[str]:
    """The publisher's own extracts: one JSON object a line for each resolution of a year."""
    return sorted(name for name in names if re.search(r"(?:^|/)data_extract/[^/]+\.json$", name))
