"""Changes that look like a weakening and are none, and list points under the words that open their list; all texts are made up."""

from __future__ import annotations

import pytest

from demarche.subjects.texts import DraftParagraph, is_point, openings
from demarche.subjects.texts.regression import Code, Direction, regressions


def weaker(old, new, old_verbs, new_verbs, section="operative", **options):
    one = DraftParagraph(section, "1", old_verbs[0], old_verbs, old)
    two = DraftParagraph(options.pop("draft_section", section), "1", new_verbs[0], new_verbs, new)
    return {each.code for each in regressions(two, one, **options) if each.direction is Direction.WEAKER}


@pytest.mark.parametrize(
    ("old", "new", "old_verbs", "new_verbs"),
    [
        (
            "Urges the Secretary-General of the League and her envoys to invite the ferrymen of Merrin to the talks on the river;",
            "Requests the Secretary-General of the League and her envoys to publish the water levels of the river each spring;",
            ("Urges",),
            ("Requests",),
        ),
        (
            "Urges the Harbour Mission, UNFREE, to make rapid progress on opening the second gate of the harbour;",
            "Requests the Harbour Mission, UNFREE, to make rapid progress on opening the second gate of the harbour;",
            ("Urges",),
            ("Requests",),
        ),
        (
            "Urges the parties to open the lock at Merrin before the autumn floods;",
            "Reiterates its call on the parties to open the lock at Merrin before the autumn floods;",
            ("Urges",),
            ("Reiterates its call on",),
        ),
        (
            "Welcoming the steady progress in the repair of the river wall, and thanking the masons of Merrin,",
            "Noting the lack of progress in the repair of the river wall, and thanking the masons of Merrin,",
            ("Welcoming", "thanking"),
            ("Noting", "thanking"),
        ),
        (
            "Reaffirming its resolution 12/7 on the upkeep of river walls and ferries,",
            "Recalling its resolution 14/9 on the upkeep of river walls and ferries,",
            ("Reaffirming",),
            ("Recalling",),
        ),
        (
            "Recalling all its previous resolutions on the ferries of Merrin,",
            "Recalling its previous resolutions on the ferries of Merrin,",
            ("Recalling",),
            ("Recalling",),
        ),
        (
            "Requests the harbour master to carry out the ferry accord in full and to count the boats that land;",
            "Requests the harbour master to carry out fully the ferry accord and to count the boats that land;",
            ("Requests",),
            ("Requests",),
        ),
        (
            "Requests the harbour master to count the boats that land and to keep the Council fully informed of the tides;",
            "Requests the harbour master to count the boats that land and to keep the Council informed of the tides;",
            ("Requests",),
            ("Requests",),
        ),
        (
            "Urges all ferrymen to conclude the accord on the landing without delay;",
            "Urges the remaining ferrymen to conclude the accord on the landing without delay;",
            ("Urges",),
            ("Urges",),
        ),
        (
            "Stresses that all talks on the ferry must go on with women and men without distinction of any kind;",
            "Stresses that all talks on the ferry must go on with women and men without discrimination of any kind;",
            ("Stresses",),
            ("Stresses",),
        ),
        (
            "Stresses that withholding bread from those behind the wall can constitute a grave wrong;",
            "Stresses that withholding bread from those behind the wall may constitute a grave wrong;",
            ("Stresses",),
            ("Stresses",),
        ),
        (
            "Calls upon the council of Merrin to uphold its word on the ferry and the wall;",
            "Calls upon the council of Merrin to take immediate steps to uphold its word on the ferry and the wall;",
            ("Calls upon",),
            ("Calls upon",),
        ),
        (
            "Stresses the urgent need to mend the wall without delay, so that the ferry can land at Merrin again;",
            "Stresses the urgent need to mend the wall, so that the ferry can land at Merrin again without delay;",
            ("Stresses",),
            ("Stresses",),
        ),
        (
            "Stresses that the guards must honour the principle of proportionality in the use of force at the lock;",
            "Stresses that the guards must refrain from the disproportionate use of force at the lock;",
            ("Stresses",),
            ("Stresses",),
        ),
        (
            "Stresses that the warden should consider inviting the ferrymen of both banks to the talks;",
            "Stresses that the warden may invite the ferrymen of both banks to the talks;",
            ("Stresses",),
            ("Stresses",),
        ),
        (
            "Calls upon all Member States to report to the League within ninety days on the tolls that they take;",
            "Decides that Member States shall report to the League within ninety days on the tolls that they take;",
            ("Calls upon",),
            ("Decides",),
        ),
        (
            "Calls upon the ferrymen to consider drawing up plans for the spring, and to show them to the harbour master;",
            "Calls upon the ferrymen to consider drawing up and then consider mending plans for the spring, and to show them"
            " to the harbour master;",
            ("Calls upon",),
            ("Calls upon",),
        ),
        (
            "Stresses that the ferry is run so that all travellers should have a dry seat at Merrin in the autumn;",
            "Stresses that the ferry is run so that all travellers may have a dry seat at Merrin in the autumn;",
            ("Stresses",),
            ("Stresses",),
        ),
        (
            "Encourages the harbour master to use the means at hand, such databases and charts included, to find the lost boats;",
            "Encourages the harbour master to use the means at hand, such as relevant databases and charts, to find the lost boats;",
            ("Encourages",),
            ("Encourages",),
        ),
        (
            "Stresses the worry of the ferrymen about the rapid spread of the weed and the mud in the river;",
            "Stresses the worry of the ferrymen about the great spread of the weed and the mud in the river;",
            ("Stresses",),
            ("Stresses",),
        ),
        (
            "Urges the ferrymen to carry all travellers who wait at the landing and to hand them a lantern;",
            "Urges the ferrymen to carry travellers regardless of their purse who wait at the landing and to hand them a lantern;",
            ("Urges",),
            ("Urges",),
        ),
        (
            "Urges the ferrymen to deny safe haven to the smugglers of Merrin and to close the old landing;",
            "Urges the ferrymen to deny haven to the smugglers of Merrin and to close the old landing;",
            ("Urges",),
            ("Urges",),
        ),
        (
            "Calls upon both sides to keep the peace and to refrain from any threat against each other at the lock;",
            "Calls upon both sides to keep the peace and to refrain from any threat against the other at the lock;",
            ("Calls upon",),
            ("Calls upon",),
        ),
        (
            "Calls upon all sides to the quarrel to carry out the accord on the ferry of Merrin and its lock;",
            "Notes the finding that the sides to the quarrel did not carry out the accord on the ferry of Merrin and its lock;",
            ("Calls upon",),
            ("Notes",),
        ),
        (
            "Strongly condemns the burning of the ferry at Merrin and of the boats beside it;",
            "Reiterates its strong condemnation of the burning of the ferry at Merrin and of the boats beside it;",
            ("Strongly condemns",),
            ("Reiterates its strong condemnation of",),
        ),
        (
            "Expressing concern at the rising quarrels over the ferry of Merrin, and thanking the masons,",
            "Noting the easing of quarrels over the ferry of Merrin, and thanking the masons,",
            ("Expressing concern", "thanking"),
            ("Noting", "thanking"),
        ),
        (
            "Requests the harbour master to list the boats, where available with their pictures, and to keep the list;",
            "Requests the harbour master to list the boats, where possible with their pictures, and to keep the list;",
            ("Requests",),
            ("Requests",),
        ),
        (
            "Demands that those sides put an end to the quarrel at once and open the lock of Merrin again;",
            "Demands that all relevant sides put an end to the quarrel at once and open the lock of Merrin again;",
            ("Demands",),
            ("Demands",),
        ),
        (
            "Requests the harbour master to send the chart to all ports, as well as the guild of pilots, before the autumn;",
            "Requests the harbour master to send the chart to all ports, as well as relevant guilds of pilots, before the autumn;",
            ("Requests",),
            ("Requests",),
        ),
        (
            "Calls upon the council of Merrin to take effective steps to uphold its word on the ferry, the lamps and the wall;",
            "Calls upon the council of Merrin to take further steps to uphold its word on the ferry, the lamps and the wall;",
            ("Calls upon",),
            ("Calls upon",),
        ),
    ],
)
def test_changes_that_take_nothing_away(old, new, old_verbs, new_verbs):
    section = "preambular" if old.endswith(",") else "operative"
    assert weaker(old, new, old_verbs, new_verbs, section) == set()


