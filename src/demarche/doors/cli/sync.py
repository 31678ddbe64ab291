"""`demarche sync`: bring evidence up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, print_json, print_table, progress, workspace_option


@click.command("sync", epilog="Example: demarche sync un_resolutions --from SCresolutions-main.zip")
@click.argument("sources", nargs=-1)
@click.option("--from", "from_path", type=click.Path(path_type=Path), help="Take this file or folder; the network is not used.")
@click.option("--language", "languages", multiple=True, help="Texts in this language too: fr, es, ar, ru, zh or all (repeatable).")
@workspace_option
@json_option
def command(
    sources: tuple[str, ...], from_path: Path | None, languages: tuple[str, ...], workspace: Path | None, as_json: bool
) -> None:
    """Bring evidence up to date.

    Fetches publishers' newest files, or takes one you have, and puts them in use. This is the only command that uses the network, and it only downloads. A cut download is resumed. Until a new edition is complete
    and checked, the last good one stays in use. `demarche sources` shows what is in use.
    """
    from demarche.desk import open_workspace, sync

    with progress("Syncing") as show:
        done = sync(
            open_workspace(workspace),
            sources,
            from_path=from_path,
            languages=set(languages) | {"en"} if languages else None,
            progress=show,
        )
    failed = [s for s in done if s.problem]
    if as_json:
        print_json("sync", done)
    else:
        rows = [
            (
                s.source,
                s.as_of.isoformat() if s.as_of else "",
                str(sum(s.rows.values())),
                "; ".join(f"{n} {k}" for k, n in s.audit.items()),
            )
            for s in done
            if not s.problem
        ]
        print_table(("source", "as of", "rows", "noticed"), rows)
        for s in failed:
            click.echo(f"{s.source} was not synced; its last good state stays in use.\n{s.problem}", err=True)
    if failed:
        sys.exit(1)
