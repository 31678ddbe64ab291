"""`demarche brief`: the entry-points brief."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import audience_option, json_option, on_option, print_json, today, workspace_option
from demarche.model.dossier import Sensitivity


@click.command("brief", epilog="Example: demarche brief sudan-adre --for Norway --on 2024-06-20 --out papers")
@click.argument("dossier")
@click.option("--for", "state", required=True, metavar="STATE", help="The State the brief is for, in any spelling.")
@on_option
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 730), help="How far ahead windows are shown.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder for the papers (default: here)."
)
@audience_option("Who may read the leave-behind.")
@workspace_option
@json_option
def command(
    dossier: str, state: str, on: dt.date | None, days: int, out: Path, audience: str, workspace: Path | None, as_json: bool
) -> None:
    """Write a two-page entry-points brief.

    In Word and HTML, each with a clean leave-behind, and on the screen. It says what is blocked and for whom, which norms and texts speak to it, who decides and who reaches them, which windows open, and
    five to seven entry points with evidence, precedent, risk and cost. It works offline.
    """
    from demarche.desk import brief_leaving, open_workspace, paper_text, write_leaving

    day = on or today()
    found, leaving = brief_leaving(open_workspace(workspace), dossier, state, day, days, audience=Sensitivity(audience))
    written = write_leaving(leaving, out, f"{dossier}-{found.situation.state}-{day}")
    if as_json:
        print_json("brief", {"brief": found, "files": written.files, "removed": written.removed}, on=day)
        return
    click.echo(paper_text(leaving.internal))
    click.echo("Written: " + ", ".join(str(f) for f in written.files))
    click.echo(f"The leave-behind leaves out {len(written.removed)} internal passages (the list is for you alone).")
