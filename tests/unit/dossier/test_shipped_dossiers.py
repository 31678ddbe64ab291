"""The dossiers that ship: complete, sourced, and honest about what was known when."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import re
import tomllib
from collections import Counter
from dataclasses import fields, is_dataclass
from importlib.resources import files

import pytest

from demarche.adapters.store.dossier_files import read_shipped, shipped_dossiers
from demarche.model.dossier import Sensitivity, problems, sensitivity_of
from demarche.model.evidence import read_date
from demarche.subjects.ties.dimensions import Dimension

SHIPPED = ("drc-goma", "sudan-adre", "syria-cross-border")
BRIEF_DAYS = {
    "sudan-adre": (dt.date(2023, 11, 30), dt.date(2024, 6, 20), dt.date(2024, 12, 31)),
    "syria-cross-border": (dt.date(2020, 1, 10), dt.date(2023, 7, 11)),
    "drc-goma": (dt.date(2025, 2, 22), dt.date(2025, 10, 31)),
}
VOTE = re.compile(r"Vote: (\d+)-(\d+)-(\d+)\.")
FULL_DATE = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@pytest.fixture(scope="module")
def dossiers():
    return {dossier_id: read_shipped(dossier_id) for dossier_id in SHIPPED}


def strings(value):
    """Every string a reader could see in an item, addresses on the web left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value):
        for f in fields(value):
            if f.name not in {"url", "id", "refs", "sensitivity"}:
                yield from strings(getattr(value, f.name))


def days_of(dossier):
    """Every day on which something became known."""
    return sorted({day for _, item in dossier.items() if (day := item.known_from or item.dated)})


def test_these_ship():
    assert tuple(shipped_dossiers()) == SHIPPED


@pytest.mark.parametrize("dossier_id", SHIPPED)
def test_reads_without_problems(dossiers, dossier_id):
    dossier = dossiers[dossier_id]
    assert problems(dossier) == []
    assert dossier.id == dossier_id
    assert re.fullmatch("[A-Z]{3}", dossier.country)
    assert dossier.summary and dossier.terms and dossier.since and dossier.as_of


@pytest.mark.parametrize("dossier_id", SHIPPED)
def test_every_reference_can_be_checked(dossiers, dossier_id):
    dossier = dossiers[dossier_id]
    for reference in dossier.references:
        assert reference.date and reference.publisher and reference.title and reference.seen, reference.id
        assert reference.symbol or reference.url.startswith(("http://", "https://")), reference.id
        assert reference.date <= dossier.as_of, reference.id
    used = {ref for _, item in dossier.items() for ref in item.refs}
    used |= {ref for commitment in dossier.commitments for judgement in commitment.judgements for ref in judgement.refs}
    assert {reference.id for reference in dossier.references} == used


@pytest.mark.parametrize("dossier_id", SHIPPED)
def test_every_statement_has_a_reference(dossiers, dossier_id):
    assert [item.id for noun, item in dossiers[dossier_id].items() if noun != "references" and not item.refs] == []


@pytest.mark.parametrize("dossier_id", SHIPPED)
def test_on_each_day_only_known_sources_carry_known_items(dossiers, dossier_id):
    dossier = dossiers[dossier_id]
    for day in days_of(dossier):
        known = dossier.as_known_on(day)
        assert problems(known) == []
        for noun, item in known.items():
            assert item.dated is None or item.known_from is not None or item.dated <= day
            if noun == "references":
                assert item.date <= day, (day, item.id)
            else:
                assert item.refs, f"{noun} {item.id} is known on {day}, before any of its sources"


@pytest.mark.parametrize("dossier_id", SHIPPED)
def test_a_tie_is_first_sourced_no_later_than_it_is_known(dossiers, dossier_id):
    dossier = dossiers[dossier_id]
    for tie in dossier.ties:
        assert dossier.reference(tie.refs[0]).date <= (tie.known_from or tie.since), tie.id
        assert tie.dimension in {d.value for d in Dimension}, tie.id
        assert tie.source != tie.target, tie.id


@pytest.mark.parametrize(("dossier_id", "day"), [(d, day) for d, days in BRIEF_DAYS.items() for day in days])
def test_no_word_tells_of_a_later_day(dossiers, dossier_id, day):
    known = dossiers[dossier_id].as_known_on(day)
    announced = {o.date for o in known.openings} | {c.until for c in known.commitments}
    head = [known.title, known.summary, *known.terms]
    for text in [*head, *(s for _, item in known.items() for s in strings(item))]:
        for found in FULL_DATE.finditer(text):
            told = read_date(found.group())
            assert told <= day or told in announced, (text, told)
    if (dossier_id, day) == ("sudan-adre", dt.date(2024, 6, 20)):
        for text in [*head, *(s for _, item in known.items() for s in strings(item))]:
            assert all(int(year) <= day.year for year in YEAR.findall(text)), text


