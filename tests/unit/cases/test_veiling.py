"""Names taken out of a case: known ones, those that look like one, symbols, days, figures. All texts are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.subjects.cases import HIDDEN, Veil

ORDINARY = frozenset(
    [
        "the",
        "a",
        "of",
        "to",
        "at",
        "on",
        "in",
        "and",
        "is",
        "was",
        "were",
        "road",
        "opened",
        "open",
        "lorries",
        "crossed",
        "by",
        "near",
        "market",
        "bridge",
        "people",
        "since",
        "for",
        "told",
    ]
)
VEIL = Veil(
    {"Mare": "the place", "Upper Mare": "the place", "Zembla": "a State", "ZAF": "an armed group", "zem-1": "a party"}, ORDINARY
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The road to Mare opened", "The road to the place opened"),
        ("the road to MARE opened", "the road to the place opened"),
        ("lorries crossed at Upper Mare", "lorries crossed at the place"),
        ("Zembla and ZAF told", "a State and an armed group told"),
        ("opened by Idris Abenaim near the bridge", f"opened by {HIDDEN} near the bridge"),
        ("Abenaim told", f"{HIDDEN} told"),
        ("opened on 3 May 2031", "opened on that day"),
        ("opened in May 2031", "opened in that month"),
        ("open since mid-May", "open since that month"),
        ("open since 2031", "open since that year"),
        ("S/RES/9999 (2031) was open", "a document of the United Nations was open"),
        ("told in resolution 9999 (2031)", "told in a resolution"),
        ("1,347 lorries crossed", "about 1,000 lorries crossed"),
        ("5 lorries crossed", "5 lorries crossed"),
        ("told at https://example.org/mare and to a@b.example", f"told at {HIDDEN} and to {HIDDEN}"),
        ("the road to ماري opened", f"the road to {HIDDEN} opened"),
        ("zem-1 was told", "a party was told"),
    ],
)
def test_names_go_and_the_sense_stays(text, left):
    assert VEIL(text) == left


NAMES = st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True).filter(lambda n: n.casefold() not in ORDINARY)


@given(st.lists(st.one_of(st.sampled_from(sorted(ORDINARY)), NAMES), min_size=1, max_size=12), st.sets(NAMES, max_size=3))
def test_no_capitalised_name_is_left_whether_known_or_not(words, known):
    veil = Veil(dict.fromkeys(known, "a party"), ORDINARY)
    left = veil(" ".join(words)).split()
    own = {"a", "party", "that", "month", "day", "about", HIDDEN}
    assert [w for w in left if w.casefold() not in ORDINARY | own] == []
