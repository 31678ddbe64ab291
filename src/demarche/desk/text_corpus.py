"""The texts that the user synced as one corpus: which sources have words here, and the index of their paragraphs, built when needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from demarche.model.evidence import UseError
from demarche.subjects.texts.precedent import SECTIONS, TextDocument, TextParagraph

if TYPE_CHECKING:
    from demarche.adapters.store import Tables
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.workspace import Workspace

SOURCES = ("un_resolutions", "un_ga_resolutions")
"""Sources of texts; each has the tables documents, paragraphs, sponsors and ballots in one layout."""

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic", "ru": "Russian", "zh": "Chinese"}
COUNCIL = "Security Council"
_VOTES_NEEDED = (7, 9)
"""Affirmative votes that a decision of the Council needs before 1966 and since (Charter, Article 27 as amended); where a draft has
them, a negative vote of a permanent member is what fails it."""

_DOCUMENTS_AT_ONCE = 400
_OPENED: WeakKeyDictionary[Workspace, dict[str, ParagraphIndex]] = WeakKeyDictionary()

Progress = Callable[[str, int, int | None], None]


def quiet(_label: str, _done: int, _total: int | None) -> None:
    """Show no progress."""


def text_sources(workspace: Workspace) -> list[str]:
    """The sources whose words are in this workspace; the starter pack has facts about texts and none of their words."""
    return [source for source in SOURCES if has_words(workspace.tables, source)]


def has_words(tables: Tables, source: str) -> bool:
    """Whether the paragraphs of a source are here with their words."""
    return tables.has(source, "paragraphs") and any(column.name == "text" for column in tables.columns(source, "paragraphs"))


def paragraph_index(workspace: Workspace, language: str = "en", progress: Progress = quiet) -> ParagraphIndex:
    """The index of all paragraphs in a language, built anew where the synced texts changed (about 20 seconds for 150,000).

    Raises `UseError` where no texts were synced, or none in the language, with what to do.
    """
    from demarche.adapters.store.paragraph_index import fingerprint, open_index
    from demarche.adapters.store.paragraph_writing import build_index

    sources = text_sources(workspace)
    if not sources:
        raise UseError(
            "The words of no text are here; the starter pack has only facts about them.",
            where=str(workspace.folder.root),
            next_step="Run `demarche sync un_resolutions un_ga_resolutions`, or with a file you have: "
            "demarche sync un_resolutions --from SCresolutions-main.zip",
        )
    mark = fingerprint([language, *(_edition(workspace, source) for source in sources)])
    opened = _OPENED.setdefault(workspace, {})
    if mark not in opened:
        root = workspace.folder.root / "evidence" / "index"
        found = open_index(root, language, mark)
        if found is None:
            documents = _documents(workspace, sources, language)
            if not documents:
                raise UseError(
                    f"There are no texts in {LANGUAGES.get(language, language)} here.",
                    where=", ".join(sources),
                    next_step=f"Run `demarche sync {sources[0]} --language {language}`, or choose another --language.",
                )
            workspace.folder.ensure()
            paragraphs = _paragraphs(workspace, sources, documents, language, progress)
            found = build_index(root, language, mark, documents, paragraphs, _sponsors(workspace, sources))
        opened[mark] = found
    return opened[mark]


def _edition(workspace: Workspace, source: str) -> str:
    """What tells one state of a source's tables from another."""
    from demarche.adapters.store import current_generation

    folder = current_generation(workspace.folder.tables, source) if workspace.folder.exists else None
    return f"{source} {folder.name if folder else workspace.tables.edition(source).snapshot}"


