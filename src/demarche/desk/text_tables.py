"""Answers about texts as tables: on a screen, in Word, as a web page or text, and as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demarche.adapters.papers import Sheet
from demarche.desk.text_corpus import LANGUAGES
from demarche.desk.vote_papers import VoteTables
from demarche.model.evidence import Reference, spell_date

if TYPE_CHECKING:
    from demarche.desk.precedents import WordingUse
    from demarche.desk.text_search import SearchAnswer

SOURCE = Reference(
    "Machine-readable resolutions of the Security Council and the General Assembly, unofficial copies",
    "United Nations, Department for General Assembly and Conference Management",
    url="https://github.com/UNxml",
)


def outcome(use: WordingUse) -> str:
    """What became of a text: its vote, or why it was not adopted.

    Only a negative vote of a permanent member on a draft that had the votes it needed is called a veto.
    """
    if use.adopted:
        return use.vote or "without a vote"
    if use.vetoed_by:
        return f"not adopted, {use.vote}: vetoed by {', '.join(use.vetoed_by)}"
    against = f"; against: {', '.join(use.against)}" if use.against else ""
    return f"not adopted, {use.vote}: too few votes{against}"


def place_of(use: WordingUse) -> str:
    """The text and paragraph as one cites them."""
    number = use.paragraph.strip()
    if number and number != "–":
        return f"{use.symbol}, para. {number}"
    return f"{use.symbol}, {use.section}" if use.section != "statement" else use.symbol


def search_tables(found: SearchAnswer) -> VoteTables:
    """What was found, one row a wording; and side by side where other languages were asked for."""
    floor = "at least " if found.at_least else ""
    paragraphs = "1 paragraph" if found.total == 1 else f"{found.total:,} paragraphs"
    documents = "1 text" if found.documents == 1 else f"{found.documents:,} texts"
    lead = f"{floor}{paragraphs} of {documents}; {len(found.hits)} of {found.wordings:,} different wordings shown."
    rows = tuple(
        (
            place_of(hit.use),
            hit.use.date.isoformat(),
            outcome(hit.use),
            str(hit.uses),
            hit.extract,
            hit.use.agenda_item or hit.use.title,
        )
        for hit in found.hits
    )
    sheets = [Sheet("Found", ("text", "day", "vote", "times", "words", "agenda item"), rows)] if rows else []
    languages = list(dict.fromkeys(beside.language for hit in found.hits for beside in hit.beside))
    if languages:
        beside = tuple(
            (place_of(hit.use), hit.use.text, *(next((b.text for b in hit.beside if b.language == code), "") for code in languages))
            for hit in found.hits
        )
        header = ("text", LANGUAGES[found.language], *(LANGUAGES[code] for code in languages))
        sheets.append(Sheet("Side by side", header, beside))
    notes = (*found.notes, *(["The vote is that on the whole text; the latest use of each wording is shown."] if rows else []))
    first = f"{floor}nothing" if not rows else lead
    return VoteTables(
        f"Texts with: {found.asked}",
        f"{LANGUAGES[found.language]}, texts up to {spell_date(found.on)}",
        found.on,
        (first[0].upper() + first[1:] + ("" if rows else " was found."),),
        tuple(sheets),
        notes,
        (SOURCE,),
    )
