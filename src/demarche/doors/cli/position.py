"""`demarche position`: what a State did."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give


@click.command("position", epilog="Example: demarche position Russia --topic Syria --with P5 --since 2015")
@click.argument("state")
@click.option("--topic", default="", help="A topic of Council votes, or a dossier's id.")
@click.option("--since", type=click.IntRange(1946, 2200), metavar="YEAR", help="First year (default: ten years back).")
@click.option(
    "--with", "group", default="", metavar="GROUP", help="A group to compare with: P5, E10, A3, EU, AU, a regional group…"
)
@click.option("--organ", "organs", default="", metavar="ORGAN", help="council, assembly or both (default: both with a topic).")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(
    state: str,
    topic: str,
    since: int | None,
    group: str,
    organs: str,
    out: Path | None,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Show what a State did: votes, vetoes and sponsorships, line by line.

    Drafts that were not adopted are included. Each line names the symbol and the day, and how the others of a group voted.
    """
    from demarche.desk import open_workspace, position_tables, state_position

    day = on or today()
    found = state_position(open_workspace(workspace), state, day, topic=topic, since=since, group=group, organs=organs)
    if as_json:
        print_json("position", found, on=day)
    else:
        give(position_tables(found), out)
