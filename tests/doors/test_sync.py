"""Syncing at the door, offline: what is taken, what is refused, and that the last good state stays."""

from __future__ import annotations

import zipfile

import pytest


def test_sources_of_a_fresh_workspace_come_from_the_starter_pack(demarche):
    found = demarche("sources", "--json").json["result"]
    assert {e["origin"] for e in found} == {"starter pack"}
    assert all(e["publisher"] and e["terms"] for e in found)


def test_a_publishers_file_is_taken_and_put_in_use(demarche, data_folder):
    path = data_folder / "ihl-treaties" / "icrc_ihl_state_parties_2020-11-09.csv"
    answer = demarche("sync", "--from", str(path), "--json")
    assert answer.status == 0, answer.err
    assert answer.json["result"][0]["rows"]["treaty_status"] > 3000
    (edition,) = demarche("sources", "icrc_treaties", "--json").json["result"]
    assert edition["origin"] == "synced"


def test_after_syncing_the_texts_the_brief_quotes_their_wording(demarche, data_folder):
    path = data_folder / "un-sc-resolutions" / "SCresolutions-main.zip"
    answer = demarche("sync", "un_resolutions", "--from", str(path), "--json")
    assert answer.status == 0, answer.err
    assert [s["source"] for s in answer.json["result"]] == ["un_resolutions"]
    found = demarche("brief", "sudan-adre", "--for", "Norway", "--on", "2024-06-20", "--json").json["result"]["brief"]
    text = next(t for t in found["texts"] if t["symbol"] == "S/RES/2736 (2024)")
    assert {number for number, _ in text["wording"]} <= set(text["paragraphs"])
    assert all(words for _, words in text["wording"])
    assert not any("wording" in line for line in found["not_known"])


@pytest.fixture
def bad_files(tmp_path):
    """Files that must be refused, by what is wrong with them."""
    truncated, traversal, wrong = tmp_path / "truncated.zip", tmp_path / "traversal.zip", tmp_path / "wrong.zip"
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr("notes.txt", "nothing that a publisher made")
    truncated.write_bytes(wrong.read_bytes()[:40])
    with zipfile.ZipFile(traversal, "w") as archive:
        archive.writestr("../outside.xml", "<a/>")
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SCresolutions-main/2020/English/S_RES_1.xml", b"0" * 300_000_000)
    return {"truncated": truncated, "traversal": traversal, "wrong": wrong, "bomb": bomb, "absent": tmp_path / "absent.zip"}


@pytest.mark.parametrize("what", ["truncated", "traversal", "wrong", "bomb", "absent"])
def test_a_bad_file_is_refused_in_words_and_changes_nothing(demarche, bad_files, what):
    answer = demarche("sync", "un_resolutions", "--from", str(bad_files[what]))
    assert answer.status in {1, 2}
    assert "Traceback" not in answer.err
    assert "fault in Demarche" not in answer.err
    assert "What next" in answer.err
    assert not (demarche.folder.parent / "outside.xml").exists()
    (edition,) = demarche("sources", "un_resolutions", "--json").json["result"]
    assert edition["origin"] == "starter pack"


def test_an_unknown_source_names_those_there_are(demarche):
    answer = demarche("sync", "un_resolution")
    assert answer.status == 2
    assert "un_resolutions" in answer.err


def test_a_file_of_no_known_name_asks_for_its_source(demarche):
    (demarche.folder / "votes.csv").write_text("a,b\n1,2\n")
    answer = demarche("sync", "--from", "votes.csv")
    assert answer.status == 2
    assert "does not say whose file" in answer.err


def test_without_a_network_every_source_says_so_and_the_starter_pack_stays(demarche):
    answer = demarche("sync", "atop", "ucdp_conflicts", "--json", HTTPS_PROXY="http://127.0.0.1:9", HTTP_PROXY="http://127.0.0.1:9")
    assert answer.status == 1
    assert all(s["problem"] for s in answer.json["result"])
    assert {e["origin"] for e in demarche("sources", "--json").json["result"]} == {"starter pack"}
