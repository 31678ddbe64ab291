"""Expectations on a made-up Council whose members have known habits."""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pytest

from demarche.model.evidence import UseError
from demarche.subjects.votes import (
    Choice,
    Draft,
    DraftOutcome,
    Positions,
    RollCall,
    coalition,
    expect,
    nearest,
    vote_scorecard,
)
from demarche.subjects.votes.vote_features import MEMBER_FEATURES, member_features
from demarche.subjects.votes.vote_table import usable, vote_table

SEATS = ("CHN", "FRA", "GBR", "RUS", "USA", *(f"E{n}" for n in range(10)))
YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN


def group_of(member, day):
    return "north" if member in {"E0", "E1", "E2", "E3", "E4"} else "south"


def history(n=420, seed=2):
    """Russia vetoes Western drafts on A; the south withholds its yes on drafts of Russia; else nearly all say yes."""
    rng = np.random.default_rng(seed)
    calls = []
    for k in range(n):
        day = dt.date(2003, 1, 1) + dt.timedelta(days=19 * k)
        topic, sponsors = ("A", "B", "C")[k % 3], (("FRA",), ("RUS",), ("E1", "E7"))[(k // 3) % 3]
        ballots = {m: YES if rng.random() < 0.985 else ABSTAIN for m in SEATS}
        if sponsors == ("FRA",) and topic == "A" and rng.random() < 0.85:
            ballots["RUS"] = NO
        if sponsors == ("RUS",):
            ballots |= {m: ABSTAIN for m in SEATS if group_of(m, day) == "south" and m[0] == "E"}
            ballots |= dict.fromkeys(("FRA", "GBR", "USA"), NO)
        for s in sponsors:
            ballots[s] = YES
        nos = [m for m, c in ballots.items() if c is NO and m in {"CHN", "FRA", "GBR", "RUS", "USA"}]
        enough = sum(c is YES for c in ballots.values()) >= 9
        outcome = DraftOutcome.ADOPTED if enough and not nos else DraftOutcome.VETOED if enough else DraftOutcome.FAILED
        calls.append(RollCall(f"S/{day.year}/{k}", day, outcome, ballots, topic=topic, sponsors=sponsors))
    return calls


CALLS = history()
ON = dt.date(2024, 6, 1)


def draft(topic="A", sponsors=("FRA",), **more):
    return Draft(ON, topic, SEATS, sponsors, **more)


@pytest.fixture(scope="module")
def western():
    return expect(CALLS, draft(), group_of, None)


def of(expectation, member):
    return next(m for m in expectation.members if m.member == member)


def test_habits_come_out(western):
    assert of(western, "RUS").yes < 0.4
    assert of(western, "FRA").yes > 0.97 and of(western, "FRA").sponsor
    assert western.fates["vetoed"].chance > 0.6
    russian = expect(CALLS, draft("B", ("RUS",)), group_of, None)
    assert of(russian, "USA").yes < 0.2 and of(russian, "E9").yes < 0.4 < of(russian, "E0").yes
    assert russian.fates["short_of_nine"].chance > 0.5
    calm = expect(CALLS, draft("B"), group_of, None)
    assert calm.fates["not_adopted"].chance < 0.2


def test_every_interval_holds_its_value(western):
    for m in western.members:
        assert 0 <= m.low <= m.yes <= m.high <= 1
    for f in western.fates.values():
        assert 0 <= f.low <= f.chance <= f.high <= 1


def test_reasons_name_votes_that_were_cast_and_say_what_they_push(western):
    russia = of(western, "RUS").reasons
    record = next(r for r in russia if "voted no" in r.words)
    assert record.push < 0 and not record.towards_yes
    by_id = {c.id: c for c in CALLS}
    assert record.symbols and all(by_id[s].ballots["RUS"] is not YES for s in record.symbols)
    for m in western.members:
        for r in m.reasons:
            assert not ("voted yes on all" in r.words and r.push < 0)


def test_nothing_of_the_day_itself_or_later_is_used(western):
    later = [
        dataclasses.replace(CALLS[0], id=f"later {k}", date=ON + dt.timedelta(days=k), ballots=dict.fromkeys(SEATS, NO))
        for k in range(5)
    ]
    assert expect([*CALLS, *later], draft(), group_of, None) == western


def test_features_of_a_vote_do_not_know_how_it_ended():
    calls = usable(CALLS)
    table = vote_table(calls, [], group_of, None)
    last = calls[-1]
    changed = [*calls[:-1], dataclasses.replace(last, ballots=dict.fromkeys(last.ballots, NO), outcome=DraftOutcome.FAILED)]
    rows = table.of_draft == len(calls) - 1
    a, b = member_features(table)[rows], member_features(vote_table(changed, [], group_of, None))[rows]
    np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-12)


def test_unknown_sponsors_are_no_signal_of_their_own():
    names = list(MEMBER_FEATURES)
    calls = usable(CALLS)
    table = vote_table(calls, [draft(sponsors=None)], group_of, None)
    row = member_features(table)[table.of_draft == len(calls)]
    assert (row[:, names.index("member_topic")] == row[:, names.index("member_topic_bloc")]).all()
    assert (row[:, [names.index(n) for n in names if "russian" in n or "_on_" in n]] == 0).all()


def test_amendments_and_adoptions_without_a_vote_are_not_learned_from(western):
    odd = [
        dataclasses.replace(CALLS[5], id="x", amendment=True, ballots=dict.fromkeys(SEATS, NO)),
        dataclasses.replace(CALLS[6], id="y", outcome=DraftOutcome.WITHOUT_VOTE, ballots=dict.fromkeys(SEATS, Choice.NOT_VOTING)),
    ]
    assert expect([*CALLS, *odd], draft(), group_of, None).members == western.members


def test_positions_of_earlier_years_only():
    positions = Positions((2000, 2001, 2002), {"FRA": np.array([1.0, np.nan, 3.0])})
    assert positions.before("FRA", 2002) == 1.0
    assert positions.before("FRA", 2003) == 3.0
    assert np.isnan(positions.before("FRA", 2000)) and np.isnan(positions.before("XXX", 2003))


def test_too_little_to_learn_from_is_said():
    with pytest.raises(UseError, match="too few"):
        expect(CALLS[:40], draft(), group_of, None)
    with pytest.raises(UseError, match="no member"):
        expect(CALLS, dataclasses.replace(draft(), members=()), group_of, None)


def test_a_coalition_counts_to_nine_and_names_whose_move_decides():
    found = coalition(CALLS, draft("B", ("RUS",)), group_of, None)
    likely = {m.member for m in found.expectation.members if m.yes >= 0.5}
    assert found.likely_yes == len(likely) and found.margin == len(likely) - 9 < 0
    assert len(found.pivotal) == -found.margin and not set(found.pivotal) & likely
    assert set(found.doubtful_permanent) >= {"USA", "FRA", "GBR"}
    by_member = {m.member: m for m in found.moves}
    assert all(m.nine_if_yes >= m.nine_if_not for m in by_member.values())
    assert found.permanent_power.swings == 848
    calm = coalition(CALLS, draft("B"), group_of, None)
    assert calm.margin >= 0 and len(calm.pivotal) == calm.margin + 1
    yes = {m.member: m.yes for m in calm.expectation.members}
    assert max(yes[p] for p in calm.pivotal) <= min(yes[m] for m in yes if m not in calm.pivotal)


def test_the_nearest_drafts_are_on_the_topic_and_of_the_same_sponsors_first():
    found = nearest(CALLS, draft(), 4)
    assert all(f.roll_call.topic == "A" and f.roll_call.date < ON for f in found)
    assert found[0].roll_call.sponsors == ("FRA",)
    assert [f.likeness for f in found] == sorted((f.likeness for f in found), reverse=True)


def test_the_scorecard_beats_its_baselines_on_habits_and_names_its_cases():
    scores = {s.name: s for s in vote_scorecard(CALLS, group_of, lambda year: None, 2020, 2023)}
    loss = scores["member votes, log-loss"]
    assert loss.value < loss.baseline and loss.n == 15 * sum(2020 <= c.date.year <= 2023 for c in CALLS)
    veto = scores["draft vetoed, average precision"]
    assert veto.low <= veto.value <= veto.high and veto.value > 2 * veto.baseline
