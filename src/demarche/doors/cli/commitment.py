"""`demarche commitment`: the ledger of promises."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.doors.cli.conventions import Day, json_option, on_option, print_json, print_table, today, workspace_option
from demarche.model.dossier import CommitmentState

if TYPE_CHECKING:
    from demarche.desk import Imported, LedgerLine
    from demarche.model.dossier import Commitment

_SHOWN = 10


@click.group("commitment", epilog="Example: demarche commitment list sudan-adre --on 2024-08-20")
def command() -> None:
    """Keep the ledger of promises: who, what, where, until when, against what, what was observed, who judged.

    `demarche log` puts promises here, `demarche due` tells which end soon.
    """


@command.command("list", epilog="Example: demarche commitment list sudan-adre --on 2024-11-01")
@click.argument("dossier")
@on_option
@workspace_option
@json_option
def list_(dossier: str, on: dt.date | None, workspace: Path | None, as_json: bool) -> None:
    """List the commitments of a dossier with their state, term, other half and evidence."""
    from demarche.desk import ledger, open_workspace

    day = on or today()
    found = ledger(open_workspace(workspace), dossier, day)
    if as_json:
        print_json("commitment list", found, on=day)
    elif not found:
        click.echo(
            f"No commitment is recorded in {dossier} up to {day}. Add one with: demarche commitment add {dossier} 'WHO: WHAT'"
        )
    else:
        print_table(("id", "who", "what", "until", "state", "judged by", "for", "observations"), [_row(line) for line in found])


def _row(line: LedgerLine) -> tuple[str, ...]:
    one = line.commitment
    judged = f"{line.judgement.who}, {line.judgement.on}" if line.judgement else ""
    half = f"{line.other_half} ({line.other_state})" if line.other_state else line.other_half
    return (one.id, line.by, one.what, str(one.until or ""), str(line.state), judged, half, str(line.observations or ""))


@command.command(
    epilog="Example: demarche commitment add sudan-adre 'sdn-saf: clear convoys within two days; until 1 Sept 2031; at adre; "
    "checked by counts at the gate; in return for UN: a list of lorries'"
)
@click.argument("dossier")
@click.argument("line", metavar="PROMISE")
@click.option("--made-on", type=Day(), metavar="DATE", help="When it was promised (default: today).")
@click.option("--engagement", default="", metavar="ID", help="The engagement in which it was promised.")
@workspace_option
@json_option
def add(dossier: str, line: str, made_on: dt.date | None, engagement: str, workspace: Path | None, as_json: bool) -> None:
    """Put a promise into the ledger.

    PROMISE is “WHO: WHAT; until DAY; at PLACE; to WHOM; if CONDITION; checked by HOW; lifts CONSTRAINT; in return for WHO: WHAT”; only
    who and what are needed. With “in return for” both halves of the package are kept.
    """
    from demarche.desk import add_commitment, open_workspace

    made = add_commitment(open_workspace(workspace), dossier, line, today(), made_on=made_on, engagement=engagement)
    if as_json:
        print_json("commitment add", made)
        return
    for one in made:
        half = f", for {one.other_half}" if one.other_half else ""
        click.echo(f"Kept: {one.id}, {f'until {one.until}' if one.until else 'no term'}{half}.")


@command.command(epilog="Example: demarche commitment show sudan-adre adre-august --on 2024-09-01")
@click.argument("dossier")
@click.argument("commitment")
@on_option
@workspace_option
@json_option
def show(dossier: str, commitment: str, on: dt.date | None, workspace: Path | None, as_json: bool) -> None:
    """Show one commitment: its terms, every judgement of it, and what was observed."""
    from demarche.desk import commitment_on, open_workspace

    day = on or today()
    line = commitment_on(open_workspace(workspace), dossier, commitment, day)
    if as_json:
        print_json("commitment show", line, on=day)
        return
    one = line.commitment
    click.echo(f"{one.id}: {line.state} on {day}")
    for label, value in (
        ("who", line.by),
        ("what", one.what),
        ("to", one.to),
        ("where", one.place),
        ("made on", str(one.made_on)),
        ("until", str(one.until or "")),
        ("condition", one.conditions),
        ("verified by", one.verification),
        ("other half", f"{line.other_half} ({line.other_state})" if line.other_half else ""),
        ("engagement", one.engagement),
        ("lifts", ", ".join(one.constraints)),
    ):
        if value:
            click.echo(f"  {label}: {value}")
    for judged in sorted(one.judgements, key=lambda j: j.on):
        click.echo(f"  {judged.on} {judged.state}, judged by {judged.who}: {judged.why}")
    _show_evidence(one)


def _show_evidence(one: Commitment) -> None:
    if len(one.evidence) > _SHOWN:
        click.echo(f"  {len(one.evidence)} observations from {one.evidence[0].date} on; the last {_SHOWN}:")
    for seen in one.evidence[-_SHOWN:]:
        value = "" if seen.value is None else f" {seen.value:g}{f' {seen.unit}' if seen.unit else ''}"
        at = f", {seen.place}" if seen.place else ""
        told = f", told {seen.known_from}" if seen.known_from else ""
        click.echo(f"  {seen.date} {seen.indicator}:{value}{at} ({seen.source}{told})")


@command.command(
    epilog='Example: demarche commitment judge sudan-adre adre-august "partly kept" --by "access working group" '
    '--why "15 of 131 lorries had crossed" --on 2024-08-22'
)
@click.argument("dossier")
@click.argument("commitment")
@click.argument("state", metavar="STATE")
@click.option("--by", "who", required=True, metavar="FUNCTION", help="Who judges, by function; never a person's name.")
@click.option("--why", required=True, help="On what grounds.")
@click.option("--on", type=Day(), metavar="DATE", help="The day of the judgement (default: today).")
@workspace_option
@json_option
def judge(
    dossier: str, commitment: str, state: str, who: str, why: str, on: dt.date | None, workspace: Path | None, as_json: bool
) -> None:
    """Say what became of a promise. Earlier judgements stay.

    STATE is one of: made, partly kept, kept, lapsed, broken, disputed.
    """
    from demarche.desk import judge_commitment, open_workspace

    made = judge_commitment(open_workspace(workspace), dossier, commitment, state, who=who, why=why, on=on or today())
    if as_json:
        print_json("commitment judge", made)
        return
    click.echo(f"Judged: {made.id}, {made.judgements[-1].state} ({len(made.judgements)} in all).")
    if made.judgements[-1].state in {CommitmentState.BROKEN, CommitmentState.DISPUTED}:
        click.echo(f"If it is to go further: demarche escalate {dossier} --to LEVEL --asked …")


@command.command(epilog="Example: demarche commitment pair sudan-adre adre-november visas-june")
@click.argument("dossier")
@click.argument("first")
@click.argument("second")
@workspace_option
def pair(dossier: str, first: str, second: str, workspace: Path | None) -> None:
    """Make two commitments the halves of one package."""
    from demarche.desk import open_workspace, pair_commitments

    one, two = pair_commitments(open_workspace(workspace), dossier, first, second)
    click.echo(f"A package now: {one.id} and {two.id}.")


@command.command(
    epilog='Example: demarche commitment evidence sudan-adre adre-august --indicator "lorries crossed" --value 38 --source OCHA '
    "--date 2024-08-26 --as-of 2024-08-27"
)
@click.argument("dossier")
@click.argument("commitment")
@click.option("--indicator", required=True, help="What was seen or counted.")
@click.option("--source", required=True, help="Who says so, as published.")
@click.option("--date", type=Day(), metavar="DATE", help="The day it was seen (default: today).")
@click.option("--as-of", type=Day(), metavar="DATE", help="The day of the source, where it told of it later.")
@click.option("--value", type=float, help="The figure, if there is one.")
@click.option("--unit", default="", help="Of what: lorries, tons, people.")
@click.option("--place", default="", help="Where, as the source writes it.")
@workspace_option
@json_option
def evidence(
    dossier: str,
    commitment: str,
    indicator: str,
    source: str,
    date: dt.date | None,
    as_of: dt.date | None,
    value: float | None,
    unit: str,
    place: str,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Add one observation to a promise."""
    from demarche.desk import observe, open_workspace

    kept = observe(
        open_workspace(workspace),
        dossier,
        commitment,
        date=date or as_of or today(),
        indicator=indicator,
        source=source,
        value=value,
        unit=unit,
        place=place,
        as_of=as_of,
    )
    if as_json:
        print_json("commitment evidence", kept)
    else:
        click.echo(f"Kept: {kept.id} now has {len(kept.evidence)} observation{'s' * (len(kept.evidence) != 1)}.")


