"""`demarche dossier`: keep dossiers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from demarche.doors.cli.conventions import Day, json_option, plain_value, print_json, print_table, workspace_option
from demarche.model.dossier import NOUNS


@click.group("dossier", epilog='Example: demarche dossier add sudan-adre constraints rains what="Roads are cut" since=2024-06-15')
def command() -> None:
    """Keep dossiers, one situation each.

    What blocks, who decides, asks, promises and outcomes. Fields may stay empty. A shipped dossier becomes your own at the first change.
    """


@command.command("list", epilog="Example: demarche dossier list")
@workspace_option
@json_option
def list_(workspace: Path | None, as_json: bool) -> None:
    """List your dossiers and the shipped ones."""
    from demarche.desk import list_dossiers, open_workspace

    lines = list_dossiers(open_workspace(workspace))
    if as_json:
        print_json("dossier list", lines)
        return
    rows = [(d.id, d.title, d.country, d.origin, str(d.items), d.as_of.isoformat() if d.as_of else "") for d in lines]
    print_table(("id", "title", "country", "origin", "items", "as of"), rows)


@command.command(epilog="Example: demarche dossier show sudan-adre --on 2024-06-20")
@click.argument("dossier")
@click.option("--on", type=Day(), metavar="DATE", help="As it could be known on this day.")
@workspace_option
@json_option
def show(dossier: str, on: dt.date | None, workspace: Path | None, as_json: bool) -> None:
    """Show what a dossier holds."""
    from demarche.desk import open_workspace

    found = open_workspace(workspace).dossier(dossier)
    found = found.as_known_on(on) if on else found
    if as_json:
        print_json("dossier show", found, on=on)
        return
    click.echo(f"{found.title} ({found.id})\n{found.summary}")
    for noun in NOUNS:
        items = getattr(found, noun)
        if items:
            click.echo(f"\n{noun.replace('_', ' ')}")
            for item in items:
                click.echo(f"  {item.id}: {_line(item)}")


def _line(item: Any) -> str:
    values = {
        k: v
        for k, v in plain_value(item).items()
        if k not in {"id", "refs", "sensitivity", "known_from"} and v not in ("", None, [], {})
    }
    return "; ".join(f"{name} {', '.join(map(str, v)) if isinstance(v, list) else v}" for name, v in values.items())


@command.command(epilog='Example: demarche dossier new mare-road --title "The road to Mare" --country Mali')
@click.argument("dossier")
@click.option("--title", default="", help="What people call it.")
@click.option("--country", default="", help="The State where the people affected are.")
@click.option("--summary", default="", help="The situation in a few sentences.")
@click.option("--term", "terms", multiple=True, help="A word by which its texts and agenda items are found (repeatable).")
@click.option("--since", type=Day(), metavar="DATE", help="When it began.")
@workspace_option
@json_option
def new(dossier: str, workspace: Path | None, as_json: bool, **head: Any) -> None:
    """Begin a dossier; only an id is needed."""
    from demarche.desk import new_dossier, open_workspace

    made = new_dossier(open_workspace(workspace), dossier, **head)
    if as_json:
        print_json("dossier new", made)
    else:
        click.echo(f'Begun: {made.id}. Next: demarche dossier add {made.id} constraints ID what="…"')


@command.command("set", epilog='Example: demarche dossier set mare-road summary="Two lorries a day since May" terms="Mali; Mare"')
@click.argument("dossier")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE…")
@workspace_option
@json_option
def set_(dossier: str, values: tuple[str, ...], workspace: Path | None, as_json: bool) -> None:
    """Change the dossier's own fields: title, summary, country, terms, since, until, as_of."""
    from demarche.desk import open_workspace, pairs, set_head

    changed = set_head(open_workspace(workspace), dossier, pairs(values))
    if as_json:
        print_json("dossier set", changed)
    else:
        click.echo(f"Changed: {changed.id}.")


@command.command(
    epilog='Example: demarche dossier add mare-road asks open-road what="Open the road" of=MLI by=2024-09-01 cost_free=yes'
)
@click.argument("dossier")
@click.argument("noun", metavar="KIND")
@click.argument("item")
@click.argument("values", nargs=-1, metavar="FIELD=VALUE…")
@workspace_option
@json_option
def add(dossier: str, noun: str, item: str, values: tuple[str, ...], workspace: Path | None, as_json: bool) -> None:
    """Add an item, or change the fields named of the one that is there.

    KIND is one of: references, places, parties, people_affected, constraints, norms, texts, ties, openings, asks, red_lines,
    ratings, questions, stances, engagements, commitments, escalations, outcomes, lessons. Lists are written as: first; second. An empty value clears a field.
    """
    from demarche.desk import open_workspace, pairs, put_item

    put = put_item(open_workspace(workspace), dossier, noun, item, pairs(values))
    if as_json:
        print_json("dossier add", put)
    else:
        click.echo(f"Kept: {noun} {put.id}: {_line(put)}")


