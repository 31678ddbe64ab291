"""Word-level redlines and paragraph alignment."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from demarche.subjects.texts.alignment import Change, align, likeness, redline

TOKENS = st.lists(
    st.sampled_from(["all", "the", "parties", "road", ",", ";", " ", "  ", "“", "open", "2.5", "co-operate", "é"]), max_size=40
)
FERRY = "Demands that all parties to the conflict open the road to Merrin and let the ferry land twice a day;"
BOATS = "Calls upon the neighbouring States to lend boats and crews and to pay for their fuel until the winter;"
REPORT = "Requests the Secretary-General to report to the Council every thirty days on the use of the landing;"


@given(TOKENS, TOKENS)
def test_old_and_new_come_back_exactly(old: list[str], new: list[str]) -> None:
    made = redline("".join(old), "".join(new))
    assert (made.old, made.new) == ("".join(old), "".join(new))
    assert made.changed == (made.old != made.new)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_comes_back_exactly(old: str, new: str) -> None:
    made = redline(old, new)
    assert (made.old, made.new) == (old, new)
    assert made == redline(old, new)


def test_a_word_lost_between_two_changes_is_read_as_one_change() -> None:
    made = redline("open the old mountain road", "close down the new coastal tunnel")
    assert [piece.kind for piece in made.pieces] == ["deleted", "inserted"]


def test_kept_changed_moved_new_and_dropped_are_told_apart() -> None:
    changed = FERRY.replace("twice a day", "once a week")
    matches = align([FERRY, BOATS, REPORT, "Recalls the old road;"], [REPORT, changed, BOATS, "Welcomes lamps and lights at sea;"])
    assert {(m.change, m.old, m.new) for m in matches} == {
        (Change.MOVED, (2,), (0,)),
        (Change.CHANGED, (0,), (1,)),
        (Change.KEPT, (1,), (2,)),
        (Change.NEW, (), (3,)),
        (Change.DROPPED, (3,), ()),
    }


def test_a_paragraph_split_in_two_and_one_made_of_two() -> None:
    half = "Demands that all parties to the conflict open the road to Merrin;", "Demands that they let the ferry land twice a day;"
    split = align([FERRY, BOATS], [*half, BOATS])
    assert (Change.SPLIT, (0,), (0, 1)) in {(m.change, m.old, m.new) for m in split}
    merged = align([*half, BOATS], [FERRY, BOATS])
    assert (Change.MERGED, (0, 1), (0,)) in {(m.change, m.old, m.new) for m in merged}


@given(
    st.lists(st.sampled_from([FERRY, BOATS, REPORT, "", "a b c", "a b d"]), max_size=9),
    st.lists(st.sampled_from([FERRY, BOATS, "a b c", "x"]), max_size=9),
)
def test_every_paragraph_is_in_exactly_one_match(old: list[str], new: list[str]) -> None:
    matches = align(old, new)
    assert sorted(place for match in matches for place in match.old) == list(range(len(old)))
    assert sorted(place for match in matches for place in match.new) == list(range(len(new)))


def test_a_text_against_itself_is_kept_whole() -> None:
    assert {match.change for match in align([FERRY, BOATS, REPORT], [FERRY, BOATS, REPORT])} == {Change.KEPT}
    assert likeness(FERRY, FERRY) == 1.0
