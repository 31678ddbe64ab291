"""A disk that is full: a clear message, nothing half-written, and all well again once there is room."""

from __future__ import annotations

import errno
import io
import random
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from demarche.adapters.store import SnapshotFolder, Tables, WorkspaceFolder, write_generation
from demarche.model.evidence import Audit, Failure, Parsed, Snapshot, SourceSpec

SIZE = 512 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of half a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a small disk; the tests with a simulated one still run")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def big(parsed: Parsed, spec: SourceSpec) -> tuple[SourceSpec, Parsed]:
    """The table of ships with more rows than a small disk holds."""
    rows = 20_000
    noise = random.Random(1)
    columns = {
        "ship": [f"{noise.getrandbits(256):064x}" for _ in range(rows)],
        "arrived": [None] * rows,
        "crates": list(range(rows)),
        "remark": [f"{noise.getrandbits(256):064x}" for _ in range(rows)],
        "locator": [f"line {row}" for row in range(rows)],
    }
    wide = replace(spec, tables=(replace(spec.tables[0], rows_max=None), spec.tables[1]))
    return wide, Parsed({**parsed.tables, "ships": columns}, Audit())


def test_tables_on_a_full_disk(small_disk: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    write_generation(small_disk, spec, parsed, snapshot)
    before = sorted(small_disk.rglob("*"))
    with pytest.raises(Failure, match="disk is full") as caught:
        write_generation(small_disk, *big(parsed, spec), snapshot)
    assert "nothing changed" in caught.value.next_step
    assert sorted(small_disk.rglob("*")) == before
    write_generation(small_disk, spec, parsed, snapshot)
    with Tables.open(small_disk / "no pack", small_disk) as tables:
        assert tables.one("SELECT count(*) AS n FROM harbour_log.ships") == {"n": 3}


def test_snapshots_on_a_full_disk(small_disk: Path) -> None:
    store = SnapshotFolder(small_disk)
    kept = store.add(io.BytesIO(b"small"), source="harbour_log", name="small.csv")
    with pytest.raises(Failure, match=r"The disk is full: keeping large\.csv was stopped"):
        store.add(io.BytesIO(random.Random(1).randbytes(2 * SIZE)), source="harbour_log", name="large.csv")
    assert store.list() == [kept]
    assert not list(small_disk.rglob("*.tmp"))
    assert store.add(io.BytesIO(b"other"), source="harbour_log", name="other.csv") in store.list()


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "step", ["generations.write_manifest", "generations.write_whole", "generations.settle", "generations._write_audit"]
)
def test_a_disk_that_fills_up_at_any_step(
    tmp_path: Path,
    spec: SourceSpec,
    ships: Callable[..., Parsed],
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    *,
    step: str,
) -> None:
    write_generation(tmp_path, spec, ships(crates=[1, 1, 1]), snapshot)
    with monkeypatch.context() as patched:
        patched.setattr(f"demarche.adapters.store.{step}", full)
        with pytest.raises(Failure, match="The disk is full: writing the tables of harbour_log was stopped"):
            write_generation(tmp_path, spec, ships(crates=[2, 2, 2]), snapshot)
    with Tables.open(tmp_path / "no pack", tmp_path) as tables:
        assert tables.one("SELECT DISTINCT crates FROM harbour_log.ships") == {"crates": 1}
    assert not list(tmp_path.glob("harbour_log/.writing-*"))
    write_generation(tmp_path, spec, ships(crates=[3, 3, 3]), snapshot)
    with Tables.open(tmp_path / "no pack", tmp_path) as tables:
        assert tables.one("SELECT DISTINCT crates FROM harbour_log.ships") == {"crates": 3}


def test_a_snapshot_whose_description_finds_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SnapshotFolder(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("demarche.adapters.store.snapshots.write_json", full)
        with pytest.raises(Failure, match="disk is full"):
            store.add(io.BytesIO(b"bytes"), source="harbour_log", name="log.csv")
    assert store.list() == []
    kept = store.add(io.BytesIO(b"bytes"), source="harbour_log", name="log.csv")
    assert store.verify(kept.id).read_bytes() == b"bytes"


def test_a_workspace_that_finds_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(Failure, match="The disk is full: making the workspace was stopped"):
        WorkspaceFolder(tmp_path / "new").ensure()
