"""Asking the record across dossiers: what is about to lapse, where a word stands, what an item was before."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, column, or_, select, table

from demarche.adapters.store.dossier_json import HEAD, plain, to_json
from demarche.adapters.store.record.rows import found_by, thing_of, things_of
from demarche.adapters.store.record.schema import items, journal, revisions
from demarche.model.dossier import Commitment, CommitmentState, Dossier, Item, as_known
from demarche.model.evidence import UseError

_OPEN: Final = {CommitmentState.MADE, CommitmentState.PARTLY_KEPT, CommitmentState.DISPUTED}
_LINKED: Final = (
    "references",
    "places",
    "people_affected",
    "constraints",
    "asks",
    "engagements",
    "commitments",
    "escalations",
    "outcomes",
    "questions",
)
"""Nouns that other items refer to."""
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts written without spaces between words, which an index of words cannot find; they are searched letter by letter."""


@dataclass(frozen=True, slots=True)
class Due:
    """A commitment whose term ends soon, or ended without a judgement; `days` are those left, negative where it is over."""

    dossier_id: str
    commitment: Commitment
    state: CommitmentState
    days: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found: the item, or the head of a dossier (noun `dossier`), with the text around the first of them."""

    dossier_id: str
    noun: str
    item: Item | Dossier
    excerpt: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What one entry of the journal did to an item; `item` is None where it was removed."""

    seq: int
    at: dt.datetime
    who: str
    action: str
    noun: str
    id: str
    item: Item | Dossier | None


def due(connection: Connection, on: dt.date, within_days: int, *, overdue: bool) -> list[Due]:
    """Commitments known on a day, still open then, and ending within some days; with those over and not judged, if wished."""
    last = on + dt.timedelta(days=min(within_days, (dt.date.max - on).days))
    of = items.c
    asked = _rows().where(
        of.noun == "commitments",
        of.until <= last.isoformat(),
        *([] if overdue else [of.until >= on.isoformat()]),
    )
    found = []
    for row, one in _as_known(connection, connection.execute(asked.where(_known_by(on)).order_by(of.until, of.key)).all(), on):
        if isinstance(one, Commitment) and one.until is not None:
            state = one.state_on(on)
            if state in _OPEN or (state is CommitmentState.LAPSED and not one.judgements):
                found.append((row.dossier, one, state))
    names = _ids(connection, {dossier for dossier, _, _ in found})
    return [Due(names[dossier], one, state, (one.until - on).days) for dossier, one, state in found if one.until]


def search(connection: Connection, words: str, *, on: dt.date | None, dossier: str | None, limit: int) -> list[Hit]:
    """Items in which all the words stand, best first; words in quotes stand together, and `word*` also finds longer ones."""
    terms = [together or single for together, single in re.findall(r'"([^"]*)"|([^\s"]+)', words)]
    terms = [term for term in terms if re.search(r"\w", term)]
    if not terms:
        raise UseError("There is no word to search for.", where=words, next_step="Write one word or more.")
    asked = _matching(_rows(), terms, indexed=connection.dialect.name == "sqlite" and not _UNSPACED.search(words))
    if dossier:
        asked = asked.where(items.c.dossier == dossier)
    if on:
        asked = asked.where(_known_by(on))
    found: list[tuple[str, Hit]] = []
    for rows in connection.execute(asked).partitions(limit):
        for row, one in _as_known(connection, rows, on) if on else [(row, thing_of(row.noun, row.body)) for row in rows]:
            body = to_json(plain(one))
            said = found_by(row.noun, body)["words"]
            if body == row.body or all(_folded(term.rstrip("*")) in _folded(said) for term in terms):
                found.append((row.dossier, Hit("", row.noun, one, _excerpt(said, terms))))
        if len(found) >= limit:
            break
    names = _ids(connection, {name for name, _ in found})
    return [replace(hit, dossier_id=names[name]) for name, hit in found[:limit]]


