"""An organisation's scheme of handling: what it calls its levels, in order, and how far each field travels unless marked otherwise.

After the sensitivity classifications that response-wide protocols on information sharing agree on for a country: context-specific, dated,
and open to change. Each of its levels stands for one of the four that every paper is cleared against.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields

from demarche.model.dossier.dossier import NOUNS, Dossier, sensitivity_of
from demarche.model.dossier.sensitivity import STRICT_BY_DEFAULT, Sensitivity
from demarche.model.dossier.situation import Item
from demarche.model.evidence import CuratedRow, UseError, holds_on

HEAD = "dossier"
"""How a scheme names the dossier's own fields, such as its summary."""
ANY = "*"


@dataclass(frozen=True, slots=True)
class Level:
    """One of the organisation's levels: its name, which of the four it stands for, and how it is handled, in its own words."""

    name: str
    equals: Sensitivity
    handling: str = ""


@dataclass(frozen=True, slots=True)
class FieldDefault:
    """How far a field travels unless it is marked: in every dossier or in one, always or between two days (both included).

    The field `*` stands for all fields of the noun; it can only close what is more open, while a named field is set as it says.
    """

    noun: str
    field: str
    level: Sensitivity
    dossier: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """A scheme: levels from the most open to the most closed, defaults of which a later one overrides an earlier one."""

    name: str
    levels: tuple[Level, ...]
    defaults: tuple[FieldDefault, ...] = ()
    as_of: dt.date | None = None

    def level_of(
        self, noun: str, thing: Item | Dossier, field: str, *, dossier: str = "", on: dt.date | None = None
    ) -> Sensitivity:
        """How far one field may travel: the item's own mark, else the scheme's default on the day, else the program's."""
        if isinstance(thing, Item) and field in thing.sensitivity:
            return thing.sensitivity[field]
        if isinstance(thing, Dossier):
            level = STRICT_BY_DEFAULT.get((HEAD, field), Sensitivity.PUBLIC)
        else:
            level = sensitivity_of(noun, thing, field)
        for default in self.defaults:
            if default.noun != noun or default.dossier not in {"", dossier}:
                continue
            if on is not None and not holds_on(on, default.since, default.until):
                continue
            if default.field == field or (default.field == ANY and not default.level.readable_at(level)):
                level = default.level
        return level

    def called(self, level: Sensitivity) -> str:
        """What the organisation calls one of the four levels; of several names the first."""
        return next((one.name for one in self.levels if one.equals is level), str(level))

    def level_named(self, name: str) -> Sensitivity:
        """The level of that name, the organisation's or the program's. Raises `UseError` that names those there are."""
        named = {one.name.casefold(): one.equals for one in self.levels} | {str(s): s for s in Sensitivity}
        found = named.get(name.strip().casefold())
        if found is None:
            there = list(dict.fromkeys([*(one.name for one in self.levels), *Sensitivity]))
            near = difflib.get_close_matches(name, there, n=1, cutoff=0.5)
            meant = f"Did you mean “{near[0]}”? " if near else ""
            raise UseError(f"“{name}” is no level of handling.", next_step=f"{meant}There are: {', '.join(there)}.")
        return found


STANDARD = Classification("Demarche's four levels", tuple(Level(str(level), level) for level in Sensitivity))
"""What holds where an organisation has no scheme of its own."""


def read_classification(data: Mapping[str, object], where: str) -> Classification:
    """Read a scheme: `name`, `as_of`, `[[level]]` in order (name, equals, handling), `[[default]]` (field, level, dossier, since, until).

    A field is written as `noun.field`, such as `commitments.place`, `places.*` or `dossier.summary`. Raises `UseError` for a level
    out of order, a field that does not exist or an unknown key.
    """
    row = CuratedRow(data, where)
    name, as_of = row.text("name"), row.day("as_of")
    levels = []
    for one in row.rows("level"):
        levels.append(Level(one.text("name"), one.choice("equals", Sensitivity), one.text("handling", "")))
        one.done()
    ranks = [level.equals.rank for level in levels]
    if ranks != sorted(ranks):
        raise UseError(
            "The levels are not in order.", where=where, next_step="Write them from the most open to the most closed one."
        )
    scheme = Classification(name, tuple(levels) or STANDARD.levels, (), as_of)
    defaults = tuple(_read_default(one, scheme) for one in row.rows("default"))
    row.done()
    return Classification(name, scheme.levels, defaults, as_of)


def _read_default(row: CuratedRow, scheme: Classification) -> FieldDefault:
    noun, _, field = row.text("field").partition(".")
    try:
        level = scheme.level_named(row.text("level"))
    except UseError as error:
        raise UseError(error.what, where=row.where, next_step=error.next_step) from error
    kind = Dossier if noun == HEAD else NOUNS.get(noun)
    if kind is None:
        raise UseError(f"There is no “{noun}”.", where=row.where, next_step=f"There are: {HEAD}, {', '.join(NOUNS)}.")
    known = [f.name for f in fields(kind) if f.name not in NOUNS and f.name != "sensitivity"]
    if field not in {*known, ANY}:
        raise UseError(f"{noun} have no field “{field}”.", where=row.where, next_step=f"There are: {', '.join(known)}.")
    default = FieldDefault(noun, field, level, row.text("dossier", ""), row.day("since"), row.day("until"))
    row.done()
    return default
