"""Write `commands.md` from the commands' own help, so that the page cannot fall behind: python docs/reference/write_commands.py."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from demarche.doors.cli.app import COMMANDS, demarche

PAGE = Path(__file__).with_name("commands.md")
HEAD = """# Commands

Written from the commands' own help by `docs/reference/write_commands.py`; a test compares the two.

Every command keeps the same conventions: `--on DATE` (nothing later is used), `--json` (one shape, see [json.md](json.md)), `--out PATH`,
`--workspace FOLDER` or `DEMARCHE_WORKSPACE`; a table on a terminal, tab-separated lines when piped; exit status 0 when done, 2 when the
request was wrong, 1 when it could not be carried out, with a message that says what happened, where, and what to do next.
"""


def helps(command: click.Command, name: str, parent: click.Context | None, level: int = 2) -> Iterator[str]:
    """The heading and help of a command, then of its subcommands."""
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    yield f"{'#' * level} {context.command_path}\n\n```text\n{command.get_help(context).strip()}\n```\n"
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None:
                yield from helps(found, sub, context, level + 1)


def page() -> str:
    """The whole page."""
    top = click.Context(demarche, info_name="demarche", terminal_width=100, **demarche.context_settings)
    parts = [HEAD]
    for name in COMMANDS:
        command = demarche.get_command(top, name)
        assert command is not None
        parts += helps(command, name, top)
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"Written: {PAGE.name}\n")