@command.command(epilog="Example: demarche dossier remove mare-road asks open-road")
@click.argument("dossier")
@click.argument("noun", metavar="KIND")
@click.argument("item")
@click.option("--purge", is_flag=True, help="Delete its history too.")
@workspace_option
def remove(dossier: str, noun: str, item: str, purge: bool, workspace: Path | None) -> None:
    """Take an item out; its history stays unless you purge it."""
    from demarche.desk import open_workspace, remove_item

    remove_item(open_workspace(workspace), dossier, noun, item, purge=purge)
    click.echo(f"Taken out: {noun} {item}{', with its history' if purge else ''}.")


@command.command(epilog="Example: demarche dossier delete mare-road --yes")
@click.argument("dossier")
@click.option("--yes", is_flag=True, help="Do not ask.")
@workspace_option
def delete(dossier: str, yes: bool, workspace: Path | None) -> None:
    """Delete one of your dossiers for good, history included."""
    from demarche.desk import delete_dossier, open_workspace

    if not yes:
        click.confirm(f"Delete {dossier} with its whole history?", abort=True)
    delete_dossier(open_workspace(workspace), dossier)
    click.echo(f"Deleted: {dossier}. The journal shows that it was deleted, not what it held.")


@command.command(epilog="Example: demarche dossier export sudan-adre --out sudan-files")
@click.argument("dossier")
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write (default: the dossier's id).")
@workspace_option
def export(dossier: str, out: Path | None, workspace: Path | None) -> None:
    """Write a dossier as plain files that you can read, compare and correct. They are as sensitive as the record."""
    from demarche.desk import export_dossier, open_workspace

    click.echo(f"Written: {export_dossier(open_workspace(workspace), dossier, out or Path(dossier))}")


@command.command("import", epilog="Example: demarche dossier import sudan-files --replace")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of a dossier with the same id.")
@workspace_option
def import_(folder: Path, replace: bool, workspace: Path | None) -> None:
    """Read a dossier from plain files; every problem is listed, and nothing is taken unless all is right."""
    from demarche.desk import import_dossier, open_workspace

    dossier = import_dossier(open_workspace(workspace), folder, replace=replace)
    click.echo(f"Taken in: {dossier.id} ({sum(1 for _ in dossier.items())} items).")


@command.command(epilog="Example: demarche dossier search 'crossing lorr*' --on 2024-09-01")
@click.argument("words")
@click.option("--dossier", default="", metavar="DOSSIER", help="Only this dossier.")
@click.option("--on", type=Day(), metavar="DATE", help="As it could be known on this day.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000), help="How many to show at most.")
@workspace_option
@json_option
def search(words: str, dossier: str, on: dt.date | None, limit: int, workspace: Path | None, as_json: bool) -> None:
    """Find words in your own dossiers, best first. "Words in quotes" stand together, word* also finds longer ones."""
    from demarche.desk import open_workspace, search_record

    hits = search_record(open_workspace(workspace), words, on=on, dossier=dossier, limit=limit)
    if as_json:
        print_json("dossier search", hits, on=on)
    elif not hits:
        click.echo(f"Nothing found for {words} in your own dossiers.", err=True)
    else:
        print_table(("dossier", "kind", "id", "found"), [(h.dossier_id, h.noun, h.item.id, h.excerpt) for h in hits])


@command.command(epilog="Example: demarche dossier history sudan-adre adre-closed")
@click.argument("dossier")
@click.argument("item", required=False, default="")
@workspace_option
@json_option
def history(dossier: str, item: str, workspace: Path | None, as_json: bool) -> None:
    """Show who changed what and when."""
    from demarche.desk import open_workspace

    entries = open_workspace(workspace).record.history(dossier, item or None)
    if as_json:
        print_json("dossier history", entries)
        return
    print_table(
        ("when", "who", "what", "item"), [(f"{e.at:%Y-%m-%d %H:%M}", e.who, e.action, f"{e.noun} {e.id}".strip()) for e in entries]
    )


@command.command(epilog="Example: demarche dossier verify")
@workspace_option
@json_option
def verify(workspace: Path | None, as_json: bool) -> None:
    """Check the record's journal: any change made behind its back is found and located."""
    from demarche.desk import open_workspace, verify_record

    check = verify_record(open_workspace(workspace))
    if as_json:
        print_json("dossier verify", check)
    else:
        click.echo(f"The journal holds: {check.entries} entries.")
