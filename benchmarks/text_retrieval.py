"""The index of paragraphs beside bm25s, tantivy and SQLite FTS5 as they come, on the same paragraphs, in one run.

    python benchmarks/text_retrieval.py WORKSPACE [TIMES]

WORKSPACE is one where the texts were synced. Every document is also taken TIMES over (10 unless told otherwise), each copy with a tenth
of its words exchanged for others of the vocabulary, to see how things grow. Building and asking are processes of their own, so that the
memory of one is not that of another. Printed as JSON lines: seconds to build, on the clock and of the processor; megabytes at the most
(resident, Python and libraries included) while building and while asking; megabytes on the disk; seconds until the first answer of a
fresh process; milliseconds a query, median on the clock and mean of the processor, over 300 (FTS5: 30); and the share of known
predecessors that come first and among 50 in the engine's own order.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

ENGINES = ("demarche", "bm25s", "tantivy", "fts5")
QUERIES = 300
FEW = 30
"""Questions to FTS5, which takes a hundred times as long over a whole paragraph."""

COUNT = 50
SEED = 7


def main() -> None:
    workspace, times = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        run("prepare", workspace, folder, "1")
        for factor in (1, times):
            for engine in ENGINES:
                built = run("build", engine, folder, str(factor))
                asked = run("ask", engine, folder, str(factor))
                print(json.dumps({"engine": engine, "times": factor} | built | asked), flush=True)
                remove(home / engine)


def run(step: str, name: str, folder: str, factor: str) -> dict[str, object]:
    """One step in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--step", step, name, folder, factor], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def prepare(workspace: str, home: Path) -> dict[str, object]:
    """Write the paragraphs in order of date, and the questions: paragraphs of 2022 to 2024 with known predecessors."""
    from demarche.desk import open_workspace
    from demarche.desk.text_corpus import paragraph_index
    from demarche.subjects.texts.precedent import gold_pairs

    index = paragraph_index(open_workspace(workspace))
    corpus = index.corpus
    with (home / "paragraphs.jsonl").open("w", encoding="utf-8") as file:
        for place in range(len(corpus)):
            document, each = corpus.of(place), index.paragraph(place)
            file.write(json.dumps([document.symbol, document.date.isoformat(), each.section, each.lead, each.text]) + "\n")
    pairs = [p for p in gold_pairs(corpus, index.chains.links) if corpus.of(p.successor).date.year >= 2022]
    asked = [
        {
            "text": index.paragraph(pair.successor).text,
            "before": corpus.before(corpus.of(pair.successor).date),
            "wording": int(corpus.wording[pair.predecessor]),
        }
        for pair in random.Random(SEED).sample(pairs, QUERIES)
    ]
    (home / "asked.json").write_text(json.dumps(asked))
    (home / "words.json").write_text(json.dumps(corpus.alphabet.words[:20000]))
    np.save(home / "wording.npy", corpus.wording)
    return {}


def paragraphs(home: Path, factor: int) -> Iterator[tuple[str, dt.date, str, str, str]]:
    """Every document as often as told, in order of date; copies are documents of their own with a tenth of their words exchanged."""
    vocabulary = json.loads((home / "words.json").read_text())
    draw = random.Random(SEED)
    with (home / "paragraphs.jsonl").open(encoding="utf-8") as file:
        rows = (json.loads(line) for line in file)
        for symbol, own in groupby(rows, key=lambda row: row[0]):
            lines = [(dt.date.fromisoformat(date), section, lead, text) for _, date, section, lead, text in own]
            for copy in range(factor):
                for day, section, lead, text in lines:
                    words = (
                        text if not copy else " ".join(draw.choice(vocabulary) if draw.random() < 0.1 else w for w in text.split())
                    )
                    yield f"{symbol} copy {copy}" if copy else symbol, day, section, lead, words


def build(engine: str, home: Path, factor: int) -> dict[str, object]:
    folder = home / engine
    start = time.perf_counter()
    BUILD[engine](folder, home, factor)
    seconds, processor = round(time.perf_counter() - start, 1), round(time.process_time(), 1)
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return {"build_seconds": seconds, "build_processor_seconds": processor, "build_peak_mb": peak(), "disk_mb": round(disk)}