@command.command(
    "import",
    epilog="Example: demarche commitment import sudan-adre adre-august counts.csv --date Day --place Crossing "
    '--value "Trucks=lorries crossed" --value Incidents --source OCHA --as-of 2024-09-01',
)
@click.argument("dossier")
@click.argument("commitment")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", required=True, metavar="COLUMN", help="The column of the day.")
@click.option(
    "--value", "values", multiple=True, required=True, metavar="COLUMN[=INDICATOR]", help="A column of figures (repeatable)."
)
@click.option("--indicator", default="", metavar="COLUMN", help="The column that names the indicator of each row.")
@click.option("--place", default="", metavar="COLUMN", help="The column of the place.")
@click.option("--unit-column", default="", metavar="COLUMN", help="The column of the unit.")
@click.option("--unit", default="", help="The unit of all figures.")
@click.option("--source", required=True, help="Who counted, as published.")
@click.option("--as-of", type=Day(), required=True, metavar="DATE", help="The day of the file; it is known from then on.")
@click.option("--title", default="", help="The title of the file (default: its name).")
@click.option("--url", default="", help="Where anybody can find it.")
@workspace_option
@json_option
def import_(
    dossier: str,
    commitment: str,
    file: Path,
    date: str,
    values: tuple[str, ...],
    indicator: str,
    place: str,
    unit_column: str,
    unit: str,
    source: str,
    as_of: dt.date,
    title: str,
    url: str,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Take in observed figures from a CSV file (UTF-8; comma, semicolon or tab) as evidence for a promise.

    Columns are declared, never guessed. Every problem is listed by row and column, and nothing is stored unless all is right.
    """
    from demarche.desk import Columns, import_observed, open_workspace

    named = {column.strip(): (what.strip() or column.strip()) for column, _, what in (v.partition("=") for v in values)}
    done: Imported = import_observed(
        open_workspace(workspace),
        dossier,
        commitment,
        file,
        Columns(date, named, place=place, indicator=indicator, unit=unit_column),
        source=source,
        as_of=as_of,
        unit=unit,
        title=title,
        url=url,
    )
    if as_json:
        print_json("commitment import", done)
        return
    again = f", {done.known} were there already" if done.known else ""
    click.echo(f"Taken in: {done.added} observations from {done.rows} rows, {done.first} to {done.last}{again}.")
    click.echo(f"Evidence for {done.commitment}, reference {done.reference}.")
