"""The sources of ties on their fictional samples: every row as it should be, every kind of broken file refused in words."""

from __future__ import annotations

import datetime as dt
import gzip
import shutil
import zipfile

import pytest

from demarche.adapters.sources import load_parser, load_spec, sample_of
from demarche.model.evidence import DemarcheError, Failure, UseError

SOURCES = (
    "atop",
    "cepii_distance",
    "civil_war_mediation",
    "cow_contiguity",
    "cow_igo",
    "geo_pko",
    "pax_agreements",
    "sipri_arms",
    "ucdp_conflicts",
)
KNOWN = {
    "cow:991": "arl",
    "cow:992": "brl",
    "cow:993": "crl",
    "gw:991": "arl",
    "gw:992": "brl",
    "gw:993": "crl",
    "gw:994": "drl",
    "iso3:XAA": "arl",
    "iso3:XBB": "brl",
    "iso3:XCC": "crl",
    "iso3:SDN": "sdn",
    "iso3:NOR": "nor",
    "iso3:TCD": "tcd",
    "iso3:KEN": "ken",
    "ucdp:9101": "fictional-front",
    "United Nations": "un",
    "Arland": "arl",
    "Borland": "brl",
    "Republic of Corland": "crl",
    "Corland": "crl",
    "Dorland": "drl",
}


def resolve(name, *, on):
    assert isinstance(on, dt.date)
    if name == "iso3:SSD" and on >= dt.date(2011, 7, 9):
        return "ssd"
    if name not in KNOWN:
        raise UseError(f"Nobody is called “{name}”.")
    return KNOWN[name]


def rows(source, table, path=None):
    parsed = load_parser(source)(path or sample_of(source), resolve)
    columns = parsed.tables[table]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)], parsed


def short(row):
    return row["from_actor"], row["to_actor"], row["since"], row["until"], row["value"], row["note"]


@pytest.mark.parametrize("source", SOURCES)
def test_each_source_gives_the_tables_and_columns_it_declares(source):
    spec = load_spec(source)
    parsed = load_parser(source)(sample_of(source), resolve)
    assert set(parsed.tables) == {table.name for table in spec.tables}
    for table in spec.tables:
        columns = parsed.tables[table.name]
        assert list(columns) == [column.name for column in table.columns]
        assert {len(values) for values in columns.values()} != {0}
        keys = list(zip(*(map(str, columns[name]) for name in table.key), strict=True))
        assert len(set(keys)) == len(keys)
        assert all(columns["locator"])
    assert dt.date.fromisoformat(parsed.as_of)


def test_alliances_are_spells_that_surely_stood_and_change_without_a_gap():
    found, parsed = rows("atop", "atop_alliances")
    assert [short(row) for row in found] == [
        ("arl", "brl", dt.date(1988, 12, 31), dt.date(1991, 12, 30), 80.0, "defence, non-aggression"),
        ("arl", "brl", dt.date(1991, 12, 31), None, 81.0, "defence, non-aggression, consultation"),
        ("arl", "crl", dt.date(1990, 12, 31), dt.date(1991, 1, 1), 1.0, "consultation"),
    ]
    assert parsed.as_of == "1992-12-31"


def test_borders_end_with_their_month_and_stand_openly_in_the_last_one():
    found, _ = rows("cow_contiguity", "cow_contiguity")
    assert [short(row) for row in found] == [
        ("arl", "brl", dt.date(1920, 1, 1), None, 1.0, "land or river border"),
        ("arl", "crl", dt.date(1950, 5, 1), dt.date(1992, 10, 31), 4.0, "at most 150 miles of water"),
        ("brl", "crl", dt.date(1992, 11, 1), None, 2.0, "at most 12 miles of water"),
    ]


def test_organisations_are_counted_every_five_years_and_in_the_last():
    found, _ = rows("cow_igo", "cow_igo_shared")
    assert [short(row)[:5] for row in found] == [
        ("arl", "brl", dt.date(1990, 1, 1), dt.date(1995, 12, 31), 2.0),
        ("arl", "brl", dt.date(1995, 1, 1), dt.date(2000, 12, 31), 3.0),
        ("arl", "brl", dt.date(1997, 1, 1), None, 1.0),
        ("arl", "crl", dt.date(1997, 1, 1), None, 1.0),
    ]
    assert rows("cow_igo", "cow_igo_shared", sample_of("cow_igo") / "dyadic_formatv3.csv")[0] == found


def test_distances_are_given_once_for_a_pair():
    found, _ = rows("cepii_distance", "cepii_distances")
    assert [(row["from_actor"], row["to_actor"], row["value"], row["note"]) for row in found] == [
        ("arl", "brl", 812.25, "common official language"),
        ("arl", "crl", 5020.75, "colonial relation"),
    ]


