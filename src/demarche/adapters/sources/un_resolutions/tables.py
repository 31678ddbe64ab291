"""Documents to the tables that `source.toml` declares."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from demarche.adapters.sources.reading import as_columns
from demarche.adapters.sources.un_resolutions.document import Document
from demarche.adapters.sources.un_resolutions.layout import Entry
from demarche.adapters.sources.un_resolutions.settle import number_and_year
from demarche.model.evidence import Audit

Actors = Mapping[tuple[str, dt.date], str]

_ORGAN = "Security Council"
_DOCUMENTS = [
    *("symbol", "kind", "organ", "number", "year", "date", "title", "agenda_item", "draft_symbol", "meeting", "adopted"),
    *("outcome_as_given", "yes", "no", "abstain", "chapter_vii", "languages", "locator"),
]
_SPONSORS = ["symbol", "actor", "name_as_given", "joined_later", "locator"]
_BALLOTS = ["symbol", "date", "actor", "vote", "name_as_given", "locator"]
_SUBJECTS = ["symbol", "term", "dictionary", "locator"]
_PARAGRAPHS = ["symbol", "language", "seq", "section", "number", "lead", "verbs", "text", "locator"]


def as_tables(
    facts: Sequence[Document], texts: Sequence[Document], entries: Iterable[Entry], actors: Actors, audit: Audit
) -> dict[str, dict[str, list[object]]]:
    """The five tables: `facts` has one document for each symbol, `texts` one for each symbol and language asked for."""
    return {
        "documents": as_columns(_DOCUMENTS, _document_rows(facts, _languages(entries))),
        "sponsors": as_columns(_SPONSORS, _sponsor_rows(facts, actors, audit)),
        "ballots": as_columns(_BALLOTS, _ballot_rows(facts, actors, audit)),
        "subjects": as_columns(_SUBJECTS, _subject_rows(facts)),
        "paragraphs": as_columns(_PARAGRAPHS, _paragraph_rows(texts)),
    }


def _languages(entries: Iterable[Entry]) -> dict[str, set[str]]:
    """The languages in which the archive has each document, by symbol without its year, as folders and names say."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        found.setdefault(_without_year(entry.symbol), set()).add(entry.name_language or entry.folder_language or "en")
    return found


def _without_year(symbol: str) -> str:
    """A symbol as file names have it."""
    return re.sub(r" \(\d{4}\)$", "", symbol)


def _document_rows(facts: Sequence[Document], languages: Mapping[str, set[str]]) -> Iterator[tuple[object, ...]]:
    for document in facts:
        number, year = number_and_year(document.symbol, document.date)
        vote = document.vote
        yield (
            document.symbol,
            document.kind,
            _ORGAN,
            number,
            year,
            document.date,
            document.title,
            document.agenda_item,
            document.draft_symbol,
            document.meeting,
            document.kind != "draft_not_adopted",
            document.outcome,
            vote.yes,
            vote.no,
            vote.abstain,
            document.chapter_vii,
            sorted(languages.get(_without_year(document.symbol), set())),
            document.file,
        )


def _sponsor_rows(facts: Sequence[Document], actors: Actors, audit: Audit) -> Iterator[tuple[object, ...]]:
    for document in facts:
        if document.date is None:
            continue
        seen: set[str] = set()
        for names, later in ((document.sponsors, False), (document.later_sponsors, True)):
            for name in names:
                actor = actors[name, document.date]
                if actor in seen:
                    audit.note("sponsor_twice", document.file, f"{name} is named twice as a sponsor.")
                    continue
                seen.add(actor)
                yield document.symbol, actor, name, later, f"{document.file}#workflow"


def _ballot_rows(facts: Sequence[Document], actors: Actors, audit: Audit) -> Iterator[tuple[object, ...]]:
    for document in facts:
        if document.date is None:
            continue
        seen: set[str] = set()
        for voter in document.voters:
            actor = actors[voter.name, document.date]
            if actor in seen:
                audit.note("voter_twice", document.file, f"{voter.name} is listed twice under two spellings; the first is used.")
                continue
            seen.add(actor)
            yield document.symbol, document.date, actor, voter.vote, voter.name, f"{document.file}#voting/{voter.place}"


def _subject_rows(facts: Sequence[Document]) -> Iterator[tuple[object, ...]]:
    for document in facts:
        seen: set[tuple[str, str]] = set()
        for term, dictionary, place in document.subjects:
            if (term, dictionary) not in seen:
                seen.add((term, dictionary))
                yield document.symbol, term, dictionary, f"{document.file}#{place}"


def _paragraph_rows(texts: Sequence[Document]) -> Iterator[tuple[object, ...]]:
    for document in texts:
        for seq, row in enumerate(document.rows, 1):
            place = f"{document.file}#{row.place}"
            yield document.symbol, document.language, seq, row.section, row.number, row.lead, row.verbs, row.text, place
