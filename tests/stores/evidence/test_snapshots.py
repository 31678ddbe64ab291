"""The port of snapshots: every backend passes these tests."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from demarche.adapters.store import SnapshotFolder, SnapshotStore
from demarche.model.evidence import Failure, UseError

BACKENDS: dict[str, Callable[[Path], SnapshotStore]] = {"folder": lambda place: SnapshotFolder(place / "snapshots")}


@pytest.fixture(params=sorted(BACKENDS))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> SnapshotStore:
    return BACKENDS[request.param](tmp_path)


def test_bytes_come_back_with_where_they_came_from(store: SnapshotStore) -> None:
    data = bytes(range(256)) * 1000
    day = dt.date(2024, 6, 30)
    kept = store.add(
        io.BytesIO(data), source="harbour_log", name="log.csv", url="https://harbour.example/log.csv", as_of=day, etag='"v1"'
    )
    assert kept.id == f"harbour_log@{hashlib.sha256(data).hexdigest()[:12]}"
    assert (kept.size, kept.name, kept.as_of, kept.url) == (len(data), "log.csv", day, "https://harbour.example/log.csv")
    assert kept.retrieved.tzinfo is not None
    with store.open(kept.id) as stream:
        assert stream.read() == data
    assert store.verify(kept.id).read_bytes() == data
    assert store.get(kept.id) == kept
    assert store.etag(kept.id) == '"v1"'


def test_the_same_bytes_are_kept_once(store: SnapshotStore, tmp_path: Path) -> None:
    first = store.add(io.BytesIO(b"same"), source="harbour_log", name="first.csv")
    file = tmp_path / "second.csv"
    file.write_bytes(b"same")
    assert store.add(file, source="harbour_log") == first
    assert file.exists()
    assert store.list("harbour_log") == [first]


def test_a_moved_file_is_given_up(store: SnapshotStore, tmp_path: Path) -> None:
    for data in (b"new", b"new"):
        file = tmp_path / "part"
        file.write_bytes(data)
        kept = store.add(file, source="harbour_log", name="log.csv", move=True)
        assert not file.exists()
    assert store.verify(kept.id).read_bytes() == b"new"


def test_snapshots_are_listed_by_source(store: SnapshotStore) -> None:
    ours = [store.add(io.BytesIO(data), source="harbour_log", name="x.snapshot.json") for data in (b"a", b"b")]
    other = store.add(io.BytesIO(b"a"), source="other", name="x.json")
    assert {snapshot.id for snapshot in store.list("harbour_log")} == {snapshot.id for snapshot in ours}
    assert store.list("other") == [other]
    assert len(store.list()) == 3
    assert store.list("never_synced") == []
    assert store.list("../..") == []


@pytest.mark.parametrize("mar", ["longer", "shorter", "other", "gone"])
def test_damage_is_found_and_mended(store: SnapshotStore, mar: str) -> None:
    kept = store.add(io.BytesIO(b"the publisher's bytes"), source="harbour_log", name="log.csv")
    path = store.verify(kept.id)
    path.chmod(0o644)
    if mar == "gone":
        path.unlink()
    else:
        path.write_bytes({"longer": b"the publisher's bytes.", "shorter": b"the", "other": b"the publisher's bytez"}[mar])
    with pytest.raises(Failure, match="damaged"):
        store.verify(kept.id)
    with pytest.raises(Failure, match="damaged"):
        store.open(kept.id)
    assert store.add(io.BytesIO(b"the publisher's bytes"), source="harbour_log") == kept
    assert store.verify(kept.id).read_bytes() == b"the publisher's bytes"


@pytest.mark.parametrize(
    "name", ["../../escape.csv", "/etc/passwd", "a/b\\c.csv", "", "...", "x" * 4000, "日本.zip", "nul\0byte", ".hidden"]
)
def test_no_name_leads_out_of_the_store(store: SnapshotStore, tmp_path: Path, name: str) -> None:
    kept = store.add(io.BytesIO(name.encode()), source="harbour_log", name=name)
    path = store.verify(kept.id)
    assert path.resolve().is_relative_to(tmp_path.resolve() / "snapshots" / "harbour_log")
    assert store.get(kept.id).name == (name or "snapshot")


@pytest.mark.parametrize("source", ["", "..", "a/b", "Upper", "a b", "a\n"])
def test_no_source_leads_out_of_the_store(store: SnapshotStore, source: str) -> None:
    with pytest.raises(UseError, match="not the id of a source"):
        store.add(io.BytesIO(b""), source=source, name="x")


@pytest.mark.parametrize("wrong", ["", "harbour_log", "harbour_log@000000000000", "../x@000000000000", "harbour_log@*"])
def test_an_unknown_snapshot_is_a_clear_error(store: SnapshotStore, wrong: str) -> None:
    with pytest.raises(UseError, match="no snapshot"):
        store.verify(wrong)


def test_a_missing_file_is_the_users_error(store: SnapshotStore, tmp_path: Path) -> None:
    with pytest.raises(UseError, match="no such file") as caught:
        store.add(tmp_path / "nowhere.zip", source="harbour_log")
    assert caught.value.where.endswith("nowhere.zip")


def test_a_folder_becomes_one_archive_without_what_is_outside(store: SnapshotStore, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    (folder / "2024" / ".git").mkdir(parents=True)
    (folder / "2024" / "b.xml").write_text("b")
    (folder / "a.xml").write_text("a")
    (folder / "2024" / ".git" / "config").write_text("hidden")
    (tmp_path / "secret.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    kept = store.add(folder, source="harbour_log")
    assert kept.name == "unpacked.zip"
    with zipfile.ZipFile(store.verify(kept.id)) as archive:
        assert archive.namelist() == ["2024/b.xml", "a.xml"]
        assert archive.read("a.xml") == b"a"
    os.utime(folder / "a.xml", (0, 0))
    assert store.add(folder, source="harbour_log") == kept


def test_an_empty_folder_is_refused(store: SnapshotStore, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UseError, match="no files"):
        store.add(tmp_path / "empty", source="harbour_log")
    assert store.list() == []


def test_a_folder_store_mends_a_damaged_sidecar(tmp_path: Path) -> None:
    store = SnapshotFolder(tmp_path)
    kept = store.add(io.BytesIO(b"bytes"), source="harbour_log", name="log.csv")
    sidecar = next((tmp_path / "harbour_log").glob("*.snapshot.json"))
    for content in ("{", "[]", '{"source": "harbour_log"}'):
        sidecar.write_text(content)
        with pytest.raises(Failure, match=r"cannot be read|damaged"):
            store.list()
    assert store.add(io.BytesIO(b"bytes"), source="harbour_log", name="log.csv").id == kept.id
    assert [snapshot.id for snapshot in store.list()] == [kept.id]


def test_a_folder_store_clears_what_a_killed_writer_left(tmp_path: Path) -> None:
    store = SnapshotFolder(tmp_path)
    store.add(io.BytesIO(b"a"), source="harbour_log", name="a")
    old, new = (tmp_path / "harbour_log" / f".incoming.{mark}.tmp" for mark in ("old", "new"))
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (0, 0))
    store.add(io.BytesIO(b"b"), source="harbour_log", name="b")
    assert not old.exists()
    assert new.exists()
    assert len(store.list()) == 2
