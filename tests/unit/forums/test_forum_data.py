"""The forums and fixtures of the pack: read strictly, sourced throughout, and right where arithmetic can say so."""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from importlib.resources import files

import pytest

from demarche.model.evidence import UseError
from demarche.subjects.forums import Decision, Recurrence, add_working_days, general_debate, read_fixtures, read_forums

FOLDER = files("demarche") / "pack" / "forums"
NAMES = ("council", "assembly", "regional", "field")


def load(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


FORUMS = {forum.id: forum for name in NAMES for forum in read_forums(load(name), name)}
FIXTURES = {f.id: f for name in ("fixtures", "calendars") for f in read_fixtures(load(name))}


def test_every_forum_has_sources_and_a_route_for_those_outside():
    assert len(FORUMS) == sum(len(load(name)["forum"]) for name in NAMES)
    for forum in FORUMS.values():
        assert forum.references, forum.id
        assert forum.route_for_non_members, forum.id
        assert all(rule.references for rule in forum.rules), forum.id


def test_every_reference_is_used():
    for name in NAMES:
        data = load(name)
        used = {
            r
            for forum in data["forum"]
            for r in (*forum["references"], *(x for rule in forum.get("rule", []) for x in rule["references"]))
        }
        assert set(data["references"]) == used, name


@pytest.mark.parametrize(
    ("day", "votes", "members"), [(dt.date(2024, 6, 13), 9, 15), (dt.date(1960, 4, 1), 7, 11), (dt.date(1965, 12, 31), 7, 11)]
)
def test_the_council_counts_as_it_did_that_day(day, votes, members):
    rule = FORUMS["unsc-resolution"].rule_on(day)
    assert (rule.votes, rule.members, rule.veto) == (votes, members, True)
    assert rule.passes(votes)
    assert not rule.passes(votes - 1)
    assert not rule.passes(members - 1, permanent_against=1)
    procedural = FORUMS["unsc-procedural-vote"].rule_on(day)
    assert procedural.passes(votes, permanent_against=2)


def test_rules_of_one_forum_never_overlap():
    for forum in FORUMS.values():
        spans = sorted((r.since or dt.date.min, r.until or dt.date.max) for r in forum.rules)
        assert all(a[1] < b[0] for a, b in itertools.pairwise(spans)), forum.id


def test_a_third_of_the_human_rights_council_is_sixteen():
    rule = FORUMS["hrc-special-session"].rule_on(dt.date(2024, 1, 1))
    assert rule.votes == -(-rule.members // 3) == 16


def test_a_rule_without_votes_does_not_count_them():
    with pytest.raises(UseError):
        FORUMS["unsc-presidential-statement"].rule_on(dt.date(2024, 1, 1)).passes(15)


def test_what_did_not_exist_yet_is_not_there():
    assert not FORUMS["unga-veto-debate"].exists_on(dt.date(2022, 4, 25))
    assert FORUMS["unga-veto-debate"].exists_on(dt.date(2022, 4, 26))
    assert FORUMS["unga-veto-debate"].rule_on(dt.date(2022, 4, 25)) is None


def test_a_forum_without_an_established_rule_says_nothing():
    assert FORUMS["igad-assembly"].rules == ()
    assert FORUMS["au-psc"].rule_on(dt.date(2024, 1, 1)).decision is Decision.CONSENSUS


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2017, "2017-09-19"),
        (2018, "2018-09-25"),
        (2019, "2019-09-24"),
        (2020, "2020-09-22"),
        (2021, "2021-09-21"),
        (2022, "2022-09-20"),
        (2023, "2023-09-19"),
        (2024, "2024-09-24"),
        (2025, "2025-09-23"),
        (2026, "2026-09-22"),
    ],
)
def test_the_general_debate_opens_as_the_library_lists_it(year, day):
    """The UN library's table of opening dates, https://ask.un.org/faq/14598."""
    assert general_debate(year)[0].isoformat() == day
    assert FIXTURES["general-debate"].days(year)[0].isoformat() == day


def test_fixtures_come_round():
    report = FIXTURES["poc-report"]
    assert report.recurrence is Recurrence.YEARLY_BY_DAY
    assert list(report.between(dt.date(2024, 3, 1), dt.date(2025, 6, 1))) == [(dt.date(y, 5, 15),) * 2 for y in (2024, 2025)]
    assert report.days(2015) is None
    assert FIXTURES["poc-open-debate"].days(2024) == (dt.date(2024, 5, 1), dt.date(2024, 5, 31))


def test_ten_working_days_step_over_weekends_and_holidays():
    friday = dt.date(2024, 5, 31)
    assert add_working_days(friday, 10) == dt.date(2024, 6, 14)
    assert add_working_days(friday, 10, frozenset({dt.date(2024, 6, 5)})) == dt.date(2024, 6, 17)
    assert add_working_days(friday, 0) == friday


@pytest.mark.parametrize(
    "broken",
    [
        {"forum": [{"id": "x"}]},
        {"references": {"r": {"title": "t", "publisher": "p"}}},
        {
            "references": {"r": {"title": "t", "publisher": "p", "url": "u"}},
            "forum": [
                {
                    "id": "x",
                    "name": "x",
                    "channel": "regional",
                    "body": "x",
                    "trigger": "t",
                    "route_for_non_members": "r",
                    "references": ["r"],
                    "colour": "red",
                }
            ],
        },
    ],
)
def test_a_broken_file_is_refused(broken):
    with pytest.raises(UseError):
        read_forums(broken)


@pytest.mark.parametrize(
    "broken",
    [
        {"recurrence": "yearly, by a day", "month": 13, "day": 1},
        {"recurrence": "yearly, by a day", "month": 2, "day": 30},
        {"recurrence": "once"},
        {"recurrence": "now and then"},
    ],
)
def test_a_broken_fixture_is_refused(broken):
    row = {"id": "x", "forum": "f", "what": "w", "known_from": dt.date(2024, 1, 1), "references": ["r"]} | broken
    with pytest.raises(UseError):
        read_fixtures({"references": {"r": {"title": "t", "publisher": "p", "url": "u"}}, "fixture": [row]})
