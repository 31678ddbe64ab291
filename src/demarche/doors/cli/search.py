"""`demarche search`: words in all synced texts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from demarche.doors.cli.conventions import Day, json_option, on_option, print_json, progress, today, workspace_option
from demarche.doors.cli.vote_answer import OUT_HELP, give


@click.command("search", epilog="Example: demarche search '\"humanitarian access\" besieg*' --organ council --since 2015-01-01")
@click.argument("asked", metavar="WORDS", nargs=-1, required=True)
@click.option("--organ", default="", metavar="ORGAN", help="council or assembly.")
@click.option(
    "--kind", default="", metavar="KIND", help="resolution, statement, or failed (drafts put to the vote and not adopted)."
)
@click.option("--since", type=Day(), metavar="DATE", help="Texts of this day or later.")
@click.option("--until", type=Day(), metavar="DATE", help="Texts of this day or earlier.")
@click.option("--agenda", default="", metavar="WORDS", help="Words of the agenda item or title.")
@click.option("--element", default="", metavar="ELEMENT", help="A protection element, as 'medical care' (in English texts).")
@click.option("--sponsor", default="", metavar="STATE", help="A State that sponsored the draft.")
@click.option("--language", default="en", metavar="CODE", help="Search texts in en, fr, es, ar, ru or zh (default: en).")
@click.option("--beside", multiple=True, metavar="CODE", help="Show the same paragraph in this language too, or all (repeatable).")
@click.option("--newest", is_flag=True, help="The newest first, not the best answers.")
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Wordings to show.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=OUT_HELP)
@on_option
@workspace_option
@json_option
def command(
    asked: tuple[str, ...],
    organ: str,
    kind: str,
    since: dt.date | None,
    until: dt.date | None,
    agenda: str,
    element: str,
    sponsor: str,
    language: str,
    beside: tuple[str, ...],
    newest: bool,
    most: int,
    out: Path | None,
    on: dt.date | None,
    workspace: Path | None,
    as_json: bool,
) -> None:
    """Search the words of all synced texts.

    All words must be there; "words in quotes" stand together, besieg* is the beginning of a word, OR gives alternatives, -word leaves
    out. Drafts that were not adopted are found too and say who failed them. Put -- before words that begin with a dash.
    """
    from demarche.desk import SearchFilters, open_workspace, search_tables, search_texts

    day = on or today()
    filters = SearchFilters(organ, kind, since, until, agenda, element, sponsor)
    with progress("Searching") as shown:
        found = search_texts(
            open_workspace(workspace),
            list(asked),
            day,
            filters,
            language=language,
            beside=beside,
            newest=newest,
            most=most,
            progress=shown,
        )
    if as_json:
        print_json("search", found, on=day)
    else:
        give(search_tables(found), out, most=most)
