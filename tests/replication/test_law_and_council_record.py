"""The Council norms of the pack against the UN's own files: adoption dates, and paragraphs that are there."""

from __future__ import annotations

import csv
import gzip
import re
import tomllib
import zipfile
from importlib.resources import files

import pytest

from demarche.subjects.law import NormKind, read_norms

NORMS = read_norms(tomllib.loads((files("demarche") / "pack" / "law" / "norms.toml").read_text("utf-8")))
COUNCIL = [norm for norm in NORMS if norm.kind is NormKind.COUNCIL]


@pytest.fixture(scope="module")
def adoption_days(data_folder):
    with gzip.open(data_folder / "un-sc-votes" / "sc_voting_undl_layout_1946_2024.csv.gz", "rt", encoding="utf-8-sig") as lines:
        return {row["resolution"].replace("(", " ("): row["date"] for row in csv.DictReader(lines)}


@pytest.fixture(scope="module")
def archive(data_folder):
    with zipfile.ZipFile(data_folder / "un-sc-resolutions" / "SCresolutions-main.zip") as found:
        yield found


def test_adoption_days_agree(adoption_days) -> None:
    references = {r.symbol: r.date for norm in NORMS for r in (*norm.references, *(x for n in norm.later for x in n.references))}
    checked = {symbol: day for symbol, day in references.items() if symbol.startswith("S/RES/")}
    assert len(checked) >= 9
    assert {symbol: adoption_days[symbol] for symbol in checked} == {symbol: day.isoformat() for symbol, day in checked.items()}
    assert all(norm.since.isoformat() == adoption_days[norm.references[0].symbol] for norm in COUNCIL)


@pytest.mark.parametrize("norm", COUNCIL, ids=lambda n: n.id)
def test_the_paragraphs_cited_are_there(norm, archive) -> None:
    number = norm.id.removeprefix("unsc-")
    names = [n for n in archive.namelist() if re.search(rf"S_RES_{number}\D", n) and n.endswith(".xml")]
    english = [n for n in names if "/English/" in n or "/Pre-2020/" in n]
    text = re.sub(r"<[^>]+>", " ", archive.read(english[0]).decode("utf-8"))
    numbered = {int(n) for n in re.findall(r"(?<=\s)(\d{1,2})\.\s", text)}
    cited = norm.source_text.split("operative paragraph", 1)[1]
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", cited):
        assert set(range(int(first), int(last or first) + 1)) <= numbered
