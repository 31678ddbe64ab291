"""`demarche coalition`: where a draft before the Council stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give


@click.command("coalition", epilog="Example: demarche coalition draft.toml --out coalition.docx")
@click.argument("draft")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(draft: str, out: Path | None, on: dt.date | None, workspace: Path | None, as_json: bool) -> None:
    """Weigh a draft before the Security Council: nine votes and no veto.

    DRAFT is a file with lines such as: topic = "Sudan", sponsors = ["United Kingdom"], date = 2024-11-18, kind = "mandate", rival = true; or
    the symbol of a past draft. The answer is an expectation with the score that the method earned, never a fact.
    """
    from demarche.desk import coalition_tables, draft_coalition, open_workspace

    day = on or today()
    found = draft_coalition(open_workspace(workspace), draft, day)
    if as_json:
        print_json("coalition", found, on=day)
    else:
        give(coalition_tables(found), out)
