"""UN texts and votes on the publishers' real files: nothing lost, the publisher's structure kept, and the sources set against one another."""

from __future__ import annotations

import collections
import datetime as dt
import json
import re
import zipfile

import pytest
from lxml import etree

from demarche.adapters.sources import load_parser, load_spec
from demarche.adapters.store import load_registry
from demarche.desk.resolving import resolver
from demarche.model.evidence import normal_symbol

FILES = {
    "un_resolutions": "un-sc-resolutions/SCresolutions-main.zip",
    "un_council_votes": "un-sc-votes/sc_voting_undl_layout_1946_2024.csv.gz",
    "un_assembly_votes": "un-ga-votes/ga_voting_undl_layout_1946_2024.parquet",
    "un_vetoes": "un-sc-votes",
}
# Days and counts of the voting data that the documents, and the publisher's extracts of them, contradict.
OTHER_DAY_IN_VOTES = {1550, 1564, 1585, 1664, 1708, 1744, 2763}
ONE_VOTE_READ_OTHERWISE = {1287, 1402, 1483, 2756}
NO_VOTE_BY_THE_DOCUMENT = {
    *{1326, 1358, 1361, 1414, 1426, 1571, 1691, 1715, 1733, 1987, 1999},
    *{2034, 2311, 2324, 2403, 2580, 2583, 2638},
}


@pytest.fixture(scope="module")
def resolve():
    return resolver(load_registry())


@pytest.fixture(scope="module")
def parsed(data_folder, resolve):
    return {source: load_parser(source)(data_folder / file, resolve) for source, file in FILES.items()}


def rows(parsed, source, table):
    columns = parsed[source].tables[table]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def by_symbol(rows):
    found = collections.defaultdict(list)
    for row in rows:
        found[row["symbol"]].append(row)
    return found


@pytest.fixture(scope="module")
def documents(parsed):
    return {row["symbol"]: row for row in rows(parsed, "un_resolutions", "documents")}


@pytest.fixture(scope="module")
def paragraphs(parsed):
    return by_symbol(rows(parsed, "un_resolutions", "paragraphs"))


@pytest.fixture(scope="module")
def archive(data_folder):
    with zipfile.ZipFile(data_folder / FILES["un_resolutions"]) as opened:
        yield {name.split("/", 1)[1]: opened.read(name) for name in opened.namelist() if name.endswith((".xml", ".json"))}


@pytest.mark.parametrize("source", FILES)
def test_tables_have_as_many_rows_as_declared_and_unique_keys(source, parsed):
    for table in load_spec(source).tables:
        columns = parsed[source].tables[table.name]
        assert list(columns) == [column.name for column in table.columns]
        count = len(columns["locator"])
        assert table.rows_min <= count <= (table.rows_max or count), table.name
        if count < 100_000:
            assert len(set(zip(*(columns[name] for name in table.key), strict=True))) == count


def test_no_document_of_the_archive_is_lost(documents, archive, parsed):
    listed = {
        normal_symbol(json.loads(line)["symbol"])
        for name, content in archive.items()
        if name.startswith("data_extract/") and name.endswith(".json")
        for line in content.decode("utf-8-sig").splitlines()
        if line.strip()
    }
    assert len(listed) == 1_482
    assert listed <= set(documents)
    kinds = collections.Counter(row["kind"] for row in documents.values())
    assert kinds == {"resolution": 1_482, "presidential_statement": 747, "draft_not_adopted": 18, "corrigendum": 1}
    files = {name for name in archive if name.endswith(".xml") and ("/English/" in name or name.startswith(("Pre-2020/", "PRST/")))}
    read = {row["locator"].split("#")[0] for row in documents.values()}
    remarks = parsed["un_resolutions"].audit.remarks
    assert files - read <= {remark.locator for remark in remarks if remark.kind in {"document_twice", "language_not_asked"}}
    assert read - files == {"data_extract/2020.json", "data_extract/2021.json"}


def test_every_document_has_a_day_and_its_text(documents, paragraphs):
    without = {symbol for symbol in documents if symbol not in paragraphs}
    assert without == {"S/RES/2510 (2020)", "S/RES/2589 (2021)"}
    for symbol, row in documents.items():
        assert dt.date(2000, 1, 1) <= row["date"] <= dt.date(2024, 12, 31), symbol
        if row["kind"] in {"resolution", "draft_not_adopted"}:
            assert row["meeting"] or "mail" in row["outcome_as_given"], symbol
    for symbol, found in paragraphs.items():
        assert [row["seq"] for row in found] == list(range(1, len(found) + 1))
        assert all(row["text"].strip() for row in found), symbol


