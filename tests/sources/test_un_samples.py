"""UN texts and votes on fictional samples in the publishers' formats: declared tables, facts put right, damage refused in words."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import gzip
import io
import shutil
import zipfile

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.sources import load_parser, load_spec, sample_of
from demarche.adapters.store.parquet import connect, write_table
from demarche.model.evidence import DemarcheError, Failure, Snapshot, UseError

SOURCES = ("un_resolutions", "un_council_votes", "un_assembly_votes", "un_vetoes")
SNAPSHOT = Snapshot("fictional", "0" * 64, "sample", 1, dt.datetime(2099, 1, 1, tzinfo=dt.UTC))


def resolve(name, *, on):
    assert isinstance(on, dt.date)
    if name in {"Nowhere", "NOWHERE"}:
        raise UseError(f"“{name}” is no actor.", next_step="Did you mean Elsewhere?")
    return name.casefold().replace(" ", "-")


def sample(source):
    """What to hand to the parser: the one file of the sample, or its folder."""
    files = [path for path in sample_of(source).iterdir() if path.is_file()]
    return files[0] if len(files) == 1 else sample_of(source)


def parse(source, path=None, languages=None):
    return load_parser(source)(path or sample(source), resolve, languages)


def rows(parsed, table):
    columns = parsed.tables[table]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def kinds(parsed):
    return parsed.audit.counts()


def as_zip(folder, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder))
    return path


@pytest.mark.parametrize("source", SOURCES)
def test_a_sample_is_written_as_declared_and_reads_the_same_again(source, tmp_path):
    spec, parsed, again = load_spec(source), parse(source), parse(source)
    assert set(parsed.tables) == {table.name for table in spec.tables}
    with contextlib.closing(connect(1)) as connection:
        for table in spec.tables:
            columns = parsed.tables[table.name]
            assert list(columns) == [column.name for column in table.columns]
            assert len(columns["locator"]) > 0
            assert all(columns["locator"])
            fictional = dataclasses.replace(table, rows_min=1)
            write_table(connection, tmp_path, spec.source, fictional, columns, snapshot=SNAPSHOT)
    assert parsed.tables == again.tables
    assert parsed.audit.remarks == again.audit.remarks
    assert dt.date.fromisoformat(parsed.as_of).year == 2099


@pytest.mark.parametrize("source", SOURCES)
def test_every_file_of_a_sample_says_that_it_is_fictional(source):
    for path in sample_of(source).rglob("*"):
        if path.is_file():
            assert "ictional" in path.name + path.read_text("utf-8")


def test_a_resolution_is_read_with_its_facts():
    found = {row["symbol"]: row for row in rows(parse("un_resolutions"), "documents")}
    resolution = found["S/RES/9901 (2099)"]
    assert {name: resolution[name] for name in resolution if name not in {"title", "locator"}} == {
        "symbol": "S/RES/9901 (2099)",
        "kind": "resolution",
        "organ": "Security Council",
        "number": 9901,
        "year": 2099,
        "date": dt.date(2099, 3, 5),
        "agenda_item": "The situation at the fictional river",
        "draft_symbol": "S/2099/41",
        "meeting": "S/PV.99001",
        "adopted": True,
        "outcome_as_given": "Adopted 13-0-2, 99001st meeting",
        "yes": 13,
        "no": 0,
        "abstain": 2,
        "chapter_vii": True,
        "languages": ["en", "fr"],
    }
    assert found["S/2099/77"]["kind"] == "draft_not_adopted"
    assert found["S/2099/77"]["adopted"] is False
    assert (found["S/2099/77"]["yes"], found["S/2099/77"]["no"], found["S/2099/77"]["abstain"]) == (13, 1, 1)
    assert found["S/2099/77"]["chapter_vii"] is None


def test_sponsors_are_single_names_and_those_who_joined_later_are_marked():
    sponsors = [(row["name_as_given"], row["joined_later"]) for row in rows(parse("un_resolutions"), "sponsors")]
    assert sponsors[:4] == [("Brazil", False), ("Trinidad and Tobago", False), ("Switzerland", False), ("Ireland", True)]


def test_where_nobody_voted_there_are_no_counts_and_nobody_voted_yes():
    parsed = parse("un_resolutions")
    (document,) = [row for row in rows(parsed, "documents") if row["symbol"] == "S/RES/9900 (2098)"]
    assert (document["yes"], document["no"], document["abstain"]) == (None, None, None)
    assert {row["vote"] for row in rows(parsed, "ballots") if row["symbol"] == "S/RES/9900 (2098)"} == {"not_voting"}


def test_a_blank_date_a_wrong_record_and_a_number_apart_are_put_right_and_listed():
    parsed = parse("un_resolutions")
    (document,) = [row for row in rows(parsed, "documents") if row["symbol"] == "S/RES/9900 (2098)"]
    assert document["date"] == dt.date(2098, 11, 2)
    assert document["meeting"] == "S/PV.98900"
    numbered = [(row["number"], row["lead"]) for row in rows(parsed, "paragraphs") if row["symbol"] == "S/RES/9900 (2098)"]
    assert numbered[2:] == [("1", "Recommends"), ("2", "Wishes")]
    assert {"date_recovered": 1, "meeting_differs": 1, "number_apart": 1}.items() <= kinds(parsed).items()


def test_a_malformed_statement_is_recovered_whole_and_dated_by_its_opening_words():
    parsed = parse("un_resolutions")
    (document,) = [row for row in rows(parsed, "documents") if row["kind"] == "presidential_statement"]
    assert (document["symbol"], document["date"], document["meeting"]) == ("S/PRST/2099/1", dt.date(2099, 4, 8), "S/PV.99012")
    assert document["agenda_item"] == "The situation at the fictional river"
    sections = [row["section"] for row in rows(parsed, "paragraphs") if row["symbol"] == "S/PRST/2099/1"]
    assert sections == ["heading", "heading", "statement", "statement"]
    assert kinds(parsed)["markup_mended"] == 1


def test_a_resolution_known_from_the_extract_alone_is_not_lost():
    parsed = parse("un_resolutions")
    (document,) = [row for row in rows(parsed, "documents") if row["symbol"] == "S/RES/9902 (2099)"]
    assert (document["date"], document["yes"], document["languages"]) == (dt.date(2099, 5, 1), 15, [])
    assert document["locator"] == "data_extract/2099.json#2"
    assert kinds(parsed)["text_missing"] == 1


def test_differences_from_the_publishers_extract_are_listed():
    remarks = {remark.kind: remark.detail for remark in parse("un_resolutions").audit.remarks}
    assert remarks["extract_sponsors"].startswith("data_extract/2099.json#1 differs on trinidad-and-tobago.")
    assert "ferries (fictional)" in remarks["extract_subjects"]
    assert "S/RES/9900 (2098)" in remarks["extract_missing"]


def test_no_subject_names_a_person_and_automatic_keywords_are_left_out():
    parsed = parse("un_resolutions")
    subjects = {(row["term"], row["dictionary"]) for row in rows(parsed, "subjects") if row["symbol"] == "S/RES/9901 (2099)"}
    assert subjects == {
        ("RIVER CROSSINGS (FICTIONAL)", "UNBIS Thesaurus"),
        ("HUMANITARIAN ASSISTANCE", "UNBIS Thesaurus"),
        ("UN. Fictional Crossing Mission", "DHLAUTH"),
        ("The situation at the fictional river", "S/"),
    }


def test_languages_are_english_unless_asked_and_an_unknown_one_is_refused():
    assert {row["language"] for row in rows(parse("un_resolutions"), "paragraphs")} == {"en"}
    assert {row["language"] for row in rows(parse("un_resolutions", languages={"all"}), "paragraphs")} == {"en", "fr"}
    french = parse("un_resolutions", languages={"fr"})
    assert {row["language"] for row in rows(french, "paragraphs")} == {"fr"}
    assert rows(french, "documents") == rows(parse("un_resolutions"), "documents")
    verbs = [row["verbs"] for row in rows(french, "paragraphs") if row["number"] == "1"]
    assert verbs == [["Exige", "engage"]]
    with pytest.raises(UseError, match="no official language"):
        parse("un_resolutions", languages={"la"})


def test_the_zip_of_an_archive_gives_what_its_folder_gives(tmp_path):
    for source in ("un_resolutions", "un_vetoes"):
        zipped = as_zip(sample(source), tmp_path / f"{source}.zip")
        assert parse(source, zipped).tables == parse(source).tables


def test_an_archive_of_something_else_is_refused(tmp_path):
    (tmp_path / "apples.xml").write_text("<apples/>")
    with pytest.raises(UseError, match="no document of the Security Council"):
        parse("un_resolutions", tmp_path)


def test_a_document_that_cannot_be_read_is_left_out_and_listed(tmp_path):
    shutil.copytree(sample("un_resolutions"), tmp_path / "copy")
    broken = tmp_path / "copy/SCresolutions-main/Not adopted/English/S_2099_77-9900004E.xml"
    broken.write_text('<!DOCTYPE a [<!ENTITY b "c">]>' + broken.read_text("utf-8"), encoding="utf-8")
    parsed = parse("un_resolutions", tmp_path / "copy")
    assert "S/2099/77" not in parsed.tables["documents"]["symbol"]
    (remark,) = [remark for remark in parsed.audit.remarks if remark.kind == "document_left_out"]
    assert remark.locator == "Not adopted/English/S_2099_77-9900004E.xml"
    assert "entities" in remark.detail


def test_an_unknown_member_stops_the_parse_and_is_named(tmp_path):
    shutil.copytree(sample("un_resolutions"), tmp_path / "copy")
    file = tmp_path / "copy/SCresolutions-main/2099/English/S_RES_9901-9900001E.xml"
    file.write_text(file.read_text("utf-8").replace(">MALTA<", ">NOWHERE<"), encoding="utf-8")
    with pytest.raises(Failure, match="“NOWHERE” on 2099-03-05 is not one actor") as stopped:
        parse("un_resolutions", tmp_path / "copy")
    assert "S_RES_9901-9900001E.xml" in stopped.value.where
    assert stopped.value.next_step == "Did you mean Elsewhere?"


def test_council_votes_are_counted_and_adoption_without_a_vote_is_no_vote():
    parsed = parse("un_council_votes")
    calls = {row["symbol"]: row for row in rows(parsed, "council_roll_calls")}
    counts = [(row["yes"], row["no"], row["abstain"], row["not_voting"], row["adopted_without_vote"]) for row in calls.values()]
    assert counts == [(13, 0, 2, 0, False), (None, None, None, None, True), (14, 0, 0, 1, False)]
    assert calls["S/RES/9904 (2099)"]["meeting"] == "S/PV.99070"
    votes = {row["vote"] for row in rows(parsed, "council_ballots") if row["symbol"] == "S/RES/9903 (2099)"}
    assert votes == {"not_voting"}
    assert kinds(parsed) == {"adopted_without_vote": 1}


def test_assembly_votes_whose_totals_differ_are_listed():
    parsed = parse("un_assembly_votes")
    calls = rows(parsed, "assembly_roll_calls")
    assert [(row["symbol"], row["title"], row["yes"], row["no"]) for row in calls] == [
        ("A/RES/154/7", 'Fictional ferries, "apples" included', 2, 1),
        ("A/RES/3999 (XXX)", "Fictional bridges", 3, 2),
    ]
    assert [remark.detail for remark in parsed.audit.remarks] == ["Record 99100002: total_yes is 4, the ballots make 3."]


@pytest.mark.parametrize("source", ["un_council_votes", "un_assembly_votes"])
def test_a_voting_file_reads_alike_gzipped_and_as_parquet(source, tmp_path):
    plain = sample(source)
    packed = tmp_path / "votes [final]*.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    parquet = tmp_path / "votes.parquet"
    duckdb.connect().execute(f"COPY (SELECT * FROM read_csv('{plain}', all_varchar = true)) TO '{parquet}'").close()
    expected = parse(source).tables
    assert parse(source, packed).tables == expected
    from_parquet = parse(source, parquet).tables
    for table, columns in expected.items():
        assert from_parquet[table]["locator"][0] == "row 1"
        for name in columns.keys() - {"locator"}:
            assert from_parquet[table][name] == columns[name]


@pytest.mark.parametrize(
    ("change", "said", "where"),
    [
        (("KENYA,X", "KENYA,Z"), "“Z” in ms_vote", "row 6"),
        (("2099-12-10", "2099-13-10"), "“2099-13-10” in date", "row 2"),
        (("99100001,", "abc,"), "“abc” in undl_id", "row 2"),
        (("CHILE,N", ",N"), "“” in ms_name", "row 4"),
        (("BRAZIL,Y", "ALBANIA,N"), "albania has two votes on record 99100001", "rows 2 and 3"),
        (("KENYA,X", "Nowhere,X"), "“Nowhere” on 2099-12-10", "row 6"),
    ],
)
def test_a_value_that_cannot_be_right_stops_with_its_row(tmp_path, change, said, where):
    path = tmp_path / "votes.csv"
    path.write_text(sample("un_assembly_votes").read_text("utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(Failure) as stopped:
        parse("un_assembly_votes", path)
    assert said in stopped.value.what
    assert where in stopped.value.where


def test_a_ballot_printed_twice_counts_once(tmp_path):
    lines = sample("un_assembly_votes").read_text("utf-8").splitlines(keepends=True)
    path = tmp_path / "votes.csv"
    path.write_text("".join([*lines[:3], lines[2], *lines[3:]]), encoding="utf-8")
    parsed = parse("un_assembly_votes", path)
    assert len(rows(parsed, "assembly_ballots")) == 10
    assert kinds(parsed)["ballot_twice"] == 1


@pytest.mark.parametrize("source", ["un_council_votes", "un_assembly_votes"])
def test_the_other_voting_file_is_told_apart(source):
    other = {"un_council_votes": "un_assembly_votes", "un_assembly_votes": "un_council_votes"}[source]
    with pytest.raises(UseError, match="not the voting data that was expected: it has no column"):
        parse(source, sample(other))


def test_drafts_are_put_right_where_that_can_be_proved_and_left_out_where_not():
    parsed = parse("un_vetoes")
    drafts = {row["vote"]: row for row in rows(parsed, "council_drafts")}
    assert sorted(drafts) == [1, 2, 3, 4]
    assert (drafts[1]["date"], drafts[1]["date_as_given"]) == (dt.date(2099, 3, 5), dt.date(2099, 5, 3))
    assert (drafts[2]["symbol"], drafts[2]["draft_symbol"]) == ("S/RES/9902 (2099)", "S/2099/66")
    assert (drafts[3]["outcome"], drafts[3]["yes"], drafts[3]["no"]) == ("vetoed", 13, 1)
    assert "peru" not in {row["actor"] for row in rows(parsed, "draft_ballots") if row["vote"] == 4}
    assert kinds(parsed) == {
        "resolution_repaired": 1,
        "resolution_not_known": 1,
        "day_repaired": 1,
        "day_differs": 1,
        "vote_left_out": 2,
        "ballot_left_out": 1,
        "ballots_missing": 1,
        "sponsor_not_known": 1,
    }


def test_each_vetoing_member_has_a_row():
    vetoes = [(row["number"], row["actor"], row["draft_symbol"], row["meeting"]) for row in rows(parse("un_vetoes"), "vetoes")]
    assert vetoes == [
        (1, "china", "S/2099/77", "S/PV.99031"),
        (2, "china", None, "S/PV.99036"),
        (2, "france", None, "S/PV.99036"),
    ]


def whole(source):
    """The bytes of a sample, zipped where it is a folder."""
    path = sample(source)
    if path.is_file():
        return path.read_bytes()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path.rglob("*")):
            if file.is_file():
                archive.writestr(file.relative_to(path).as_posix(), file.read_bytes())
    return kept.getvalue()


DAMAGE = st.tuples(st.floats(0, 1), st.lists(st.tuples(st.floats(0, 0.9999), st.integers(1, 255)), max_size=3), st.booleans())


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(damage=DAMAGE)
def test_a_damaged_sample_ends_in_words_or_in_sound_columns(source, tmp_path, damage):
    cut, flips, keep = damage
    raw = bytearray(whole(source))
    for place, change in flips:
        raw[int(place * len(raw))] ^= change
    path = tmp_path / ("damaged.zip" if sample(source).is_dir() else "damaged.csv")
    path.write_bytes(raw if keep else raw[: int(cut * len(raw))])
    try:
        parsed = parse(source, path)
    except DemarcheError as error:
        assert error.what
        return
    for columns in parsed.tables.values():
        assert len({len(values) for values in columns.values()}) == 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.floats(0, 0.999), change=st.binary(min_size=1, max_size=12))
def test_a_document_damaged_within_an_intact_archive_ends_in_words_too(tmp_path, place, change):
    file = sample("un_resolutions") / "SCresolutions-main/2099/English/S_RES_9901-9900001E.xml"
    raw = bytearray(file.read_bytes())
    at = int(place * len(raw))
    raw[at : at + len(change)] = change
    target = tmp_path / "2099/English/S_RES_9901-9900001E.xml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(raw)
    with contextlib.suppress(DemarcheError):
        parse("un_resolutions", tmp_path)
