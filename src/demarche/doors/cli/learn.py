"""`demarche learn`: a line that came to an end becomes a case."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demarche.doors.cli.conventions import json_option, on_option, print_json, today, workspace_option

if TYPE_CHECKING:
    from demarche.desk import CaseOutline, Learned

_HELP = {
    "why": "Why it went so, in our judgement",
    "teaches": "What it teaches, in one sentence",
    "instrument": "The form that the answer took",
    "channel": "Where it was asked",
    "decider": "Who could lift it, by kind",
    "category": "What kind of constraint it was",
}


@click.command(
    "learn",
    epilog='Example: demarche learn syria-cross-border --constraint transfer-point-consent --instrument "permission for a crossing or route" '
    '--why "Both sides needed it open" --teaches "Ask before the term ends" --on 2024-08-12',
)
@click.argument("dossier")
@click.option("--constraint", default="", metavar="ID", help="The line: the constraint that it begins with.")
@click.option("--why", help=f"{_HELP['why']}.")
@click.option("--teaches", help=f"{_HELP['teaches']} (default: the lesson of the line).")
@click.option("--instrument", multiple=True, help=f"{_HELP['instrument']} (repeatable).")
@click.option("--channel", multiple=True, help=f"{_HELP['channel']} (default: of the asks).")
@click.option("--decider", multiple=True, help=f"{_HELP['decider']} (default: of the constraint).")
@click.option("--category", multiple=True, help=f"{_HELP['category']} (default: of the constraint).")
@click.option("--result", help="delivered, partial, failed, reversed (default: as the promises were judged).")
@click.option("--lever", help="What moved the one who decides.")
@click.option("--lever-holder", help="Who had it, by function.")
@click.option("--asker", help="Who asked, by function.")
@click.option("--confidence", help="high, medium, low (default: medium).")
@click.option("--named", is_flag=True, help="Keep names, places, days and figures (default: they are taken out).")
@click.option("--id", "case_id", default="", metavar="ID", help="The name of the case.")
@on_option
@workspace_option
@json_option
def command(
    dossier: str,
    constraint: str,
    named: bool,
    case_id: str,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Turn a line that came to an end into a case of your own, without names unless you say so.

    Only fields open to the public go into it. Names, places, symbols, days and exact figures are taken out; read the case before you show it to
    others. At a terminal what is missing is asked for. The case then stands beside the shipped ones, and the lesson points to it.
    """
    from demarche.desk import case_outline, learn, open_workspace

    day = on or today()
    place = open_workspace(workspace)
    answers = {name: [value] if isinstance(value, str) else list(value) for name, value in given.items() if value}
    if sys.stdin.isatty() and not as_json:
        _ask(case_outline(place, dossier, day, constraint=constraint), answers)
    done = learn(place, dossier, day, answers, constraint=constraint, named=named, case_id=case_id)
    if as_json:
        print_json("learn", done, on=day)
        return
    _tell(dossier, done)


def _ask(outline: CaseOutline, answers: dict[str, list[str]]) -> None:
    """Ask for what is missing; a number chooses one of the words that there are."""
    missing = [name for name in outline.missing if not answers.get(name)]
    if missing:
        click.echo(f"The line of {outline.constraint}: {outline.what}")
    for name in missing:
        words = outline.choices.get(name, ())
        for number, word in enumerate(words, start=1):
            click.echo(f"  {number} {word}")
        text = str(click.prompt(_HELP[name])).strip()
        answers[name] = [words[int(text) - 1] if text.isdigit() and 1 <= int(text) <= len(words) else text]


def _tell(dossier: str, done: Learned) -> None:
    case = done.case
    click.echo(f"{case.title} ({case.id}), known from {case.known_from}: {case.outcome.result if case.outcome else ''}")
    click.echo(f"  asked: {case.ask}")
    for fact in case.facts:
        click.echo(f"  {fact.date:%Y-%m}  {fact.what}")
    if case.outcome:
        click.echo(f"  why: {case.outcome.why}")
        click.echo(f"  teaches: {case.outcome.teaches}")
    click.echo(f"Written: {done.path}; lesson {done.lesson} in {dossier} points to it.")
    if not done.named:
        click.echo("Names are taken out as far as a program can tell: read it before others do.")
