"""Precedents found again, acts read from plain words, and paragraphs found in other languages, on texts later than the tuning.

The weights of the ranking were fitted on renewals up to 2021; everything here is of 2022 and later. Pairs of resolutions are linked
without looking at paragraphs; which paragraph of a pair continues which is told by their words, and words also rank. The figures
therefore say how often the right text and its best-matching paragraph come first, which is not a reader's judgment of each pair. They
are given as a user's search goes (the draft's words and its agenda item), with the draft's words alone and no citation, for a
paragraph by itself, and for drafts made up of parts of several resolutions, which continue no one text.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.desk.precedent_weights import composed_trial, precedent_weights, trial
from demarche.desk.scorecard import Score, share
from demarche.desk.text_corpus import LANGUAGES, paragraph_index, text_sources
from demarche.desk.text_languages import parallel_rows
from demarche.model.evidence import UseError
from demarche.subjects.texts import read_act
from demarche.subjects.texts.draft import Block
from demarche.subjects.texts.precedent import SECTIONS, TextParagraph, words
from demarche.subjects.texts.precedent.scorecard import precedent_scores
from demarche.subjects.texts.precedent.trial import LAST_YEAR_TUNED, Told
from demarche.subjects.texts.regression.reading import read
from demarche.subjects.texts.searching import parallel_paragraphs
from demarche.subjects.texts.segmentation.acts import acts_of

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.workspace import Workspace

FIRST, LAST = LAST_YEAR_TUNED + 1, 2024
_PARAGRAPHS, _DRAFTS = 2200, 400
_ACTING = ("preambular", "operative")
_SEED = 3
_QUERIES = 300
_AFTER = 80
_ITALICS = "phrases in italics that say what the organ does, as printed; read back from the words without italics"
_CITED = re.compile(r"\(((?:19|20)\d\d)\)")
_EDITIONS = "editions in the official languages; cited years compared where a paragraph names any"


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """The whole scorecard; it takes some minutes. Raises `UseError` where texts of either organ were not synced."""
    del data
    index = paragraph_index(workspace)
    rows: list[Score] = []
    for told, label in ((Told.ALL, ""), (Told.NOTHING, ", neither item nor citations told")):
        sample = trial(index, FIRST, LAST, told, _PARAGRAPHS)
        if not sample.in_draft or not sample.alone:
            raise UseError(
                f"The texts here hold no renewals of {FIRST} to {LAST} in both the Council and the Assembly.",
                where="the synced texts",
                next_step="Bring both in: demarche sync un_resolutions un_ga_resolutions",
            )
        found = precedent_scores(sample, precedent_weights(), label)
        kept = found if told is Told.ALL else [row for row in found if "alone" not in row.name]
        rows += kept
    composed = composed_trial(index, FIRST, LAST, _DRAFTS, _PARAGRAPHS)
    rows += precedent_scores(composed, precedent_weights(), ", draft that continues no one text")
    return [*rows, *_act_scores(index), *_language_scores(workspace), _speed(index)]


def _act_scores(index: ParagraphIndex) -> list[Score]:
    """Verbs read from the words alone against those printed in italics."""
    corpus = index.corpus
    acting = [SECTIONS.index(name) for name in _ACTING]
    rows = []
    several = Counter[str]()
    paragraphs = 0
    for organ in ("Security Council", "General Assembly"):
        right = total = 0
        for place in range(len(corpus)):
            document = corpus.of(place)
            if document.organ != organ or document.date.year < FIRST or corpus.section[place] not in acting:
                continue
            paragraph = index.paragraph(place)
            if not paragraph.verbs:
                continue
            gold, found = _printed(paragraph), _read_back(paragraph)
            if paragraph.lead and gold:
                total += 1
                right += found[:1] == gold[:1]
            if len(paragraph.verbs) > 1:
                paragraphs += 1
                both = Counter(gold) & Counter(found)
                several.update(right=both.total(), printed=len(gold), found=len(found))
        rows.append(Score(f"leading verb, {organ}", share(right, total), "share", total, None, "", _ITALICS))
    f1 = share(2 * several["right"], several["printed"] + several["found"])
    where = f"{_ITALICS}; paragraphs with more than one, since the Assembly prints most further verbs upright"
    return [*rows, Score("all acts, where several are marked", f1, "F1", paragraphs, None, "", where)]


def _printed(paragraph: TextParagraph) -> list[str]:
    """The acts that a paragraph prints in italics, by their verbs."""
    found, reached = [], 0
    for phrase in paragraph.verbs:
        start = paragraph.text.find(phrase, reached)
        reached = start + len(phrase) if start >= 0 else reached
        act = read_act(phrase, paragraph.text[reached : reached + _AFTER])
        if act is not None:
            found.append(act.verb)
    return found


def _read_back(paragraph: TextParagraph) -> list[str]:
    """The acts that are read from the words alone."""
    section: Any = paragraph.section
    lead, verbs = acts_of(section, Block(paragraph.text))
    bare = TextParagraph(paragraph.symbol, paragraph.seq, section, paragraph.number, lead, paragraph.text, verbs)
    return [placed.act.verb for placed in read(bare).acts]


def _language_scores(workspace: Workspace) -> list[Score]:
    """How many paragraphs are found in each other language that was synced, and how far what they cite agrees."""
    counts: dict[str, Counter[str]] = {}
    for source in text_sources(workspace):
        editions: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for row in workspace.tables.rows(
            f"select symbol, language, seq, section, number, text from {source}.paragraphs where list_contains($acting, section)"
            f" and symbol in (select symbol from {source}.paragraphs where language <> 'en') order by symbol, language, seq",
            acting=list(_ACTING),
        ):
            editions.setdefault(row["symbol"], {}).setdefault(row["language"], []).append(row)
        for edition in editions.values():
            for language in edition.keys() - {"en"}:
                if "en" in edition:
                    counts.setdefault(language, Counter()).update(_compared(edition["en"], edition[language]))
    rows = []
    for language in LANGUAGES:
        seen = counts.get(language)
        if seen:
            name = LANGUAGES[language]
            rows.append(
                Score(f"same paragraph in {name}", share(seen["found"], seen["all"]), "share", seen["all"], None, "", _EDITIONS)
            )
            rows.append(
                Score(
                    f"cited years agree in {name}", share(seen["agree"], seen["cite"]), "share", seen["cite"], None, "", _EDITIONS
                )
            )
    return rows


def _compared(english: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]]) -> Counter[str]:
    pairs = parallel_paragraphs(parallel_rows(english), parallel_rows(other))
    texts, theirs = ({row["seq"]: row["text"] for row in rows} for rows in (english, other))
    seen = Counter(all=len(english), found=len(pairs))
    for one, same in pairs.items():
        cited = sorted(_CITED.findall(texts[one]))
        if cited:
            seen.update(cite=1, agree=int(cited == sorted(_CITED.findall(theirs[same].replace("（", "(").replace("）", ")")))))
    return seen


def _speed(index: ParagraphIndex) -> Score:
    """How long one query of the index takes."""
    corpus = index.corpus
    drawn = random.Random(_SEED).sample(range(len(corpus)), min(_QUERIES, len(corpus)))  # noqa: S311
    asked = [words(index.paragraph(place).text) for place in drawn]
    taken = []
    for spelled in asked:
        start = time.perf_counter()
        index.candidates(spelled, len(corpus), 50)
        taken.append(1000 * (time.perf_counter() - start))
    middle = sorted(taken)[len(taken) // 2]
    return Score(f"a query among {len(corpus):,} paragraphs", round(middle, 2), "ms, median", len(taken), None, "", "this machine")
