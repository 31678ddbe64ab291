"""The Council facts in the cases against the UN's own vote files: day, and how many were for, against, abstaining."""

from __future__ import annotations

import csv
import gzip
import json
import re
import tomllib
import zipfile
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from demarche.subjects.cases import read_case

FOLDER = files("demarche") / "pack" / "cases"
CASES = [read_case(tomllib.loads(p.read_text("utf-8")), p.name) for p in FOLDER.iterdir() if p.name.endswith(".toml")]
ADOPTED = [
    (case.id, fact, reference)
    for case in CASES
    for fact in case.facts
    for reference in fact.references
    if reference.symbol.startswith("S/RES/") and reference.date == fact.date
]


@pytest.fixture(scope="module")
def votes(data_folder):
    found = defaultdict(Counter)
    days = {}
    names = defaultdict(set)
    with gzip.open(data_folder / "un-sc-votes" / "sc_voting_undl_layout_1946_2024.csv.gz", "rt", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            symbol = row["resolution"].replace("(", " (")
            found[symbol][row["ms_vote"]] += 1
            days[symbol] = row["date"]
            if row["ms_vote"] == "A":
                names[symbol].add(row["ms_name"].split(" (")[0])
    return found, days, names


@pytest.mark.parametrize(("case", "fact", "reference"), ADOPTED, ids=lambda x: getattr(x, "symbol", None) or str(x)[:20])
def test_days_and_votes_agree(case, fact, reference, votes) -> None:
    counts, days, abstained = votes
    assert days[reference.symbol] == fact.date.isoformat()
    vote = counts[reference.symbol]
    if stated := re.search(r"(\d+) in favour(?:,? and|,) (?:(\d+) abstentions?|India abstaining)", fact.what):
        assert int(stated.group(1)) == vote["Y"]
        assert int(stated.group(2) or 1) == vote["A"]
        if listed := re.search(r"abstentions? \(([^)]+)\)", fact.what):
            assert {name.strip().upper() for name in listed.group(1).split(",")} == abstained[reference.symbol]
    else:
        assert "nanimous" in fact.what
        assert vote["Y"] == 15


def test_the_check_is_about_something() -> None:
    assert len(ADOPTED) >= 15


@pytest.mark.parametrize(
    ("symbol", "votes_cast"), [("S_2023_506", (13, 1, 1)), ("S_2023_507", (2, 3, 10)), ("S_2024_826", (14, 1, 0))]
)
def test_drafts_not_adopted(symbol, votes_cast, data_folder) -> None:
    with zipfile.ZipFile(data_folder / "un-sc-resolutions" / "SCresolutions-main.zip") as archive:
        name = next(n for n in archive.namelist() if f"/English/{symbol}-" in n)
        text = archive.read(name).decode("utf-8")
    counted = {kind: int(value) for value, kind in re.findall(r'<count value="(\d+)" refersTo="#?(\w+)"', text)}
    assert (counted.get("inFavour", 0), counted.get("against", 0), counted.get("abstaining", 0)) == votes_cast


def test_sponsors_agree(data_folder) -> None:
    stated = {"S/RES/2286 (2016)": 85, "S/RES/2664 (2022)": 54, "S/RES/2730 (2024)": 98, "S/RES/2417 (2018)": 9}
    texts = {case.id: " ".join(f.what for f in case.facts) for case in CASES}
    assert "85 sponsors" in texts["resolution-2286"]
    assert "54 sponsors" in texts["resolution-2664"]
    assert "98 sponsors" in texts["resolution-2730"]
    assert "nine sponsors" in texts["resolution-2417"]
    with zipfile.ZipFile(data_folder / "un-sc-resolutions" / "SCresolutions-main.zip") as archive:
        for name in archive.namelist():
            if re.search(r"data_extract/(2016|2018|2022|2024)\.json$", name):
                for line in archive.read(name).decode("utf-8-sig").splitlines():
                    row = json.loads(line) if line.strip() else {}
                    if row.get("symbol") in stated:
                        assert len(row["sponsors"]) == stated.pop(row["symbol"])
    assert not stated
