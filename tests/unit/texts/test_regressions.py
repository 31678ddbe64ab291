"""What a draft loses and gains against adopted wording, on fictional paragraphs; every sentence here is made up."""

from __future__ import annotations

import pytest

from demarche.subjects.texts import DraftParagraph
from demarche.subjects.texts.regression import Code, Direction, regressions

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
