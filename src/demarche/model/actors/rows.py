"""The registry built from rows of the curated tables, as text; reading the files is not done here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from demarche.model.actors.actor import Actor, ActorKind, ActorName, Group, Membership, NameKind, Presidency, Seat
from demarche.model.actors.codes import DatedCode
from demarche.model.actors.names import AmbiguousName
from demarche.model.actors.registry import Registry

Rows = Iterable[Mapping[str, str]]
_LANGUAGES = (NameKind.FRENCH, NameKind.SPANISH, NameKind.RUSSIAN, NameKind.CHINESE, NameKind.ARABIC)
_BY_GROUP = dt.date(1966, 1, 1)


def registry_from_rows(
    states: Rows,
    others: Rows = (),
    names: Rows = (),
    languages: Rows = (),
    ambiguous: Rows = (),
    codes: Rows = (),
    memberships: Rows = (),
    seats: Rows = (),
    groups: Rows = (),
    presidencies: Rows = (),
) -> Registry:
    """Build the registry. Raises `ValueError` and `KeyError` for a row that is amiss."""
    named: dict[str, list[ActorName]] = defaultdict(list)
    for n in names:
        named[n["actor"]].append(ActorName(n["name"], _day(n["since"]), _day(n["until"]), NameKind(n["kind"])))
    for row in languages:
        named[row["actor"]] += [ActorName(row[kind], kind=kind) for kind in _LANGUAGES if row[kind]]
    grouped = [Group(g["state"], g["group"], _day(g["since"]), _day(g["until"]), g["note"]) for g in groups]
    group_of = {g.state: g.group for g in grouped}
    return Registry(
        [*(_state(s, named) for s in states), *(_other(o, named) for o in others)],
        [
            Membership(
                m["actor"], m["body"], _day(m["since"]), _day(m["until"]), m["role"], m["source"], _day(m["as_of"]), m["url"]
            )
            for m in memberships
        ],
        [_seat(s, group_of) for s in seats],
        [
            Presidency(int(p["year"]), int(p["month"]), p["state"], p["source"], p["url"], p["role"] == "anchor")
            for p in presidencies
        ],
        grouped,
        [AmbiguousName(a["name"], tuple(a["actors"].split("|")), _day(a["since"]), _day(a["until"])) for a in ambiguous],
        [DatedCode(c["scheme"], c["code"], c["actor"], _day(c["since"]), _day(c["until"])) for c in codes],
    )


def _state(row: Mapping[str, str], named: Mapping[str, list[ActorName]]) -> Actor:
    return Actor(
        row["id"],
        row["name"],
        ActorKind(row["kind"]),
        _day(row["since"]),
        _day(row["until"]),
        row["iso3"],
        row["m49"],
        int(row["cow"]) if row["cow"] else None,
        int(row["gw"]) if row["gw"] else None,
        tuple(named.get(row["id"], ())),
        tuple(filter(None, row["successor"].split("|"))),
        row["note"],
        _day(row["begins"]),
    )


def _other(row: Mapping[str, str], named: Mapping[str, list[ActorName]]) -> Actor:
    extra = [ActorName(t.strip()) for t in row["other_names"].split(";") if t.strip()]
    return Actor(
        row["id"],
        row["name"],
        ActorKind(row["kind"]),
        _day(row["since"]),
        _day(row["until"]),
        names=(*extra, *named.get(row["id"], ())),
        successor=tuple(filter(None, row["successor"].split("|"))),
        note=row["note"],
    )


def _seat(row: Mapping[str, str], group_of: Mapping[str, str]) -> Seat:
    since = dt.date.fromisoformat(row["since"])
    until = _day(row["until"])
    group = group_of.get(row["state"], "") if until is None or until >= _BY_GROUP else ""
    return Seat(row["state"], since, until, row["permanent"] == "yes", group, row["note"])


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
