"""Tables that are read off adopted texts by our own rules: the days that mandates end, reports due, resolutions cited.

They carry no words of the texts. Each row names the document and paragraph that a reader can check.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from demarche.model.evidence import Audit, Column, Columns, Parsed, Source, SourceSpec, TableSpec

MARKS = "council_marks"
_ADOPTED = ("resolution",)

_SYMBOL = Column("symbol", "VARCHAR", "symbol of the resolution")
_ADOPTED_ON = Column("adopted", "DATE", "day of its adoption")
_PARAGRAPH = Column("paragraph", "VARCHAR", "number of the paragraph as adopted")
_LOCATOR = Column("locator", "VARCHAR", "document and paragraph that the row was read from")

SPEC = SourceSpec(
    source=Source(
        id=MARKS,
        title="Marks, mandates, reports due and citations, read from Security Council texts by Demarche's rules",
        publisher="Demarche, from the United Nations' machine-readable resolutions",
        terms="Facts derived from documents of the United Nations, which must be acknowledged as the source",
        url="https://github.com/UNxml/SCresolutions",
        citation="Derived by Demarche from: United Nations, DGACM, Machine-readable Security Council resolutions",
        coverage="Resolutions of the archive in use; see the scorecard of expiries for how much the rules find",
    ),
    tables=(
        TableSpec(
            "paragraph_marks",
            "What each paragraph of a text in English does, and of which protection elements it speaks",
            (
                Column("symbol", "VARCHAR", "symbol of the document"),
                Column("seq", "INTEGER", "place in reading order, as in un_resolutions.paragraphs"),
                Column("section", "VARCHAR", "preambular, operative or statement"),
                _PARAGRAPH,
                Column("verb", "VARCHAR", "the verb that governs it, in its plain form; empty where none is known"),
                Column(
                    "axis",
                    "VARCHAR",
                    "directive, condemnation, recognition or procedure; strengths of different axes are not compared",
                ),
                Column("strength", "DOUBLE", "place of the verb on its own axis"),
                Column("elements", "VARCHAR[]", "protection element and how it is spoken of, as access: demanded"),
                Column("words", "INTEGER", "number of words"),
                _LOCATOR,
            ),
            key=("symbol", "seq"),
        ),
        TableSpec(
            "expiries",
            "The last day of something that a resolution grants",
            (
                _SYMBOL,
                _ADOPTED_ON,
                _PARAGRAPH,
                Column("date", "DATE", "the last day"),
                Column("what", "VARCHAR", "mandate, sanctions, panel, authorisation, exemption or appointment"),
                Column("kind", "VARCHAR", "explicit where the day is written out, period where it is counted"),
                Column("term_start", "DATE", "the day from which the term runs"),
                Column("term_start_basis", "VARCHAR", "why it runs from that day"),
                Column("final", "BOOLEAN", "whether the act itself wants the ending"),
                Column("subjects", "VARCHAR[]", "missions by acronym and resolutions by number that the clause names"),
                _LOCATOR,
            ),
            key=("symbol", "paragraph", "date", "what"),
        ),
        TableSpec(
            "reports_due",
            "Reports and briefings that a resolution asks for",
            (
                _SYMBOL,
                _ADOPTED_ON,
                _PARAGRAPH,
                Column("by", "VARCHAR", "who owes it; empty where the clause does not say"),
                Column("to", "VARCHAR", "who receives it; empty where the clause does not say"),
                Column("due", "DATE", "the day, where one is set"),
                Column("every_count", "INTEGER", "length of the rhythm, where it recurs"),
                Column("every_unit", "VARCHAR", "day, week, month or year"),
                Column("since", "DATE", "the day from which the rhythm is counted"),
                Column("before_end_count", "INTEGER", "how long before the mandate ends, where it is counted from that"),
                Column("before_end_unit", "VARCHAR", "day, week, month or year"),
                _LOCATOR,
            ),
        ),
        TableSpec(
            "citations",
            "Resolutions that a resolution names, by number",
            (_SYMBOL, Column("cites", "VARCHAR", "number of the resolution named"), _LOCATOR),
            key=("symbol", "cites"),
        ),
    ),
)


def derive(parsed: Parsed) -> Parsed:
    """Read the tables of `SPEC` off parsed texts, from their paragraphs in English."""
    texts = _paragraphs(parsed.tables["paragraphs"])
    documents = parsed.tables["documents"]
    tables: dict[str, dict[str, list[Any]]] = {table.name: {c.name: [] for c in table.columns} for table in SPEC.tables}
    for symbol, kind, date in zip(documents["symbol"], documents["kind"], documents["date"], strict=True):
        if kind in _ADOPTED and isinstance(date, dt.date):
            for table, row in _rows(str(symbol), date, texts.get(str(symbol), [])):
                _append(tables[table], row)
    for row in _marks(parsed.tables["paragraphs"]):
        _append(tables["paragraph_marks"], row)
    return Parsed(tables, Audit(), parsed.as_of)


def _append(table: dict[str, list[Any]], row: dict[str, Any]) -> None:
    for name, value in row.items():
        table[name].append(value)


_MARKED = ("preambular", "operative", "statement")


def _marks(columns: Columns) -> Iterator[dict[str, Any]]:
    """The marks of every paragraph in English; a list point takes the verbs of the paragraph that opens its list."""
    from demarche.subjects.texts import mark_paragraph, openings, speaks_of_conflict

    names = ("symbol", "language", "seq", "section", "number", "lead", "verbs", "text")
    by_document: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for symbol, language, *rest in zip(*(columns[c] for c in names), strict=True):
        if language == "en" and rest[1] in _MARKED:
            by_document[str(symbol)].append(tuple(rest))
    for symbol, parts in by_document.items():
        of_conflict = speaks_of_conflict(p[5] for p in parts)
        opened_by = openings((section, number or "", verbs or ()) for _, section, number, _, verbs, _ in parts)
        for (seq, section, number, lead, verbs, text), opening in zip(parts, opened_by, strict=True):
            m = mark_paragraph(section, lead or "", tuple(verbs or ()), text, opening=opening, of_conflict=of_conflict)
            yield {
                "symbol": symbol,
                "seq": seq,
                "section": section,
                "paragraph": number or "",
                "verb": m.verb,
                "axis": str(m.axis) if m.axis else None,
                "strength": m.strength,
                "elements": list(dict.fromkeys(f"{e.element}: {e.how}" for e in m.elements)),
                "words": m.words,
                "locator": f"{symbol}, place {seq}",
            }


def _paragraphs(columns: Columns) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    names: tuple[Sequence[Any], ...] = tuple(columns[c] for c in ("symbol", "language", "section", "number", "text"))
    for symbol, language, section, number, text in zip(*names, strict=True):
        if language == "en":
            found[symbol].append((number or "", text, section))
    return found


def _rows(symbol: str, adopted: dt.date, paragraphs: list[tuple[str, str, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    from demarche.subjects.forums import AdoptedText, expiries_of, number_of, reports_of, subjects_named

    parts = [AdoptedText(*p) for p in paragraphs]
    seen: set[tuple[str, dt.date, str]] = set()
    for e, words in expiries_of(parts, adopted):
        if (e.paragraph, e.date, e.what) not in seen:
            seen.add((e.paragraph, e.date, e.what))
            row = {
                "date": e.date,
                "what": str(e.what),
                "kind": str(e.kind),
                "final": e.final,
                "subjects": sorted(subjects_named(words)),
            }
            row |= {"term_start": e.term_start, "term_start_basis": str(e.term_start_basis)}
            yield "expiries", _placed(symbol, adopted, e.paragraph) | row
    for r in reports_of(parts, adopted):
        every, before = r.every, r.before_end
        row = {"by": r.by, "to": r.to, "due": r.due, "since": r.since}
        row |= {"every_count": every.count if every else None, "every_unit": str(every.unit) if every else None}
        row |= {"before_end_count": before.count if before else None, "before_end_unit": str(before.unit) if before else None}
        yield "reports_due", _placed(symbol, adopted, r.paragraph) | row
    own = number_of(symbol)
    cited = {name for part in parts for name in subjects_named(part.text) if name.isdigit()} - {own}
    for name in sorted(cited, key=int):
        yield "citations", {"symbol": symbol, "cites": name, "locator": symbol}


def _placed(symbol: str, adopted: dt.date, paragraph: str) -> dict[str, Any]:
    where = f"{symbol}, paragraph {paragraph}" if paragraph else symbol
    return {"symbol": symbol, "adopted": adopted, "paragraph": paragraph, "locator": where}
