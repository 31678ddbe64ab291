"""Search over all synced texts: words and phrases in six languages, filters, and the same paragraph in other languages beside it."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.desk.precedents import WordingUse, wording_use
from demarche.desk.text_corpus import COUNCIL, LANGUAGES, SOURCES, Progress, has_words, paragraph_index, quiet
from demarche.desk.text_languages import Beside, language_of, languages_of, paragraphs_beside
from demarche.model.evidence import UseError
from demarche.subjects.texts import Element, find_elements
from demarche.subjects.texts.precedent import SECTIONS
from demarche.subjects.texts.searching import Asked, as_phrase, extract, read_asked

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.workspace import Workspace
    from demarche.subjects.texts.precedent import TextDocument

ORGANS = {"council": COUNCIL, "assembly": "General Assembly"}
KINDS = {"resolution": "resolution", "statement": "presidential_statement", "failed": "draft_not_adopted"}
"""What a text can be, as asked for; failed are drafts that were put to the vote and not adopted."""

_FEWEST_WORDS = 8
_APART = "No text has these words together in this order; these have them apart."
MOST_READ = 2000
"""Hits whose words are read for a protection element; beyond them the count is a floor."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A wording that was found: its latest use, in how many paragraphs it was found word for word, and the piece that shows why.

    `beside` is the same paragraph in other languages, as far as it can be told.
    """

    use: WordingUse
    uses: int
    extract: str
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found. `total` counts paragraphs, `wordings` those that differ, `documents` their texts; floors where `at_least`."""

    asked: str
    language: str
    on: dt.date
    total: int
    wordings: int
    documents: int
    at_least: bool
    hits: tuple[SearchHit, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """What a hit must be. `organ` is council or assembly, `kind` one of `KINDS`; `agenda` are words of the item or title."""

    organ: str = ""
    kind: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    agenda: str = ""
    element: str = ""
    sponsor: str = ""


def search_texts(
    workspace: Workspace,
    asked: str | Sequence[str],
    on: dt.date,
    filters: SearchFilters | None = None,
    *,
    language: str = "en",
    beside: Sequence[str] = (),
    newest: bool = False,
    most: int = 20,
    progress: Progress = quiet,
) -> SearchAnswer:
    """Search the paragraphs of all texts dated `on` or earlier, the best answers first, or the newest.

    `asked` is a question (see `read_asked`) or the arguments of a command line: one of several words is a phrase, unless no text has it.
    `beside` are languages to show the same paragraphs in. Raises `UseError` for a question without words, a filter that is not known,
    and where no texts were synced in the language.
    """
    from demarche.adapters.store.paragraph_search import search_paragraphs

    given = [asked] if isinstance(asked, str) else list(asked)
    spelled = given if isinstance(asked, str) else [as_phrase(each) for each in given]
    question = read_asked(" ".join(spelled))
    chosen = filters or SearchFilters()
    language = language_of(language)
    others = list(dict.fromkeys(other for each in beside for other in languages_of(each) if other != language))
    element = element_of(chosen.element)
    if element and language != "en":
        raise UseError(
            "Protection elements are found in English texts.",
            where=f"--element {chosen.element} --language {language}",
            next_step=f"Search in English and show the other language beside it with --beside {language}.",
        )
    index = paragraph_index(workspace, language, progress)
    allowed = _allowed(workspace, index, chosen, on)
    document = index.corpus.document.tolist()
    found = [each for each in search_paragraphs(index, language, question) if allowed[document[each[0]]]]
    apart = not found and spelled != given
    if apart:
        question = read_asked(" ".join(given))
        found = [each for each in search_paragraphs(index, language, question) if allowed[document[each[0]]]]
    places = sorted((place for place, _ in found), reverse=True) if newest else _best_first(index, found)
    at_least = False
    if element:
        at_least = len(places) > MOST_READ
        places = [p for p in places[:MOST_READ] if any(found is element for found, *_ in find_elements(index.paragraph(p).text))]
    by_wording: dict[int, list[int]] = {}
    for place in places:
        by_wording.setdefault(int(index.corpus.wording[place]), []).append(place)
    shown = {max(some): len(some) for some in list(by_wording.values())[:most]}
    twins = paragraphs_beside(workspace, index, list(shown), others)
    hits = tuple(_hit(index, place, uses, question, twins.get(place, ())) for place, uses in shown.items())
    notes = (*((_APART,) if apart and hits else ()), *_notes(workspace, index, others, hits))
    documents = len({document[place] for place in places})
    return SearchAnswer(
        " ".join(given if apart else spelled), language, on, len(places), len(by_wording), documents, at_least, hits, notes
    )


def element_of(text: str) -> Element | None:
    """The protection element that a person means, none for nothing. Raises `UseError` naming the nearest ones."""
    if not text:
        return None
    wanted = text.casefold().replace("-", " ").replace("_", " ")
    exact = [each for each in Element if each.value.casefold() == wanted or each.name.casefold().replace("_", " ") == wanted]
    found = exact or [each for each in Element if wanted in each.value.casefold()]
    if len(found) == 1:
        return found[0]
    named = [each.value for each in found] or difflib.get_close_matches(wanted, [e.value for e in Element], n=3, cutoff=0.4)
    raise UseError(
        f"“{text}” {'could be several protection elements' if found else 'is no protection element'}.",
        where="--element",
        next_step=f"{'Choose one of' if found else 'Nearest'}: {', '.join(named)}."
        if named
        else f"They are: {', '.join(e.value for e in Element)}.",
    )


def _one_of(text: str, known: dict[str, str], what: str) -> str:
    """The value of a word among the known ones; empty for nothing. Raises `UseError` naming them."""
    if text and text.casefold() not in known:
        raise UseError(f"“{text}” is no {what} that texts can be searched by.", next_step=f"Choose one of: {', '.join(known)}.")
    return known[text.casefold()] if text else ""


def _allowed(workspace: Workspace, index: ParagraphIndex, filters: SearchFilters, on: dt.date) -> list[bool]:
    """Whether each document of the index may be in the answer."""
    if filters.since and filters.until and filters.since > filters.until:
        raise UseError("The first day lies after the last.", where=f"{filters.since}, {filters.until}", next_step="Swap them.")
    organ, kind = _one_of(filters.organ, ORGANS, "organ"), _one_of(filters.kind, KINDS, "kind of text")
    last = min(on, filters.until or on)
    agenda = filters.agenda.casefold().split()
    sponsor = workspace.resolve_state(filters.sponsor).id if filters.sponsor else ""

    def may(each: TextDocument) -> bool:
        return (
            each.date <= last
            and (not filters.since or each.date >= filters.since)
            and (not organ or each.organ == organ)
            and (not kind or each.kind == kind)
            and (not agenda or all(word in f"{each.agenda_item} {each.title}".casefold() for word in agenda))
            and (not sponsor or sponsor in index.sponsors.get(each.symbol, {}))
        )

    return [may(each) for each in index.corpus.documents]


def _best_first(index: ParagraphIndex, found: Sequence[tuple[int, float]]) -> list[int]:
    """Places by how well they answer; fragments and annexes, which are short and full of the words, count half."""
    corpus, annex = index.corpus, SECTIONS.index("annex")
    sections, lengths = corpus.section.tolist(), corpus.lengths.tolist()

    def weight(place: int) -> float:
        return 0.5 if sections[place] == annex or lengths[place] < _FEWEST_WORDS else 1.0

    return [place for place, _ in sorted(found, key=lambda each: (-each[1] * weight(each[0]), -each[0]))]


def _hit(index: ParagraphIndex, place: int, uses: int, question: Asked, beside: Sequence[Beside]) -> SearchHit:
    use = wording_use(index, place)
    return SearchHit(use, uses, extract(use.text, question.phrases), tuple(beside))


def _notes(workspace: Workspace, index: ParagraphIndex, languages: Sequence[str], hits: Sequence[SearchHit]) -> tuple[str, ...]:
    """What a reader should know of the answer."""
    notes = (
        [] if hits else ["Look for fewer words, or for beginnings: besieg* finds besieged and besieging. OR gives alternatives."]
    )
    missing = [code for code in languages if hits and not any(b.language == code for hit in hits for b in hit.beside)]
    if missing:
        sources = sorted({document.source for document in index.corpus.documents})
        options = " ".join(f"--language {code}" for code in missing)
        notes.append(
            f"None of these paragraphs is here in {', '.join(LANGUAGES[code] for code in missing)}."
            f" If those editions were not synced: demarche sync {sources[-1]} {options}"
        )
    absent = [source for source in SOURCES if not has_words(workspace.tables, source)]
    if absent:
        notes.append(f"Not searched, since they were not synced: {', '.join(absent)}.")
    return tuple(notes)
