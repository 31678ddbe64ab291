"""`demarche outcome-lens`: where stated positions on a question would meet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give


@click.command("outcome-lens", epilog="Example: demarche outcome-lens --file lorries.toml --move SDN=40")
@click.argument("dossier", required=False, default="")
@click.option(
    "--file", "file", type=click.Path(path_type=Path, dir_okay=False), help="Questions and stances from this file, .toml or .csv."
)
@click.option("--question", default="", metavar="ID", help="Keep this question only.")
@click.option(
    "--move",
    "moved",
    multiple=True,
    metavar="ACTOR=POSITION",
    help="Where the mean would lie if this actor stood there (repeatable).",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(
    dossier: str,
    file: Path | None,
    question: str,
    moved: tuple[str, ...],
    out: Path | None,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Look at a question on a scale through stated positions.

    Where the weighted mean of positions lies, the honest band around it, what each actor's move would shift (exact), and, with several
    questions, who could trade what with whom. Such methods were scored on consensual bargaining only: a lens, not a forecast of force.
    """
    from demarche.desk import lens_tables, open_workspace, outcome_lens, pairs
    from demarche.model.evidence import UseError

    if bool(dossier) == bool(file):
        raise click.UsageError("Name a dossier, or give a file with --file.")
    moves = {}
    for actor, position in pairs(moved).items():
        try:
            moves[actor] = float(position)
        except ValueError as error:
            raise UseError(f"“{position}” is no position.", where="--move", next_step="Write it as ACTOR=40.") from error
    day = on or today()
    found = outcome_lens(open_workspace(workspace), dossier, day, file=file, question=question, moves=moves)
    if as_json:
        print_json("outcome-lens", found, on=day)
    else:
        give(lens_tables(found), out)
