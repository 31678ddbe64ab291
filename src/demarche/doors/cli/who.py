"""`demarche who`: who a name stands for on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, today, workspace_option


@click.command("who", epilog='Example: demarche who "Côte d\'Ivoire" --on 1985-03-01')
@click.argument("name")
@on_option
@workspace_option
@json_option
def command(name: str, on: dt.date | None, workspace: Path | None, as_json: bool) -> None:
    """Find who a name stands for on a day.

    In any spelling: its id, the bodies it belongs to, its seat on the Council.
    """
    from demarche.desk import open_workspace, who

    day = on or today()
    found = who(open_workspace(workspace), name, day)
    if as_json:
        print_json("who", found, on=day)
        return
    click.echo(f"{found.actor.name} ({found.actor.id}), {found.actor.kind}")
    if found.group:
        click.echo(f"Regional group: {found.group}")
    if found.bodies:
        click.echo(f"Member of: {', '.join(found.bodies)}")
    if found.seat:
        click.echo(found.seat)
    if found.actor.note:
        click.echo(found.actor.note)
