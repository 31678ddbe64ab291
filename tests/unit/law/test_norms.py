"""The norms of the pack: sourced, dated, in our own words, with contested law shown as contested."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from importlib.resources import files

import pytest

from demarche.model.dossier import ConstraintCategory
from demarche.model.evidence import UseError
from demarche.subjects.law import ConflictType, NormKind, Theme, norms_for, read_norms, read_questions, read_treaties

PACK = files("demarche") / "pack" / "law"


def load(name):
    return tomllib.loads((PACK / name).read_text("utf-8"))


NORMS = read_norms(load("norms.toml"))
BY_ID = {norm.id: norm for norm in NORMS}
TODAY = dt.date(2026, 6, 1)
ASKED_FOR = [
    "gc-common-1",
    "gc-common-3",
    "gciv-23",
    "gciv-55",
    "gciv-59",
    "ap1-51",
    "ap1-52",
    "ap1-54",
    "ap1-57",
    "ap1-69",
    "ap1-70",
    "ap1-71",
    "ap2-4",
    "ap2-13",
    "ap2-14",
    "ap2-18",
    "cihl-1",
    "cihl-14",
    "cihl-15",
    "cihl-25",
    "cihl-31",
    "cihl-32",
    "cihl-53",
    "cihl-54",
    "cihl-55",
    "cihl-56",
    "cihl-131",
    "cihl-139",
    "cihl-144",
    "att-6",
    "att-7",
    "unsc-2417",
    "unsc-2286",
    "unsc-2573",
    "unsc-2730",
    "unsc-2664",
    "unsc-2474",
]


def test_the_norms_that_the_field_cites_are_there() -> None:
    assert not set(ASKED_FOR) - set(BY_ID)


@pytest.mark.parametrize("norm", NORMS, ids=lambda n: n.id)
def test_each_norm_can_be_checked_by_a_reader(norm) -> None:
    assert norm.binds
    assert norm.conflicts
    assert norm.categories
    assert norm.themes
    assert all(r.publisher and (r.symbol or r.url) for r in norm.references)
    assert min(r.date for r in norm.references if r.date) <= norm.since, "nothing is citable before its source existed"
    number = re.search(r"(\d+)$", norm.id).group(1)
    assert re.search(rf"\b{number}\b", norm.source_text), "the id's number is that of the article, rule or resolution"
    places = [f"{r.locator} {r.title} {r.symbol}" for r in norm.references]
    assert any(number in re.findall(r"\d+", place) for place in places), "a reference leads to that very number"


@pytest.mark.parametrize("norm", NORMS, ids=lambda n: n.id)
def test_no_norm_judges(norm) -> None:
    words = " ".join([norm.rule, norm.title, *(r.reading for r in norm.contested), *(n.note for n in norm.later)]).lower()
    assert not re.search(r"\b(violated|in violation|guilty|unlawfully starved|has broken|have broken|war criminal)\b", words)


def test_the_arms_norms_ask() -> None:
    assert "?" in BY_ID["att-6"].rule
    assert "?" in BY_ID["att-7"].rule


def test_council_norms_name_their_paragraphs() -> None:
    council = [norm for norm in NORMS if norm.kind is NormKind.COUNCIL]
    assert len(council) >= 8
    assert all("operative paragraph" in norm.source_text for norm in council)


@pytest.mark.parametrize("norm_id", ["gc-common-1", "cihl-144", "ap1-70", "ap2-18", "cihl-55", "unsc-2664", "cihl-53"])
def test_contested_law_has_more_than_one_reading_each_with_a_source(norm_id) -> None:
    readings = BY_ID[norm_id].contested
    assert len({reading.holder for reading in readings}) >= 2
    assert all(reading.references for reading in readings)


def test_a_reading_published_later_is_not_shown_earlier() -> None:
    early = BY_ID["gc-common-1"].as_known_on(dt.date(2019, 1, 1))
    late = BY_ID["gc-common-1"].as_known_on(dt.date(2024, 6, 20))
    assert 0 < len(early.contested) < len(late.contested)
    assert all(r.date is None or r.date <= dt.date(2019, 1, 1) for reading in early.contested for r in reading.references)


def test_a_later_change_of_a_norm_is_dated() -> None:
    assert not BY_ID["unsc-2664"].as_known_on(dt.date(2024, 12, 5)).later
    assert "2761" in BY_ID["unsc-2664"].as_known_on(dt.date(2024, 12, 6)).later[0].note


def test_norms_for_shares_a_category_and_hides_what_is_not_yet_there() -> None:
    found = norms_for([ConstraintCategory.ENTRY_TO_COUNTRY], NORMS, on=dt.date(2024, 5, 23))
    assert {"ap1-70", "cihl-55", "unsc-2417"} <= {norm.id for norm in found}
    assert all(ConstraintCategory.ENTRY_TO_COUNTRY in norm.categories for norm in found)
    assert "unsc-2730" not in {norm.id for norm in found}
    entry_and_violence = [ConstraintCategory.VIOLENCE_AGAINST_AID, ConstraintCategory.INTERFERENCE]
    assert "unsc-2730" in {norm.id for norm in norms_for(entry_and_violence, NORMS, on=dt.date(2024, 5, 24))}


def test_norms_for_narrows_by_conflict_and_theme_and_puts_the_broadest_first() -> None:
    categories = [ConstraintCategory.ENTRY_TO_COUNTRY, ConstraintCategory.MOVEMENT_WITHIN]
    inside = norms_for(categories, NORMS, on=TODAY, conflicts=[ConflictType.NON_INTERNATIONAL], themes=[Theme.RELIEF])
    assert "ap2-18" in {norm.id for norm in inside}
    assert "ap1-70" not in {norm.id for norm in inside}
    shared = [len(set(categories) & set(norm.categories)) for norm in inside]
    assert shared == sorted(shared, reverse=True)
    assert norms_for([], NORMS, on=TODAY) == ()


def test_every_category_finds_a_norm() -> None:
    assert all(norms_for([category], NORMS, on=TODAY) for category in ConstraintCategory)


def test_every_treaty_norm_has_its_treaty() -> None:
    treaties = read_treaties(load("treaties.toml"))
    assert {norm.treaty for norm in NORMS if norm.treaty} == set(treaties)
    assert all(norm.since >= treaties[norm.treaty].in_force_since for norm in NORMS if norm.treaty)


def test_every_question_names_norms_that_exist() -> None:
    for form in read_questions(load("questions.toml")):
        assert form.norms
        assert not set(form.norms) - set(BY_ID)


@pytest.mark.parametrize("name", ["norms.toml", "treaties.toml", "questions.toml"])
def test_no_reference_is_idle(name) -> None:
    text = (PACK / name).read_text("utf-8")
    for key in load(name)["references"]:
        assert text.count(f'"{key}"') >= 1, key


def test_bad_rows_are_refused() -> None:
    good = load("norms.toml")
    twice = {**good, "norm": [good["norm"][0], good["norm"][0]]}
    with pytest.raises(UseError, match="two norms"):
        read_norms(twice)
    lost = {**good, "norm": [{**good["norm"][0], "treaty": ""}]}
    with pytest.raises(UseError):
        read_norms({**lost, "norm": [{k: v for k, v in good["norm"][0].items() if k != "treaty"}]})
    with pytest.raises(UseError, match="not a key"):
        read_norms({**good, "norm": [{**good["norm"][0], "verdict": "broken"}]})
