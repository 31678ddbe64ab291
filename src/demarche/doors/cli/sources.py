"""`demarche sources`: what evidence is in use."""

from __future__ import annotations

from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, print_json, print_table, workspace_option


@click.command("sources", epilog="Example: demarche sources un_resolutions")
@click.argument("source", required=False, default="")
@workspace_option
@json_option
def command(source: str, workspace: Path | None, as_json: bool) -> None:
    """Show which evidence is in use.

    Editions, from when, by whom, under which terms, and what they lack.
    """
    from demarche.desk import editions, open_workspace

    found = editions(open_workspace(workspace), source)
    if as_json:
        print_json("sources", found)
        return
    if not source:
        rows = [(e.source, e.title, e.publisher, e.as_of.isoformat() if e.as_of else "", e.origin) for e in found]
        print_table(("source", "title", "publisher", "as of", "from"), rows)
        return
    for e in found:
        click.echo(f"{e.title}\n{e.publisher}\nAs of: {e.as_of}\nIn use: {e.origin}, {e.snapshot}\nTerms: {e.terms}\nSee: {e.url}")
        for table, count in e.tables.items():
            click.echo(f"  {table}: {count:,} rows")
        for gap in e.gaps:
            click.echo(f"  Known gap: {gap}")