def test_contributors_are_added_up_over_places_and_unknown_sizes_stay_unknown():
    found, parsed = rows("geo_pko", "geo_pko_contributors")
    assert [short(row) for row in found] == [
        ("arl", "brl", dt.date(2022, 1, 1), dt.date(2023, 12, 31), 450.0, "UNFICT"),
        ("arl", "brl", dt.date(2023, 1, 1), dt.date(2024, 12, 31), 450.0, "UNFICT"),
        ("crl", "brl", dt.date(2022, 1, 1), dt.date(2023, 12, 31), None, "UNFICT"),
    ]
    assert parsed.as_of == "2024-12-31"
    assert parsed.audit.remarks == []


def test_the_publishers_file_of_months_gives_the_same_contributors(tmp_path):
    file = tmp_path / "Geo_PKO.csv"
    file.write_text(
        "source,mission,year,month,location,country,no.troops,no.tcc,nameoftcc_1,notroopspertcc_1,nameoftcc_2,notroopspertcc_2\n"
        "fictional,UNFICT,2022,1,Aville,Borland,450,2,Arland,100,Republic of Corland,unknown\n"
        "fictional,UNFICT,2022,6,Aville,Borland,450,1,Arland,300,NA,NA\n"
        "fictional,UNFICT,2022,6,Btown,Borland,150,1,Arland,150,NA,NA\n"
    )
    found, _ = rows("geo_pko", "geo_pko_contributors", file)
    assert [(row["from_actor"], row["value"]) for row in found] == [("arl", 450.0), ("crl", None)]


def test_shares_of_arms_are_over_ten_years_and_carry_no_value():
    found, parsed = rows("sipri_arms", "sipri_arms_shares")
    assert [(row["from_actor"], row["to_actor"], row["as_of"].year, row["value"], row["until"]) for row in found] == [
        ("arl", "brl", 1990, 0.99, dt.date(1991, 12, 31)),
        ("arl", "brl", 1991, 0.33, dt.date(1992, 12, 31)),
        ("arl", "brl", 1992, 0.4, None),
        ("crl", "brl", 1991, 0.66, dt.date(1992, 12, 31)),
        ("crl", "brl", 1992, 0.6, None),
    ]
    assert all(0 <= row["value"] <= 1 for row in found)
    assert parsed.as_of == "1992-12-31"


def test_one_suppliers_exports_give_nobodys_share(tmp_path):
    file = tmp_path / "exports.csv"
    file.write_text('"TIV of arms exports from Arland, 1990-1991",,,\n,1990,1991,Total\nBorland,5,,5\nTotal,5,,5\n')
    with pytest.raises(UseError, match="one supplier, Arland"):
        load_parser("sipri_arms")(file, resolve)
    shutil.copy(file, tmp_path / "more.csv")
    (tmp_path / "more.csv").write_text(
        '"TIV of arms exports from Corland, 1990-1991",,,\n,1990,1991,Total\nBorland,15,,15\nTotal,15,,15\n'
    )
    found, _ = rows("sipri_arms", "sipri_arms_shares", tmp_path)
    assert {(row["from_actor"], row["as_of"].year, row["value"]) for row in found} == {("arl", 1990, 0.25), ("crl", 1990, 0.75)}


def test_an_export_cut_short_is_refused(tmp_path):
    text = (sample_of("sipri_arms") / "TIV-Import-Borland-1990-1992.csv").read_text()
    (tmp_path / "cut.csv").write_text(text[: text.index("Total,30")])
    with pytest.raises(Failure, match="cut short"):
        load_parser("sipri_arms")(tmp_path / "cut.csv", resolve)
    (tmp_path / "cut.csv").write_text(text.replace("Corland,,59.75,,59.75\n", ""))
    with pytest.raises(Failure, match="add up to 0, the total says 60"):
        load_parser("sipri_arms")(tmp_path / "cut.csv", resolve)


def test_conflicts_keep_their_sides_and_supporters():
    years, _ = rows("ucdp_conflicts", "ucdp_conflict_years")
    assert [(row["conflict_id"], row["year"]) for row in years] == [("90001", 2022), ("90001", 2023), ("90002", 2023)]
    first, second, third = years
    assert (first["side_a"], first["side_b"], first["supporters_a"], first["supporters_b"]) == (
        ["arl"],
        ["fictional-front"],
        ["brl", "crl"],
        ["drl"],
    )
    assert first["side_b_printed"] == "Fictional Front of Arland, Fictional Army of Arland"
    assert (first["kind"], first["intensity"], first["about"]) == ("internationalised intrastate", 2, "government")
    assert (first["ended"], second["ended"]) == (None, dt.date(2023, 8, 9))
    assert (third["side_a"], third["side_b"], third["kind"]) == (["brl"], ["crl"], "interstate")