def test_statements_with_broken_markup_have_their_words(documents, paragraphs, parsed):
    mended = {remark.locator for remark in parsed["un_resolutions"].audit.remarks if remark.kind == "markup_mended"}
    found = [row for row in documents.values() if row["locator"].split("#")[0] in mended]
    assert len(mended) == 119
    statements = [row["symbol"] for row in found if row["kind"] == "presidential_statement"]
    assert len(statements) >= 102
    for symbol in statements:
        words = sum(len(part["text"].split()) for part in paragraphs[symbol] if part["section"] == "statement")
        assert words >= 40, symbol


def markup_of(content):
    """The root of a file whose markup is whole; none of the others, which the mending tests hold."""
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        return None


def test_preambular_and_operative_are_as_the_publisher_marks_them(paragraphs, archive):
    agree, others = 0, []
    for symbol, found in paragraphs.items():
        if not symbol.startswith("S/RES/"):
            continue
        root = markup_of(archive[found[0]["locator"].split("#")[0]])
        if root is None:
            continue
        where = {}
        for part, section in (("preamble", "preambular"), ("mainBody", "operative"), ("body", "operative")):
            for element in root.findall(f".//{{*}}{part}//*[@eId]"):
                where[element.get("eId")] = section
        for row in found:
            marked = where.get(row["locator"].split("#")[1])
            if row["section"] in {"preambular", "operative"} and marked:
                if marked == row["section"]:
                    agree += 1
                else:
                    others.append((symbol, row["seq"]))
    assert agree > 40_000
    assert agree / (agree + len(others)) >= 0.997


def test_recitals_that_open_in_italics_have_their_lead(paragraphs, archive):
    """The same words are sought the plain way: the first italics of each element that the publisher puts in the preamble."""
    leads, others = 0, []
    for symbol, found in paragraphs.items():
        root = markup_of(archive[found[0]["locator"].split("#")[0]])
        if root is None or not symbol.startswith("S/RES/"):
            continue
        rows_at = {row["locator"].split("#")[1]: row for row in found if row["section"] == "preambular"}
        for element in root.findall(".//{*}preamble/{*}container[@eId]"):
            words = " ".join("".join(element.itertext()).split())
            italics = next((part for part in element.iter("{*}span") if part.get("class") == "italic"), None)
            first = "" if italics is None else " ".join("".join(italics.itertext()).split()).strip(" ,;:")
            if element.get("eId") not in rows_at or not first or not words.startswith(first):
                continue
            row = rows_at[element.get("eId")]
            if row["verbs"] and row["lead"] == row["verbs"][0] and (row["lead"].startswith(first) or first.startswith(row["lead"])):
                leads += 1
            else:
                others.append((symbol, row["seq"], first, row["lead"]))
    assert leads > 15_000
    assert leads / (leads + len(others)) >= 0.997, others


def test_the_words_of_the_body_are_all_in_some_row(paragraphs, archive):
    short = []
    for symbol, found in paragraphs.items():
        root = markup_of(archive[found[0]["locator"].split("#")[0]])
        if root is None:
            continue
        given = ["".join(part.itertext()) for name in ("preamble", "mainBody", "body") for part in root.findall(f".//{{*}}{name}")]
        wanted = collections.Counter(re.findall(r"\w{4,}", " ".join(given)))
        read = collections.Counter(re.findall(r"\w{4,}", " ".join(f"{row['number']} {row['text']}" for row in found)))
        if sum((wanted - read).values()) > 0.01 * sum(wanted.values()):
            short.append((symbol, list(wanted - read)[:5]))
    assert short == []


