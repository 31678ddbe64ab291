"""Nothing that crosses a red line, has unstated risks, is out of reach or is closed may be ranked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.dossier import RedLine
from demarche.model.evidence import UseError
from demarche.subjects.options import Channel, EntryPoint, gate

DAY = dt.date(2024, 6, 20)
RISKS = {
    "risk_to_people": "fictional: none found",
    "risk_to_staff": "fictional: travel",
    "risk_to_principle": "fictional: low",
    "do_no_harm": "fictional: asked, answered",
}


def point(name="p", **more):
    return EntryPoint(name, Channel.BILATERAL, f"Fictional act {name}", **{**RISKS, **more})


def test_an_option_that_crosses_a_red_line_goes_to_the_mandator_with_the_line_and_the_tag():
    line = RedLine(id="r", what="fictional line", forbids=("Armed  Escort",))
    crossing = point(tags=frozenset({"armed escort", "convoy"}))
    found = gate([crossing, point("q")], [line], DAY)
    assert [p.id for p in found.comparable] == ["q"]
    (held,) = found.needs_mandator
    assert (held.entry_point.id, held.red_lines, held.tags) == ("p", (line,), ("armed escort",))


def test_a_red_line_counts_only_while_it_holds():
    crossing = point(tags=frozenset({"armed escort"}))
    lifted = RedLine(id="r", what="fictional", forbids=("armed escort",), until=dt.date(2024, 6, 1))
    to_come = RedLine(id="s", what="fictional", forbids=("armed escort",), since=dt.date(2024, 7, 1))
    assert gate([crossing], [lifted, to_come], DAY).comparable == (crossing,)


@pytest.mark.parametrize("missing", list(RISKS))
def test_an_option_without_each_risk_stated_is_not_recommended(missing):
    found = gate([point(**{missing: " "})], [], DAY)
    assert found.comparable == ()
    assert [p.id for p in found.risks_not_stated] == ["p"]


def test_what_the_user_lacks_is_named_and_a_past_deadline_closes():
    found = gate([point(requires=("Council seat", "embassy")), point("q", deadline=dt.date(2024, 6, 19))], [], DAY, has={"EMBASSY"})
    assert [(o.entry_point.id, o.missing) for o in found.out_of_reach] == [("p", ("Council seat",))]
    assert [p.id for p in found.closed] == ["q"]
    assert gate([point(requires=("Council seat",), deadline=DAY)], [], DAY).comparable != ()


def test_an_entry_point_needs_a_name_and_sound_dates():
    with pytest.raises(UseError, match="id and a title"):
        EntryPoint("", Channel.LAW, "x")
    with pytest.raises(UseError, match="before it opens"):
        point(opens=dt.date(2024, 6, 2), deadline=dt.date(2024, 6, 1))


tags = st.frozensets(st.sampled_from(["a", "b", "c", "d"]), max_size=3)


@given(st.lists(tags, max_size=8), st.lists(tags, max_size=3))
def test_every_option_is_in_exactly_one_place_and_none_comparable_crosses(options, lines):
    points = [point(f"p{n}", tags=t) for n, t in enumerate(options)]
    red = [RedLine(id=f"r{n}", what="fictional", forbids=tuple(t)) for n, t in enumerate(lines)]
    found = gate(points, red, DAY)
    places = [*found.comparable, *(c.entry_point for c in found.needs_mandator)]
    assert sorted(p.id for p in places) == sorted(p.id for p in points)
    forbidden = {tag for t in lines for tag in t}
    assert all(not (p.tags & forbidden) for p in found.comparable)
    assert all(c.entry_point.tags & forbidden for c in found.needs_mandator)
