"""A fictional publisher with two small tables, for every test of the evidence half of the store."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from demarche.model.evidence import Audit, Column, Parsed, Snapshot, Source, SourceSpec, TableSpec

SPEC = SourceSpec(
    source=Source(
        id="harbour_log",
        title="Fictional harbour log",
        publisher="Fictional Harbour Office",
        terms="invented for tests; it's free",
        url="https://harbour.example/log",
        citation="Fictional Harbour Office (2024)",
        coverage="ships of 2024",
    ),
    tables=(
        TableSpec(
            name="ships",
            meaning="one row a ship",
            columns=(
                Column("ship", "VARCHAR", "the name painted on it"),
                Column("arrived", "DATE", "the day it came in"),
                Column("crates", "INTEGER", "how many crates it carried"),
                Column("remark", "VARCHAR", "the harbour master's sentence"),
            ),
            key=("ship",),
            rows_min=2,
            rows_max=5,
            texts=("remark",),
        ),
        TableSpec("letters", "letters of the harbour master", (Column("number", "BIGINT", "running number"),), shipped=False),
    ),
    gaps=("the night of 1 May was not logged",),
)

PARSED = Parsed(
    tables={
        "ships": {
            "ship": ["Zita", "Ärmel", "Bo'sun"],
            "arrived": [dt.date(2024, 3, 1), None, dt.date(1946, 1, 26)],
            "crates": [7, 0, None],
            "remark": ["Came late.", None, "Left early."],
            "locator": ["line 2", "line 3", "line 4"],
        },
        "letters": {"number": [1, 2], "locator": ["page 1", "page 2"]},
    },
    audit=Audit(),
    as_of="2024-06-30",
)


@pytest.fixture(scope="session")
def spec() -> SourceSpec:
    return SPEC


@pytest.fixture(scope="session")
def parsed() -> Parsed:
    audit = Audit()
    audit.note("spelling", "line 3", "Aermel read as Ärmel")
    audit.note("spelling", "line 4", "Bosun read as Bo'sun")
    audit.note("not understood", "line 5", "a drawing of a whale")
    return replace(PARSED, audit=audit)


@pytest.fixture(scope="session")
def ships(parsed: Parsed) -> Callable[..., Parsed]:
    """`ships(crates=[…])` gives the parse with some columns of the table of ships replaced; None leaves a column out."""

    def changed(**columns: list[object] | None) -> Parsed:
        table = {**parsed.tables["ships"], **columns}
        return replace(
            parsed, tables={**parsed.tables, "ships": {name: values for name, values in table.items() if values is not None}}
        )

    return changed


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return Snapshot(
        source="harbour_log",
        sha256=hashlib.sha256(b"fictional").hexdigest(),
        name="log.csv",
        size=9,
        retrieved=dt.datetime(2024, 7, 1, 12, tzinfo=dt.UTC),
        url="https://harbour.example/log.csv",
    )
