"""How the commands about votes give their answer: tables on a screen, or a file in the form that its ending names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.doors.cli.conventions import print_table

if TYPE_CHECKING:
    from demarche.desk import VoteTables

OUT_HELP = "Write the answer to this file; its ending chooses the form: .xlsx, .docx, .html or .txt."


def on_screen(out: Path | None) -> bool:
    """Whether the answer goes to a terminal, which has room for few columns."""
    return out is None and sys.stdout.isatty()


def give(tables: VoteTables, out: Path | None, *, most: int = 40) -> None:
    """Write the file where one is asked for, and print the tables otherwise, the first `most` rows of each."""
    from demarche.desk import main_rows, save_tables

    if out is not None:
        click.echo(f"Written: {save_tables(tables, out)}")
        return
    click.echo(f"{tables.title}\n{tables.subtitle}")
    for line in tables.lead:
        click.echo(line)
    for sheet in tables.sheets:
        rows, more = main_rows(sheet, most)
        if rows:
            click.echo("")
            print_table(sheet.header, rows, title=sheet.name)
            if more:
                click.echo(f"… and {more} more; --out FILE or --json gives them all.")
    for note in tables.notes:
        click.echo(note)
