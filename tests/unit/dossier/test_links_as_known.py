"""Ids of items that are not known yet disappear from the items that are (fictional dossier)."""

from __future__ import annotations

import datetime as dt

from demarche.model.dossier import (
    Ask,
    Commitment,
    CommitmentJudgement,
    CommitmentState,
    Constraint,
    Dossier,
    DossierReference,
    Engagement,
    Lesson,
    Objection,
    Observation,
    Outcome,
    PeopleAffected,
    TextLink,
    problems,
)

EARLY, LATE = dt.date(2031, 1, 1), dt.date(2031, 6, 1)

FICTIONAL = Dossier(
    id="fictional",
    title="A fictional valley",
    references=(
        DossierReference(id="first", title="First report", publisher="Fictional Office", date=EARLY),
        DossierReference(id="second", title="Second report", publisher="Fictional Office", date=LATE),
    ),
    people_affected=(PeopleAffected(id="count", what="people in the valley", value=10, date=LATE, refs=("second",)),),
    constraints=(
        Constraint(id="bridge", what="The bridge is closed", since=EARLY, people=("count",), refs=("first", "second")),
        Constraint(id="road", what="The road is mined", since=LATE, refs=("second",)),
    ),
    texts=(TextLink(id="text", symbol="F/1", date=EARLY, constraints=("bridge", "road"), refs=("first",)),),
    commitments=(
        Commitment(
            id="opening",
            by="one",
            what="opens the bridge",
            made_on=EARLY,
            other_half="payment",
            refs=("first",),
            judgements=(CommitmentJudgement(state=CommitmentState.KEPT, on=EARLY, who="a reader", refs=("first", "second")),),
        ),
        Commitment(id="payment", by="other", what="pays", made_on=LATE, refs=("second",)),
    ),
)


def test_no_id_of_a_later_item_is_left():
    known = FICTIONAL.as_known_on(EARLY)
    assert known.constraints[0].people == ()
    assert known.constraints[0].refs == ("first",)
    assert known.texts[0].constraints == ("bridge",)
    assert known.commitments[0].other_half == ""
    assert known.commitments[0].judgements[0].refs == ("first",)
    assert problems(known) == []


def test_nothing_is_lost_once_all_is_known():
    assert problems(FICTIONAL) == []
    assert FICTIONAL.as_known_on(LATE) == FICTIONAL


def test_an_id_that_never_existed_is_still_reported():
    broken = Dossier(id="x", title="x", constraints=(Constraint(id="c", what="c", since=EARLY, refs=("nowhere",)),))
    assert problems(broken.as_known_on(EARLY)) == ["constraints “c”: no reference “nowhere”"]


FOLLOWED = Dossier(
    id="fictional",
    title="A fictional valley",
    references=FICTIONAL.references,
    constraints=FICTIONAL.constraints[1:],
    asks=(Ask(id="ask", what="Open it", made_on=EARLY, objections=(Objection(says="No", refs=("first", "second")),)),),
    engagements=(Engagement(id="call", date=LATE, ask="ask"),),
    commitments=(
        Commitment(
            id="opening",
            by="one",
            what="opens the bridge",
            made_on=EARLY,
            engagement="call",
            constraints=("road",),
            evidence=(
                Observation(date=EARLY, indicator="lorries", value=3, refs=("second",)),
                Observation(date=LATE, indicator="lorries", value=9),
            ),
        ),
    ),
    outcomes=(Outcome(id="open", date=LATE, what="It opened", constraint="road", commitment="opening"),),
    lessons=(Lesson(id="lesson", what="Count lorries", date=EARLY, outcome="open"),),
    people_affected=FICTIONAL.people_affected,
)


def test_evidence_objections_and_links_of_what_followed_are_as_known():
    assert problems(FOLLOWED) == []
    known = FOLLOWED.as_known_on(EARLY)
    (opening,) = known.commitments
    assert (opening.engagement, opening.constraints) == ("", ())
    assert [o.value for o in opening.evidence] == [3]
    assert opening.evidence[0].refs == ()
    assert known.asks[0].objections[0].refs == ("first",)
    assert known.lessons[0].outcome == ""
    assert problems(known) == []


def test_links_and_references_of_parts_must_exist():
    broken = Dossier(
        id="x",
        title="x",
        asks=(Ask(id="a", what="a", objections=(Objection(says="No", refs=("nowhere",)),)),),
        commitments=(
            Commitment(id="c", by="b", what="w", made_on=EARLY, engagement="none", constraints=("none",), other_half="none"),
        ),
        lessons=(Lesson(id="l", what="l", outcome="none"),),
    )
    assert problems(broken) == [
        "asks “a”: no reference “nowhere”",
        "commitments “c”: no constraint “none”",
        "commitments “c”: no commitment “none”",
        "commitments “c”: no engagement “none”",
        "lessons “l”: no outcome “none”",
    ]
