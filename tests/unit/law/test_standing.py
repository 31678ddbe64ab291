"""Treaty status on a day: party, not yet bound, withdrew, not a party, or unknown and why."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import Reference
from demarche.subjects.law import Standing, in_force, read_norms, read_treaties, standing_of

PACK = files("demarche") / "pack" / "law"
TREATIES = read_treaties(tomllib.loads((PACK / "treaties.toml").read_text("utf-8")))
NORMS = {n.id: n for n in read_norms(tomllib.loads((PACK / "norms.toml").read_text("utf-8")))}
SOURCE = Reference("Treaty table of a fictional publisher", "Fictional publisher", url="https://example.org/table")
AS_OF = dt.date(2020, 11, 9)


def row(treaty, actor, date, until=None, as_given=""):
    return {"treaty": treaty, "actor": actor, "date": date, "until": until, "as_given": as_given, "locator": "row 1"}


ROWS = [
    row("gc", "freedonia", dt.date(1955, 1, 10)),
    row("gc", "sylvania", dt.date(1960, 3, 1)),
    row("ap2", "freedonia", dt.date(2010, 1, 31)),
    row("att", "freedonia", dt.date(2014, 4, 2)),
    row("icc", "sylvania", dt.date(2004, 9, 21), until=dt.date(2017, 10, 27)),
    row("gc", "islandia", None, as_given="see the note"),
]


def ask(treaty, state, on):
    return in_force(treaty, state, on, ROWS, as_of=AS_OF, source=SOURCE, treaties=TREATIES)


def test_party_since_a_day_with_its_source() -> None:
    found = ask("ap2", "freedonia", dt.date(2015, 1, 1))
    assert (found.standing, found.since, found.binds_from, found.as_of) == (
        Standing.PARTY,
        dt.date(2010, 1, 31),
        dt.date(2010, 7, 31),
        AS_OF,
    )
    assert SOURCE in found.references


def test_six_months_pass_before_a_protocol_binds() -> None:
    assert ask("ap2", "freedonia", dt.date(2010, 7, 30)).standing is Standing.JOINED
    assert ask("ap2", "freedonia", dt.date(2010, 7, 31)).standing is Standing.PARTY
    assert ask("ap2", "freedonia", dt.date(2010, 1, 30)).standing is Standing.NOT_PARTY


def test_a_treaty_not_yet_in_force_binds_nobody() -> None:
    found = ask("att", "freedonia", dt.date(2014, 12, 23))
    assert (found.standing, found.binds_from) == (Standing.JOINED, dt.date(2014, 12, 24))


def test_withdrawal_counts_from_its_effect_and_is_hidden_before() -> None:
    assert ask("icc", "sylvania", dt.date(2017, 10, 27)).standing is Standing.WITHDREW
    before = ask("icc", "sylvania", dt.date(2017, 10, 26))
    assert (before.standing, before.until) == (Standing.PARTY, None)


@pytest.mark.parametrize(
    ("treaty", "state", "on", "words"),
    [
        ("ap1", "freedonia", dt.date(2015, 1, 1), "does not list this treaty"),
        ("gc", "osterlich", dt.date(2015, 1, 1), "does not list this State"),
        ("att", "sylvania", dt.date(2021, 1, 1), "9 November 2020"),
        ("gc", "islandia", dt.date(2015, 1, 1), "remark"),
    ],
)
def test_what_the_table_cannot_tell_is_unknown_and_says_why(treaty, state, on, words) -> None:
    found = ask(treaty, state, on)
    assert found.standing is Standing.UNKNOWN
    assert words in found.note


def test_a_party_asked_for_after_the_table_ends_says_so() -> None:
    assert "9 November 2020" in ask("ap2", "freedonia", dt.date(2024, 6, 20)).note


def test_custom_and_council_texts_do_not_wait_for_joining() -> None:
    for norm_id in ("cihl-55", "unsc-2417"):
        found = standing_of(NORMS[norm_id], "freedonia", dt.date(2024, 6, 20), ROWS, as_of=AS_OF, source=SOURCE)
        assert found.standing is Standing.NOT_BY_TREATY
    assert standing_of(NORMS["ap2-18"], "freedonia", dt.date(2024, 6, 20), ROWS, as_of=AS_OF, source=SOURCE).treaty == "ap2"


days = st.dates(dt.date(1950, 1, 1), dt.date(2030, 1, 1))


@given(
    rows=st.lists(st.builds(row, st.sampled_from(["gc", "ap1"]), st.sampled_from("abc"), days, st.none() | days), max_size=12),
    on=days,
    state=st.sampled_from("abcd"),
)
def test_nothing_dated_after_the_day_is_used(rows, on, state) -> None:
    seen = [{**r, "until": r["until"] if r["until"] and r["until"] <= on else None} for r in rows if r["date"] <= on]
    found = in_force("gc", state, on, rows, as_of=AS_OF, source=SOURCE, treaties=TREATIES)
    assert found.since is None or found.since <= on
    assert found.until is None or found.until <= on
    if found.standing in {Standing.PARTY, Standing.JOINED, Standing.WITHDREW}:
        assert found == in_force("gc", state, on, seen, as_of=AS_OF, source=SOURCE, treaties=TREATIES)
    elif found.standing is Standing.NOT_PARTY:
        assert not [r for r in seen if r["treaty"] == "gc" and r["actor"] == state]
        assert on <= AS_OF
