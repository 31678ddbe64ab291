"""`demarche check`: recompute a scorecard."""

from __future__ import annotations

from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, print_json, print_table, progress, workspace_option


@click.command("check", epilog="Example: demarche check ideal-points --data publishers-files --json")
@click.argument("name", required=False, default="")
@click.option(
    "--data", type=click.Path(path_type=Path), envvar="DEMARCHE_DATA", help="The publishers' files that a check compares with."
)
@workspace_option
@json_option
def command(name: str, data: Path | None, workspace: Path | None, as_json: bool) -> None:
    """Recompute a method's scorecard.

    Each figure with its n, and what the plainest method earns beside it. Without a name, the checks there are.
    """
    from demarche.desk import CHECKS, check, open_workspace

    if not name:
        told = [(check_name, what) for check_name, (_, what) in CHECKS.items()]
        if as_json:
            print_json("check", [{"name": n, "what": w} for n, w in told])
        else:
            print_table(("check", "what it tells"), told)
        return
    with progress(f"Recomputing {name}"):
        scores = check(open_workspace(workspace), name, data)
    if as_json:
        print_json("check", scores)
        return
    rows = [
        (s.name, f"{s.value:g} {s.unit}", f"{s.n:,}", "" if s.baseline is None else f"{s.baseline:g} ({s.baseline_name})", s.source)
        for s in scores
    ]
    print_table(("figure", "value", "n", "baseline", "source"), rows)
