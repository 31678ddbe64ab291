"""Hand-kept rows of the pack (norms, cases, forums…), read strictly: a missing value, a wrong type or an unknown key is refused.

After OpenFisca's dated parameters with a legal reference: a value without a source cannot be read at all.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from demarche.model.evidence.dates import read_date
from demarche.model.evidence.errors import UseError
from demarche.model.evidence.facts import Reference

Kind = TypeVar("Kind", bound=StrEnum)


class CuratedRow:
    """One table of a hand-kept file. Each value is taken once, by name; `done` refuses what nobody took.

    `where` names the file and row for the error text. All methods raise `UseError` for a value that is not as asked.

    >>> row = CuratedRow({"id": "gc-common-1", "since": "1949-08-12"}, "norms.toml")
    >>> row.text("id"), row.day("since")
    ('gc-common-1', datetime.date(1949, 8, 12))
    >>> row.done()
    """

    def __init__(self, data: Mapping[str, object], where: str) -> None:
        self.where = where
        self._data = dict(data)
        self._taken: set[str] = set()

    def _take(self, key: str) -> object:
        self._taken.add(key)
        return self._data.get(key)

    def _refuse(self, what: str) -> UseError:
        return UseError(what, where=self.where, next_step="Mend the row in the data file.")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; refused where it is missing and no default is given."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self._refuse(f"“{key}” must be a text.")
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where it is missing."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self._refuse(f"“{key}” must be a list of texts.")
        return tuple(" ".join(v.split()) for v in value)

    def count(self, key: str) -> int:
        """A whole number that is not negative, 0 where it is missing."""
        value = self._take(key)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._refuse(f"“{key}” must be a whole number.")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is missing."""
        value = self._take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self._refuse(f"“{key}” must be true or false, without quotation marks.")
        return value

    def day(self, key: str) -> dt.date | None:
        """A day, or `None` where it is missing."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, str):
            return read_date(value, where=self.where)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        raise self._refuse(f"“{key}” must be a day.")

    def required_day(self, key: str) -> dt.date:
        """A day; refused where it is missing."""
        value = self.day(key)
        if value is None:
            raise self._refuse(f"“{key}” must be a day.")
        return value

    def choice(self, key: str, kind: type[Kind]) -> Kind:
        """One of the values of an enumeration."""
        return self._one_of(key, self.text(key), kind)

    def choices(self, key: str, kind: type[Kind]) -> tuple[Kind, ...]:
        """A list of values of an enumeration, empty where it is missing."""
        return tuple(self._one_of(key, text, kind) for text in self.texts(key))

    def _one_of(self, key: str, text: str, kind: type[Kind]) -> Kind:
        try:
            return kind(text)
        except ValueError:
            raise self._refuse(f"“{key}” is “{text}”, which is none of: {', '.join(kind)}.") from None

    def rows(self, key: str) -> tuple[CuratedRow, ...]:
        """The tables under `key`, empty where it is missing."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self._refuse(f"“{key}” must be a list of tables.")
        return tuple(CuratedRow(v, f"{self.where}, {key} {n}") for n, v in enumerate(value, 1))

    def references(self, known: Mapping[str, Reference], key: str = "references") -> tuple[Reference, ...]:
        """The references named under `key`; refused where there is none or one is not among the file's references."""
        names = self.texts(key)
        if not names:
            raise self._refuse(f"“{key}” must name at least one reference.")
        missing = [name for name in names if name not in known]
        if missing:
            raise self._refuse(f"no reference is called “{missing[0]}”.")
        return tuple(known[name] for name in names)

    def done(self) -> None:
        """Refuse keys that nobody took: a misspelt key would otherwise be lost in silence."""
        extra = sorted(set(self._data) - self._taken)
        if extra:
            near = difflib.get_close_matches(extra[0], sorted(self._taken), n=1, cutoff=0.6)
            meant = f" Did you mean “{near[0]}”?" if near else f" Keys are: {', '.join(sorted(self._taken))}."
            raise self._refuse(f"“{extra[0]}” is not a key of this kind of row.{meant}")


def read_references(data: Mapping[str, object], where: str) -> dict[str, Reference]:
    """Read the `references` table of a hand-kept file: name → publisher, title, and a symbol or an address.

    Raises `UseError` where one lacks a publisher, or has neither symbol nor address, or has a key that is unknown.
    """
    table = data.get("references", {})
    if not isinstance(table, dict):
        raise UseError("“references” must be a table.", where=where, next_step="Mend the data file.")
    found: dict[str, Reference] = {}
    for name, raw in table.items():
        row = CuratedRow(raw if isinstance(raw, dict) else {}, f"{where}, reference “{name}”")
        reference = Reference(
            title=row.text("title"),
            publisher=row.text("publisher"),
            date=row.day("date"),
            symbol=row.text("symbol", ""),
            locator=row.text("locator", ""),
            url=row.text("url", ""),
            as_of=row.day("as_of"),
        )
        row.done()
        if not (reference.symbol or reference.url):
            raise UseError("a reference needs a symbol or an address.", where=row.where, next_step="Mend the data file.")
        found[name] = reference
    return found


def known_references(references: Iterable[Reference], day: dt.date) -> tuple[Reference, ...]:
    """The references that existed on `day`; one without a date could always be read."""
    return tuple(r for r in references if r.date is None or r.date <= day)
