"""An organisation's scheme of handling: read strictly, dated, by context, and never quieter than it says."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest

from demarche.model.dossier import (
    STANDARD,
    Commitment,
    Dossier,
    DossierReference,
    Engagement,
    Place,
    RedLine,
    Sensitivity,
    read_classification,
)
from demarche.model.evidence import UseError

DAY = dt.date(2031, 5, 1)
SCHEME = """
name = "Handling in a fictional ministry"
as_of = 2031-01-01

[[level]]
name = "Open"
equals = "public"

[[level]]
name = "For the desk"
equals = "limited"
handling = "Not outside the ministry."

[[level]]
name = "Closed"
equals = "restricted"

[[level]]
name = "Sealed"
equals = "strictly confidential"

[[level]]
name = "Sealed, by hand"
equals = "strictly confidential"

[[default]]
field = "commitments.what"
level = "For the desk"

[[default]]
field = "places.*"
level = "Closed"
dossier = "valley"
since = 2031-04-01
until = 2031-06-30

[[default]]
field = "engagements.message"
level = "Open"
"""
PLACE, PROMISE = Place(id="p", name="P"), Commitment(id="c", by="b", what="w", made_on=DAY)
CALL = Engagement(id="e", date=DAY, sensitivity={"message": Sensitivity.STRICT})


@pytest.fixture
def scheme():
    return read_classification(tomllib.loads(SCHEME), "scheme.toml")


def test_the_organisations_names_stand_for_the_four_levels(scheme):
    assert scheme.called(Sensitivity.RESTRICTED) == "Closed"
    assert scheme.called(Sensitivity.STRICT) == "Sealed"
    assert scheme.level_named("sealed, by hand") is Sensitivity.STRICT
    assert scheme.level_named("limited") is Sensitivity.LIMITED
    with pytest.raises(UseError, match="no level of handling") as error:
        scheme.level_named("Clsed")
    assert "Did you mean “Closed”?" in error.value.next_step


def test_defaults_hold_in_their_dossier_and_between_their_days(scheme):
    level = lambda day, dossier: scheme.level_of("places", PLACE, "name", dossier=dossier, on=day)  # noqa: E731
    assert level(DAY, "valley") is Sensitivity.RESTRICTED
    assert level(DAY, "plain") is Sensitivity.PUBLIC
    assert level(dt.date(2031, 7, 1), "valley") is Sensitivity.PUBLIC
    assert scheme.level_of("commitments", PROMISE, "what", dossier="any", on=DAY) is Sensitivity.LIMITED


def test_an_own_mark_is_stronger_than_the_scheme_and_the_scheme_than_the_program(scheme):
    assert scheme.level_of("engagements", CALL, "message") is Sensitivity.STRICT
    other = Engagement(id="o", date=DAY)
    assert scheme.level_of("engagements", other, "message") is Sensitivity.PUBLIC
    assert STANDARD.level_of("engagements", other, "message") is Sensitivity.RESTRICTED


def test_a_star_closes_and_never_opens():
    opened = read_classification(
        {"name": "x", "default": [{"field": "red_lines.*", "level": "public"}, {"field": "parties.*", "level": "restricted"}]}, "x"
    )
    assert opened.level_of("red_lines", RedLine(id="r", what="w"), "what") is Sensitivity.STRICT


def test_what_is_strict_by_default():
    unpublished = DossierReference(id="r", title="A person told us", publisher="")
    published = DossierReference(id="r", title="A page", publisher="P", url="https://example.org")
    assert STANDARD.level_of("references", unpublished, "title") is Sensitivity.STRICT
    assert STANDARD.level_of("references", published, "title") is Sensitivity.PUBLIC
    assert STANDARD.level_of("red_lines", RedLine(id="r", what="w"), "what") is Sensitivity.STRICT
    assert STANDARD.level_of("dossier", Dossier(id="d", title="t"), "summary") is Sensitivity.LIMITED


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"name": "x", "level": [{"name": "a", "equals": "restricted"}, {"name": "b", "equals": "public"}]}, "not in order"),
        ({"name": "x", "level": [{"name": "a", "equals": "secret"}]}, "none of"),
        ({"name": "x", "default": [{"field": "placs.name", "level": "public"}]}, "There is no “placs”"),
        ({"name": "x", "default": [{"field": "places.nme", "level": "public"}]}, "no field “nme”"),
        ({"name": "x", "default": [{"field": "places.name", "level": "top"}]}, "no level of handling"),
        ({"name": "x", "defaults": []}, "not a key"),
        ({}, "must be a text"),
    ],
)
def test_a_scheme_that_is_not_as_it_must_be_is_refused_in_words(data, said):
    with pytest.raises(UseError, match=said) as error:
        read_classification(data, "classification.toml")
    assert "classification.toml" in error.value.where
