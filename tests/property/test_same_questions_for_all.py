"""A third State's questions are the same for ally and rival: only names and recorded facts differ."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import Reference, UseError
from demarche.subjects.law import TieFact, read_questions, third_state_questions

DATA = tomllib.loads((files("demarche") / "pack" / "law" / "questions.toml").read_text("utf-8"))
FORMS = read_questions(DATA)
DIMENSIONS = sorted({d for form in FORMS for d in form.dimensions} | {"some other relation"})
REFERENCE = Reference("A fictional record", "Fictional publisher", url="https://example.org")

names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
days = st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))
ties = st.lists(
    st.builds(
        TieFact, st.sampled_from(DIMENSIONS), st.text(max_size=20), st.just((REFERENCE,)), st.none() | days, st.none() | days
    ),
    max_size=6,
)


@given(pair=st.tuples(names, names), other=st.tuples(names, names), ties=ties, other_ties=ties, on=days)
def test_only_names_and_facts_differ(pair, other, ties, other_ties, on) -> None:
    (state, target), (other_state, other_target) = pair, other
    mine = third_state_questions(state, target, ties, FORMS, on=on)
    theirs = third_state_questions(other_state, other_target, other_ties, FORMS, on=on)
    plain = third_state_questions("{state}", "{target}", (), FORMS, on=on)
    assert [q.text for q in plain] == [form.text for form in FORMS]
    for a, b, form in zip(mine, theirs, FORMS, strict=True):
        assert (a.id, a.stage, a.norms, a.references) == (b.id, b.stage, b.norms, b.references)
        assert a.text == state.join(part.replace("{target}", target) for part in form.text.split("{state}"))
        assert a.facts == tuple(t for t in ties if t.dimension in form.dimensions and _held(t, on))


def _held(tie, on) -> bool:
    return (tie.since is None or tie.since <= on) and (tie.until is None or on <= tie.until)


def test_questions_ask_and_cover_knowledge_influence_support_and_consistency() -> None:
    assert len(FORMS) >= 12
    assert {form.stage for form in FORMS} == {"know", "influence", "support", "own house", "consistency"}
    assert all("?" in form.text for form in FORMS)


@pytest.mark.parametrize(
    "text", ["Does {state} help?", "Does it?", "Does {state} help {target} and {friend}?", "{state} {target} }?"]
)
def test_a_question_with_other_places_to_fill_is_refused(text) -> None:
    with pytest.raises(UseError):
        read_questions({**DATA, "question": [{**DATA["question"][0], "text": text}]})


def test_relations_are_those_that_ties_record() -> None:
    ties_room = pytest.importorskip("demarche.subjects.ties")
    if not hasattr(ties_room, "Dimension"):
        pytest.skip("the ties room does not name its dimensions yet")
    assert not {d for form in FORMS for d in form.dimensions} - {str(d) for d in ties_room.Dimension}