@pytest.mark.parametrize(
    ("old", "new", "old_verbs", "new_verbs"),
    [
        (
            "Expressing its concern at the harm that the great flood did to the ferry of Merrin,",
            "Recalling with concern the harm that the great flood did to the ferry of Merrin,",
            ("Expressing its concern",),
            ("Recalling with concern",),
        ),
        (
            "Notes the many boats on the river, and in this regard invites the League of Ports to draw a chart of the landings;",
            "Notes the many boats on the river, and in this regard reiterates the invitation to the League of Ports to draw a chart of"
            " the landings;",
            ("Notes", "in this regard invites"),
            ("Notes", "in this regard reiterates"),
        ),
        (
            "Encourages Member States and the entities of the League to go on mending the wall with the masons of Merrin;",
            "Encourages Member States and the Harbour Office of the League to go on mending the wall with the masons of Merrin;",
            ("Encourages",),
            ("Encourages",),
        ),
    ],
)
def test_changes_that_are_no_finding_at_all(old, new, old_verbs, new_verbs):
    section = "preambular" if old.endswith(",") else "operative"
    one, two = (DraftParagraph(section, "1", verbs[0], verbs, text) for text, verbs in ((old, old_verbs), (new, new_verbs)))
    assert regressions(two, one) == ()


def test_a_recital_that_names_the_resolution_that_asked_leaves_the_demand_where_it_stands():
    old = "Calls upon the ferrymen of Merrin to draw up a plan for the lock and for the wall before the floods;"
    new = "Noting with concern that the ferrymen of Merrin drew up no plan for the lock and for the wall before the floods, as resolution 12/7 asked,"
    asked = {"draft_section": "preambular"}
    assert weaker(old, new, ("Calls upon",), ("Noting with concern",), symbol="A/RES/12/7", **asked) == set()
    assert weaker(old, new, ("Calls upon",), ("Noting with concern",), symbol="A/RES/12/75", **asked) == {Code.POSITION}


