"""`demarche options`: entry points compared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, progress, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give, on_screen


@click.command(
    "options", epilog="Example: demarche options sudan-adre --for Norway --on 2024-06-20 --bounds safety=0.2:0.5 --lacks money"
)
@click.argument("dossier")
@click.option("--for", "state", required=True, metavar="STATE", help="The State that would act, in any spelling.")
@on_option
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 730), help="How far ahead windows count.")
@click.option("--bounds", multiple=True, metavar="CRITERION=LEAST:MOST", help="Bound a weight, from 0 to 1 (repeatable).")
@click.option(
    "--rank", "rankings", multiple=True, metavar="A>B>C", help="Criteria from the more to the less important (repeatable)."
)
@click.option(
    "--has", multiple=True, metavar="WORDS", help="What you have; acts that need anything else are out of reach (repeatable)."
)
@click.option("--lacks", multiple=True, metavar="WORDS", help="What you do not have, such as money (repeatable).")
@click.option("--channel", "channels", multiple=True, metavar="CHANNEL", help="Keep this kind of way only (repeatable).")
@click.option("--draws", default=100_000, show_default=True, type=click.IntRange(100, 10_000_000), help="How many draws.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same answer.")
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 256), help="Local processes to spread the draws over."
)
@click.option("--cluster", default="", metavar="ADDRESS", help="A Dask scheduler to work on, such as tcp://host:8786.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@workspace_option
@json_option
def command(
    dossier: str,
    state: str,
    on: dt.date | None,
    days: int,
    bounds: tuple[str, ...],
    rankings: tuple[str, ...],
    has: tuple[str, ...],
    lacks: tuple[str, ...],
    channels: tuple[str, ...],
    draws: int,
    seed: int,
    workers: int,
    cluster: str,
    out: Path | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Compare entry points from all channels under uncertainty.

    How often each comes first, second and so on over uncertain weights and ratings; which weights speak for it; which single weight or
    fact would change the first place. With risks to people, to staff, to principle, and the do-no-harm question. An act that crosses a
    red line is not ranked. Works from a bare dossier: a country, what is blocked, who decides, a date.
    """
    from demarche.desk import compare_options, open_workspace, option_tables, read_bounds, read_ranking, workers_for

    day = on or today()
    with progress("Comparing"):
        found = compare_options(
            open_workspace(workspace),
            dossier,
            state,
            day,
            days=days,
            bounds=read_bounds(bounds),
            rankings=[read_ranking(text) for text in rankings],
            has=has or None,
            lacks=lacks,
            channels=channels,
            draws=draws,
            seed=seed,
            compute=workers_for(workers, cluster),
        )
    if as_json:
        print_json("options", found, on=day)
    else:
        give(option_tables(found, whole=out is not None, narrow=on_screen(out)), out)
        if out is None:
            click.echo("The ratings one by one with their reasons, and every source: --out FILE or --json.")
