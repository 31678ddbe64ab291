"""Whatever a dossier holds and however it is marked, no closed value is left in what a reader may have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, replace

from dossier_strategies import dossiers
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.adapters.store import dossier_to_json
from demarche.model.dossier import NOUNS, STANDARD, Dossier, Engagement, Item, Part, Place, Sensitivity, cleared, problems

LEVELS = list(Sensitivity)
UNMARKED = {"id", "sensitivity"}


def strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, Part):
        for f in fields(value):
            yield from strings(getattr(value, f.name))


def with_secrets(dossier: Dossier, marks: dict[tuple[str, str, str], Sensitivity]) -> Dossier:
    """The dossier with a word of its own in each text field, and the marks."""
    nouns = {}
    for noun in NOUNS:
        items = []
        for item in getattr(dossier, noun):
            words = {
                f.name: f"zq{noun}{item.id}{f.name}"
                for f in fields(item)
                if f.type == "str" and f.name not in {"id", "dimension", *LINKS}
            }
            own = {f.name: marks[noun, item.id, f.name] for f in fields(item) if (noun, item.id, f.name) in marks}
            items.append(replace(item, **words, sensitivity=own))
        nouns[noun] = tuple(items)
    return replace(dossier, **nouns)


LINKS = {"place", "constraint", "other_half", "commitment", "engagement", "outcome", "ask", "question", "follows"}


def level_of(noun, thing, field):
    return STANDARD.level_of(noun, thing, field)


@settings(max_examples=150, deadline=None)
@given(dossiers(dossier_id="secret"), st.data(), st.sampled_from(LEVELS))
def test_no_closed_word_is_left_and_no_open_one_is_lost(dossier, data, clearance):
    places = [(noun, item.id, f.name) for noun, item in dossier.items() for f in fields(item) if f.name not in UNMARKED]
    marks = {place: data.draw(st.sampled_from(LEVELS)) for place in places if data.draw(st.booleans())} if places else {}
    whole = with_secrets(dossier, marks)
    opened, withheld = cleared(whole, level_of, clearance)
    assert problems(opened) == []
    said = dossier_to_json(opened)
    gone = {(w.noun, w.id) for w in withheld}
    for noun, item in whole.items():
        for f in fields(item):
            value = getattr(item, f.name)
            if isinstance(value, str) and value.startswith("zq"):
                closed = not level_of(noun, item, f.name).readable_at(clearance)
                if closed:
                    assert value not in said
                elif (noun, item.id) not in gone and noun not in {"ties", "stances"}:
                    assert value in said
    assert all(w.level.rank > clearance.rank for w in withheld)
    assert all(item.sensitivity == {} for _, item in opened.items())


def test_ids_made_of_closed_words_go_with_them():
    whole = Dossier(
        id="d",
        title="t",
        places=(Place(id="zabaranda", name="Zabaranda", sensitivity={"name": Sensitivity.STRICT}),),
        engagements=(Engagement(id="call-with-idris", date=dt.date(2031, 1, 1), with_whom="Idris", act="call"),),
    )
    opened, withheld = cleared(whole, level_of, Sensitivity.PUBLIC)
    assert opened.places == ()
    assert [e.id for e in opened.engagements] == ["engagement-1"]
    assert {w.origin for w in withheld} == {"places “zabaranda”, name", "engagements “call-with-idris”, with_whom"}
    assert "idris" not in dossier_to_json(opened).casefold()


def test_a_reader_cleared_for_all_sees_all(dossier=None):
    whole = Dossier(id="d", title="t", places=(Place(id="p", name="P", sensitivity={"name": Sensitivity.STRICT}),))
    opened, withheld = cleared(whole, level_of, Sensitivity.STRICT)
    assert withheld == ()
    assert isinstance(opened.places[0], Item)
    assert replace(opened.places[0], sensitivity=whole.places[0].sensitivity) == whole.places[0]