def ask(engine: str, home: Path, factor: int) -> dict[str, object]:
    asked = json.loads((home / "asked.json").read_text())
    wording = np.load(home / "wording.npy")
    start = time.perf_counter()
    answer = ASK[engine](home / engine, home)
    answer(asked[0]["text"], asked[0]["before"] * factor)
    first = round(time.perf_counter() - start, 2)
    taken, right = [], []
    worked = time.process_time()
    for each in asked[: FEW if engine == "fts5" else QUERIES]:
        start = time.perf_counter()
        found = answer(each["text"], each["before"] * factor)
        taken.append(time.perf_counter() - start)
        right.append([factor == 1 and int(wording[int(place)]) == each["wording"] for place in found])
    result: dict[str, object] = {
        "ask_peak_mb": peak(),
        "first_answer_seconds": first,
        "query_ms": round(1000 * sorted(taken)[len(taken) // 2], 2),
        "query_processor_ms": round(1000 * (time.process_time() - worked) / len(taken), 2),
    }
    if factor == 1:
        result["first"] = round(sum(row[:1] == [True] for row in right) / len(right), 3)
        result["in_50"] = round(sum(any(row) for row in right) / len(right), 3)
    return result


def build_demarche(folder: Path, home: Path, factor: int) -> None:
    from demarche.adapters.store.paragraph_writing import build_index
    from demarche.subjects.texts.precedent import TextDocument, TextParagraph

    def rows() -> Iterator[TextParagraph]:
        for place, (symbol, _, section, lead, text) in enumerate(paragraphs(home, factor)):
            yield TextParagraph(symbol, place, section, "", lead, text)

    documents: dict[str, TextDocument] = {}
    for symbol, day, *_ in paragraphs(home, factor):
        documents.setdefault(symbol, TextDocument(symbol, "Security Council", "resolution", day))
    build_index(folder, "en", "bench", list(documents.values()), rows(), {})


def ask_demarche(folder: Path, _home: Path) -> Callable[[str, int], Sequence[int]]:
    from demarche.adapters.store.paragraph_index import open_index
    from demarche.subjects.texts.precedent import words

    index = open_index(folder, "en", "bench")
    return lambda text, before: index.candidates(words(text), before, COUNT)


def build_bm25s(folder: Path, home: Path, factor: int) -> None:
    import bm25s

    corpus = [text for *_, text in paragraphs(home, factor)]
    engine = bm25s.BM25()
    engine.index(bm25s.tokenize(corpus, stopwords="en", show_progress=False), show_progress=False)
    engine.save(str(folder), show_progress=False)


def ask_bm25s(folder: Path, _home: Path) -> Callable[[str, int], Sequence[int]]:
    import bm25s

    engine = bm25s.BM25.load(str(folder), mmap=True)
    size = engine.scores["num_docs"]

    def answer(text: str, before: int) -> Sequence[int]:
        mask = np.zeros(size, np.float32)
        mask[:before] = 1
        tokens = bm25s.tokenize([text], stopwords="en", return_ids=False, show_progress=False)
        found, _ = engine.retrieve(tokens, k=COUNT, weight_mask=mask, show_progress=False)
        return found[0]

    return answer


def build_tantivy(folder: Path, home: Path, factor: int) -> None:
    import tantivy

    folder.mkdir()
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("words", stored=False, tokenizer_name="en_stem")
    schema.add_unsigned_field("place", stored=True, indexed=True, fast=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer(100_000_000)
    for place, (*_, text) in enumerate(paragraphs(home, factor)):
        document = tantivy.Document()
        document.add_text("words", text)
        document.add_unsigned("place", place)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def ask_tantivy(folder: Path, _home: Path) -> Callable[[str, int], Sequence[int]]:
    import re

    import tantivy

    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()

    def answer(text: str, before: int) -> Sequence[int]:
        plain = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, index.parse_query(plain, ["words"])),
                (
                    tantivy.Occur.Must,
                    tantivy.Query.range_query(index.schema, "place", tantivy.FieldType.Unsigned, 0, before, include_upper=False),
                ),
            ]
        )
        return [searcher.doc(address)["place"][0] for _, address in searcher.search(query, COUNT).hits]

    return answer


def build_fts5(folder: Path, home: Path, factor: int) -> None:
    import sqlite3

    folder.mkdir()
    connection = sqlite3.connect(folder / "words.sqlite", isolation_level=None)
    connection.execute("pragma journal_mode = off")
    connection.execute("create virtual table p using fts5(words, content='', tokenize='porter unicode61')")
    connection.execute("begin")
    rows = ((place + 1, text) for place, (*_, text) in enumerate(paragraphs(home, factor)))
    connection.executemany("insert into p(rowid, words) values (?, ?)", rows)
    connection.execute("commit")
    connection.close()


def ask_fts5(folder: Path, _home: Path) -> Callable[[str, int], Sequence[int]]:
    import re
    import sqlite3

    connection = sqlite3.connect(folder / "words.sqlite")

    def answer(text: str, before: int) -> Sequence[int]:
        words = dict.fromkeys(word for word in re.findall(r"[a-z0-9]+", text.lower()) if len(word) > 3)
        rows = connection.execute(
            "select rowid - 1 from p where p match ? and rowid <= ? order by rank limit ?",
            (" OR ".join(f'"{w}"' for w in words), before, COUNT),
        )
        return [place for (place,) in rows]

    return answer


BUILD = {"demarche": build_demarche, "bm25s": build_bm25s, "tantivy": build_tantivy, "fts5": build_fts5}
ASK = {"demarche": ask_demarche, "bm25s": ask_bm25s, "tantivy": ask_tantivy, "fts5": ask_fts5}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        step, name, place, times = sys.argv[2:]
        steps = {"prepare": lambda: prepare(name, Path(place)), "build": lambda: build(name, Path(place), int(times))}
        steps["ask"] = lambda: ask(name, Path(place), int(times))
        print(json.dumps(steps[step]()))
    else:
        main()
