"""The record: dossiers kept with every change, who made it and when."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, func, select

from demarche.adapters.store.dossier_json import HEAD, plain, to_json
from demarche.adapters.store.record import changes
from demarche.adapters.store.record.changes import Change
from demarche.adapters.store.record.journal import new_name
from demarche.adapters.store.record.opening import open_engine, writing
from demarche.adapters.store.record.reading import RecordReader, loaded
from demarche.adapters.store.record.recasting import sweep
from demarche.adapters.store.record.refusals import public_words
from demarche.adapters.store.record.rows import check_kept, thing_of
from demarche.adapters.store.record.schema import items
from demarche.adapters.store.record.wiping import is_unwiped, marked_unwiped, rebuild_words, wipe
from demarche.model.dossier import NOUNS, Dossier, Item, item_problems, problems
from demarche.model.evidence import Failure, UseError


class Record(RecordReader):
    """The user's dossiers in one file (SQLite) or one database (PostgreSQL); open it with `Record.open`.

    Each method is one transaction: when it returns, what it wrote is on the disk; when it raises, nothing was changed. Every
    method raises `UseError` for what the user can mend and `Failure` where the file or the disk refuses. Several processes may
    work at once.
    """

    def __init__(self, engine: Engine, who: str) -> None:
        super().__init__(engine)
        self._who = who
        self._path = Path(self._place) if engine.dialect.name == "sqlite" else None

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

    def adopt(self, dossier: Dossier) -> bool:
        """Put a dossier in unless there is one of its id; returns whether it was put in. Of several who do so at once, one does it."""
        _refuse(problems(dossier))
        with self._writing() as connection:
            if self._living(connection, dossier.id):
                return False
            uid = self._new_uid(connection, dossier.id)
            changes.apply(connection, self._who, changes.differences(dossier, uid, {}))
        return True

    def put(self, dossier_id: str, noun: str, item: Item) -> None:
        """Add an item to a dossier or replace the one of its id, whatever else was changed meanwhile."""
        self.put_all(dossier_id, [(noun, item)])

    def put_all(self, dossier_id: str, things: Sequence[tuple[str, Item]], *, new: bool = False) -> bool:
        """Put several items, each with its noun, into a dossier: all of them or none; they may refer to one another.

        With `new`, nothing is written and the answer is false where an item of one of the ids is, or ever was, there.
        """
        for noun, item in things:
            if not isinstance(item, kind := _kind(noun)):
                raise UseError(f"{noun} hold items of type {kind.__name__}, not {type(item).__name__}.")
            check_kept(to_json(plain(item)), noun, item)
        with self._writing() as connection:
            uid = self._uid(connection, dossier_id)
            if new and any(changes.traces(connection, [uid], noun, item.id) for noun, item in things):
                return False
            for noun, item in things:
                content, standing = changes.put_down(connection, uid, noun, item.id, to_json(plain(item)))
                if content != standing:
                    changes.apply(connection, self._who, [Change(uid, content.item, "put", content, is_new=standing is None)])
            known = {name: changes.Known(connection, uid, name) for name in NOUNS}
            _refuse([problem for noun, item in things for problem in item_problems(noun, item, known)])
        return True

    def change(self, dossier_id: str, noun: str, item_id: str, become: Callable[[Item], Item]) -> Item:
        """Make of an item what `become` makes of it, with nobody writing in between, and return it.

        Raises `UseError` where there is none of that id, naming the nearest, and what `become` raises.
        """
        _kind(noun)
        with self._writing() as connection:
            uid = self._uid(connection, dossier_id)
            standing = changes.row_of(connection, uid, noun, item_id)
            if standing is None:
                raise _no_such(noun, item_id, dossier_id, changes.ids_of(connection, uid, noun))
            item = become(thing_of(noun, standing.body))  # type: ignore[arg-type]  # a noun's row holds an item
            if item.id != item_id:
                raise UseError(f"A change keeps the id “{item_id}”.", where=dossier_id, next_step="Put a new item for another id.")
            body = to_json(plain(item))
            check_kept(body, noun, item)
            if body != standing.body:
                changes.apply(connection, self._who, [Change(uid, standing.item, "put", standing._replace(body=body))])
                _refuse(item_problems(noun, item, {name: changes.Known(connection, uid, name) for name in NOUNS}))
        return item

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
                whole = loaded(connection, uid)
                left: dict[str, Any] = {noun: tuple(item for item in getattr(whole, noun) if item.id != item_id)}
                _refuse(problems(replace(whole, **left)), f"{noun} “{item_id}” cannot go while others refer to it:")
                names = names or [(uid, standing.item)]
            if not names:
                raise _no_such(noun, item_id, dossier_id, changes.ids_of(connection, uid, noun))
            self._take(connection, names, purge=purge)

    def forget_past(self, dossier_id: str, noun: str, item_id: str) -> None:
        """Really delete the former states of an item and keep it as it is now: for a name taken out of a note."""
        _kind(noun)
        with self._writing(wiping=True) as connection:
            uid = self._uid(connection, dossier_id)
            standing = changes.row_of(connection, uid, noun, item_id)
            if standing is None:
                raise _no_such(noun, item_id, dossier_id, changes.ids_of(connection, uid, noun))
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
    def _writing(self, *, wiping: bool = False) -> Iterator[Connection]:
        with public_words(self._place):
            if not wiping:
                with writing(self._engine) as connection:
                    yield connection
                return
            with marked_unwiped(self._path), writing(self._engine) as connection:
                yield connection
            wipe(self._engine, self._path)

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


def _no_such(noun: str, item_id: str, dossier_id: str, known: Sequence[str]) -> UseError:
    near = difflib.get_close_matches(item_id, known, n=3, cutoff=0.5)
    meant = f"Did you mean {', '.join(near)}? " if near else ""
    return UseError(
        f"There are no {noun} “{item_id}”.", where=dossier_id, next_step=f"{meant}See `demarche dossier show {dossier_id}`."
    )


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
