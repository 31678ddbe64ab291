"""Escalations, outcomes, the whole line with its gaps, and the case it becomes, at the door."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
import zipfile

import pytest

SECRET = "Idris Abenaim of the water board"


def test_an_escalation_goes_from_level_to_level_and_what_came_back_is_kept(inside):
    first = inside(
        "escalate", "sudan-adre", "--from", "field", "--to", "capital", "--constraint", "adre-closed", "--asked", "Raise the procedures",
        "--must-not-say", SECRET, "--tried", "two calls", "--by-day", "2030-01-15", "--date", "2024-08-25", "--json",
    )  # fmt: skip
    assert first.status == 0, first.err
    one = first.json["result"]
    assert (one["id"], one["constraint"], one["wanted_by"]) == ("2024-08-25-to-capital", "adre-closed", "2030-01-15")
    second = inside(
        "escalate", "sudan-adre", "--from", "capital", "--to", "Security Council", "--asked", "A line", "--follows", one["id"]
    )
    assert "field → capital → Security Council" in second.out
    back = inside("escalate", "sudan-adre", one["id"], "--came-back", "The envoy called", "--on", "2024-08-30", "--json")
    assert (back.json["result"]["came_back"], back.json["result"]["came_back_on"]) == ("The envoy called", "2024-08-30")
    assert back.json["result"]["must_not_say"] == SECRET
    early = inside("escalate", "sudan-adre", one["id"], "--came-back", "x", "--on", "2024-08-01")
    assert early.status == 2
    assert "passed on only on 2024-08-25" in early.err


def test_escalation_and_outcome_ask_at_the_prompt_and_a_stopped_form_is_offered_again(demarche):
    stopped = demarche("escalate", "sudan-adre", given="adre-closed\nProcedures hold up convoys\nfield\ncapital\n")
    assert stopped.status == 1
    answers = "y\n" + "two calls\n\nRaise the procedures\nin 2 weeks\n\nwhich desk told us\n\ny\n"
    again = demarche("escalate", "sudan-adre", given=answers)
    assert again.status == 0, again.err
    assert "An unfinished entry of" in again.out
    one = demarche("dossier", "show", "sudan-adre", "--json").json["result"]["escalations"][-1]
    assert (one["constraint"], one["what"], one["to_level"]) == ("adre-closed", "Procedures hold up convoys", "capital")
    assert (one["tried"], one["asked"], one["must_not_say"]) == ("two calls", "Raise the procedures", "which desk told us")
    made = demarche("outcome", "sudan-adre", given="Convoys crossed\n2999-01-01\n2024-09-01\n\n\n\n\n\nadre-august\n\ny\n")
    assert "still to come" in made.out
    assert "Kept: outcomes convoys-crossed" in made.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["escalate", "sudan-adre", "--to", "capital"], "at least to whom it goes and what is asked"),
        (["escalate", "sudan-adre", "--came-back", "x"], "give the escalation's ID"),
        (["escalate", "sudan-adre", "nothing-of-it", "--came-back", "x"], "no escalation “nothing-of-it”"),
        (["escalate", "sudan-adre", "--to", "x", "--asked", "y", "--constraint", "nothing-here"], "no constraint"),
        (["escalate", "sudan-adre", "--to", "x", "--asked", "y", "--date", "2999-01-01"], "still to come"),
        (["outcome", "sudan-adre", "--ours", "x"], "says what changed"),
        (["outcome", "sudan-adre", "--what", "x", "--commitment", "nothing-here"], "no commitment"),
        (["trace", "nowhere"], "no dossier"),
        (["trace", "sudan-adre", "--constraint", "nothing-here"], "no constraint"),
        (["learn", "sudan-adre", "--on", "2024-06-20"], "No line of this dossier has come to an end"),
        (["learn", "sudan-adre", "--on", "2024-11-20", "--constraint", "adre-closed"], "“adre-november” stands as made"),
    ],
)
def test_bad_input_is_told_in_words_and_nothing_is_stored(inside, words, said):
    answer = inside(*words)
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert not (inside.folder / "workspace" / "cases").exists()


def test_an_outcome_says_what_is_still_open(inside):
    answer = inside(
        "outcome", "sudan-adre", "--what", "59 lorries crossed", "--who-changed", "sdn-saf", "--commitment", "adre-august"
    )
    assert answer.status == 0, answer.err
    assert "Still open: our contribution, what others contributed, who can substantiate it" in answer.out


def line_of(inside, constraint, on):
    (line,) = inside("trace", "sudan-adre", "--constraint", constraint, "--on", on, "--json").json["result"]["trace"]["lines"]
    return {s["station"]: s for s in line["stations"]}


def test_the_line_runs_from_the_constraint_to_the_lesson_and_names_its_gaps(inside):
    stations = line_of(inside, "adre-closed", "2024-11-20")
    assert list(stations) == [
        "constraint", "norm and agreed text", "who can move the decider", "forum and date", "ask",
        "engagement", "escalation", "commitment", "outcome", "lesson",
    ]  # fmt: skip
    assert [e["id"] for e in stations["commitment"]["entries"]] == ["adre-august", "dabbah-rsf", "adre-november"]
    assert stations["commitment"]["entries"][0]["state"].startswith("kept, judged by editors")
    assert "no engagement is recorded" in {g["what"] for g in stations["engagement"]["gaps"]}
    inside("log", "sudan-adre", "call with a ministry | ask reopen-adre | said Open it | heard took note", "--date", "2024-07-01")
    mended = line_of(inside, "adre-closed", "2024-11-20")
    assert [e["text"] for e in mended["engagement"]["entries"]] == ["call with a ministry. 1. Open it. took note"]
    assert "no engagement is recorded" not in {g["what"] for g in mended["engagement"]["gaps"]}


def test_nothing_later_is_on_the_line(inside):
    stations = line_of(inside, "adre-closed", "2024-07-01")
    assert stations["commitment"]["entries"] == []
    assert stations["outcome"]["entries"] == []


def test_the_line_as_a_paper_and_what_no_reader_outside_finds_in_it(inside):
    inside(
        "escalate", "sudan-adre", "--to", "capital", "--constraint", "adre-closed", "--asked", "Word of asking", "--must-not-say", SECRET,
        "--leverage", "Word of leverage", "--date", "2024-08-25",
    )  # fmt: skip
    inside("log", "sudan-adre", f"call with {SECRET} | ask reopen-adre | said Word of a message", "--date", "2024-08-26")
    answer = inside("trace", "sudan-adre", "--on", "2024-11-20", "--out", "papers")
    assert answer.status == 0, answer.err
    folder = inside.folder / "papers"
    left = everything(folder / "sudan-adre-trace-2024-11-20-leave-behind.docx")
    left += (folder / "sudan-adre-trace-2024-11-20-leave-behind.html").read_text("utf-8")
    for word in ("Abenaim", "Word of asking", "Word of leverage", "Word of a message", "no lesson", "nobody has promised"):
        assert word not in left, word
    assert "Adré open to relief for three months" in left
    own = everything(folder / "sudan-adre-trace-2024-11-20.docx")
    assert "Word of asking" in own
    assert "nobody has promised anything" in own


def everything(path):
    with zipfile.ZipFile(path) as whole:
        return "\n".join(
            whole.read(name).decode("utf-8", "replace") for name in whole.namelist() if name.endswith((".xml", ".rels"))
        )


LEARN = (
    "learn", "sudan-adre", "--constraint", "adre-closed", "--on", "2025-06-01", "--instrument", "permission for a crossing or route",
    "--why", "Egypt spoke to Port Sudan before 3 May 2024", "--teaches", "Short terms need a diary",
)  # fmt: skip
NAMES = ("Adr", "Sudan", "Egypt", "Chad", "Tin", "Dabbah", "RSF", "SAF", "Khartoum", "2736", "337", "OCHA", "sdn-", "adre")


def closed(inside):
    answer = inside(
        "commitment", "judge", "sudan-adre", "dabbah-rsf", "lapsed", "--by", "access group", "--why",
        "337 lorries took Tiné; nothing was published on Dabbah", "--on", "2025-02-19",
    )  # fmt: skip
    assert answer.status == 0, answer.err


def test_a_closed_line_becomes_a_case_without_names(inside):
    closed(inside)
    answer = inside(*LEARN)
    assert answer.status == 0, answer.err
    assert "Names are taken out" in answer.out
    (path,) = (inside.folder / "workspace" / "cases").glob("*.toml")
    text = path.read_text("utf-8")
    assert [name for name in NAMES if name in text] == []
    assert "adré" not in text.casefold()
    case = tomllib.loads(text)
    assert (case["categories"], case["channels"]) == (["entry to the country"], ["bilateral"])
    assert case["outcome"][0]["result"] == "partial"
    assert {f["date"].day for f in case["fact"]} == {1}
    assert str(case["known_from"]) == "2025-06-01"
    assert case["outcome"][0]["teaches"] == "Short terms need a diary"
    (lesson,) = [one for one in inside("dossier", "show", "sudan-adre", "--json").json["result"]["lessons"] if one["case"]]
    assert lesson["case"] == case["id"]
    lesson_gaps = line_of(inside, "adre-closed", "2025-06-01")["lesson"]
    assert [e["id"] for e in lesson_gaps["entries"]] == [lesson["id"]]


@pytest.mark.skipif(os.name == "nt", reason="this system has no pseudo-terminals")
def test_at_a_terminal_what_a_case_lacks_is_asked_for(inside, typed):
    closed(inside)
    words = ["learn", "sudan-adre", "--constraint", "adre-closed", "--on", "2025-06-01"]
    shown = typed(words, ["2", "Both sides wanted the road", "Short terms need a diary"])
    assert "2 permission for a crossing or route" in shown
    assert "why: Both sides wanted the road" in shown
    assert "teaches: Short terms need a diary" in shown


def test_names_stay_where_they_are_asked_for_and_closed_fields_never(inside):
    closed(inside)
    inside(
        "outcome",
        "sudan-adre",
        "--what",
        "The gate opened",
        "--commitment",
        "adre-august",
        "--substantiator",
        SECRET,
        "--date",
        "2024-09-01",
    )
    answer = inside(*LEARN, "--named", "--id", "My own case")
    assert answer.status == 0, answer.err
    case = tomllib.loads((inside.folder / "workspace" / "cases" / "my-own-case.toml").read_text("utf-8"))
    assert "Adré" in case["title"]
    assert "Abenaim" not in str(case)
    assert any(ref.get("url") for ref in case["references"].values())
    taken = inside(*LEARN, "--named", "--id", "my own case")
    assert taken.status == 2
    assert "already" in taken.err


def test_words_of_a_closed_field_stop_a_case(inside):
    closed(inside)
    inside(
        "outcome",
        "sudan-adre",
        "--what",
        "The gate opened",
        "--commitment",
        "adre-august",
        "--substantiator",
        SECRET,
        "--date",
        "2024-09-01",
    )
    words = [word if word != "Short terms need a diary" else f"Ask {SECRET} first" for word in LEARN]
    answer = inside(*words, "--named")
    assert answer.status == 1
    assert "closed" in answer.err or "strictly confidential" in answer.err
    assert not list((inside.folder / "workspace").glob("cases/*.toml"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--instrument", "nonsense"], "“nonsense” is no instrument"),
        (["--result", "perhaps"], "“perhaps” is no result"),
        (["--channel", "perhaps"], "“perhaps” is no channel"),
    ],
)
def test_a_case_says_what_it_may_say(inside, more, said):
    closed(inside)
    answer = inside(*LEARN, *more)
    assert answer.status == 2
    assert said in answer.err


def test_what_a_case_lacks_is_named(inside):
    closed(inside)
    answer = inside("learn", "sudan-adre", "--constraint", "adre-closed", "--on", "2025-06-01")
    assert answer.status == 2
    assert "The case lacks: instrument, why" in answer.err


def test_a_case_of_ones_own_is_a_precedent_for_others_and_not_for_itself(inside):
    closed(inside)
    assert inside(*LEARN).status == 0
    inside("dossier", "new", "ford", "--title", "A ford in fiction", "--country", "Mali", "--term", "Mali", "--since", "2025-01-01")
    near = {name: cases_near(inside, name) for name in ("ford", "sudan-adre")}
    assert "own-entry-to-the-country-2024" in near["ford"]
    assert "own-entry-to-the-country-2024" not in near["sudan-adre"]
    assert cases_near(inside, "ford", "2025-05-31") == [name for name in near["ford"] if not name.startswith("own-")]


def cases_near(inside, dossier, on="2025-06-02"):
    from demarche.desk import open_workspace
    from demarche.desk.situations import situation_of

    found = situation_of(open_workspace(inside.folder / "workspace"), dossier, "Norway", dt.date.fromisoformat(on))
    return [a.case.id for a in found.analogies("bilateral", "entry to the country")]
