"""A changed bit is found and located: in the journal, in what entries put down, in what holds now, in the file itself."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from demarche.adapters.store.record import JournalCheck, Record
from demarche.model.dossier import Commitment, Dossier, Engagement, Place
from demarche.model.evidence import DemarcheError, Failure

DAY = dt.date(2024, 6, 20)
TEXT = {
    "journal": ("at", "who", "dossier", "item", "action", "digest", "prev", "hash"),
    "revisions": ("dossier", "item", "noun", "id", "body", "salt"),
    "items": ("uid", "dossier", "noun", "id", "known", "until", "words", "body"),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """A record with each kind of entry in its journal."""
    path = tmp_path_factory.mktemp("kept") / "record.db"
    with Record.open(path, who="mission") as record:
        places = tuple(Place(id=f"p{n}", name=f"Brod číslo {n}") for n in range(6))
        promise = Commitment(id="c", by="a ministry", what="opens the ford", made_on=DAY, until=DAY, place="p1")
        record.save(Dossier(id="one", title="Fictional", places=places, commitments=(promise,)))
        for n in range(12):
            record.put("one", "engagements", Engagement(id=f"e{n % 9}", date=DAY, message=f"Said it {n} times. " * 20))
        record.remove("one", "engagements", "e3")
        record.remove("one", "engagements", "e4", purge=True)
        record.forget_past("one", "places", "p2")
        record.save(Dossier(id="two", title="Other", places=places))
        record.delete_dossier("two")
        record.save(Dossier(id="three", title="Third", places=places))
        assert record.verify().ok
    return path


def tampered(kept: Path, tmp_path: Path, statement: str, *values: object) -> JournalCheck:
    path = tmp_path / "tampered.db"
    shutil.copy(kept, path)
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        assert raw.execute(statement, values).rowcount
        raw.commit()
    with Record.open(path, who="reader") as record:
        return record.verify()


def rows(kept: Path, table: str) -> list[sqlite3.Row]:
    with contextlib.closing(sqlite3.connect(kept)) as raw:
        raw.row_factory = sqlite3.Row
        return raw.execute(f"SELECT rowid AS row, * FROM {table}").fetchall()


def last_entries(kept: Path) -> dict[str, int]:
    """Random name of an item → the last entry about it."""
    return {row["item"]: row["seq"] for row in rows(kept, "journal")}


def with_a_bit_flipped(text: str, chance: random.Random) -> bytes:
    raw = bytearray(text.encode())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(raw)


@pytest.mark.parametrize("seed", range(80))
def test_a_bit_flipped_in_a_row_is_found_where_it_is(kept, tmp_path, seed):
    chance = random.Random(seed)
    table = chance.choice(list(TEXT))
    row = chance.choice(rows(kept, table))
    column = chance.choice([name for name in TEXT[table] if row[name]])
    statement, check = f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?", None
    while check is None:  # a flip that gives the id of a neighbour is refused by the database itself
        with contextlib.suppress(sqlite3.IntegrityError):
            check = tampered(kept, tmp_path, statement, with_a_bit_flipped(row[column], chance), row["row"])
    assert not check.ok
    assert check.bad_seqs == (last_entries(kept)[row["uid"]] if table == "items" else row["seq"],), (column, check)
    assert check.first_bad_seq == check.bad_seqs[0]
    assert check.reason


@pytest.mark.parametrize("seed", range(12))
def test_a_bit_flipped_in_a_number_is_found_where_it_is(kept, tmp_path, seed):
    chance = random.Random(seed)
    table = chance.choice(["revisions", "items"])
    row = chance.choice(rows(kept, table))
    changed = row["position"] ^ (1 << chance.randrange(40))
    check = tampered(kept, tmp_path, f"UPDATE {table} SET position = ? WHERE rowid = ?", changed, row["row"])
    assert check.first_bad_seq == (row["seq"] if table == "revisions" else last_entries(kept)[row["uid"]])


@pytest.mark.parametrize("seed", range(8))
def test_an_entry_given_another_number_is_found(kept, tmp_path, seed):
    chance = random.Random(seed)
    seq = chance.choice(rows(kept, "journal"))["seq"]
    check = tampered(kept, tmp_path, "UPDATE journal SET seq = ? WHERE seq = ?", seq | (1 << chance.randrange(8, 40)), seq)
    assert check.first_bad_seq == seq
    assert check.reason.startswith(f"entry {seq} is missing")


@pytest.mark.parametrize("table", ["journal", "revisions", "items"])
def test_a_row_taken_out_is_found(kept, tmp_path, table):
    for row in random.Random(1).sample(rows(kept, table)[:-1], 8):
        check = tampered(kept, tmp_path, f"DELETE FROM {table} WHERE rowid = ?", row["row"])
        assert check.bad_seqs == (last_entries(kept)[row["uid"]] if table == "items" else row["seq"],), check


def test_a_row_put_in_behind_the_journal_is_found(kept, tmp_path):
    check = tampered(
        kept,
        tmp_path,
        "INSERT INTO items (uid, dossier, noun, id, position, words, body) "
        "SELECT 'planted', dossier, noun, 'planted', position + 1, words, body FROM items WHERE noun = 'engagements' LIMIT 1",
    )
    assert (check.ok, check.first_bad_seq) == (False, None)
    assert "“planted” stands in the record and in no entry of the journal" in check.reason


def test_a_rewritten_entry_with_a_fitting_hash_breaks_the_chain_at_the_next(kept, tmp_path):
    from demarche.adapters.store.record.journal import Entry, sealed

    row = rows(kept, "journal")[4]
    forged = Entry(*[row[name] for name in Entry._fields])._replace(who="someone else")
    check = tampered(kept, tmp_path, "UPDATE journal SET who = ?, hash = ? WHERE seq = ?", forged.who, sealed(forged), forged.seq)
    assert check.first_bad_seq == forged.seq + 1


def test_several_places_are_all_named(kept, tmp_path):
    check = tampered(kept, tmp_path, "UPDATE journal SET who = 'x' WHERE seq IN (2, 5, 9)")
    assert check.bad_seqs == (2, 5, 9)
    assert "and 2 more" in check.reason


def everything(path: Path) -> tuple[object, ...]:
    """All that a reader can get out of a record."""
    with Record.open(path, who="reader", create=False) as record:
        names = record.dossier_ids()
        history = [(r.seq, r.at, r.who, r.action, r.noun, r.id, r.item) for name in names for r in record.history(name)]
        found = [(hit.dossier_id, hit.noun, hit.item.id) for hit in record.search("times")]
        return ([record.load(name) for name in names], history, found, record.commitments_due(DAY))


@pytest.mark.parametrize("seed", range(4))
def test_a_bit_flipped_anywhere_in_the_file_is_found_or_without_effect(kept, tmp_path, seed):
    """Where a flip is neither found nor refused, it hit bytes that hold nothing: every question has the same answer."""
    chance, raw = random.Random(seed), kept.read_bytes()
    expected = everything(kept)
    path, found = tmp_path / "flipped.db", 0
    for _ in range(40):
        at = chance.randrange(len(raw))
        flipped = bytearray(raw)
        flipped[at] ^= 1 << chance.randrange(8)
        for left in tmp_path.glob("flipped.db*"):
            left.unlink()
        path.write_bytes(flipped)
        try:
            with Record.open(path, who="reader", create=False) as record:
                sound = record.verify().ok
        except DemarcheError:
            sound = False
        found += not sound
        assert not sound or everything(path) == expected, f"byte {at}"
    assert found


@pytest.mark.parametrize("body", ["X'7BFF'", "'{'", "'[]'", '\'{"id": "p1"}\'', '\'{"id": 1, "name": ""}\''])
def test_a_damaged_row_is_refused_in_words_when_it_is_read(kept, tmp_path, body):
    path = tmp_path / "damaged.db"
    shutil.copy(kept, path)
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute(f"UPDATE items SET body = CAST({body} AS TEXT) WHERE noun IN ('places', 'dossier')")
        raw.commit()
    with Record.open(path, who="reader") as record:
        with pytest.raises(Failure, match="damaged"):
            record.load("one")
        with pytest.raises(Failure, match="damaged"):
            record.titles()
        assert not record.verify().ok
