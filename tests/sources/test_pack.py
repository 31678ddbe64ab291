"""The starter pack: what the builder makes, no sentence of any publisher, a few megabytes."""

from __future__ import annotations

import pytest

from demarche import open_workspace
from demarche.adapters.sources import load_spec, source_ids
from demarche.adapters.store import Tables, pack_folder
from demarche.desk import build_pack, pack_changes
from demarche.model.evidence import UseError

MEGABYTES = 8


def test_it_is_small():
    assert sum(p.stat().st_size for p in pack_folder().rglob("*.parquet")) < MEGABYTES * 1_000_000


def test_every_table_is_whole_and_names_its_source():
    with Tables.open(pack_folder()) as tables:
        tables.verify()
        for edition in tables.editions():
            assert edition.publisher
            assert edition.terms
            assert edition.as_of


@pytest.mark.parametrize("source", source_ids())
def test_no_text_column_ships(source):
    with Tables.open(pack_folder()) as tables:
        for table in load_spec(source).tables:
            if tables.has(source, table.name):
                shipped = {c.name for c in tables.columns(source, table.name)}
                assert not shipped & set(table.texts)


def test_a_source_that_no_pack_has_is_refused(tmp_path):
    with pytest.raises(UseError, match="no source council_marks") as refused:
        build_pack(open_workspace(tmp_path / "workspace"), tmp_path, tmp_path / "pack", only=["council_marks"])
    assert "un_resolutions" in refused.value.next_step


def test_the_shipped_pack_is_what_the_builder_makes(data_folder, tmp_path):
    workspace = open_workspace(tmp_path / "workspace")
    build_pack(workspace, data_folder, tmp_path / "pack")
    assert pack_changes(tmp_path / "pack") == []
