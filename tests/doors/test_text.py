"""`demarche text` at the door, on fictional texts: what a user gets from a draft, and what from a file that is none."""

from __future__ import annotations

import io
import re

import docx
import pytest
from fictional_texts import put_texts

from demarche.adapters.drafts import read_draft
from demarche.adapters.word_files import accept_all, reject_all

DRAFT = """The Security Council,

Recalling resolution 9905 (2020) on the fictional river,

Expressing concern at the mills that stand empty along the fictional river,

1. Calls upon all parties to allow safe humanitarian access across the fictional river;

2. Decides to extend the mandate of the fictional ferry mission until 5 March 2022;

3. Establishes a library of ships in bottles for the keepers of the seven moons;

4. Requests the Secretary-General to report on the ferry mission every ninety days.
"""

EARLIER = """The Security Council,

Recalling resolution 9905 (2020) on the fictional river,

1. Requests the Secretary-General to report on the ferry mission every ninety days;

2. Demands that all parties allow full, safe and unhindered humanitarian access across the fictional river;

3. Decides to extend the mandate of the fictional ferry mission until 5 March 2022;

4. Thanks the keepers of the lighthouse for their lamp oil.
"""


@pytest.fixture
def here(demarche):
    put_texts(demarche.folder / "workspace")
    (demarche.folder / "draft.txt").write_text(DRAFT, "utf-8")
    (demarche.folder / "earlier.txt").write_text(EARLIER, "utf-8")
    return demarche


def compared(answer):
    assert answer.status == 0, answer.err
    return answer.json["result"]["comparison"]


def test_each_paragraph_has_its_closest_adopted_wording_as_a_class_or_none(here):
    found = compared(here("text", "draft.txt", "--on", "2021-03-01", "--json"))
    by_number = {each["paragraph"]["number"]: each for each in found["paragraphs"] if each["paragraph"]}
    report = by_number["4"]["closest"]["wordings"][0]
    assert report["uses"] == 5
    assert report["first"]["symbol"] == "S/RES/9901 (2016)"
    assert report["latest"]["symbol"] == "S/RES/9905 (2020)"
    assert report["latest"]["vote"] == "15-0-0"
    assert sorted(report["latest"]["sponsors"]) == ["Brazil", "Norway"]
    assert by_number["3"]["change"] == "new"
    assert by_number["3"]["earlier"] is None
    assert by_number["3"]["closest"]["no_precedent"] > 0.5
    assert found["organ"] == "Security Council"


def test_nothing_of_the_day_or_later_is_used(here):
    found = compared(here("text", "draft.txt", "--on", "2018-03-05", "--json"))
    dates = [w["latest"]["date"] for each in found["paragraphs"] for w in each["closest"]["wordings"]]
    assert dates and max(dates) < "2018-03-05"


def test_set_against_the_last_text_of_its_chain_it_says_what_is_weaker_and_what_was_dropped(here):
    found = compared(here("text", "draft.txt", "--on", "2021-03-01", "--against", "last", "--json"))
    assert found["against"].startswith("S/RES/9905 (2020)")
    access = next(each for each in found["paragraphs"] if each["paragraph"] and each["paragraph"]["number"] == "1")
    weaker = {f["code"] for f in access["findings"] if f["direction"] == "weaker"}
    assert {"verb", "scope"} <= weaker
    assert all(f["draft"]["text"] and f["adopted"]["text"] for f in access["findings"])
    dropped = [each["earlier"]["where"] for each in found["paragraphs"] if each["paragraph"] is None]
    assert dropped == ["S/RES/9905 (2020), paragraph 3 (a)"]


def test_accepting_a_redline_gives_the_draft_and_rejecting_it_the_earlier_draft(here):
    answer = here("text", "draft.txt", "--since", "earlier.txt", "--on", "2021-03-01", "--out", "redline.docx")
    assert answer.status == 0, answer.err
    content = (here.folder / "redline.docx").read_bytes()

    def words(text):
        return [re.sub(r"\s+", " ", line).strip() for line in text.split("\n") if line.strip()]

    assert words(accept_all(content)) == words(DRAFT)
    assert words(reject_all(content)) == words(EARLIER)
    found = compared(here("text", "draft.txt", "--since", "earlier.txt", "--on", "2021-03-01", "--json"))
    assert "moved" in {each["change"] for each in found["paragraphs"]}


def test_the_redline_as_page_and_as_akn_holds_the_draft(here):
    answer = here("text", "draft.txt", "--against", "9905", "--on", "2021-03-01", "--out", "r.html", "--out", "r.xml")
    assert answer.status == 0, answer.err
    page = (here.folder / "r.html").read_text("utf-8")
    assert "<ins>" in page and "<del>" in page and "<script" not in page
    draft = read_draft((here.folder / "r.xml").read_bytes()).draft
    asked = [line.split(" ", 1)[1] if line[0].isdigit() else line for line in DRAFT.split("\n\n") if line.strip()]
    own = [each.text for each in draft.paragraphs if each.section in {"preambular", "operative"}]
    assert own == [line.strip() for line in asked[1:]]
    assert [each.number for each in draft.of("operative")] == ["1", "2", "3", "4"]


