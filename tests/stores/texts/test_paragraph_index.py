"""The index of paragraphs on the disk: built once, read by any process, made again where texts or files changed."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from fictional_texts import assembly_texts, council_texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.store.paragraph_index import best, fingerprint, open_index
from demarche.adapters.store.paragraph_search import query, search_paragraphs
from demarche.adapters.store.paragraph_writing import build_index
from demarche.model.evidence import Failure, UseError
from demarche.subjects.texts.precedent import in_order, terms, words
from demarche.subjects.texts.searching import read_asked

SPONSORS = {"S/RES/9905 (2020)": {"NOR": "Norway"}}


def build(root, mark="one", texts=None):
    texts = texts or [*council_texts(), *assembly_texts()]
    documents, paragraphs = in_order([t.document for t in texts], {t.document.symbol: t.paragraphs for t in texts})
    return build_index(root, "en", mark, documents, paragraphs, SPONSORS)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return build(tmp_path_factory.mktemp("index"))


def found(index, asked, before=None):
    limit = len(index.corpus) if before is None else index.corpus.before(before)
    return [index.corpus.of(int(p)).symbol for p in index.candidates(words(asked), limit, 10)]


def test_what_is_read_back_is_what_was_put_in(index):
    texts = {t.document.symbol: t for t in [*council_texts(), *assembly_texts()]}
    assert {d.symbol for d in index.corpus.documents} == set(texts)
    for symbol, span in index.corpus.spans.items():
        assert [index.paragraph(place) for place in span] == texts[symbol].paragraphs
    for document in index.corpus.documents:
        assert document == texts[document.symbol].document
    assert index.sponsors == SPONSORS


def test_candidates_share_words_and_are_earlier_and_adopted(index):
    asked = "Demands that all parties allow safe humanitarian access across the fictional river"
    assert found(index, asked)[0].startswith("S/RES/990")
    day = dt.date(2018, 3, 5)
    earlier = found(index, asked, day)
    assert earlier and all(index.corpus.documents[index.corpus.number_of[s]].date < day for s in earlier)
    assert not any(s.startswith("S/2019/") for s in found(index, "an immediate pause at the fictional weir for the sick"))
    assert found(index, "zzyzx") == [] == found(index, "the of and") == found(index, asked, dt.date(1999, 1, 1))


def test_scores_are_those_of_bm25_counted_by_hand(index):
    asked = "full humanitarian access to the fictional harbour"
    texts = [terms(words(index.paragraph(p).text)) for p in range(len(index.corpus))]
    mean = sum(map(len, texts)) / len(texts)
    wanted = []
    for text in texts:
        score = 0.0
        for term in set(terms(words(asked))):
            holding, times = sum(term in other for other in texts), text.count(term)
            rarity = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            score += rarity * times / (times + 1.5 * (0.25 + 0.75 * len(text) / mean))
        wanted.append(score)
    assert index.scores(index.term_ids(words(asked))).tolist() == pytest.approx(wanted, abs=1e-5)
    assert index.holding_all(["party"], len(texts)) == [p for p, text in enumerate(texts) if {"party", "parties"} & set(text)]


def test_chains_are_read_back(index):
    assert index.chains.ancestors("S/RES/9903 (2018)") == ["S/RES/9902 (2017)", "S/RES/9901 (2016)"]
    assert index.chains.predecessor("A/RES/75/901") == "A/RES/74/901"
    assert index.chains.predecessor("S/RES/9950 (2019)") is None


def test_an_index_is_opened_by_its_mark_and_older_ones_go(tmp_path):
    build(tmp_path, "one")
    assert open_index(tmp_path, "en", "one") is not None and open_index(tmp_path, "en", "two") is None
    build(tmp_path, "two", council_texts())
    assert open_index(tmp_path, "en", "one") is None
    assert len(open_index(tmp_path, "en", "two").corpus.documents) == len(council_texts())
    assert not list(tmp_path.glob(".writing-*"))


@pytest.mark.parametrize("name", ["letters.npy", "documents.json", "texts.bin", "sizes.json", "bm25/data.csc.index.npy"])
def test_a_damaged_index_is_not_opened_and_is_built_again(tmp_path, name):
    build(tmp_path)
    path = tmp_path / "en-one" / name
    path.write_bytes(path.read_bytes()[:-3])
    assert open_index(tmp_path, "en", "one") is None
    assert len(build(tmp_path).corpus) == len(open_index(tmp_path, "en", "one").corpus) > 20


def test_an_index_of_nothing_is_refused(tmp_path):
    with pytest.raises(Failure, match="no paragraph"):
        build_index(tmp_path, "en", "one", [], [], {})
    assert not list(tmp_path.glob("en-*"))


def test_the_mark_changes_with_what_is_indexed():
    assert fingerprint(["a", "b"]) == fingerprint(["b", "a"]) != fingerprint(["a", "c"])


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.5]), max_size=40), st.integers(1, 12))
def test_best_is_what_sorting_everything_gives(values, count):
    import numpy as np

    scores = np.array(values, np.float32)
    wanted = [p for p in sorted(range(len(values)), key=lambda p: (-values[p], -p)) if values[p] > 0][:count]
    assert sorted(scores[best(scores, count)]) == sorted(scores[wanted])
    if len(wanted) < count:
        assert best(scores, count).tolist() == wanted


def searched(index, asked):
    return [index.corpus.of(place).symbol for place, _ in search_paragraphs(index, "en", read_asked(asked))]


def test_words_phrases_beginnings_alternatives_and_words_left_out(index):
    assert set(searched(index, "weir")) == {"S/2019/901", "S/2019/902"}
    assert searched(index, "weir -long") == searched(index, "weir NOT long") == ["S/2019/901"]
    assert set(searched(index, "lighthouse OR lamps")) == {"S/RES/9950 (2019)", "S/PRST/2018/901"}
    assert searched(index, '"fictional weir" lighthouse') == []
    assert len(searched(index, '"unhindered humanitarian access"')) == 4 and searched(index, '"access humanitarian"') == []
    assert set(searched(index, "light*")) == {"S/RES/9950 (2019)"} and searched(index, "light") == []
    assert searched(index, "demanding weirs") == ["S/2019/901"], "English endings are set aside"


def test_a_damaged_index_of_words_says_which_file_to_delete(tmp_path):
    index = build(tmp_path)
    searched(index, "weir")
    (path,) = index.folder.glob("words-*.sqlite")
    path.write_bytes(b"no database" * 500)
    with pytest.raises(Failure, match="damaged") as raised:
        searched(index, "weir")
    assert raised.value.where == str(path)
    path.unlink()
    assert len(searched(index, "weir")) == 2


def test_the_longest_question_that_may_be_asked_is_answered(index):
    assert searched(index, " ".join(["fictional"] * 59 + ["weir"])) == searched(index, "weir")
    assert set(searched(index, " OR ".join(f"word{n}" for n in range(59)) + " OR weir")) == set(searched(index, "weir"))
    assert searched(index, "weir " + " ".join(f"-word{n}" for n in range(59))) == searched(index, "weir")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(max_size=40) | st.text(alphabet="ab \"*-()ORNT:^{}+\0'", max_size=25))
def test_no_question_can_be_a_command(index, asked):
    try:
        question = read_asked(asked)
    except UseError:
        return
    assert query(question).count('"') % 2 == 0
    assert all(0 <= place < len(index.corpus) for place, _ in search_paragraphs(index, "en", question))
