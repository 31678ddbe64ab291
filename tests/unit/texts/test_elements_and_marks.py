"""Protection elements and marks on fictional paragraphs; every sentence here is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.subjects.texts import Axis, Element, How, elements, find_elements, mark_paragraph, speaks_of_conflict


def found(text, **options):
    return {element for element, _, _ in find_elements(text, **options)}


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("Demands that all parties to the conflict protect hospitals and ambulances in Freedonia;", Element.MEDICAL_CARE),
        ("Alarmed at the risk of famine in Freedonia,", Element.STARVATION_AND_FOOD),
        ("Demands that armed groups spare objects indispensable to the survival of the population;", Element.INDISPENSABLE_OBJECTS),
        ("Condemns attacks against humanitarian workers in Freedonia;", Element.HUMANITARIAN_PERSONNEL),
        ("Demands rapid, safe and unhindered access of relief convoys to all those in need;", Element.HUMANITARIAN_ACCESS),
        (
            "Decides that the asset freeze shall not apply to payments necessary for humanitarian assistance;",
            Element.SANCTIONS_CARVE_OUT,
        ),
        ("Urges that persons with disabilities be consulted;", Element.DISABILITIES),
        ("Condemns the abduction of ferrymen in the hostilities in Freedonia;", Element.DETENTION),
        ("Demands an immediate end to the violence in Freedonia;", Element.CEASEFIRE_AND_PAUSES),
        ("Urges the sides in Freedonia to avoid further escalation;", Element.CEASEFIRE_AND_PAUSES),
        (
            "Stresses that talks in Freedonia need the inclusion of all stakeholders, including women and youth;",
            Element.WOMEN_PEACE_SECURITY,
        ),
        ("Recognizes the role that women play in the talks of Merrin;", Element.WOMEN_PEACE_SECURITY),
        ("Condemns the misuse of humanitarian assistance by armed groups in Freedonia;", Element.HUMANITARIAN_ACCESS),
        ("Deplores violence against protesters, including women, youth and children, in Freedonia;", Element.CHILDREN),
        ("Urges respect for members of the press in Freedonia;", Element.JOURNALISTS),
        ("Expresses concern at the deaths among the population of Merrin in the fighting;", Element.PROTECTION_OF_CIVILIANS),
        ("Condemns attacks directed against civilians in the hostilities in Freedonia;", Element.CONDUCT_OF_HOSTILITIES),
        ("Calls for cooperation in accounting for the Merrin nationals who did not come home;", Element.MISSING_PERSONS),
        ("Calls upon the parties to clarify the fate of missing persons;", Element.MISSING_PERSONS),
        ("Condemns the recruitment and use of children by armed groups;", Element.CHILDREN),
        ("Condemns sexual violence in conflict;", Element.SEXUAL_VIOLENCE),
        ("Urges the full, equal and meaningful participation of women in the talks;", Element.WOMEN_PEACE_SECURITY),
        ("Recalls that journalists are to be protected;", Element.JOURNALISTS),
        ("Deplores attacks on schools during the fighting;", Element.SCHOOLS),
        ("Concerned at the number of internally displaced persons,", Element.DISPLACEMENT),
        ("Calls for the release of all detainees;", Element.DETENTION),
        ("Recalls the principles of distinction and proportionality in armed conflict;", Element.CONDUCT_OF_HOSTILITIES),
        ("Calls for the clearance of unexploded ordnance;", Element.MINES_AND_EXPLOSIVE_WEAPONS),
        ("Demands respect for international humanitarian and human rights law;", Element.HUMANITARIAN_LAW),
        ("Stresses that those responsible must be held accountable;", Element.ACCOUNTABILITY),
        ("Demands that the parties protect civilians;", Element.PROTECTION_OF_CIVILIANS),
        ("Condemns the destruction of cultural property;", Element.CULTURAL_PROPERTY),
        ("Calls for an immediate cessation of hostilities;", Element.CEASEFIRE_AND_PAUSES),
    ],
)
def test_each_element_is_found(text, element):
    assert element in found(text)


def test_all_elements_have_an_example_above():
    assert len(Element) == 22


@pytest.mark.parametrize(
    ("text", "element"),
    [
        (
            "Thanks the High Commissioner for Refugees (UNHCR) for its part in the talks;",
            Element.DISPLACEMENT,
        ),
        ("Notes obligations under human rights, refugee and humanitarian law;", Element.DISPLACEMENT),
        ("Urges aid for civilians in need after the armed conflict in Freedonia;", Element.PROTECTION_OF_CIVILIANS),
        ("Welcomes the civilian-led government that followed the fighting in Freedonia;", Element.PROTECTION_OF_CIVILIANS),
        (
            "Stresses that perpetrators, organizers and sponsors of the terrorist attack on the ferry be held accountable;",
            Element.ACCOUNTABILITY,
        ),
        ("Asks that no one answer for corruption with impunity for embezzlement;", Element.ACCOUNTABILITY),
        ("Deplores that 40 schoolgirls were taken from Merrin in the armed conflict;", Element.SCHOOLS),
        ("Thanks the Norwegian Refugee Council for its report on the armed conflict;", Element.DISPLACEMENT),
        ("Urges care for injured peacekeepers in the armed conflict;", Element.MEDICAL_CARE),
        ("Stresses that relief is given without adverse distinction in armed conflict;", Element.CONDUCT_OF_HOSTILITIES),
        ("Requests unhindered access of the Panel of Experts to documents and sites;", Element.HUMANITARIAN_ACCESS),
        ("Demands unhindered access for the United Nations and UNABC personnel;", Element.HUMANITARIAN_ACCESS),
        (
            "Notes violations along the ceasefire lines and the work of the Truce Supervision Organization;",
            Element.CEASEFIRE_AND_PAUSES,
        ),
        ("Encourages States to prosecute suspected pirates and those who finance piracy;", Element.ACCOUNTABILITY),
        ("Notes the pirates’ use of hostages;", Element.DETENTION),
        ("Welcomes the tax reform of the gold and copper mines;", Element.MINES_AND_EXPLOSIVE_WEAPONS),
        ("Requests zero tolerance of sexual exploitation and abuse by mission staff;", Element.SEXUAL_VIOLENCE),
        ("Decides on up to 85 civilian police and civilian personnel;", Element.PROTECTION_OF_CIVILIANS),
        ("Welcomes the damage survey of submarine cables after the armed conflict;", Element.INDISPENSABLE_OBJECTS),
        ("Welcomes progress in health care and new hospitals;", Element.MEDICAL_CARE),
    ],
)
def test_false_friends_are_set_aside(text, element):
    assert element not in found(text)


def test_words_used_outside_war_need_the_context():
    text = "Welcomes the opening of hospitals in the capital;"
    assert Element.MEDICAL_CARE not in found(text)
    assert Element.MEDICAL_CARE in found(text, of_conflict=True)
    assert speaks_of_conflict(["The parties to the conflict stopped the shelling.", "Budget.", "Agenda.", "Thanks."])
    assert not speaks_of_conflict(["Budget.", "Agenda.", "Thanks.", "Venue.", "Fighting."])
    assert not speaks_of_conflict([])


@pytest.mark.parametrize(
    ("text", "verbs", "how"),
    [
        (
            "Recalling its resolutions 1 (1999) and 2 (2000) on the protection of civilians in armed conflict,",
            ["Recalling"],
            How.CITED,
        ),
        ("Recalling that civilians must be protected,", ["Recalling"], How.RECALLED),
        ("Condemns all attacks against civilians;", ["Condemns"], How.CONDEMNED),
        ("Demands that all parties protect civilians;", ["Demands"], How.DEMANDED),
        ("Requests UNABC to protect civilians under threat;", ["Requests"], How.TASKED),
        ("Requests the Secretary-General to report to the Council on harm to civilians;", ["Requests"], How.REPORTING),
        ("Stressing the importance of the safety of civilians,", ["Stressing"], How.MENTIONED),
        ("Safety of civilians", [], How.MENTIONED),
    ],
)
def test_how_civilians_are_spoken_of(text, verbs, how):
    mention = next(m for m in elements(text, verbs=verbs) if m.element is Element.PROTECTION_OF_CIVILIANS)
    assert mention.how is how


def test_the_nearest_act_before_governs():
    text = "Recalls the rules of humanitarian law and demands that all parties protect civilians;"
    by_element = {m.element: (m.how, m.verb) for m in elements(text, verbs=["Recalls", "demands"])}
    assert by_element[Element.HUMANITARIAN_LAW] == (How.RECALLED, "recall")
    assert by_element[Element.PROTECTION_OF_CIVILIANS] == (How.DEMANDED, "demand")


def test_points_take_the_act_that_opens_the_list():
    marks = mark_paragraph("operative", "", [], "To protect civilians under threat of physical violence;", opening=["Decides"])
    assert (marks.verb, marks.axis) == ("decide", Axis.DIRECTIVE)
    assert [m.how for m in marks.elements] == [How.TASKED]
    listing = mark_paragraph("operative", "", [], "Individuals who attack civilians;", opening=["Decides"])
    assert [m.how for m in listing.elements] == [How.MENTIONED]


def test_marks_of_a_paragraph():
    text = "Strongly condemns attacks against civilians, and urges all parties to release the detainees;"
    marks = mark_paragraph("operative", "Strongly condemns", ["Strongly condemns", "urges"], text)
    assert (marks.verb, marks.axis, marks.strength, marks.modifiers) == ("condemn", Axis.CONDEMNATION, 4.5, ("strongly",))
    assert [act.verb for act in marks.acts] == ["condemn", "urge"]
    assert {(m.element, m.how) for m in marks.elements} == {
        (Element.PROTECTION_OF_CIVILIANS, How.CONDEMNED),
        (Element.DETENTION, How.DEMANDED),
    }
    assert marks.words == len(text.split())


@pytest.mark.parametrize("section", ["heading", "note", "annex"])
def test_what_is_no_paragraph_of_the_body_does_nothing(section):
    marks = mark_paragraph(section, "Demands", ["Demands"], "Demands that all parties protect civilians;")
    assert (marks.verb, marks.axis, marks.acts, marks.elements) == ("", None, (), ())


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=4))
def test_any_text_is_survived(text, verbs):
    marks = mark_paragraph("operative", verbs[0] if verbs else "", verbs, text)
    assert len({m.element for m in marks.elements}) == len(marks.elements)
    for _, start, end in find_elements(text):
        assert 0 <= start < end <= len(text)
