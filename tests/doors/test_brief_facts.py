"""Faults once found in shipped briefs by reading them against the archive of the texts, each held by a test."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache

import pytest

from demarche import open_workspace
from demarche.adapters.papers import to_text
from demarche.adapters.store import pack_folder
from demarche.desk.briefing import brief
from demarche.desk.briefing_paper import brief_paper
from demarche.subjects.forums import WindowKind

BRIEFS = {
    ("sudan-adre", "Norway", "2024-06-20"),
    ("sudan-adre", "Egypt", "2025-03-01"),
    ("sudan-adre", "Chad", "2023-06-15"),
    ("syria-cross-border", "Brazil", "2023-07-05"),
    ("syria-cross-border", "Türkiye", "2014-09-01"),
    ("syria-cross-border", "Germany", "2020-06-25"),
    ("drc-goma", "France", "2025-11-10"),
    ("drc-goma", "Angola", "2025-02-10"),
    ("drc-goma", "Kenya", "2025-01-28"),
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    workspace = open_workspace(tmp_path_factory.mktemp("facts"))

    @cache
    def draw(dossier: str, state: str, on: str):
        found = brief(workspace, dossier, state, dt.date.fromisoformat(on))
        return found, " ".join(to_text(brief_paper(found)).split())

    return draw


def test_a_text_newer_than_the_tables_stands_with_its_source_and_vote(drawn):
    found, _ = drawn("drc-goma", "France", "2025-11-10")
    by_symbol = {t.symbol: t for t in found.texts}
    assert (by_symbol["S/RES/2773 (2025)"].vote, by_symbol["S/RES/2773 (2025)"].date) == ("15-0-0", dt.date(2025, 2, 21))
    assert "S/RES/2783 (2025)" in by_symbol
    assert "S/RES/2808 (2025)" not in by_symbol
    before, _ = drawn("drc-goma", "Angola", "2025-02-10")
    assert "S/RES/2773 (2025)" not in {t.symbol for t in before.texts}
    assert any(t.symbol.startswith("Communiqué of the joint EAC-SADC summit") for t in before.texts)


def test_the_end_of_an_authorisation_is_told_once_with_the_resolution_that_set_it(drawn):
    found, _ = drawn("syria-cross-border", "Brazil", "2023-07-05")
    ends = [w for w in found.windows if w.closes == dt.date(2023, 7, 10)]
    assert [w.basis.symbol for w in ends] == ["S/RES/2672 (2023)"]
    assert ends[0].kind is WindowKind.EXPIRY


def test_a_mandate_renewed_after_the_tables_end_is_not_shown_as_ending(drawn):
    found, _ = drawn("sudan-adre", "Egypt", "2025-03-01")
    assert dt.date(2025, 3, 12) not in {w.closes for w in found.windows}
    before, _ = drawn("sudan-adre", "Egypt", "2025-02-10")
    assert [w.basis.symbol for w in before.windows if w.closes == dt.date(2025, 3, 12)] == ["S/RES/2725 (2024)"]
    goma, _ = drawn("drc-goma", "France", "2026-01-05")
    assert not [w for w in goma.windows if w.kind is WindowKind.EXPIRY]
    later, _ = drawn("drc-goma", "France", "2026-05-10")
    assert {(w.closes, w.basis.symbol) for w in later.windows if w.kind is WindowKind.EXPIRY} >= {
        (dt.date(2026, 7, 1), "S/RES/2783 (2025)"),
        (dt.date(2026, 8, 1), "S/RES/2783 (2025)"),
    }


def test_a_report_is_told_once_and_a_rhythm_by_its_next_day(drawn):
    found, _ = drawn("sudan-adre", "Norway", "2024-06-20")
    assert len([w for w in found.windows if w.closes == dt.date(2024, 8, 12)]) == 1
    goma, _ = drawn("drc-goma", "Angola", "2025-02-10")
    monthly = [w for w in goma.windows if w.what.startswith("Group of Experts") and "every month" in w.what]
    assert [w.closes for w in monthly] == [dt.date(2025, 2, 27)]


def test_a_panel_is_not_said_to_report_to_the_council_when_it_owes_the_committee(drawn):
    for one in sorted(BRIEFS):
        found, _ = drawn(*one)
        assert not [w.what for w in found.windows if re.search(r"(Panel|Group) of Experts.* to the Security Council", w.what)]


def test_two_figures_for_one_thing_stand_side_by_side(drawn):
    _, text = drawn("drc-goma", "Angola", "2025-02-10")
    assert text.count("People killed in the fighting for Goma, at the least") == 2


def test_every_end_of_the_crossings_is_a_window_with_its_resolution(drawn):
    ends = {
        "2014-12-20": ("S/RES/2191 (2014)", None),
        "2015-12-01": ("S/RES/2191 (2014)", dt.date(2016, 1, 10)),
        "2017-12-01": ("S/RES/2332 (2016)", dt.date(2018, 1, 10)),
        "2020-06-25": ("S/RES/2504 (2020)", dt.date(2020, 7, 10)),
        "2021-06-20": ("S/RES/2533 (2020)", dt.date(2021, 7, 10)),
        "2022-06-20": ("S/RES/2585 (2021)", dt.date(2022, 7, 10)),
    }
    for on, (symbol, day) in ends.items():
        found, _ = drawn("syria-cross-border", "Germany", on)
        told = [(w.basis.symbol, w.closes) for w in found.windows if w.what.startswith("End of the authorisation")]
        assert told == ([(symbol, day)] if day else []), on


def test_a_denial_and_a_weak_report_mark_their_own_tie_and_no_other(drawn):
    _, text = drawn("sudan-adre", "Egypt", "2025-03-01")
    assert "United Arab Emirates (mediator; as reported, and denied: sponsor of a party)" in text
    assert "Russian Federation (interlocutor; as reported: arms)" in text
    assert "Russian Federation (as reported: interlocutor)" in text


def test_another_file_of_the_same_country_is_no_window_of_this_one(drawn):
    found, _ = drawn("syria-cross-border", "Türkiye", "2014-09-01")
    assert "S/RES/2118 (2013)" not in {w.basis.symbol for w in found.windows}


def test_nobody_is_sent_to_himself_nor_through_the_government_concerned(drawn):
    for one in sorted(BRIEFS):
        found, _ = drawn(*one)
        for ranked in found.entry_points:
            assert found.state not in ranked.entry.through, (one, ranked.entry.id)
        country = found.situation.dossier.country
        assert not [c for d in found.deciders for c in d.chains if country in c.intermediaries]


def test_a_case_shown_shares_category_and_channel(drawn):
    for one in sorted(BRIEFS):
        s = drawn(*one)[0].situation
        for constraint in s.dossier.constraints:
            for analogy in s.analogies("field", str(constraint.category)):
                assert {p.part for p in analogy.shared} >= {"constraint", "channel"}


def test_the_first_source_of_an_ask_is_the_one_that_supports_the_ask(drawn):
    found, _ = drawn("drc-goma", "France", "2025-11-10")
    asks = {a.id: a for a in found.situation.dossier.asks}
    for ranked in found.entry_points:
        if ranked.entry.id in asks:
            assert ranked.entry.evidence[0] in found.situation.sources(asks[ranked.entry.id])


@pytest.mark.parametrize("one", sorted(BRIEFS))
def test_a_brief_shows_names_and_not_ids(drawn, one):
    found, text = drawn(*one)
    ids = {a.id for a in found.situation.dossier.asks} | {r.entry.id for r in found.entry_points}
    assert not [i for i in ids if "-" in i and f"“{i}”" in text]
    assert "-track" not in text
    assert not re.search(r"[a-z] Recorded ties:|Ask .{3,60} directly|paragraph \d+, \d", text)


def test_an_empty_section_says_so_and_one_act_is_not_ranked(drawn):
    _, text = drawn("drc-goma", "Kenya", "2025-01-28")
    assert "Access to Goma airport is blocked" in text
    assert "medicines and no staff by air" not in text, "known from 29 January only"


def test_promises_that_still_run_come_before_those_that_are_over(drawn):
    found, _ = drawn("syria-cross-border", "Brazil", "2023-07-05")
    assert found.lapsing[0].commitment.until == dt.date(2023, 8, 13)


# a slug that speaks of somebody as Mr or Ms, or of what somebody said
OF_A_PERSON = re.compile(r"(?:^|[-/])(?:mr|ms|mrs)-[a-z]|-s-statement-|-commander-", re.IGNORECASE)


@pytest.mark.parametrize("shelf", ["dossiers", "cases", "forums", "law", "access", "funding"])
def test_no_address_is_of_a_person(shelf):
    for path in pack_folder(shelf).rglob("*.toml"):
        addresses = re.findall(r'^url = "(.+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert not [a for a in addresses if OF_A_PERSON.search(a)], path.name


def test_every_linked_text_has_a_day_a_note_and_a_source():
    for path in pack_folder("dossiers").rglob("texts.toml"):
        for text in tomllib.loads(path.read_text(encoding="utf-8"))["texts"]:
            assert text["date"] and text["note"] and text["refs"], (path, text["id"])
