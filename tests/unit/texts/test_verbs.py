"""Verbs of acts: lemma, axis, strength and modifiers; phrases in the manner of resolutions, made up where they are sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.subjects.texts import Axis, read_act


@pytest.mark.parametrize(
    ("phrase", "following", "verb", "axis"),
    [
        ("Demands", "that all parties", "demand", Axis.DIRECTIVE),
        ("Calls", "upon all parties", "call upon", Axis.DIRECTIVE),
        ("calls on", "", "call upon", Axis.DIRECTIVE),
        ("Calls for", "an end", "call for", Axis.DIRECTIVE),
        ("Further decides", "that", "decide", Axis.DIRECTIVE),
        ("authorises", "UNABC", "authorize", Axis.DIRECTIVE),
        ("Reiterates", "its call upon all parties", "call upon", Axis.DIRECTIVE),
        ("Reiterates its demand", "that", "demand", Axis.DIRECTIVE),
        ("Expresses", "its intention to review", "express intention", Axis.DIRECTIVE),
        ("Expressing grave concern", "", "express grave concern", Axis.CONDEMNATION),
        ("Recalling with concern", "the flood", "note with concern", Axis.CONDEMNATION),
        ("Acknowledging", "with grave concern the flood", "express grave concern", Axis.CONDEMNATION),
        ("Reiterates", "its invitation to the ports", "invite", Axis.DIRECTIVE),
        ("Expressing", "deep concern at the reports", "express deep concern", Axis.CONDEMNATION),
        ("Gravely concerned", "by", "express grave concern", Axis.CONDEMNATION),
        ("Noting with concern", "that", "note with concern", Axis.CONDEMNATION),
        ("Condemns", "in the strongest terms", "condemn", Axis.CONDEMNATION),
        ("Deploring", "that", "deplore", Axis.CONDEMNATION),
        ("Reaffirming", "its commitment", "reaffirm", Axis.RECOGNITION),
        ("Expressing", "its full support", "express support", Axis.RECOGNITION),
        ("Taking note", "of the report", "take note", Axis.RECOGNITION),
        ("Bearing in mind", "", "bear in mind", Axis.RECOGNITION),
        ("Emphasising", "that", "emphasize", Axis.RECOGNITION),
        ("Convinced", "that", "express conviction", Axis.RECOGNITION),
        ("Acting", "under Chapter VII", "act", Axis.PROCEDURE),
        ("Having considered", "the report", "have considered", Axis.PROCEDURE),
    ],
)
def test_lemma_and_axis(phrase, following, verb, axis):
    act = read_act(phrase, following)
    assert (act.verb, act.axis) == (verb, axis)


def test_modifiers_strengthen_on_the_same_axis():
    plain, strong, strongest = (
        read_act("Condemns"),
        read_act("Strongly condemns"),
        read_act("Condemns", "in the strongest terms any attack"),
    )
    assert plain.strength_on_axis < strong.strength_on_axis < strongest.strength_on_axis
    assert strong.modifiers == ("strongly",)
    assert strongest.modifiers == ("in the strongest terms",)
    assert read_act("Also further condemns") == plain


def test_order_within_the_directive_axis():
    falling = ["Demands", "Decides", "Urges", "Calls upon", "Requests", "Recommends", "Invites", "Encourages"]
    strengths = [read_act(phrase).strength_on_axis for phrase in falling]
    assert strengths == sorted(strengths, reverse=True)
    assert len(set(strengths)) == len(strengths)


def test_what_names_no_act():
    assert read_act("Support for the implementation of the process") is not None
    assert read_act("inter alia") is None
    assert read_act("") is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_phrase_is_survived_and_never_raises(phrase, following):
    act = read_act(phrase, following)
    assert act is None or 0 <= act.strength_on_axis <= 6.5
