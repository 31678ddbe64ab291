"""Whatever a parser may give comes back as it was: any of the declared types, with gaps, any Unicode, lists of lists."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.store import Tables, write_generation
from demarche.model.evidence import Audit, Column, Parsed, Snapshot, Source, SourceSpec, TableSpec

TEXT = st.text(max_size=12)
DAY = st.dates()
WHOLE = st.integers(-(2**31), 2**31 - 1)
LONG = st.integers(-(2**63), 2**63 - 1)
REAL = st.floats(allow_nan=False)
TYPES: dict[str, st.SearchStrategy[object]] = {
    "VARCHAR": TEXT,
    "DATE": DAY,
    "INTEGER": WHOLE,
    "BIGINT": LONG,
    "SMALLINT": st.integers(-(2**15), 2**15 - 1),
    "DOUBLE": REAL,
    "BOOLEAN": st.booleans(),
    "TIMESTAMP": st.datetimes(),
    "VARCHAR[]": st.lists(st.none() | TEXT, max_size=4),
    "DATE[]": st.lists(DAY, max_size=3),
    "BIGINT[]": st.lists(st.none() | LONG, max_size=3),
    "DOUBLE[]": st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=3),
    "VARCHAR[][]": st.lists(st.lists(TEXT, max_size=2), max_size=2),
    "STRUCT(name VARCHAR, parts INTEGER[])": st.fixed_dictionaries({"name": TEXT, "parts": st.lists(WHOLE, max_size=2)}),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[object]]]:
    """Declared types and equally long columns, with gaps."""
    types = draw(st.lists(st.sampled_from(sorted(TYPES)), min_size=1, max_size=6))
    rows = draw(st.integers(0, 8))
    columns = [draw(st.lists(st.none() | TYPES[kind], min_size=rows, max_size=rows)) for kind in types]
    return types, columns


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.randoms(use_true_random=False))
def test_columns_come_back_as_they_were(table: tuple[list[str], list[list[object]]], random: object) -> None:
    types, columns = table
    rows = len(columns[0])
    numbers = list(range(rows))
    random.shuffle(numbers)  # type: ignore[attr-defined]
    declared = (Column("key", "INTEGER", "key"), *(Column(f'c"{i}', kind, "drawn") for i, kind in enumerate(types)))
    source = Source("drawn", "t", "p", "terms", "https://drawn.example", "c")
    spec = SourceSpec(source, (TableSpec("table", "drawn", declared, key=("key",), rows_min=0),))
    given_columns: dict[str, list[object]] = {"key": list(numbers), "locator": [f"row {number}" for number in numbers]}
    given_columns |= {f'c"{i}': column for i, column in enumerate(columns)}
    snapshot = Snapshot("drawn", "0" * 64, "n", 1, dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    with tempfile.TemporaryDirectory() as place:
        write_generation(Path(place), spec, Parsed({"table": given_columns}, Audit()), snapshot)
        with Tables.open(Path(place) / "no pack", Path(place)) as opened:
            found = opened.rows('SELECT * FROM drawn."table" ORDER BY key')
    for row in found:
        at = numbers.index(row["key"])
        assert row["locator"] == f"row {row['key']}"
        assert row["snapshot"] == snapshot.id
        assert [row[f'c"{i}'] for i in range(len(types))] == [column[at] for column in columns]
    assert len(found) == rows
