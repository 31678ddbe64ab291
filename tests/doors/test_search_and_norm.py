"""Search, norm and the closest wording as a user calls them, on fictional texts put in use as a sync would."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from fictional_texts import council_texts, put_source, put_texts

DAY = ("--on", "2024-01-01")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A workspace with the fictional texts, their English indexes built."""
    from demarche.desk import open_workspace, search_texts

    folder = tmp_path_factory.mktemp("texts") / "workspace"
    put_texts(folder)
    search_texts(open_workspace(folder), "weir", dt.date(2024, 1, 1))
    return folder


@pytest.fixture
def texts(demarche, tmp_path, prepared):
    """The command line in a workspace with the fictional texts."""
    shutil.copytree(prepared, tmp_path / "workspace")
    return demarche


@pytest.mark.parametrize("words", [("search", "access"), ("norm", "humanitarian access"), ("check", "precedent")])
def test_without_texts_the_next_step_is_told(demarche, words):
    answer = demarche(*words)
    assert answer.status == 2
    assert "demarche sync un_resolutions" in answer.err and "Traceback" not in answer.err


def test_search_finds_words_with_vote_and_agenda(texts):
    answer = texts("search", "unhindered humanitarian access", *DAY, "--json")
    assert answer.status == 0, answer.err
    result = answer.json["result"]
    assert (result["total"], result["wordings"]) == (4, 3), "one wording was used twice"
    by_symbol = {hit["use"]["symbol"]: hit["use"] for hit in result["hits"]}
    use = by_symbol["S/RES/9903 (2018)"]
    assert (use["vote"], use["paragraph"], use["agenda_item"]) == ("13-0-2", "1", "The situation at the fictional river")
    assert use["sponsors"] == ["Brazil", "Norway"]


def test_one_wording_is_one_line_with_how_often(texts):
    result = texts("search", "ferry mission every ninety days", *DAY, "--json").json["result"]
    assert [(hit["uses"], hit["use"]["symbol"]) for hit in result["hits"]] == [(5, "S/RES/9905 (2020)")]


@pytest.mark.parametrize(
    ("options", "symbols"),
    [
        (("--kind", "failed"), {"S/2019/901", "S/2019/902"}),
        (("--kind", "statement"), {"S/PRST/2018/901"}),
        (("--organ", "assembly", "--since", "2020-01-01"), {"A/RES/75/901"}),
        (("--organ", "council", "--until", "2016-12-31"), {"S/RES/9901 (2016)"}),
        (("--sponsor", "Peru"), {"A/RES/73/901", "A/RES/74/901", "A/RES/75/901"}),
        (("--agenda", "harbour"), {"S/PRST/2018/901", "S/RES/9950 (2019)"}),
        (("--element", "access", "--until", "2017-01-01"), {"S/RES/9901 (2016)"}),
    ],
)
def test_filters(texts, options, symbols):
    answer = texts("search", "fictional", *options, *DAY, "--json")
    assert answer.status == 0, answer.err
    assert {hit["use"]["symbol"] for hit in answer.json["result"]["hits"]} == symbols


def test_a_draft_that_failed_says_who_failed_it(texts):
    hits = texts("search", "weir", *DAY, "--json").json["result"]["hits"]
    by_symbol = {hit["use"]["symbol"]: hit["use"] for hit in hits}
    assert by_symbol["S/2019/901"]["vetoed_by"] == ["Russian Federation"] and not by_symbol["S/2019/901"]["adopted"]
    assert by_symbol["S/2019/902"]["vetoed_by"] == [] and len(by_symbol["S/2019/902"]["against"]) == 2
    plain = texts("search", "weir", *DAY).out
    assert "vetoed by Russian Federation" in plain and "too few votes; against: France, United States" in plain


def test_on_a_day_nothing_later_is_found(texts):
    result = texts("search", "access", "--on", "2018-03-05", "--json").json["result"]
    assert {hit["use"]["date"] for hit in result["hits"]} == {"2016-03-05", "2018-03-05"}, "that of 2017 was used again in 2018"


def test_six_languages_and_side_by_side(texts):
    chinese = texts("search", "人道主义准入", "--language", "zh", *DAY, "--json").json["result"]
    assert [hit["use"]["paragraph"] for hit in chinese["hits"]] == ["1"]
    arabic = texts("search", "المساعدات", "--language", "Arabic", "--beside", "fr,en", *DAY, "--json").json["result"]
    (hit,) = arabic["hits"]
    assert {b["language"]: b["paragraph"] for b in hit["beside"]} == {"fr": "1", "en": "1"}
    french = texts("search", "acces", "humanitaire", "--language", "fr", *DAY, "--beside", "ru")
    assert "accès humanitaire" in french.out, "accents may be left out"
    assert "None of these paragraphs is here in Russian" in french.out and "demarche sync" in french.out


