"""How fast tables are written and opened, beside plain DuckDB, in one run.

    python benchmarks/tables.py [ROWS]

The rows have the shape of the Assembly's roll calls (910,818 rows of 9 columns unless told otherwise) and are made up. Printed as
JSON lines `{"name", "seconds", "ratio"}`; `ratio` is to DuckDB's own COPY of the same rows from a CSV file to the same Parquet.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from demarche.adapters.store import write_generation
from demarche.model.evidence import Audit, Column, Parsed, Snapshot, Source, SourceSpec, TableSpec

TYPES = {
    "record": "INTEGER",
    "code": "VARCHAR",
    "member": "VARCHAR",
    "vote": "VARCHAR",
    "date": "DATE",
    "session": "VARCHAR",
    "resolution": "VARCHAR",
    "yes": "INTEGER",
    "locator": "VARCHAR",
}
KEY = ("record", "code")
OPTIONS = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 12"


def made_up(rows: int) -> dict[str, list[object]]:
    """Roll calls of 193 members."""
    noise = random.Random(20240620)
    members = [f"Member State number {number}" for number in range(193)]
    columns: dict[str, list[object]] = {name: [] for name in TYPES}
    for row in range(rows):
        record, member = divmod(row, len(members))
        day = dt.date(1946, 1, 10) + dt.timedelta(days=record * 6)
        values = (
            record,
            f"M{member:03}",
            members[member],
            noise.choice(("Y", "Y", "Y", "N", "A", None)),
            day,
            str(1 + record // 80),
            f"X/RES/{1 + record // 80}/{record % 80}",
            record % 194,
            f"row {row + 2}",
        )
        for name, value in zip(TYPES, values, strict=True):
            columns[name].append(value)
    return columns


def to_csv(columns: dict[str, list[object]], path: Path) -> None:
    """Write the columns as CSV."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerows(zip(*columns.values(), strict=True))


def copy_csv(path: Path, target: Path) -> None:
    """DuckDB alone, from CSV to sorted Parquet."""
    with duckdb.connect() as connection:
        read = f"read_csv('{path}', header = false, auto_detect = false, delim = ',', quote = '\"', columns = {TYPES})"
        connection.execute(f"COPY (SELECT * FROM {read} ORDER BY {', '.join(KEY)}) TO '{target}' ({OPTIONS})")


def append_rows(columns: dict[str, list[object]], target: Path) -> None:
    """DuckDB's appender, row by row, then sorted Parquet."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE incoming ({', '.join(f'{name} {kind}' for name, kind in TYPES.items())})")
        appender = connection.appender("incoming")
        appender.append_rows(zip(*columns.values(), strict=True))
        appender.flush()
        connection.execute(f"COPY (SELECT * FROM incoming ORDER BY {', '.join(KEY)}) TO '{target}' ({OPTIONS})")


def ours(columns: dict[str, list[object]], root: Path) -> None:
    """`write_generation`: types, key and rows checked, snapshot added, hashed, brought to the disk, made current."""
    source = Source("benchmark", "Made-up roll calls", "nobody", "none", "https://benchmark.example", "none")
    table = TableSpec("ballots", "roll calls", tuple(Column(name, kind, "") for name, kind in TYPES.items()), key=KEY)
    snapshot = Snapshot("benchmark", "0" * 64, "n", 1, dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    write_generation(root, SourceSpec(source, (table,)), Parsed({"ballots": columns}, Audit()), snapshot)


OPENING = """
import sys, time
import duckdb
from pathlib import Path
from demarche.adapters.store import Tables
began = time.perf_counter()
with Tables.open(Path(sys.argv[1]) / "none", Path(sys.argv[1])) as tables:
    opened = time.perf_counter()
    tables.one("SELECT vote FROM benchmark.ballots WHERE record = $record AND code = 'M007'", record=1000)
    first = time.perf_counter()
    tables.one("SELECT vote FROM benchmark.ballots WHERE record = $record AND code = 'M008'", record=2000)
    second = time.perf_counter()
    tables.arrays("SELECT record, code, vote, date FROM benchmark.ballots")
    print(opened - began, first - opened, second - first, time.perf_counter() - second)
"""


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs, in seconds."""
    measured = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        measured.append(time.perf_counter() - began)
    return min(measured)


def main() -> None:
    """Measure and print."""
    columns = made_up(int(sys.argv[1]) if len(sys.argv) > 1 else 910_818)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        to_csv(columns, root / "rows.csv")
        plain = best(lambda: copy_csv(root / "rows.csv", root / "plain.parquet"))
        results = {
            "plain DuckDB, from a CSV file that is there": plain,
            "write_generation, from Python columns": best(lambda: ours(columns, root / "tables")),
            "Python columns to a temporary CSV, then plain DuckDB": best(
                lambda: (to_csv(columns, root / "again.csv"), copy_csv(root / "again.csv", root / "again.parquet"))
            ),
        }
        if hasattr(duckdb.DuckDBPyConnection, "appender"):
            results["Python rows through DuckDB's appender"] = best(lambda: append_rows(columns, root / "appended.parquet"), 1)
        for name, seconds in results.items():
            print(json.dumps({"name": name, "seconds": round(seconds, 3), "ratio": round(seconds / plain, 2)}))
        command = [sys.executable, "-c", OPENING, str(root / "tables")]
        runs = [
            [float(number) for number in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()]
            for _ in range(5)
        ]
        names = ("Tables.open", "first query by key, connecting included", "second query by key", "four whole columns as arrays")
        for name, seconds in zip(names, (min(each) for each in zip(*runs, strict=True)), strict=True):
            print(json.dumps({"name": name, "seconds": round(seconds, 4), "ratio": None}))


if __name__ == "__main__":
    main()
