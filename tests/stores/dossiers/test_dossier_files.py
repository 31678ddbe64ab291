"""Dossiers as plain files: without loss, stable, whole or absent, and every mistake of a writer said at once."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from dossier_strategies import dossiers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.store import dossier_files
from demarche.adapters.store.dossier_files import dossier_texts, read_dossier, read_shipped, shipped_dossiers, write_dossier
from demarche.adapters.store.dossier_json import dossier_from_json, dossier_to_json
from demarche.model.dossier import (
    Attribution,
    Commitment,
    CommitmentJudgement,
    CommitmentState,
    Constraint,
    Dossier,
    Engagement,
    Place,
    Sensitivity,
    problems,
)
from demarche.model.evidence import Failure, UseError

QUIET = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
DAY = dt.date(2024, 6, 20)
SMALL = Dossier(
    id="fictional-road",
    title="A road that exists only here",
    since=DAY,
    places=(Place(id="ford", name="The ford"),),
    constraints=(Constraint(id="closed", what="The ford is closed.", place="ford", sensitivity={"what": Sensitivity.LIMITED}),),
    commitments=(
        Commitment(
            id="opening",
            by="the fictional ministry",
            what="opens the ford",
            made_on=DAY,
            judgements=(CommitmentJudgement(state=CommitmentState.KEPT, on=DAY, who="us"),),
        ),
    ),
)


def write_raw(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in {"dossier": 'id = "fictional"\ntitle = "Fictional"\n', **texts}.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(UseError) as caught:
        read_dossier(folder)
    return str(caught.value)


@QUIET
@given(dossier=dossiers())
def test_reading_what_was_written_gives_the_same_dossier(tmp_path, dossier):
    folder = tmp_path / "one"
    shutil.rmtree(folder, ignore_errors=True)
    assert problems(dossier) == []
    assert read_dossier(write_dossier(dossier, folder)) == dossier
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_dossier(read_dossier(folder), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


@QUIET
@given(dossier=dossiers())
def test_json_gives_the_same_dossier(dossier):
    assert dossier_from_json(dossier_to_json(dossier)) == dossier
    assert dossier_to_json(dossier_from_json(dossier_to_json(dossier))) == dossier_to_json(dossier)


@QUIET
@given(old=dossiers(dossier_id="x"), new=dossiers(dossier_id="x"))
def test_writing_over_an_older_dossier_leaves_nothing_of_it(tmp_path, old, new):
    folder = tmp_path / "one"
    shutil.rmtree(folder, ignore_errors=True)
    write_dossier(old, folder)
    assert read_dossier(write_dossier(new, folder)) == new


@QUIET
@given(dossier=dossiers(), data=st.data())
def test_an_item_changed_changes_its_own_lines_alone(dossier, data):
    texts = dossier_texts(dossier)
    held = [(noun, item) for noun, item in dossier.items()]
    if not held:
        return
    noun, item = data.draw(st.sampled_from(held))
    items = tuple(replace(one, known_from=DAY) if one is item else one for one in getattr(dossier, noun))
    changed = dossier_texts(replace(dossier, **{noun: items}))
    assert {name for name in texts if texts[name] != changed[name]} <= {noun}
    before, after = (text.split(f"[[{noun}]]\n") for text in (texts[noun], changed[noun]))
    if len(before) == len(items) + 1:  # a text may hold the heading itself
        assert sum(a != b for a, b in zip(before, after, strict=True)) <= 1


def test_the_form_is_the_one_that_the_docs_show(tmp_path):
    write_dossier(SMALL, tmp_path / "road")
    assert (tmp_path / "road" / "constraints.toml").read_text("utf-8") == (
        '[[constraints]]\nid = "closed"\nwhat = "The ford is closed."\nplace = "ford"\n\n'
        '[constraints.sensitivity]\nwhat = "limited"\n'
    )
    assert (tmp_path / "road" / "commitments.toml").read_text("utf-8") == (
        '[[commitments]]\nid = "opening"\nby = "the fictional ministry"\nwhat = "opens the ford"\nmade_on = 2024-06-20\n\n'
        '[[commitments.judgements]]\nstate = "kept"\non = 2024-06-20\nwho = "us"\n'
    )
    assert sorted(path.name for path in (tmp_path / "road").iterdir()) == [
        "commitments.toml",
        "constraints.toml",
        "dossier.toml",
        "places.toml",
    ]


def test_equal_dossiers_give_equal_files():
    one, other = (
        replace(SMALL, places=(Place(id="ford", name="The ford", latitude=n, longitude=5, sensitivity=dict(marks)),))
        for n, marks in (
            (0.0, {"name": Sensitivity.STRICT, "note": Sensitivity.LIMITED}.items()),
            (-0.0, {"note": Sensitivity.LIMITED, "name": Sensitivity.STRICT}.items()),
        )
    )
    assert one == other
    assert dossier_texts(one) == dossier_texts(other)


def test_what_is_not_empty_is_written_even_where_it_is_the_default(tmp_path):
    folder = write_dossier(replace(SMALL, engagements=(Engagement(id="call", date=DAY),)), tmp_path / "road")
    assert f'attribution = "{Attribution.NOT_FOR_ATTRIBUTION}"' in (folder / "engagements.toml").read_text("utf-8")


def test_all_mistakes_are_said_at_once_with_file_item_field_and_what_was_meant(tmp_path):
    said = refusal(
        write_raw(
            tmp_path / "bad",
            constraint="",
            constraints='[[constraints]]\nid = "ford"\nwhat = 3\ncatgory = "x"\ncategory = "hostilitys"\nsince = "2024-13-01"\n'
            'sensitivity = {what = "secret"}\n[[constraints]]\nwhat = "no id"\n',
            places="places = [1]\n[[other]]\n",
            people_affected='[[people_affected]]\nid = "p"\nwhat = "w"\nvalue = nan\ndate = 2024-01-01T10:00:00\n',
            commitments='[[commitments]]\nid = "c"\nby = "b"\nwhat = "w"\nmade_on = 2024-01-01\njudgements = [{state = "keept"}]\n',
            norms="= broken",
        )
    )
    for line in (
        "constraint.toml: no file of a dossier has this name; did you mean constraints.toml?",
        "constraints.toml “ford”, field “what”: must be text in quotes",
        "constraints.toml “ford”: no field “catgory”; did you mean “category”?",
        "did you mean “hostilities”?",
        "constraints.toml “ford”, field “since”: must be a day such as 2024-06-20 that exists",
        "field “sensitivity.what”: “secret” is not among: public, limited, restricted, strictly confidential",
        "constraints.toml entry 2, field “id”: is missing",
        "places.toml entry 1: must be a table with fields",
        "places.toml: “other” has no place here",
        "people_affected.toml “p”, field “value”: must be a finite number",
        "people_affected.toml “p”, field “date”: must be a day such as 2024-06-20",
        "commitments.toml “c”, field “judgements.1.state”: “keept” is not among: made, partly kept, kept, lapsed, broken, disputed",
        "commitments.toml “c”, field “judgements.1.who”: is missing",
        "norms.toml: not TOML that I can read",
    ):
        assert line in said, line


def test_links_that_lead_nowhere_are_said_with_their_file(tmp_path):
    text = '[[constraints]]\nid = "a"\nwhat = "w"\nplace = "nowhere"\n[[constraints]]\nid = "a"\nwhat = "w"\n'
    said = refusal(write_raw(tmp_path / "bad", constraints=text))
    assert "constraints.toml “a”: no place “nowhere”" in said
    assert "constraints.toml: the id “a” is used more than once" in said


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("dossier.toml", b"\xff\xfe", "dossier.toml: not text in UTF-8"),
        ("dossier.toml", b"a = " + b"[" * 5000, "dossier.toml: nested too deeply"),
        ("dossier.toml", b'id = "../up"\ntitle = "t"', "the dossier id “../up” is not made of letters"),
        ("places.toml", b"places = 3", "places.toml: must be a list"),
        ("places.toml", b'[places]\nid = "x"', "places.toml: must be a list"),
        ("places.toml", b'[[places]]\nid = "con/x"\nname = "n"', "places.toml “con/x”: the id is not made of letters"),
    ],
)
def test_wrong_files_are_refused_in_words(tmp_path, name, raw, said):
    folder = write_raw(tmp_path / "bad")
    (folder / name).write_bytes(raw)
    assert said in refusal(folder)


def test_a_file_from_an_editor_with_a_mark_at_its_head_is_read(tmp_path):
    folder = write_dossier(SMALL, tmp_path / "road")
    raw = (folder / "places.toml").read_bytes()
    (folder / "places.toml").write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert read_dossier(folder) == SMALL


def test_a_missing_or_empty_folder_is_refused(tmp_path):
    assert "no such folder" in refusal(tmp_path / "none")
    assert "there is no dossier.toml" in refusal(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"id": "x", "title": "t", "places": [{"id": "p"}]}', "[" * 100_000])
def test_json_that_is_no_dossier_is_refused(text):
    with pytest.raises(UseError):
        dossier_from_json(text)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "places.toml").write_text("mine", "utf-8")
    with pytest.raises(UseError, match="in use for something else"):
        write_dossier(SMALL, tmp_path)
    other = write_dossier(replace(SMALL, id="other"), tmp_path / "other")
    with pytest.raises(UseError, match="holds another dossier"):
        write_dossier(SMALL, other)
    with pytest.raises(UseError, match="in use"):
        write_dossier(SMALL, tmp_path / "places.toml")
    assert (tmp_path / "places.toml").read_text("utf-8") == "mine"


def test_files_of_the_user_beside_the_dossier_stay(tmp_path):
    folder = write_dossier(SMALL, tmp_path / "road")
    (folder / "notes.md").write_text("mine", "utf-8")
    write_dossier(replace(SMALL, constraints=()), folder)
    assert sorted(path.name for path in folder.iterdir()) == ["commitments.toml", "dossier.toml", "notes.md", "places.toml"]


def test_a_dossier_with_problems_is_not_written(tmp_path):
    with pytest.raises(UseError, match="no place “ford”"):
        write_dossier(replace(SMALL, places=()), tmp_path / "road")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("existing", [False, True])
def test_a_disk_that_fails_half_way_leaves_the_old_files(tmp_path, monkeypatch, existing):
    folder = tmp_path / "road"
    if existing:
        write_dossier(SMALL, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()} if existing else None
    real, left = dossier_files.write_whole, [2]

    def failing(path, data):
        if not left[0]:
            raise OSError(28, os.strerror(28))
        left[0] -= 1
        real(path, data)

    monkeypatch.setattr(dossier_files, "write_whole", failing)
    with pytest.raises(Failure, match="disk is full"):
        write_dossier(replace(SMALL, title="Changed"), folder)
    if existing:
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == (["road"] if existing else [])


def test_a_value_that_no_file_can_hold_is_refused(tmp_path):
    for bad in ("\ud800", float("nan")):
        with pytest.raises(UseError):
            write_dossier(replace(SMALL, summary=bad), tmp_path / "road")
    assert list(tmp_path.iterdir()) == []


def test_shipped_dossiers_are_read_and_keep_their_form(tmp_path):
    for name in shipped_dossiers():
        dossier = read_shipped(name)
        assert dossier.id == name
        assert read_dossier(write_dossier(dossier, tmp_path / name)) == dossier
    with pytest.raises(UseError, match="comes with the program"):
        read_shipped("sudan-adrè")


def test_shipped_dossiers_survive_json():
    for name in shipped_dossiers():
        text = dossier_to_json(read_shipped(name))
        assert json.loads(text)["id"] == name
        assert dossier_from_json(text) == read_shipped(name)
