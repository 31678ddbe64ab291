"""What every command keeps: `--workspace`, `--on`, `--json`, `--out`, one JSON shape, a table on a terminal, progress on stderr."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from demarche import __version__
from demarche.model.evidence import read_date

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day such as 2024-06-20 or 20 June 2024."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the day, or say how to write one."""
        return value if isinstance(value, dt.date) else read_date(str(value), where=f"--{param.name}" if param else "")


def workspace_option(command: F) -> F:
    """Add `--workspace`."""
    return click.option(
        "--workspace",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="DEMARCHE_WORKSPACE",
        help="The workspace folder (default: DEMARCHE_WORKSPACE, else your user data folder).",
    )(command)


def on_option(command: F) -> F:
    """Add `--on DATE`."""
    return click.option("--on", type=Day(), metavar="DATE", help="Answer as of this day; nothing later is used (default: today).")(
        command
    )


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON (docs/reference/json.md).")(command)


def audience_option(told: str, *, default: str = "public") -> Callable[[F], F]:
    """Add `--audience`, one of the four levels of sensitivity; `told` says what it governs."""
    from demarche.model.dossier import Sensitivity

    levels = click.Choice([level.value for level in Sensitivity])
    return click.option("--audience", type=levels, default=Sensitivity(default).value, show_default=True, help=told)


def today() -> dt.date:
    """The day the machine shows."""
    return dt.datetime.now().astimezone().date()


def plain_value(value: Any) -> Any:
    """Turn records, dates, enums and tuples into what JSON knows; `None` and empty fields are kept, so the shape is stable.

    A field whose metadata says `json: False` is left out: it is how a result was made, not the result.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain_value(getattr(value, f.name)) for f in dataclasses.fields(value) if f.metadata.get("json", True)}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): plain_value(v) for k, v in value.items()}
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Sequence | set | frozenset | Iterator):
        return [plain_value(v) for v in value]
    raise TypeError(f"no JSON form for {type(value).__name__}")


def print_json(command: str, result: Any, *, on: dt.date | None = None) -> None:
    """Print the one JSON shape: `{"demarche", "command", "on", "result"}`."""
    answer = {"demarche": __version__, "command": command, "on": on.isoformat() if on else None, "result": plain_value(result)}
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "") -> None:
    """Print a table on a terminal; tab-separated lines with a header when piped."""
    if not sys.stdout.isatty():
        click.echo("\t".join(header))
        for row in rows:
            click.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, box=SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str, int, int | None], None]]:
    """Show progress on stderr while something long runs; silent where stderr is not a terminal.

    The function it gives takes a label, how much is done, and the total where it is known.
    """
    if not sys.stderr.isatty():
        yield lambda _label, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda label, done, total: bar.update(task, description=label, completed=done, total=total)
