"""Documents to the tables that `source.toml` declares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from demarche.adapters.sources.reading import as_columns
from demarche.adapters.sources.un_ga_resolutions.document import Document
from demarche.adapters.sources.un_ga_resolutions.sponsors import read_sponsors
from demarche.model.evidence import Audit, Resolve, UseError

_ORGAN = "General Assembly"
_DOCUMENTS = [
    *("symbol", "kind", "organ", "number", "year", "date", "title", "agenda_item", "draft_symbol", "meeting", "adopted"),
    *("outcome_as_given", "yes", "no", "abstain", "session", "committee", "languages", "locator"),
]
_SPONSORS = ["symbol", "actor", "name_as_given", "joined_later", "locator"]
_BALLOTS = ["symbol", "date", "actor", "vote", "name_as_given", "locator"]
_SUBJECTS = ["symbol", "term", "dictionary", "locator"]
_PARAGRAPHS = ["symbol", "language", "seq", "section", "number", "lead", "verbs", "text", "locator"]

Lookups = Mapping[str, Sequence[str]]


def as_tables(
    facts: Sequence[Document],
    texts: Sequence[Document],
    languages: Mapping[str, set[str]],
    lookups: Lookups,
    resolve: Resolve,
    audit: Audit,
) -> dict[str, dict[str, list[object]]]:
    """The five tables: `facts` has one document for each symbol, `texts` one for each symbol and language asked for."""
    return {
        "documents": as_columns(_DOCUMENTS, _document_rows(facts, languages)),
        "sponsors": as_columns(_SPONSORS, _sponsor_rows(facts, lookups, resolve, audit)),
        "ballots": as_columns(_BALLOTS, _ballot_rows(facts, lookups, resolve, audit)),
        "subjects": as_columns(_SUBJECTS, _subject_rows(facts)),
        "paragraphs": as_columns(_PARAGRAPHS, _paragraph_rows(texts)),
    }


def _document_rows(facts: Sequence[Document], languages: Mapping[str, set[str]]) -> Iterator[tuple[object, ...]]:
    for document in facts:
        symbol, counts = str(document.symbol), document.counts
        yield (
            symbol,
            "resolution",
            _ORGAN,
            document.symbol.number,
            document.date.year if document.date else None,
            document.date,
            document.title,
            document.agenda_item,
            document.draft_symbol,
            document.meeting,
            True,
            document.outcome,
            counts.get("yes"),
            counts.get("no"),
            counts.get("abstain"),
            document.symbol.session,
            document.committee,
            sorted(languages.get(symbol, set()) - {"de"}),
            document.file,
        )


def _sponsor_rows(facts: Sequence[Document], lookups: Lookups, resolve: Resolve, audit: Audit) -> Iterator[tuple[object, ...]]:
    for document in facts:
        if document.date is None:
            continue
        actors = _Actors(document.date, resolve)
        seen: set[str] = set()
        for line, later in ((document.sponsors, False), (document.later_sponsors, True)):
            if line[:1].islower():
                audit.note("sponsor_no_state", document.file, "The draft was submitted by an officer or body, not by States.")
            named, unknown = read_sponsors(line, lookups, actors.knows)
            for name in unknown:
                # words in brackets are mostly an officer's name and State, which are carried nowhere
                spelled = "A name with words in brackets" if "(" in name else f"“{name}”"
                audit.note("sponsor_not_known", document.file, f"{spelled} is no actor; it is left out.")
            for name, as_given in named.items():
                actor = actors.of(name)
                if actor is not None and actor not in seen:
                    seen.add(actor)
                    yield str(document.symbol), actor, as_given, later, f"{document.file}#workflow"


def _ballot_rows(facts: Sequence[Document], lookups: Lookups, resolve: Resolve, audit: Audit) -> Iterator[tuple[object, ...]]:
    for document in facts:
        if document.date is None:
            continue
        actors = _Actors(document.date, resolve)
        seen: set[str] = set()
        for voter in document.voters:
            for name in lookups.get(voter.name.casefold(), [voter.name]):
                actor = actors.of(name)
                if actor is None:
                    audit.note("voter_not_known", f"{document.file}#voting/{voter.place}", f"“{name}” is no actor; it is left out.")
                elif actor in seen:
                    audit.note("voter_twice", document.file, f"{voter.name} is listed twice; the first is used.")
                else:
                    seen.add(actor)
                    place = f"{document.file}#voting/{voter.place}"
                    yield str(document.symbol), document.date, actor, voter.vote, voter.name, place


class _Actors:
    """Names to actor ids on the day of a document."""

    def __init__(self, day: dt.date, resolve: Resolve) -> None:
        self._day = day
        self._resolve = resolve

    def of(self, name: str) -> str | None:
        """The actor of a name; None where there is not exactly one."""
        try:
            return self._resolve(name, on=self._day)
        except UseError:
            return None

    def knows(self, name: str) -> bool:
        """Whether a name is one actor."""
        return self.of(name) is not None


def _subject_rows(facts: Sequence[Document]) -> Iterator[tuple[object, ...]]:
    for document in facts:
        seen: set[tuple[str, str]] = set()
        for term, dictionary, place in document.subjects:
            if (term, dictionary) not in seen:
                seen.add((term, dictionary))
                where = place if "#" in place else f"{document.file}#{place}"
                yield str(document.symbol), term, dictionary, where


def _paragraph_rows(texts: Sequence[Document]) -> Iterator[tuple[object, ...]]:
    for document in texts:
        for seq, row in enumerate(document.rows, 1):
            place = f"{document.file}#{row.place}"
            yield str(document.symbol), document.language, seq, row.section, row.number, row.lead, row.verbs, row.text, place
