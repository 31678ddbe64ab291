"""What several sources say of one vote becomes one roll call, and no difference is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.model.evidence import UseError
from demarche.subjects.votes import (
    Account,
    Choice,
    DraftKind,
    DraftOutcome,
    Precedence,
    SponsorBloc,
    Topic,
    Topics,
    draft_kind,
    join_accounts,
    read_topics,
    sponsor_bloc,
)

DAY = dt.date(2030, 5, 6)
TOPICS = Topics(
    (
        Topic("Golan", (), ("observer force",)),
        Topic("Oceania", ("oceania",), ("oceania",)),
        Topic("Oceania islands", ("islands",), ("islands",)),
    ),
    ("threats to peace",),
)
ORDER = Precedence(
    ("library", "archive", "compiled"),
    ("archive", "compiled", "library"),
    ("archive", "curated", "compiled"),
    ("curated", "compiled"),
)
YES, NO, OUT = Choice.YES, Choice.NO, Choice.NOT_VOTING


def joined(*accounts):
    return join_accounts(accounts, TOPICS, ORDER)


def test_accounts_of_one_resolution_are_one_vote_and_the_first_source_wins():
    found = joined(
        Account(
            "compiled",
            "row 9",
            dt.date(2030, 6, 5),
            "S/RES/9901 (2030)",
            "S/2030/1",
            sponsors=("FRA",),
            outcome=DraftOutcome.ADOPTED,
            amendment=False,
        ),
        Account(
            "archive",
            "a.xml",
            DAY,
            "S/RES/9901 (2030)",
            "S/2030/1",
            agenda="Oceania",
            sponsors=("FRA", "MEX"),
            ballots={"FRA": YES, "CHN": YES},
            outcome=DraftOutcome.ADOPTED,
        ),
        Account(
            "library",
            "row 1",
            DAY,
            "S/RES/9901 (2030)",
            title="on Oceania",
            ballots={"FRA": YES, "CHN": NO},
            outcome=DraftOutcome.ADOPTED,
        ),
    )
    (call,) = found.roll_calls
    assert (call.date, call.ballots["CHN"], call.sponsors, call.sponsors_from) == (DAY, NO, ("FRA", "MEX"), "archive")
    assert (call.topic, call.tally, call.bloc) == ("Oceania", "", SponsorBloc.WESTERN)
    told = {(d.what, d.kept, d.other, d.other_from) for d in found.differences}
    assert told == {
        ("day", "2030-05-06", "2030-06-05", "compiled"),
        ("vote of CHN", "no", "yes", "archive"),
        ("sponsors", "FRA, MEX", "FRA", "compiled"),
    }


def test_a_curated_row_names_the_sponsors_of_a_draft_that_failed():
    found = joined(
        Account(
            "compiled",
            "row 3",
            DAY,
            draft="S/2030/2",
            ballots={"RUS": NO, "FRA": YES},
            outcome=DraftOutcome.VETOED,
            amendment=False,
        ),
        Account(
            "curated",
            "x.csv",
            DAY,
            draft="S/2030/2",
            title="Oceania: relief",
            sponsors=("KEN",),
            kind=DraftKind.OTHER,
            amendment=False,
        ),
    )
    (call,) = found.roll_calls
    assert (call.id, call.sponsors, call.sponsors_from, call.vetoed_by) == ("S/2030/2", ("KEN",), "curated", ("RUS",))
    assert not call.adopted


def test_a_day_put_right_is_listed():
    found = joined(
        Account(
            "compiled",
            "row 3",
            DAY,
            draft="S/2030/2",
            ballots={"RUS": NO},
            outcome=DraftOutcome.FAILED,
            date_as_given=dt.date(2030, 6, 5),
        )
    )
    assert [(d.what, d.kept, d.other) for d in found.differences] == [("day", "2030-05-06", "2030-06-05")]


def test_a_vote_on_an_amendment_stands_beside_the_draft_that_it_was_to_change():
    found = joined(
        Account("library", "row 1", DAY, "S/RES/9901 (2030)", "S/2030/1", ballots={"FRA": YES}, outcome=DraftOutcome.ADOPTED),
        Account("compiled", "row 2", DAY, draft="S/2030/1", ballots={"FRA": NO}, outcome=DraftOutcome.FAILED, amendment=True),
    )
    assert {(c.id, c.amendment) for c in found.roll_calls} == {("S/RES/9901 (2030)", False), ("S/2030/1 (amendment)", True)}


def test_where_one_source_says_there_was_no_vote_nobody_voted_and_one_difference_is_told():
    everyone = ["FRA", "CHN", "KEN"]
    found = joined(
        Account("library", "row 1", DAY, "S/RES/9902 (2030)", ballots=dict.fromkeys(everyone, YES), outcome=DraftOutcome.ADOPTED),
        Account(
            "archive", "b.xml", DAY, "S/RES/9902 (2030)", ballots=dict.fromkeys(everyone, OUT), outcome=DraftOutcome.WITHOUT_VOTE
        ),
    )
    (call,) = found.roll_calls
    assert not call.voted and call.adopted
    assert [d.what for d in found.differences] == ["vote of every member"]


def test_a_vote_without_a_day_or_an_outcome_is_left_out():
    assert joined(Account("curated", "x.csv", DAY, draft="S/2030/8", sponsors=("KEN",))).roll_calls == ()


@pytest.mark.parametrize(
    ("sponsors", "consulted", "bloc"),
    [
        (("FRA", "RUS"), False, SponsorBloc.ACROSS),
        (("CHN", "BOL"), False, SponsorBloc.RUSSIA_CHINA),
        (("CHN", "USA"), False, SponsorBloc.WESTERN),
        (("KEN",), False, SponsorBloc.ELECTED),
        (None, True, SponsorBloc.CONSULTATIONS),
        (None, False, None),
    ],
)
def test_sponsors_are_told_by_the_permanent_members_among_them(sponsors, consulted, bloc):
    assert sponsor_bloc(sponsors, in_consultations=consulted) is bloc


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("on extension of the mandate of the Mission in Oceania (UNMO)", DraftKind.MANDATE),
        ("on renewal of the mandate of the Panel of Experts concerning Oceania", DraftKind.SANCTIONS),
        ("on the humanitarian situation in Oceania", DraftKind.OTHER),
        ("", DraftKind.OTHER),
    ],
)
def test_what_a_draft_does_is_read_off_its_title(title, kind):
    assert draft_kind(title) is kind


def test_a_general_item_leaves_the_topic_to_the_title_and_a_precise_title_beats_both():
    assert TOPICS.name("Threats to peace", "on Oceania") == "Oceania"
    assert TOPICS.name("The situation in Oceania", "on the observer force") == "Golan"
    assert TOPICS.name("Threats to peace", "") == "threats to peace"
    assert TOPICS.name("", "") == "unknown"


def test_a_topic_is_found_by_name_or_word_and_the_nearest_are_named_otherwise():
    assert TOPICS.find("oceania") == "Oceania"
    assert TOPICS.find("the crisis in Oceania") == "Oceania"
    with pytest.raises(UseError) as error:
        TOPICS.find("Oceana")
    assert "Oceania" in error.value.next_step
    with pytest.raises(UseError, match="several"):
        Topics((Topic("North sea"), Topic("South sea"))).find("sea")


def test_topics_are_read_strictly():
    data = {"general": ["Threats"], "topic": [{"name": "Oceania", "agenda": ["oceania"]}]}
    assert read_topics(data, "t.toml").name("Threats", "x oceania") != ""
    with pytest.raises(UseError):
        read_topics({"topic": [{"name": "Oceania", "words": ["x"]}]}, "t.toml")


def test_a_tally_is_told_only_where_the_whole_vote_is_known():
    everyone = {f"M{n}": Choice.YES for n in range(9)} | {"RUS": NO, "CHN": Choice.ABSTAIN}
    (call,) = joined(Account("compiled", "row 1", DAY, draft="S/2030/3", ballots=everyone, outcome=DraftOutcome.VETOED)).roll_calls
    assert call.tally == "9-1-1"
