"""Logging an engagement at the door: a line, options, a form at the prompt, drafts that survive, and what is not to be recorded."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LINE = (
    "call with Director for Fiction | level director | ask reopen-adre | said Renew the opening; Night crossings; Drop the list | "
    "heard took note; pushed back on 3 | promise extend the opening; until 15 Feb 2031; at Adré; checked by counts at the gate; "
    "in return for UN: a list of lorries | promise name a contact; until in 2 weeks | next written reply"
)
CALL = [sys.executable, "-c", "from demarche.doors.cli import main; main()"]


def held(demarche, dossier="sudan-adre"):
    return demarche("dossier", "show", dossier, "--json").json["result"]


def test_one_line_keeps_the_engagement_and_its_promises(inside):
    answer = inside("log", "sudan-adre", LINE, "--date", "2024-08-20")
    assert answer.status == 0, answer.err
    kept = held(inside)
    (act,) = kept["engagements"]
    assert (act["id"], act["level"], act["ask"]) == ("2024-08-20-call", "director", "reopen-adre")
    assert act["message"].splitlines()[2] == "3. Drop the list"
    assert act["attribution"] == "not for attribution"
    promises = {c["id"]: c for c in kept["commitments"] if c["engagement"] == act["id"]}
    assert set(promises) == {"extend-the-opening", "a-list-of-lorries", "name-a-contact"}
    first = promises["extend-the-opening"]
    assert (first["by"], first["until"], first["place"]) == ("Director for Fiction", "2031-02-15", "adre")
    assert first["constraints"] == ["adre-closed"]
    assert first["other_half"] == "a-list-of-lorries"
    assert promises["a-list-of-lorries"]["other_half"] == "extend-the-opening"
    assert promises["name-a-contact"]["until"] == "2024-09-03"


def test_options_do_the_same(inside):
    inside("dossier", "new", "mare-road")
    answer = inside("log", "mare-road", "--with", "a ministry", "--said", "Open it", "--heard", "1: refused", "--json")
    assert answer.status == 0, answer.err
    assert answer.json["result"]["engagement"]["reaction"] == "1: refused"
    assert held(inside, "mare-road")["engagements"][0]["with_whom"] == "a ministry"


def test_a_place_that_the_dossier_does_not_know_yet_is_kept_with_the_promise(inside):
    inside("dossier", "new", "mare-road")
    assert inside("log", "mare-road", "met a ministry | promise open it; at the ford; until 2031-01-01").status == 0
    kept = held(inside, "mare-road")
    assert [(p["id"], p["name"], p["sensitivity"]) for p in kept["places"]] == [("the-ford", "the ford", {"name": "restricted"})]
    assert kept["commitments"][0]["place"] == "the-ford"


def test_nothing_is_stored_of_what_is_not_to_be_recorded(inside):
    answer = inside("log", "sudan-adre", "met Idris Abenaim | said A word of fiction | rule do not record")
    assert answer.status == 0
    assert "Nothing was stored" in answer.out
    left = [p for p in (inside.folder / "workspace").rglob("*") if p.is_file()] if (inside.folder / "workspace").exists() else []
    assert left == []


def test_under_the_chatham_house_rule_no_leave_behind_says_who_spoke(inside):
    line = "met Permanent Secretary of Zembla | level permanent secretary | we deputy of fiction | promise clear the convoys; until 2031-01-01 | rule Chatham House"
    assert inside("log", "sudan-adre", line, "--date", "2024-06-15").status == 0
    for audience in ("public", "restricted", "strictly confidential"):
        out = f"papers-{audience}".replace(" ", "-")
        answer = inside("trace", "sudan-adre", "--on", "2024-06-20", "--out", out, "--audience", audience)
        assert answer.status == 0, answer.err
        left = (inside.folder / out / "sudan-adre-trace-2024-06-20-leave-behind.html").read_text("utf-8")
        assert "Zembla" not in left
        assert "ermanent secretary" not in left.casefold()
        assert "deputy of fiction" not in left
        assert "Zembla" in (inside.folder / out / "sudan-adre-trace-2024-06-20.html").read_text("utf-8")


def test_on_record_a_promise_may_be_left_behind_and_a_contact_with_an_armed_group_never(inside):
    line = "met Foreign Ministry of Fiction | promise open the fictional gate; at Adré; until 2031-01-01 | rule on record"
    assert inside("log", "sudan-adre", line, "--date", "2024-06-15").status == 0
    group = "met Rapid Support Forces | promise keep the fictional road safe; at Adré; until 2031-01-01 | rule on record"
    assert inside("log", "sudan-adre", group, "--date", "2024-06-16").status == 0
    assert inside("trace", "sudan-adre", "--on", "2024-06-20", "--out", "papers").status == 0
    left = (inside.folder / "papers" / "sudan-adre-trace-2024-06-20-leave-behind.html").read_text("utf-8")
    assert "Foreign Ministry of Fiction: open the fictional gate" in left
    assert "fictional road" not in left


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere", "met someone"], "no dossier “nowhere”"),
        (["sudan-adre", "hello"], "does not begin with a word"),
        (["sudan-adre", "met someone | on 2999-01-01"], "still to come"),
        (["sudan-adre", "met someone | heard pushed back on 3"], "no point 3"),
        (["sudan-adre", "met someone | ask nonsense-ask"], "no ask “nonsense-ask”"),
        (["sudan-adre", "met someone | rule perhaps"], "no rule of attribution"),
        (["sudan-adre", "met someone | promise open it; until soon"], "not a date"),
        (["sudan-adre", "met someone | promise open it; lifts nothing-here"], "no constraint “nothing-here”"),
        (["sudan-adre", "on yesterday"], "nothing to log"),
    ],
)
def test_bad_input_is_told_in_words_and_nothing_is_stored(inside, words, said):
    answer = inside("log", *words)
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert not (inside.folder / "workspace" / "record.sqlite").exists()


def test_many_processes_at_once_all_find_their_entries_in_a_shipped_dossier(demarche):
    env = os.environ | {"DEMARCHE_WORKSPACE": str(demarche.folder / "workspace"), "DEMARCHE_USER": "tester"}
    running = [
        subprocess.Popen([*CALL, "log", "sudan-adre", f"call with desk {n} | promise act {n}"], env=env, stdout=subprocess.DEVNULL)
        for n in range(4)
    ]
    assert [process.wait(120) for process in running] == [0] * 4
    kept = held(demarche)
    assert sorted(e["with_whom"] for e in kept["engagements"]) == [f"desk {n}" for n in range(4)]
    assert len({e["id"] for e in kept["engagements"]}) == 4
    assert {f"act-{n}" for n in range(4)} <= {c["id"] for c in kept["commitments"]}
    assert demarche("dossier", "verify").status == 0


def test_beside_an_encrypted_record_no_draft_is_in_clear_text(demarche):
    pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
    secret = {"DEMARCHE_PASSPHRASE": "four words of fiction"}
    made = demarche("record", "encrypt", DEMARCHE_NEW_PASSPHRASE="four words of fiction")
    assert made.status == 0, made.err
    stopped = demarche("log", "sudan-adre", given="1\n\nmeeting\nIdris Abenaim of the water board\n", **secret)
    assert stopped.status == 1
    assert "demarche log sudan-adre offers it again" in stopped.err
    held_files = [p for p in (demarche.folder / "workspace").rglob("*") if p.is_file()]
    assert any(p.suffix == ".sealed" for p in held_files)
    for path in held_files:
        assert b"Abenaim" not in path.read_bytes()
        assert b"sudan" not in path.read_bytes().lower()
    again = demarche("log", "sudan-adre", given="y\n" + "\n" * 20, **secret)
    assert "with whom: Idris Abenaim of the water board" in again.out
    assert "Logged" in again.out
    assert not list((demarche.folder / "workspace" / "drafts").iterdir())


def test_a_line_can_come_from_the_standard_input(demarche):
    assert "Logged" in demarche("log", "sudan-adre", "-", given="met a ministry\nsaid Open it\n").out


# The form at the prompt, in a pseudo-terminal as a person uses it.

pty_only = pytest.mark.skipif(os.name == "nt", reason="this system has no pseudo-terminals")
FORM = [
    "",
    "",
    "meeting",
    "Director for Fiction",
    "director",
    "deputy head of mission",
    "1",
    "Renew the opening",
    "Allow night crossings",
    "Drop the list of names",
    "",
    "took note; pushed back on 3",
    "extend the opening by three months",
    "",
    "15 Feb 2031",
    "Adré",
    "",
    "counts at the gate",
    "",
    "name a contact for night crossings",
    "",
    "in 2 weeks",
    "",
    "",
    "",
    "",
    "",
    "written reply within a week",
    "y",
]


@pty_only
def test_the_form_asks_and_two_promises_take_less_than_two_minutes_to_type(demarche, typed):
    shown = typed(["log", "sudan-adre"], FORM)
    assert "Logged: engagements" in shown, shown
    assert shown.count("Promise: commitments") == 2
    kept = held(demarche)
    assert kept["engagements"][0]["reaction"] == "took note; pushed back on 3"
    characters = sum(len(answer) + 1 for answer in FORM)
    # 40 words of five letters and a space a minute, and a second to read each question
    assert characters / 4 + len(FORM) < 120
    assert not list((demarche.folder / "workspace" / "drafts").iterdir())


@pty_only
def test_a_killed_form_is_offered_again(demarche, typed):
    shown = typed(["log", "sudan-adre"], FORM, kill_after=13)
    assert "Logged" not in shown
    again = typed(["log", "sudan-adre"], ["y", "", "", "", "", "15 Feb 2031", "", "", "", "", "", "", "", ""])
    assert "An unfinished entry of" in again
    assert "Renew the opening / Allow night crossings / Drop the list of names" in again
    (act,) = held(demarche)["engagements"]
    assert act["message"].splitlines()[2] == "3. Drop the list of names"
    assert act["level"] == "director"


@pty_only
def test_a_question_explains_itself_and_can_be_gone_back_to(demarche, typed):
    demarche("dossier", "new", "mare-road")
    shown = typed(
        ["log", "mare-road"],
        ["?", "3", "", "visit", "<", "call", "a ministry", "", "", "Open it", "", "refused 2 on 2", "1: refused", "", "", "y"],
    )
    assert "no leave-behind says who spoke" in shown
    assert "no point 2" in shown
    (act,) = held(demarche, "mare-road")["engagements"]
    assert (act["act"], act["attribution"], act["reaction"]) == ("call", "Chatham House", "1: refused")


@pty_only
def test_a_form_that_is_not_to_be_recorded_ends_at_once_and_leaves_nothing(demarche, typed):
    shown = typed(["log", "sudan-adre"], ["4"])
    assert "Nothing was stored" in shown
    assert [p for p in (demarche.folder / "workspace").rglob("*") if p.is_file()] == []
