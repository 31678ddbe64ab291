"""Entry points compared, scarce effort and the outcome lens, as a user calls them."""

from __future__ import annotations

import datetime as dt

import pytest

from demarche.desk import new_dossier, open_workspace, pairs, put_item

NORWAY = ("--for", "Norway")
JUNE = ("--on", "2024-06-20")
FAST = ("--draws", "5000")
LENS = """
[[question]]
id = "lorries"
what = "How many lorries a day"
low = 0
high = 100
low_means = "none"
high_means = "as asked"

[[question]]
id = "checks"
what = "Who inspects"

[[stance]]
question = "lorries"
actor = "SDN"
position = 10
salience = 0.9
date = 2024-06-01

[[stance]]
question = "lorries"
actor = "NOR"
position = 90
salience = 0.4
low = 80
high = 100

[[stance]]
question = "lorries"
actor = "TCD"
position = 60
salience = 0.6

[[stance]]
question = "checks"
actor = "SDN"
position = 20
salience = 0.3

[[stance]]
question = "checks"
actor = "NOR"
position = 80
salience = 0.8

[[stance]]
question = "checks"
actor = "TCD"
position = 50
salience = 0.5
"""


@pytest.fixture
def bare(inside):
    """A country, what is blocked, who decides, a date: nothing else."""
    workspace = open_workspace(inside.folder / "workspace")
    new_dossier(workspace, "bare", country="Somalia", since=dt.date(1995, 1, 1))
    what = ["what=The fictional road is closed to lorries", "deciders=SOM", "since=1995-02-01"]
    put_item(workspace, "bare", "constraints", "road", pairs([*what, "category=movement within the country"]))
    workspace.record.close()
    return inside


def test_all_channels_compared_with_ranks_risks_and_what_would_change_it(inside):
    answer = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--json")
    assert answer.status == 0, answer.err
    sheet = answer.json["result"]
    lines = sheet["lines"]
    assert {line["entry"]["channel"] for line in lines} >= {
        "bilateral",
        "security council",
        "regional",
        "mediation",
        "field",
        "resources",
    }
    assert all(sum(line["ranks"]) == pytest.approx(1) for line in lines)
    assert sum(line["ranks"][0] for line in lines) == pytest.approx(1)
    for line in lines:
        entry = line["entry"]
        assert entry["risk_to_people"] and entry["risk_to_staff"] and entry["risk_to_principle"] and entry["do_no_harm"]
        assert all(ref["date"] is None or ref["date"] <= "2024-06-20" for ref in entry["evidence"])
    assert sheet["change"]
    again = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--workers", "2", "--json").json["result"]["lines"]
    assert [line["ranks"] for line in again] == [line["ranks"] for line in lines]
    other = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--seed", "2", "--json").json["result"]["lines"]
    assert [line["ranks"] for line in other] != [line["ranks"] for line in lines]


def test_filters_for_what_the_user_can_really_do(inside):
    whole = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--json").json["result"]
    poor = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--lacks", "money", "--lacks", "people on the spot", "--json")
    assert poor.status == 0, poor.err
    apart = poor.json["result"]["out_of_reach"]
    assert {name for one in apart for name in one["missing"]} == {"money to give", "people on the spot"}
    assert len(poor.json["result"]["lines"]) == len(whole["lines"]) - len(apart)
    only = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--has", "contact with Egypt", "--json").json["result"]
    assert [line["entry"]["requires"] for line in only["lines"]] == [["contact with Egypt"]]
    council = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--channel", "council", "--json").json["result"]
    assert {line["entry"]["channel"] for line in council["lines"]} == {"security council"}


def test_preferences_change_the_order_and_are_told(inside):
    answer = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--bounds", "staff days=0.9:1")
    assert answer.status == 0, answer.err
    assert "Bounds given: staff days 0.9 to 1." in answer.out
    first = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--rank", "reach>timeliness>support", "--json").json["result"]
    plain = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--json").json["result"]
    assert first["lines"][0]["ranks"] != plain["lines"][0]["ranks"]


def test_a_bare_dossier_of_1995_is_answered_from_the_tables_alone(bare):
    answer = bare("options", "bare", *NORWAY, "--on", "1995-06-20", *FAST, "--json")
    assert answer.status == 0, answer.err
    sheet = answer.json["result"]
    assert sheet["bare"] and len(sheet["lines"]) >= 5
    assert {line["entry"]["channel"] for line in sheet["lines"]} >= {"bilateral", "security council", "mediation", "field"}
    cited = [ref for line in sheet["lines"] for ref in line["entry"]["evidence"]]
    assert any("Correlates of War" in ref["publisher"] for ref in cited)
    told = bare("options", "bare", *NORWAY, "--on", "1995-06-20", *FAST)
    assert "plain ones were drawn up" in told.out and "presides over the Council" in told.out


