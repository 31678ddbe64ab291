"""Questions, counterparts in other languages, clauses and their history, on fictional texts."""

from __future__ import annotations

import datetime as dt

import pytest
from fictional_texts import council_texts
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.evidence import UseError
from demarche.subjects.texts import read_act
from demarche.subjects.texts.precedent import (
    Chains,
    build_corpus,
    cited_resolutions,
    clause_words,
    find_clause,
    in_order,
    renewal_links,
    spellings,
)
from demarche.subjects.texts.precedent.equivalence import use_at
from demarche.subjects.texts.precedent.history import ClauseUse, clause_history
from demarche.subjects.texts.precedent.trends import mean_change, mean_value, sign_test
from demarche.subjects.texts.searching import ParallelRow, as_phrase, extract, folded, parallel_paragraphs, read_asked
from demarche.subjects.texts.searching.asking import Phrase


@pytest.mark.parametrize("asked", ["", "  ", '""', "-", "-war", "NOT war", "… – !"])
def test_a_question_without_a_word_is_refused(asked):
    with pytest.raises(UseError, match="word"):
        read_asked(asked)


def test_what_a_question_asks_for():
    found = read_asked("mill OR “river road” ferr* -“old barge”")
    assert [[p.words for p in some] for some in found.wanted] == [[("mill",), ("river", "road")], [("ferr",)]]
    assert found.wanted[1][0].beginning and found.unwanted == (Phrase(("old", "barge")),)
    assert read_asked("or and not").wanted == ((Phrase(("or",)),), (Phrase(("and",)),), (Phrase(("not",)),)), (
        "small letters are words"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("الإنسانية", "انسانية"), ("والمساعدات", "مساعدات"), ("بالمساعدات", "المساعدات"), ("للأطراف", "الأطراف"), ("ووصول", "وصول")],
)
def test_arabic_words_are_found_with_and_without_what_is_written_before_them(one, other):
    assert folded(one) == folded(other)


def test_chinese_is_asked_for_as_a_phrase():
    assert read_asked("人道准入").phrases == (Phrase(tuple("人道准入")),)


def test_an_argument_of_several_words_is_a_phrase():
    assert as_phrase("river road") == '"river road"'
    assert [as_phrase(each) for each in ("river", "river OR road", "river -road", '"river road" mill')] == [
        "river",
        "river OR road",
        "river -road",
        '"river road" mill',
    ]


@given(st.text(alphabet="ab cd…", max_size=600), st.integers(20, 300))
def test_an_extract_is_a_piece_of_the_text(text, width):
    shown = extract(text, [Phrase(("cd",))], width)
    assert shown.strip("… ") in text
    assert len(shown) <= max(width * 1.3, max((len(w) for w in text.split()), default=0)) + 4


def test_an_extract_shows_the_words():
    text = "Noting the mills. " * 30 + "Demands access for the relief ferries. " + "Noting the mills. " * 30
    assert "access for the relief ferries" in extract(text, read_asked("relief ferry access").phrases, 120)
    chinese = "注意到磨坊。" * 60 + "要求人道准入。" + "注意到磨坊。" * 60
    assert "人道准入" in extract(chinese, read_asked("人道准入").phrases, 60)


def row(seq, section, number):
    return ParallelRow(seq, section, number)


def test_counterparts_by_number_whatever_the_script():
    english = [row(1, "preambular", ""), row(2, "operative", "1"), row(3, "operative", "1 (a)"), row(4, "operative", "2")]
    arabic = [row(1, "preambular", ""), row(2, "operative", "1-"), row(3, "operative", "1- (أ)"), row(5, "operative", "2-")]
    assert parallel_paragraphs(english, arabic) == {1: 1, 2: 2, 3: 3, 4: 5}


def test_what_cannot_be_told_is_left_out():
    english = [row(1, "preambular", ""), row(2, "preambular", ""), row(3, "operative", "1"), row(4, "operative", "1 (a)")]
    other = [row(1, "preambular", ""), row(3, "operative", "1")]
    assert parallel_paragraphs(english, other) == {3: 3}


@given(st.lists(st.tuples(st.sampled_from(["preambular", "operative"]), st.sampled_from(["", "1", "1 (a)", "2"])), max_size=12))
def test_an_edition_is_its_own_counterpart(lines):
    rows = [row(n, section, number) for n, (section, number) in enumerate(lines)]
    assert parallel_paragraphs(rows, rows) == {each.seq: each.seq for each in rows}


@pytest.mark.parametrize(
    ("text", "qualifiers", "verb"),
    [
        ("Demands full, safe and unhindered humanitarian access to the mill;", ("full", "safe", "unhindered"), "demand"),
        ("Demands rapid and safe access for humanitarian workers;", ("rapid", "safe"), "demand"),
        ("Demands an end to the siege, and calls upon all to allow humanitarian access;", (), "call upon"),
    ],
)
def test_a_clause_is_found_with_what_qualifies_and_governs_it(text, qualifiers, verb):
    verbs = [v for v in ("Demands", "calls upon") if v in text]
    found = find_clause(clause_words("humanitarian access"), text, verbs)
    assert (found.qualifiers, found.act.verb) == (qualifiers, verb)


