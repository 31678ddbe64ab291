"""`demarche will`: ratings of political will."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import audience_option, json_option, on_option, print_json, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give, on_screen
from demarche.model.dossier import Sensitivity


@click.command(
    "will",
    epilog='Example: demarche will sudan-adre --rate actor=EGY support=1 influence=2 confidence=medium evidence="Spoke for it"',
)
@click.argument("dossier")
@click.argument("values", nargs=-1, metavar="[FIELD=VALUE…]")
@click.option("--rate", is_flag=True, help="Record a rating from the fields given; rater and date default to you and today.")
@click.option("--id", "rating", default="", help="The rating to change (default: a new one).")
@audience_option("Who may see the answer; ratings are restricted unless you open them.", default="strictly confidential")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(
    dossier: str,
    values: tuple[str, ...],
    rate: bool,
    rating: str,
    audience: str,
    out: Path | None,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Show ratings of political will, or record one.

    After the policymaker-ratings method: support, influence and the rater's confidence, each with rater, date, evidence and
    counter-evidence. History and disagreement are shown, nothing is averaged. Fields: actor, rater, date, support (-2 to 2), influence
    (0 to 3), confidence (low, medium, high), ask, evidence, counter_evidence, refs, counter_refs.
    """
    from demarche.desk import open_workspace, pairs, rate_will, will_sheet, will_tables

    opened = open_workspace(workspace)
    if values and not rate:
        raise click.UsageError("Fields are given to record a rating: add --rate.")
    if rate:
        put = rate_will(opened, dossier, pairs(values), rating)
        if as_json:
            print_json("will", {"rated": put})
        else:
            click.echo(f"Kept: rating {put.id} of {put.actor} by {put.rater} on {put.date}.")
        return
    day = on or today()
    found = will_sheet(opened, dossier, day, Sensitivity(audience))
    if as_json:
        print_json("will", found, on=day)
    else:
        give(will_tables(found, narrow=on_screen(out)), out)
        if found.left_out:
            click.echo(f"{found.left_out} ratings are held more closely than this audience and were left out.")
