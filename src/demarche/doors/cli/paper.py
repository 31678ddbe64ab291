"""`demarche paper`: the papers of a démarche and of its follow-up."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from demarche.doors.cli.conventions import audience_option, json_option, on_option, print_json, today, workspace_option
from demarche.model.dossier import Sensitivity

FORMS = ("docx", "html", "xlsx", "pdf", "json", "txt")


@click.command("paper", epilog="Example: demarche paper demarche sudan-adre --for Norway --to Egypt --on 2024-06-20 --out papers")
@click.argument("kind")
@click.argument("dossier")
@click.option("--for", "state", default="", metavar="STATE", help="The State that acts, in any spelling.")
@click.option("--to", default="", metavar="ACTOR", help="Whom it is addressed to (default: whom the ask names).")
@click.option("--ask", default="", metavar="ID", help="Which ask it is about (default: the first that fits).")
@on_option
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 730), help="How far ahead to look.")
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=click.Choice(FORMS),
    help="A form to write (repeatable; default: Word and HTML, or Word and a spreadsheet for tables).",
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder for the papers (default: here)."
)
@audience_option("Who may read the leave-behind.")
@workspace_option
@json_option
def command(
    kind: str,
    dossier: str,
    state: str,
    to: str,
    ask: str,
    on: dt.date | None,
    days: int,
    forms: tuple[str, ...],
    out: Path,
    audience: str,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Write a paper, internal and as a clean leave-behind.

    KIND is one of:

    \b
    demarche         instruction, non-paper to leave, read-out form (--for)
    talking-points   one page (--for)
    entry-points     the two-page brief, as: demarche brief (--for)
    escalation       half a page
    common-position  one to two pages on an ask or a demand
    commitments      tracker of promises, Word and spreadsheet
    handover         file for a successor
    outcomes         outcome-harvest sheet, Word and spreadsheet
    sponsors         co-sponsor targets, as: demarche sponsors (--for)

    What is not known is said. The leave-behind is drawn up anew from what its reader may see; a list of what it lacks is for you alone.
    """  # noqa: D301 - the sign before the list is the one that keeps its lines apart
    from demarche.desk import Asked, draw_up, drawn_data, open_workspace, paper_forms, paper_stem, paper_text, write_drawn

    day = on or today()
    opened = open_workspace(workspace)
    asked = Asked(dossier, day, state, to, ask, days)
    drawn = draw_up(opened, kind, asked, Sensitivity(audience))
    written = write_drawn(drawn, out, paper_stem(opened, kind, asked), forms or paper_forms(kind))
    if as_json:
        print_json("paper", {"kind": kind, **drawn_data(drawn), "files": written.files, "removed": written.removed}, on=day)
        return
    click.echo(paper_text(drawn.leaving.internal))
    beside = not sys.stdout.isatty()
    for note in drawn.notes:
        click.echo(note, err=beside)
    click.echo("Written: " + ", ".join(str(f) for f in written.files), err=beside)
    click.echo(f"The leave-behind leaves out {len(written.removed)} internal passages (the list is for you alone).", err=beside)