FRENCH = """Le Conseil de sécurité,

Rappelant sa résolution sur le fleuve fictif,

1. Exige que toutes les parties permettent l’accès humanitaire à travers le fleuve fictif ;

2. Décide de proroger le mandat du bac fictif ;
"""


def test_a_draft_in_another_language_is_compared_in_it_and_judged_by_no_english_rule(here):
    (here.folder / "projet.txt").write_text(FRENCH, "utf-8")
    found = compared(here("text", "projet.txt", "--on", "2021-03-01", "--json"))
    assert found["language"] == "fr"
    assert found["paragraphs"][1]["closest"]["wordings"][0]["latest"]["text"].startswith("Exige que toutes les parties")
    assert all(each["findings"] == [] for each in found["paragraphs"])
    assert found["elements"] == []
    assert any("French" in note for note in found["notes"])


AMENDMENTS = """Fictional State C: amendments to the fictional draft
1. In operative paragraph 2, replace the words “full, safe and unhindered” with “safe”.
2. Delete operative paragraph 4.
3. Delete operative paragraph 44.
"""


def test_amendments_are_carried_out_on_the_draft_that_they_amend(here):
    (here.folder / "amendments.txt").write_text(AMENDMENTS, "utf-8")
    found = compared(here("text", "amendments.txt", "--since", "earlier.txt", "--on", "2021-03-01", "--json"))
    assert len(found["amendments"]) == 3
    assert any(note.startswith("2 amendments were carried out") for note in found["notes"])
    assert any("Not carried out" in note and "44" in note for note in found["notes"])
    changes = {(each["paragraph"] or each["earlier"])["number"]: each for each in found["paragraphs"]}
    assert changes["2"]["paragraph"]["text"].startswith("Demands that all parties allow safe humanitarian access")
    assert "scope" in {f["code"] for f in changes["2"]["findings"]}
    assert changes["4"]["change"] == "dropped"


def test_proposals_go_into_the_users_own_file_and_leave_everything_else(here):
    document = docx.Document()
    for line in DRAFT.split("\n\n"):
        document.add_paragraph(line.strip())
    made = io.BytesIO()
    document.save(made)
    (here.folder / "draft.docx").write_bytes(made.getvalue())
    answer = here(
        "text", "draft.docx", "--on", "2021-03-01", "--against", "last", "--proposals", "mine.docx", "--author", "Delegate"
    )
    assert answer.status == 0, answer.err
    content = (here.folder / "mine.docx").read_bytes()
    assert (
        reject_all(content).split("\n")[3]
        == "1. Calls upon all parties to allow safe humanitarian access across the fictional river;"
    )
    accepted = accept_all(content).split("\n")
    assert accepted[2] == "Expressing grave concern at the mills that stand empty along the fictional river,"
    assert accepted[3].startswith("1. Demands that all parties allow full, safe and unhindered humanitarian access")
    assert accepted[5] == reject_all(content).split("\n")[5], "what is new stays as it is"
    assert (here.folder / "draft.docx").read_bytes() == made.getvalue()
    refused = here("text", "draft.txt", "--proposals", "mine.docx", "--on", "2021-03-01")
    assert refused.status == 2
    assert "Word file" in refused.err


def test_pasted_text_is_read_and_a_pipe_gets_one_table(here):
    answer = here("text", "draft.txt", "--on", "2021-03-01")
    header, *rows = answer.out.splitlines()
    assert header.split("\t")[:3] == ["paragraph", "change", "closest"]
    assert len(rows) == 6
    elements = here("text", "draft.txt", "--on", "2021-03-01", "--table", "elements")
    assert elements.out.startswith("element\t")


def test_without_synced_texts_the_draft_is_split_its_elements_checked_and_the_way_shown(demarche):
    (demarche.folder / "draft.txt").write_text(DRAFT, "utf-8")
    answer = demarche("text", "draft.txt", "--on", "2024-06-20", "--json")
    found = compared(answer)
    assert "demarche sync un_resolutions" in " ".join(found["notes"])
    assert len(found["paragraphs"]) == 6
    medical = next(each for each in found["elements"] if each["element"] == "medical care")
    assert medical["covered"] == "not covered"
    assert medical["strongest"]["verb"] == "demand"
    assert medical["strongest"]["symbol"].startswith("S/RES/")
    assert medical["strongest"]["text"] == ""
    refused = demarche("text", "draft.txt", "--on", "2024-06-20", "--against", "2286")
    assert refused.status == 2
    assert "sync" in refused.err


def test_without_synced_texts_no_paragraph_is_called_new(demarche):
    (demarche.folder / "draft.txt").write_text(DRAFT, "utf-8")
    answer = demarche("text", "draft.txt", "--on", "2024-06-20")
    header, *rows = answer.out.splitlines()
    change = header.split("\t").index("change")
    assert [row.split("\t")[change] for row in rows] == [""] * 6