def _documents(workspace: Workspace, sources: Sequence[str], language: str) -> list[TextDocument]:
    """Every dated document with paragraphs of `SECTIONS` in the language, in order of date and symbol."""
    found = []
    for source in sources:
        rows = workspace.tables.rows(
            f"select symbol, organ, kind, date, title, agenda_item, adopted, yes, no, abstain from {source}.documents d"
            f" where date is not null and exists (select 1 from {source}.paragraphs p where p.symbol = d.symbol"
            " and p.language = $language and list_contains($sections, p.section))",
            language=language,
            sections=list(SECTIONS),
        )
        against = _against(workspace, source)
        found += [_document(workspace, row, source, against.get(row["symbol"], ())) for row in rows]
    return sorted(found, key=lambda each: (each.date, each.symbol))


def _against(workspace: Workspace, source: str) -> dict[str, tuple[str, ...]]:
    """Who voted against each draft that was not adopted, by id."""
    found: dict[str, tuple[str, ...]] = {}
    for row in workspace.tables.rows(
        f"select b.symbol, list(b.actor order by b.actor) actors from {source}.ballots b join {source}.documents d using (symbol)"
        " where not d.adopted and b.vote = 'no' group by b.symbol"
    ):
        found[row["symbol"]] = tuple(row["actors"])
    return found


def _document(workspace: Workspace, row: dict[str, Any], source: str, against: Sequence[str]) -> TextDocument:
    votes = tuple(count for count in (row["yes"], row["no"], row["abstain"]) if count is not None)
    needed = _VOTES_NEEDED[row["date"].year >= 1966]
    enough = bool(against) and row["organ"] == COUNCIL and (row["yes"] or 0) >= needed
    permanent = _permanent(workspace, row["date"]) if enough else frozenset()
    return TextDocument(
        row["symbol"],
        row["organ"],
        row["kind"],
        row["date"],
        row["title"] or "",
        row["agenda_item"] or "",
        bool(row["adopted"]),
        votes if len(votes) == 3 else (),
        source,
        tuple(workspace.name_of(actor) for actor in against),
        tuple(workspace.name_of(actor) for actor in against if actor in permanent),
    )


def _permanent(workspace: Workspace, day: dt.date) -> frozenset[str]:
    """The permanent members on a day; none where the seats of the day are not recorded."""
    try:
        return frozenset(seat.state for seat in workspace.registry.council(day) if seat.permanent)
    except UseError:
        return frozenset()


def _sponsors(workspace: Workspace, sources: Sequence[str]) -> dict[str, dict[str, str]]:
    """The sponsors of each document by their names: how each is named on the draft, by id."""
    found: dict[str, dict[str, str]] = {}
    for source in sources:
        for row in workspace.tables.rows(f"select symbol, actor, name_as_given from {source}.sponsors order by name_as_given"):
            found.setdefault(row["symbol"], {})[row["actor"]] = row["name_as_given"]
    return found


def _paragraphs(
    workspace: Workspace, sources: Sequence[str], documents: Sequence[TextDocument], language: str, progress: Progress
) -> Iterator[TextParagraph]:
    """The paragraphs of the documents in their order, some documents at once, so that memory stays small."""
    place = {each.symbol: n for n, each in enumerate(documents)}
    for start in range(0, len(documents), _DOCUMENTS_AT_ONCE):
        progress("Indexing paragraphs", start, len(documents))
        some = [each.symbol for each in documents[start : start + _DOCUMENTS_AT_ONCE]]
        rows: list[dict[str, Any]] = []
        for source in sources:
            rows += workspace.tables.rows(
                f"select symbol, seq, section, number, lead, verbs, text from {source}.paragraphs where language = $language"
                " and list_contains($sections, section) and list_contains($symbols, symbol)",
                language=language,
                sections=list(SECTIONS),
                symbols=some,
            )
        # what DuckDB holds is let go each time; the tables open again when next asked
        workspace.tables.close()
        for row in sorted(rows, key=lambda each: (place[each["symbol"]], each["seq"])):
            yield TextParagraph(
                row["symbol"], row["seq"], row["section"], row["number"], row["lead"], row["text"], tuple(row["verbs"] or ())
            )


def day_after(on: dt.date) -> dt.date:
    """The day after, so that what is of the day itself is still known on it."""
    return on + dt.timedelta(days=1) if on < dt.date.max else on
