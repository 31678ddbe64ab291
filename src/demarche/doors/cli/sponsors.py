"""`demarche sponsors`: the co-sponsor target sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give


@click.command("sponsors", epilog="Example: demarche sponsors --like S/RES/2730 --lead Switzerland --out targets.xlsx")
@click.option("--like", default="", metavar="SYMBOL", help="A resolution that the text will be like.")
@click.option("--topic", default="", help="What the text is about, in words.")
@click.option("--lead", "leads", multiple=True, metavar="STATE", help="A State that leads the text (repeatable).")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(
    like: str, topic: str, leads: tuple[str, ...], out: Path | None, on: dt.date | None, workspace: Path | None, as_json: bool
) -> None:
    """Draw up a sheet of likely, possible and unlikely co-sponsors.

    Each with the reason in words and who could call it, the balance of regions, and the score that the method earned.
    """
    from demarche.desk import open_workspace, sponsor_sheet, sponsor_tables

    day = on or today()
    found = sponsor_sheet(open_workspace(workspace), day, like=like, topic=topic, leads=leads)
    if as_json:
        print_json("sponsors", found, on=day)
    else:
        give(sponsor_tables(found), out, most=60)
