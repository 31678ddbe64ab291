"""The line of a dossier with its gaps, and the step before a promise ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from demarche.model.dossier import (
    Ask,
    Commitment,
    CommitmentJudgement,
    CommitmentState,
    Constraint,
    Dossier,
    DossierReference,
    DossierTie,
    Engagement,
    Escalation,
    Lesson,
    NormLink,
    Observation,
    Opening,
    Outcome,
    Place,
    TextLink,
)
from demarche.subjects.follow_up import Chance, Station, Urgency, gaps_of, lines_of, renewal_step, successor_of

DAY = dt.date(2031, 6, 20)


def day(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


PROMISE = Commitment(
    id="ford-open",
    by="ministry",
    what="opens the ford",
    made_on=day(-80),
    until=day(10),
    place="ford",
    verification="counts",
    evidence=(Observation(date=day(-10), indicator="lorries", value=12.0),),
)
WHOLE = Dossier(
    id="fictional",
    title="A ford in fiction",
    references=(DossierReference(id="r", title="A page", publisher="A paper", url="https://example.org"),),
    places=(Place(id="ford", name="The ford"),),
    constraints=(Constraint(id="closed", what="The ford is closed", place="ford", deciders=("ministry",), since=day(-200)),),
    norms=(NormLink(id="n", norm="cihl-55", constraints=("closed",)),),
    texts=(TextLink(id="t", symbol="S/RES/1 (2031)", constraints=("closed",), refs=("r",)),),
    ties=(DossierTie(id="tie", source="neighbour", target="ministry", dimension="trade", refs=("r",)),),
    openings=(Opening(id="o", forum="UNSC", what="Briefing", date=day(5)),),
    asks=(Ask(id="open", what="Open the ford", of="ministry", constraint="closed", made_on=day(-90)),),
    engagements=(Engagement(id="call", date=day(-85), ask="open", message="Open it", reaction="took note"),),
    escalations=(
        Escalation(id="up", date=day(-60), to_level="capital", constraint="closed", came_back="They called", came_back_on=day(-50)),
    ),
    commitments=(PROMISE,),
    outcomes=(
        Outcome(
            id="crossed",
            date=day(-10),
            what="Lorries crossed",
            who_changed="ministry",
            our_contribution="two calls",
            others_contribution="a neighbour's word",
            substantiator="a logistics officer",
            commitment="ford-open",
        ),
    ),
    lessons=(Lesson(id="l", what="Ask before the term ends", outcome="crossed"),),
)


def gaps(dossier: Dossier, on: dt.date = DAY) -> set[tuple[Station, str]]:
    return {(g.station, g.about) for line in lines_of(dossier) for g in gaps_of(line, on)}


def test_a_whole_line_has_no_gap_and_every_station():
    (line,) = lines_of(WHOLE)
    assert gaps_of(line, DAY) == ()
    held = (line.norms, line.texts, line.ties, line.openings, line.asks, line.engagements, line.escalations, line.commitments)
    assert all(held)
    assert line.outcomes
    assert line.lessons
    assert line.linked_by_place == {"ford-open"}


def test_each_thing_taken_away_is_a_gap_at_its_station():
    expected = {
        "norms": (Station.NORM, ""),
        "texts": (Station.NORM, ""),
        "ties": (Station.MOVER, ""),
        "asks": (Station.ASK, ""),
        "engagements": (Station.ENGAGEMENT, ""),
        "commitments": (Station.COMMITMENT, ""),
        "outcomes": (Station.OUTCOME, ""),
    }
    for noun, gap in expected.items():
        assert gap in gaps(replace(WHOLE, **{noun: ()})), noun


def test_a_promise_is_asked_for_what_it_lacks():
    bare = replace(
        WHOLE, commitments=(Commitment(id="c", by="ministry", what="opens it", made_on=day(-20), place="ford"),), outcomes=()
    )
    said = {g.what for line in lines_of(bare) for g in gaps_of(line, DAY) if g.about == "c"}
    assert said == {"it has no term", "how keeping it is verified is not said", "nothing that was observed speaks to it"}
    over = replace(WHOLE, commitments=(replace(PROMISE, until=day(-1)),))
    assert (Station.COMMITMENT, "ford-open") in gaps(over)


def judged(promise: Commitment, state: CommitmentState, n: int) -> Commitment:
    made = CommitmentJudgement(state=state, on=day(n), who="access group", why="counts")
    return replace(promise, judgements=(*promise.judgements, made))


def test_a_broken_promise_that_nobody_escalated_is_a_gap():
    broken = replace(WHOLE, commitments=(judged(PROMISE, CommitmentState.BROKEN, -1),))
    assert (Station.COMMITMENT, "ford-open") not in gaps(broken)
    assert (Station.COMMITMENT, "ford-open") in gaps(replace(broken, escalations=()))


def test_a_line_comes_to_an_end_when_nothing_of_it_is_open():
    (line,) = lines_of(WHOLE)
    assert not line.closed_on(DAY)
    kept = replace(WHOLE, commitments=(judged(PROMISE, CommitmentState.KEPT, -1),), lessons=())
    (line,) = lines_of(kept)
    assert line.closed_on(DAY)
    assert [g.station for g in gaps_of(line, DAY)] == [Station.LESSON]


def test_the_other_half_of_a_package_is_on_the_line():
    half = Commitment(id="list", by="UN", what="sends a list", made_on=day(-80), other_half="ford-open")
    (line,) = lines_of(replace(WHOLE, commitments=(PROMISE, half)))
    assert [c.id for c in line.commitments] == ["ford-open", "list"]


def test_what_hangs_on_no_constraint_stands_apart():
    apart = replace(WHOLE, engagements=(*WHOLE.engagements, Engagement(id="chat", date=DAY, message="hello")))
    *_, rest = lines_of(apart)
    assert rest.constraint is None
    assert [e.id for e in rest.engagements] == ["chat"]
    assert [g.about for g in gaps_of(rest, DAY)] == ["chat"]


def test_an_escalation_without_an_answer_is_a_gap_that_says_since_when_it_was_wanted():
    waiting = Escalation(id="up", date=day(-60), to_level="capital", constraint="closed", wanted_by=day(-3))
    (line,) = lines_of(replace(WHOLE, escalations=(waiting,)))
    assert [g.what for g in gaps_of(line, DAY)] == [f"nothing came back; it was wanted by {day(-3)}"]


def test_a_step_is_proposed_before_the_end():
    step = renewal_step(
        PROMISE, DAY, who="The ministry", chances=[Chance(day(5), "UNSC", "Briefing"), Chance(day(11), "UNSC", "Late")]
    )
    assert step.urgency is Urgency.NOW
    assert step.by == DAY
    assert step.where == Chance(day(5), "UNSC", "Briefing")
    assert "Ask The ministry to renew it; use the opening of 2031-06-25 (Briefing)" in step.what


def test_a_long_term_is_raised_thirty_days_before_and_a_short_one_at_its_half():
    long = replace(PROMISE, until=day(100))
    assert renewal_step(long, DAY, who="it").by == day(70)
    short = replace(PROMISE, made_on=DAY, until=day(10))
    assert renewal_step(short, DAY, who="it").by == day(5)


def test_what_is_over_asks_for_a_judgement_and_a_standing_dispute_for_a_settlement():
    over = replace(PROMISE, until=day(-2))
    step = renewal_step(over, DAY, who="it")
    assert step.urgency is Urgency.OVER
    assert "nobody has judged it" in step.what
    disputed = judged(over, CommitmentState.DISPUTED, -5)
    assert f"stands as disputed since {day(-5)}" in renewal_step(disputed, DAY, who="it").what


def test_the_other_half_is_named_where_it_matters():
    broken = judged(Commitment(id="list", by="UN", what="sends a list", made_on=day(-80)), CommitmentState.BROKEN, -4)
    assert "stands as broken" in renewal_step(PROMISE, DAY, who="it", other_half=broken).what
    ending = Commitment(id="list", by="UN", what="sends a list", made_on=day(-80), until=day(9))
    assert "renew both together" in renewal_step(PROMISE, DAY, who="it", other_half=ending).what


def test_a_renewal_by_the_same_party_at_the_same_place_is_found():
    after = replace(PROMISE, id="again", made_on=day(8), until=day(100))
    elsewhere = replace(after, id="elsewhere", place="")
    others = (PROMISE, elsewhere, replace(after, id="other", by="someone"), after)
    assert successor_of(PROMISE, others) == after
    assert successor_of(after, others) is None
    assert "Followed by “again”" in renewal_step(PROMISE, day(9), who="it", successor=after).what
    disputed = judged(PROMISE, CommitmentState.DISPUTED, 8)
    assert "Settle with it" in renewal_step(disputed, day(9), who="it", successor=after).what
    assert "say what became of this one" in renewal_step(PROMISE, day(12), who="it", successor=after).what
