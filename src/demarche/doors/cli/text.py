"""`demarche text`: a draft beside what was adopted before."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, print_table, progress, today, workspace_option

if TYPE_CHECKING:
    from demarche.desk import DraftFile, TextComparison

_TABLES = ("changes", "elements", "provisions")
_COLOURS = {"weaker": "red", "stronger": "green", "new": "blue", "inserted": "green", "deleted": "red"}


@click.command("text", epilog="Example: demarche text draft.docx --on 2024-05-01 --against last --out redline.docx")
@click.argument("draft", metavar="DRAFT")
@click.option("--against", default="", metavar="SYMBOL", help="Set it against this adopted text, or `last`: the last of its chain.")
@click.option("--since", "since", default="", metavar="DRAFT", help="Set it against this earlier draft.")
@click.option(
    "--with",
    "agreements",
    multiple=True,
    metavar="FILE",
    help="An agreement you have, for a ceasefire text's provisions (repeatable).",
)
@click.option("--organ", default="", metavar="ORGAN", help="Where it is negotiated: council or assembly (default: as it says).")
@click.option(
    "--out",
    "outs",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the redline: .docx with tracked changes, .html, or .xml for AKN4UN (repeatable).",
)
@click.option(
    "--proposals",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a copy of your Word file with weakened words put back, as tracked changes and comments.",
)
@click.option("--author", default="Demarche", show_default=True, metavar="NAME", help="Who the tracked changes are by.")
@click.option(
    "--table",
    type=click.Choice(_TABLES),
    default="changes",
    show_default=True,
    help="Which table a pipe gets; a screen gets all.",
)
@on_option
@workspace_option
@json_option
def command(
    draft: str,
    against: str,
    since: str,
    agreements: tuple[str, ...],
    organ: str,
    outs: tuple[Path, ...],
    proposals: Path | None,
    author: str,
    table: str,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Set a draft beside what was adopted before.

    DRAFT is a Word, PDF, Akoma Ntoso or text file, or - to paste it. For each paragraph: the closest adopted wording with its first,
    latest and strongest use, symbol, date, vote and sponsors, a redline, and what the draft weakens or strengthens; then the
    protection elements it leaves out, with adopted wording for each. Nothing leaves your machine.
    """
    from demarche.desk import compare_text, open_workspace, organ_named, save_proposals, save_redline

    day = on or today()
    opened = open_workspace(workspace)
    # what is pasted is read before any progress is drawn over it
    read = _read(draft)
    earlier = _read(since) if since else None
    with progress("Comparing") as show:
        found = compare_text(
            opened,
            read,
            day,
            against=against,
            since=earlier,
            organ=organ_named(organ),
            agreements=[_read(each) for each in agreements],
            progress=show,
        )
    written = [save_redline(found, out, author=author) for out in outs]
    put_back = 0
    if proposals is not None:
        path, put_back = save_proposals(found, proposals, author=author)
        written.append(path)
    if as_json:
        print_json("text", {"comparison": found, "files": written, "put_back": put_back}, on=day)
        return
    _show(found, table, quiet=bool(written))
    if written:
        click.echo(f"Written: {', '.join(map(str, written))}", err=not sys.stdout.isatty())
    if proposals is not None:
        click.echo(f"Paragraphs put back to adopted wording: {put_back}", err=not sys.stdout.isatty())


def _read(name: str) -> DraftFile:
    from demarche.desk import open_draft

    if name != "-":
        return open_draft(Path(name))
    if sys.stdin.isatty():
        click.echo("Paste the draft, then press Ctrl-D on an empty line.", err=True)
    return open_draft(sys.stdin.buffer.read(), "the pasted text")


def _show(found: TextComparison, table: str, *, quiet: bool) -> None:
    """A pipe gets one table with the words around it on stderr; a screen gets the paragraphs and all tables."""
    from demarche.desk import (
        COMPARISON_HEADER,
        GAPS_HEADER,
        PROVISIONS_HEADER,
        comparison_rows,
        gap_rows,
        provision_rows,
        summary_lines,
    )

    piped = not sys.stdout.isatty()
    for line in (*found.notes, *summary_lines(found)):
        click.echo(line, err=piped)
    if quiet:
        return
    changes, gaps = list(comparison_rows(found)), list(gap_rows(found))
    provisions = list(provision_rows(found))
    if piped:
        header, rows = {
            "changes": (COMPARISON_HEADER, changes),
            "elements": (GAPS_HEADER, gaps),
            "provisions": (PROVISIONS_HEADER, provisions),
        }[table]
        print_table(header, rows)
        return
    _show_paragraphs(found)
    _show_gaps(found)
    if provisions:
        print_table(PROVISIONS_HEADER, provisions, title="Humanitarian provisions")


def _show_gaps(found: TextComparison) -> None:
    from demarche.desk import shown_gaps

    gaps = list(shown_gaps(found))
    if gaps:
        click.secho(
            "\nProtection elements the draft does not cover, only cites, or asks for with a weaker verb than was adopted", bold=True
        )
    for name, lines in gaps:
        click.secho(f"\n{name}", bold=True)
        for line in lines:
            click.echo(f"    {line}")


def _show_paragraphs(found: TextComparison) -> None:
    from demarche.desk import shown_paragraphs

    for each in shown_paragraphs(found):
        click.echo("")
        name = click.style(each.name, bold=True, fg=_COLOURS.get(each.mark))
        words = "".join(
            text if kind == "equal" else click.style(f"[-{text}-]" if kind == "deleted" else f"{{+{text}+}}", fg=_COLOURS[kind])
            for kind, text in each.pieces
        )
        click.echo(f"{name}  {words}")
        for line in each.said:
            colour = next((c for mark, c in (("Weaker", "red"), ("Stronger", "green")) if line.startswith(mark)), None)
            click.echo(click.style(f"    {line}", fg=colour))
