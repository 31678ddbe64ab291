"""Writing tables: what is checked, what is kept, and that the same rows give the same bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from demarche.adapters.store import Tables, current_generation, read_audit, read_manifest, write_generation
from demarche.adapters.store.lock import hold
from demarche.adapters.store.parquet import connect
from demarche.model.evidence import Audit, Failure, Parsed, Snapshot, SourceSpec, UseError


def read_back(root: Path) -> list[dict[str, object]]:
    with Tables.open(root / "no pack", root) as tables:
        return tables.rows("SELECT * FROM harbour_log.ships ORDER BY ship")


def test_rows_come_back_with_locator_and_snapshot(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    write_generation(tmp_path, spec, parsed, snapshot)
    rows = read_back(tmp_path)
    assert [row["ship"] for row in rows] == ["Bo'sun", "Zita", "Ärmel"]
    assert rows[0] == {
        "ship": "Bo'sun",
        "arrived": dt.date(1946, 1, 26),
        "crates": None,
        "remark": "Left early.",
        "locator": "line 4",
        "snapshot": snapshot.id,
    }


def test_the_manifest_says_what_is_there(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    written = write_generation(tmp_path, spec, parsed, snapshot)
    folder = current_generation(tmp_path, "harbour_log")
    assert folder is not None
    assert read_manifest(folder) == written
    assert written.source == spec.source
    assert written.snapshot == snapshot
    assert written.as_of == dt.date(2024, 6, 30)
    assert written.gaps == spec.gaps
    assert written.audit == {"spelling": 2, "not understood": 1}
    ships = written.table("ships")
    assert ships is not None
    assert (ships.rows, ships.key) == (3, ("ship",))
    assert [column.name for column in ships.columns] == ["ship", "arrived", "crates", "remark", "locator", "snapshot"]
    assert ships.columns[2].meaning == "how many crates it carried"
    assert ships.sha256 == hashlib.sha256((folder / "ships.parquet").read_bytes()).hexdigest()
    assert written.table("whales") is None
    assert read_audit(tmp_path, "harbour_log") == parsed.audit.remarks
    assert read_audit(tmp_path, "never_synced") == []


def test_a_file_alone_still_names_its_source_and_terms(
    tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot
) -> None:
    write_generation(tmp_path, spec, parsed, snapshot)
    file = next(tmp_path.rglob("ships.parquet"))
    with connect(threads=1) as connection:
        found = connection.execute(
            "SELECT decode(key), decode(value) FROM parquet_kv_metadata($file)", {"file": str(file)}
        ).fetchall()
    marks = dict(found)
    assert marks["terms"] == "invented for tests; it's free"
    assert (marks["source"], marks["snapshot"]) == ("harbour_log", snapshot.id)


def test_the_same_rows_give_the_same_bytes_in_any_order(
    tmp_path: Path, spec: SourceSpec, ships: Callable[..., Parsed], parsed: Parsed, snapshot: Snapshot
) -> None:
    turned = ships(**{name: list(values)[::-1] for name, values in parsed.tables["ships"].items()})
    hashes = {write_generation(tmp_path, spec, each, snapshot).tables[0].sha256 for each in (parsed, turned, parsed)}
    assert len(hashes) == 1


def test_a_table_without_key_keeps_the_order_it_came_in(
    tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot
) -> None:
    keyless = replace(spec, tables=(replace(spec.tables[0], key=()), spec.tables[1]))
    write_generation(tmp_path, keyless, parsed, snapshot)
    with Tables.open(tmp_path, tmp_path) as tables:
        assert list(tables.arrays("SELECT ship FROM harbour_log.ships")["ship"]) == list(parsed.tables["ships"]["ship"])


def test_numpy_columns_are_columns(tmp_path: Path, spec: SourceSpec, ships: Callable[..., Parsed], snapshot: Snapshot) -> None:
    write_generation(tmp_path, spec, ships(crates=np.array([7, 0, 3]), ship=np.array(["c", "b", "a"])), snapshot)
    assert [row["crates"] for row in read_back(tmp_path)] == [3, 0, 7]


BROKEN = [
    ({"locator": None}, "no locator"),
    ({"crates": None}, "lacks the declared column crates"),
    ({"whales": [1, 2, 3]}, "has the undeclared column whales"),
    ({"snapshot": ["a", "b", "c"]}, "has the undeclared column snapshot"),
    ({"crates": [1, 2]}, "Columns differ in length: locator 3, crates 2"),
    ({"crates": [1, 2, "3"]}, "crates is declared INTEGER and holds str '3' in row 3"),
    ({"crates": [1, True, 3]}, "crates is declared INTEGER and holds bool True in row 2"),
    ({"crates": [1, 2.0, 3]}, "crates is declared INTEGER and holds float 2.0 in row 2"),
    ({"crates": [1, 2**40, 3]}, "could not be written: Conversion Error"),
    ({"crates": [1, 2**70, 3]}, "does not fit INTEGER"),
    ({"arrived": [dt.datetime(2024, 1, 1, tzinfo=dt.UTC), None, None]}, "arrived is declared DATE and holds datetime"),
    ({"arrived": ["2024-02-30", None, None]}, "could not be written: Conversion Error"),
    ({"ship": ["a", None, "c"]}, r"The key \(ship\) is empty at line 3"),
    ({"ship": ["a", "b", "a"]}, r"The key is not unique: 2 rows have ship a \(at line 2 and line 4\)"),
    ({"ship": ["a", "b", "\ud800"]}, "ship holds text that is not Unicode"),
    ({name: [] for name in ("ship", "arrived", "crates", "remark", "locator")}, "has 0 rows; an intact edition has at least 2"),
    (
        {"ship": list("abcdef"), **{name: [None] * 6 for name in ("arrived", "crates", "remark")}, "locator": list("uvwxyz")},
        "has 6 rows; an intact edition has at most 5",
    ),
]


@pytest.mark.parametrize(("change", "message"), BROKEN, ids=[message[:40] for _, message in BROKEN])
def test_a_broken_expectation_is_named_and_the_old_tables_stay(
    tmp_path: Path,
    spec: SourceSpec,
    ships: Callable[..., Parsed],
    snapshot: Snapshot,
    *,
    change: dict[str, list[object] | None],
    message: str,
) -> None:
    write_generation(tmp_path, spec, ships(), snapshot)
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    with pytest.raises(Failure, match=message) as caught:
        write_generation(tmp_path, spec, ships(**change), snapshot)
    assert "harbour_log.ships" in caught.value.where
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before
    assert len(read_back(tmp_path)) == 3


def test_a_table_too_many_or_too_few_is_named(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    with pytest.raises(Failure, match="did not give the declared table letters"):
        write_generation(tmp_path, spec, replace(parsed, tables={"ships": parsed.tables["ships"]}), snapshot)
    with pytest.raises(Failure, match="gave the undeclared table whales"):
        write_generation(tmp_path, spec, replace(parsed, tables={**parsed.tables, "whales": {"locator": []}}), snapshot)
    with pytest.raises(UseError, match="not a date"):
        write_generation(tmp_path, spec, replace(parsed, as_of="soon"), snapshot)
    assert current_generation(tmp_path, "harbour_log") is None


def test_the_last_two_generations_are_kept(
    tmp_path: Path, spec: SourceSpec, ships: Callable[..., Parsed], snapshot: Snapshot
) -> None:
    seen = []
    for count in range(4):
        write_generation(tmp_path, spec, ships(crates=[count] * 3), snapshot)
        seen.append(current_generation(tmp_path, "harbour_log"))
    folders = sorted(path for path in (tmp_path / "harbour_log").iterdir() if path.is_dir())
    assert folders == seen[2:]
    assert {row["crates"] for row in read_back(tmp_path)} == {3}
    write_generation(tmp_path, spec, ships(crates=[9] * 3), snapshot, keep=1)
    assert len([path for path in (tmp_path / "harbour_log").iterdir() if path.is_dir()]) == 1


def test_a_reader_keeps_what_it_opened_while_a_newer_generation_is_written(
    tmp_path: Path, spec: SourceSpec, ships: Callable[..., Parsed], snapshot: Snapshot
) -> None:
    write_generation(tmp_path, spec, ships(crates=[1, 1, 1]), snapshot)
    with Tables.open(tmp_path / "none", tmp_path) as early:
        write_generation(tmp_path, spec, ships(crates=[2, 2, 2]), snapshot)
        assert early.one("SELECT DISTINCT crates FROM harbour_log.ships") == {"crates": 1}
    assert {row["crates"] for row in read_back(tmp_path)} == {2}


def test_what_a_killed_writer_left_is_cleared(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    for name in (".writing-0123", ".dropped-0123"):
        (tmp_path / "harbour_log" / name).mkdir(parents=True)
        (tmp_path / "harbour_log" / name / "ships.parquet").write_bytes(b"half")
    (tmp_path / "harbour_log" / ".CURRENT.0123.tmp").write_text("half")
    write_generation(tmp_path, spec, parsed, snapshot)
    left = {path.name for path in (tmp_path / "harbour_log").iterdir()}
    assert {name for name in left if name.startswith(".")} == {".lock"}


def test_two_writers_do_not_meet(
    tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("demarche.adapters.store.generations._PATIENCE", 0.05)
    with hold(tmp_path / "harbour_log" / ".lock", "a long sync"), pytest.raises(Failure, match="Another process") as caught:
        write_generation(tmp_path, spec, parsed, snapshot)
    assert "a long sync" in caught.value.where
    assert str(os.getpid()) in caught.value.where
    write_generation(tmp_path, spec, parsed, snapshot)


def test_an_empty_table_may_be_declared(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    none = replace(spec, tables=(replace(spec.tables[0], rows_min=0), spec.tables[1]))
    empty = {"ship": [], "arrived": [], "crates": [], "remark": [], "locator": []}
    write_generation(tmp_path, none, Parsed({**parsed.tables, "ships": empty}, Audit()), snapshot)
    assert read_back(tmp_path) == []
    with Tables.open(tmp_path, tmp_path) as tables:
        assert [column.type for column in tables.columns("harbour_log", "ships")][:3] == ["VARCHAR", "DATE", "INTEGER"]
        assert tables.arrays("SELECT crates FROM harbour_log.ships")["crates"].dtype == np.int32


@pytest.mark.parametrize("harm", ["pointer", "folder"])
def test_a_damaged_source_is_mended_by_the_next_sync(
    tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot, harm: str
) -> None:
    write_generation(tmp_path, spec, parsed, snapshot)
    if harm == "pointer":
        (tmp_path / "harbour_log" / "CURRENT").write_bytes(b"\xff/..")
    else:
        shutil.rmtree(next(path for path in (tmp_path / "harbour_log").iterdir() if path.is_dir()))
    with pytest.raises(Failure, match="damaged"):
        current_generation(tmp_path, "harbour_log")
    write_generation(tmp_path, spec, parsed, snapshot)
    assert len(read_back(tmp_path)) == 3


@pytest.mark.parametrize("name", ["it's *here*", "[desk] {1}", "what? 日本 ü", "a'b\"c", "back\\slash"])
def test_any_folder_name_will_do(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot, name: str) -> None:
    if os.name == "nt":
        name = "it's [here]"
    write_generation(tmp_path / name, spec, parsed, snapshot)
    assert len(read_back(tmp_path / name)) == 3
