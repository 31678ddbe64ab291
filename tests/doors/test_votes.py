"""The commands on votes as a user calls them, on the starter pack."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

DAY = "2024-12-31"
DRAFT = 'title = "Relief in Darfur"\ntopic = "Sudan"\nsponsors = ["UK", "Sierra Leone"]\ndate = 2024-11-18\nkind = "other"\n'


def test_position_tells_each_line_beside_a_group(demarche):
    answer = demarche("position", "Russia", "--topic", "Syria", "--with", "P5", "--organ", "council", "--on", DAY, "--json")
    assert answer.status == 0, answer.err
    result = answer.json["result"]
    by_id = {line["id"]: line for line in result["position"]["lines"]}
    assert by_id["S/2022/538"]["veto"] and by_id["S/2022/538"]["group"] == {"yes": 3, "abstain": 1}
    assert by_id["S/2022/541"]["sponsor"] and by_id["S/2022/541"]["outcome"] == "too few votes in favour"
    assert result["vetoes"] == sum(line["veto"] for line in by_id.values()) > 10
    assert [line["date"] for line in result["position"]["lines"]] == sorted((line["date"] for line in by_id.values()), reverse=True)


def documented(name):
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
    return re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", row.split("|")[2]))


def test_the_page_on_json_names_every_field(demarche):
    path = demarche.folder / "draft.toml"
    path.write_text(DRAFT, "utf-8")
    calls = {
        "position": ("Russia", "--topic", "Syria"),
        "sponsors": ("--like", "S/RES/2730"),
        "coalition": (str(path),),
        "align": ("Brazil", "India", "--since", "2021"),
        "windows": (),
    }
    found = {name: demarche(name, *words, "--on", DAY, "--json").json["result"] for name, words in calls.items()}
    rows = {
        "position.lines": found["position"]["position"]["lines"][0],
        "differences": found["position"]["differences"][0],
        "targets": found["sponsors"]["targets"][0],
        "balance": found["sponsors"]["balance"][0],
        "seats": found["coalition"]["seats"][0],
        "moves": found["coalition"]["moves"][0],
        "nearest": found["coalition"]["nearest"][0],
        "alignment": found["align"]["alignment"],
        "calendar": found["windows"]["calendar"],
        "calendar.lines": found["windows"]["calendar"]["lines"][0],
    }
    for name, result in (found | rows).items():
        assert list(result) == documented(name), name


def test_position_lists_where_sources_differ(demarche):
    words = ("position", "Russia", "--topic", "Syria", "--organ", "council", "--on", DAY)
    result = demarche(*words, "--json").json["result"]
    apart = {(d["roll_call"], d["what"]): d for d in result["differences"]}
    day = apart["S/RES/2209 (2015)", "day"]
    assert (day["kept"], day["other"]) == ("2015-03-06", "2015-06-03") and day["kept_from"] != day["other_from"]
    assert {d["roll_call"] for d in result["differences"]} <= {line["id"] for line in result["position"]["lines"]}
    assert "2015-06-03" in demarche(*words).out


@pytest.mark.parametrize(
    ("group", "named"),
    [
        ("EU", "European Union"),
        ("AU", "African Union"),
        ("Arab League", "League of Arab States"),
        ("GRULAC", "Latin American and Caribbean States"),
        ("E10 2022", "elected members of the Council in 2022"),
    ],
)
def test_position_is_set_beside_any_group(demarche, group, named):
    answer = demarche("position", "Norway", "--topic", "Syria", "--with", group, "--since", "2023", "--on", DAY, "--json")
    assert answer.status == 0, answer.err
    result = answer.json["result"]
    assert result["group"] == named
    assert any(sum(line["group"].values()) > 1 for line in result["position"]["lines"])


def test_a_former_state_is_asked_about_in_its_days(demarche):
    answer = demarche("position", "Soviet Union", "--since", "1980", "--on", "1990-01-01", "--json")
    assert answer.status == 0, answer.err
    assert answer.json["result"]["vetoes"] >= 4


def test_position_on_a_day_knows_nothing_later_and_prints_a_table(demarche):
    answer = demarche("position", "Norway", "--topic", "sudan-adre", "--on", "2022-06-30")
    assert answer.status == 0, answer.err
    days = [line.split("\t")[0] for line in answer.out.splitlines() if line.startswith("20")]
    assert days and max(days) <= "2022-06-30"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("position", "Norwa"), "Norway"),
        (("position", "Norway", "--topic", "Sudn"), "Sudan and South Sudan"),
        (("position", "Norway", "--with", "Afrcan Group"), "African States"),
        (("position", "Tuvalu", "--topic", "Haiti", "--organ", "council"), "--since"),
        (("sponsors", "--like", "S/RES/9730"), "S/RES/2730"),
        (("sponsors",), "--like"),
        (("sponsors", "--topic", "Cyprus"), "Terrorism"),
        (("coalition", "S/2024/827"), "S/2024/826"),
        (("coalition", "nothing.toml"), "Write one"),
        (("align", "Brazil", "Brasil"), "two different States"),
        (("position", "Congo"), "Democratic Republic of the Congo (COD)"),
        (("position", "Korea"), "Republic of Korea (KOR)"),
        (("position", "Norway", "--since", "2030"), "earlier --since"),
        (("position", "Norway", "--with", "E10 2090"), "E10 alone"),
        (("position", "Norway", "--topic", "peace"), "Women, peace and security"),
        (("position", "Soviet Union"), "Russian Federation (RUS)"),
        (("sponsors", "--topic", "zzzz"), "Topics are"),
        (("align", "Korea", "Norway"), "Democratic People's Republic of Korea (PRK)"),
        (("align", "Norway", "Sweden", "--since", "2030"), "earlier --since"),
    ],
)
def test_what_cannot_be_answered_names_the_nearest(demarche, words, said):
    answer = demarche(*words, "--on", DAY)
    assert answer.status == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_sponsors_draw_up_a_sheet_in_every_form(demarche):
    book = demarche.folder / "targets.xlsx"
    answer = demarche("sponsors", "--like", "S/RES/2730", "--lead", "Switzerland", "--on", DAY, "--out", str(book))
    assert answer.status == 0, answer.err
    import openpyxl

    read = openpyxl.load_workbook(book)
    assert read.sheetnames == ["Likely", "Possible", "Unlikely", "Regions", "About"]
    page = read["Likely"]
    assert page.freeze_panes == "A2" and page.sheet_state == "visible"
    assert [cell.value for cell in page[1]][:3] == ["State", "group", "chance"]
    assert not any(d.hidden for d in (*page.row_dimensions.values(), *page.column_dimensions.values()))
    about = " ".join(str(row[0].value) for row in read["About"].iter_rows())
    assert "precision at 25" in about and "not a fact" in about
    docx = demarche.folder / "targets.docx"
    assert demarche("sponsors", "--topic", "protection of civilians", "--on", DAY, "--out", str(docx)).status == 0
    assert "word/document.xml" in zipfile.ZipFile(docx).namelist()
    wrong = demarche("sponsors", "--topic", "protection of civilians", "--on", DAY, "--out", "targets.pdf")
    assert wrong.status == 2 and ".xlsx" in wrong.err


def test_sponsors_tell_what_each_likelihood_rests_on(demarche):
    result = demarche("sponsors", "--like", "S/RES/2730", "--lead", "Switzerland", "--on", DAY, "--json").json["result"]
    assert {t["likelihood"] for t in result["targets"]} == {"likely", "possible", "unlikely"}
    assert all("widely sponsored texts" in t["reason"] for t in result["targets"])
    assert {"Switzerland", "France"}.isdisjoint(t["name"] for t in result["targets"])
    assert sum(b["states"] for b in result["balance"]) > 185 and result["earned"]


def test_coalition_weighs_a_draft_from_a_file(demarche):
    path = demarche.folder / "draft.toml"
    path.write_text(DRAFT, "utf-8")
    answer = demarche("coalition", str(path), "--on", DAY, "--json")
    assert answer.status == 0, answer.err
    result = answer.json["result"]
    assert len(result["seats"]) == 15 and result["margin"] == result["likely_yes"] - 9
    for seat in result["seats"]:
        assert seat["low"] <= seat["yes"] <= seat["high"] and seat["reasons"]
    assert all(n["date"] < "2024-11-18" for n in result["nearest"])
    assert "expectation" in result["label"] and "log-loss" in result["earned"] and "421/2145" in result["power"]
    path.write_text(DRAFT.replace("kind =", "knd ="), "utf-8")
    assert "Did you mean “kind”" in demarche("coalition", str(path), "--on", DAY).err
    path.write_text(f'{DRAFT}rival = "no"\n', "utf-8")
    assert "true or false" in demarche("coalition", str(path), "--on", DAY).err
    path.write_text(DRAFT.replace("Sudan", "Sudn"), "utf-8")
    assert "Sudan and South Sudan" in demarche("coalition", str(path), "--on", DAY).err


def test_a_procedural_draft_knows_no_veto_and_a_party_is_named_as_an_argument(demarche):
    path = demarche.folder / "draft.toml"
    path.write_text(f'{DRAFT}procedural = true\nparties = ["Russia", "Norway"]\n', "utf-8")
    answer = demarche("coalition", str(path), "--on", DAY)
    assert answer.status == 0, answer.err
    assert "nine votes decide" in answer.out and "a veto\t" not in answer.out
    argument = next(line for line in answer.out.splitlines() if "Article 27, paragraph 3" in line)
    assert "argument available" in argument and argument.endswith("put to Russian Federation.")
    path.write_text(DRAFT, "utf-8")
    plain = demarche("coalition", str(path), "--on", DAY).out
    assert "a veto\t" in plain and "stops it" in plain


def test_align_compares_two_states_and_draws(demarche):
    pytest.importorskip("vl_convert", reason="the extra for charts is not installed")
    answer = demarche("align", "Brazil", "India", "--on", DAY, "--since", "2018", "--chart", "both", "--json")
    assert answer.status == 0, answer.err
    found = answer.json["result"]["alignment"]
    assert [y["year"] for y in found["assembly"]] == list(range(2018, 2025))
    assert {y["year"] for y in found["council"]} <= {2022}
    assert all(m["low"] > 0 or m["high"] < 0 for m in found["moved"])
    assert (demarche.folder / "both.svg").read_text("utf-8").startswith("<svg")
    assert (demarche.folder / "both.png").read_bytes().startswith(b"\x89PNG")
