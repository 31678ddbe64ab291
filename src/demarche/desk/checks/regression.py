"""What a draft loses: weakenings of a known kind put into later texts, edits that change no force, real findings read by eye, redlines.

The edited paragraphs are operative ones of 2022 and later that speak of a protection element; each gets one edit and is read as plain
words, without italics, as a pasted draft is. Real findings are those on resolutions beside earlier wordings, labelled by readers as right
or wrong; the labels name places, not words. Redlines are written for renewals and read back with all changes accepted and rejected.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.store import pack_folder
from demarche.desk.precedents import opening_at
from demarche.desk.scorecard import Score, share
from demarche.desk.text_corpus import paragraph_index
from demarche.subjects.texts import find_elements
from demarche.subjects.texts.draft import Block, DraftParagraph
from demarche.subjects.texts.precedent import SECTIONS
from demarche.subjects.texts.precedent.gold import gold_pairs
from demarche.subjects.texts.regression import Code, Direction, regressions
from demarche.subjects.texts.regression.injected import inject
from demarche.subjects.texts.regression.plain import plain_codes
from demarche.subjects.texts.segmentation.acts import acts_of

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.workspace import Workspace

FIRST = 2022
KINDS = (Code.VERB, Code.HEDGE, Code.HUMANITARIAN_LAW, Code.SCOPE, Code.MODALITY)
_MOST = 600
_SEED = 20
_FEWEST_WORDS = 8
_PAIRS_TRACKED = 3_000
_PAIRS_A_FILE = 200
_SOURCE = "operative paragraphs on protection elements, 2022 and later, one edit each"
_READ = "later and earlier wording, by place"
_PLAIN = "leading verb, numbers of hedges and of references"


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """The whole scorecard, in about two minutes. Raises `UseError` where no texts were synced."""
    del data
    index = paragraph_index(workspace)
    return [*_injected(index), *_read_by_eye(index), *_tracked(index)]


def _injected(index: ParagraphIndex) -> Iterator[Score]:
    """Each kind of weakening found with its code, and false alarms on edits that change no force."""
    draw = random.Random(_SEED)  # noqa: S311 - a sample, no secret
    paragraphs = list(_later_paragraphs(index, draw))
    spent = 0.0
    compared = 0
    for kind in (*KINDS, None):
        right = plain = total = 0
        for paragraph in paragraphs:
            edited = inject(paragraph, kind, draw)
            if edited is None:
                continue
            lead, verbs = acts_of("operative", Block(edited.text))
            draft = DraftParagraph("operative", paragraph.number, lead, verbs, edited.text)
            start = time.perf_counter()
            found = regressions(draft, paragraph)
            spent += time.perf_counter() - start
            compared += 1
            simple = plain_codes(draft, paragraph)
            if kind is None:
                right += bool(found)
                plain += bool(simple)
            else:
                right += any(each.code is kind and each.direction is Direction.WEAKER for each in found)
                plain += kind in simple
            total += 1
            if total == _MOST:
                break
        name = f"injected weakening found: {kind}" if kind else "false alarms on edits that change no force"
        yield Score(name, share(right, total), "share", total, share(plain, total), _PLAIN, _SOURCE)
    yield Score("time to compare a paragraph", round(1000 * spent / max(compared, 1), 3), "ms", compared, None, "", "this machine")


def _later_paragraphs(index: ParagraphIndex, draw: random.Random) -> Iterator[DraftParagraph]:
    corpus = index.corpus
    operative = SECTIONS.index("operative")
    places = [
        place
        for place in range(len(corpus))
        if corpus.section[place] == operative and corpus.lengths[place] >= _FEWEST_WORDS and corpus.of(place).date.year >= FIRST
    ]
    draw.shuffle(places)
    for place in places:
        each = _paragraph(index, place)
        if find_elements(each.text):
            yield each


def _paragraph(index: ParagraphIndex, place: int) -> DraftParagraph:
    each = index.paragraph(place)
    section: Any = each.section
    return DraftParagraph(section, each.number, each.lead, each.verbs or ((each.lead,) if each.lead else ()), each.text)


def _read_by_eye(index: ParagraphIndex) -> Iterator[Score]:
    """Of the real findings that were read, how many a reader calls right, batch by batch; those no longer made are left out."""
    corpus = index.corpus
    places = {(corpus.of(place).symbol, int(corpus.seq[place])): place for place in range(len(corpus))}
    batches: dict[str, list[bool]] = {}
    made: dict[bool, list[bool]] = {True: [], False: []}
    for row in labels():
        ours, theirs = (places.get((row[f"{which}_symbol"], int(row[f"{which}_seq"]))) for which in ("draft", "adopted"))
        if ours is None or theirs is None:
            continue
        found = regressions(
            _paragraph(index, ours),
            _paragraph(index, theirs),
            symbol=row["adopted_symbol"],
            opening=opening_at(index, ours),
            adopted_opening=opening_at(index, theirs),
            renews=row["renews"] == "true",
        )
        right = row["right"] == "true"
        made[right].append(any(each.code == row["code"] and each.direction == row["direction"] for each in found))
        if made[right][-1]:
            batches.setdefault(row["batch"], []).append(right)
    for batch, verdicts in batches.items():
        name = f"real findings called right by a reader, batch “{batch}”"
        yield Score(name, share(sum(verdicts), len(verdicts)), "share", len(verdicts), None, "", _READ)
    for right, called in ((True, "right"), (False, "wrong")):
        yield Score(
            f"of all that a reader called {called}, still found",
            share(sum(made[right]), len(made[right])),
            "share",
            len(made[right]),
            None,
            "",
            _READ,
        )


def labels() -> list[dict[str, str]]:
    """The real findings that were read, and whether the reader calls each right.

    Columns: batch; symbol and place of the draft's paragraph and of the adopted one; code and direction of the finding; `renews`, whether
    the later text continues the earlier one; `right`.
    """
    with (pack_folder("texts") / "regression_labels.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _tracked(index: ParagraphIndex) -> Iterator[Score]:
    """Renewals as Word files with tracked changes: accepted they are the new text, rejected the old."""
    from demarche.adapters.papers.tracked import TrackedParagraph, tracked_bytes
    from demarche.adapters.word_files import accept_all, reject_all
    from demarche.subjects.texts.alignment import redline

    pairs = gold_pairs(index.corpus, index.chains.links)
    random.Random(_SEED).shuffle(pairs)  # noqa: S311 - a sample, no secret
    texts = [(_spaced(index, pair.predecessor), _spaced(index, pair.successor)) for pair in pairs[:_PAIRS_TRACKED]]
    right, spent = 0, 0.0
    for first in range(0, len(texts), _PAIRS_A_FILE):
        some = texts[first : first + _PAIRS_A_FILE]
        start = time.perf_counter()
        content = tracked_bytes(
            [TrackedParagraph(redline(*each)) for each in some], author="", date=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
        )
        spent += time.perf_counter() - start
        accepted, rejected = accept_all(content).split("\n"), reject_all(content).split("\n")
        if len(accepted) == len(rejected) == len(some):
            right += sum((a, b) == each for each, a, b in zip(some, rejected, accepted, strict=True))
    source = "paragraphs carried over from one resolution to the next"
    yield Score(
        "tracked changes: accepted the new text, rejected the old", share(right, len(texts)), "share", len(texts), None, "", source
    )
    yield Score(
        "time to write a paragraph with tracked changes",
        round(1000 * spent / max(len(texts), 1), 3),
        "ms",
        len(texts),
        None,
        "",
        source,
    )


def _spaced(index: ParagraphIndex, place: int) -> str:
    return " ".join(index.paragraph(place).text.split())