def test_words_apart_are_offered_where_a_phrase_is_nowhere(texts):
    answer = texts("search", "barges access", *DAY)
    assert answer.status == 0 and "No text has these words together" in answer.out
    assert "Nothing was found" in texts("search", "zzyzx", *DAY).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search", "…"), "no word to look for"),
        (("search", *["access"] * 61), "demarche text"),
        (("search", "access", "--organ", "senate"), "council, assembly"),
        (("search", "access", "--kind", "letter"), "failed"),
        (("search", "access", "--language", "de"), "zh (Chinese)"),
        (("search", "access", "--language", "ru"), "There are no texts in Russian"),
        (("search", "access", "--element", "mediacl care"), "medical care"),
        (("search", "access", "--element", "access", "--language", "fr"), "--beside"),
        (("search", "access", "--sponsor", "Norwa"), "Norway"),
        (("search", "access", "--since", "2020-01-01", "--until", "2019-01-01"), "Swap"),
        (("norm", "zzyzx"), "demarche search"),
        (("norm", "…"), "no clause"),
        (("norm", "access", "--organ", "senate"), "council, assembly"),
        (("search", "weir", "--out", "answer.pages"), ".xlsx"),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(texts, words, said):
    answer = texts(*words, *DAY)
    assert answer.status == 2, answer.out
    assert said in answer.err and "Traceback" not in answer.err


def test_norm_tells_variants_votes_and_both_trends(texts):
    answer = texts("norm", "humanitarian access", *DAY, "--json")
    assert answer.status == 0, answer.err
    council, assembly = answer.json["result"]["history"]["organs"]
    assert (council["organ"], assembly["organ"]) == ("Security Council", "General Assembly")
    variant = next(v for v in council["variants"] if v["words"] == "full safe and unhindered")
    assert (variant["uses"], variant["verb"], variant["strongest"]["symbol"]) == (2, "demand", "S/RES/9905 (2020)")
    assert variant["latest"]["vote"] == "15-0-0"
    insistence = council["trends"][0]
    assert (insistence["pairs"], insistence["up"], insistence["down"]) == (4, 2, 1)


def test_norm_is_drawn_and_written(texts):
    answer = texts("norm", "humanitarian access", *DAY, "--chart", "access", "--out", "access.xlsx")
    assert answer.status == 0, answer.err
    assert (texts.folder / "access.svg").read_text("utf-8").startswith("<svg")
    assert (texts.folder / "access.png").stat().st_size > 5000
    import openpyxl

    assert openpyxl.load_workbook(texts.folder / "access.xlsx").sheetnames[0] == "SC variants"


def test_an_index_is_kept_and_made_again_when_texts_change(texts):
    texts("search", "weir", *DAY)
    (first,) = (texts.folder / "workspace" / "evidence" / "index").glob("en-*")
    texts("search", "weir", *DAY)
    assert [first] == list(first.parent.glob("en-*"))
    put_source(first.parents[1] / "tables", "un_resolutions", council_texts()[:2], "newer")
    answer = texts("search", "weir", *DAY)
    assert "Nothing was found" in answer.out, answer.err
    (second,) = first.parent.glob("en-*")
    assert second != first


def test_the_closest_wording_for_the_desk(tmp_path):
    from demarche.desk import closest, closest_wordings, open_workspace
    from demarche.subjects.texts import DraftParagraph

    put_texts(tmp_path / "workspace")
    workspace = open_workspace(tmp_path / "workspace")
    asked = DraftParagraph(
        "operative",
        "1",
        "Calls upon",
        ("Calls upon",),
        "Calls upon all parties to allow full, safe and unhindered humanitarian access across the fictional river;",
    )
    found = closest(workspace, asked, dt.date(2020, 3, 5))
    best = found.best
    assert (
        best.latest.symbol == "S/RES/9904 (2019)" and best.latest.vote == "15-0-0" and best.latest.sponsors == ("Brazil", "Norway")
    )
    assert best.strongest.symbol in {"S/RES/9902 (2017)", "S/RES/9903 (2018)"} and best.strongest_act.verb == "demand"
    assert 0 <= found.no_precedent < 0.5
    pause = DraftParagraph(
        "operative",
        "2",
        "Demands",
        ("Demands",),
        "Demands an immediate pause at the fictional weir so that the sick may be carried over;",
    )
    kites = DraftParagraph("operative", "3", "Forbids", ("Forbids",), "Forbids kites over the imaginary observatory;")
    whole = closest_wordings(workspace, [asked, pause, kites], dt.date(2020, 3, 5), organ="Security Council")
    assert whole[1].failed.use.symbol == "S/2019/901" and whole[1].failed.use.vetoed_by == ("Russian Federation",)
    assert all(w.latest.adopted for each in whole for w in each.wordings)
    assert whole[2].is_new and whole[2].best is None
    earlier = closest_wordings(workspace, [asked, pause, kites], dt.date(2016, 3, 5))
    assert all(not each.wordings and each.is_new and each.failed is None for each in earlier)
