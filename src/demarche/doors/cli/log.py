"""`demarche log`: an engagement, in one line or in a form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demarche.doors.cli.conventions import json_option, print_json, today, workspace_option
from demarche.doors.cli.form import Answers, Form, Question, with_draft

if TYPE_CHECKING:
    from demarche.desk import FormDraft, Logged, Workspace

_EPILOG = (
    "Example: demarche log sudan-adre 'call with MFA director | level director | said Renew the opening; Night crossings | "
    "heard took note; pushed back on 2 | promise extend the opening; until 15 Nov 2024; at adre | next written reply'"
)
_NOTHING = "Nothing was stored: this meeting is not to be recorded."


@click.command("log", epilog=_EPILOG)
@click.argument("dossier")
@click.argument("line", required=False, default="")
@click.option("--with", "with_whom", metavar="WHOM", help="Whom you met, by function.")
@click.option("--act", help="What it was: meeting, call, démarche, statement, draft.")
@click.option("--level", help="Their level: minister, ambassador, director, commander, desk.")
@click.option("--who", help="Who spoke for you, by function.")
@click.option("--ask", metavar="ID", help="The ask that was put: its id, number or words.")
@click.option("--said", "message", multiple=True, metavar="POINT", help="A point that you made (repeatable).")
@click.option("--heard", "reaction", help="How it was taken: “took note; pushed back on 2”.")
@click.option(
    "--promise",
    multiple=True,
    help="“WHO: WHAT; until DAY; at PLACE; if CONDITION; checked by HOW; in return for WHO: WHAT” (repeatable).",
)
@click.option("--next", "next_step", help="The next step.")
@click.option("--rule", "attribution", help="on record, not for attribution (default), Chatham House, do not record.")
@click.option("--date", metavar="DATE", help="When it was (default: today).")
@workspace_option
@json_option
def command(dossier: str, line: str, workspace: Path | None, as_json: bool, **given: Any) -> None:
    """Log an engagement: who met whom, what was said, how it was taken, what was promised.

    Without a LINE or options a form asks; each question can be skipped, and an unfinished form is offered again. LINE has parts set apart by
    “ | ”: ACT with WHOM, we, level, ask, said, heard, promise, next, rule, on. A LINE of “-” is read from the standard input.

    Under “do not record” nothing is stored. Under the Chatham House Rule no leave-behind says who spoke.
    """
    from demarche.desk import log_engagement, open_workspace, read_log_line

    place = open_workspace(workspace)
    line = sys.stdin.read() if line == "-" else line
    answers: Answers = {name: [value] if isinstance(value, str) else list(value) for name, value in given.items() if value}
    for name, found in read_log_line(line).items() if line.strip() else ():
        answers[name] = [*answers.get(name, []), *found] if name in {"message", "promise"} else answers.get(name, found)
    if answers:
        _tell(log_engagement(place, dossier, answers, today()), as_json)
        return
    place.dossier(dossier)
    with_draft(place, "log", dossier, answers, lambda draft: _form(place, dossier, answers, draft, as_json))


def _form(place: Workspace, dossier_id: str, answers: Answers, draft: FormDraft, as_json: bool) -> bool:
    """Ask, show, keep. Whether the entry was dealt with, so that its draft goes."""
    from demarche.desk import check_answer, log_engagement, read_attribution

    dossier = place.dossier(dossier_id)

    def not_to_be_recorded(found: Answers) -> bool:
        return any(str(read_attribution(rule)) == "do not record" for rule in found.get("attribution", ()))

    form = Form(
        lambda field, text, found: check_answer(dossier, field, text, found, today()),
        finish=_promise,
        stop=not_to_be_recorded,
    )
    click.echo(f"Log an engagement: {dossier.title}")
    form.fill_in(_questions([(a.id, a.what) for a in dossier.asks]), answers, draft)
    kept = {name: found for name, found in answers.items() if found}
    if not_to_be_recorded(kept):
        click.echo(_NOTHING)
        return True
    if not set(kept) - {"attribution", "date"}:
        click.echo("Nothing was answered, and nothing was stored.")
        return True
    if not click.confirm("Keep it?", default=True):
        return click.confirm("Throw the draft away?", default=False)
    _tell(log_engagement(place, dossier_id, kept, today()), as_json)
    return True


def _promise(text: str, more: dict[str, str]) -> str:
    """A promise on one line from the answers about it."""
    said = {name: value.replace(";", ",") for name, value in more.items() if value}
    first = f"{said.pop('by')}: {text}" if "by" in said else text
    words = {"until": "until", "place": "at", "conditions": "if", "verification": "checked by", "in_return": "in return for"}
    return "; ".join([first, *(f"{words[name]} {value}" for name, value in said.items())])


def _questions(asks: list[tuple[str, str]]) -> list[Question]:
    listed = "".join(f"\n    {n} {name}: {what}" for n, (name, what) in enumerate(asks, start=1))
    return [
        Question(
            "attribution",
            "Rule: 1 on record, 2 not for attribution, 3 Chatham House, 4 do not record (2)",
            "Under 4 nothing is stored. Under 3 no leave-behind says who spoke; under 2 their words are not passed on as theirs.",
        ),
        Question("date", "When (today)", "A day such as 2024-06-20, yesterday, 3 days ago."),
        Question("act", "What it was", "meeting, call, démarche, statement, draft, or your own word."),
        Question(
            "with_whom", "With whom", "By function, such as: director for Africa, foreign ministry. Names of persons stay out."
        ),
        Question("level", "Their level", "minister, ambassador, director, commander, desk officer, or your own word."),
        Question("who", "Who spoke for us", "By function, such as: deputy head of mission."),
        *([Question("ask", f"Ask that was put, 1 to {len(asks)}", f"Its number, id or words.{listed}")] if asks else []),
        Question("message", "Point made", "One point a line; an empty line ends.", several=True),
        Question(
            "reaction", "How it was taken", "Such as: took note; pushed back on 2; agreed to 1. Numbers are those of the points."
        ),
        Question(
            "promise",
            "Promise",
            "What was promised, then who, until when and so on. All on one line: WHO: WHAT; until DAY; at PLACE; if CONDITION; "
            "checked by HOW; in return for WHO: WHAT. An empty line ends.",
            several=True,
            follow_ups=(
                Question("by", "by whom (the one you met)", "By function or name of the body; empty for the one you met."),
                Question("until", "until", "A day, or: in 3 months. Empty where no term was named."),
                Question("place", "where", "The place, by its name."),
                Question("conditions", "on what condition", "What must hold for it."),
                Question("verification", "how verified", "How anybody will see that it is kept."),
                Question("in_return", "given for it", "The other half of the package, such as: UN: a list of lorries."),
            ),
        ),
        Question("next_step", "Next step", "What is to happen, who does it, by when."),
    ]


def _tell(logged: Logged, as_json: bool) -> None:
    if as_json:
        print_json("log", logged)
        return
    act = logged.engagement
    if act is None:
        click.echo(_NOTHING)
        return
    click.echo(f"Logged: engagements {act.id} in {logged.dossier}, {act.attribution}.")
    for promise in logged.commitments:
        until = f", until {promise.until.isoformat()}" if promise.until else ", no term"
        half = f", for {promise.other_half}" if promise.other_half else ""
        click.echo(f"Promise: commitments {promise.id}{until}{half}.")
    if logged.commitments:
        closed = " They are restricted, and who made them is strictly confidential." if act.attribution != "on record" else ""
        click.echo(f"They come up in: demarche due.{closed}")
