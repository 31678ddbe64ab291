"""Leverage dimension by dimension, without a sum; the index with its parts."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from demarche.model.evidence import Reference, UseError
from demarche.subjects.ties import Dimension, Leverage, Tie, capacity, fbic, leverage

DAY = dt.date(2024, 6, 20)
PAPER = Reference(title="A fictional register", publisher="Fictional Institute")


def test_leverage_lists_each_dimension_in_both_directions_and_names_the_silent_ones():
    ties = [
        Tie("aa", "bb", Dimension.ARMS, PAPER, value=0.1, unit="share", as_of=dt.date(2023, 12, 31)),
        Tie("bb", "aa", Dimension.ARMS, PAPER, value=0.9, unit="share", as_of=dt.date(2023, 12, 31)),
        Tie("bb", "aa", Dimension.NEIGHBOURHOOD, PAPER, value=1.0, unit="class"),
        Tie("aa", "cc", Dimension.AID, PAPER),
        Tie("aa", "bb", Dimension.HOST, PAPER, until=dt.date(2020, 1, 1)),
    ]
    found = leverage("aa", "bb", ties, DAY)
    assert [line.dimension for line in found.dimensions] == [Dimension.ARMS, Dimension.NEIGHBOURHOOD]
    arms, hood = found.dimensions
    assert [(hold.tie.value, hold.reversed) for hold in arms.holds] == [(0.1, False), (0.9, True)]
    assert [hold.reversed for hold in hood.holds] == [False]
    assert len(found.silent) == len(Dimension) - 2


def test_leverage_carries_no_single_figure():
    numbers = {name for name, kind in Leverage.__annotations__.items() if "float" in str(kind) or "int" in str(kind)}
    assert numbers == set()


def test_leverage_of_an_actor_over_itself_is_refused():
    with pytest.raises(UseError, match="different actors"):
        leverage("aa", "aa", [], DAY)


def test_capacity_is_the_product_of_its_shown_parts():
    levels = dict.fromkeys(fbic.BANDWIDTH_WEIGHTS, 1.0)
    shares = dict.fromkeys(fbic.DEPENDENCE_WEIGHTS, math.e - 1)
    found = capacity(levels, shares)
    assert found.bandwidth == pytest.approx(1.0 / fbic.LARGEST_BANDWIDTH)
    assert found.dependence == pytest.approx(1.0 / fbic.LARGEST_DEPENDENCE)
    assert found.capacity == pytest.approx(found.bandwidth * found.dependence / fbic.LARGEST_PRODUCT)
    assert sum(part.adds for part in found.bandwidth_parts) == pytest.approx(1.0)
    assert found.by_field() == pytest.approx({"political": 0.30, "economic": 0.49, "security": 0.21})


def test_terms_follow_their_definitions():
    assert fbic.representation(1.0, 0.5) == 0.75
    assert fbic.trade_agreements({"RTA": 1, "BTA-EIA": 2}) == 13
    assert fbic.alliance({"defence": 1, "consultation": 1}) == 76
    assert fbic.trade(2e6, 1e6) == pytest.approx(math.log(4))
    assert fbic.arms(1.0, 2.0) == pytest.approx(math.log(4))
    assert fbic.trailing_mean([{"x": 9.0}, {"x": 1.0}, {"x": 2.0}, {"x": 3.0}]) == {"x": 2.0}
    with pytest.raises(KeyError):
        fbic.trade_agreements({"unknown": 1})
