"""`demarche norm`: the history of a clause."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, progress, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give

MOST_ROWS = 12


@click.command("norm", epilog='Example: demarche norm "humanitarian access" --organ council --chart access')
@click.argument("clause", nargs=-1, required=True)
@click.option("--organ", default="", metavar="ORGAN", help="council or assembly (default: both, apart).")
@click.option("--chart", type=click.Path(path_type=Path, dir_okay=False), metavar="STEM", help="Draw STEM.svg and STEM.png.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(
    clause: tuple[str, ...],
    organ: str,
    chart: Path | None,
    out: Path | None,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Show how a clause changed over the years.

    Its variants with the votes on them, and the trend: raw, and within renewal chains, with n and an interval, because the raw trend
    alone misleads.
    """
    from demarche.desk import draw_norm, norm_history, norm_tables, open_workspace

    day = on or today()
    with progress("Reading the texts") as shown:
        found = norm_history(open_workspace(workspace), " ".join(clause), day, organ=organ, progress=shown)
    drawn = draw_norm(found, chart) if chart else ()
    if as_json:
        print_json("norm", {"history": found, "files": drawn}, on=day)
        return
    give(norm_tables(found), out, most=MOST_ROWS)
    if drawn:
        click.echo(f"Drawn: {', '.join(str(path) for path in drawn)}")
