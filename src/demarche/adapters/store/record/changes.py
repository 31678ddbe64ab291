"""Writing to the record: rows and journal together, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from demarche.adapters.store.dossier_json import HEAD
from demarche.adapters.store.record.journal import START, Content, digest_of, new_name, next_entry
from demarche.adapters.store.record.rows import STEP, Place, bodies, check_kept, found_by, positions
from demarche.adapters.store.record.schema import items, journal, revisions
from demarche.model.dossier import NOUNS, Dossier


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to be journaled: `content` for what is put down, None for what is removed or purged."""

    dossier: str
    item: str
    action: str
    content: Content | None = None
    is_new: bool = False


class Known:
    """The ids of one noun of a dossier in the record, asked one by one: a promise among thousands refers to a few."""

    def __init__(self, connection: Connection, dossier: str, noun: str) -> None:
        self._connection, self._dossier, self._noun = connection, dossier, noun

    def __contains__(self, id_: object) -> bool:
        return row_of(self._connection, self._dossier, self._noun, str(id_)) is not None


def row_of(connection: Connection, dossier: str, noun: str, id_: str) -> Content | None:
    """What holds now for an item of a dossier."""
    of = items.c
    row = connection.execute(_contents().where(of.dossier == dossier, of.noun == noun, of.id == id_)).first()
    return Content(*row) if row else None


def _contents() -> Any:
    of = items.c
    return select(of.dossier, of.uid, of.noun, of.id, of.position, of.body)


def put_down(connection: Connection, dossier: str, noun: str, id_: str, body: str) -> tuple[Content, Content | None]:
    """What has to be put down for an item with this body, in its place or after the last of its noun; and what stands there now."""
    standing = row_of(connection, dossier, noun, id_)
    if standing:
        return standing._replace(body=body), standing
    last = select(func.max(items.c.position)).where(items.c.dossier == dossier, items.c.noun == noun)
    return Content(dossier, new_name(), noun, id_, (connection.scalar(last) or 0) + STEP, body), None


def rows_of(connection: Connection, dossier: str) -> dict[Place, Content]:
    """What holds now for a whole dossier."""
    found = (Content(*row) for row in connection.execute(_contents().where(items.c.dossier == dossier)))
    return {(one.noun, one.id): one for one in found}


def differences(dossier: Dossier, uid: str, there: Mapping[Place, Content]) -> Iterator[Change]:
    """What has to be written so that the rows `there` become this dossier; nothing for what is equal."""
    wanted = bodies(dossier)
    for place, old in there.items():
        if place not in wanted:
            yield Change(uid, old.item, "remove")
    for noun in (HEAD, *NOUNS):
        things = [dossier] if noun == HEAD else getattr(dossier, noun)
        ids = [thing.id for thing in things]
        numbers = positions(ids, {id_: there[noun, id_].position for id_ in ids if (noun, id_) in there})
        for thing, position in zip(things, numbers, strict=True):
            standing, body = there.get((noun, thing.id)), wanted[noun, thing.id]
            if standing is None or standing.body != body or standing.position != position:
                check_kept(body, noun, thing)
                name = standing.item if standing else uid if noun == HEAD else new_name()
                content = Content(uid, name, noun, thing.id, position, body)
                yield Change(uid, name, "put", content, is_new=standing is None)


def apply(connection: Connection, who: str, changes: Iterable[Change]) -> int:
    """Write changes: the journal, what was put down, and what holds now. Returns how many there were."""
    todo = list(changes)
    if not todo:
        return 0
    last = connection.execute(select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)).first()
    number, seal = (int(last[0]), str(last[1])) if last else (0, START)
    lines, kept = [], []
    for change in todo:
        salt = new_name()
        digest = digest_of(salt, change.content) if change.content else ""
        entry = next_entry((number, seal), who=who, dossier=change.dossier, item=change.item, action=change.action, digest=digest)
        number, seal = entry.seq, entry.hash
        lines.append(entry._asdict())
        if change.content:
            kept.append({"seq": number, "salt": salt, **change.content._asdict()})
    connection.execute(insert(journal), lines)
    if kept:
        connection.execute(insert(revisions), kept)
    for change in todo:
        if change.action != "put":
            _take_away(connection, change)
    new = [_row(change.content) for change in todo if change.content and change.is_new]
    if new:
        connection.execute(insert(items), new)
    for change in todo:
        if change.content and not change.is_new:
            connection.execute(update(items).where(items.c.uid == change.item).values(_row(change.content)))
    return len(todo)


def _take_away(connection: Connection, change: Change) -> None:
    whole = change.item == change.dossier
    if change.action == "purge":
        connection.execute(
            delete(revisions).where(revisions.c.dossier == change.dossier if whole else revisions.c.item == change.item)
        )
    if whole:  # the head last, since the others refer to it
        connection.execute(delete(items).where(items.c.dossier == change.dossier, items.c.uid != change.dossier))
    connection.execute(delete(items).where(items.c.uid == change.item))


def _row(content: Content) -> dict[str, Any]:
    row = content._asdict()
    return row | {"uid": row.pop("item")} | found_by(content.noun, content.body)


def ids_of(connection: Connection, dossier: str, noun: str) -> list[str]:
    """The ids of a noun's items in a dossier, in their order."""
    of = items.c
    asked = select(of.id).where(of.dossier == dossier, of.noun == noun).order_by(of.position)
    return [str(one) for one in connection.scalars(asked)]


def last_change(connection: Connection, dossier: str) -> int:
    """The number of the last entry about a dossier; 0 where there is none."""
    return connection.scalar(select(func.max(journal.c.seq)).where(journal.c.dossier == dossier)) or 0


def traces(connection: Connection, dossiers: Iterable[str], noun: str, id_: str) -> list[tuple[str, str]]:
    """Dossier and random name of everything that ever stood under a noun and id and was not purged."""
    of = revisions.c
    found = select(of.dossier, of.item).where(of.dossier.in_(list(dossiers)), of.noun == noun, of.id == id_).distinct()
    return [(str(dossier), str(item)) for dossier, item in connection.execute(found)]


def dossiers_named(connection: Connection, dossier_id: str) -> list[str]:
    """The random names of all dossiers that have, or had, this id and were not purged; the living one first."""
    of = revisions.c
    past = connection.scalars(select(of.dossier).where(of.noun == HEAD, of.id == dossier_id).distinct())
    living = connection.scalar(select(items.c.uid).where(items.c.noun == HEAD, items.c.id == dossier_id))
    return list(dict.fromkeys([str(one) for one in ([living] if living else []) + list(past)]))