def test_the_same_changes_in_plainer_company_are_found():
    urges = "Urges the ferrymen of Merrin to open the lock before the autumn floods;"
    assert weaker(urges, urges.replace("Urges", "Requests"), ("Urges",), ("Requests",)) == {Code.VERB}
    demands = "Demands that the parties open the lock at Merrin before the floods;"
    again = "Reiterates its call on the parties to open the lock at Merrin before the floods;"
    assert weaker(demands, again, ("Demands",), ("Reiterates its call on",)) == {Code.VERB}
    reaffirms = "Reaffirming its resolution 12/7 on the upkeep of river walls and ferries,"
    recalls = reaffirms.replace("Reaffirming", "Recalling")
    assert weaker(reaffirms, recalls, ("Reaffirming",), ("Recalling",), "preambular") == {Code.VERB}
    steps = "Calls upon the council of Merrin to take steps to uphold its word on the ferry and the wall;"
    assert weaker(steps.replace("take steps to ", ""), steps, ("Calls upon",), ("Calls upon",)) == {Code.HEDGE}


def test_a_recital_takes_a_demand_from_its_own_chain_only():
    old = "Condemns the closing of the lock at Merrin and the burning of the ferry;"
    new = "Condemning the closing of the lock at Merrin and the burning of the ferry,"
    asked = {"draft_section": "preambular"}
    assert weaker(old, new, ("Condemns",), ("Condemning",), **asked) == {Code.POSITION}
    assert weaker(old, new, ("Condemns",), ("Condemning",), renews=False, **asked) == set()


LIST = [
    ("operative", "4", ("Decides", "authorizes")),
    ("operative", "4 (a)", ()),
    ("operative", "4 (a) –", ("encourages",)),
    ("heading", "", ()),
    ("operative", "4 (a) –", ()),
    ("operative", "4 (b)", ("requests",)),
    ("operative", "4 (c)", ()),
    ("operative", "5", ("Urges",)),
    ("operative", "5 (a)", ()),
    ("operative", "5 (a) (i)", ()),
    ("preambular", "", ("Noting",)),
    ("preambular", "(a)", ()),
    ("operative", "(a)", ()),
]


def test_what_stands_within_a_point_does_not_open_the_next():
    decides = ("Decides", "authorizes")
    assert openings(LIST) == [
        (), decides, decides, (), decides, decides, decides, (), ("Urges",), ("Urges",), (), ("Noting",), (),
    ]  # fmt: skip


def test_points_are_told_by_their_numbers():
    assert [number for _, number, _ in LIST if not is_point(number)] == ["4", "", "5", ""]
    assert is_point("–")
    assert not is_point("29.1")


def test_other_texts_need_more_words_in_common_than_renewals():
    old = "Urges all ferrymen of the river to keep the lamps lit at night and to carry the sick first, and asks for a count each spring;"
    new = (
        "Urges ferrymen of the river to keep the ropes dry in winter and to carry the mail last, and asks for a count each autumn;"
    )
    assert weaker(old, new, ("Urges",), ("Urges",)) == {Code.SCOPE}
    near = old.replace("all ferrymen", "ferrymen")
    assert weaker(old, near, ("Urges",), ("Urges",), renews=False) == {Code.SCOPE}
    far = new.replace("a count each autumn", "rest on feast days only").replace("in winter", "where the wall is low")
    assert weaker(old, far, ("Urges",), ("Urges",), renews=False) == set()


def test_a_loss_beside_a_changed_verb_is_found_too():
    old = "Demands that all ferrymen of the river keep the lamps lit at night;"
    new = "Calls upon the ferrymen of the river to keep the lamps lit at night;"
    assert weaker(old, new, ("Demands",), ("Calls upon",)) == {Code.VERB, Code.SCOPE}


def test_the_law_is_lost_whoever_is_to_comply_with_it():
    old = "Demands that all parties comply with international humanitarian law and open the road to Merrin;"
    new = "Demands that all parties open the road to Merrin;"
    assert Code.HUMANITARIAN_LAW in weaker(old, new, ("Demands",), ("Demands",))


def test_a_treaty_that_states_are_parties_to_is_not_the_law_of_a_conflict():
    old = "Invites States that are not yet parties to the Geneva Conventions to consider the ferry accord of Merrin;"
    new = "Invites States that are not yet parties to the harbour treaty to consider the ferry accord of Merrin;"
    assert Code.HUMANITARIAN_LAW not in weaker(old, new, ("Invites",), ("Invites",))


def test_the_second_of_two_widening_words_is_a_loss_where_it_tells_who():
    old = "Demands that all ferrymen and all masons of Merrin keep the lamps lit at night;"
    new = old.replace("and all masons", "and masons")
    assert weaker(old, new, ("Demands",), ("Demands",)) == {Code.SCOPE}
