"""Calendar files that other programs read, and that hold no more than their reader may see."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.adapters.papers import Event, Span, clear_events, to_ics, words, write_ics
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import Failure

DAY = dt.date(2031, 5, 1)
ENDS = Event(dt.date(2031, 6, 15), words("The bridge, the ford; and C:\\road: term ends"), words("Two lines\nof a note"), warn=14)
SPAN = Event(dt.date(2031, 7, 1), words("Talks"), until=dt.date(2031, 7, 3), place=words("Mare"))

printable = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200)


def read(text: str):
    icalendar = pytest.importorskip("icalendar", reason="the library that reads calendars back is not installed")
    return icalendar.Calendar.from_ical(text)


def test_a_calendar_reads_back_as_it_was_written(tmp_path):
    write_ics([ENDS, SPAN], "Fictional promises", DAY, tmp_path / "due.ics")
    first, second = read((tmp_path / "due.ics").read_bytes().decode()).walk("VEVENT")
    assert str(first["SUMMARY"]) == "The bridge, the ford; and C:\\road: term ends"
    assert str(first["DESCRIPTION"]) == "Two lines\nof a note"
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (dt.date(2031, 6, 15), dt.date(2031, 6, 16))
    assert first.walk("VALARM")[0]["TRIGGER"].dt == dt.timedelta(days=-14)
    assert (second["DTSTART"].dt, second["DTEND"].dt, str(second["LOCATION"])) == (dt.date(2031, 7, 1), dt.date(2031, 7, 4), "Mare")


@given(printable, printable)
def test_any_words_come_back_and_no_line_is_too_long(title, note):
    text = to_ics([Event(DAY, words(title), words(note))], "x", DAY)
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    (event,) = read(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == title.strip()
    assert str(event.get("DESCRIPTION", "")) == note.strip()


def test_the_same_entries_give_the_same_bytes_and_a_key_outlives_a_change_of_words():
    assert to_ics([ENDS], "x", DAY) == to_ics([ENDS], "x", DAY)
    uid = lambda e: next(line for line in to_ics([e], "x", DAY).split("\r\n") if line.startswith("UID"))  # noqa: E731
    assert uid(Event(DAY, words("a"), key="k")) == uid(Event(DAY, words("b"), key="k"))
    assert uid(Event(DAY, words("a"))) != uid(Event(DAY, words("b")))


SECRET = Span("the colonel at the old mill", sensitivity=Sensitivity.STRICT, origin="commitments “mill”, to")


def test_the_gate_takes_titles_notes_and_keys():
    events = [
        Event(DAY, words(SECRET), key="commitments/mill"),
        Event(DAY, words("Term ends"), words("Given to ", SECRET), key="commitments/mill"),
    ]
    cleared, removed = clear_events(events, Sensitivity.PUBLIC)
    assert len(cleared) == 1
    assert len(removed) == 2
    text = to_ics(cleared, "x", DAY)
    assert "mill" not in text
    assert "Given to" in text


def test_a_restricted_name_in_an_open_entry_stops_the_calendar():
    with pytest.raises(Failure, match="also stand in an open one"):
        clear_events([Event(DAY, words("Meet the colonel at the Old Mill")), Event(DAY, words(SECRET))], Sensitivity.PUBLIC)
