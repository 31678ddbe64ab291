"""The official languages that texts are searched and shown in, and the same paragraph in another of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.desk.text_corpus import LANGUAGES
from demarche.model.evidence import UseError
from demarche.subjects.texts.searching import ParallelRow, parallel_paragraphs

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Beside:
    """The same paragraph in another language."""

    language: str
    paragraph: str
    text: str


def language_of(text: str) -> str:
    """The code of an official language given by code or name. Raises `UseError` naming them."""
    by_name = {name.casefold(): code for code, name in LANGUAGES.items()}
    code = by_name.get(text.casefold(), text.casefold())
    if code not in LANGUAGES:
        raise UseError(
            f"“{text}” is no official language of the United Nations.",
            next_step=f"Languages are {', '.join(f'{code} ({name})' for code, name in LANGUAGES.items())}.",
        )
    return code


def languages_of(text: str) -> list[str]:
    """The languages that one option names."""
    return list(LANGUAGES) if text.casefold() == "all" else [language_of(part) for part in text.split(",") if part.strip()]


def paragraphs_beside(
    workspace: Workspace, index: ParagraphIndex, places: Sequence[int], languages: Sequence[str]
) -> dict[int, list[Beside]]:
    """The same paragraphs in other languages, by place."""
    found: dict[int, list[Beside]] = {place: [] for place in places}
    if not languages:
        return found
    corpus = index.corpus
    by_source: dict[str, list[str]] = {}
    for document in {corpus.of(place).symbol: corpus.of(place) for place in places}.values():
        by_source.setdefault(document.source, []).append(document.symbol)
    editions: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for source, symbols in by_source.items():
        for row in workspace.tables.rows(
            f"select symbol, language, seq, section, number, text from {source}.paragraphs"
            " where list_contains($symbols, symbol) and list_contains($languages, language)",
            symbols=symbols,
            languages=list(languages),
        ):
            editions.setdefault((row["symbol"], row["language"]), []).append(row)
    own = _own_rows(index, places)
    for language in languages:
        pairs = {
            symbol: parallel_paragraphs(rows, parallel_rows(editions.get((symbol, language), []))) for symbol, rows in own.items()
        }
        for place in places:
            symbol = corpus.of(place).symbol
            twin = pairs[symbol].get(int(corpus.seq[place]))
            found[place] += [
                Beside(language, row["number"] or "", row["text"])
                for row in editions.get((symbol, language), [])
                if row["seq"] == twin
            ]
    return found


def _own_rows(index: ParagraphIndex, places: Iterable[int]) -> dict[str, list[ParallelRow]]:
    """The paragraphs of the documents that hold some places, by symbol."""
    symbols = {index.corpus.of(place).symbol for place in places}
    return {
        symbol: [ParallelRow(each.seq, each.section, each.number) for each in map(index.paragraph, index.corpus.spans[symbol])]
        for symbol in symbols
    }


def parallel_rows(rows: Iterable[Mapping[str, Any]]) -> list[ParallelRow]:
    """Rows of a table of paragraphs, as they are compared across languages."""
    return [ParallelRow(row["seq"], row["section"], row["number"] or "") for row in rows]
