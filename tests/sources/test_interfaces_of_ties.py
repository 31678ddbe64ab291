"""Sources that come by sync alone: the sanctions list, the two statistical interfaces, external support, and influence capacity.

Samples are fictional, in the publishers' formats; the list and the index are read from the publishers' own files too, where they are.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import shutil
import zipfile

import pytest
from openpyxl import load_workbook

from demarche.adapters.sources import load_parser, load_spec, sample_of
from demarche.adapters.sources.fbic.parse import BANDWIDTH, DEPENDENCE
from demarche.desk import open_workspace, sync, ties_between
from demarche.model.evidence import DemarcheError, Failure, UseError
from demarche.subjects.ties import Dimension, capacity

SOURCES = ("fbic", "ucdp_external_support", "un_comtrade", "un_sanctions_list", "world_bank")
KNOWN = {
    "iso3:XAA": "arl",
    "iso3:XBB": "brl",
    "iso3:XCC": "crl",
    "iso3:SDN": "sdn",
    "iso3:SOM": "som",
    "Arland": "arl",
    "Borland": "brl",
    "Corland": "crl",
    "ucdp:9101": "fictional-front",
    "FICTIONAL FRONT": "fictional-front",
}


def resolve(name, *, on):
    assert isinstance(on, dt.date)
    if name not in KNOWN:
        raise UseError(f"Nobody is called “{name}”.")
    return KNOWN[name]


def rows(source, table, path=None):
    parsed = load_parser(source)(path or sample_of(source), resolve)
    columns = parsed.tables[table]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)], parsed


def sample_file(source):
    return min(sample_of(source).iterdir())


@pytest.mark.parametrize("source", SOURCES)
def test_each_gives_the_tables_and_columns_it_declares_and_ships_nothing(source):
    spec = load_spec(source)
    parsed = load_parser(source)(sample_of(source), resolve)
    assert set(parsed.tables) == {table.name for table in spec.tables}
    for table in spec.tables:
        columns = parsed.tables[table.name]
        assert not table.shipped
        assert list(columns) == [column.name for column in table.columns]
        keys = list(zip(*(map(str, columns[name]) for name in table.key), strict=True))
        assert len(set(keys)) == len(keys) > 0
        assert all(columns["locator"])
        if "dimension" in columns:
            assert set(columns["dimension"]) <= set(Dimension)
    assert dt.date.fromisoformat(parsed.as_of)


@pytest.mark.parametrize("source", SOURCES)
def test_an_archive_of_the_sample_gives_the_same_tables(source, tmp_path):
    archive = tmp_path / "sample.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for file in sample_of(source).iterdir():
            opened.write(file, f"folder/{file.name}")
    assert load_parser(source)(archive, resolve).tables == load_parser(source)(sample_of(source), resolve).tables


@pytest.mark.parametrize("source", SOURCES)
def test_a_wrong_file_a_missing_one_and_a_damaged_one_are_refused_in_words(source, tmp_path):
    suffix = sample_file(source).suffix
    (tmp_path / f"wrong{suffix}").write_text("a,b\n1,2\n")
    (tmp_path / f"foreign{suffix}").write_bytes("année\n".encode("latin-1"))
    (tmp_path / "broken.gz").write_bytes(gzip.compress(b"year,stateA\n" * 50)[:40])
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 not a zip")
    (tmp_path / "empty").mkdir()
    names = (f"wrong{suffix}", f"foreign{suffix}", "broken.gz", "no.zip", "absent", "empty")
    for name in names:
        with pytest.raises(DemarcheError) as caught:
            load_parser(source)(tmp_path / name, resolve)
        assert caught.value.what and caught.value.where


@pytest.mark.parametrize("source", SOURCES)
def test_a_sample_cut_anywhere_is_refused_or_shorter_but_never_a_traceback(source, tmp_path):
    for file in sample_of(source).iterdir():
        for other in sample_of(source).iterdir():
            shutil.copy(other, tmp_path / other.name)
        content = file.read_bytes()
        for cut in range(0, len(content), max(1, len(content) // 12)):
            (tmp_path / file.name).write_bytes(content[:cut])
            with pytest.raises(DemarcheError):
                load_parser(source)(tmp_path, resolve)
                raise Failure("It was read.")  # only a text cut between two rows may be


def changed(tmp_path, source, old, new, file=None):
    for each in sample_of(source).iterdir():
        text = each.read_text("utf-8")
        if file is None or each.name == file:
            assert old in text or file is None
            text = text.replace(old, new, 1)
        (tmp_path / each.name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("source", "old", "new", "message"),
    [
        ("un_sanctions_list", ">Somalia<", ">Atlantis<", "a list here that is not known"),
        ("un_sanctions_list", "SOe.901", "SDe.901", "no reference number of the list Somalia"),
        ("un_sanctions_list", "SDi.902", "SDi.901", "stands there twice"),
        ("un_sanctions_list", "2010-04-12", "2010", "not a day"),
        ("un_sanctions_list", "FICTIONAL FRONT", "", "no name"),
        ("un_sanctions_list", "<ENTITY>", "<THING>", "XML"),
        ("un_sanctions_list", "<CONSOLIDATED_LIST", '<!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST', "document type"),
        ("un_comtrade", '"count": 8', '"count": 9', "counts 9 rows and holds 8"),
        ("un_comtrade", '"error": ""', '"error": "quota"', "quota"),
        ("un_comtrade", '"partnerISO": "XBB"', '"partnerISO": null', "no ISO codes"),
        ("un_comtrade", '"primaryValue": 250.0', '"primaryValue": "250"', "no value in US dollars"),
        ("un_comtrade", '"primaryValue": 250.0', '"primaryValue": 2500.0', "more than those of the world"),
        ("un_comtrade", '"partnerCode": 0', '"partnerCode": 899', "partner 0 is missing"),
        ("un_comtrade", '"period": "2022"', '"period": "202201"', "no year"),
        ("un_comtrade", '"cmdCode": "TOTAL"', '"cmdCode": "27"', "not the yearly total"),
        ("un_comtrade", '"motCode": 2100', '"motCode": 0', "stand there twice"),
        ("un_comtrade", '"customsCode"', '"customs"', "lacks customsCode"),
        ("world_bank", '"page": 2', '"page": 1', "pages 1, 1 are there, of 2"),
        ("world_bank", '"value": 40', '"value": "40"', "no number"),
        ("world_bank", '"date": "2022"', '"date": "2022Q1"', "no year"),
        ("world_bank", '"lastupdated"', '"updated"', "last updated"),
        ("world_bank", '"id": "DC.DAC.XBBL.CD"', '"id": "NY.GDP.MKTP.CD"', "mixes indicators"),
        ("world_bank", '"date": "2021"', '"date": "2022"', "two values"),
    ],
)
def test_what_is_ambiguous_stops_the_parse_and_is_named(source, old, new, message, tmp_path):
    with pytest.raises(DemarcheError, match=message) as caught:
        load_parser(source)(changed(tmp_path, source, old, new), resolve)
    assert caught.value.where


def test_the_list_gives_counts_and_entities_and_no_person():
    listings, parsed = rows("un_sanctions_list", "un_listings")
    assert [(r["regime"], r["country"], r["kind"], r["listed_on"], r["listings"]) for r in listings] == [
        ("Al-Qaida", None, "entity", dt.date(2002, 1, 11), 1),
        ("Somalia", "som", "entity", dt.date(2010, 4, 12), 1),
        ("Sudan", "sdn", "individual", dt.date(2006, 4, 25), 2),
    ]
    ties, _ = rows("un_sanctions_list", "un_listed_parties")
    assert [(t["from_actor"], t["to_actor"], t["since"], t["until"]) for t in ties] == [
        ("UNSC", "fictional-front", dt.date(2010, 4, 12), None)
    ]
    assert "PERSON" not in str(parsed) and "SECOND" not in str(parsed) and "SDi" not in str(parsed)
    assert parsed.as_of == "2031-04-19"


def test_the_publishers_list_has_its_regimes_and_no_person(data_folder):
    path = data_folder / "sanctions" / "un_sc_consolidated_2025-04-19.xml.gz"
    parsed = load_parser("un_sanctions_list")(path, lambda name, *, on: name)
    table = parsed.tables["un_listings"]
    by_kind = {
        kind: sum(n for k, n in zip(table["kind"], table["listings"], strict=True) if k == kind) for kind in set(table["kind"])
    }
    assert by_kind == {"individual": 684, "entity": 193} and parsed.as_of == "2025-04-19"
    assert len(set(table["regime"])) == 13
    for spec in load_spec("un_sanctions_list").tables:
        assert spec.rows_min <= len(parsed.tables[spec.name]["locator"]) <= spec.rows_max
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    surname = text.split("<SECOND_NAME>", 1)[1].split("<", 1)[0]
    assert len(surname) > 3 and surname not in str(parsed.tables)


def test_shares_of_trade_are_of_what_the_state_reported_with_the_world():
    ties, parsed = rows("un_comtrade", "comtrade_shares")
    assert [(t["from_actor"], t["to_actor"], t["value"], t["as_of"], t["until"]) for t in ties] == [
        ("brl", "arl", pytest.approx(300 / 1000), dt.date(2022, 12, 31), None),
        ("crl", "arl", pytest.approx(100 / 1000), dt.date(2022, 12, 31), None),
    ]
    assert parsed.audit.counts() == {"part of a breakdown": 1, "other flow": 1, "actor not known": 1}


def test_an_answer_of_five_hundred_rows_may_be_cut(tmp_path):
    answer = json.loads(sample_file("un_comtrade").read_text())
    answer["data"] = (answer["data"] * 63)[:500]
    answer["count"] = 500
    (tmp_path / "cut.json").write_text(json.dumps(answer))
    with pytest.raises(Failure, match="may be cut short"):
        load_parser("un_comtrade")(tmp_path / "cut.json", resolve)


def test_aid_is_a_share_where_all_aid_is_known_and_dollars_where_not():
    ties, parsed = rows("world_bank", "world_bank_aid")
    assert [(t["as_of"].year, t["value"], t["unit"]) for t in ties] == [
        (2021, 30.0, "US dollars, net"),
        (2022, 0.25, "share of all net aid"),
    ]
    values, _ = rows("world_bank", "world_bank_values")
    assert {(v["indicator"], v["year"]): v["value"] for v in values}["DC.DAC.XBBL.CD", 2020] == -5
    assert not any(v["year"] == 2019 for v in values)
    assert parsed.as_of == "2031-07-01"


def test_an_answer_of_error_is_said(tmp_path):
    message = [{"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}]
    (tmp_path / "error.json").write_text(json.dumps(message))
    with pytest.raises(Failure, match="not valid"):
        load_parser("world_bank")(tmp_path / "error.json", resolve)


def test_support_is_told_once_with_its_kinds_and_allegations_are_left_out():
    ties, parsed = rows("ucdp_external_support", "external_support")
    assert [(t["from_actor"], t["to_actor"], t["as_of"].year, t["value"], t["note"], t["until"]) for t in ties] == [
        ("brl", "fictional-front", 2017, 1.0, "funding", None),
        ("brl", "fictional-front", 2016, 3.0, "weapons, funding, access to territory", dt.date(2017, 12, 31)),
        ("crl", "arl", 2017, 2.0, "troops in the fight, training and expertise", None),
    ]
    assert [(r.kind, r.locator) for r in parsed.audit.remarks if r.kind == "left out"] == [("left out", "alleged support")]


@pytest.mark.parametrize(
    ("column", "row", "value", "message"),
    [
        ("ext_w", 2, 2, "no mark for ext_w"),
        ("ext_sup", 2, 0, "its kinds say otherwise"),
        ("ext_nonstate", 2, "maybe", "whether Government of Borland is a State"),
        ("year", 2, "c. 2016", "no year"),
        ("ext_f", 1, "funds", "lacks the column ext_f"),
    ],
)
def test_a_sheet_that_cannot_be_meant_is_refused(column, row, value, message, tmp_path):
    book = load_workbook(sample_file("ucdp_external_support"))
    sheet = book.worksheets[0]
    place = [cell.value for cell in sheet[1]].index(column) + 1
    sheet.cell(row, place).value = value
    book.save(tmp_path / "changed.xlsx")
    with pytest.raises(DemarcheError, match=message):
        load_parser("ucdp_external_support")(tmp_path / "changed.xlsx", resolve)


def test_levels_of_capacity_give_the_index_that_is_printed(tmp_path):
    found, _ = rows("fbic", "fbic_levels")
    assert [(r["from_actor"], r["to_actor"], r["as_of"]) for r in found] == [("arl", "brl", dt.date(2022, 12, 31))]
    text = sample_file("fbic").read_text()
    with gzip.open(tmp_path / "FBIC_other.csv.gz", "wt") as other:
        other.write(text.replace("XBB,", "XCC,", 1))
    assert rows("fbic", "fbic_levels", tmp_path / "FBIC_other.csv.gz")[0][0]["to_actor"] == "crl"
    lines = list(csv.DictReader(io.StringIO(text)))
    lines[0]["bandwidth"] = str(float(lines[0]["bandwidth"]) + 0.01)
    with (tmp_path / "FBIC_off.csv").open("w", newline="") as off:
        writer = csv.DictWriter(off, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    with pytest.raises(Failure, match="parts give bandwidth"):
        load_parser("fbic")(tmp_path / "FBIC_off.csv", resolve)


def test_the_released_levels_are_read_whole(data_folder):
    (path,) = (data_folder / "fbic").iterdir()
    parsed = load_parser("fbic")(path, lambda name, *, on: name.removeprefix("iso3:"))
    levels = parsed.tables["fbic_levels"]
    assert len(levels["locator"]) == 1000 and parsed.as_of == "2023-12-31"
    place = next(
        n
        for n, key in enumerate(zip(levels["from_actor"], levels["to_actor"], levels["as_of"], strict=True))
        if key == ("DNK", "SAU", dt.date(2019, 12, 31))
    )
    found = capacity(
        {name: levels[ours][place] for name, (ours, _) in BANDWIDTH.items()},
        {name: levels[ours][place] for name, (ours, _) in DEPENDENCE.items()},
    )
    adds = {part.name: part.adds for part in found.bandwidth_parts}
    assert adds["organisations"] == pytest.approx(0.069223352, abs=1e-8) and adds["trade"] == pytest.approx(0.29776701, abs=1e-8)


def test_ties_tell_the_role_of_a_member_and_the_parts_of_capacity_after_a_sync(data_folder, tmp_path):
    workspace = open_workspace(tmp_path / "workspace")
    (fbic,) = (data_folder / "fbic").iterdir()
    sync(workspace, ["fbic"], from_path=fbic)
    sync(workspace, ["un_sanctions_list"], from_path=data_folder / "sanctions")
    workspace = open_workspace(tmp_path / "workspace")
    sheet = ties_between(workspace, "France", "Democratic Republic of the Congo", dt.date(2024, 6, 20))
    (role,) = [h.tie for d in sheet.leverage.dimensions for h in d.holds if d.note.dimension is Dimension.SANCTIONS_ROLE]
    assert (role.source, role.target, role.since) == ("FRA", "COD", dt.date(2005, 11, 1)) and role.value == 53
    before = ties_between(workspace, "France", "Democratic Republic of the Congo", dt.date(2005, 10, 1))
    assert all(d.note.dimension is not Dimension.SANCTIONS_ROLE for d in before.leverage.dimensions)
    outside = ties_between(workspace, "Kenya", "Democratic Republic of the Congo", dt.date(2024, 6, 20))
    assert all(d.note.dimension is not Dimension.SANCTIONS_ROLE for d in outside.leverage.dimensions)
    denmark = ties_between(workspace, "Denmark", "Saudi Arabia", dt.date(2020, 6, 1)).capacity
    assert denmark is not None and denmark.year == 2019
    assert denmark.capacity == pytest.approx(0.004039, abs=1e-6) and sum(p.adds is not None for p in denmark.parts) == 12
    assert ties_between(workspace, "Denmark", "Saudi Arabia", dt.date(2019, 6, 1)).capacity.capacity is None