def test_what_is_asked_for_with_a_weaker_verb_than_was_adopted_is_told(demarche):
    (demarche.folder / "draft.txt").write_text(DRAFT, "utf-8")
    (demarche.folder / "firm.txt").write_text(
        DRAFT.replace("Calls upon all parties to allow", "Demands that all parties allow"), "utf-8"
    )
    weak = demarche("text", "draft.txt", "--on", "2024-06-20", "--table", "elements")
    rows = {row.split("\t")[0]: row.split("\t") for row in weak.out.splitlines()[1:]}
    assert rows["humanitarian access and relief"][1] == "asked with “call upon” in paragraph 1"
    assert rows["humanitarian access and relief"][2].endswith(": demand")
    assert (
        "Asked for with a weaker verb than was adopted: humanitarian access and relief (“call upon”; “demand” in S/RES/" in weak.err
    )
    firm = demarche("text", "firm.txt", "--on", "2024-06-20", "--table", "elements")
    assert "humanitarian access and relief\t" not in firm.out
    assert "Asked for with a weaker verb" not in firm.err
    clause = demarche.folder / "clause.txt"
    clause.write_text("Encourages all parties to the conflict to allow humanitarian access", "utf-8")
    assert "humanitarian access and relief (“encourage”;" in demarche("text", "clause.txt", "--on", "2024-06-20").err


CEASEFIRE = """Agreement on a truce at Merrin (fictional)
Article 1
1. The Parties shall stop all attacks for a period of ten days.
2. The Parties shall let ambulances pass.
"""


def test_a_ceasefire_text_says_which_provisions_it_lacks_and_what_agreements_at_hand_have(here):
    (here.folder / "truce.txt").write_text(CEASEFIRE, "utf-8")
    older = "Agreement on an older truce (fictional)\nArticle 1\nEach Party shall issue orders to all its commanders.\n"
    (here.folder / "older.txt").write_text(older, "utf-8")
    found = compared(here("text", "truce.txt", "--with", "older.txt", "--on", "2021-03-01", "--json"))
    provisions = {each["provision"]: each for each in found["provisions"]}
    assert provisions["medical care and evacuation"]["binding"] == ["Article 1 (2)"]
    assert provisions["duration and renewal"]["binding"] == ["Article 1 (1)"]
    orders = provisions["orders to commanders"]
    assert orders["binding"] == []
    assert orders["agreements"][0]["agreement"] == "older.txt"
    assert orders["agreements"][0]["text"].startswith("Each Party shall issue orders")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("none.docx",), "no file of this name"),
        (("draft.txt", "--against", "S/RES/1 (1900)"), "no text S/RES/1 (1900)"),
        (("draft.txt", "--against", "last", "--since", "earlier.txt"), "not both"),
        (("draft.txt", "--out", "r.pages"), ".docx, .html, .xml"),
        (("draft.txt", "--organ", "senate"), "no organ"),
    ],
    ids=lambda value: value[-1] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_with_what_to_do(here, words, said):
    answer = here("text", *words, "--on", "2021-03-01")
    assert answer.status == 2
    assert said in answer.err
    assert "What next:" in answer.err
    assert "Traceback" not in answer.err


def test_a_single_clause_is_set_beside_the_paragraph_that_holds_it(here):
    (here.folder / "clause.txt").write_text("Urges all parties to allow humanitarian access across the fictional river", "utf-8")
    answer = here("text", "clause.txt", "--on", "2021-03-01", "--json")
    (only,) = compared(answer)["paragraphs"]
    assert only["earlier"]["use"]["symbol"].startswith("S/RES/990")
    said = here("text", "clause.txt", "--on", "2021-03-01").err
    assert "1 paragraph," in said
    assert "Not covered" not in said


def test_the_scorecard_asks_for_texts_where_there_are_none(demarche):
    answer = demarche("check", "text")
    assert answer.status == 2
    assert "demarche sync un_resolutions" in answer.err


def test_what_is_most_likely_new_stands_beside_the_nearest_wording_without_findings(here):
    found = compared(here("text", "draft.txt", "--on", "2021-03-01", "--json"))
    new = [each for each in found["paragraphs"] if each["closest"] and each["closest"]["no_precedent"] >= 0.5]
    assert new
    assert not any(each["findings"] for each in new)
    assert any(each["findings"] for each in found["paragraphs"])


def test_a_paragraph_in_new_words_is_set_beside_one_on_its_subject(here):
    (here.folder / "own.txt").write_text(
        "The Security Council,\n\n1. Considers that mothers on the far bank wait for humanitarian access, and wishes a boat across the"
        " fictional river which parties should grant;\n\n"
        "2. Wishes that lamps were lit on the far bank each morning until the frost, and that a boat went across to the mills.\n",
        "utf-8",
    )
    found = compared(here("text", "own.txt", "--on", "2021-03-01", "--json"))
    on_access, on_nothing = found["paragraphs"]
    assert on_access["closest"]["no_precedent"] >= 0.5
    assert on_access["likeness"] < 0.45
    assert "humanitarian access" in on_access["earlier"]["text"]
    assert on_access["findings"] == []
    assert on_nothing["earlier"] is None
    told = here("text", "own.txt", "--on", "2021-03-01").out
    assert "nearest: S/RES/" in told
