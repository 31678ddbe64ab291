"""`demarche effort`: which few acts to take."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, progress, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give


@click.command("effort", epilog="Example: demarche effort sudan-adre drc-goma --for Norway --hours 12 --acts 4 --on 2025-03-01")
@click.argument("dossiers", nargs=-1, required=True, metavar="DOSSIER…")
@click.option("--for", "state", required=True, metavar="STATE", help="The State that would act, in any spelling.")
@click.option("--hours", type=click.FloatRange(min=0), help="Hours of staff time.")
@click.option("--acts", type=click.IntRange(min=0), help="At most so many acts.")
@click.option("--capital", type=click.FloatRange(min=0), help="Points of political capital.")
@click.option("--money", type=click.FloatRange(min=0), help="US dollars.")
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A TOML file that overrules worth and cost, and adds acts.",
)
@click.option(
    "--fading", default=0.5, show_default=True, type=click.FloatRange(0, 1), help="What a second act on one decider counts."
)
@click.option("--together", default=0.1, show_default=True, type=click.FloatRange(0, 1), help="What two acts along one line add.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(
    dossiers: tuple[str, ...],
    state: str,
    hours: float | None,
    acts: int | None,
    capital: float | None,
    money: float | None,
    file: Path | None,
    fading: float,
    together: float,
    out: Path | None,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Choose the few acts to take across dossiers.

    Under limited staff hours, acts, political capital and money, with diminishing returns for piling on one decider and a gain along one
    line. The exact best choice beside the greedy one, and how it changes with the limits. Asks that cost no money are marked.
    """
    from demarche.desk import effort_tables, limits_of, open_workspace, plan_effort

    day = on or today()
    with progress("Choosing"):
        found = plan_effort(
            open_workspace(workspace),
            dossiers,
            state,
            day,
            limits_of(hours, acts, capital, money),
            file=file,
            fading=fading,
            together=together,
        )
    if as_json:
        print_json("effort", found, on=day)
    else:
        give(effort_tables(found), out)
