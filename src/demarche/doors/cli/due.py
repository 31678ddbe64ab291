"""`demarche due`: what falls due, with a step for each."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, print_table, today, workspace_option

if TYPE_CHECKING:
    from demarche.desk import DueLine, DueList

_MOST = 40


@click.command("due", epilog="Example: demarche due --on 2024-10-20 --days 60 --dossier sudan-adre")
@on_option
@click.option("--days", default=90, show_default=True, type=click.IntRange(0, 3650), help="How far ahead to look.")
@click.option("--dossier", default="", metavar="DOSSIER", help="Only this dossier (default: all).")
@click.option("--texts/--no-texts", default=True, show_default=True, help="Also tell which texts of the situations end meanwhile.")
@workspace_option
@json_option
def command(on: dt.date | None, days: int, dossier: str, texts: bool, workspace: Path | None, as_json: bool) -> None:
    """Warn before promises end, and propose the step: ask for renewal, by when, in which forum.

    Promises whose term is over and which nobody judged come first. Mandates and measures of the Security Council on the same situations that
    end in these days stand below.
    """
    from demarche.desk import due, open_workspace

    day = on or today()
    found = due(open_workspace(workspace), day, days, dossier=dossier, with_texts=texts)
    if as_json:
        print_json("due", found, on=day)
        return
    _show(found)


def _show(found: DueList) -> None:
    """A table in a pipe; on a terminal three lines a promise, since what is proposed needs room."""
    piped = not sys.stdout.isatty()
    about = f" in {found.dossiers[0]}" if len(found.dossiers) == 1 else ""
    if not found.lines:
        click.echo(f"No promise{about} ends from {found.on} to {found.last}, and none that ended waits to be judged.", err=piped)
    elif piped:
        header = ("dossier", "promise", "who", "what", "until", "left", "state", "step", "by")
        print_table(header, [_row(line) for line in found.lines])
    else:
        for line in found.lines[:_MOST]:
            click.echo("\n".join(_told(line)))
        if len(found.lines) > _MOST:
            click.echo(f"… and {len(found.lines) - _MOST} more; a pipe or --json gives them all.")
    for text in found.texts:
        click.echo(f"{text.day}  {text.what} ({text.forum}; {text.symbol}; {text.dossier})", err=piped)
    for note in found.notes:
        click.echo(note, err=piped)


def _left(line: DueLine) -> str:
    days = abs(line.days)
    said = f"{days} day{'s' * (days != 1)}"
    return "ends today" if not line.days else f"{said} left" if line.days > 0 else f"over for {said}"


def _told(line: DueLine) -> list[str]:
    one = line.commitment
    half = f"; given for it: {line.other_half} ({line.other_state})" if line.other_half else ""
    by = f" (by {line.step.by})" if line.step.by and line.days >= 0 else ""
    return [
        click.style(f"{one.until}  {line.dossier}  {one.id}: {_left(line)}, {line.state}", bold=True),
        f"  {line.by}: {one.what}{half}",
        f"  → {line.step.what}{by}",
    ]


def _row(line: DueLine) -> tuple[str, ...]:
    one, step = line.commitment, line.step
    return (
        line.dossier,
        one.id,
        line.by,
        one.what,
        str(one.until or ""),
        _left(line),
        str(line.state),
        step.what,
        str(step.by or ""),
    )
