"""The record behind a passphrase: nothing to read without it, nothing lost on the way in, out, or when killed between."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from demarche.adapters.store.record import Record, is_sealed, recast, sealing
from demarche.model.dossier import Dossier, Engagement, Place
from demarche.model.evidence import Failure, UseError

sqlcipher = pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed").dbapi2

DAY = dt.date(2024, 6, 20)
PASSPHRASE, OTHER = "four words of fiction", "another four words of it"
ROAD = Dossier(
    id="road",
    title="The Zabaranda road",
    places=(Place(id="ford", name="Zabaranda ford"),),
    engagements=tuple(Engagement(id=f"e{n}", date=DAY, message=f"Zabaranda word {n}") for n in range(40)),
)


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch):
    monkeypatch.setattr(sealing, "ROUNDS", 1000)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "record.db"
    with Record.open(path, who="mission") as record:
        record.save(ROAD)
    return path


def everything_on_the_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_no_word_can_be_read_and_all_of_it_is_there_with_the_passphrase(file):
    with Record.open(file, who="mission") as record:
        head = record.verify().head
    recast(file, old=None, new=PASSPHRASE)
    assert is_sealed(file)
    assert b"Zabaranda" not in everything_on_the_disk(file.parent)
    with Record.open(file, who="mission", passphrase=PASSPHRASE) as record:
        assert record.load("road") == ROAD
        assert (record.verify().ok, record.verify().head) == (True, head)
        record.put("road", "engagements", Engagement(id="new", date=DAY, message="Zabaranda once more"))
        assert record.search("zabaranda once")[0].item.id == "new"
        # the log is on the disk now
        assert "record.db-wal" in names(file.parent)
        assert b"Zabaranda" not in everything_on_the_disk(file.parent)
    assert names(file.parent) == ["record.db"]


def test_any_tool_for_such_files_opens_it_with_the_passphrase(file, monkeypatch):
    monkeypatch.undo()
    recast(file, old=None, new=PASSPHRASE)
    with contextlib.closing(sqlcipher.connect(str(file))) as raw:
        raw.execute(f"PRAGMA key = '{PASSPHRASE}'")
        assert raw.execute("SELECT count(*) FROM items").fetchone() == (42,)


@pytest.mark.parametrize("wrong", ["", "four words of Fiction", None])
def test_a_wrong_passphrase_is_said_and_changes_nothing(file, wrong):
    recast(file, old=None, new=PASSPHRASE)
    before = file.read_bytes()
    with pytest.raises(UseError, match="encrypted" if wrong is None else "does not open") as error:
        Record.open(file, who="mission", passphrase=wrong)
    assert "nothing was changed" in error.value.next_step
    assert file.read_bytes() == before
    assert names(file.parent) == ["record.db"]
    if wrong is not None:
        with pytest.raises(UseError, match="does not open"):
            recast(file, old=wrong, new=OTHER)
        assert file.read_bytes() == before


def test_a_weak_passphrase_is_refused_and_the_record_stays_as_it_was(file):
    before = file.read_bytes()
    with pytest.raises(UseError, match="too short"):
        recast(file, old=None, new="short")
    assert file.read_bytes() == before


def test_back_to_plain_and_to_another_passphrase(file):
    recast(file, old=None, new=PASSPHRASE)
    recast(file, old=PASSPHRASE, new=OTHER)
    with pytest.raises(UseError, match="does not open"):
        Record.open(file, who="mission", passphrase=PASSPHRASE)
    recast(file, old=OTHER, new=None)
    with Record.open(file, who="mission") as record:
        assert record.load("road") == ROAD
        assert record.verify().ok
    with contextlib.closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert names(file.parent) == ["record.db"]


def test_an_encrypted_record_from_the_first_moment(tmp_path):
    path = tmp_path / "new.db"
    with Record.open(path, who="mission", passphrase=PASSPHRASE) as record:
        record.save(ROAD)
    assert is_sealed(path)
    assert b"Zabaranda" not in everything_on_the_disk(tmp_path)


def test_copies_of_upgrades_go_with_the_plain_record(file):
    copy = file.with_name(f"{file.name}.version-0001")
    copy.write_bytes(file.read_bytes())
    recast(file, old=None, new=PASSPHRASE)
    assert names(file.parent) == ["record.db"]


def test_deleting_for_good_works_behind_a_passphrase_too(file):
    recast(file, old=None, new=PASSPHRASE)
    with Record.open(file, who="mission", passphrase=PASSPHRASE) as record:
        record.remove("road", "engagements", "e7", purge=True)
        assert record.verify().ok
        with record._engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM revisions WHERE body LIKE '%word 7\"%'").scalar() == 0
        assert record.search('"Zabaranda word 7"') == []
    recast(file, old=PASSPHRASE, new=None)
    assert b'Zabaranda word 7"' not in file.read_bytes()
    assert b'Zabaranda word 8"' in file.read_bytes()


@pytest.mark.parametrize("seed", range(6))
def test_a_bit_flipped_in_an_encrypted_record_is_found(file, seed):
    recast(file, old=None, new=PASSPHRASE)
    content = bytearray(file.read_bytes())
    place = random.Random(seed).randrange(4096, len(content))
    content[place] ^= 1 << seed
    file.write_bytes(content)
    with Record.open(file, who="mission", passphrase=PASSPHRASE) as record:
        found = record.verify()
    assert not found.ok
    assert "damaged" in found.reason


HOLD = """
import sys, time
from demarche.adapters.store.record import Record
with Record.open(sys.argv[1], who="other") as record:
    record.dossier_ids()
    print("open", flush=True)
    sys.stdin.readline()