def test_votes_of_resolutions_are_those_of_the_voting_data(documents, parsed):
    calls = {row["symbol"]: row for row in rows(parsed, "un_council_votes", "council_roll_calls")}
    cast = by_symbol(rows(parsed, "un_council_votes", "council_ballots"))
    printed = by_symbol(rows(parsed, "un_resolutions", "ballots"))
    days, ballots, both = set(), set(), 0
    for symbol, row in documents.items():
        if row["kind"] != "resolution":
            continue
        both += 1
        call = calls[symbol]
        if call["date"] != row["date"]:
            days.add(row["number"])
        theirs = {ballot["actor"]: ballot["vote"] for ballot in cast[symbol]}
        ours = {ballot["actor"]: ballot["vote"] for ballot in printed[symbol]}
        # A member that was absent is not listed in a document.
        if {actor: vote for actor, vote in theirs.items() if actor in ours or vote != "not_voting"} != ours:
            ballots.add(row["number"])
    assert both == 1_482
    assert days == OTHER_DAY_IN_VOTES
    assert ballots <= ONE_VOTE_READ_OTHERWISE | NO_VOTE_BY_THE_DOCUMENT
    since = {row["symbol"] for row in calls.values() if row["date"] >= dt.date(2000, 1, 1)}
    assert since - set(documents) == {"S/RES/2762 (2024)"}


def test_a_known_resolution_is_read_as_adopted(documents, paragraphs):
    row = documents["S/RES/2736 (2024)"]
    assert (row["date"], row["meeting"], row["yes"], row["no"], row["abstain"]) == (dt.date(2024, 6, 13), "S/PV.9655", 14, 0, 1)
    numbered = [part["number"] for part in paragraphs["S/RES/2736 (2024)"] if part["section"] == "operative"]
    assert numbered[0] == "1"
    assert len(numbered) == len(set(numbered))


def test_council_votes_carry_every_roll_call_and_member(parsed):
    calls = rows(parsed, "un_council_votes", "council_roll_calls")
    assert len(calls) == 2_767
    assert len(parsed["un_council_votes"].tables["council_ballots"]["locator"]) == 40_629
    assert sum(call["adopted_without_vote"] for call in calls) == 42
    seats = collections.Counter(row["symbol"] for row in rows(parsed, "un_council_votes", "council_ballots"))
    assert set(seats.values()) <= {11, 15} | {count for symbol, count in seats.items() if "1946" in symbol}


def test_assembly_counts_are_those_of_the_ballots(parsed):
    calls = rows(parsed, "un_assembly_votes", "assembly_roll_calls")
    assert len(calls) == 5_505
    columns = parsed["un_assembly_votes"].tables["assembly_ballots"]
    assert len(columns["locator"]) == 910_818
    counted = collections.Counter(zip(columns["record"], columns["vote"], strict=True))
    for call in calls:
        for vote in ("yes", "no", "abstain", "not_voting"):
            assert counted[call["record"], vote] == call[vote], call["record"]


def test_days_of_drafts_are_those_of_the_voting_data(parsed):
    calls = {row["symbol"]: row["date"] for row in rows(parsed, "un_council_votes", "council_roll_calls")}
    found = [row for row in rows(parsed, "un_vetoes", "council_drafts") if row["symbol"] in calls]
    assert len(found) > 1_800
    # Two meetings fit the compilation's day, not the other.
    assert {row["symbol"] for row in found if row["date"] != calls[row["symbol"]]} == {"S/RES/913 (1994)", "S/RES/928 (1994)"}
    kinds = parsed["un_vetoes"].audit.counts()
    assert (kinds["day_repaired"], kinds["vote_left_out"], kinds["resolution_repaired"]) == (348, 7, 7)
    assert "sponsor_not_known" not in kinds


def test_a_veto_is_a_vote_against_by_a_permanent_member(parsed):
    vetoes = rows(parsed, "un_vetoes", "vetoes")
    assert {row["actor"] for row in vetoes} == {"CHN", "FRA", "GBR", "RUS", "SUN", "USA"}
    draft_of = {row["vote"]: row for row in rows(parsed, "un_vetoes", "council_drafts")}
    against = collections.defaultdict(set)
    for ballot in rows(parsed, "un_vetoes", "draft_ballots"):
        draft = draft_of[ballot["vote"]]
        if draft["outcome"] == "vetoed" and ballot["choice"] == "no" and not draft["amendment"]:
            against[draft["draft_symbol"], draft["date"]].add(ballot["actor"])
    told = [row for row in vetoes if (row["draft_symbol"], row["date"]) in against]
    assert len(told) > 40
    assert [row["draft_symbol"] for row in told if row["actor"] not in against[row["draft_symbol"], row["date"]]] == []
