"""Several records on one file in one process: none lets go of another's locks."""

from __future__ import annotations

import datetime as dt
import gc
import os
import subprocess
import sys
import threading

import pytest

from demarche.adapters.store.record import Record, holding, recast, sealing
from demarche.model.dossier import Commitment, Dossier, Engagement, Observation
from demarche.model.evidence import Failure, UseError

DAY = dt.date(2024, 6, 20)
PASSPHRASE = "four words of fiction"
TRY = """
import fcntl, sys
with open(sys.argv[1], "r+b") as stream:
    try:
        fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        print("held")
    else:
        print("free")
"""
"""SQLite keeps a shared lock on these bytes of the file while a connection with a write-ahead log is open."""


def locks(file) -> str:
    return subprocess.run([sys.executable, "-c", TRY, str(file)], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX locks")
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_second_record_in_the_process_leaves_the_locks_of_the_first(file, monkeypatch, passphrase):
    if passphrase:
        pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
        monkeypatch.setattr(sealing, "ROUNDS", 1000)
    with Record.open(file, who="first", passphrase=passphrase) as first:
        first.save(Dossier(id="one", title="Fictional"))
        assert locks(file) == "held"
        with Record.open(file, who="second", passphrase=passphrase) as second:
            assert locks(file) == "held"
            second.put("one", "engagements", Engagement(id="e", date=DAY))
        assert locks(file) == "held"
        assert [e.id for e in first.load("one").engagements] == ["e"]
        if passphrase:
            with pytest.raises(UseError, match="does not open"):
                Record.open(file, who="third", passphrase="other words of fiction")
            assert locks(file) == "held"
    assert locks(file) == "free"
    assert not holding.is_held(file)


def test_a_file_put_in_the_place_of_a_held_one_is_read_anew(file, tmp_path):
    record = Record.open(file, who="first")
    file.rename(tmp_path / "elsewhere.db")
    file.write_bytes(b"something else, and long enough to be looked at " * 4)
    with pytest.raises(UseError, match="not a record"):
        Record.open(file, who="second")
    record.close()


def test_a_record_that_nobody_closes_is_let_go_with_it(file):
    record = Record.open(file, who="first")
    assert holding.is_held(file)
    record._engine.dispose()
    del record
    gc.collect()
    assert not holding.is_held(file)


def test_a_record_open_in_this_program_is_not_recast(file, monkeypatch):
    pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
    monkeypatch.setattr(sealing, "ROUNDS", 1000)
    with Record.open(file, who="first") as record:
        record.save(Dossier(id="one", title="Fictional"))
        with pytest.raises(Failure, match="open in this program"):
            recast(file, old=None, new=PASSPHRASE)
        assert not sealing.is_sealed(file)
    recast(file, old=None, new=PASSPHRASE)
    assert sealing.is_sealed(file)


def together(count, act):
    """Run `act(n)` in several threads at one moment."""
    ready = threading.Barrier(count)
    wrong = []

    def run(n: int) -> None:
        ready.wait()
        try:
            act(n)
        except BaseException as error:  # noqa: BLE001 - a thread's error would be lost
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_dossier_is_adopted_once_and_no_entry_goes(open_record):
    shipped = Dossier(id="one", title="Fictional", engagements=(Engagement(id="old", date=DAY),))
    records = [open_record(who=f"w{n}", wait=60) for n in range(4)]

    def adopt_and_put(n: int) -> None:
        records[n].adopt(shipped)
        records[n].put("one", "engagements", Engagement(id=f"e{n}", date=DAY))

    together(4, adopt_and_put)
    assert {e.id for e in records[0].load("one").engagements} == {"old", "e0", "e1", "e2", "e3"}
    assert records[0].adopt(shipped) is False


def test_an_id_that_is_or_was_there_is_not_taken_again(record):
    record.save(Dossier(id="one", title="Fictional"))
    first = [("engagements", Engagement(id="e", date=DAY))]
    assert record.put_all("one", first, new=True)
    assert not record.put_all("one", [("engagements", Engagement(id="e", date=DAY, message="other"))], new=True)
    record.remove("one", "engagements", "e")
    assert not record.put_all("one", first, new=True)
    assert record.load("one").engagements == ()


def test_changes_of_one_item_at_once_are_all_kept(open_record):
    promise = Commitment(id="c", by="a ministry", what="opens the ford", made_on=DAY)
    records = [open_record(who=f"w{n}", wait=60) for n in range(4)]
    records[0].save(Dossier(id="one", title="Fictional", commitments=(promise,)))

    def observe(n: int) -> None:
        for m in range(5):
            seen = Observation(date=DAY, indicator="lorries", value=float(n * 10 + m))
            records[n].change("one", "commitments", "c", lambda c, s=seen: type(c)(**{**vars(c), "evidence": (*c.evidence, s)}))

    together(4, observe)
    (kept,) = records[0].load("one").commitments
    assert sorted(o.value for o in kept.evidence) == sorted(float(n * 10 + m) for n in range(4) for m in range(5))
    with pytest.raises(UseError, match="keeps the id"):
        records[0].change("one", "commitments", "c", lambda c: type(c)(**{**vars(c), "id": "d"}))
    with pytest.raises(UseError, match="Did you mean c"):
        records[0].change("one", "commitments", "cc", lambda c: c)
