"""The short ways through a register give what the whole way gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.subjects.forums import ExpiryKind, Granted, Mandate, MandateRegister, TermStart, open_mandates, supersedes

ON = dt.date(2031, 6, 1)
BASE = Mandate(
    "S/RES/9001 (2030)",
    dt.date(2030, 1, 1),
    "1",
    dt.date(2031, 1, 1),
    Granted.MANDATE,
    ExpiryKind.EXPLICIT,
    dt.date(2030, 1, 1),
    TermStart.ADOPTION,
    False,
    "A fictional title",
    "The situation in Avalonia",
    frozenset({"UNAVA"}),
)
DAYS = st.integers(-500, 300).map(lambda n: ON + dt.timedelta(days=n))


@st.composite
def mandates(draw):
    found = []
    for number in range(draw(st.integers(1, 9))):
        adopted = draw(DAYS)
        found.append(
            replace(
                BASE,
                symbol=f"S/RES/{9001 + draw(st.integers(0, number))} (2030)",
                adopted=adopted,
                date=adopted + dt.timedelta(days=draw(st.integers(1, 400))),
                term_start=adopted,
                what=draw(st.sampled_from([Granted.MANDATE, Granted.SANCTIONS, Granted.PANEL])),
                final=draw(st.booleans()),
                subjects=frozenset(draw(st.sets(st.sampled_from(["UNAVA", "UNLYO", "9001"])))),
            )
        )
    return found


def superseded_slowly(all_of_them, one, by):
    return any(later.adopted <= by and supersedes(later, one) for later in all_of_them)


@given(mandates())
@settings(max_examples=200, deadline=None)
def test_open_mandates_are_those_of_the_whole_register(found):
    known = [m for m in found if m.adopted <= ON]
    slow = [m for m in known if m.date >= ON and not superseded_slowly(known, m, ON)]
    assert open_mandates(found, ON) == sorted(slow, key=lambda m: (m.date, m.symbol, m.paragraph))
    assert MandateRegister(found, (), ON).open() == open_mandates(found, ON)


@given(mandates(), DAYS)
@settings(max_examples=200, deadline=None)
def test_superseded_as_by_asking_every_mandate(found, by):
    register = MandateRegister(found, (), ON)
    known = [m for m in found if m.adopted <= ON]
    assert [register.superseded(m, by) for m in known] == [superseded_slowly(known, m, by) for m in known]
