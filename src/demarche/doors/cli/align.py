"""`demarche align`: how two States' votes ran together."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give


@click.command("align", epilog="Example: demarche align Brazil India --since 2010 --chart brazil-india")
@click.argument("first")
@click.argument("second")
@click.option("--since", type=click.IntRange(1946, 2200), metavar="YEAR", help="First year (default: twelve years back).")
@click.option("--chart", type=click.Path(path_type=Path, dir_okay=False), metavar="STEM", help="Draw STEM.svg and STEM.png.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(
    first: str,
    second: str,
    since: int | None,
    chart: Path | None,
    out: Path | None,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Compare the votes of two States over the years.

    Agreement in the Assembly and the Council, positions with intervals, who is nearest to each, and who moved.
    """
    from demarche.desk import align, alignment_tables, draw_alignment, open_workspace

    day = on or today()
    found = align(open_workspace(workspace), first, second, day, since=since)
    drawn = draw_alignment(found, chart) if chart else ()
    if as_json:
        print_json("align", {"alignment": found, "files": drawn}, on=day)
        return
    give(alignment_tables(found), out)
    if drawn:
        click.echo(f"Drawn: {', '.join(str(path) for path in drawn)}")
