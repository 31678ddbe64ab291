"""The Council's votes joined from the starter pack, and the scores that the expectations and the sponsor sheet carry with them."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

import demarche
from demarche.desk import check, draft_coalition, open_workspace, roll_calls
from demarche.desk.council_votes import council_calls
from demarche.subjects.votes import SPONSORS_EARNED, VOTES_EARNED, Choice, DraftOutcome

CURATED = Path(demarche.__file__).parent / "pack" / "votes" / "failed_draft_sponsors.csv"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return open_workspace(tmp_path_factory.mktemp("fresh"))


@pytest.fixture(scope="module")
def calls(workspace):
    return roll_calls(workspace).roll_calls


def test_the_history_holds_every_adoption_and_what_failed(calls):
    adopted = {c.resolution for c in calls if c.adopted}
    assert {f"S/RES/{n}" for n in range(1, 2768)} <= {s.partition(" ")[0] for s in adopted}
    since = [c for c in calls if c.date.year >= 1994 and not c.amendment and not c.adopted]
    assert sum(c.outcome is DraftOutcome.VETOED for c in since) == 63
    assert all(c.vetoed_by for c in since if c.outcome is DraftOutcome.VETOED)


def test_outcomes_follow_from_the_ballots(calls):
    for call in calls:
        if call.tally and call.date.year >= 1966:
            enough = call.count(Choice.YES) >= 9
            assert (call.outcome is DraftOutcome.VETOED) <= bool(call.vetoed_by), call.id
            if call.outcome is DraftOutcome.FAILED and len(call.ballots) == 15:
                assert not enough, call.id
            if call.outcome is DraftOutcome.ADOPTED and len(call.ballots) == 15:
                assert enough, call.id


def test_days_that_were_wrong_are_put_right_and_listed(workspace):
    differences = roll_calls(workspace).differences
    days = {d.roll_call: d for d in differences if d.what == "day"}
    assert len(days) >= 350
    assert (days["S/2016/847"].kept, days["S/2016/847"].other) == ("2016-10-08", "2016-08-10")


def test_no_draft_that_failed_since_2016_lacks_its_sponsors(calls):
    """Where sponsors are missing mainly for drafts that failed, their absence would foretell the outcome."""
    recent = [c for c in calls if c.date.year >= 2016 and not c.amendment and c.voted]
    assert [c.id for c in recent if not c.adopted and c.sponsors is None] == []
    assert sum(c.sponsors is None and not c.in_consultations for c in recent) <= 12


def test_what_was_looked_up_fills_the_gaps_of_the_compilation(calls):
    by_draft = {c.draft: c for c in calls if not c.adopted and not c.amendment}
    assert [by_draft[d].tally for d in ("S/2020/683", "S/2020/797", "S/2020/1054")] == ["4-7-4", "2-2-11", "5-0-10"]
    assert by_draft["S/2020/797"].ballots["RUS"] is Choice.NO


def test_curated_rows_have_a_source_each_and_fit_a_vote(calls):
    with CURATED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by_draft = {c.draft: c for c in calls}
    for row in rows:
        assert re.match(r"https?://", row["url"]) and row["publisher"] and row["seen"]
        call = by_draft[row["draft"]]
        assert call.date == dt.date.fromisoformat(row["date"]), row["draft"]
        assert not call.adopted or call.amendment, row["draft"]
        if row["sponsors"]:
            assert set(row["sponsors"].split(";")) == set(call.sponsors), row["draft"]


def test_an_answer_about_the_past_knows_nothing_later(workspace):
    day = dt.date(2022, 7, 8)
    assert all(c.date <= day for c in council_calls(workspace, day))
    then = draft_coalition(workspace, "S/2022/538", day)
    assert draft_coalition(workspace, "S/2022/538", dt.date(2024, 12, 31)) == then
    assert all(n.date < day for n in then.nearest)


def is_told(figure, text):
    """Whether a figure stands in a text, to its third decimal."""
    return any(abs(float(number) - figure) < 0.0006 for number in re.findall(r"0\.\d{3}", text))


def named(workspace, name):
    return {s.name: s for s in check(workspace, name)}


def test_votes_earn_what_is_said_of_them(workspace):
    scores = named(workspace, "votes")
    loss = scores["member votes, log-loss"]
    assert (loss.n, scores["draft vetoed, Brier score"].n) == (6194, 413)
    assert loss.value <= 0.21 and scores["member votes, calibration error"].value <= 0.02
    assert scores["member votes, log-loss, drafts not sponsored by Russia or China"].value <= 0.185
    assert scores["draft not adopted, Brier score"].value <= 0.055
    assert scores["draft vetoed, average precision"].value >= 0.45
    assert scores["any vote other than yes, area under the curve"].value >= 0.78
    for name in (
        "member votes, log-loss",
        "elected members, log-loss",
        "CHN, log-loss",
        "RUS, log-loss",
        "draft vetoed, Brier score",
    ):
        assert scores[name].value < scores[name].baseline, name
    told = [
        loss.value,
        loss.baseline,
        scores["member votes, log-loss, beside always yes"].baseline,
        scores["draft not adopted, Brier score"].value,
    ]
    assert all(is_told(figure, VOTES_EARNED) for figure in told)
    assert f"{scores['draft vetoed, average precision'].value:.2f}" in VOTES_EARNED
    assert scores["votes other than yes found at a chance below one half"].value < 0.5  # "more than half … thought likelier"


def test_sponsors_earn_what_is_said_of_them(workspace):
    scores = named(workspace, "sponsors")
    area, open_to = (
        scores["co-sponsors, area under the curve"],
        scores["co-sponsors whose recent rate is 20–70 %, area under the curve"],
    )
    assert area.n == 56 and area.value >= 0.90 and scores["co-sponsors, precision at 25"].value >= 0.87
    assert open_to.value > open_to.baseline
    told = [area.value, area.baseline, open_to.value, open_to.baseline, scores["co-sponsors, precision at 25"].value]
    assert all(is_told(figure, SPONSORS_EARNED) for figure in told)
    for word in ("likely", "possible", "unlikely"):
        assert f"{scores[f'share of “{word}” that joined'].value:.0%}".replace("%", " %") in SPONSORS_EARNED
