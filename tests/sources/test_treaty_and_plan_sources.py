"""The treaty list and the two tables of plans: samples in the publishers' formats, the real files, and damaged ones."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.sources import load_parser, load_spec, sample_of
from demarche.adapters.sources.reading import day_named
from demarche.model.evidence import DemarcheError, Failure, UseError

SOURCES = ["icrc_treaties", "fts_plans", "hpc_plans"]
REAL = {
    "icrc_treaties": "ihl-treaties/icrc_ihl_state_parties_2020-11-09.csv",
    "fts_plans": "humanitarian/fts_requirements_funding_global_2026-02.csv",
    "hpc_plans": "humanitarian/humanitarian-response-plans_1999_2026.csv",
}


def resolve(name, *, on):
    if name == "Nowhere":
        raise UseError("“Nowhere” is not known.", next_step="Did you mean Elsewhere?")
    return name.casefold().replace(" ", "-")


def rows_of(parsed, table):
    columns = parsed.tables[table]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def sample_file(source):
    (file,) = [path for path in sample_of(source).iterdir() if path.suffix == ".csv"]
    return file


@pytest.mark.parametrize("source", SOURCES)
def test_a_sample_reads_into_the_declared_columns(source) -> None:
    spec, parsed = load_spec(source), load_parser(source)(sample_file(source), resolve)
    assert {t.name for t in spec.tables} == set(parsed.tables)
    for table in spec.tables:
        columns = parsed.tables[table.name]
        assert list(columns) == [c.name for c in table.columns]
        assert len({len(values) for values in columns.values()}) == 1
        keys = list(zip(*(columns[k] for k in table.key), strict=True))
        assert len(keys) == len(set(keys)) > 0
    assert "ictional" in sample_file(source).name


def test_the_sample_treaty_list_says_who_joined_when() -> None:
    parsed = load_parser("icrc_treaties")(sample_file("icrc_treaties"), resolve)
    status = {(r["treaty"], r["actor"]): r for r in rows_of(parsed, "treaty_status")}
    assert status["ap2", "freedonia"]["date"] == dt.date(1990, 2, 3)
    assert status["gc", "atlantis"]["date"] == dt.date(1959, 5, 2)
    assert status["ccw-p2", "freedonia"]["locator"] == "row 2, CCW Prot. II 1980"
    assert parsed.as_of == "2020-11-09"
    assert parsed.audit.remarks == []


def test_money_outside_plans_is_kept_apart() -> None:
    parsed = load_parser("fts_plans")(sample_file("fts_plans"), resolve)
    assert {r["name"] for r in rows_of(parsed, "plan_funding")}.isdisjoint({"Not specified"})
    outside = rows_of(parsed, "funding_outside_plans")
    assert [(r["country"], r["year"], r["funding"]) for r in outside] == [("fre", 2027, 1200000), ("fre", 2024, -250000)]
    regional = [r for r in rows_of(parsed, "plan_funding") if r["code"] == "RFREG24"]
    assert [(r["country"], r["country_code"], r["funding"]) for r in regional] == [
        ("fre", "FRE", 3000000),
        ("syl", "SYL", None),
        (None, "ABW", None),
    ]
    assert parsed.as_of == "2026-02-28"
    assert parsed.audit.counts() == {"territory": 1}


def test_categories_of_a_plan_are_told_apart_in_any_order() -> None:
    parsed = load_parser("hpc_plans")(sample_file("hpc_plans"), resolve)
    plans = {r["internal_id"]: r for r in rows_of(parsed, "response_plans")}
    assert [(plans[i]["plan_type"], plans[i]["organised_by"], plans[i]["language"]) for i in ("81", "82", "84")] == [
        ("Humanitarian response plan", "cluster", "en"),
        ("Humanitarian response plan", "cluster", "fr"),
        ("Regional response plan", "", ""),
    ]
    assert {r["country_code"] for r in rows_of(parsed, "response_plan_countries") if r["code"] == "RFREG24"} == {
        "FRE",
        "SYL",
        "ABW",
    }
    assert parsed.audit.counts() == {"territory": 1, "code not of one plan": 1}


def changed(tmp_path, source, change):
    file = sample_file(source)
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    change(rows)
    copy = tmp_path / file.name
    with copy.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return copy


def put(row, column, value):
    def change(rows):
        rows[row][rows[0].index(column)] = value

    return change


@pytest.mark.parametrize(
    ("source", "change", "words"),
    [
        ("icrc_treaties", put(1, "GC I-IV 1949", "soon"), "neither a day nor a mark"),
        ("icrc_treaties", put(1, "GC I-IV 1949", "1955-13-10"), "not a day"),
        ("icrc_treaties", put(1, "ICC Statute 1998", "(**)"), "declared for this State"),
        ("icrc_treaties", put(1, "country", "Nowhere"), "not one actor"),
        ("icrc_treaties", lambda rows: [row.append("x") for row in rows], "not declared"),
        ("icrc_treaties", lambda rows: rows[2].pop(), "values and the header"),
        ("fts_plans", put(1, "requirements", "5"), "without a plan"),
        ("fts_plans", put(2, "funding", "many"), "not a whole number"),
        ("fts_plans", put(2, "endDate", "2023-01-01"), "ends before"),
        ("fts_plans", put(2, "year", ""), "not a plan year"),
        ("fts_plans", put(2, "countryCode", "Nowhere"), "not one actor"),
        ("fts_plans", put(0, "funding", "money"), "no column funding"),
        ("hpc_plans", put(1, "categories", "cluster | en"), "one kind of plan"),
        ("hpc_plans", put(1, "categories", "Flash appeal | Other"), "one kind of plan"),
        ("hpc_plans", put(1, "startDate", ""), "no first day"),
        ("hpc_plans", put(1, "years", ""), "no year"),
        ("hpc_plans", put(1, "locations", "FRE | Nowhere"), "not one actor"),
        ("hpc_plans", put(0, "code", "years"), "no column code"),
    ],
)
def test_what_is_not_understood_stops_the_reading_and_names_its_place(source, change, words, tmp_path) -> None:
    with pytest.raises(DemarcheError) as caught:
        load_parser(source)(changed(tmp_path, source, change), resolve)
    assert words in caught.value.what
    assert sample_file(source).name in caught.value.where
    assert caught.value.next_step


@pytest.mark.parametrize("source", ["fts_plans", "hpc_plans"])
def test_a_second_line_of_tags_is_passed_over(source, tmp_path) -> None:
    plain = load_parser(source)(sample_file(source), resolve)
    tagged = load_parser(source)(
        changed(tmp_path, source, lambda rows: rows.insert(1, [f"#tag+{n}" if n % 3 else "" for n in range(len(rows[0]))])), resolve
    )
    for name, columns in plain.tables.items():
        without = {column: values for column, values in columns.items() if column != "locator"}
        assert without == {column: values for column, values in tagged.tables[name].items() if column != "locator"}
    assert tagged.tables[load_spec(source).tables[0].name]["locator"] != plain.tables[load_spec(source).tables[0].name]["locator"]


def test_a_mark_means_what_its_remark_says(tmp_path) -> None:
    def burundi(rows):
        rows[1][0] = "Burundi"
        rows[1][rows[0].index("ICC Statute 1998")] = "(**)"

    parsed = load_parser("icrc_treaties")(changed(tmp_path, "icrc_treaties", burundi), resolve)
    (row,) = [r for r in rows_of(parsed, "treaty_status") if r["treaty"] == "icc"]
    assert (row["date"], row["until"], row["as_given"]) == (dt.date(2004, 9, 21), dt.date(2017, 10, 27), "(**)")


def test_a_total_that_differs_is_noted(tmp_path) -> None:
    parsed = load_parser("icrc_treaties")(changed(tmp_path, "icrc_treaties", put(-1, "GC I-IV 1949", "9")), resolve)
    assert parsed.audit.counts() == {"total differs": 1}


@pytest.mark.parametrize("source", SOURCES)
def test_wrong_files_are_refused(source, tmp_path) -> None:
    parse = load_parser(source)
    with pytest.raises(UseError):
        parse(tmp_path / "absent.csv", resolve)
    with pytest.raises(UseError):
        parse(tmp_path, resolve)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(UseError):
        parse(other, resolve)
    other.write_text("")
    with pytest.raises(UseError):
        parse(other, resolve)
    other.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(Failure):
        parse(other, resolve)
    doubled = tmp_path / "doubled.csv"
    content = sample_file(source).read_text("utf-8").splitlines()
    doubled.write_text("\n".join(f"{line},{line.split(',')[0]}" for line in content))
    with pytest.raises(UseError, match="one name"):
        parse(doubled, resolve)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("list_2020-11-09.csv", dt.date(2020, 11, 9)),
        ("list_2026-02.csv", dt.date(2026, 2, 28)),
        ("list_2024-02.csv", dt.date(2024, 2, 29)),
        ("list_1999_2026.csv", None),
        ("list_2026-13.csv", None),
        ("list_2026-02-30.csv", None),
        ("list_0000-01.csv", None),
        ("list.csv", None),
    ],
)
def test_the_day_in_a_files_name(name, day) -> None:
    assert day_named(Path(name)) == day


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(source=st.sampled_from(SOURCES), cut=st.integers(0, 2000), junk=st.binary(max_size=40))
def test_damage_never_ends_in_anything_but_a_plain_error(source, cut, junk, tmp_path) -> None:
    damaged = tmp_path / sample_file(source).name
    whole = sample_file(source).read_bytes()
    damaged.write_bytes(whole[:cut] + junk + whole[cut + len(junk) :])
    try:
        load_parser(source)(damaged, resolve)
    except DemarcheError as error:
        assert error.what


@pytest.mark.parametrize("source", SOURCES)
def test_the_real_file_meets_what_is_declared(source, data_folder) -> None:
    spec, parsed = load_spec(source), load_parser(source)(data_folder / REAL[source], resolve)
    for table in spec.tables:
        columns = parsed.tables[table.name]
        assert table.rows_min <= len(columns["locator"]) <= (table.rows_max or 10**9)
        keys = list(zip(*(columns[k] for k in table.key), strict=True))
        assert len(keys) == len(set(keys))


def test_the_real_treaty_list_agrees_with_its_own_totals(data_folder) -> None:
    parsed = load_parser("icrc_treaties")(data_folder / REAL["icrc_treaties"], resolve)
    assert parsed.audit.remarks == []
    assert len(parsed.tables["treaties"]["treaty"]) == 28
    assert len(parsed.tables["treaty_status"]["treaty"]) == 3459
    assert len(set(parsed.tables["treaty_status"]["actor"])) == 197
    adopted = dict(zip(parsed.tables["treaties"]["treaty"], parsed.tables["treaties"]["adopted"], strict=True))
    early = [r for r in rows_of(parsed, "treaty_status") if r["date"] < adopted[r["treaty"]]]
    assert early == []


def test_the_real_plans_have_their_known_traps(data_folder) -> None:
    tracking = load_parser("fts_plans")(data_folder / REAL["fts_plans"], resolve)
    plans = load_parser("hpc_plans")(data_folder / REAL["hpc_plans"], resolve)
    assert len(tracking.tables["plan_funding"]["code"]) == 1225
    assert len(tracking.tables["funding_outside_plans"]["year"]) == 2444
    assert tracking.audit.counts()["plan without a code"] == 5
    assert plans.audit.counts()["code not of one plan"] == 7
    assert "per cent differs" not in tracking.audit.counts()
