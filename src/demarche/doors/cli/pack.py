"""`demarche pack`: build the starter pack."""

from __future__ import annotations

from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, print_json, print_table, workspace_option


@click.group("pack", epilog="Example: demarche pack build --data publishers-files --out new-pack")
def command() -> None:
    """Build the starter pack (for maintainers)."""


@command.command(epilog="Example: demarche pack build --data publishers-files --out new-pack")
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), envvar="DEMARCHE_DATA", required=True, help="The publishers' files."
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to write.")
@click.option("--source", "only", multiple=True, help="Only this source (repeatable).")
@click.option("--compare", is_flag=True, help="Say what differs from the shipped pack.")
@workspace_option
@json_option
def build(data: Path, out: Path, only: tuple[str, ...], compare: bool, workspace: Path | None, as_json: bool) -> None:
    """Build the pack's tables from the publishers' files. No sentence of a UN text goes in."""
    from demarche.desk import build_pack, open_workspace, pack_changes

    built = build_pack(open_workspace(workspace), data, out, only=only, say=lambda text: click.echo(f"Building {text}", err=True))
    changes = pack_changes(out) if compare else []
    if as_json:
        print_json("pack build", {"built": built, "changes": changes})
        return
    print_table(("source", "rows"), [(b.source, str(b.rows)) for b in built])
    for line in changes:
        click.echo(line)