def test_support_counts_its_years_and_reaches_a_party_that_is_known():
    found, parsed = rows("ucdp_conflicts", "ucdp_support")
    assert [(row["from_actor"], row["to_actor"], row["as_of"].year, row["value"], row["until"]) for row in found] == [
        ("brl", "arl", 2022, 1.0, dt.date(2023, 12, 31)),
        ("brl", "arl", 2023, 2.0, None),
        ("crl", "arl", 2022, 1.0, dt.date(2023, 12, 31)),
        ("drl", "fictional-front", 2022, 1.0, dt.date(2023, 12, 31)),
    ]
    assert parsed.audit.counts() == {"actor not known": 1}


def test_third_parties_are_states_and_organisations_and_never_persons():
    found, parsed = rows("pax_agreements", "pax_third_parties")
    assert [(row["from_actor"], row["to_actor"], row["since"], row["until"]) for row in found] == [
        (actor, "sdn", dt.date(2011, 2, 3), None) for actor in ("ken", "nor", "tcd", "un")
    ]
    agreements, _ = rows("pax_agreements", "pax_agreements")
    assert [(row["countries"], row["has_note"]) for row in agreements] == [(["sdn"], True), (["sdn", "ssd"], False)]
    assert "Fictional" not in str(parsed.tables).replace("Fictional/", "")


def test_mediators_stand_from_the_last_day_on_which_they_can_have_begun():
    found, parsed = rows("civil_war_mediation", "cwm_mediation")
    assert [(row["from_actor"], row["to_actor"], row["since"]) for row in found] == [
        ("ken", "sdn", dt.date(1996, 3, 31)),
        ("nor", "sdn", dt.date(1996, 3, 31)),
        ("nor", "sdn", dt.date(1998, 11, 23)),
        ("un", "sdn", dt.date(1996, 3, 31)),
    ]
    assert parsed.audit.counts() == {"country not known": 1}


@pytest.mark.parametrize("source", SOURCES)
def test_a_wrong_file_a_missing_one_and_a_damaged_one_are_refused_in_words(source, tmp_path):
    parse = load_parser(source)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(gzip.compress(b"year,stateA\n" * 50)[:40])
    foreign = tmp_path / "foreign.csv"
    foreign.write_bytes("année\n".encode("latin-1"))
    if source == "civil_war_mediation":  # it reads every byte, and then lacks its columns
        foreign.write_text("année\n", "mac_roman")
    notzip = tmp_path / "no.zip"
    notzip.write_bytes(b"PK\x03\x04 not a zip")
    notparquet = tmp_path / "no.parquet"
    notparquet.write_bytes(b"PAR1 no")
    for path in (wrong, tmp_path / "absent.csv", broken, foreign, notzip, notparquet, tmp_path / "absent"):
        with pytest.raises(DemarcheError) as caught:
            parse(path, resolve)
        assert caught.value.what
        assert caught.value.where


@pytest.mark.parametrize("source", SOURCES)
def test_a_sample_cut_in_the_middle_of_a_row_is_refused_or_shorter_but_never_a_traceback(source, tmp_path):
    for file in sample_of(source).iterdir():
        for other in sample_of(source).iterdir():
            shutil.copy(other, tmp_path / other.name)
        content = file.read_bytes()
        for cut in range(0, len(content), max(1, len(content) // 12)):
            (tmp_path / file.name).write_bytes(content[:cut])
            try:
                load_parser(source)(tmp_path, resolve)
            except DemarcheError:
                continue


@pytest.mark.parametrize("source", SOURCES)
def test_an_archive_of_the_sample_gives_the_same_tables(source, tmp_path):
    archive = tmp_path / "sample.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for file in sample_of(source).iterdir():
            opened.write(file, f"folder/{file.name}")
    parse = load_parser(source)
    assert parse(archive, resolve).tables == parse(sample_of(source), resolve).tables


@pytest.mark.parametrize(
    ("source", "old", "new", "message"),
    [
        ("atop", ",1988,", ",19x8,", "cannot be read"),
        ("cow_contiguity", ",1,192001", ",7,192001", "no class"),
        ("cow_contiguity", "192001", "192099", "not a month"),
        ("cepii_distance", "812.25,812.25", "near,812.25", "no distance"),
        ("ucdp_conflicts", "99.1\n90001", "99.1\nx", "cannot be read"),
        ("civil_war_mediation", "Front,1,1999", "Front,yes,1999", "whether there was mediation"),
        ("pax_agreements", "2011-02-03", "in 2011", "not a day"),
        ("pax_agreements", "90002", "90001", "there twice"),
        ("geo_pko", "Arland (450)", "Arland 450", "cannot be read"),
        ("geo_pko", "Borland,Btown", "Borland,Nowhere", "Nothing says in which country"),
    ],
)
def test_a_row_that_cannot_be_read_stops_the_parse_and_is_named(source, old, new, message, tmp_path):
    hits = 0
    for file in sample_of(source).iterdir():
        text = file.read_text("utf-8")
        changed = text.replace(old, new, 1)
        hits += changed != text
        (tmp_path / file.name).write_text(changed, "utf-8")
    assert hits
    with pytest.raises(Failure, match=message) as caught:
        load_parser(source)(tmp_path, resolve)
    assert caught.value.where
