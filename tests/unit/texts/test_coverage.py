"""Coverage of protection elements, ladders of adopted forms, and the provisions of ceasefire texts, on fictional texts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from demarche.subjects.texts import Block, DraftKind, Element, How
from demarche.subjects.texts.coverage import AdoptedForm, Covered, cover, ladder, strongest
from demarche.subjects.texts.finding import share_of
from demarche.subjects.texts.provisions import PROVISION_WORDS, Provision, find_provisions, is_ceasefire_text
from demarche.subjects.texts.segmentation import blocks_of, segment

FICTIONAL = Path(__file__).with_name("fictional")


def covered(*lines: str) -> dict[Element, Covered]:
    return {each.element: each.covered for each in cover(segment([Block(line) for line in lines]).paragraphs)}


def test_a_demand_covers_an_element_and_a_citation_does_not() -> None:
    found = covered(
        "The Security Council,",
        "Recalling its resolution 9901 (2099) on children and armed conflict,",
        "1. Demands that all parties to the conflict allow humanitarian access to Merrin;",
        "2. Decides to remain seized of the matter.",
    )
    assert found[Element.HUMANITARIAN_ACCESS] is Covered.COMMITTED
    assert found[Element.CHILDREN] is Covered.ONLY_WORDS
    assert found[Element.JOURNALISTS] is Covered.ABSENT


def test_where_and_how_an_element_is_spoken_of_is_told() -> None:
    lines = [
        "The Security Council,",
        "Condemning attacks on hospitals during the armed conflict,",
        "1. Demands that all parties to the armed conflict respect hospitals and medical personnel;",
    ]
    paragraphs = segment([Block(line) for line in lines]).paragraphs
    spoken = next(each for each in cover(paragraphs) if each.element is Element.MEDICAL_CARE).spoken
    assert [(each.section, each.number, each.how) for each in spoken] == [
        ("preambular", "", How.CONDEMNED),
        ("operative", "1", How.DEMANDED),
    ]
    assert [paragraphs[each.place].section for each in spoken] == ["preambular", "operative"]


def test_a_carve_out_from_sanctions_is_decided_not_demanded() -> None:
    found = covered("1. Decides that the measures imposed above shall not apply to the delivery of humanitarian assistance;")
    assert found[Element.SANCTIONS_CARVE_OUT] is Covered.COMMITTED


def test_what_an_agreement_shall_do_is_a_commitment() -> None:
    found = covered(
        "Agreement on a truce at Merrin (fictional)",
        "1. The Parties shall allow the safe and unhindered passage of humanitarian relief supplies;",
        "2. The Parties take note of the situation of internally displaced persons.",
    )
    assert found[Element.HUMANITARIAN_ACCESS] is Covered.COMMITTED
    assert found[Element.DISPLACEMENT] is Covered.ONLY_WORDS


def form(
    how: How, verb: str, strength: float, *, words: int = 40, year: int = 2090, section: str = "operative", several: int = 1
) -> AdoptedForm:
    symbol = f"S/RES/{year}{words}"
    return AdoptedForm(how, verb, strength, symbol, "1", 1, section, dt.date(year, 1, 1), "15-0-0", words, several)


def test_the_ladder_goes_down_from_demand_and_keeps_a_rung_for_every_kind() -> None:
    forms = [
        form(How.RECALLED, "recall", 1.5),
        form(How.DEMANDED, "call upon", 3.5),
        form(How.DEMANDED, "demand", 6.0),
        form(How.DEMANDED, "demand", 6.0, words=300, year=2095),
        form(How.DEMANDED, "urge", 4.0),
        form(How.CONDEMNED, "condemn", 4.0),
        form(How.TASKED, "request", 3.0),
    ]
    rungs = ladder(forms)
    assert [(each.how, each.verb) for each in rungs] == [
        (How.DEMANDED, "demand"),
        (How.DEMANDED, "urge"),
        (How.DEMANDED, "call upon"),
        (How.TASKED, "request"),
        (How.CONDEMNED, "condemn"),
        (How.RECALLED, "recall"),
    ]
    assert rungs[0].words == 40, "a paragraph of quotable length goes before a longer and newer one"
    assert len(ladder(forms, 4)) == 4
    assert {each.how for each in ladder(forms, 4)} == {How.DEMANDED, How.TASKED, How.CONDEMNED, How.RECALLED}


def test_the_strongest_form_is_an_operative_demand_where_there_is_one() -> None:
    forms = [
        form(How.CONDEMNED, "condemn", 5.0),
        form(How.DEMANDED, "urge", 4.0),
        form(How.DEMANDED, "demand", 6.0, section="preambular"),
    ]
    found = strongest(forms)
    assert found is not None
    assert found.verb == "urge"
    assert strongest([]) is None


def test_a_paragraph_about_an_element_has_a_larger_share_than_one_that_names_it() -> None:
    about = "Demands that all parties respect hospitals, medical personnel and ambulances;"
    named = "Demands that all parties stop the fighting, pull back from the river, mend the mill and the bridge, and spare the hospitals;"
    assert share_of(Element.MEDICAL_CARE, about) > share_of(Element.MEDICAL_CARE, named) > 0
    assert share_of(Element.MEDICAL_CARE, "The ferry runs on Mondays.") == 0


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("The Parties shall allow relief supplies to pass along the northern corridor.", Provision.ACCESS),
        ("All prisoners taken at the mill shall be released.", Provision.DETAINEES),
        ("The Parties shall clarify the fate and whereabouts of those who are missing.", Provision.MISSING),
        ("Each Party shall hand over the remains of the dead.", Provision.MISSING),
        ("Displaced persons shall return in safety.", Provision.DISPLACED),
        ("Ambulances shall pass at all hours.", Provision.MEDICAL),
        ("The Parties shall spare the civilian population.", Provision.CIVILIANS),
        ("This text shall not affect the legal status of either Party.", Provision.DELINKING),
        ("A joint committee shall verify the ceasefire.", Provision.VERIFICATION),
        ("The ceasefire is in force for a period of ten days and may be renewed.", Provision.DURATION),
        ("Each Party shall issue orders to its commanders.", Provision.ORDERS),
    ],
)
def test_provisions_are_found_by_their_words(text: str, provision: Provision) -> None:
    paragraphs = segment([Block("Agreement on a truce at Merrin (fictional)"), Block(f"1. {text}")]).paragraphs
    found = {each.provision: each for each in find_provisions(paragraphs)}
    assert found[provision].places
    if provision is not Provision.DURATION:
        assert found[provision].committed


@pytest.mark.parametrize(
    ("provision", "text"),
    [
        (Provision.VERIFICATION, "To observe and verify the fictional ceasefire and look into breaches of it;"),
        (Provision.DURATION, "Calls for a humanitarian pause of ten days at the fictional weir;"),
        (Provision.ORDERS, "Demands that both banks issue clear orders through their chains of command;"),
        (Provision.DELINKING, "Urges all to respect the exclusively humanitarian nature of the fictional ferry;"),
    ],
)
def test_what_is_no_element_is_told_in_council_paragraphs_by_words_of_its_own(provision: Provision, text: str) -> None:
    words = PROVISION_WORDS[provision]
    assert words.element is None
    assert words.search
    assert words.council is not None
    assert words.council.search(text)
    assert not words.council.search("Requests the Secretary-General to report every thirty days on the mill;")


def test_what_an_agreement_lacks_is_told() -> None:
    draft = segment(blocks_of((FICTIONAL / "ceasefire.txt").read_text("utf-8")))
    assert is_ceasefire_text(draft.kind, draft.paragraphs)
    lacking = {each.provision for each in find_provisions(draft.paragraphs) if not each.places}
    assert Provision.MISSING in lacking
    assert Provision.ACCESS not in lacking
    assert not is_ceasefire_text(DraftKind.RESOLUTION, draft.paragraphs)


def test_articles_of_a_pasted_agreement_keep_their_numbers() -> None:
    text = "Agreement on a truce at Merrin (fictional)\nArticle 1\n1. The Parties shall stop.\n2. Each Party shall tell its crews.\nArticle 2\nThe truce begins at dawn.\n"
    assert [each.number for each in segment(blocks_of(text)).of("provision")] == ["Article 1 (1)", "Article 1 (2)", "Article 2"]