"""


def test_while_another_program_has_it_open_nothing_is_changed(file):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(Failure, match="Another program has the record open"):
            recast(file, old=None, new=PASSPHRASE)
        assert not is_sealed(file)
        other.stdin.write("\n")
        other.stdin.close()
        assert other.wait(30) == 0
    recast(file, old=None, new=PASSPHRASE)
    assert is_sealed(file)


WRITE = """
import datetime as dt, sys
from demarche.adapters.store.record import Record
from demarche.model.dossier import Engagement
for n in range(100000):
    with Record.open(sys.argv[1], who="other") as record:
        record.put("road", "engagements", Engagement(id=f"w{n}", date=dt.date(2024, 6, 20)))
    print(f"w{n}", flush=True)
"""


def test_no_entry_acknowledged_to_another_program_is_lost_when_the_file_changes_under_it(file):
    with subprocess.Popen(
        [sys.executable, "-c", WRITE, str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as other:
        first = other.stdout.readline().strip()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                recast(file, old=None, new=PASSPHRASE)
                break
            except Failure:
                time.sleep(0.005)
        out, err = other.communicate(timeout=60)
    acknowledged = {first, *out.split()}
    assert other.returncode != 0
    assert "Error" in err
    with Record.open(file, who="mission", passphrase=PASSPHRASE) as record:
        held = {e.id for e in record.load("road").engagements}
        assert record.verify().ok
    assert acknowledged <= held


RECAST = """
import sys
from pathlib import Path
from demarche.adapters.store.record import recast, sealing
sealing.ROUNDS = 1000
old, new = (None if a == "-" else a for a in sys.argv[2:])
print("begin", flush=True)
recast(Path(sys.argv[1]), old=old, new=new)
"""


@pytest.mark.skipif(os.name == "nt", reason="this system has no SIGKILL")
@pytest.mark.parametrize("way", ["in", "out"])
def test_killed_on_the_way_it_is_whole_on_one_side_or_the_other(file, way):
    chance = random.Random(1)
    if way == "out":
        recast(file, old=None, new=PASSPHRASE)
    old, new = ("-", PASSPHRASE) if way == "in" else (PASSPHRASE, "-")
    for _ in range(12):
        started = is_sealed(file)
        with subprocess.Popen([sys.executable, "-c", RECAST, str(file), old, new], stdout=subprocess.PIPE, text=True) as process:
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.06))
            process.send_signal(signal.SIGKILL)
        with Record.open(file, who="mission", passphrase=PASSPHRASE if is_sealed(file) else None) as record:
            assert record.load("road") == ROAD
            assert record.verify().ok
        assert names(file.parent) == ["record.db"]
        if is_sealed(file):
            assert b"Zabaranda" not in everything_on_the_disk(file.parent)
        if is_sealed(file) != started:
            recast(file, old=PASSPHRASE if is_sealed(file) else None, new=None if is_sealed(file) else PASSPHRASE)


def test_without_the_extra_the_message_says_what_to_install(file, monkeypatch):
    recast(file, old=None, new=PASSPHRASE)
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(UseError, match="sqlcipher3") as error:
        Record.open(file, who="mission", passphrase=PASSPHRASE)
    assert "extra called encryption" in error.value.next_step


def test_a_dossier_changed_since_it_was_read_is_still_refused(file):
    recast(file, old=None, new=PASSPHRASE)
    with (
        Record.open(file, who="a", passphrase=PASSPHRASE) as one,
        Record.open(file, who="b", passphrase=PASSPHRASE) as two,
    ):
        mine, theirs = one.load("road"), two.load("road")
        two.save(replace(theirs, title="Theirs"))
        with pytest.raises(UseError, match="changed since"):
            one.save(replace(mine, title="Mine"))
