"""The shipped cases: sourced, dated, without names of persons, and silent about what came later."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from importlib.resources import files

import pytest

from demarche.model.evidence import UseError
from demarche.subjects.cases import Result, cases_known_on, read_case

FOLDER = files("demarche") / "pack" / "cases"
FILES = {path.name: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.iterdir() if path.name.endswith(".toml")}
CASES = {name: read_case(data, name) for name, data in sorted(FILES.items())}
BASE = ("title", "crisis", "asker", "target", "lever_holder", "lever", "ask", "instrument", "linkage", "verification")
HONORIFIC = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|Sir|Amb)\.? [A-Z]|\b(President|Minister|Ambassador|Envoy|Coordinator|General|Secretary-General|Secretary) "
    r"(?!Assembly|Affairs|Licenses?\b|for\b|of\b|and\b)[A-Z][a-z]+"
)


def words_of(case) -> str:
    parts = [getattr(case, name) for name in BASE]
    parts += [fact.what for fact in case.facts]
    parts += [text for o in case.outcomes for text in (o.what, o.why, o.teaches)]
    return "\n".join(parts)


def test_all_twenty_two_are_there_with_their_own_ids() -> None:
    assert len(CASES) == 22
    assert all(name == f"{case.id}.toml" for name, case in CASES.items())


@pytest.mark.parametrize("name", CASES)
def test_each_fact_and_outcome_can_be_checked(name) -> None:
    case = CASES[name]
    for part in (*case.facts, *case.outcomes):
        assert part.references
        assert all(r.publisher and r.title and (r.url or r.symbol) and r.date for r in part.references)
    used = {key for row in (*FILES[name]["fact"], *FILES[name]["outcome"]) for key in row["references"]}
    assert used == set(FILES[name]["references"]), "no idle reference"


@pytest.mark.parametrize("name", CASES)
def test_no_person_is_named(name) -> None:
    assert not HONORIFIC.search(words_of(CASES[name]))
    assert not re.search(r"\b(he|she|his|her|him)\b", words_of(CASES[name]))


@pytest.mark.parametrize("name", CASES)
def test_the_base_of_a_case_does_not_tell_what_came_later(name) -> None:
    case = CASES[name]
    base = re.sub(r"resolution \d{4}( \(\d{4}\))?", "", "\n".join(getattr(case, field) for field in BASE))
    assert all(int(year) <= case.known_from.year for year in re.findall(r"\b(?:19|20)\d\d\b", base))
    for part in (*case.facts, *case.outcomes):
        text = part.what if not hasattr(part, "why") else f"{part.what} {part.why} {part.teaches}"
        years = re.findall(
            r"\b(?:19|20)\d\d\b", re.sub(r"[Rr]esolution \d{4}|from 1 September to 31 December 2025|10 July 2023", "", text)
        )
        assert all(int(year) <= part.known_from.year for year in years)


@pytest.mark.parametrize("name", CASES)
def test_no_case_judges_a_party(name) -> None:
    assert not re.search(r"\b(violat\w+|war crime\w*|guilty|regime's|terrorist\w*)\b", words_of(CASES[name]).lower())


def test_a_day_hides_later_cases_facts_outcomes_and_references() -> None:
    day = dt.date(2024, 6, 20)
    seen = {case.id: case for case in cases_known_on(CASES.values(), day)}
    assert "sudan-adre" not in seen
    assert "goma-airport" not in seen
    assert seen["sudan-el-fasher"].outcome is None
    assert seen["gaza-2720"].outcome is None
    assert seen["syria-cross-border"].outcome.result is Result.REVERSED
    assert seen["sudan-jeddah"].outcome.result is Result.FAILED
    for case in seen.values():
        assert all(f.known_from <= day for f in case.facts)
        assert all(r.date <= day for r in case.references)
    early = {case.id: case for case in cases_known_on(CASES.values(), dt.date(2018, 1, 1))}
    assert early["syria-cross-border"].outcome.result is Result.DELIVERED
    assert early["syria-cross-border"].until is None


def test_conflicting_reports_stand_side_by_side() -> None:
    extension = next(f for f in CASES["sudan-adre.toml"].facts if f.date == dt.date(2024, 11, 13))
    assert len({r.publisher for r in extension.references}) == 2


GOOD = FILES["resolution-2730.toml"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"known_from": dt.date(2024, 5, 1)}, "before any of its facts"),
        ({"until": dt.date(2020, 1, 1)}, "ends before"),
        ({"channels": []}, "needs facts"),
        ({"outcome": [{**GOOD["outcome"][0], "known_from": dt.date(2024, 1, 1)}]}, "earliest source"),
        ({"fact": [{**GOOD["fact"][0], "date": dt.date(2024, 6, 1)}, GOOD["fact"][0]]}, "order of their days"),
        ({"outcome": [{**GOOD["outcome"][0], "known_from": dt.date(2025, 1, 1)}, GOOD["outcome"][0]]}, "order of their days"),
        ({"confidence": "certain"}, "none of"),
        ({"secret": "x"}, "not a key"),
        ({"references": {}}, "no reference"),
    ],
)
def test_a_case_that_does_not_hold_together_is_refused(change, words) -> None:
    with pytest.raises(UseError, match=words):
        read_case({**GOOD, **change}, "case.toml")
