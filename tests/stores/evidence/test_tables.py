"""Reading tables: pack or workspace, bound parameters, clear errors."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from demarche.adapters.store import Tables, current_generation, write_generation, write_pack
from demarche.model.evidence import Column, Failure, Parsed, Snapshot, SourceSpec, UseError


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, spec: SourceSpec, parsed: Parsed, ships: Callable[..., Parsed], snapshot: Snapshot
) -> Path:
    """A starter pack of two sources and a newer, synced edition of one of them, made once and copied for each test."""
    place = tmp_path_factory.mktemp("made")
    write_pack(place / "pack", spec, parsed, snapshot)
    quays = replace(spec.source, id="quays", title="Fictional quays")
    letters = replace(parsed, tables={"letters": parsed.tables["letters"]}, as_of="")
    write_pack(place / "pack", replace(spec, source=quays, tables=(replace(spec.tables[1], shipped=True),)), letters, snapshot)
    later = replace(ships(crates=[70, 71, 72]), as_of="2024-09-30")
    write_generation(place / "tables", spec, later, replace(snapshot, sha256="f" * 64))
    return place


@pytest.fixture
def pack(tmp_path: Path, made: Path) -> Path:
    return Path(shutil.copytree(made / "pack", tmp_path / "pack"))


@pytest.fixture
def synced(tmp_path: Path, made: Path) -> Path:
    return Path(shutil.copytree(made / "tables", tmp_path / "tables"))


def test_the_starter_pack_answers_where_nothing_was_synced(pack: Path, tmp_path: Path) -> None:
    with Tables.open(pack, tmp_path / "not made yet") as tables:
        assert tables.has("harbour_log", "ships")
        assert not tables.has("harbour_log", "letters")
        assert not tables.has("whales", "ships")
        assert tables.one("SELECT crates FROM harbour_log.ships WHERE ship = $ship", ship="Bo'sun") == {"crates": None}
        edition = tables.edition("harbour_log")
    assert (edition.origin, edition.as_of, edition.tables) == ("starter pack", dt.date(2024, 6, 30), {"ships": 3})
    assert not (tmp_path / "not made yet").exists()


def test_what_was_synced_replaces_the_starter_pack_source_by_source(pack: Path, synced: Path) -> None:
    with Tables.open(pack, synced) as tables:
        sql = "SELECT sum(s.crates)::INTEGER AS crates, count(*) AS pairs FROM harbour_log.ships s, quays.letters"
        assert tables.rows(sql) == [{"crates": 2 * (70 + 71 + 72), "pairs": 6}]
        assert tables.has("harbour_log", "letters")
        editions = {edition.source: edition for edition in tables.editions()}
    assert list(editions) == ["harbour_log", "quays"]
    log = editions["harbour_log"]
    assert (log.origin, log.as_of, log.snapshot) == ("synced", dt.date(2024, 9, 30), "harbour_log@" + "f" * 12)
    assert (log.title, log.publisher, log.gaps) == (
        "Fictional harbour log",
        "Fictional Harbour Office",
        ("the night of 1 May was not logged",),
    )
    assert (editions["quays"].origin, editions["quays"].as_of) == ("starter pack", None)


def test_values_are_bound_and_never_read_as_sql(pack: Path) -> None:
    with Tables.open(pack) as tables:
        assert tables.rows("SELECT * FROM harbour_log.ships WHERE ship = $ship", ship="' OR 1=1 --") == []
        wanted = tables.rows(
            "SELECT ship FROM harbour_log.ships WHERE list_contains($names, ship) ORDER BY ship", names=["Zita", "Ärmel"]
        )
        assert [row["ship"] for row in wanted] == ["Zita", "Ärmel"]
        day = dt.date(1946, 1, 26)
        assert tables.rows("SELECT ship FROM harbour_log.ships WHERE arrived <= $on", on=day) == [{"ship": "Bo'sun"}]
        with pytest.raises(duckdb.InvalidInputException):
            tables.rows("SELECT * FROM harbour_log.ships WHERE ship = $ship")


def test_one_row_or_none_or_an_error(pack: Path) -> None:
    with Tables.open(pack) as tables:
        assert tables.one("SELECT ship FROM harbour_log.ships WHERE false") is None
        with pytest.raises(ValueError, match="3 rows where one was expected"):
            tables.one("SELECT ship FROM harbour_log.ships")
        with pytest.raises(ValueError, match="one name: ship, ship"):
            tables.rows("SELECT ship, ship FROM harbour_log.ships")


def test_arrays_mask_what_is_missing(pack: Path) -> None:
    with Tables.open(pack) as tables:
        crates = tables.arrays("SELECT crates FROM harbour_log.ships ORDER BY ship")["crates"]
    assert crates.tolist() == [None, 7, 0]


def test_columns_carry_their_meanings(pack: Path) -> None:
    with Tables.open(pack) as tables:
        columns = tables.columns("harbour_log", "ships")
    assert columns[0] == Column("ship", "VARCHAR", "the name painted on it")
    assert [column.name for column in columns] == ["ship", "arrived", "crates", "locator", "snapshot"]


@pytest.mark.parametrize(
    ("sql", "message", "near"),
    [
        ("SELECT * FROM harbour_log.shipps", "no table harbour_log.shipps", "Nearest: harbour_log.ships"),
        (
            "SELECT * FROM quays.letters l JOIN harbour_logs.ships s USING (locator)",
            "no table harbour_logs.ships",
            "harbour_log.ships",
        ),
        ('SELECT * FROM "harbour_log"."letters"', "no table harbour_log.letters", "quays.letters"),
        ("SELECT * FROM un_whales.songs", "no table un_whales.songs", "demarche sync un_whales"),
        ("SELECT whales FROM harbour_log.ships, quays.lettres", "no table quays.lettres", "quays.letters"),
    ],
)
def test_a_missing_table_names_the_nearest(pack: Path, sql: str, message: str, near: str) -> None:
    with Tables.open(pack) as tables:
        with pytest.raises(UseError, match=message) as caught:
            tables.rows(sql)
        assert near in caught.value.next_step


def test_a_missing_source_or_column_list_is_a_clear_error(pack: Path) -> None:
    with Tables.open(pack) as tables:
        with pytest.raises(UseError, match="no source harbor_log") as caught:
            tables.edition("harbor_log")
        assert "harbour_log" in caught.value.next_step
        with pytest.raises(UseError, match=r"no table quays\.ships"):
            tables.columns("quays", "ships")


def test_a_mistake_in_our_own_sql_is_not_dressed_up(pack: Path) -> None:
    with Tables.open(pack) as tables:
        with pytest.raises(duckdb.BinderException, match="whales"):
            tables.rows("SELECT whales FROM harbour_log.ships")
        with pytest.raises(duckdb.ParserException):
            tables.rows("SELEKT 1")
        with pytest.raises(duckdb.ConversionException):
            tables.rows("SELECT ship::INTEGER AS number FROM harbour_log.ships")


def test_python_variables_and_outside_files_are_not_tables(pack: Path) -> None:
    secret = {"a": [1]}
    with Tables.open(pack) as tables, pytest.raises(duckdb.CatalogException):
        tables.rows("SELECT * FROM secret")
    assert secret


def test_tables_synced_by_another_version_say_so(pack: Path, synced: Path) -> None:
    with Tables.open(pack, synced) as tables, pytest.raises(Failure, match="do not fit this version") as caught:
        tables.rows("SELECT masts FROM harbour_log.ships")
    assert "demarche sync harbour_log" in caught.value.next_step


def flip(path: Path, place: float) -> None:
    data = bytearray(path.read_bytes())
    data[int(place * (len(data) - 1))] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("harm", ["0.0", "0.1", "0.3", "0.5", "0.8", "0.99", "1.0", "cut", "empty", "gone"])
def test_a_damaged_file_is_a_failure_wherever_it_is_damaged(pack: Path, synced: Path, harm: str) -> None:
    path = next(synced.rglob("ships.parquet"))
    if harm == "gone":
        path.unlink()
    elif harm in {"cut", "empty"}:
        path.write_bytes(path.read_bytes()[: 100 if harm == "cut" else 0])
    else:
        flip(path, float(harm))
    with Tables.open(pack, synced) as tables:
        with pytest.raises(Failure, match=r"harbour_log.ships is damaged") as caught:
            tables.rows("SELECT * FROM harbour_log.ships")
        assert str(path) in caught.value.where
        with pytest.raises(Failure, match="damaged"):
            tables.verify()
        assert tables.rows("SELECT count(*) AS n FROM quays.letters") == [{"n": 2}]


def test_a_file_damaged_after_it_was_opened_is_a_failure(pack: Path, synced: Path) -> None:
    path = next(synced.rglob("ships.parquet"))
    with Tables.open(pack, synced) as tables:
        assert len(tables.rows("SELECT * FROM harbour_log.ships")) == 3
        path.write_bytes(b"PAR1 nonsense PAR1")
        with pytest.raises(Failure, match="damaged"):
            tables.rows("SELECT * FROM harbour_log.ships")


def test_tables_replaced_twice_while_they_were_read_say_so(
    pack: Path, synced: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot
) -> None:
    with Tables.open(pack, synced) as tables:
        assert tables.has("harbour_log", "ships")
        for _ in range(2):
            write_generation(synced, spec, parsed, snapshot)
        with pytest.raises(Failure, match="replaced by newer ones") as caught:
            tables.rows("SELECT * FROM harbour_log.ships")
        assert caught.value.next_step == "Ask again."


@pytest.mark.parametrize("harm", ["pointer", "pointer up", "folder", "manifest", "json", "newer"])
def test_a_damaged_source_is_reported_when_it_is_asked_for(pack: Path, synced: Path, harm: str) -> None:
    folder = current_generation(synced, "harbour_log")
    assert folder is not None
    if harm.startswith("pointer"):
        (synced / "harbour_log" / "CURRENT").write_text("../elsewhere\n" if harm == "pointer up" else "")
    elif harm == "folder":
        shutil.rmtree(folder)
    elif harm == "manifest":
        (folder / "manifest.json").unlink()
    else:
        (folder / "manifest.json").write_text('{"format": 99}' if harm == "newer" else '{"format": 1, "source": {}}')
    with Tables.open(pack, synced) as tables:
        assert tables.rows("SELECT count(*) AS n FROM quays.letters") == [{"n": 2}]
        for ask in (
            lambda: tables.rows("SELECT * FROM harbour_log.ships"),
            tables.editions,
            lambda: tables.has("harbour_log", "ships"),
        ):
            with pytest.raises(Failure) as caught:
                ask()
            assert "demarche sync" in caught.value.next_step


def test_many_threads_read_at_once(pack: Path) -> None:
    answers: list[int] = []
    with Tables.open(pack) as tables:

        def read() -> None:
            answers.extend(len(tables.rows("SELECT s.ship, l.number FROM harbour_log.ships s, quays.letters l")) for _ in range(5))

        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [6] * 40


def test_a_closed_reader_opens_again(pack: Path) -> None:
    tables = Tables.open(pack)
    assert len(tables.rows("SELECT * FROM harbour_log.ships")) == 3
    tables.close()
    tables.close()
    assert len(tables.rows("SELECT * FROM harbour_log.ships")) == 3
    tables.close()