def test_an_act_across_a_red_line_is_not_ranked(bare):
    bare(
        "dossier",
        "add",
        "bare",
        "asks",
        "fee",
        "what=Pay the fee",
        "of=SOM",
        "constraint=road",
        "tags=payment",
        "risk_to_people=none",
    )
    bare("dossier", "add", "bare", "red_lines", "no-fee", "what=No fees", "forbids=payment", "since=1995-01-01")
    answer = bare("options", "bare", *NORWAY, "--on", "1995-06-20", *FAST)
    assert answer.status == 0, answer.err
    assert "needs the mandator\tred line no-fee: payment" in answer.out
    assert "would cross a recorded red line" in answer.out


@pytest.mark.parametrize("form", ["xlsx", "docx", "html", "txt"])
def test_options_as_a_file(inside, form):
    answer = inside("options", "sudan-adre", *NORWAY, *JUNE, *FAST, "--out", f"options.{form}")
    assert answer.status == 0, answer.err
    assert (inside.folder / f"options.{form}").stat().st_size > 2000
    if form == "html":
        assert "Internal" in (text := (inside.folder / "options.html").read_text("utf-8")) and "Ratings with their reasons" in text


def test_each_command_runs_in_a_process_of_its_own(demarche):
    (demarche.folder / "lens.toml").write_text(LENS)
    for words, said in (
        (("ties", "Egypt", "Sudan", *JUNE), "land or river border"),
        (("will", "sudan-adre", *JUNE), "never averaged"),
        (("options", "sudan-adre", *NORWAY, *JUNE, *FAST), "13 entry points compared"),
        (("effort", "sudan-adre", *NORWAY, *JUNE, "--hours", "6"), "acts, worth"),
        (("outcome-lens", "--file", "lens.toml", *JUNE), "consensual bargaining"),
    ):
        answer = demarche(*words)
        assert answer.status == 0 and said in answer.out and not answer.err, (words, answer.err)


REFUSED_OPTIONS = (
    (("nowhere", *NORWAY), "no dossier “nowhere”"),
    (("bare",), "--for"),
    (("bare", "--for", "Mars"), "not a name known here"),
    (("bare", *NORWAY, "--on", "1980-01-01"), "begins on 1995-01-01"),
    (("bare", *NORWAY, "--bounds", "reach"), "no bound of a weight"),
    (("bare", *NORWAY, "--bounds", "charm=0:1"), "charm"),
    (("bare", *NORWAY, "--bounds", "reach=0.9:0.1"), "reach"),
    (("bare", *NORWAY, "--rank", "reach>charm"), "charm"),
    (("bare", *NORWAY, "--channel", "sea"), "no channel"),
    (("bare", *NORWAY, "--lacks", "ships"), "needs “ships”"),
    (("bare", *NORWAY, "--draws", "1"), "--draws"),
)


def test_options_refuse_what_cannot_be_meant(bare):
    for words, said in REFUSED_OPTIONS:
        answer = bare("options", *words)
        assert answer.status == 2 and said in answer.err and "Traceback" not in answer.err, (words, answer.err)


def test_few_acts_across_dossiers_exact_beside_greedy(inside):
    march = ("--on", "2025-03-01")
    answer = inside("effort", "sudan-adre", "drc-goma", *NORWAY, "--hours", "12", "--acts", "4", *march, "--json")
    assert answer.status == 0, answer.err
    plan = answer.json["result"]
    exact, greedy = plan["selection"]["exact"], plan["selection"]["greedy"]
    hours = sum(act["hours"] for act in exact["acts"])
    assert hours <= 12 and len(exact["acts"]) <= 4 and exact["worth"] >= greedy["worth"] > 0
    assert {line["dossier"] for line in plan["lines"]} == {"sudan-adre", "drc-goma"}
    steps = plan["by_limit"]
    assert {step["kind"] for step in steps} == {"hours", "acts"}
    by_hours = [step["worth"] for step in steps if step["kind"] == "hours"]
    assert by_hours == sorted(by_hours) and any(step["comes_in"] for step in steps)
    told = inside("effort", "sudan-adre", "drc-goma", *NORWAY, "--hours", "12", "--acts", "4", *march)
    assert "greedy choice" in told.out and "costs no money" in told.out


