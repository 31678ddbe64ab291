"""The command group, and the one place where an error becomes words and an exit status."""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from typing import NoReturn

import click

from demarche import __version__
from demarche.model.evidence import DemarcheError, UseError

COMMANDS = {
    "brief": "demarche.doors.cli.brief",
    "paper": "demarche.doors.cli.paper",
    "dossier": "demarche.doors.cli.dossier",
    "log": "demarche.doors.cli.log",
    "commitment": "demarche.doors.cli.commitment",
    "due": "demarche.doors.cli.due",
    "trace": "demarche.doors.cli.trace",
    "escalate": "demarche.doors.cli.escalate",
    "outcome": "demarche.doors.cli.outcome",
    "learn": "demarche.doors.cli.learn",
    "ties": "demarche.doors.cli.ties",
    "chains": "demarche.doors.cli.chains",
    "will": "demarche.doors.cli.will",
    "options": "demarche.doors.cli.options",
    "effort": "demarche.doors.cli.effort",
    "outcome-lens": "demarche.doors.cli.outcome_lens",
    "position": "demarche.doors.cli.position",
    "sponsors": "demarche.doors.cli.sponsors",
    "coalition": "demarche.doors.cli.coalition",
    "align": "demarche.doors.cli.align",
    "windows": "demarche.doors.cli.windows",
    "text": "demarche.doors.cli.text",
    "search": "demarche.doors.cli.search",
    "norm": "demarche.doors.cli.norm",
    "who": "demarche.doors.cli.who",
    "record": "demarche.doors.cli.record",
    "sync": "demarche.doors.cli.sync",
    "sources": "demarche.doors.cli.sources",
    "pack": "demarche.doors.cli.pack",
    "check": "demarche.doors.cli.check",
}
"""Command name → module with a `command` attribute, in the order of help."""


EXTRAS = {
    "openpyxl": "sheets",
    "vl_convert": "charts",
    "typst": "pdf",
    "sqlcipher3": "encryption",
    "dask": "cluster",
    "distributed": "cluster",
}
"""Module of a library that only some answers need → the extra that brings it."""


def missing_extra(module: str) -> UseError:
    """What to do where the library for one form of answer is not installed."""
    extra = EXTRAS[module]
    return UseError(
        f"This answer needs the extra “{extra}”, which is not installed.",
        where=f"library {module}",
        next_step=f"Install it with: pip install 'demarche[{extra}]', or ask for another form.",
    )


class LateGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Command names in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command, or give none for an unknown name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        from demarche.doors.cli.passphrases import ask_at_the_terminal

        ask_at_the_terminal()
        command: click.Command = importlib.import_module(module).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest names."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=2, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else " See demarche --help."
            raise click.UsageError(f"There is no command “{args[0]}”.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LateGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: demarche brief sudan-adre --for Norway --on 2024-06-20",
)
@click.version_option(__version__, prog_name="demarche")
def demarche() -> None:
    """From a blocked road to a kept promise: the humanitarian-diplomacy workbench.

    Works offline from the facts it ships with; only `sync` uses the network, and only when you call it.
    """


def collect_seldom() -> None:
    """A command reads many small facts that all live to its end: looking for garbage among them often only costs time."""
    gc.set_threshold(100_000, 20, 20)


def main() -> NoReturn:
    """Run the command line: exit status 0 done, 2 the request was wrong, 1 it could not be carried out."""
    # our matrices are small: threads of the linear algebra would only get in one another's way
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_seldom()
    try:
        status = demarche.main(prog_name="demarche", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(status if isinstance(status, int) else 0)
    except DemarcheError as error:
        _say(error)
        sys.exit(error.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished before is kept.", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # the reader of the pipe has what it wanted; silence Python's own complaint at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and error.name in EXTRAS:
            _say(missing_extra(error.name))
            sys.exit(2)
        if os.environ.get("DEMARCHE_DEBUG"):
            raise
        _say(
            DemarcheError(
                f"A fault in Demarche itself ({type(error).__name__}: {error}).",
                where=f"demarche {' '.join(sys.argv[1:2])}",
                next_step="Nothing was half-written. Run it again with DEMARCHE_DEBUG=1 to see the details, and report them.",
            )
        )
        sys.exit(1)


def _say(error: DemarcheError) -> None:
    if "--json" in sys.argv:
        click.echo(json.dumps(error.as_dict(), ensure_ascii=False), err=True)
    else:
        click.echo(f"demarche: {error}", err=True)
