"""Which publishers' sources there are, what each declares, and its parser; found by folder, so that a new source edits no list.

A source is a folder beside this file with `source.toml`, `parse.py` and `sample/`. Listing and declaring import no parsing code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TypeVar

from demarche.model.evidence import Column, Failure, Parsed, Resolve, Source, SourceSpec, TableSpec, UseError

_HERE = Path(__file__).parent
_PACKAGE = __name__.rpartition(".")[0]
_DECLARED = "source.toml"
_SOURCE_KEYS = {"title", "publisher", "terms", "url", "citation"}
_MAY = {"coverage", "fetch_url", "file_name", "cadence", "gaps", "tables", "lookups"}
_TABLE_KEYS = {"meaning", "columns", "key", "rows_min"}
_TABLE_MAY = {"rows_max", "texts", "shipped"}

_Value = TypeVar("_Value")


class Parser(Protocol):
    """What every `parse.py` offers as `parse`.

    `path` is the publisher's file, archive or unpacked folder; `resolve` gives the id of an actor for a name on a day; `languages`
    chooses among the official languages where the source has texts (`None` is English, `{"all"}` is every one).
    Raises `DemarcheError` for a file that is damaged, wrong or ambiguous, never anything else.
    """

    def __call__(self, path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:
        """Read the publisher's file into tables."""


def source_ids() -> list[str]:
    """The ids of all sources, sorted."""
    return sorted(declared.parent.name for declared in _HERE.glob(f"*/{_DECLARED}"))


@cache
def load_spec(source: str) -> SourceSpec:
    """What a source declares of itself. Raises `UseError` for an unknown id, `Failure` for a declaration that is not sound."""
    declared = _declared(source)
    where = f"{source}/{_DECLARED}"
    _check_keys(declared, _SOURCE_KEYS, _MAY, where)
    tables = _take(declared, "tables", dict, where)
    if not tables:
        raise _unsound("It declares no table.", where)
    return SourceSpec(
        source=Source(
            id=source,
            **{key: _take(declared, key, str, where) for key in sorted(_SOURCE_KEYS)},
            coverage=_take(declared, "coverage", str, where, ""),
        ),
        tables=tuple(_table(name, content, f"{where}, table {name}") for name, content in tables.items()),
        fetch_url=_take(declared, "fetch_url", str, where, ""),
        file_name=_take(declared, "file_name", str, where, ""),
        cadence=_take(declared, "cadence", str, where, ""),
        gaps=tuple(_texts(declared, "gaps", where)),
    )


def load_parser(source: str) -> Parser:
    """The function that reads the publisher's file. Raises `UseError` for an unknown id."""
    _folder(source)
    parse: Parser = import_module(f"{_PACKAGE}.{source}.parse").parse
    return parse


def sample_of(source: str) -> Path:
    """The folder with a fictional sample in the publisher's exact format. Raises `UseError` for an unknown id."""
    return _folder(source) / "sample"


def _folder(source: str) -> Path:
    """The folder of a source."""
    if source not in source_ids():
        raise UseError(f"There is no source “{source}”.", next_step=f"Sources are: {', '.join(source_ids())}.")
    return _HERE / source


def _declared(source: str) -> dict[str, Any]:
    """The content of a `source.toml`."""
    path = _folder(source) / _DECLARED
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unsound(f"It is no TOML: {error}.", f"{source}/{_DECLARED}") from error


def _table(name: str, content: object, where: str) -> TableSpec:
    """One table as declared; each column is `name = ["TYPE", "meaning"]`."""
    if not isinstance(content, dict):
        raise _unsound("A table is declared under `[tables.NAME]`.", where)
    _check_keys(content, _TABLE_KEYS, _TABLE_MAY, where)
    columns = tuple(_column(column, spelled, where) for column, spelled in _take(content, "columns", dict, where).items())
    names = {column.name for column in columns}
    key, texts = tuple(_texts(content, "key", where)), tuple(_texts(content, "texts", where))
    if unknown := {*key, *texts} - names:
        raise _unsound(f"Its key or texts name columns that it does not declare: {', '.join(sorted(unknown))}.", where)
    if "locator" not in names:
        raise _unsound("It has no column `locator`, so nobody could check a row.", where)
    return TableSpec(
        name=name,
        meaning=_take(content, "meaning", str, where),
        columns=columns,
        key=key,
        rows_min=_take(content, "rows_min", int, where),
        rows_max=_take(content, "rows_max", int, where, None),
        texts=texts,
        shipped=_take(content, "shipped", bool, where, True),
    )


def _column(name: str, spelled: object, where: str) -> Column:
    """One column as declared."""
    if not (isinstance(spelled, list) and len(spelled) == 2 and all(isinstance(part, str) and part for part in spelled)):
        raise _unsound(f'The column {name} is not declared as `{name} = ["TYPE", "meaning"]`.', where)
    return Column(name, spelled[0], spelled[1])


def _check_keys(content: Mapping[str, object], needed: set[str], may: set[str], where: str) -> None:
    """Raise `Failure` where keys are missing or unknown."""
    for problem, keys in (("lacks", needed - content.keys()), ("has the unknown", content.keys() - needed - may)):
        if keys:
            raise _unsound(f"It {problem} key {', '.join(sorted(keys))}.", where)


def _take(content: Mapping[str, Any], key: str, kind: Callable[..., _Value] | type, where: str, default: Any = ...) -> Any:
    """The value of a key, of the declared kind. Raises `Failure` where it is of another."""
    value = content.get(key, default)
    if value is default and default is not ...:
        return default
    if not isinstance(kind, type) or not isinstance(value, kind) or (kind is str and not value):
        raise _unsound(f"`{key}` is not {getattr(kind, '__name__', kind)}, or is empty.", where)
    return value


def _texts(content: Mapping[str, Any], key: str, where: str) -> list[str]:
    """A list of texts; empty where the key is absent."""
    values = content.get(key, [])
    if not (isinstance(values, list) and all(isinstance(value, str) and value for value in values)):
        raise _unsound(f"`{key}` is no list of texts.", where)
    return values


def _unsound(what: str, where: str) -> Failure:
    """A declaration that is not sound is a fault of the program, said plainly."""
    return Failure(f"A source is not declared as it should be. {what}", where=where, next_step="Report this to the maintainers.")
