"""Assembly resolutions: the fictional sample read whole, an archive within the archive, damage told; then the publisher's own file."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import io
import shutil
import zipfile

import pytest

from demarche.adapters.sources import load_parser, load_spec, sample_of
from demarche.adapters.sources.un_ga_resolutions.layout import read_entry
from demarche.adapters.sources.un_ga_resolutions.sponsors import read_sponsors
from demarche.adapters.store import load_registry
from demarche.adapters.store.parquet import connect, write_table
from demarche.desk.resolving import resolver
from demarche.model.evidence import Failure, Snapshot, UseError

SOURCE = "un_ga_resolutions"
SNAPSHOT = Snapshot("fictional", "0" * 64, "sample", 1, dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
KNOWN = {"brazil", "trinidad and tobago", "kenya", "ireland", "norway", "peru", "chile", "japan"}


def resolve(name, *, on):
    assert isinstance(on, dt.date)
    if name.casefold() not in KNOWN:
        raise UseError(f"“{name}” is no actor.")
    return name.casefold().replace(" ", "-")


def parse(path=None, languages=None):
    return load_parser(SOURCE)(path or sample_of(SOURCE), resolve, languages)


def rows(parsed, table):
    columns = parsed.tables[table]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def test_the_sample_is_written_as_declared(tmp_path):
    spec, parsed = load_spec(SOURCE), parse(languages={"all"})
    with contextlib.closing(connect(1)) as connection:
        for table in spec.tables:
            columns = parsed.tables[table.name]
            assert list(columns) == [column.name for column in table.columns]
            write_table(connection, tmp_path, spec.source, dataclasses.replace(table, rows_min=1), columns, snapshot=SNAPSHOT)
    assert parsed.as_of == "2099-12-12"


def test_every_file_of_the_sample_says_that_it_is_fictional():
    files = [path for path in sample_of(SOURCE).rglob("*") if path.is_file()]
    assert len(files) == 6
    assert all("fictional" in path.read_text("utf-8") for path in files)


def test_facts_of_a_resolution_with_a_vote():
    parsed = parse()
    document = next(row for row in rows(parsed, "documents") if row["symbol"] == "A/RES/199/1")
    assert document | {"locator": ""} == {
        "symbol": "A/RES/199/1",
        "kind": "resolution",
        "organ": "General Assembly",
        "number": 1,
        "year": 2099,
        "date": dt.date(2099, 12, 10),
        "title": "Care of fictional orchards",
        "agenda_item": "Care of orchards",
        "draft_symbol": "A/C.2/199/L.4/Rev.1",
        "meeting": "A/199/PV.61",
        "adopted": True,
        "outcome_as_given": "adoptedRecordedVote",
        "yes": 4,
        "no": 1,
        "abstain": 2,
        "session": "199",
        "committee": "Second Committee",
        "languages": ["en"],
        "locator": "",
    }
    votes = {row["actor"]: row["vote"] for row in rows(parsed, "ballots")}
    assert votes["chile"] == "no"
    assert sorted(votes.values()) == ["abstain", "abstain", "no", "yes", "yes", "yes", "yes"]


def test_a_state_that_sponsors_for_a_group_keeps_the_group_in_its_name_and_strangers_are_left_out():
    parsed = parse()
    sponsors = {row["actor"]: (row["name_as_given"], row["joined_later"]) for row in rows(parsed, "sponsors")}
    assert sponsors["kenya"] == ("Kenya (on behalf of the fictional Group of Orchards and Gardens)", False)
    assert sponsors["ireland"] == ("Ireland", True)
    assert sponsors["brazil"] == ("Brazil", False)
    assert parsed.audit.counts()["sponsor_not_known"] == 1


def test_several_resolutions_in_one_file_are_several_documents():
    parsed = parse()
    titles = {row["symbol"]: row["title"] for row in rows(parsed, "documents")}
    assert titles["A/RES/199/2A"] == "Tools of the garden: Rakes"
    assert titles["A/RES/199/2B"] == "Tools of the garden: Spades"
    texts = [row["text"] for row in rows(parsed, "paragraphs") if row["symbol"] == "A/RES/199/2B"]
    assert "Decides that spades shall be kept dry." in texts
    assert not any("rake" in text for text in texts)


def test_a_reissue_takes_the_place_of_what_it_replaces():
    parsed = parse()
    text = next(row["text"] for row in rows(parsed, "paragraphs") if row["symbol"] == "A/RES/ES-99/1" and row["number"] == "1")
    assert "trunks" in text
    assert parsed.audit.counts()["document_twice"] == 1


def test_numbers_verbs_and_footnotes_of_paragraphs():
    found = [row for row in rows(parse(), "paragraphs") if row["symbol"] == "A/RES/199/1"]
    assert [row["number"] for row in found if row["section"] == "operative"] == ["1", "2", "2 (a)", "2 (b)"]
    first = next(row for row in found if row["number"] == "1")
    assert (first["lead"], first["verbs"]) == ("Calls upon", ["Calls upon", "further encourages"])
    assert [row["section"] for row in found].count("note") == 2


def test_languages_are_read_where_asked_for():
    assert {row["language"] for row in rows(parse(), "paragraphs")} == {"en"}
    both = parse(languages={"en", "fr"})
    assert {row["language"] for row in rows(both, "paragraphs")} == {"en", "fr"}
    document = next(row for row in rows(both, "documents") if row["symbol"] == "A/RES/199/1")
    assert document["languages"] == ["en", "fr"]
    with pytest.raises(UseError, match="no official language"):
        parse(languages={"de"})


def test_automatic_keywords_and_names_of_persons_are_carried_nowhere():
    terms = {row["term"] for row in rows(parse(), "subjects")}
    assert "ORCHARDS (FICTIONAL)" in terms
    assert not terms & {"orchard", "sdg_13", "Doe, John, 2060-"}


def zipped(files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()


def session_inside(tmp_path, content=None):
    """The sample as a zip whose session lies in it as a zip of its own."""
    folder = sample_of(SOURCE) / "GAresolutions-main"
    inner = {f"English/{path.name}": path.read_bytes() for path in (folder / "199session/English").iterdir()}
    files = {
        f"GAresolutions-main/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "199session" not in path.parts
    }
    files["GAresolutions-main/199session/GA resolutions_199session_English.zip"] = content or zipped(inner)
    path = tmp_path / "GAresolutions-main.zip"
    path.write_bytes(zipped(files))
    return path


def test_a_session_that_lies_in_the_archive_as_a_zip_reads_the_same(tmp_path):
    inside, plain = parse(session_inside(tmp_path)), parse()
    for table in ("documents", "sponsors", "ballots", "paragraphs"):
        names = [name for name in plain.tables[table] if name != "locator"]
        assert {name: inside.tables[table][name] for name in names} == {name: plain.tables[table][name] for name in names}
    assert "GA resolutions_199session_English.zip/" in inside.tables["documents"]["locator"][0]


def test_a_damaged_or_hostile_archive_inside_is_refused_in_words(tmp_path):
    with pytest.raises(Failure, match="no whole zip archive"):
        parse(session_inside(tmp_path, b"this is no zip"))
    with pytest.raises(Failure, match="points outside"):
        parse(session_inside(tmp_path, zipped({"../English/A_RES_199_3-1E.xml": b"<a/>"})))
    bomb = zipped({"English/A_RES_199_3-1E.xml": b" " * 30_000_000})
    with pytest.raises(Failure, match="grow more than"):
        parse(session_inside(tmp_path, bomb))


def test_another_publishers_archive_is_told_apart():
    with pytest.raises(UseError, match="no resolution of the General Assembly"):
        parse(sample_of("un_resolutions"))


def test_a_document_of_another_number_than_its_name_is_left_out_and_listed(tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(sample_of(SOURCE), folder)
    file = folder / "GAresolutions-main/199session/English/A_RES_199_1-9900001E.xml"
    file.rename(file.with_name("A_RES_199_8-9900001E.xml"))
    parsed = parse(folder)
    assert "A/RES/199/1" not in parsed.tables["documents"]["symbol"]
    assert parsed.audit.counts()["document_left_out"] == 1


def test_file_names_in_all_their_styles():
    names = {
        "75session/English/75_101A-B_E.xml": ("A/RES/75/101A-B", "en"),
        "75session/English/75_251_B_E.xml": ("A/RES/75/251B", "en"),
        "75session/English/75_274_F.xml": ("A/RES/75/274", "fr"),
        "76session/English/A_RES_76_16_reissue.xml": ("A/RES/76/16", "en"),
        "78session/English/A_RES_78_254AC-2326242E.xml": ("A/RES/78/254A-C", "en"),
        "Emergency sessions/ES-11/Russian/A_RES_ES-11_6-R.xml": ("A/RES/ES-11/6", "ru"),
        "Emergency sessions/ES-11/German/A_RES_ES-11_6-G.xml": ("A/RES/ES-11/6", "de"),
        "75session/English/A_RES_S-32_1-2107229E.xml": ("A/RES/S-32/1", "en"),
        "English/74_261C_E.xml": ("A/RES/74/261C", "en"),
    }
    for name, expected in names.items():
        entry = read_entry(name)
        assert entry is not None, name
        assert (entry.symbol, entry.language) == expected
    assert read_entry("README.xml") is None


def test_officers_of_a_committee_are_no_sponsors():
    assert read_sponsors("submitted by the Chair of the Committee", {}, lambda _name: True) == ({}, [])


def test_the_publishers_archive_is_read_whole(data_folder):
    parsed = load_parser(SOURCE)(data_folder / "un-ga-resolutions/GAresolutions-main.zip", resolver(load_registry()))
    documents = rows(parsed, "documents")
    by_session = {}
    for row in documents:
        by_session.setdefault(row["session"], set()).add(row["number"])
    # no number is missing but the one that the source declares
    missing = {s: sorted(set(range(1, max(n) + 1)) - n) for s, n in by_session.items() if not s.startswith("ES-10")}
    assert {s: n for s, n in missing.items() if n} == {"78": [327]}
    assert all(row["date"] and row["title"] for row in documents)
    for table in load_spec(SOURCE).tables:
        assert len(parsed.tables[table.name]["locator"]) >= table.rows_min
    counts = parsed.audit.counts()
    assert not {"document_left_out", "part_left_out", "voter_not_known", "voter_twice", "extract_date"} & counts.keys()
    assert counts["sponsor_not_known"] < 30
    ballots = {}
    for row in rows(parsed, "ballots"):
        side = ballots.setdefault(row["symbol"], {"yes": 0, "no": 0, "abstain": 0})
        side[row["vote"]] += 1
    differing = [
        row["symbol"]
        for row in documents
        if row["yes"] and ballots.get(row["symbol"]) != {k: row[k] for k in ("yes", "no", "abstain")}
    ]
    assert len(differing) <= 3
