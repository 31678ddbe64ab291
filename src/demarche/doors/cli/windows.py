"""`demarche windows`: a calendar of openings."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.doors.cli.conventions import audience_option, json_option, on_option, print_json, print_table, today, workspace_option
from demarche.model.dossier import Sensitivity

if TYPE_CHECKING:
    from demarche.desk import CalendarAhead


@click.command("windows", epilog="Example: demarche windows --situation sudan-adre --days 120 --on 2024-06-20 --out calendar")
@click.option("--forum", default="", metavar="FORUM", help="Only this forum: its id, name or body, such as UNSC or au-psc.")
@click.option("--situation", default="", metavar="DOSSIER|WORDS", help="Only this situation: a dossier's id, else words.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(0, 730), help="How far ahead to look.")
@on_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Also write .ics and .xlsx here.")
@audience_option("Who may read the files.")
@workspace_option
@json_option
def command(
    forum: str,
    situation: str,
    days: int,
    on: dt.date | None,
    out: Path | None,
    audience: str,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Show what opens in the days ahead.

    Mandates and measures that end, reports due, chairs and seats of the Council, fixtures, debates after a veto and the openings
    of dossiers; each with its basis and rule of decision, and beside ends what history says of renewals.
    """
    from demarche.desk import open_workspace, windows_calendar

    day = on or today()
    found = windows_calendar(open_workspace(workspace), day, days, forum=forum, situation=situation)
    written = None
    if out is not None:
        from demarche.desk import save_calendar

        written = save_calendar(found, out, audience=Sensitivity(audience))
    if as_json:
        print_json("windows", {"calendar": found, "files": written.files if written else ()}, on=day)
        return
    _show(found)
    if written is not None:
        click.echo("Written: " + ", ".join(str(f) for f in written.files), err=not sys.stdout.isatty())
        if written.kept_out:
            said = f"Kept out of the files, not for {audience} readers: {written.kept_out} openings."
            click.echo(said, err=not sys.stdout.isatty())


def _show(found: CalendarAhead) -> None:
    """The table; on a terminal its rules once below, in a pipe all columns with the words around it on stderr."""
    from demarche.desk import CALENDAR_HEADER, basis_of, calendar_rows, history_note, history_of

    piped = not sys.stdout.isatty()
    if found.lines and piped:
        print_table(CALENDAR_HEADER, calendar_rows(found.lines))
    elif found.lines:
        rows = [
            (
                line.day.isoformat(),
                f"{line.what}{f' ({line.about})' if line.about else ''}{' *' if line.note else ''}",
                line.forum_name,
                basis_of(line),
                history_of(line),
            )
            for line in found.lines
        ]
        print_table(("day", "what opens", "forum", "basis", "history"), rows, title=f"Windows to {found.last}")
        for said in dict.fromkeys(line.note for line in found.lines if line.note):
            click.echo(f"* {said}")
        for name, rule in dict.fromkeys((line.forum_name, line.rule) for line in found.lines if line.rule):
            click.echo(f"{name}: {rule}")
    if any(line.renewed_share is not None for line in found.lines):
        click.echo(history_note(found.history), err=piped)
    for note in found.notes:
        # where there is no table, the note is the answer
        click.echo(note, err=piped and bool(found.lines))