def test_the_sudan_of_20_june_2024_is_enough_for_a_brief(dossiers):
    day = dt.date(2024, 6, 20)
    known = dossiers["sudan-adre"].as_known_on(day)
    adre = next(c for c in known.constraints if c.id == "adre-closed")
    assert adre.until is None
    assert not any("reopen" in s.lower() and "august" in s.lower() for _, item in known.items() for s in strings(item))
    resolution = next(t for t in known.texts if t.symbol == "S/RES/2736 (2024)")
    assert resolution.date == dt.date(2024, 6, 13)
    assert "Vote: 14-0-1." in resolution.note
    for controller in ("sdn-saf", "sdn-rsf"):
        assert len({tie.source for tie in known.ties if tie.target == controller}) >= 8
    channels = {ask.channel for ask in known.asks}
    assert {"bilateral", "council", "regional", "mediation", "field", "resources"} <= channels
    soon = [o for o in known.openings if day <= o.date <= day + dt.timedelta(days=90)]
    assert {"measures-expiry", "panel-interim", "cairo-conference"} <= {o.id for o in soon}
    assert not {"switzerland-talks", "geneva-proximity", "london-conference"} & {o.id for o in known.openings}
    assert not {"adre-august", "dabbah-rsf"} & {c.id for c in known.commitments}


def test_a_denied_relation_stands_beside_the_report(dossiers):
    for dossier_id, reported, denied in (
        ("sudan-adre", "are-rsf-reported", "are-rsf-denied"),
        ("sudan-adre", "tcd-rsf-reported", "tcd-rsf-denied"),
        ("drc-goma", "rwa-m23-reported", "rwa-m23-denied"),
    ):
        ties = {tie.id: tie for tie in dossiers[dossier_id].ties}
        one, other = ties[reported], ties[denied]
        assert (one.source, one.target, one.dimension) == (other.source, other.target, other.dimension)
        assert one.strength is None
        assert other.strength == 0.0


@pytest.mark.parametrize("dossier_id", SHIPPED)
def test_red_lines_are_public_and_name_what_they_forbid(dossiers, dossier_id):
    lines = dossiers[dossier_id].red_lines
    assert 1 <= len(lines) <= 3
    for line in lines:
        assert line.forbids and line.origin
        for name in ("what", "origin", "waiver"):
            assert sensitivity_of("red_lines", line, name) is Sensitivity.PUBLIC


@pytest.mark.parametrize("dossier_id", SHIPPED)
def test_norms_are_those_of_the_law_pack(dossiers, dossier_id):
    content = tomllib.loads(files("demarche").joinpath("pack", "law", "norms.toml").read_text("utf-8"))
    norms = {norm["id"] for rows in content.values() if isinstance(rows, list) for norm in rows}
    assert {link.norm for link in dossiers[dossier_id].norms} <= norms


@pytest.mark.parametrize("dossier_id", SHIPPED)
def test_council_texts_state_their_vote(dossiers, dossier_id):
    for text in dossiers[dossier_id].texts:
        if re.match(r"S/(RES/|\d{4}/)", text.symbol):
            counts = VOTE.search(text.note)
            assert counts, text.id
            assert sum(int(n) for n in counts.groups()) == 15, text.id


def test_votes_agree_with_the_publishers_tables(dossiers, data_folder):
    adopted, failed, days = {}, {}, {}
    with gzip.open(data_folder / "un-sc-votes" / "sc_voting_undl_layout_1946_2024.csv.gz", "rt", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            counts = adopted.setdefault(row["resolution"], Counter())
            counts["Y" if row["ms_vote"] == "X" else row["ms_vote"]] += 1
            days[row["resolution"]] = row["date"]
    with gzip.open(
        data_folder / "un-sc-votes" / "sc_votes_incl_failed_and_vetoed_1994_2024.csv.gz", "rt", encoding="utf-8"
    ) as table:
        for row in csv.DictReader(table):
            if row["outcome"].startswith("Not adopted"):
                failed.setdefault((row["Draft"], row["vote_id"]), Counter())[row["vote"][0]] += 1
    checked = 0
    for dossier in dossiers.values():
        for text in dossier.texts:
            stated = VOTE.search(text.note)
            if stated is None or text.date.year > 2024:
                continue
            yes, no, abstain = (int(n) for n in stated.groups())
            if text.symbol.startswith("S/RES/"):
                key = text.symbol.replace(" ", "")
                assert (adopted[key]["Y"], adopted[key]["N"], adopted[key]["A"]) == (yes, no, abstain), text.id
                assert days[key] == text.date.isoformat(), text.id
            else:
                votes = [counts for (draft, _), counts in failed.items() if draft == text.symbol]
                assert (yes, no, abstain) in [(c["Y"], c["N"], c["A"]) for c in votes], text.id
            checked += 1
    assert checked >= 25


def test_vetoes_agree_with_the_publishers_table(dossiers, data_folder):
    with (data_folder / "un-sc-votes" / "vetoes_1946_2025-06.csv").open(encoding="utf-8") as table:
        vetoed = {row["draft"]: (row["date"], set(row["veto_codes"].split("|"))) for row in csv.DictReader(table)}
    names = {"RUS": "Russian Federation", "CHN": "China"}
    checked = 0
    for dossier in dossiers.values():
        for text in dossier.texts:
            if "veto" in text.note:
                day, codes = vetoed[text.symbol]
                assert day == text.date.isoformat(), text.id
                assert all(names[code] in text.note for code in codes), text.id
                checked += 1
    assert checked >= 6
