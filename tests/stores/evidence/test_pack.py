"""The starter pack: no sentence of a publisher, and the same rows again from the same sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from demarche.adapters.store import (
    Tables,
    pack_differences,
    pack_folder,
    read_manifest,
    strip_texts,
    write_pack,
)
from demarche.adapters.store.parquet import connect, parquet_at
from demarche.model.evidence import Failure, Parsed, Snapshot, SourceSpec


def test_texts_and_tables_that_stay_at_home_are_left_out(spec: SourceSpec, parsed: Parsed) -> None:
    stripped = strip_texts(spec, parsed)
    assert {name: sorted(columns) for name, columns in stripped.tables.items()} == {
        "ships": ["arrived", "crates", "locator", "ship"]
    }
    assert stripped.audit is parsed.audit
    assert "remark" in parsed.tables["ships"]


def test_no_sentence_reaches_the_pack(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    write_pack(tmp_path, spec, parsed, snapshot)
    files = {path.name for path in (tmp_path / "harbour_log").iterdir()}
    assert files == {"ships.parquet", "manifest.json"}
    manifest = read_manifest(tmp_path / "harbour_log")
    assert [column.name for column in manifest.tables[0].columns] == ["ship", "arrived", "crates", "locator", "snapshot"]
    with connect(threads=1) as connection:
        cells = connection.execute(f"FROM {parquet_at(tmp_path / 'harbour_log' / 'ships.parquet')}").fetchall()
    assert "Came late." not in {value for row in cells for value in row}


def test_a_text_that_is_part_of_a_key_is_refused(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    hidden = replace(spec, tables=(replace(spec.tables[0], key=("ship", "remark")), spec.tables[1]))
    with pytest.raises(Failure, match="text column remark"):
        write_pack(tmp_path, hidden, parsed, snapshot)


def test_a_pack_is_replaced_whole_or_not_at_all(
    tmp_path: Path, spec: SourceSpec, ships: Callable[..., Parsed], snapshot: Snapshot
) -> None:
    write_pack(tmp_path, spec, ships(), snapshot)
    write_pack(tmp_path, spec, ships(crates=[8, 8, 8]), snapshot)
    with pytest.raises(Failure, match="declared INTEGER"):
        write_pack(tmp_path, spec, ships(crates=[9, 9, "9"]), snapshot)
    with Tables.open(tmp_path) as tables:
        assert tables.one("SELECT DISTINCT crates FROM harbour_log.ships") == {"crates": 8}
    assert [path.name for path in tmp_path.iterdir()] == ["harbour_log"]


def test_a_pack_built_twice_is_the_same_bytes(tmp_path: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> None:
    for name in ("one", "two"):
        write_pack(tmp_path / name, spec, parsed, snapshot)
    for path in (tmp_path / "one" / "harbour_log").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / "harbour_log" / path.name).read_bytes()
    assert pack_differences(tmp_path / "one", tmp_path / "two") == []


def test_differences_between_packs_are_named(
    tmp_path: Path, spec: SourceSpec, ships: Callable[..., Parsed], snapshot: Snapshot
) -> None:
    shipped = tmp_path / "shipped"
    write_pack(shipped, spec, ships(), snapshot)
    write_pack(tmp_path / "rows", spec, ships(crates=[7, 1, None]), snapshot)
    assert pack_differences(tmp_path / "rows", shipped) == [
        "harbour_log.ships: 1 rows only in the built pack, 1 only in the shipped one"
    ]
    narrow = replace(spec, tables=(replace(spec.tables[0], columns=spec.tables[0].columns[:2], texts=()), spec.tables[1]))
    write_pack(tmp_path / "columns", narrow, ships(crates=None, remark=None), snapshot)
    assert pack_differences(tmp_path / "columns", shipped) == ["harbour_log.ships: declared columns differ"]
    assert pack_differences(tmp_path / "none", shipped) == ["harbour_log.ships: only in the shipped pack"]
    assert pack_differences(shipped, tmp_path / "none") == ["harbour_log.ships: only in the built pack"]
    same_rows_other_bytes = replace(spec, source=replace(spec.source, title="Another title"))
    write_pack(tmp_path / "bytes", same_rows_other_bytes, ships(), snapshot)
    assert pack_differences(tmp_path / "bytes", shipped) == []


def test_the_pack_lies_inside_the_package() -> None:
    import demarche

    package = Path(demarche.__file__).parent
    assert pack_folder() == package / "pack" / "tables"
    assert pack_folder("forums") == package / "pack" / "forums"
