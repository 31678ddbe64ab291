"""Co-sponsors, a State's record, alignment and intervals, on small made-up cases."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from demarche.model.evidence import UseError
from demarche.subjects.votes import (
    Choice,
    DraftOutcome,
    Likelihood,
    Organ,
    RollCall,
    SponsoredText,
    SponsorHistory,
    assembly_agreement,
    balance,
    callers,
    council_agreement,
    council_lines,
    held_out_scores,
    ideal_point_intervals,
    ideal_points,
    interval_scores,
    movers,
    nearest_states,
    position,
    roll_call_matrix,
    sponsor_scorecard,
    sponsor_targets,
)

STATES = [f"S{n:02}" for n in range(60)]
ALWAYS, CHILDREN, ARMS, NEVER = STATES[:20], STATES[20:30], STATES[30:40], STATES[40:]


def texts(n=40, seed=4):
    """Some sign everything, some what concerns children, some what concerns arms, the rest hardly ever."""
    rng = np.random.default_rng(seed)
    made = []
    for k in range(n):
        children = k % 2 == 0
        joined = {s for s in ALWAYS if rng.random() < 0.95} | {s for s in (CHILDREN if children else ARMS) if rng.random() < 0.85}
        joined |= {s for s in NEVER if rng.random() < 0.06}
        seats = frozenset(STATES[(k % 6) * 2 : (k % 6) * 2 + 2])
        made.append(
            SponsoredText(
                f"S/RES/{9900 + k} (2030)",
                dt.date(2015, 1, 1) + dt.timedelta(days=85 * k),
                frozenset(joined - seats) | {"LEAD"},
                seats | {"LEAD"},
                "Children" if children else "Sanctions",
                frozenset({"CHILDREN", "WAR"} if children else {"ARMS", "TRADE"}),
            )
        )
    return made


TEXTS = texts()
ON = dt.date(2024, 8, 1)
GROUPS = {s: ("north" if n % 2 else "south") for n, s in enumerate(STATES)} | {"LEAD": "north", "FAR": "far"}


@pytest.fixture(scope="module")
def sheet():
    return sponsor_targets(
        SponsorHistory(TEXTS, STATES),
        on=ON,
        agenda="Children",
        subjects=frozenset({"CHILDREN", "WAR"}),
        council={"LEAD", "S03"},
        leads={"LEAD"},
        states=set(STATES),
    )


def test_those_who_sign_on_the_subject_come_after_those_who_sign_everything_and_before_the_rest(sheet):
    def mean(found, group):
        return np.mean([t.chance for t in found if t.state in group])

    assert mean(sheet, ALWAYS) > mean(sheet, CHILDREN) > 0.45
    assert mean(sheet, ARMS) < 0.25
    other = sponsor_targets(
        SponsorHistory(TEXTS, STATES),
        on=ON,
        agenda="Sanctions",
        subjects=frozenset({"ARMS", "TRADE"}),
        council={"LEAD"},
        leads={"LEAD"},
    )
    assert mean(other, ARMS) > 0.45
    assert mean(other, CHILDREN) < 0.25
    assert mean(sheet, NEVER) < 0.15


def test_council_members_and_leads_are_no_targets_and_counts_can_be_checked(sheet):
    assert {"LEAD", "S03"}.isdisjoint(t.state for t in sheet)
    by_symbol = {t.symbol: t for t in TEXTS}
    for target in sheet:
        assert target.low <= target.chance <= target.high
        assert len(target.same_subject) <= target.of_same_subject
        assert all(target.state in by_symbol[s].sponsors and by_symbol[s].agenda == "Children" for s in target.same_subject)
        assert target.likelihood is (
            Likelihood.LIKELY if target.chance >= 0.65 else Likelihood.POSSIBLE if target.chance >= 0.25 else Likelihood.UNLIKELY
        )


def test_later_texts_are_not_seen(sheet):
    later = [
        SponsoredText(f"L{k}", ON + dt.timedelta(days=k), frozenset(NEVER) | {"LEAD"}, frozenset({"LEAD"}), "Children")
        for k in range(9)
    ]
    again = sponsor_targets(
        SponsorHistory([*TEXTS, *later], STATES),
        on=ON,
        agenda="Children",
        subjects=frozenset({"CHILDREN", "WAR"}),
        council={"LEAD", "S03"},
        leads={"LEAD"},
        states=set(STATES),
    )
    assert again == sheet


def test_too_few_texts_are_said():
    with pytest.raises(UseError, match="too few"):
        sponsor_targets(SponsorHistory(TEXTS[:5], STATES), on=ON, agenda="", subjects=frozenset(), council=())


def test_callers_are_of_the_same_group_first_then_old_company():
    found = callers("S01", TEXTS, ["LEAD", "S00", "S02", "S05"], GROUPS, n=3)
    assert next(who for who, _ in found) in {"LEAD", "S05"}
    assert all(n > 0 for _, n in found)


def test_balance_shows_the_group_that_is_missing(sheet):
    rows = {b.group: b for b in balance(sheet, ["LEAD"], GROUPS)}
    assert rows["far"].gap and not rows["north"].gap
    assert rows["north"].leads == 1 and rows["south"].states == 30


def test_the_sponsor_scorecard_gains_where_the_recent_rate_leaves_it_open():
    scores = {s.name: s for s in sponsor_scorecard(TEXTS, lambda day: STATES, 2019, 2024)}
    middle = scores["co-sponsors whose recent rate is 20–70 %, area under the curve"]
    assert middle.value > middle.baseline + 0.02
    assert scores["share of “likely” that joined"].value > scores["share of “unlikely” that joined"].value


def calls():
    yes, no, abstain = Choice.YES, Choice.NO, Choice.ABSTAIN
    return [
        RollCall(
            "S/RES/9901 (2030)",
            dt.date(2030, 1, 5),
            DraftOutcome.ADOPTED,
            {"RUS": abstain, "CHN": abstain, "KEN": yes, "GHA": yes},
            topic="A",
            sponsors=("KEN", "NOR"),
        ),
        RollCall(
            "S/2030/7",
            dt.date(2030, 2, 5),
            DraftOutcome.VETOED,
            {"RUS": no, "CHN": abstain, "KEN": yes, "GHA": yes},
            topic="A",
            sponsors=("GHA",),
        ),
        RollCall(
            "S/RES/9902 (2030)",
            dt.date(2030, 3, 5),
            DraftOutcome.ADOPTED,
            {"RUS": yes, "CHN": yes, "KEN": yes, "GHA": abstain},
            topic="B",
        ),
    ]


def test_a_position_tells_votes_vetoes_and_sponsorships_of_states_without_a_seat_too():
    lines = council_lines(calls(), "RUS", since=dt.date(2030, 1, 1), on=dt.date(2030, 12, 31), members=lambda day: {"CHN", "RUS"})
    found = position("RUS", "", "neighbours", lines)
    assert [line.words for line in found.lines] == ["voted yes", "voted no (veto)", "abstained"]
    assert (found.vetoes, found.count(Choice.ABSTAIN, Organ.COUNCIL), found.agreement) == (1, 1, pytest.approx(2 / 3))
    assert [line.id for line in found.apart] == ["S/2030/7"]
    norway = council_lines(calls(), "NOR", since=dt.date(2030, 1, 1), on=dt.date(2030, 12, 31))
    assert [(line.words, line.choice) for line in norway] == [("sponsored", None)]


def test_a_position_keeps_to_its_days_and_topic():
    lines = council_lines(calls(), "KEN", since=dt.date(2030, 1, 6), on=dt.date(2030, 3, 4), about=lambda c: c.topic == "A")
    assert [line.id for line in lines] == ["S/2030/7"]


def assembly(seed=0, states=24, per_year=40, years=6):
    rng = np.random.default_rng(seed)
    truth = np.linspace(-2, 2, states)
    n = per_year * years
    slope, cut = rng.normal(size=n) * 2, rng.normal(size=n)
    drift = np.zeros((states, n))
    drift[3] = np.linspace(0, 3, n)
    chance = 1 / (1 + np.exp(-(cut + slope * (truth[:, None] + drift))))
    choice = (rng.random((states, n)) < chance).astype(np.float32)
    who, what = np.meshgrid(np.arange(states), np.arange(n), indexing="ij")
    names = np.char.add("S", np.char.zfill(who.ravel().astype(str), 2))
    return roll_call_matrix(what.ravel(), names, choice.ravel(), 2000 + what.ravel() // per_year)


def test_agreement_by_year_counts_equal_votes():
    votes = assembly()
    a, b = votes.states.index("S00"), votes.states.index("S01")
    for row in assembly_agreement(votes, "S00", "S01"):
        at = votes.year == row.year
        assert row.same == pytest.approx((votes.choice[a, at] == votes.choice[b, at]).mean())
        assert row.n == at.sum()
    with pytest.raises(KeyError):
        assembly_agreement(votes, "S00", "nobody")


def test_council_agreement_needs_both_seats_and_enough_votes():
    many = [
        RollCall(str(k), dt.date(2030, 1, k + 1), DraftOutcome.ADOPTED, {"RUS": Choice.YES if k else Choice.NO, "CHN": Choice.YES})
        for k in range(6)
    ]
    (row,) = council_agreement(many, "RUS", "CHN")
    assert (row.n, row.same) == (6, pytest.approx(5 / 6))
    assert council_agreement(many[:3], "RUS", "CHN") == ()


def test_neighbours_are_near_and_the_mover_is_found_with_an_interval_that_leaves_nought_out():
    votes = assembly()
    near = [n.state for n in nearest_states(ideal_points(votes, "S23"), votes, "S20", 2000, n=4)]
    assert set(near) <= {"S16", "S17", "S18", "S19", "S21", "S22", "S23"}
    intervals = ideal_point_intervals(votes, "S23", refits=12)
    moved = movers(intervals, 2000, 2005)
    assert moved[0].state == "S03" and moved[0].low > 0
    assert len(moved) < len(votes.states) / 2
    with pytest.raises(KeyError):
        intervals.move("S03", 1999, 2005)


def test_held_out_votes_are_told_better_than_by_the_rest_of_their_roll_call():
    votes = assembly(per_year=120)
    scores = {s.name: s for s in held_out_scores(_anchored(votes))}
    loss = scores["held-out votes of yes or no, log-loss"]
    assert loss.value < loss.baseline


def test_intervals_of_moves_cover_what_two_halves_show():
    votes = _anchored(assembly(per_year=80))
    (score,) = interval_scores(votes, ideal_point_intervals(votes, refits=12))
    assert 0.75 <= score.value <= 1.0


def _anchored(votes):
    """The last State plays the anchor's part."""
    import dataclasses

    return dataclasses.replace(votes, states=(*votes.states[:-1], "USA"))
