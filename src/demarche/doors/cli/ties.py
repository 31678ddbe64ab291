"""`demarche ties`: what one actor could use with another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import audience_option, json_option, on_option, print_json, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give, on_screen
from demarche.model.dossier import Sensitivity


@click.command("ties", epilog="Example: demarche ties Egypt sdn-saf --on 2024-06-20")
@click.argument("first")
@click.argument("second")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@audience_option("Who may see the answer: own ties that are held more closely are left out.", default="strictly confidential")
@on_option
@workspace_option
@json_option
def command(
    first: str, second: str, out: Path | None, audience: str, on: dt.date | None, workspace: Path | None, as_json: bool
) -> None:
    """Show what FIRST could use with SECOND, dimension by dimension.

    Each tie with its figure, its dates, its source and who depends on whom; bandwidth and dependence by their parts; what sources say
    differently; and the dimensions of which no source here speaks. Actors are States, bodies, organisations and parties, by name or id.
    Add ties of your own with demarche dossier add DOSSIER ties.
    """
    from demarche.desk import open_workspace, tie_tables, ties_between

    day = on or today()
    found = ties_between(open_workspace(workspace), first, second, day, Sensitivity(audience))
    if as_json:
        print_json("ties", found, on=day)
    else:
        give(tie_tables(found, narrow=on_screen(out)), out)
        if found.left_out:
            click.echo(f"{found.left_out} of your own ties are held more closely than this audience and were left out.")
