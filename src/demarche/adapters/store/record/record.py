"""The record: dossiers kept with every change, who made it and when."""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, func, select

from demarche.adapters.store.dossier_json import HEAD, plain, to_json
from demarche.adapters.store.record import changes, finding
from demarche.adapters.store.record.changes import Change
from demarche.adapters.store.record.checking import check
from demarche.adapters.store.record.finding import Due, Hit, Revision
from demarche.adapters.store.record.journal import JournalCheck, new_name
from demarche.adapters.store.record.opening import open_engine, reading, shown, writing
from demarche.adapters.store.record.recasting import sweep
from demarche.adapters.store.record.refusals import public_words
from demarche.adapters.store.record.rows import check_kept, dossier_of, readable
from demarche.adapters.store.record.schema import items
from demarche.adapters.store.record.wiping import is_unwiped, marked_unwiped, rebuild_words, wipe
from demarche.model.dossier import NOUNS, Dossier, Item, item_problems, problems
from demarche.model.evidence import Failure, UseError


class Record:
    """The user's dossiers in one file (SQLite) or one database (PostgreSQL); open it with `Record.open`.

    Each method is one transaction: when it returns, what it wrote is on the disk; when it raises, nothing was changed. Every
    method raises `UseError` for what the user can mend and `Failure` where the file or the disk refuses. Several processes may
    work at once.
    """

    def __init__(self, engine: Engine, who: str) -> None:
        self._engine = engine
        self._who = who
        self._place = shown(engine)
        self._path = Path(self._place) if engine.dialect.name == "sqlite" else None
        self._read: dict[str, int] = {}

    @classmethod
    def open(cls, place: Path | str, *, who: str, create: bool = True, wait: float = 10.0, passphrase: str | None = None) -> Self:
        """Open the record at a file path or a `postgresql+psycopg://` address, upgrading an older one (a copy is kept beside it).

        `who` signs what is written. `wait` is how many seconds to wait for another writer. `passphrase` opens an encrypted file, and
        makes a new one encrypted. Raises `UseError` for a wrong passphrase, for something that is not a record or was written by a
        newer version, all untouched, or where nothing is there and `create` is false.
        """
        if not who.strip():
            raise UseError("Who is writing?", next_step="Say under which name or function your entries shall stand.")
        record = cls(open_engine(str(place), create=create, wait=wait, passphrase=passphrase), who)
        if record._path:
            sweep(record._path)
        if record._path and is_unwiped(record._path):
            with suppress(Failure), public_words(record._place):  # where another program is at work, a later opening does it
                wipe(record._engine, record._path)
        return record

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Reading

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
            dossier = _loaded(connection, uid)
            self._read[dossier_id] = changes.last_change(connection, uid)
        return dossier

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

    # Writing

    def save(self, dossier: Dossier) -> int:
        """Make the record of a dossier equal to this one, writing only what differs; returns how many entries that took.

        Raises `UseError` for a dossier with problems, and where someone has changed the dossier since this `Record` loaded it.
        """
        _refuse(problems(dossier))
        with self._writing() as connection:
            uid = self._living(connection, dossier.id)
            self._refuse_stale(connection, dossier.id, uid)
            there = changes.rows_of(connection, uid) if uid else {}
            uid = uid or self._new_uid(connection, dossier.id)
            written = changes.apply(connection, self._who, changes.differences(dossier, uid, there))
            now = changes.last_change(connection, uid)
        self._read[dossier.id] = now
        return written

    def put(self, dossier_id: str, noun: str, item: Item) -> None:
        """Add an item to a dossier or replace the one of its id, whatever else was changed meanwhile."""
        self.put_all(dossier_id, [(noun, item)])

    def put_all(self, dossier_id: str, things: Sequence[tuple[str, Item]]) -> None:
        """Put several items, each with its noun, into a dossier: all of them or none; they may refer to one another."""
        for noun, item in things:
            if not isinstance(item, kind := _kind(noun)):
                raise UseError(f"{noun} hold items of type {kind.__name__}, not {type(item).__name__}.")
            check_kept(to_json(plain(item)), noun, item)
        with self._writing() as connection:
            uid = self._uid(connection, dossier_id)
            for noun, item in things:
                content, standing = changes.put_down(connection, uid, noun, item.id, to_json(plain(item)))
                if content != standing:
                    changes.apply(connection, self._who, [Change(uid, content.item, "put", content, is_new=standing is None)])
            known = {name: changes.Known(connection, uid, name) for name in NOUNS}
            _refuse([problem for noun, item in things for problem in item_problems(noun, item, known)])

    def remove(self, dossier_id: str, noun: str, item_id: str, *, purge: bool = False) -> None:
        """Take an item out of a dossier; its history stays, unless `purge`: then it is really deleted, earlier removed ones too.

        After a purge the journal shows that something was deleted, by whom and when, and not what. Raises `UseError` where
        other items refer to it, or where nothing of that id is (or, for a purge, was) there.
        """
        _kind(noun)
        with self._writing(wiping=purge) as connection:
            uid = self._uid(connection, dossier_id)
            standing = changes.row_of(connection, uid, noun, item_id)
            dossiers = changes.dossiers_named(connection, dossier_id)
            names = changes.traces(connection, dossiers, noun, item_id) if purge else []
            if standing:
                whole = _loaded(connection, uid)
                left: dict[str, Any] = {noun: tuple(item for item in getattr(whole, noun) if item.id != item_id)}
                _refuse(problems(replace(whole, **left)), f"{noun} “{item_id}” cannot go while others refer to it:")
                names = names or [(uid, standing.item)]
            if not names:
                raise UseError(
                    f"There are no {noun} “{item_id}”.", where=dossier_id, next_step=f"`demarche dossier show {dossier_id}`."
                )
            self._take(connection, names, purge=purge)

    def forget_past(self, dossier_id: str, noun: str, item_id: str) -> None:
        """Really delete the former states of an item and keep it as it is now: for a name taken out of a note."""
        _kind(noun)
        with self._writing(wiping=True) as connection:
            uid = self._uid(connection, dossier_id)
            standing = changes.row_of(connection, uid, noun, item_id)
            if standing is None:
                raise UseError(
                    f"There are no {noun} “{item_id}”.", where=dossier_id, next_step=f"`demarche dossier show {dossier_id}`."
                )
            self._take(connection, changes.traces(connection, [uid], noun, item_id), purge=True)
            changes.apply(connection, self._who, [Change(uid, standing.item, "put", standing, is_new=True)])

    def delete_dossier(self, dossier_id: str, *, purge: bool = True) -> None:
        """Delete a dossier and, unless `purge` is false, its history, so that nothing of it stays in the file.

        With `purge`, dossiers of this id that were deleted earlier and kept their history go for good as well.
        """
        with self._writing(wiping=purge) as connection:
            living = self._living(connection, dossier_id)
            names = changes.dossiers_named(connection, dossier_id) if purge else [living] if living else []
            if not names:
                self._uid(connection, dossier_id)
            self._take(connection, [(name, name) for name in names], purge=purge)
        self._read.pop(dossier_id, None)

    def _take(self, connection: Connection, names: list[tuple[str, str]], *, purge: bool) -> None:
        action = "purge" if purge else "remove"
        changes.apply(connection, self._who, [Change(dossier, item, action) for dossier, item in names])
        if purge:
            rebuild_words(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with public_words(self._place), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self, *, wiping: bool = False) -> Iterator[Connection]:
        with public_words(self._place):
            if not wiping:
                with writing(self._engine) as connection:
                    yield connection
                return
            with marked_unwiped(self._path), writing(self._engine) as connection:
                yield connection
            wipe(self._engine, self._path)

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

    def _new_uid(self, connection: Connection, dossier_id: str) -> str:
        same = select(items.c.id).where(items.c.noun == HEAD, func.lower(items.c.id) == dossier_id.lower())
        if other := connection.scalar(same):
            raise UseError(f"There is already a dossier “{other}”.", next_step="Choose an id that differs in more than capitals.")
        return new_name()

    def _refuse_stale(self, connection: Connection, dossier_id: str, uid: str | None) -> None:
        read = self._read.get(dossier_id)
        if read is not None and (uid is None or changes.last_change(connection, uid) != read):
            raise UseError(
                f"The dossier “{dossier_id}” was changed since it was read here.",
                where=self._place,
                next_step="Load it again and repeat your change; nothing was written.",
            )


def _loaded(connection: Connection, uid: str) -> Dossier:
    rows = select(items.c.noun, items.c.body).where(items.c.dossier == uid).order_by(items.c.noun, items.c.position)
    return dossier_of((str(noun), str(body)) for noun, body in connection.execute(rows))


def _kind(noun: str) -> type[Item]:
    if noun not in NOUNS:
        near = difflib.get_close_matches(noun, NOUNS, n=1, cutoff=0.5)
        raise UseError(
            f"A dossier has no {noun}.", next_step=f"Did you mean {near[0]}?" if near else f"It has: {', '.join(NOUNS)}."
        )
    return NOUNS[noun]


def _refuse(found: list[str], said: str = "The dossier has problems:") -> None:
    if found:
        raise UseError("\n".join([said, *(f"- {line}" for line in found)]), next_step="Correct this; nothing was written.")
