"""What a draft loses and gains against adopted wording, on fictional paragraphs; every sentence here is made up."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.subjects.texts import DraftParagraph
from demarche.subjects.texts.regression import Code, Direction, regressions
from demarche.subjects.texts.regression.injected import inject
from demarche.subjects.texts.regression.plain import plain_codes

DEMAND = (
    "Demands that all parties to the conflict in Freedonia immediately allow full, safe and unhindered access for relief convoys to"
    " all those in need, in accordance with international humanitarian law, and stresses that hospitals must be spared;"
)


def paragraph(text, *verbs, section="operative"):
    return DraftParagraph(section, "1", verbs[0] if verbs else "", verbs, text)


ADOPTED = paragraph(DEMAND, "Demands", "stresses")


def codes(text, *verbs, adopted=ADOPTED, section="operative", **options):
    found = regressions(paragraph(text, *(verbs or ("Demands", "stresses")), section=section), adopted, **options)
    return {(each.code, each.direction) for each in found}


def weaker(*names):
    return {(code, Direction.WEAKER) for code in names}


@pytest.mark.parametrize(
    ("old", "new", "verbs", "code"),
    [
        ("Demands that", "Calls upon", ("Calls upon", "stresses"), Code.VERB),
        ("stresses that", "recognizes that", ("Demands", "recognizes"), Code.VERB),
        ("Demands that", "Expresses concern that", ("Expresses concern", "stresses"), Code.AXIS),
        ("convoys to", "convoys, as appropriate, to", (), Code.HEDGE),
        ("convoys to", "convoys, where feasible, to", (), Code.HEDGE),
        ("convoys to", "convoys, upon the request of the Government, to", (), Code.HEDGE),
        (", in accordance with international humanitarian law,", ",", (), Code.HUMANITARIAN_LAW),
        ("all parties", "the parties", (), Code.SCOPE),
        ("full, safe and unhindered access", "safe access", (), Code.SCOPE),
        ("must be spared", "should be spared", (), Code.MODALITY),
        ("immediately allow", "allow", (), Code.TIME),
    ],
)
def test_one_weakening_is_found_and_its_reverse_is_a_strengthening(old, new, verbs, code):
    draft = paragraph(DEMAND.replace(old, new), *(verbs or ("Demands", "stresses")))
    found = regressions(draft, ADOPTED)
    assert {(each.code, each.direction) for each in found} == weaker(code)
    assert all(each.draft.text == draft.text and each.adopted.text == DEMAND and each.says for each in found)
    back = regressions(ADOPTED, draft)
    assert {(each.code, each.direction) for each in back} == {(code, Direction.STRONGER)}


@pytest.mark.parametrize(
    "text",
    [
        DEMAND,
        DEMAND.replace("Demands", "Also demands"),
        DEMAND.replace("in Freedonia", "in Sylvania"),
        DEMAND.replace("convoys to", "convoys, taking all feasible precautions, to"),
        DEMAND.replace("spared;", "spared to the fullest extent practicable;"),
    ],
)
def test_benign_edits_and_terms_of_art_are_no_findings(text):
    assert not codes(text, "Also demands" if "Also" in text else "Demands", "stresses")


def test_a_hedge_in_a_new_clause_is_an_addition():
    text = DEMAND.replace(
        "spared;", "spared, and that roads, bridges and wells are to be rebuilt with outside help, as appropriate;"
    )
    assert not codes(text)


def test_a_request_that_becomes_a_decision_gains_legal_force():
    adopted = paragraph("Decides that all States shall refuse passage to the fleet of Osterlich;", "Decides")
    assert codes("Calls upon all States to refuse passage to the fleet of Osterlich;", "Calls upon", adopted=adopted) >= weaker(
        Code.LEGAL_FORCE
    )


def test_a_demand_that_moved_to_the_preamble_is_lost_unless_it_is_recalled():
    adopted = paragraph("Demands that the siege of Merrin be lifted and that all roads to the town be opened;", "Demands")
    recital = "Stressing that the siege of Merrin must be lifted and that all roads to the town be opened,"
    assert (Code.POSITION, Direction.WEAKER) in codes(recital, "Stressing", adopted=adopted, section="preambular")
    recalled = "Recalling its demand in resolution 9901 (2099) that the siege of Merrin be lifted and that all roads to the town be opened,"
    assert Code.POSITION not in {code for code, _ in codes(recalled, "Recalling", adopted=adopted, section="preambular")}
    cited = "Noting that by resolution 9901 (2099) the siege of Merrin be lifted and that all roads to the town be opened,"
    found = codes(cited, "Noting", adopted=adopted, section="preambular", symbol="S/RES/9901 (2099)")
    assert Code.POSITION not in {code for code, _ in found}


def test_rarer_reports_and_fewer_addressees():
    adopted = paragraph(
        "Requests the Government and the armed groups to register the boats and to report to the Council every 30 days;", "Requests"
    )
    found = codes(
        "Requests the Government to register the boats and to report to the Council every 90 days;", "Requests", adopted=adopted
    )
    assert found == weaker(Code.FOLLOW_UP) | {(Code.ADDRESSEE, Direction.DIFFERENT)}


def test_what_was_granted_or_only_moved_is_no_weakening():
    asked = paragraph("Requests the Harbour Master to publish the tables of the tides at Merrin;", "Requests")
    granted = regressions(paragraph("Welcomes the Harbour Master’s tables of the tides at Merrin;", "Welcomes"), asked)
    assert not [each for each in granted if each.direction is Direction.WEAKER]
    moved = "Notes the fog at sea, and demands that all parties to the truce light the lamps at Merrin every night;"
    adopted = paragraph("Demands that all parties to the truce light the lamps at Merrin every night;", "Demands")
    assert not [each for each in regressions(paragraph(moved, "Notes", "demands"), adopted) if each.direction is Direction.WEAKER]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“Boats for all of Merrin”", "“Boats for Merrin”"),
        ("all the 10 pilots", "nine of the 10 pilots"),
        ("within its mandate, to", "within its current mandate, to"),
    ],
)
def test_titles_counts_and_old_hedges_are_left_alone(old, new):
    text = "Urges the port, within its mandate, to print “Boats for all of Merrin” and to name all the 10 pilots who kept the lamps lit;"
    assert not regressions(paragraph(text.replace(old, new), "Urges"), paragraph(text, "Urges"))


def test_paragraphs_that_are_no_versions_of_one_have_no_findings():
    other = paragraph("Decides to remain seized of the question of the lighthouse.", "Decides")
    assert not regressions(other, ADOPTED) and not regressions(ADOPTED, other)


WORDS = st.lists(
    st.sampled_from([*DEMAND.split(), "may", "unless", "where", "feasible", "Calls upon", ";", "2.", "“"]), max_size=30
)


@given(WORDS, WORDS, st.sampled_from(["operative", "preambular", "statement", "provision"]))
def test_any_words_give_findings_whose_quotes_lie_in_their_texts(one, two, section):
    draft, adopted = paragraph(" ".join(one), *one[:1], section=section), paragraph(" ".join(two), *two[:1])
    for each in regressions(draft, adopted):
        assert 0 <= each.draft.start <= each.draft.end <= len(draft.text)
        assert 0 <= each.adopted.start <= each.adopted.end <= len(adopted.text)


@pytest.mark.parametrize("code", [Code.VERB, Code.HEDGE, Code.HUMANITARIAN_LAW, Code.SCOPE, Code.MODALITY])
def test_edits_of_known_kind_are_put_in_and_found(code):
    draw = random.Random(4)
    for _ in range(12):
        edited = inject(ADOPTED, code, draw)
        assert edited is not None and edited.text != DEMAND
        found = regressions(paragraph(edited.text, edited.text.split(" that ")[0].split()[0]), ADOPTED)
        assert code in {each.code for each in found if each.direction is Direction.WEAKER}, edited
    assert inject(paragraph("Nothing here;"), code, draw) is None
    assert plain_codes(paragraph(DEMAND, "Demands"), paragraph(DEMAND, "Demands")) == frozenset()
