"""`demarche outcome`: who changed what, and who can say so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from demarche.doors.cli.conventions import json_option, print_json, today, workspace_option
from demarche.doors.cli.form import Question, single_answers

if TYPE_CHECKING:
    from demarche.model.dossier import Outcome


@click.command(
    "outcome",
    epilog='Example: demarche outcome sudan-adre --what "59 lorries crossed by 30 August" --who-changed "Sovereign Council" --ours '
    '"Two démarches" --others "Talks of the Secretary-General" --substantiator "a logistics officer of another agency" --commitment adre-august',
)
@click.argument("dossier")
@click.option("--what", help="What changed, as it was observed.")
@click.option("--who-changed", help="Who changed it: the actor whose behaviour is different now.")
@click.option("--ours", "our_contribution", help="Our contribution: what we did that made it likelier.")
@click.option("--others", "others_contribution", help="What others contributed.")
@click.option("--substantiator", help="Who outside can substantiate it, by function; strictly confidential.")
@click.option("--significance", help="Why it matters.")
@click.option("--commitment", metavar="ID", help="The promise that it carries out or breaks.")
@click.option("--constraint", metavar="ID", help="What it lifts.")
@click.option("--date", metavar="DATE", help="When it was observed (default: today).")
@workspace_option
@json_option
def command(dossier: str, workspace: Path | None, as_json: bool, **given: Any) -> None:
    """Record an outcome: who changed what, our contribution, that of others, who can substantiate it.

    Without options a form asks; each question can be skipped.
    """
    from demarche.desk import check_step, open_workspace, record_outcome

    place = open_workspace(workspace)
    answers = {name: str(value) for name, value in given.items() if value}
    held = place.dossier(dossier)
    if answers:
        _tell(dossier, record_outcome(place, dossier, answers, today()), as_json)
        return
    filled = single_answers(
        place,
        "outcome",
        dossier,
        f"Record an outcome: {held.title}",
        _questions([(c.id, c.what) for c in held.commitments], [(c.id, c.what) for c in held.constraints]),
        lambda field, text, _: check_step(held, field, text, today()),
        lambda found: _tell(dossier, record_outcome(place, dossier, found, today()), as_json),
    )
    if not filled:
        click.echo("Nothing was stored.")


def _questions(commitments: list[tuple[str, str]], constraints: list[tuple[str, str]]) -> list[Question]:
    def listed(found: list[tuple[str, str]]) -> str:
        return "".join(f"\n    {n} {name}: {what}" for n, (name, what) in enumerate(found, start=1))

    return [
        Question("what", "What changed", "As it was observed: what is different, where, how much."),
        Question("date", "When (today)", "The day on which it was observed."),
        Question("who_changed", "Who changed it", "The actor whose behaviour is different now."),
        Question("our_contribution", "Our contribution", "What we did that made it likelier; never more than that."),
        Question("others_contribution", "What others contributed", "Who else did what."),
        Question("substantiator", "Who can substantiate it", "Somebody independent, by function. Strictly confidential."),
        Question("significance", "Why it matters", "For whom, and how much."),
        *(
            [
                Question(
                    "commitment", f"Promise, 1 to {len(commitments)}", f"The promise it carries out or breaks.{listed(commitments)}"
                )
            ]
            if commitments
            else []
        ),
        *(
            [Question("constraint", f"Constraint, 1 to {len(constraints)}", f"What it lifts or eases.{listed(constraints)}")]
            if constraints
            else []
        ),
    ]


def _tell(dossier: str, made: Outcome, as_json: bool) -> None:
    if as_json:
        print_json("outcome", made)
        return
    click.echo(f"Kept: outcomes {made.id} in {dossier}.")
    open_ = [
        name
        for name, value in (
            ("who changed it", made.who_changed),
            ("our contribution", made.our_contribution),
            ("what others contributed", made.others_contribution),
            ("who can substantiate it", made.substantiator),
        )
        if not value
    ]
    if open_:
        click.echo(f"Still open: {', '.join(open_)}. Add with: demarche dossier add {dossier} outcomes {made.id} …")
