"""Precedents of fictional drafts: words, classes, chains, ranking and its probability, fitting and its scorecard."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pytest
from fictional_texts import assembly_texts, council_texts
from hypothesis import given
from hypothesis import strategies as st

from demarche.desk.precedent_weights import precedent_weights
from demarche.desk.precedents import order_shown
from demarche.subjects.texts import DraftParagraph
from demarche.subjects.texts.precedent import (
    Alphabet,
    Chains,
    build_corpus,
    cited_resolutions,
    find_precedents,
    gold_pairs,
    grade,
    in_order,
    likenesses,
    new_paragraphs,
    precedents,
    renewal_links,
    terms,
    words,
)
from demarche.subjects.texts.precedent.composed import search_composed
from demarche.subjects.texts.precedent.features import ALONE, IN_DRAFT, Setting, candidate_features
from demarche.subjects.texts.precedent.fitting import fit_choice, fit_presence, fit_weights
from demarche.subjects.texts.precedent.ranking import Candidates, Ranked, rank
from demarche.subjects.texts.precedent.scorecard import auroc, calibration_error, precedent_scores
from demarche.subjects.texts.precedent.trial import Told, sample_drafts, search_again


class World:
    """A corpus of fictional texts with an engine that looks at every paragraph."""

    def __init__(self):
        texts = [*council_texts(), *assembly_texts()]
        documents, self.paragraphs = in_order([t.document for t in texts], {t.document.symbol: t.paragraphs for t in texts})
        self.corpus = build_corpus(documents, self.paragraphs)
        cites = {t.document.symbol: cited_resolutions(p.text for p in t.paragraphs) for t in texts}
        self.chains = Chains(documents, renewal_links(documents, cites))

    def engine(self, spelled, before, count):
        asked = set(terms(spelled))
        shared = [(len(asked & set(terms(words(self.paragraphs[p].text)))), p) for p in range(before) if self.corpus.of(p).adopted]
        return np.array([p for n, p in sorted(shared, key=lambda x: (-x[0], -x[1])) if n][:count], np.int64)

    def words(self, place):
        each = self.paragraphs[place]
        return DraftParagraph(each.section, each.number, each.lead, each.verbs, each.text)

    def find(self, draft, on, **told):
        return find_precedents(self.corpus, self.engine, precedent_weights(), draft, on, **told)

    def symbols(self, ranked):
        return [self.corpus.of(place).symbol for place in ranked.places]


@pytest.fixture(scope="module")
def world():
    return World()


def draft(*texts):
    return [DraftParagraph("operative", str(n), t.split()[0], (t.split()[0],), t) for n, t in enumerate(texts, 1)]


ACCESS = "Demands that all parties allow full, safe and unhindered humanitarian access across the fictional river;"


def test_punctuation_and_capitals_make_no_difference():
    assert words("Mill\u2019s  road\u2014OPEN;") == words("mill's road, open")
    assert terms(words("the road of the mill")) == ["road", "mill"]
    assert terms(words("人道准入")) == ["人道", "道准", "准入"]


@given(st.lists(st.text(min_size=1, max_size=5), max_size=60))
def test_an_alphabet_gives_each_word_one_sign(spelled):
    alphabet = Alphabet()
    signs = alphabet.learn(spelled)
    assert len(signs) == len(spelled) and len(set(signs)) == len(set(spelled))
    again = Alphabet(alphabet.words)
    assert again.spell(spelled) == signs
    assert again.spell(["\0 never a word"]) == Alphabet.UNKNOWN


def test_chains_follow_item_and_citation_and_titles(world):
    assert [link.successor for link in world.chains.links if link.predecessor.startswith("S/")] == [
        f"S/RES/990{n} ({2014 + n + 1})" for n in (2, 3, 4, 5)
    ]
    assert world.chains.root("A/RES/75/901") == "A/RES/73/901"
    assert [d.symbol for d in world.chains.chain("A/RES/74/901")] == [f"A/RES/{s}/901" for s in (73, 74, 75)]


def test_identical_wording_is_one_class_from_first_to_latest(world):
    on = dt.date(2021, 1, 1)
    (ranked,) = world.find(draft("Requests the Secretary-General to report on the ferry mission every ninety days;"), on)
    acts = {"S/RES/9901 (2016)": None}
    found = precedents(
        world.corpus, ranked.places, ranked.likeness, world.corpus.before(on), lambda p: acts.get("none"), lambda p: "3", 3
    )[0]
    assert (found.first.symbol, found.latest.symbol, found.count, found.likeness) == (
        "S/RES/9901 (2016)",
        "S/RES/9905 (2020)",
        5,
        1.0,
    )
    assert found.strongest is None


def test_the_strongest_form_of_the_same_provision_is_found(world):
    from demarche.subjects.texts import read_act

    on = dt.date(2020, 1, 1)
    (ranked,) = world.find(draft("Calls upon" + ACCESS.removeprefix("Demands")), on, organ="Security Council")
    found = precedents(
        world.corpus,
        ranked.places,
        ranked.likeness,
        world.corpus.before(on),
        lambda place: read_act(world.paragraphs[place].lead) if world.paragraphs[place].lead else None,
        lambda place: world.paragraphs[place].number,
        1,
    )[0]
    assert (found.latest.symbol, found.act.verb, found.latest.number) == ("S/RES/9904 (2019)", "call upon", "1")
    assert found.strongest_act.verb == "demand" and found.strongest.symbol in {"S/RES/9902 (2017)", "S/RES/9903 (2018)"}


@pytest.mark.parametrize("on", [dt.date(2016, 3, 5), dt.date(2018, 3, 5), dt.date(2018, 3, 6), dt.date(2020, 3, 5)])
def test_nothing_of_the_day_or_later_is_used(world, on):
    whole = draft(
        ACCESS, "Decides to extend the mandate of the fictional ferry mission;", "Requests a report on the ferry mission;"
    )
    for ranked in (*world.find(whole, on), *world.find(whole[:1], on)):
        assert all(world.corpus.of(place).date < on for place in ranked.places)
        assert (ranked.probability == 0) == (not ranked.places)


def test_what_was_said_before_has_a_precedent_and_what_was_not_has_none(world):
    on = dt.date(2020, 6, 1)
    said = world.find(draft(ACCESS), on, organ="Security Council")[0]
    new = world.find(draft("Forbids kites over the imaginary observatory on moonless nights;"), on)[0]
    assert said.probability > 0.9
    assert new.probability < 0.3


def ranked(*rows, continuing):
    """Candidates of a draft of which the document that accounts for most accounts for `continuing`, by likeness and whether cited."""
    table = np.zeros((len(rows), len(IN_DRAFT)))
    for row, (likeness, cited) in zip(table, rows, strict=True):
        said = {"likeness": likeness, "likeness_squared": likeness**2, "identical": float(likeness == 1.0)}
        said |= {"covers_draft": likeness, "covers_candidate": likeness, "same_organ": 1.0, "same_kind": 1.0, "kin": 1.0}
        said |= {"cited": cited, "cited_continuing": cited * continuing * (likeness >= 0.4), "age": 1.0, "behind_newest": 0.5}
        said |= {"support": cited * continuing, "most_support": cited}
        row[:] = [said.get(name, 0.0) for name in IN_DRAFT]
    likeness = np.array([row[0] for row in rows])
    return rank(Candidates(np.arange(len(rows)), likeness, table, in_draft=True), precedent_weights())


def test_a_citation_weighs_by_how_much_the_draft_continues():
    own = ranked((0.4, 1.0), (1.0, 0.0), continuing=0.15)
    assert own.places == (1, 0), "the very words come before whatever a draft of its own cites"
    assert own.probability > 0.9
    assert ranked((0.55, 1.0), (0.6, 0.0), continuing=0.8).places == (0, 1), "a renewal takes from what it renews"


def test_an_old_text_is_set_back_by_newer_ones_that_are_as_alike_and_by_no_others(world):
    places = np.array([world.corpus.spans[f"S/RES/{n}"].start for n in ("9901 (2016)", "9903 (2018)", "9905 (2020)")])
    setting = Setting(dt.date(2021, 3, 5).toordinal())
    behind = ALONE.index("behind_newest")
    for alike, years in (((0.9, 0.9, 0.9), (4, 2, 0)), ((0.9, 0.6, 0.5), (0, 0, 0)), ((0.9, 0.5, 0.9), (4, 2, 0))):
        found = candidate_features(world.corpus, setting, 10, places, np.array(alike))[:, behind]
        assert np.expm1(found) == pytest.approx(years, abs=0.01)


def test_of_a_new_paragraph_the_most_alike_is_shown_first():
    alike = (0.3, 0.2, 0.55, 0.6, 0.4)
    ranks = range(len(alike))
    no = (False,) * len(alike)
    new = Ranked(tuple(ranks), alike, tuple(-n for n in ranks), no, no, probability=0.2)
    assert order_shown(new) == [2, 3, 4, 0, 1], "the better ranked first where two are about as alike"
    assert order_shown(replace(new, probability=0.9)) == list(ranks), (
        "what was carried over has an origin, and the ranking finds it"
    )


def test_made_up_drafts_hold_parts_of_several_and_nothing_later(world):
    pairs = gold_pairs(world.corpus, world.chains.links)
    drafts = sample_drafts(world.corpus, pairs, 2016, 2020, 40)
    found = search_composed(world.corpus, world.engine, world.words, world.chains, drafts, 30)
    assert found.in_draft and not found.alone
    latest = max(pair.successor for own in drafts.values() for pair in own)
    for case in found.in_draft:
        assert case.pair is not None and all(place < latest for place in case.candidates.places)
        assert case.right.any(), "the engine looks at every paragraph"
    assert search_composed(world.corpus, world.engine, world.words, world.chains, {}, 30).in_draft == ()


def test_a_draft_of_the_same_kind_comes_first(world):
    asked = draft("The Security Council calls upon all to keep the fictional lighthouse lamps burning.")
    on = dt.date(2021, 1, 1)
    as_statement = world.find(asked, on, kind="presidential_statement")[0]
    assert world.symbols(as_statement)[0] == "S/PRST/2018/901"
    place = as_statement.places[0]
    as_resolution = world.find(asked, on, kind="resolution")[0]
    assert as_statement.scores[0] - as_resolution.scores[as_resolution.places.index(place)] == pytest.approx(
        precedent_weights().alone["same_kind"]
    )


def test_known_precedents_are_aligned_and_new_paragraphs_are_new(world):
    pairs = gold_pairs(world.corpus, world.chains.links)
    assert all(world.corpus.of(p.predecessor).date < world.corpus.of(p.successor).date for p in pairs)
    by_place = {p.successor: p for p in pairs}
    span = world.corpus.spans["S/RES/9905 (2020)"]
    third = next(place for place in span if world.paragraphs[place].number == "3")
    assert by_place[third].likeness == 1.0 and world.corpus.of(by_place[third].predecessor).symbol == "S/RES/9904 (2019)"
    assert new_paragraphs(world.corpus, world.chains, ["S/RES/9905 (2020)"]) == []
    assert new_paragraphs(world.corpus, world.chains, ["S/RES/9950 (2019)"]) == [], "no chain, nothing to be new against"


def test_weights_are_fitted_from_what_is_known_and_scored(world):
    pairs = gold_pairs(world.corpus, world.chains.links)
    drafts = sample_drafts(world.corpus, pairs, 2016, 2020, 40)
    samples = search_again(world.corpus, world.engine, world.words, world.chains, drafts, Told.ALL)
    assert len(samples.in_draft) == len(samples.alone) >= 8
    assert all(
        world.corpus.of(int(p)).date < world.corpus.of(c.pair.successor).date
        for c in samples.in_draft
        if c.pair
        for p in c.candidates.places
    )
    with pytest.raises(ValueError, match="alike"):
        fit_weights(samples)  # nothing in these texts was new
    rows = {row.name: row for row in precedent_scores(samples, precedent_weights())}
    assert rows["found in five, all"].value == 1.0
    assert math.isnan(rows["no precedent told from carried over"].value), "without new paragraphs there is nothing to tell apart"


def test_the_shipped_weights_name_every_feature():
    weights = precedent_weights()
    assert set(weights.in_draft) == set(IN_DRAFT) and set(weights.alone) == set(ALONE)
    assert "intercept" in weights.precedent_in_draft and "intercept" in weights.precedent_alone


def test_fitting_finds_the_feature_that_decides():
    draw = np.random.default_rng(1)
    features = [draw.normal(size=(6, 2)) for _ in range(300)]
    right = [each[:, 0] == each[:, 0].max() for each in features]
    weights = fit_choice(("telling", "idle"), features, right)
    assert weights["telling"] > 2 and abs(weights["idle"]) < 0.5
    with pytest.raises(ValueError, match="both right and wrong"):
        fit_choice(("one",), [np.ones((2, 1))], [np.array([True, True])])


def test_presence_is_calibrated_where_the_world_is_logistic():
    draw = np.random.default_rng(2)
    values = draw.normal(size=3000)
    present = draw.random(3000) < 1 / (1 + np.exp(-(2 * values - 1)))
    fitted = fit_presence([{"x": float(v)} for v in values], present.tolist())
    assert fitted["x"] == pytest.approx(2, abs=0.3) and fitted["intercept"] == pytest.approx(-1, abs=0.3)


def test_scores_of_the_scorecard():
    yes = np.array([True, True, False, False])
    assert auroc(np.array([4.0, 3.0, 2.0, 1.0]), yes) == 1.0
    assert auroc(np.array([1.0, 1.0, 1.0, 1.0]), yes) == 0.5
    assert calibration_error(np.array([0.5, 0.5, 0.5, 0.5]), yes) == 0.0
    assert calibration_error(np.array([1.0, 1.0, 1.0, 1.0]), yes) == 0.5


@given(st.text(alphabet="abc", max_size=12), st.text(alphabet="abc", max_size=12))
def test_likeness_is_the_longest_common_subsequence(one, two):
    table = [[0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for a, x in enumerate(one, 1):
        for b, y in enumerate(two, 1):
            table[a][b] = table[a - 1][b - 1] + 1 if x == y else max(table[a - 1][b], table[a][b - 1])
    wanted = 2 * table[-1][-1] / (len(one) + len(two)) if one or two else 1.0
    assert likenesses([one], [two])[0, 0] == pytest.approx(wanted, abs=1e-6)


def test_grades():
    assert [grade(x) for x in (1.0, 0.95, 0.8, 0.5, 0.1)] == ["identical", "light", "moderate", "heavy", "different"]
