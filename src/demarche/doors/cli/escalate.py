"""`demarche escalate`: from the field to a capital to a forum, and what came back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demarche.doors.cli.conventions import Day, json_option, print_json, today, workspace_option
from demarche.doors.cli.form import Question, single_answers

if TYPE_CHECKING:
    from demarche.desk import Workspace
    from demarche.model.dossier import Escalation


@click.command(
    "escalate",
    epilog='Example: demarche escalate sudan-adre --from field --to capital --constraint adre-closed --asked "Raise the procedures" '
    '--must-not-say "who told us" --by-day "in 2 weeks"',
)
@click.argument("dossier")
@click.argument("escalation", required=False, default="", metavar="[ID]")
@click.option("--from", "from_level", metavar="LEVEL", help="Who passes it on: field, capital, mission, or by function.")
@click.option("--to", "to_level", metavar="LEVEL", help="To whom: capital, mission, forum, or by function.")
@click.option("--constraint", metavar="ID", help="What blocks: a constraint of the dossier.")
@click.option("--what", help="The issue in a sentence.")
@click.option("--tried", help="What was tried below.")
@click.option("--leverage", help="What only the level above has.")
@click.option("--asked", help="Exactly what is asked of it.")
@click.option("--by-day", "wanted_by", metavar="DATE", help="By when an answer is wanted.")
@click.option("--harm", "do_no_harm", help="What could hurt people if it went wrong.")
@click.option("--must-not-say", help="What must not be said above; strictly confidential.")
@click.option("--follows", metavar="ID", help="The escalation that this one carries further.")
@click.option("--date", metavar="DATE", help="When it was passed on (default: today).")
@click.option("--came-back", metavar="WORDS", help="With ID: what came back.")
@click.option("--on", type=Day(), metavar="DATE", help="With ID: the day it came back (default: today).")
@workspace_option
@json_option
def command(
    dossier: str,
    escalation: str,
    came_back: str | None,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Pass an issue on from the field to a capital to a forum, with what must not be said; with ID, write down what came back.

    Without options a form asks; each question can be skipped.
    """
    from demarche.desk import came_back as answer
    from demarche.desk import check_step, escalate, open_workspace

    place = open_workspace(workspace)
    if escalation or came_back is not None:
        if not escalation or not came_back:
            raise click.UsageError("To write down what came back, give the escalation's ID and --came-back WORDS.")
        _tell(place, dossier, answer(place, dossier, escalation, came_back, on or today()), as_json)
        return
    answers = {name: str(value) for name, value in given.items() if value}
    held = place.dossier(dossier)
    if answers:
        _tell(place, dossier, escalate(place, dossier, answers, today()), as_json)
        return
    filled = single_answers(
        place,
        "escalate",
        dossier,
        f"Escalate: {held.title}",
        _questions([(c.id, c.what) for c in held.constraints], [(e.id, e.asked) for e in held.escalations]),
        lambda field, text, _: check_step(held, field, text, today()),
        lambda found: _tell(place, dossier, escalate(place, dossier, found, today()), as_json),
    )
    if not filled:
        click.echo("Nothing was stored.")


def _questions(constraints: list[tuple[str, str]], before: list[tuple[str, str]]) -> list[Question]:
    def listed(found: list[tuple[str, str]]) -> str:
        return "".join(f"\n    {n} {name}: {what}" for n, (name, what) in enumerate(found, start=1))

    return [
        *(
            [Question("constraint", f"What blocks, 1 to {len(constraints)}", f"Its number, id or words.{listed(constraints)}")]
            if constraints
            else []
        ),
        Question("what", "The issue in a sentence", "What stands still, since when, for whom."),
        Question("from_level", "Who passes it on", "field, capital, mission, or by function."),
        Question("to_level", "To whom", "capital, mission, forum such as Security Council, or by function."),
        Question("tried", "What was tried", "Whom you asked at your level, and how it was taken."),
        Question("leverage", "What only they have", "The relation, the vote, the money, the text; strictly confidential."),
        Question("asked", "Exactly what is asked", "One act, of one office."),
        Question("wanted_by", "Answer wanted by", "A day, or: in 2 weeks."),
        Question("do_no_harm", "What could hurt people", "If it became known, was said too early, or went wrong."),
        Question("must_not_say", "What must not be said", "Sources, names, places, numbers. Strictly confidential."),
        *(
            [Question("follows", f"Carries further, 1 to {len(before)}", f"The escalation before this one.{listed(before)}")]
            if before
            else []
        ),
    ]


def _tell(place: Workspace, dossier: str, made: Escalation, as_json: bool) -> None:
    from demarche.desk import way_of

    if as_json:
        print_json("escalate", made)
        return
    way = way_of(place.dossier(dossier), made.id)
    steps = [f"{e.from_level or '?'} → {e.to_level}" for e in way[:1]] + [f"→ {e.to_level}" for e in way[1:]]
    click.echo(f"Kept: escalations {made.id} in {dossier}: {' '.join(steps)}.")
    if made.came_back:
        click.echo(f"Came back on {made.came_back_on}: {made.came_back}")
        return
    if not made.must_not_say:
        click.echo("Nothing is named that must not be said.")
    wanted = f" An answer is wanted by {made.wanted_by}." if made.wanted_by else ""
    click.echo(f'What comes back: demarche escalate {dossier} {made.id} --came-back "…".{wanted}')
