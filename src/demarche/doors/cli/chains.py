"""`demarche chains`: the influence map."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import audience_option, json_option, on_option, print_json, print_table, today, workspace_option
from demarche.model.dossier import Sensitivity

ORDERS = {"hands": "fewest hands", "strength": "strength"}


@click.command("chains", epilog="Example: demarche chains sudan-adre --for Norway --on 2024-06-20 --out papers")
@click.argument("dossier")
@click.option("--for", "state", required=True, metavar="STATE", help="The State from which the ways begin, in any spelling.")
@click.option(
    "--decider",
    "deciders",
    multiple=True,
    metavar="ACTOR",
    help="Who is to be reached (repeatable; default: the dossier's deciders).",
)
@on_option
@click.option("--ways", default=6, show_default=True, type=click.IntRange(1, 25), help="At most so many ways to each decider.")
@click.option(
    "--order", type=click.Choice(list(ORDERS)), default="hands", show_default=True, help="Fewest hands first, or strongest ties."
)
@click.option("--steps", default=3, show_default=True, type=click.IntRange(1, 5), help="At most so many steps in a way.")
@click.option("--avoid", multiple=True, metavar="ACTOR", help="Who must not be approached (repeatable).")
@click.option("--likely", is_flag=True, help="Also States likely as third party there, by what such States did before.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write papers and the map (SVG, PNG, PDF) to this folder."
)
@audience_option("Who may see the map: own ties that are held more closely are left out.", default="strictly confidential")
@workspace_option
@json_option
def command(
    dossier: str,
    state: str,
    deciders: tuple[str, ...],
    on: dt.date | None,
    ways: int,
    order: str,
    steps: int,
    avoid: tuple[str, ...],
    likely: bool,
    out: Path | None,
    audience: str,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Find the ways to those who decide, and whom to contact first.

    Through States, bodies, patrons, neighbours, mediators and intermediaries; every tie dated and sourced, the weakest hand of each way
    named. Parties that are no State are reached through their recorded sponsors, hosts and interlocutors. Add your own ties with
    demarche dossier add DOSSIER ties.
    """
    from demarche.desk import draw_influence, influence_leaving, likely_for, open_workspace, paper_text, write_leaving

    day = on or today()
    opened = open_workspace(workspace)
    found, leaving = influence_leaving(
        opened,
        dossier,
        state,
        day,
        deciders=deciders,
        most=ways,
        order=ORDERS[order],
        longest=steps,
        avoid=avoid,
        audience=Sensitivity(audience),
    )
    third = likely_for(opened, dossier, state, day) if likely else None
    files: list[Path] = []
    missing = ""
    if out is not None:
        stem = f"{dossier}-{found.state}-{day}-influence"
        files += write_leaving(leaving, out, stem).files
        drawn, missing = draw_influence(found, out / f"{stem}-map")
        files += drawn
    if as_json:
        print_json("chains", {"map": found, "likely": third, "files": files, "missing": missing}, on=day)
        return
    click.echo(paper_text(leaving.internal))
    if third is not None:
        rows = [(line.name, line.known, str(line.place), line.why) for line in third.lines]
        print_table(("State", "third party there", "place", "what speaks for it"), rows, title="Likely third parties")
        for note in third.notes:
            click.echo(note)
    if found.left_out:
        click.echo(f"{found.left_out} of your own ties are held more closely than this audience and were left out.")
    if files:
        click.echo("Written: " + ", ".join(str(path) for path in files))
    if missing:
        click.echo(missing)
