"""Reading the record: whole dossiers, what lapses, where words stand, what was before, and whether it all still holds."""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select

from demarche.adapters.store.dossier_json import HEAD
from demarche.adapters.store.record import changes, finding
from demarche.adapters.store.record.checking import check
from demarche.adapters.store.record.finding import Due, Hit, Revision
from demarche.adapters.store.record.journal import JournalCheck
from demarche.adapters.store.record.opening import reading, shown
from demarche.adapters.store.record.refusals import public_words
from demarche.adapters.store.record.rows import dossier_of, readable
from demarche.adapters.store.record.schema import items
from demarche.model.dossier import Dossier
from demarche.model.evidence import UseError


class RecordReader:
    """The questions that a record answers; each sees one consistent state of it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._place = shown(engine)
        self._read: dict[str, int] = {}

    def dossier_ids(self) -> list[str]:
        """The ids of the dossiers that are there."""
        return sorted(self.titles())

    def titles(self) -> dict[str, str]:
        """Id and title of each dossier, without reading the rest of it."""
        with self._reading() as connection:
            heads = connection.execute(select(items.c.id, items.c.body).where(items.c.noun == HEAD))
            with readable():
                return {str(id_): str(json.loads(body)["title"]) for id_, body in heads}

    def load(self, dossier_id: str) -> Dossier:
        """Read a whole dossier. Raises `UseError` that names the nearest where there is none of that id."""
        with self._reading() as connection:
            uid = self._uid(connection, dossier_id)
            dossier = loaded(connection, uid)
            self._read[dossier_id] = changes.last_change(connection, uid)
        return dossier

    def part(self, dossier_id: str, nouns: Sequence[str]) -> Dossier:
        """A dossier with its own fields and the items of some nouns alone; it is not for saving. Raises `UseError` like `load`."""
        with self._reading() as connection:
            return loaded(connection, self._uid(connection, dossier_id), (HEAD, *nouns))

    def history(self, dossier_id: str, item_id: str | None = None, *, noun: str | None = None) -> list[Revision]:
        """Each change of an item, or of the whole dossier, oldest first; removed ones too, purged ones not. Empty: none known."""
        with self._reading() as connection:
            dossiers = changes.dossiers_named(connection, dossier_id)
            if not dossiers:
                self._uid(connection, dossier_id)
            return finding.history(connection, dossiers, noun, item_id)

    def commitments_due(self, on: dt.date, within_days: int = 90, *, overdue: bool = False) -> list[Due]:
        """Open commitments whose term ends in the days after `on`, soonest first, as they could be known on `on`.

        `overdue` adds those whose term was over before and which nobody has judged.
        """
        with self._reading() as connection:
            return finding.due(connection, on, within_days, overdue=overdue)

    def search(self, words: str, *, on: dt.date | None = None, dossier_id: str | None = None, limit: int = 50) -> list[Hit]:
        """Items of all dossiers, or one, in which all the words stand, best first; as they could be known on `on`, if given.

        Words in double quotes stand together; `word*` also finds longer words. Case and accents do not matter in a file; a
        PostgreSQL record finds parts of words and heeds accents.
        """
        with self._reading() as connection:
            uid = self._uid(connection, dossier_id) if dossier_id else None
            return finding.search(connection, words, on=on, dossier=uid, limit=limit)

    def verify(self, *, anchor: str = "") -> JournalCheck:
        """Check journal, history, what holds now and the file itself against one another, and say where they first part.

        `anchor` is a `JournalCheck.head` noted down earlier: the journal must still contain it. Without one, a record that somebody
        put back whole to an earlier state cannot be told from one that ended there.
        """
        with public_words(self._place):
            return check(self._engine, anchor=anchor)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with public_words(self._place), reading(self._engine) as connection:
            yield connection

    def _living(self, connection: Connection, dossier_id: str) -> str | None:
        return connection.scalar(select(items.c.uid).where(items.c.noun == HEAD, items.c.id == dossier_id))

    def _uid(self, connection: Connection, dossier_id: str) -> str:
        uid = self._living(connection, dossier_id)
        if uid is None:
            known = [str(one) for one in connection.scalars(select(items.c.id).where(items.c.noun == HEAD))]
            near = difflib.get_close_matches(dossier_id, known, n=3, cutoff=0.5)
            meant = f"Did you mean {', '.join(near)}?" if near else f"There are: {', '.join(sorted(known)) or 'none yet'}."
            raise UseError(f"There is no dossier “{dossier_id}” in the record.", where=self._place, next_step=meant)
        return uid


def loaded(connection: Connection, uid: str, nouns: Sequence[str] = ()) -> Dossier:
    """The dossier of a random name as it stands, whole or with some nouns alone."""
    of = items.c
    rows = select(of.noun, of.body).where(of.dossier == uid).order_by(of.noun, of.position)
    found = connection.execute(rows.where(of.noun.in_(nouns)) if nouns else rows)
    return dossier_of((str(noun), str(body)) for noun, body in found)
