"""`demarche trace`: the whole line of a dossier with its gaps."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.doors.cli.conventions import audience_option, json_option, on_option, print_json, today, workspace_option
from demarche.model.dossier import Sensitivity

if TYPE_CHECKING:
    from demarche.desk import Trace, TraceLine

_MOST = 5


@click.command("trace", epilog="Example: demarche trace sudan-adre --on 2024-11-20 --constraint adre-closed --out papers")
@click.argument("dossier")
@click.option("--constraint", default="", metavar="ID", help="Only the line of this constraint.")
@click.option("--all", "everything", is_flag=True, help=f"Show every entry of a station, not the last {_MOST}.")
@click.option("--gaps", "gaps_only", is_flag=True, help="Show the gaps alone.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Also write Word and HTML here.")
@audience_option("Who may read the leave-behind.")
@on_option
@workspace_option
@json_option
def command(
    dossier: str,
    constraint: str,
    everything: bool,
    gaps_only: bool,
    out: Path | None,
    audience: str,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Print the whole line: constraint, norm and text, movers, forum, ask, engagement, escalation, commitment, outcome, lesson.

    What is missing at a station is named there. With --out the line is written as a paper with a clean leave-behind.
    """
    from demarche.desk import open_workspace, trace

    day = on or today()
    place = open_workspace(workspace)
    files: tuple[Path, ...] = ()
    if out is not None:
        from demarche.desk import trace_leaving, write_leaving

        found, leaving = trace_leaving(place, dossier, day, constraint=constraint, audience=Sensitivity(audience))
        files = write_leaving(leaving, out, f"{dossier}-trace-{day}").files
    else:
        found = trace(place, dossier, day, constraint=constraint, most=None if everything or as_json else _MOST)
    if as_json:
        print_json("trace", {"trace": found, "files": files}, on=day)
        return
    _show(found, most=None if everything else _MOST, gaps_only=gaps_only)
    if files:
        click.echo("Written: " + ", ".join(str(f) for f in files))


def _show(found: Trace, *, most: int | None, gaps_only: bool) -> None:
    click.echo(f"{found.title}, as of {found.on}")
    for line in found.lines:
        count = len(line.gaps)
        end = "came to an end" if line.closed else "open"
        name = f"{line.constraint}: " if line.constraint else ""
        click.echo("")
        click.secho(f"{name}{line.what} [{end}, {count} gap{'s' * (count != 1)}]", bold=True)
        _show_line(line, most, gaps_only=gaps_only)


def _show_line(line: TraceLine, most: int | None, *, gaps_only: bool) -> None:
    for station in line.stations:
        entries = () if gaps_only else station.entries
        if not entries and not station.gaps:
            continue
        click.echo(f"  {station.station}")
        shown = entries if most is None else entries[-most:]
        if entries and station.count > len(shown):
            click.echo(f"    … {station.count - len(shown)} earlier; --all shows them")
        for entry in shown:
            day = f"{entry.day}  " if entry.day else ""
            state = f" [{entry.state}]" if entry.state else ""
            click.echo(f"    {day}{entry.id}: {entry.text}{state}")
        for gap in station.gaps:
            about = f"{gap.about}: " if gap.about else ""
            click.secho(f"    ○ {about}{gap.what}", fg="yellow")
