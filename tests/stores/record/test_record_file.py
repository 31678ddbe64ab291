"""The record as a file: whose it is, older and newer ones, a disk that refuses, and deletion that leaves no trace."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from demarche.adapters.store.record import Record, schema
from demarche.adapters.store.record.opening import open_engine, writing
from demarche.model.dossier import Dossier, Engagement, Place
from demarche.model.evidence import DemarcheError, Failure, UseError

DAY = dt.date(2024, 6, 20)
ROAD = Dossier(id="road", title="Fictional", places=(Place(id="ford", name="The ford"),))


def kept(file: Path) -> Path:
    with Record.open(file, who="mission") as record:
        record.save(ROAD)
    return file


def raw(file: Path, *statements: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        found = [connection.execute(statement).fetchall() for statement in statements]
        connection.commit()
        return found[-1]


def older(file: Path) -> Path:
    """A record as version 0001 left it, with one dossier in it."""
    kept(file)
    raw(
        file,
        *(f"DROP TRIGGER {name}" for name in ("words_in", "words_out", "words_changed")),
        "DROP TABLE word_index",
        "UPDATE alembic_version SET version_num = '0001'",
        "PRAGMA user_version = 1",
    )
    return file


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_opening_makes_a_file_that_says_what_it_is(file):
    assert kept(file).read_bytes()[68:72] == b"DEMA"
    assert raw(file, "PRAGMA user_version") == [(int(schema.VERSIONS[-1]),)]
    assert [path.name for path in file.parent.iterdir()] == ["record.db"]
    with Record.open(file, who="mission") as record, record._engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2}


@pytest.mark.parametrize("name", ["år ?#&=%41;:'\".db", "record", "a/b/c/record.db"])
def test_any_file_name_will_do(tmp_path, name):
    with Record.open(tmp_path / name, who="mission") as record:
        record.save(ROAD)
    with Record.open(str(tmp_path / name), who="mission", create=False) as record:
        assert record.load("road") == ROAD
    assert (tmp_path / name).stat().st_size


def test_what_is_not_there_is_not_made_unless_asked_for(file):
    with pytest.raises(UseError, match="no record here"):
        Record.open(file, who="mission", create=False)
    assert not file.exists()
    file.touch()
    with pytest.raises(UseError, match="no record here"):
        Record.open(file, who="mission", create=False)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 no database", b"SQLite format 3\0", b"x" * 5000, b"SQLite format 3\0" + b"\xff" * 900]
)
def test_a_file_that_is_no_record_is_refused_and_left_alone(file, content):
    file.write_bytes(content)
    with pytest.raises(UseError, match="not a record"):
        Record.open(file, who="mission")
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]
    with pytest.raises(UseError, match="a folder"):
        Record.open(file.parent, who="mission")


@pytest.mark.parametrize("owner", [0, 7])
def test_another_programs_database_is_refused_and_left_alone(file, owner):
    raw(file, "CREATE TABLE recipes (name)", f"PRAGMA application_id = {owner}")
    before = file.read_bytes()
    with pytest.raises(UseError, match="not a record"):
        Record.open(file, who="mission")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    "address", ["postgresql+nothing://user:hidden@host/db", "postgresql is good", "postgresql://u:hidden@host:port/x"]
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(UseError, match="not the address") as caught:
        Record.open(address, who="mission")
    assert "hidden" not in str(caught.value)


def test_a_newer_record_is_refused_and_left_alone(file):
    kept(file)
    raw(file, "UPDATE alembic_version SET version_num = '0099'", "PRAGMA user_version = 99")
    before = file.read_bytes()
    with pytest.raises(UseError) as caught:
        Record.open(file, who="mission")
    assert "newer version of Demarche" in str(caught.value)
    assert "version 0099; this program reads versions up to 0002" in str(caught.value)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_newer_record_whose_head_does_not_say_so_is_refused_too(file):
    kept(file)
    raw(file, "UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(UseError, match="newer version"):
        Record.open(file, who="mission")
    assert raw(file, "SELECT count(*) FROM items") == [(2,)]


def test_an_older_record_is_upgraded_after_a_copy_was_made(file):
    older(file)
    with Record.open(file, who="mission") as record:
        assert record.load("road") == ROAD
        assert [hit.item.id for hit in record.search("ford")] == ["ford"]
        record.put("road", "places", Place(id="mill", name="The mill"))
        assert record.search("mill")
        assert record.verify().ok
    copy = file.with_name("record.db.version-0001")
    assert raw(copy, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert raw(copy, "SELECT count(*) FROM items") == [(2,)]
    assert sorted(path.name for path in file.parent.iterdir()) == ["record.db", "record.db.version-0001"]


def test_the_steps_from_the_first_version_make_the_same_tables_as_a_new_file(tmp_path):
    new, stepped = tmp_path / "new.db", tmp_path / "stepped.db"
    Record.open(new, who="mission").close()
    engine = sa.create_engine(f"sqlite:///{stepped}")
    for version in schema.VERSIONS:
        with engine.begin() as connection:
            schema.upgrade(connection, version)
    engine.dispose()
    of = "SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'word_index_%' ORDER BY name"
    assert raw(new, of) == raw(stepped, of)
    for table in schema.metadata.tables:
        assert raw(new, f"PRAGMA table_info({table})") == raw(stepped, f"PRAGMA table_info({table})")
        assert raw(new, f"PRAGMA foreign_key_list({table})") == raw(stepped, f"PRAGMA foreign_key_list({table})")
    for (index,) in raw(new, "SELECT name FROM sqlite_schema WHERE type = 'index'"):
        assert raw(new, f"PRAGMA index_xinfo({index})") == raw(stepped, f"PRAGMA index_xinfo({index})")
    triggers = "SELECT sql FROM sqlite_schema WHERE type IN ('trigger', 'view') OR name = 'word_index' ORDER BY name"
    assert raw(new, triggers) == raw(stepped, triggers)


def test_an_upgrade_that_fails_changes_nothing(file, monkeypatch):
    older(file)
    before = raw(file, "SELECT sql FROM sqlite_schema ORDER BY name")

    def failing(connection, to="0002"):
        connection.exec_driver_sql("CREATE TABLE half (way)")
        raise sa.exc.OperationalError("x", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(schema, "upgrade", failing)
    with pytest.raises(Failure):
        Record.open(file, who="mission")
    assert raw(file, "SELECT sql FROM sqlite_schema ORDER BY name") == before
    monkeypatch.undo()
    with Record.open(file, who="mission") as record:
        assert record.load("road") == ROAD


def test_upgrading_imports_alembic_and_opening_does_not(file):
    kept(file)
    code = (
        "import sys; from demarche.adapters.store.record import Record; Record.open(sys.argv[1], who='x').close(); "
        "print('alembic' in sys.modules, 'pydantic' in sys.modules)"
    )
    for prepared, expected in ((file, "False False\n"), (older(file.with_name("older.db")), "True False\n")):
        assert (
            subprocess.run([sys.executable, "-c", code, str(prepared)], capture_output=True, text=True, check=True).stdout
            == expected
        )


def test_a_writer_waits_for_another_and_then_says_so(file):
    kept(file)
    with (
        contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other,
        Record.open(file, who="mission", wait=0.1) as record,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Failure, match="Another program is writing"):
            record.put("road", "engagements", Engagement(id="call", date=DAY))
        assert record.load("road") == ROAD
        other.execute("ROLLBACK")
        record.put("road", "engagements", Engagement(id="call", date=DAY))
        assert record.verify().ok


def test_a_full_disk_changes_nothing_and_says_so(file):
    kept(file)
    engine = open_engine(str(file), create=False, wait=1)

    @sa.event.listens_for(engine, "connect")
    def _little_room(connection, _):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    engine.dispose()
    with Record(engine, "mission") as record:
        with pytest.raises(Failure, match="disk is full"):
            record.put("road", "engagements", Engagement(id="call", date=DAY, message="long " * 20_000))
        assert record.load("road") == ROAD
        assert record.verify().ok


def _write_with_a_limit(file: str) -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Record.open(file, who="mission") as record:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
        for number in range(1000):
            try:
                record.put("road", "engagements", Engagement(id=f"e{number}", date=DAY, message="long " * 2000))
            except Failure as refused:
                print(number, refused.what)
                return


@pytest.mark.skipif(os.name == "nt", reason="this system has no limit on the size of files")
def test_a_disk_that_refuses_half_way_keeps_all_that_was_acknowledged(file):
    kept(file)
    code = f"import runpy; runpy.run_path({str(Path(__file__))!r})['_write_with_a_limit']({str(file)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    number, what = done.stdout.split(" ", 1)
    assert "disk" in what, done
    assert int(number) > 2
    with Record.open(file, who="mission") as record:
        assert [e.id for e in record.load("road").engagements] == [f"e{n}" for n in range(int(number))]
        assert record.verify().ok


@pytest.mark.skipif(os.name == "nt", reason="this system has other rights on files")
def test_a_file_that_may_not_be_written_can_be_read(file):
    spare = kept(file.with_name("spare") / "record.db")
    kept(file)
    code = f"import runpy; runpy.run_path({str(Path(__file__))!r})['_try_as_nobody']({str(spare)!r}, {str(file)!r})"
    for path in [file.parent, *file.parent.parents][:4]:
        path.chmod(0o755)
    file.chmod(0o444)
    for folder_mode, expected in ((0o777, "['road'] True, then: The record may not be written here."), (0o555, "The record ")):
        for log in file.parent.glob("record.db-*"):
            log.unlink()
        file.parent.chmod(folder_mode)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        file.parent.chmod(0o755)
        assert done.stdout.startswith(expected), done
        assert done.stderr == ""


def _try_as_nobody(spare: str, file: str) -> None:
    with Record.open(spare, who="mission") as record:  # imports what is imported late, before it is out of reach
        record.put("road", "places", Place(id="x", name=""))
        record.verify()
    if not os.getuid():
        os.setuid(65534)
    try:
        with Record.open(file, who="mission") as record:
            print(record.dossier_ids(), record.verify().ok, end=", then: ")
            record.put("road", "places", Place(id="x", name=""))
    except DemarcheError as refused:
        print(refused)


SECRETS = ("Zephyrine", "Quillon", "Брамбл", "Okavangite", "Xylander", "Wimbrelle")


def secret_dossier() -> Dossier:
    a, b, c, d, e, f = SECRETS
    calls = tuple(Engagement(id=f"call-{n}", date=DAY, message=f"Met {a} {n} times. " * 40, who=b) for n in range(30))
    return Dossier(id=f"case-{d}", title=c, terms=(e,), places=(Place(id=f"at-{d}", name=e, note=f * 300),), engagements=calls)


def assert_gone(folder: Path) -> None:
    left = bytes_in(folder).decode("utf-8", "replace").casefold()
    assert [secret for secret in SECRETS if secret.casefold() in left] == []


@pytest.mark.parametrize("history", [False, True])
def test_a_purged_dossier_leaves_no_word_in_any_file(file, history):
    with Record.open(file, who="mission") as record:
        record.save(ROAD)
        record.save(secret_dossier())
        if history:
            record.save(replace(secret_dossier(), engagements=()))
            record.remove(secret_dossier().id, "places", f"at-{SECRETS[3]}")
        for n in range(40):
            record.put("road", "engagements", Engagement(id=f"call-{n}", date=DAY, message="harmless " * 50))
        assert SECRETS[0].encode() in bytes_in(file.parent)
        record.delete_dossier(secret_dossier().id)
        assert_gone(file.parent)
        check = record.verify()
        assert check.ok
        assert check.entries > 70
        record.put("road", "engagements", Engagement(id="after", date=DAY))
    assert_gone(file.parent)


def test_a_purged_item_and_a_forgotten_past_leave_no_word(file):
    with Record.open(file, who="mission") as record:
        record.save(secret_dossier())
        name = secret_dossier().id
        record.save(replace(secret_dossier(), title="Fictional", terms=(), places=()))
        record.remove(name, "places", f"at-{SECRETS[3]}", purge=True)
        for n in range(30):
            record.put(name, "engagements", Engagement(id=f"call-{n}", date=DAY, message="Met someone."))
            record.forget_past(name, "engagements", f"call-{n}")
        left = bytes_in(file.parent)
        assert not any(secret.encode() in left for secret in (SECRETS[0], SECRETS[1], SECRETS[5]))
        assert record.verify().ok
        assert [e.message for e in record.load(name).engagements] == ["Met someone."] * 30


def test_purging_takes_the_copy_that_an_upgrade_made(file):
    older(file)
    with Record.open(file, who="mission") as record:
        assert (file.parent / "record.db.version-0001").exists()
        record.delete_dossier("road")
    assert [path.name for path in file.parent.iterdir()] == ["record.db"]
    assert b"The ford" not in bytes_in(file.parent)


def test_traces_that_another_reader_keeps_are_wiped_at_the_next_opening(file):
    with Record.open(file, who="mission", wait=0.1) as record:
        record.save(secret_dossier())
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM items").fetchall()
            with pytest.raises(Failure, match="traces stay in the file for now") as caught:
                record.delete_dossier(secret_dossier().id)
            assert "open the record again" in caught.value.next_step
            assert record.dossier_ids() == []
            Record.open(file, who="other", wait=0.1).close()  # does not stop anybody from working
    with Record.open(file, who="mission") as record:
        assert_gone(file.parent)
        assert record.verify().ok
    assert [path.name for path in file.parent.iterdir()] == ["record.db"]


def test_a_refused_purge_leaves_no_mark(file):
    with Record.open(kept(file), who="mission") as record:
        with pytest.raises(DemarcheError):
            record.delete_dossier("nothing")
        assert not (file.parent / "record.db-unwiped").exists()


def test_errors_do_not_quote_what_was_written(file):
    with Record.open(kept(file), who="mission") as record:
        with writing(record._engine) as connection:
            connection.exec_driver_sql("CREATE TRIGGER no BEFORE INSERT ON items BEGIN SELECT RAISE(ABORT, 'no'); END")
        with pytest.raises(Failure) as caught:
            record.save(secret_dossier())
    shown = f"{caught.value} {caught.value.__cause__} {caught.value.__cause__.__cause__}"
    assert not any(secret in shown for secret in SECRETS)
