"""The evidence tables, read with SQL: what the user synced, else what the starter pack brought.

A table is the view `<source>.<table>`; it is opened when a query first names it, so that a command pays for what it reads.
"""

from __future__ import annotations

import contextlib
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from demarche.adapters.store.arrays import quote
from demarche.adapters.store.generations import current_generation, synced_sources
from demarche.adapters.store.manifest import MANIFEST, Edition, Manifest, edition_of, read_manifest
from demarche.adapters.store.parquet import connect, parquet_at, sha256_of
from demarche.model.evidence import Column, DemarcheError, Failure, UseError

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    from numpy.typing import NDArray

STARTER_PACK = "starter pack"
SYNCED = "synced"
_NAMED = re.compile(r'"?\b([A-Za-z_]\w*)\b"?\s*\.\s*"?\b([A-Za-z_]\w*)\b"?')
_READ = re.compile(r"\b(?:from|join)\s+" + _NAMED.pattern, re.IGNORECASE)


_Answer = TypeVar("_Answer")


class Tables:
    """All evidence tables, as they stood when this was opened; any number of threads and processes may read at once."""

    def __init__(self, folders: dict[str, tuple[Path, str] | DemarcheError], threads: int) -> None:
        self._folders = folders
        self._threads = threads
        self._manifests: dict[str, Manifest] = {}
        self._opened: set[tuple[str, str]] = set()
        self._lock = threading.Lock()
        self._duckdb: duckdb.DuckDBPyConnection | None = None

    @classmethod
    def open(cls, pack: Path, workspace: Path | None = None, *, threads: int | None = None) -> Self:
        """Open the tables of the starter pack at `pack` and, in their place where there are any, the synced ones under `workspace`.

        A damaged source is reported when it is first asked for, so that it can be synced again.
        """
        folders: dict[str, tuple[Path, str] | DemarcheError] = {}
        for manifest in sorted(pack.glob(f"*/{MANIFEST}")):
            folders[manifest.parent.name] = (manifest.parent, STARTER_PACK)
        for source in synced_sources(workspace) if workspace else ():
            try:
                folder = current_generation(workspace, source) if workspace else None
            except DemarcheError as error:
                folders[source] = error
            else:
                folders |= {source: (folder, SYNCED)} if folder else {}
        return cls(folders, threads or min(4, os.cpu_count() or 1))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._duckdb is not None:
                self._duckdb.close()
            self._duckdb, self._opened = None, set()

    def rows(self, sql: str, /, **params: object) -> list[dict[str, Any]]:
        """Answer a query as one dict a row; `$name` in `sql` is bound to the parameter of that name.

        Raises `UseError` for a table that is not there, naming the nearest ones, and `Failure` for a damaged file.
        """
        return self._answer(sql, params, _as_dicts)

    def one(self, sql: str, /, **params: object) -> dict[str, Any] | None:
        """Answer a query that has one row or none. Raises `ValueError` where it has several, and like `rows`."""
        found = self.rows(sql, **params)
        if len(found) > 1:
            raise ValueError(f"{len(found)} rows where one was expected: {sql}")
        return found[0] if found else None

    def arrays(self, sql: str, /, **params: object) -> dict[str, NDArray[Any] | np.ma.MaskedArray[Any, Any]]:
        """Answer a query as one NumPy array a column, masked where values are missing: the fast way to whole tables."""
        return self._answer(sql, params, _as_arrays)

    def has(self, source: str, table: str) -> bool:
        """Whether there is such a table, synced or in the starter pack. Raises `Failure` where the source is damaged."""
        return source in self._folders and self._manifest(source).table(table) is not None

    def columns(self, source: str, table: str) -> tuple[Column, ...]:
        """The columns of a table with their types and meanings. Raises `UseError` where there is no such table."""
        found = self._manifest(source).table(table) if source in self._folders else None
        if found is None:
            raise self._unknown(source, table)
        return found.columns

    def editions(self) -> list[Edition]:
        """The edition in use of every source, in order of their ids. Raises `Failure` where a source is damaged."""
        return [self.edition(source) for source in sorted(self._folders)]

    def edition(self, source: str) -> Edition:
        """The edition in use of one source. Raises `UseError` where there is none and `Failure` where it is damaged."""
        if source not in self._folders:
            raise self._unknown(source, "")
        return edition_of(self._manifest(source), self._folder(source)[1])

    def verify(self) -> None:
        """Compare every table file with the hash in its manifest. Raises `Failure` naming the first damaged file."""
        for source in sorted(self._folders):
            for table in self._manifest(source).tables:
                self._check_file(source, table.name)

    def _folder(self, source: str) -> tuple[Path, str]:
        """Where the tables of a source are, and where they came from."""
        found = self._folders[source]
        if isinstance(found, DemarcheError):
            raise found
        return found

    def _manifest(self, source: str) -> Manifest:
        """The manifest of a source, read once."""
        if source not in self._manifests:
            self._manifests[source] = read_manifest(self._folder(source)[0])
        return self._manifests[source]

    def _answer(self, sql: str, params: dict[str, object], take: Callable[[duckdb.DuckDBPyConnection], _Answer]) -> _Answer:
        """Open the tables that `sql` names, run it on a cursor of its own, and take the answer."""
        import duckdb

        used = self._open_named(sql)
        try:
            return take(self._connection().cursor().execute(sql, params or None))
        except duckdb.Error as error:
            for source, table in used:
                self._check_file(source, table)
            if isinstance(error, (duckdb.CatalogException, duckdb.BinderException)):
                self._explain(sql, sorted({source for source, _ in used}), error)
            raise

    def _explain(self, sql: str, used: list[str], error: Exception) -> None:
        """Raise `UseError` for a table that is not there, `Failure` for synced tables without the columns asked for."""
        read = {
            *_READ.findall(sql),
            *(named for named in _NAMED.findall(sql) if named[0] in self._folders and "Table" in str(error)),
        }
        for source, table in sorted(read):
            if not (source in self._folders and self.has(source, table)):
                raise self._unknown(source, table) from error
        if old := [source for source in used if self._folder(source)[1] == SYNCED]:
            first = str(error).strip().splitlines()[0]
            step = f"Run `demarche sync {' '.join(old)}` again."
            what = f"The synced tables do not fit this version of Demarche: {first}"
            raise Failure(what, where=", ".join(old), next_step=step) from error

    def _connection(self) -> duckdb.DuckDBPyConnection:
        """The in-memory DuckDB, opened at the first query."""
        with self._lock:
            if self._duckdb is None:
                self._duckdb = connect(self._threads)
                self._duckdb.execute("SET parquet_metadata_cache = true")
            return self._duckdb

    def _open_named(self, sql: str) -> list[tuple[str, str]]:
        """Make views of the tables that `sql` names and give their names."""
        used = [
            (source, table)
            for source, table in dict.fromkeys(_NAMED.findall(sql))
            if source in self._folders and self.has(source, table)
        ]
        connection = self._connection()
        with self._lock:
            for source, table in used:
                if (source, table) not in self._opened:
                    path = self._check_file(source, table)
                    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {quote(source)}")
                    connection.execute(f"CREATE VIEW {quote(source)}.{quote(table)} AS FROM {parquet_at(path)}")
                    self._opened.add((source, table))
        return used

    def _check_file(self, source: str, table: str) -> Path:
        """Give the file of a table. Raises `Failure` where it is not byte for byte the one that was written."""
        found = self._manifest(source).table(table)
        path = self._folder(source)[0] / f"{table}.parquet"
        try:
            intact = found is not None and path.stat().st_size == found.size and sha256_of(path) == found.sha256
        except OSError:
            intact = False
        if not intact and not path.parent.exists():
            what = f"The tables of {source} were replaced by newer ones while they were read."
            raise Failure(what, where=str(path.parent), next_step="Ask again.")
        if not intact:
            step = f"Run `demarche sync {source}` again, or reinstall Demarche."
            raise Failure(f"The table {source}.{table} is damaged.", where=str(path), next_step=step)
        return path

    def _unknown(self, source: str, table: str) -> UseError:
        """The error of a table or source that is not there, with the nearest ones that are."""
        import difflib

        known: set[str] = set()
        for each in self._folders:
            with contextlib.suppress(DemarcheError):  # a damaged source is reported when it is asked for itself
                known |= {f"{each}.{found.name}" for found in self._manifest(each).tables} if table else {each}
        wanted = f"{source}.{table}" if table else source
        near = difflib.get_close_matches(wanted, sorted(known), n=3, cutoff=0.5)
        what = f"There is no {'table' if table else 'source'} {wanted} in the starter pack or this workspace."
        step = f"Nearest: {', '.join(near)}." if near else f"Run `demarche sync {source}` first."
        return UseError(what, where="evidence tables", next_step=step)


def _as_dicts(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Take an answer as one dict a row."""
    names = _names(cursor)
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _as_arrays(cursor: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Take an answer as one array a column."""
    _names(cursor)
    answer: dict[str, Any] = cursor.fetchnumpy()
    return answer


def _names(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the columns of an answer. Raises `ValueError` where two columns share one."""
    names = [column[0] for column in cursor.description or ()]
    if len(set(names)) != len(names):
        raise ValueError(f"two columns of the answer have one name: {', '.join(names)}")
    return names