def test_a_clause_needs_its_words_together():
    far = "Demands access to the mill at all hours of the day and of the night, and thanks the miller for his humanitarian work;"
    assert find_clause(clause_words("humanitarian access"), far, ["Demands"]) is None
    assert find_clause(clause_words("protection of civilians"), "the protection of all civilians", []) is not None
    assert {"party", "parties"} <= spellings("party") & spellings("parties")


@pytest.fixture(scope="module")
def river():
    texts = council_texts()
    documents, paragraphs = in_order([t.document for t in texts], {t.document.symbol: t.paragraphs for t in texts})
    corpus = build_corpus(documents, paragraphs)
    cites = {t.document.symbol: cited_resolutions(p.text for p in t.paragraphs) for t in texts}
    uses = []
    for place, each in enumerate(paragraphs):
        found = find_clause(["humanitarian", "access"], each.text, each.verbs)
        if found:
            uses.append(ClauseUse(use_at(corpus, place, each.number), found))
    return corpus, Chains(documents, renewal_links(documents, cites)), uses


def test_the_history_of_a_clause(river):
    corpus, chains, uses = river
    found = clause_history(corpus, chains, "humanitarian access", uses)
    assert {v.qualifiers: (v.count, v.first.symbol, v.latest.symbol) for v in found.variants} == {
        ("safe",): (1, "S/RES/9901 (2016)", "S/RES/9901 (2016)"),
        ("safe", "unhindered"): (2, "S/RES/9902 (2017)", "S/RES/9903 (2018)"),
        ("full", "safe", "unhindered"): (2, "S/RES/9904 (2019)", "S/RES/9905 (2020)"),
    }
    assert (found.kept, found.added, found.dropped) == (4, 0, 0)
    insistence, qualified = found.trends
    assert (insistence.pairs, insistence.up, insistence.down) == (4, 2, 1), "urge, demand, demand, call upon, demand"
    assert (qualified.up, qualified.down) == (2, 0)
    assert insistence.within is None, "one chain gives no interval"
    assert [(a.use.symbol, b.clause.act.verb) for a, b in found.changed] == [
        ("S/RES/9901 (2016)", "demand"),
        ("S/RES/9903 (2018)", "call upon"),
        ("S/RES/9904 (2019)", "demand"),
    ], "that of 2018 kept both verb and qualifiers"
    assert sum(period.paragraphs for period in found.periods) == 5


def test_drafts_that_failed_are_variants_and_no_trend(river):
    corpus, chains, uses = river
    failed = next(p for p in range(len(corpus)) if not corpus.of(p).adopted)
    clause = find_clause(["humanitarian", "access"], "Demands wide humanitarian access", ["Demands"])
    found = clause_history(corpus, chains, "humanitarian access", [*uses, ClauseUse(use_at(corpus, failed, "1"), clause)])
    assert ("wide",) in {v.qualifiers for v in found.variants}
    assert sum(period.paragraphs for period in found.periods) == 5


def test_estimates_need_enough_and_do_not_promise_what_few_cannot_show():
    assert mean_value([("a", 1.0)] * 9) is None, "one document many times"
    alike = mean_change([(f"chain {n}", 0.0) for n in range(6)])
    many = mean_change([(f"chain {n}", 0.0) for n in range(60)])
    assert alike.value == 0 and alike.low < many.low < 0 < many.high < alike.high
    spread = mean_value([(f"text {n}", float(n % 2)) for n in range(40)])
    assert spread.low < 0.5 == spread.value < spread.high


def test_the_sign_test():
    assert sign_test(0, 0) is None
    assert sign_test(9, 5) == sign_test(5, 9)
    assert sign_test(6, 0) == pytest.approx(2 / 64)
    assert sign_test(3, 3) == 1.0


def test_list_points_take_the_act_that_opens_their_list(tmp_path):
    from demarche.adapters.store.paragraph_writing import build_index
    from demarche.desk.precedents import leading_act

    texts = council_texts()
    documents, paragraphs = in_order([t.document for t in texts], {t.document.symbol: t.paragraphs for t in texts})
    index = build_index(tmp_path, "en", "one", documents, paragraphs, {})
    acts = {
        (index.corpus.of(place).symbol, index.paragraph(place).number): leading_act(index, place)
        for place in range(len(index.corpus))
    }
    assert acts["S/RES/9905 (2020)", "3 (a)"] == read_act("Requests")
    assert acts["S/RES/9905 (2020)", "1"].verb == "demand"
    assert dt.date(2016, 3, 5) == index.corpus.documents[0].date
