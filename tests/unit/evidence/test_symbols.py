"""Symbols of documents in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import normal_symbol


@pytest.mark.parametrize(
    ("given_as", "normal"),
    [
        ("S/RES/2736(2024)", "S/RES/2736 (2024)"),
        ("S/RES/2736 (2024)", "S/RES/2736 (2024)"),
        ("S/RES/1(1946)", "S/RES/1 (1946)"),
        ("S/PRST/2024/3", "S/PRST/2024/3"),
        ("S/PV9709", "S/PV.9709"),
        ("S/PV.6702(Resumption1)", "S/PV.6702(Resumption1)"),
        ("A/RES/17(I)[RULE-73]", "A/RES/17 (I)[RULE-73]"),
        ("A/RES/ES-10/24", "A/RES/ES-10/24"),
        ("  S/2024/464\n", "S/2024/464"),
    ],
)
def test_spells_the_symbols_that_publishers_write_in_several_ways(given_as: str, normal: str) -> None:
    assert normal_symbol(given_as) == normal


@given(st.text(alphabet="SAR/E0123456789()IVX. ", max_size=30))
def test_the_normal_spelling_stays_as_it_is(text: str) -> None:
    assert normal_symbol(normal_symbol(text)) == normal_symbol(text)
