"""A table to one Parquet file, checked against what the source declares; the same columns give the same bytes.

Columns go to DuckDB as NumPy arrays: of the ways that every supported DuckDB offers without a further library, the fastest that
was measured (`benchmarks/tables.py`).
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.store.arrays import as_array, broken, quote
from demarche.adapters.store.durable import NOTHING_CHANGED
from demarche.adapters.store.manifest import TableManifest
from demarche.model.evidence import Column, Columns, Failure, Snapshot, Source, TableSpec

if TYPE_CHECKING:
    import duckdb

LOCATOR = Column("locator", "VARCHAR", "where in the snapshot the row was read")
SNAPSHOT = Column("snapshot", "VARCHAR", "the publisher's bytes that the row was read from, as source@hash")


def connect(threads: int) -> duckdb.DuckDBPyConnection:
    """Open DuckDB in memory: it fetches no extension, reads no Python variable as a table, and spills nothing to disk."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
    }
    connection = duckdb.connect(config=config)
    # where it takes Python for interactive, DuckDB draws a bar on stdout, into whatever a command prints there
    connection.execute("SET enable_progress_bar = false")
    return connection


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"


def parquet_at(path: Path) -> str:
    """The SQL that reads one Parquet file, whatever its path holds: to DuckDB `*`, `?` and `[` are patterns unless in brackets."""
    plain = re.sub(r"([*?[])", r"[\1]", str(path))
    return f"read_parquet({literal(plain)})"


def sha256_of(path: Path) -> str:
    """The sha256 of a file, as 64 hex digits. Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def written_columns(table: TableSpec) -> tuple[Column, ...]:
    """The columns of a table as they stand in its Parquet file: the declared ones, `locator`, and `snapshot` last."""
    declared = table.columns if any(column.name == LOCATOR.name for column in table.columns) else (*table.columns, LOCATOR)
    return (*declared, SNAPSHOT)


def write_table(
    connection: duckdb.DuckDBPyConnection, folder: Path, source: Source, table: TableSpec, columns: Columns, *, snapshot: Snapshot
) -> TableManifest:
    """Check `columns` against `table` and write `<table>.parquet` into `folder`: sorted by the key, the snapshot's id in every row.

    Raises `Failure` that names the expectation that broke: a column missing or not declared, a value of another type, rows outside
    the declared range, a key that is empty or not unique.
    """
    import duckdb

    where = f"{source.id}.{table.name} from {snapshot.id}"
    _check_shape(table, columns, where)
    arrays: dict[str, Any] = {}
    selected = []
    for column in written_columns(table)[:-1]:
        needed, expression = as_array(column, columns[column.name], where)
        arrays |= needed
        selected.append(f"{expression} AS {quote(column.name)}")
    selected.append(f"{literal(snapshot.id)} AS {SNAPSHOT.name}")
    path = folder / f"{table.name}.parquet"
    try:
        connection.execute("SET pandas_analyze_sample = 0")  # an array of objects is text; no type is guessed from a sample
        connection.register("incoming", arrays)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE checked AS SELECT {', '.join(selected)} FROM incoming")
        _check_key(connection, table, where)
        connection.execute(_copy(path, source, table, snapshot))
    except duckdb.Error as error:
        raise _refused(error, where) from error
    finally:
        connection.unregister("incoming")
        connection.execute("DROP TABLE IF EXISTS checked")
    rows = len(columns[LOCATOR.name])
    return TableManifest(table.name, table.meaning, written_columns(table), table.key, rows, path.stat().st_size, sha256_of(path))


def _copy(path: Path, source: Source, table: TableSpec, snapshot: Snapshot) -> str:
    """The statement that writes the file; a file found alone still names its source, terms and snapshot."""
    order = f" ORDER BY {', '.join(map(quote, table.key))}" if table.key else ""
    marks = {
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "terms": source.terms,
        "snapshot": snapshot.id,
    }
    marked = ", ".join(f"{name}: {literal(text)}" for name, text in marks.items())
    options = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 12, KV_METADATA {{{marked}}}"
    return f"COPY (SELECT * FROM checked{order}) TO {literal(str(path))} ({options})"


def _check_shape(table: TableSpec, columns: Columns, where: str) -> None:
    """Raise `Failure` where columns are missing, undeclared or uneven, or the number of rows is out of range."""
    if LOCATOR.name not in columns:
        raise broken("The rows have no locator: nobody could check where they were read.", where)
    expected = {column.name for column in written_columns(table)[:-1]}
    for problem, names in (("lacks the declared", expected - columns.keys()), ("has the undeclared", columns.keys() - expected)):
        if names:
            raise broken(f"The table {problem} column {', '.join(sorted(names))}.", where)
    rows = len(columns[LOCATOR.name])
    uneven = [f"{name} {len(values)}" for name, values in columns.items() if len(values) != rows]
    if uneven:
        raise broken(f"Columns differ in length: locator {rows}, {', '.join(uneven)}.", where)
    if rows < table.rows_min:
        raise broken(f"The table has {rows} rows; an intact edition has at least {table.rows_min}.", where)
    if table.rows_max is not None and rows > table.rows_max:
        raise broken(f"The table has {rows} rows; an intact edition has at most {table.rows_max}.", where)


def _check_key(connection: duckdb.DuckDBPyConnection, table: TableSpec, where: str) -> None:
    """Raise `Failure` where a part of the key is empty or two rows share one key."""
    if not table.key:
        return
    names = ", ".join(map(quote, table.key))
    no_key = " OR ".join(f"{quote(name)} IS NULL" for name in table.key)
    lost = connection.execute(f"SELECT locator FROM checked WHERE {no_key} LIMIT 1").fetchall()
    if lost:
        raise broken(f"The key ({', '.join(table.key)}) is empty at {lost[0][0]}.", where)
    grouped = f"SELECT count(*), min(locator), max(locator), {names} FROM checked GROUP BY {names}"
    twice = connection.execute(f"{grouped} HAVING count(*) > 1 ORDER BY {names} LIMIT 1").fetchall()
    if twice:
        count, first, last, *key = twice[0]
        spelled = ", ".join(f"{name} {value}" for name, value in zip(table.key, key, strict=True))
        raise broken(f"The key is not unique: {count} rows have {spelled} (at {first} and {last}).", where)


def _refused(error: Exception, where: str) -> Failure:
    """Say what DuckDB refused while checking and writing."""
    first = str(error).strip().splitlines()[0]
    if "No space left" in first:
        return Failure(
            "The disk is full: writing tables was stopped.",
            where=where,
            next_step=f"Free some space and try again: {NOTHING_CHANGED}.",
        )
    return broken(f"The table could not be written: {first}", where)


def read_columns(path: Path, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The distinct values of some columns of a CSV or Parquet file, each with how many rows have them.

    Raises `Failure` where the file cannot be read or lacks a column.
    """
    import duckdb

    names = ", ".join(quote(c) for c in columns)
    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    options = "" if reader == "read_parquet" else ", all_varchar = true"
    try:
        with connect(threads=2) as connection:
            sql = f"SELECT {names}, count(*) FROM {reader}({literal(str(path))}{options}) GROUP BY ALL ORDER BY ALL"
            return connection.execute(sql).fetchall()
    except duckdb.Error as error:
        raise Failure("The file cannot be read.", where=str(path), next_step="Check that it is whole and the one meant.") from error