def history(connection: Connection, dossiers: Sequence[str], noun: str | None, item_id: str | None) -> list[Revision]:
    """What the journal says about dossiers, or about what stands or stood there under a noun and id, oldest first."""
    of = revisions.c
    named = select(of.item).where(
        of.dossier.in_(dossiers), *([of.noun == noun] if noun else []), *([of.id == item_id] if item_id else [])
    )
    asked = select(journal, of.noun, of.id, of.body).join(revisions, of.seq == journal.c.seq, isouter=True)
    asked = asked.where(journal.c.dossier.in_(dossiers), journal.c.item.in_(named)).order_by(journal.c.seq)
    rows = connection.execute(asked).all()
    names = {row.item: (str(row.noun), str(row.id)) for row in rows if row.body is not None}
    return [
        Revision(
            row.seq,
            dt.datetime.fromisoformat(row.at),
            row.who,
            row.action,
            *names[row.item],
            thing_of(row.noun, row.body) if row.body is not None else None,
        )
        for row in rows
        if row.body is not None or row.action != "put"  # what a past entry put down may have been forgotten
    ]


def _rows() -> Select[Any]:
    return select(items.c.dossier, items.c.noun, items.c.id, items.c.body)


def _known_by(on: dt.date) -> ColumnElement[bool]:
    return or_(items.c.known.is_(None), items.c.known <= on.isoformat())


def _matching(asked: Select[Any], terms: Sequence[str], *, indexed: bool) -> Select[Any]:
    if not indexed:
        for term in terms:
            asked = asked.where(items.c.words.icontains(term.rstrip("*"), autoescape=True))
        return asked.order_by(items.c.key)
    index = table("word_index", column("rowid"), column("words"), column("rank"))
    query = " ".join(f'"{term.rstrip("*")}"' + ("*" if term.endswith("*") else "") for term in terms)
    asked = asked.join_from(items, index, index.c.rowid == items.c.key).where(index.c.words.op("MATCH")(query))
    return asked.order_by(index.c.rank, items.c.key)


def _as_known(connection: Connection, rows: Sequence[Row[Any]], on: dt.date) -> list[tuple[Row[Any], Item | Dossier]]:
    """The things in rows as they could be known on a day, without links to what was not known yet."""
    of = items.c
    inside = {row.dossier for row in rows}
    linked = select(of.dossier, of.noun, of.id).where(of.dossier.in_(inside), of.noun.in_(_LINKED), of.known > on.isoformat())
    later: dict[str, dict[str, set[str]]] = {dossier: {noun: set() for noun in _LINKED} for dossier in inside}
    for dossier, noun, id_ in connection.execute(linked):
        later[dossier][noun].add(id_)
    bodies: dict[str, list[str]] = {}
    for row in rows:
        bodies.setdefault(row.noun, []).append(row.body)
    things = {noun: iter(things_of(noun, texts)) for noun, texts in bodies.items() if noun != HEAD}
    return [
        (row, thing_of(HEAD, row.body) if row.noun == HEAD else as_known(next(things[row.noun]), on, later[row.dossier]))
        for row in rows
    ]


def _ids(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    found = connection.execute(select(items.c.uid, items.c.id).where(items.c.uid.in_(list(names)), items.c.noun == HEAD))
    return {str(row.uid): str(row.id) for row in found}


def _folded(text: str) -> str:
    """Text without case, accents and punctuation, one character for each, as the index of words sees it."""
    bare = (unicodedata.normalize("NFKD", one)[0].lower()[0] for one in text)
    return "".join(one if one.isalnum() else " " for one in bare)


def _excerpt(said: str, terms: Sequence[str]) -> str:
    """The text around the first term that is found, on one line."""
    folded = _folded(said)
    places = [place for place in (folded.find(_folded(term.rstrip("*"))) for term in terms) if place >= 0]
    begin = max(min(places, default=0) - 60, 0)
    piece = " ".join(said[begin : begin + 180].split())
    return ("…" if begin else "") + piece + ("…" if begin + 180 < len(said) else "")
