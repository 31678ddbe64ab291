"""The hand-kept files of law, access and funding: own words, no person named, no verdict, every address whole."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from importlib.resources import files

import pytest

from demarche.model.evidence import read_references

PACK = files("demarche") / "pack"
FILES = {
    f"{folder}/{path.name}": tomllib.loads(path.read_text("utf-8"))
    for folder in ("access", "cases", "funding", "law")
    for path in (PACK / folder).iterdir()
    if path.name.endswith(".toml")
}
BY_CASES = {"access/objections.toml"}
"""Files whose entries name cases of the pack, which carry the sources."""
PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir)\.? [A-Z]|\b(?:President|Minister|Ambassador|Envoy|Secretary-General|Professor) [A-Z][a-z]+|\b(?:he|she|his|her|him)\b"
)


def texts_of(value, key=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_of(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, key)
    elif isinstance(value, str) and key not in {"url", "id", "title", "publisher"}:
        yield value


@pytest.mark.parametrize("name", sorted(BY_CASES))
def test_entries_without_references_name_cases_of_the_pack(name) -> None:
    told = {case for entry in FILES[name]["objection"] for case in entry["cases"]}
    assert told <= {file.removeprefix("cases/").removesuffix(".toml") for file in FILES if file.startswith("cases/")} | {
        entry["id"] for file, held in FILES.items() if file.startswith("cases/") for entry in held.get("case", ())
    }
    assert all(entry["cases"] for entry in FILES[name]["objection"])


@pytest.mark.parametrize("name", sorted(set(FILES) - BY_CASES))
def test_references_are_whole(name) -> None:
    references = read_references(FILES[name], name)
    assert references
    for reference in references.values():
        assert reference.date is None or dt.date(1900, 1, 1) < reference.date < dt.date(2026, 12, 31)
        assert not reference.url or re.fullmatch(r"https?://[\w.-]+(:\d+)?/\S*", reference.url)
        assert not reference.symbol or not re.search(r"\d\(", reference.symbol), "symbols are spelt as the tables spell them"


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_person_and_no_verdict(name) -> None:
    for text in texts_of(FILES[name]):
        assert not PERSON.search(text), text
        assert not re.search(r"\bviolat(ed|es|ing)\b|\bguilty\b", text.lower()), text
