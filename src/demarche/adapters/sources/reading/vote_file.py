"""A voting file of the United Nations Digital Library, CSV (plain or gzipped) or Parquet of the same columns, checked before use.

One row is the vote of one Member State on one record. Rows are read in columns by DuckDB: there are a million of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.sources.reading.names import NameUse, resolve_names
from demarche.model.evidence import Audit, Failure, Resolve, UseError

if TYPE_CHECKING:
    import duckdb

_FRESH_COPY = "Fetch the file again from its publisher; the last good state is untouched."
_VOTES = {"Y": "yes", "N": "no", "A": "abstain", "X": "not_voting", "": "not_voting"}
_TOTALS = ("total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms")
_CSV = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', strict_mode = true, encoding = 'utf-8'"


class VoteFile:
    """The rows of a voting file as table `given`, their votes as table `ballots`, one row a record as table `records`."""

    def __init__(self, path: Path, columns: Collection[str], audit: Audit) -> None:
        """Read the file; `columns` are those that it must have besides those of every voting file.

        Raises `UseError` for a file of another kind, `Failure` for one that is damaged or has values that cannot be right.
        """
        self._file = path.name
        self._audit = audit
        self._connection = _connect()
        wanted = ["undl_id", "ms_name", "ms_vote", "date", "resolution", "meeting", *columns, *_TOTALS]
        try:
            self._load(path, wanted)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the rows."""
        self._connection.close()

    def __enter__(self) -> VoteFile:  # noqa: PYI034
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def execute(self, sql: str) -> None:
        """Run a statement."""
        self._connection.execute(sql)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        return self._connection.execute(sql).fetchall()

    def columns(self, sql: str) -> dict[str, list[object]]:
        """The columns that a query gives, days as `date`, gaps as None."""
        arrays = self._connection.execute(sql).fetchnumpy()
        return {
            name: (array.astype("datetime64[D]") if array.dtype.kind == "M" else array).tolist() for name, array in arrays.items()
        }

    def read_ballots(self, resolve: Resolve) -> None:
        """Make the tables `ballots` (record, day, actor, vote, name, row) and `records`; check one against the other.

        Raises `Failure` for a name that is not one actor and for a member that voted twice.
        """
        self._name_actors(resolve)
        spelled = ", ".join(f"('{letter}', '{vote}')" for letter, vote in _VOTES.items())
        self._connection.execute(f"CREATE TABLE vote_of AS SELECT * FROM (VALUES {spelled}) AS t(letter, vote)")
        self._connection.execute(
            "CREATE TABLE ballots AS SELECT g.undl_id AS record, g.date AS day, a.actor, v.vote, g.ms_name AS name, g.row "
            "FROM given g JOIN actor_of a ON a.name = g.ms_name AND a.year = year(g.date) AND g.date BETWEEN a.first AND a.last JOIN vote_of v ON v.letter = g.ms_vote "
            "ORDER BY g.row"
        )
        self._check_doubles()
        self._connection.execute(
            "CREATE TABLE records AS SELECT record, min(row) AS row, count(*) AS members, "
            + ", ".join(f"count(*) FILTER (vote = '{vote}') AS {vote}" for vote in dict.fromkeys(_VOTES.values()))
            + " FROM ballots GROUP BY record"
        )
        self._check_totals()

    def _load(self, path: Path, wanted: list[str]) -> None:
        """Fill the table `given`: typed, trimmed, with the row of the file."""
        import duckdb

        if not path.is_file():
            raise UseError("There is no file of this name.", where=str(path), next_step="Check the path.")
        with path.open("rb") as file:
            start = file.read(4)
        literal = re.sub(r"([*?\[])", r"[\1]", str(path)).replace("'", "''")
        compressed = ", compression = 'gzip'" if start[:2] == b"\x1f\x8b" else ", compression = 'none'"
        reader = f"read_parquet('{literal}')" if start == b"PAR1" else f"read_csv('{literal}', {_CSV}{compressed})"
        first = 1 if start == b"PAR1" else 2
        try:
            found = {row[0] for row in self._connection.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()}
            if missing := [column for column in wanted if column not in found]:
                what = f"This is not the voting data that was expected: it has no column {missing[0]}."
                raise UseError(what, where=path.name, next_step="Check which file it is.")
            texts = ", ".join(f"trim(coalesce(CAST({column} AS VARCHAR), '')) AS {column}" for column in wanted)
            self._connection.execute(f"CREATE TABLE raw AS SELECT row_number() OVER () + {first - 1} AS row, {texts} FROM {reader}")
        except duckdb.Error as error:
            raise Failure(f"The file cannot be read: {_first_line(error)}", where=path.name, next_step=_FRESH_COPY) from error
        self._check_values()
        numbers = ", ".join(f"CAST(nullif({column}, '') AS INTEGER) AS {column}" for column in _TOTALS)
        kept = ", ".join(column for column in wanted if column not in {"undl_id", "date", *_TOTALS})
        self._connection.execute(
            f"CREATE TABLE given AS SELECT row, CAST(undl_id AS BIGINT) AS undl_id, CAST(date AS DATE) AS date, {kept}, {numbers} "
            "FROM raw"
        )
        self._connection.execute("DROP TABLE raw")

    def _check_values(self) -> None:
        """Raise `Failure` at the first row with a value that cannot be right."""
        letters = ", ".join(f"'{letter}'" for letter in _VOTES)
        sound = {
            "undl_id": "TRY_CAST(undl_id AS BIGINT) IS NOT NULL",
            "date": "TRY_CAST(date AS DATE) BETWEEN DATE '1945-10-24' AND DATE '2999-12-31'",
            "ms_vote": f"ms_vote IN ({letters})",
            "ms_name": "ms_name <> ''",
            "resolution": "resolution <> ''",
            **{column: f"{column} = '' OR TRY_CAST({column} AS INTEGER) >= 0" for column in _TOTALS},
        }
        for column, condition in sound.items():
            wrong = self.rows(f"SELECT row, {column} FROM raw WHERE ({condition}) IS NOT TRUE ORDER BY row LIMIT 1")
            if wrong:
                what = f"“{wrong[0][1]}” in {column} cannot be right."
                raise Failure(what, where=f"{self._file}, row {wrong[0][0]}", next_step=_FRESH_COPY)
        if not self.rows("SELECT 1 FROM raw LIMIT 1"):
            raise Failure("The file has no rows.", where=self._file, next_step=_FRESH_COPY)

    def _name_actors(self, resolve: Resolve) -> None:
        """Make the table `actor_of` (name, first day, last day, actor): whole years where a name is one actor from end to end."""
        import numpy as np

        years = self.rows(
            "SELECT ms_name, min(date), max(date), arg_min(row, date), arg_max(row, date) FROM given GROUP BY ms_name, year(date)"
        )
        ends = [
            NameUse(name, day, f"row {row}")
            for name, first, last, one, other in years
            for day, row in ((first, one), (last, other))
        ]
        found = resolve_names(ends, resolve, self._file)
        spans = [
            (name, first, last, found[name, first]) for name, first, last, *_ in years if found[name, first] == found[name, last]
        ]
        changing = {(name, first.year) for name, first, last, *_ in years if found[name, first] != found[name, last]}
        if changing:
            days = self.rows("SELECT ms_name, date, min(row) FROM given GROUP BY ALL")
            uses = [NameUse(name, day, f"row {row}") for name, day, row in days if (name, day.year) in changing]
            spans += [(name, day, day, actor) for (name, day), actor in resolve_names(uses, resolve, self._file).items()]
        names, firsts, lasts, actors = zip(*spans, strict=True)
        columns: dict[str, Any] = {"name": np.array(names, dtype=object), "actor": np.array(actors, dtype=object)}
        columns |= {"first": np.array(firsts, dtype="datetime64[us]"), "last": np.array(lasts, dtype="datetime64[us]")}
        self._connection.register("spans", columns)
        self._connection.execute(
            "CREATE TABLE actor_of AS SELECT name, actor, CAST(first AS DATE) AS first, CAST(last AS DATE) AS last, year(first) AS year FROM spans"
        )
        self._connection.unregister("spans")

    def _check_doubles(self) -> None:
        """A member listed twice with one vote counts once; with two votes, nobody can say which was cast."""
        doubled = self.rows(
            "SELECT record, actor, min(row), max(row), min(vote), max(vote) FROM ballots GROUP BY ALL HAVING count(*) > 1"
        )
        for record, actor, first, last, one, other in doubled:
            if one != other:
                what = f"{actor} has two votes on record {record}: {one} and {other}."
                raise Failure(what, where=f"{self._file}, rows {first} and {last}", next_step=_FRESH_COPY)
            self._audit.note("ballot_twice", f"row {last}", f"{actor} stands twice on record {record}; row {first} is used.")
        if doubled:
            self._connection.execute(
                "DELETE FROM ballots b WHERE EXISTS (FROM ballots c WHERE c.record = b.record AND c.actor = b.actor AND c.row < b.row)"
            )

    def _check_totals(self) -> None:
        """Note every record whose totals are not what its ballots add up to, or whose rows contradict one another."""
        names = dict(zip(_TOTALS, ("yes", "no", "abstain", "not_voting", "members"), strict=True))
        for total, counted in names.items():
            differing = self.rows(
                f"SELECT g.undl_id, g.row, g.{total}, r.{counted} FROM given g JOIN records r ON r.row = g.row "
                f"WHERE g.{total} IS DISTINCT FROM r.{counted} ORDER BY g.row"
            )
            for record, row, said, counts in differing:
                self._audit.note("totals_differ", f"row {row}", f"Record {record}: {total} is {said}, the ballots make {counts}.")
        for column in ("date", "resolution", "meeting"):
            varying = self.rows(
                f"SELECT undl_id, min(row) FROM given GROUP BY undl_id HAVING count(DISTINCT {column}) > 1 ORDER BY 2"
            )
            for record, row in varying:
                self._audit.note("record_differs", f"row {row}", f"Rows of record {record} differ in {column}; the first is used.")


def _connect() -> duckdb.DuckDBPyConnection:
    """DuckDB in memory, which fetches nothing and reads no Python variable as a table."""
    import duckdb

    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "temp_directory": "",
        }
    )
    connection.execute("SET enable_progress_bar = false")
    return connection


def _first_line(error: Exception) -> str:
    """What DuckDB says, without its advice."""
    return next(iter(str(error).strip().splitlines()), "unknown").rstrip(".") + "."
