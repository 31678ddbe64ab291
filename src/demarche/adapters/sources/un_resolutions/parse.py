"""The publisher's archive of Council texts, as zip or unpacked folder, to tables.

Publisher: United Nations, Department for General Assembly and Conference Management, `UNxml/SCresolutions`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from pathlib import Path

from demarche.adapters.sources.reading import (
    ENGLISH,
    Archive,
    NameUse,
    open_archive,
    part_names,
    read_lookups,
    resolve_names,
    wanted_languages,
)
from demarche.adapters.sources.un_resolutions.differences import compare, fill_in
from demarche.adapters.sources.un_resolutions.document import Document, Lookups, read_document
from demarche.adapters.sources.un_resolutions.extract import Extract, read_extracts
from demarche.adapters.sources.un_resolutions.layout import Entry, read_entry
from demarche.adapters.sources.un_resolutions.settle import number_and_year
from demarche.adapters.sources.un_resolutions.tables import as_tables
from demarche.model.evidence import Audit, Failure, Parsed, Resolve, UseError

_DECLARATION = Path(__file__).with_name("source.toml")


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:
    """Read the archive. `languages` are of en, fr, es, ar, ru, zh, or {"all"}; None is English.

    Facts come from the English edition; paragraphs from every language asked for. Raises `DemarcheError` for an archive that is
    damaged, hostile or another publisher's, and for a State's name that is unknown or ambiguous.
    """
    wanted = wanted_languages(languages)
    audit = Audit()
    lookups = {name: read_lookups(_DECLARATION, name) for name in ("members", "sponsors")}
    with open_archive(path, {".xml", ".json"}) as archive:
        entries = [entry for name in archive.names if (entry := read_entry(name))]
        if not entries:
            what = "This archive holds no document of the Security Council in the publisher's layout."
            step = "Point at the archive or folder of the public repository UNxml/SCresolutions."
            raise UseError(what, where=str(path), next_step=step)
        documents = list(_read_all(archive, entries, wanted | ENGLISH, lookups, audit))
        extracts = {extract.symbol: extract for extract in read_extracts(archive, lookups, audit)}
    texts = _one_each(documents, audit)
    facts = _join_extracts(texts, extracts, audit)
    actors = _actors(facts, extracts, resolve, path, audit)
    for symbol, extract in extracts.items():
        if facts[symbol].file != extract.place:
            compare(facts[symbol], extract, lambda name, day: actors[name, day], audit)
    tables = as_tables(list(facts.values()), [text for text in texts if text.language in wanted], entries, actors, audit)
    last = max((document.date for document in facts.values() if document.date), default=None)
    return Parsed(tables, audit, as_of=last.isoformat() if last else "")


def _read_all(archive: Archive, entries: list[Entry], wanted: frozenset[str], lookups: Lookups, audit: Audit) -> Iterator[Document]:
    """Every document filed under one of the languages; one that cannot be read is left out and listed."""
    for entry in entries:
        if (entry.name_language or entry.folder_language or "en") not in wanted:
            continue
        content = archive.read(entry.name)
        try:
            document = read_document(entry, content, lookups, audit)
        except Failure as error:
            audit.note("document_left_out", entry.name, error.what)
            continue
        if document.language not in wanted:
            audit.note("language_not_asked", entry.name, f"The document is in “{document.language}”; its text is left aside.")
        yield document


def _one_each(documents: list[Document], audit: Audit) -> list[Document]:
    """One document for each symbol and language: that of the fitting folder and year, the first by name where both fit."""
    chosen: dict[tuple[str, str], Document] = {}
    for document in sorted(documents, key=_fit):
        before = chosen.setdefault((document.symbol, document.language), document)
        if before is not document:
            audit.note("document_twice", document.file, f"{document.symbol} stands in {before.file} too, which is used.")
    return sorted(chosen.values(), key=lambda document: document.file)


def _fit(document: Document) -> tuple[bool, bool, str]:
    """How well a file stands where its document belongs; the best comes first."""
    folders = document.file.split("/")[:-1]
    statement = document.kind != "presidential_statement" or "PRST" in folders
    year = number_and_year(document.symbol, None)[1]
    return not statement, str(year) not in folders, document.file


def _join_extracts(texts: list[Document], extracts: dict[str, Extract], audit: Audit) -> dict[str, Document]:
    """One document of facts for each symbol: the English one filled from its extract, else the extract, else a translation."""
    facts = {text.symbol: text for text in texts if text.language == "en"}
    for symbol, extract in extracts.items():
        if symbol in facts:
            fill_in(facts[symbol], extract, audit)
        else:
            facts[symbol] = extract.as_document()
            audit.note("text_missing", extract.place, f"{symbol} has no English text; its facts are taken from the extract.")
    for text in texts:
        facts.setdefault(text.symbol, text)
    for symbol, document in facts.items():
        if document.kind == "resolution" and symbol not in extracts and extracts:
            audit.note("extract_missing", document.file, f"{symbol} has no line in the extracts.")
    return facts


def _actors(
    facts: dict[str, Document], extracts: dict[str, Extract], resolve: Resolve, path: Path, audit: Audit
) -> dict[tuple[str, dt.date], str]:
    """The actor of every name of a member or sponsor, in documents and extracts."""
    uses = []
    for symbol, document in facts.items():
        if document.date is None:
            continue
        day, file = document.date, document.file
        document.sponsors = _parted(document.sponsors, day, file, resolve, audit)
        document.later_sponsors = _parted(document.later_sponsors, day, file, resolve, audit)
        names = [*document.sponsors, *document.later_sponsors, *(voter.name for voter in document.voters)]
        uses += [NameUse(name, day, file) for name in names]
        if extract := extracts.get(symbol):
            names = [*extract.sponsors, *(voter.name for voter in extract.voters)]
            uses += [NameUse(name, day, extract.place) for name in names]
    return resolve_names(uses, resolve, path.name)


def _parted(names: list[str], day: dt.date, file: str, resolve: Resolve, audit: Audit) -> list[str]:
    """Sponsors' names, those that lack a comma between them parted."""
    parted: list[str] = []
    for name in names:
        pieces = part_names(name, lambda each: _knows(each, day, resolve))
        if len(pieces) > 1:
            audit.note("sponsors_without_comma", file, f"“{name}” is read as {' and '.join(pieces)}.")
        parted += pieces
    return list(dict.fromkeys(parted))


def _knows(name: str, day: dt.date, resolve: Resolve) -> bool:
    """Whether a name is one actor."""
    try:
        resolve(name, on=day)
    except UseError:
        return False
    return True
