"""The publisher's archive of Assembly resolutions, as zip or unpacked folder, to tables.

Publisher: United Nations, Department for General Assembly and Conference Management, `UNxml/GAresolutions`. One session lies in the
archive as a zip file of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from demarche.adapters.sources.reading import ENGLISH, Archive, Limits, open_archive, open_inner, read_lookups, wanted_languages
from demarche.adapters.sources.un_ga_resolutions.document import Document, read_documents
from demarche.adapters.sources.un_ga_resolutions.extract import fill_in, read_extracts
from demarche.adapters.sources.un_ga_resolutions.layout import Entry, read_entry
from demarche.adapters.sources.un_ga_resolutions.tables import as_tables
from demarche.model.evidence import Audit, Failure, Parsed, Resolve, UseError

_DECLARATION = Path(__file__).with_name("source.toml")
_INNER = Limits(all_files=500_000_000)
_INNER_MOST = 12


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:
    """Read the archive. `languages` are of en, fr, es, ar, ru, zh, or {"all"}; None is English.

    Facts come from the English edition; paragraphs from every language asked for. A sponsor or voter whose name is no actor is left
    out and listed. Raises `DemarcheError` for an archive that is damaged, hostile or another publisher's.
    """
    wanted = wanted_languages(languages)
    audit = Audit()
    lookups = read_lookups(_DECLARATION, "names")
    with open_archive(path, {".xml", ".json", ".zip"}) as archive:
        found = list(_read_all(archive, wanted | ENGLISH, audit))
        extracts = {extract.symbol: extract for extract in read_extracts(archive, audit)}
    if not found:
        what = "This archive holds no resolution of the General Assembly in the publisher's layout."
        step = "Point at the archive or folder of the public repository UNxml/GAresolutions."
        raise UseError(what, where=str(path), next_step=step)
    texts = _one_each([document for document in found if document.language in wanted | ENGLISH], audit)
    facts = {str(text.symbol): text for text in texts if text.language == "en"}
    for text in texts:
        facts.setdefault(str(text.symbol), text)
    for document in facts.values():
        extract = next((extracts[name] for name in document.symbol.may_be_under() if name in extracts), None)
        if extract is not None:
            fill_in(document, extract, audit)
    languages_of: dict[str, set[str]] = {}
    for document in found:
        languages_of.setdefault(str(document.symbol), set()).add(document.language)
    chosen = [text for text in texts if text.language in wanted]
    tables = as_tables(list(facts.values()), chosen, languages_of, lookups, resolve, audit)
    last = max((document.date for document in facts.values() if document.date), default=None)
    return Parsed(tables, audit, as_of=last.isoformat() if last else "")


def _read_all(archive: Archive, wanted: frozenset[str], audit: Audit) -> Iterator[Document]:
    """Every document filed under one of the languages, those of inner archives included; one that cannot be read is listed."""
    inner = [name for name in archive.names if name.lower().endswith(".zip")]
    if len(inner) > _INNER_MOST:
        raise Failure(f"The archive holds more than {_INNER_MOST} archives.", where=str(archive.path))
    yield from _read_entries(archive, [entry for name in archive.names if (entry := read_entry(name))], wanted, audit)
    for name in inner:
        with open_inner(archive, name, {".xml"}, _INNER) as within:
            entries = [entry for file in within.names if (entry := read_entry(file, name))]
            yield from _read_entries(within, entries, wanted, audit)


def _read_entries(archive: Archive, entries: list[Entry], wanted: frozenset[str], audit: Audit) -> Iterator[Document]:
    """The documents of one archive."""
    for entry in entries:
        if entry.language not in wanted:
            continue
        try:
            yield from read_documents(entry, archive.read(entry.name), audit)
        except Failure as error:
            audit.note("document_left_out", entry.place, error.what)


def _one_each(documents: list[Document], audit: Audit) -> list[Document]:
    """One document for each symbol and language: a reissue before what it replaces, then the first by name."""
    chosen: dict[tuple[str, str], Document] = {}
    for document in sorted(documents, key=lambda each: (not each.reissued, each.file)):
        before = chosen.setdefault((str(document.symbol), document.language), document)
        if before is not document:
            audit.note("document_twice", document.file, f"{document.symbol} stands in {before.file} too, which is used.")
    return sorted(chosen.values(), key=_order)


def _order(document: Document) -> tuple[str, int, str, str]:
    """Documents by session and number."""
    return document.symbol.session, document.symbol.number, document.symbol.letters, document.language