def test_a_file_overrules_worth_and_adds_acts_of_ones_own(inside):
    (inside.folder / "acts.toml").write_text(
        '[[act]]\nid = "own"\nask = "Host a quiet dinner"\nworth = 99\nhours = 2\ndecider = "x"\n'
    )
    answer = inside("effort", "sudan-adre", *NORWAY, *JUNE, "--hours", "2", "--file", "acts.toml", "--json")
    assert answer.status == 0, answer.err
    assert [act["id"] for act in answer.json["result"]["selection"]["exact"]["acts"]] == ["own"]
    (inside.folder / "wrong.toml").write_text('[[act]]\nid = "own"\nfun = 3\n')
    wrong = inside("effort", "sudan-adre", *NORWAY, *JUNE, "--hours", "2", "--file", "wrong.toml")
    assert wrong.status == 2 and "unknown field fun" in wrong.err


def test_effort_refuses_what_cannot_be_meant(inside):
    for words, said in (
        (("sudan-adre", *NORWAY), "No limit is given"),
        (("sudan-adre", *NORWAY, "--hours", "-1"), "--hours"),
        (("nowhere", *NORWAY, "--hours", "2"), "no dossier “nowhere”"),
        (("sudan-adre", "--hours", "2"), "--for"),
        (("sudan-adre", *NORWAY, *JUNE, "--hours", "2", "--file", "none.toml"), "No such file"),
    ):
        answer = inside("effort", *words)
        assert answer.status == 2 and said in answer.err and "Traceback" not in answer.err, (words, answer.err)


def test_outcome_lens_with_band_warning_levers_and_trades(inside):
    (inside.folder / "lens.toml").write_text(LENS)
    answer = inside("outcome-lens", "--file", "lens.toml", *JUNE, "--move", "SDN=40", "--json")
    assert answer.status == 0, answer.err
    view = answer.json["result"]
    lorries = next(q for q in view["questions"] if q["issue"]["id"] == "lorries")
    mean = (10 * 0.9 + 90 * 0.4 + 60 * 0.6) / 1.9
    assert lorries["outcome"] == pytest.approx(mean)
    assert lorries["moves"] == [["SDN", 40.0, pytest.approx(mean + 30 * 0.9 / 1.9)]]
    assert lorries["band"]["low"] < mean < lorries["band"]["high"] and lorries["band"]["high"] - lorries["band"]["low"] > 50
    trade = view["trades"][0]
    assert {trade["first"]["issue"], trade["second"]["issue"]} == {"lorries", "checks"} and trade["gain"] > 0
    assert "consensual" in view["warning"] and "351" in view["earned"]
    told = inside("outcome-lens", "--file", "lens.toml", *JUNE)
    assert view["warning"] in told.out and "Norway" in told.out


def test_stances_of_a_dossier_as_they_stood_on_the_day(bare):
    for words in (
        ("questions", "lorries", "what=Lorries a day", "low=0", "high=100"),
        ("stances", "s1", "question=lorries", "actor=SOM", "position=20", "date=1995-03-01"),
        ("stances", "s2", "question=lorries", "actor=SOM", "position=40", "date=1995-07-01"),
        ("stances", "n1", "question=lorries", "actor=NOR", "position=100", "date=1995-03-01"),
    ):
        assert bare("dossier", "add", "bare", *words).status == 0
    outcome = [
        bare("outcome-lens", "bare", "--on", day, "--json").json["result"]["questions"][0]["outcome"]
        for day in ("1995-06-01", "1995-08-01")
    ]
    assert outcome == [60.0, 70.0]


def test_outcome_lens_refuses_what_cannot_be_meant(inside):
    (inside.folder / "lens.toml").write_text(LENS)
    (inside.folder / "stray.csv").write_text("question,actor\nlorries,SDN\n")
    (inside.folder / "off.csv").write_text("question,actor,position\nlorries,SDN,much\n")
    for words, said in (
        ((), "--file"),
        (("sudan-adre", "--file", "lens.toml"), "--file"),
        (("--file", "none.toml"), "No such file"),
        (("--file", "stray.csv"), "lacks the columns"),
        (("--file", "off.csv"), "no number"),
        (("--file", "lens.toml", "--question", "boats"), "no question “boats”"),
        (("--file", "lens.toml", "--move", "SDN=far"), "no position"),
        (("--file", "lens.toml", "--move", "XYZ=3"), "Stances: NOR, SDN, TCD"),
        (("sudan-adre", *JUNE), "no question with stances"),
    ):
        answer = inside("outcome-lens", *words)
        assert answer.status == 2 and said in answer.err and "Traceback" not in answer.err, (words, answer.err)
