"""Dossiers at the door: begin, fill, change, hand over, take back, delete."""

from __future__ import annotations


def test_a_dossier_begins_with_an_id_alone_and_grows(demarche):
    assert demarche("dossier", "new", "mare-road").status == 0
    added = demarche(
        "dossier", "add", "mare-road", "constraints", "road", "what=The road is shut", "since=1 May 2024", "deciders=MLI"
    )
    assert added.status == 0, added.err
    changed = demarche("dossier", "add", "mare-road", "constraints", "road", "severity=3")
    assert changed.status == 0, changed.err
    shown = demarche("dossier", "show", "mare-road", "--json").json["result"]
    assert shown["constraints"][0]["what"] == "The road is shut"
    assert shown["constraints"][0]["severity"] == 3
    assert shown["constraints"][0]["deciders"] == ["MLI"]


def test_a_bare_dossier_gives_a_brief(demarche):
    demarche("dossier", "new", "mare-road", "--title", "A fictional road", "--country", "Mali", "--since", "2024-01-01")
    demarche("dossier", "add", "mare-road", "constraints", "road", "what=The road is shut", "since=2024-05-01", "deciders=MLI")
    answer = demarche("brief", "mare-road", "--for", "Norway", "--on", "2024-06-20")
    assert answer.status == 0, answer.err
    assert "The road is shut" in answer.out


def test_problems_are_listed_and_nothing_is_kept(demarche):
    demarche("dossier", "new", "mare-road")
    answer = demarche("dossier", "add", "mare-road", "constraints", "road", "what=Shut", "severity=7")
    assert answer.status == 2
    assert "severity" in answer.err
    assert demarche("dossier", "show", "mare-road", "--json").json["result"]["constraints"] == []


def test_a_wrong_field_or_kind_names_the_nearest(demarche):
    demarche("dossier", "new", "mare-road")
    assert "constraints" in demarche("dossier", "add", "mare-road", "constrain", "x").err
    assert "severity" in demarche("dossier", "add", "mare-road", "constraints", "x", "severty=2").err


def test_a_tie_without_a_reference_is_refused(demarche):
    demarche("dossier", "new", "mare-road")
    answer = demarche("dossier", "add", "mare-road", "ties", "t", "source=NOR", "target=MLI", "dimension=aid")
    assert answer.status == 2
    assert "reference" in answer.err


def test_a_shipped_dossier_becomes_ones_own_at_the_first_change(demarche):
    before = demarche("dossier", "show", "sudan-adre", "--json").json["result"]
    answer = demarche(
        "dossier", "add", "sudan-adre", "asks", "mine", "what=Open it", "of=sdn-saf", "constraint=adre-closed", "channel=bilateral"
    )
    assert answer.status == 0, answer.err
    lines = demarche("dossier", "list", "--json").json["result"]
    assert next(d for d in lines if d["id"] == "sudan-adre")["origin"] == "own"
    after = demarche("dossier", "show", "sudan-adre", "--json").json["result"]
    assert len(after["asks"]) == len(before["asks"]) + 1


def test_export_delete_import_gives_the_same_dossier(demarche):
    demarche("dossier", "set", "drc-goma", "summary=Kept by the tester")
    before = demarche("dossier", "show", "drc-goma", "--json").json["result"]
    assert demarche("dossier", "export", "drc-goma", "--out", "files").status == 0
    assert (demarche.folder / "files" / "dossier.toml").exists()
    assert demarche("dossier", "delete", "drc-goma", "--yes").status == 0
    assert demarche("dossier", "import", "files").status == 0
    assert demarche("dossier", "show", "drc-goma", "--json").json["result"] == before


def test_history_and_journal_hold(demarche):
    demarche("dossier", "new", "mare-road")
    demarche("dossier", "add", "mare-road", "asks", "a", "what=First words")
    demarche("dossier", "add", "mare-road", "asks", "a", "what=Second words")
    history = demarche("dossier", "history", "mare-road", "a", "--json").json["result"]
    assert len(history) == 2
    assert all(entry["who"] == "tester" for entry in history)
    assert demarche("dossier", "verify").status == 0


def test_a_purged_item_leaves_no_words_in_the_file(demarche):
    demarche("dossier", "new", "mare-road")
    demarche("dossier", "add", "mare-road", "asks", "secret", "what=A sentence nobody should find")
    assert demarche("dossier", "remove", "mare-road", "asks", "secret", "--purge").status == 0
    for file in (demarche.folder / "workspace").rglob("*"):
        if file.is_file():
            assert b"nobody should find" not in file.read_bytes()
    assert demarche("dossier", "verify").status == 0
