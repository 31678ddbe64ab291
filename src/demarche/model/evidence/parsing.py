"""What a source declares and what parsing it gives: columns with meanings, expectations, and an audit of the remainder.

After OpenSanctions' zavod: every value is handled, explicitly ignored, or raises a signal; expectations are declared beside
the source; parsing stops where going on would emit ambiguous data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from demarche.model.evidence.facts import Source

Columns = Mapping[str, Sequence[object]]
"""One table as equally long columns; `snapshot` is added by the store, `locator` must be there."""

Resolve = Callable[..., str]
"""`resolve(name, on=date)` → actor id; raises `UseError` on an unknown or ambiguous name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its DuckDB type and what it means."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of a source: columns, the key that must be unique, and how many rows an intact edition has.

    `texts` names columns that hold sentences of the publisher: they stay on the user's machine and never enter the pack.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    rows_min: int = 1
    rows_max: int | None = None
    texts: tuple[str, ...] = ()
    shipped: bool = True


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source as its `source.toml` declares it: who publishes it, where to fetch it, which tables it gives.

    `gaps` are things known to be missing from the publisher's edition, stated so that nobody takes them for our error.
    """

    source: Source
    tables: tuple[TableSpec, ...]
    fetch_url: str = ""
    file_name: str = ""
    cadence: str = ""
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that parsing noticed: where, what kind, what was there, and what was done about it."""

    kind: str
    locator: str
    detail: str


@dataclass(slots=True)
class Audit:
    """The remainder of a parse: what was recovered, what differs from the publisher's own extract, what was not understood."""

    remarks: list[Remark] = field(default_factory=list)

    def note(self, kind: str, locator: str, detail: str) -> None:
        """Add a remark."""
        self.remarks.append(Remark(kind, locator, detail))

    def counts(self) -> dict[str, int]:
        """How many remarks of each kind."""
        found: dict[str, int] = {}
        for remark in self.remarks:
            found[remark.kind] = found.get(remark.kind, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed snapshot: table name → columns, with its audit and the last day the contents speak of."""

    tables: Mapping[str, Columns]
    audit: Audit
    as_of: str = ""
