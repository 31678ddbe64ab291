"""How drafts are split, how naive text of pages is put together again, and how long a redline takes, on texts of 2022 and later.

Gold are the paragraphs as the publisher's markup has them. Two of the forms that users have are made from it: plain text with typed
numbers, and pages as extractors give them (see `simulated_pages`; the words by which broken ones are closed up were counted in texts
up to 2021). Where the extra `pdf` is installed, PDF files are set from the texts and read back. No publisher's PDF is at hand.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.desk.checks.simulated_pages import Line, habits, naive_text
from demarche.desk.draft_reading import LAST_YEAR, open_draft, word_list
from demarche.desk.scorecard import Score
from demarche.desk.text_comparing import compare_text
from demarche.desk.text_corpus import text_sources
from demarche.desk.text_redlines import save_redline
from demarche.model.evidence import UseError
from demarche.subjects.texts import Block, DraftParagraph
from demarche.subjects.texts.segmentation import blocks_of, segment

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

SOURCE = "United Nations, machine-readable resolutions of Council and Assembly, as synced"
_SEED = 7
_DOCUMENTS = 150
_PDFS = 40
_KINDS = ("preambular", "operative")
_A_DRAFT = 60
_SAME = str.maketrans({"\u2011": "-", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class _Gold:
    """A text with its paragraphs: (section, number, words, phrases in italics) in reading order, notes left out."""

    symbol: str
    title: str
    date: Any
    rows: tuple[tuple[str, str, str, tuple[str, ...]], ...]

    def title_page(self) -> list[Line]:
        """The lines that stand above the text on its first page."""
        day = f"{self.date.day} {self.date:%B %Y}"
        short = self.symbol.rpartition("/RES/")[2]
        council = self.symbol.startswith("S/")
        body = "Security Council" if council else "General Assembly"
        head = ["United Nations", self.symbol, body, "Distr.: General", day]
        head += [f"Resolution {short}", f"Adopted by the {body} at its fictional meeting, on {day}"] if council else []
        head += [] if council else [f"Resolution adopted by the {body} on {day}", f"{short}. {self.title}"]
        return [(line, (), ()) for line in head]

    def lines(self) -> list[str]:
        """The paragraphs as they are printed, each with its own number before it."""
        printed: list[str] = []
        met: set[tuple[str, str]] = set()
        for section, number, text, _ in self.rows:
            first = bool(number) and section != "heading" and (section, number) not in met
            met.add((section, number))
            printed.append(_label(number) + text if first else text)
        return printed


def scores(workspace: Workspace, data: Path | None) -> list[Score]:  # noqa: ARG001
    """Kinds and whole paragraphs for each organ, and times. Raises `UseError` where no texts were synced."""
    sources = text_sources(workspace)
    if not sources:
        raise UseError(
            "This check reads texts, and none were synced.",
            where=str(workspace.folder.root),
            next_step="Run: demarche sync un_resolutions --from SCresolutions-main.zip",
        )
    found: list[Score] = []
    golds: list[_Gold] = []
    for source in sources:
        organ = "Council" if source == "un_resolutions" else "Assembly"
        every = _golds(workspace, source)
        own = every[:_DOCUMENTS]
        golds += own
        found += [_kinds(every, organ), *_pages(own, organ)]
    found += _set_pages(golds)
    return [*found, *_times(workspace, golds)]


def _golds(workspace: Workspace, source: str) -> list[_Gold]:
    """The texts of the years after the tuning, in random order; those of which it is not known what is printed are left out."""
    documents = workspace.tables.rows(
        f"select symbol, title, date from {source}.documents where kind = 'resolution' and year(date) > $last order by symbol",
        last=LAST_YEAR,
    )
    random.Random(_SEED).shuffle(documents)  # noqa: S311
    rows = workspace.tables.rows(
        f"select symbol, seq, section, number, verbs, text from {source}.paragraphs where language = 'en' and section <> 'note'"
        " and list_contains($symbols, symbol) order by symbol, seq",
        symbols=[row["symbol"] for row in documents],
    )
    by_symbol: dict[str, list[tuple[str, str, str, tuple[str, ...]]]] = {}
    for row in rows:
        by_symbol.setdefault(row["symbol"], []).append(
            (row["section"], row["number"] or "", row["text"], tuple(row["verbs"] or ()))
        )
    return [
        _Gold(row["symbol"], row["title"] or "", row["date"], tuple(by_symbol[row["symbol"]]))
        for row in documents
        if row["symbol"] in by_symbol and all(_is_printed(*each[1:3]) for each in by_symbol[row["symbol"]])
    ]


def _is_printed(number: str, text: str) -> bool:
    """Whether what stands before a paragraph is known: a dash stands for letters that the markup lost too, and tables have cells."""
    return "–" not in number and " | " not in text


def _label(number: str) -> str:
    last = number.rsplit(" ", 1)[-1]
    return f"{last}. " if last.isdigit() else f"{last} "


def _kinds(golds: Sequence[_Gold], organ: str) -> Score:
    """Whether recitals and operative paragraphs are told apart in plain text with typed numbers; not found counts as wrong."""
    right = plain = n = 0
    for gold in golds:
        read = {_bare(each.text): each.section for each in segment([Block(line) for line in gold.lines()]).paragraphs}
        for line, (section, _, text, _) in zip(gold.lines(), gold.rows, strict=True):
            if section in _KINDS:
                n += 1
                right += read.get(_bare(text)) == section
                plain += ("operative" if re.match(r"\(?[\da-z]{1,3}[.)]", line) else "preambular") == section
    return Score(
        f"recital or operative, {organ}, plain text",
        round(right / n, 4),
        "share",
        n,
        round(plain / n, 4),
        "by the number alone",
        SOURCE,
    )


def _pages(golds: Sequence[_Gold], organ: str) -> list[Score]:
    """Whole paragraphs word for word from the simulated naive text of pages, and their kind."""
    chance = random.Random(_SEED)  # noqa: S311
    exact = kinds = plain = n = 0
    for gold in golds:
        page = naive_text([*gold.title_page(), *_with_notes(gold.lines(), chance)], gold.symbol, gold.title, chance, habits(chance))
        read = {_bare(each.text): each.section for each in segment(blocks_of(page, word_list())).paragraphs}
        joined = {_bare(each) for each in _plainly_joined(page)}
        for section, _, text, _ in gold.rows:
            if section in _KINDS:
                n += 1
                exact += _bare(text) in read
                kinds += read.get(_bare(text)) == section
                plain += _bare(text) in joined
    what = f"whole paragraph exact, {organ}, simulated naive text of pages"
    return [
        Score(what, round(exact / n, 4), "share", n, round(plain / n, 4), "lines joined up to the next number or blank", SOURCE),
        Score(f"… and its kind right, {organ}", round(kinds / n, 4), "share", n, None, "", SOURCE),
    ]


def _with_notes(lines: Iterable[str], chance: random.Random) -> list[Line]:
    """The lines, one in twelve with a footnote, as the publisher sets them: after a name or before a comma."""
    made: list[Line] = []
    for line in lines:
        ends = [found.end() for found in re.finditer(r"\b[A-Z][a-z]{4,}(?= )|[a-z]{4}(?=[,;])", line)][2:]
        notes = (
            ((chance.choice(ends), "See the fictional document of the same number, annex."),)
            if ends and chance.random() < 1 / 12
            else ()
        )
        made.append((line, (), notes))
    return made


def _plainly_joined(page: str) -> list[str]:
    """The plainest way: lines are joined until one begins with a number or a letter in brackets, or the one before ended a sentence."""
    found: list[str] = []
    for line in filter(None, map(str.strip, page.split("\n"))):
        begins = re.match(r"(?:\d{1,3}\.|\([a-z]{1,3}\))(?:\s|$)", line)
        if (
            begins
            or not found
            or (found[-1][-1:] in {";", ".", ","} and line[0].isupper() and len(found[-1].rsplit("\n", 1)[-1]) < 70)
        ):
            found.append(line[begins.end() :].strip() if begins else line)
        else:
            found[-1] = f"{found[-1]} {line}".strip()
    return found


def _bare(text: str) -> str:
    return text.translate(_SAME).strip(" “”\"'")


def _set_pages(golds: Sequence[_Gold]) -> list[Score]:
    """Whole paragraphs word for word from PDF files set from the texts; nothing where the extra is not installed."""
    try:
        import typst
    except ModuleNotFoundError:
        return []
    chance = random.Random(_SEED)  # noqa: S311
    exact = verbs = n = pages = 0
    begun = 0.0
    for gold in chance.sample(list(golds), min(_PDFS, len(golds))):
        content = bytes(typst.compile(_typst(gold).encode()))
        start = time.perf_counter()
        draft = open_draft(content, gold.symbol).draft
        begun += time.perf_counter() - start
        pages += content.count(b"/Type /Page\n") or content.count(b"/Type/Page") or 1
        read: dict[str, DraftParagraph] = {_bare(each.text): each for each in draft.paragraphs}
        for section, _, text, acts in gold.rows:
            if section in _KINDS:
                n += 1
                own = read.get(_bare(text))
                exact += own is not None
                verbs += own is not None and own.verbs == acts
    return [
        Score("whole paragraph exact, PDF files set from the texts", round(exact / n, 4), "share", n, None, "", SOURCE),
        Score("… and all its acts from the italics", round(verbs / n, 4), "share", n, None, "", SOURCE),
    ]


def _typst(gold: _Gold) -> str:
    """A page as the publisher sets it: letter size, ten points, running symbol, acts in italics."""
    parts = [
        '#set page(width: 216mm, height: 279mm, margin: 32mm, footer: context [#counter(page).display("1/1", both: true)])',
        "#set text(size: 10pt, hyphenate: false)",
        "#set par(justify: true, spacing: 0.9em)",
    ]
    for line, (_, _, _, acts) in zip(gold.lines(), gold.rows, strict=True):
        rest, made = line, ""
        for act in acts:
            before, found, after = rest.partition(act)
            if found:
                made += f"#{_quoted(before)};#emph({_quoted(act)});"
                rest = after
        parts.append(f"{made}#{_quoted(rest)}" if rest else made)
    return "\n\n".join(parts)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _times(workspace: Workspace, golds: Sequence[_Gold]) -> list[Score]:
    """From a Word draft of about sixty paragraphs to the finished redline: in a process that has done it before, and as a command."""
    import docx

    sized = sorted(golds, key=lambda gold: abs(sum(section in _KINDS for section, *_ in gold.rows) - _A_DRAFT))
    gold = sized[0]
    with tempfile.TemporaryDirectory() as folder:
        draft, redline = Path(folder) / "draft.docx", Path(folder) / "redline.docx"
        document = docx.Document()
        for line in gold.lines():
            document.add_paragraph(line)
        document.save(str(draft))
        warm, busy = [], []
        for _ in range(5):
            start, worked = time.perf_counter(), time.process_time()
            save_redline(compare_text(workspace, open_draft(draft), gold.date), redline)
            warm.append(time.perf_counter() - start)
            busy.append(time.process_time() - worked)
        call = [sys.executable, "-c", "from demarche.doors.cli import main; main()", "text", str(draft), "--on", str(gold.date)]
        call += ["--workspace", str(workspace.folder.root), "--out", str(redline)]
        cold, cold_busy = [], []
        for _ in range(3):
            start, before = time.perf_counter(), os.times()
            subprocess.run(call, check=True, capture_output=True, timeout=120)  # noqa: S603
            cold.append(time.perf_counter() - start)
            after = os.times()
            cold_busy.append(after.children_user + after.children_system - before.children_user - before.children_system)
    n = sum(section in _KINDS for section, *_ in gold.rows)
    what = f"a Word draft of {n} paragraphs to the Word redline"
    return [
        Score(f"{what}, warm", round(min(warm[1:]), 2), "s", n, None, "", SOURCE),
        Score("… of one core's time, warm", round(min(busy[1:]), 2), "s", n, None, "", SOURCE),
        Score(f"{what}, from a cold command", round(min(cold), 2), "s", n, None, "", SOURCE),
        Score("… of one core's time, cold", round(min(cold_busy), 2), "s", n, None, "", SOURCE),
    ]
