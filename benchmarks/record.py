"""How fast the record answers with 10,000 engagements and 5,000 commitments, beside plain sqlite3 on the same file, in one run.

    python benchmarks/record.py [ENGAGEMENTS COMMITMENTS]

Twice: spread over forty dossiers, and all in one, which is the worst case for loading. The plain queries ask the same of the same
tables and give rows of text; the record gives checked dossiers and items. Each time is the median of nine, in milliseconds. The
target is 300 ms for what is due, the whole line of a dossier (its load), and search.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from demarche.adapters.store.record import Record
from demarche.desk import due, ledger, open_workspace, search_record, trace
from demarche.doors.cli.app import collect_seldom
from demarche.model.dossier import Ask, Commitment, Constraint, Dossier, Engagement, Place

TODAY = dt.date(2024, 6, 20)
WORDS = [f"word{n}" for n in range(4000)]


def sentence(chance: random.Random, length: int) -> str:
    """Words as unequal in frequency as those of a language."""
    return " ".join(WORDS[min(int(chance.paretovariate(0.6)) - 1, len(WORDS) - 1)] for _ in range(length))


def dossiers(engagements: int, commitments: int, count: int) -> list[Dossier]:
    chance = random.Random(0)
    day = lambda: TODAY + dt.timedelta(days=chance.randrange(-1500, 300))  # noqa: E731
    made = []
    for number in range(count):
        acts = tuple(
            Engagement(
                id=f"e{n}",
                date=day(),
                act="call",
                level="ambassador",
                ask="open",
                message=sentence(chance, 40),
                reaction=sentence(chance, 15),
            )
            for n in range(engagements // count)
        )
        promises = tuple(
            Commitment(
                id=f"c{n}",
                by="a ministry",
                what=sentence(chance, 15),
                engagement=f"e{n}",
                made_on=TODAY - dt.timedelta(days=1600),
                until=TODAY + dt.timedelta(days=chance.randrange(-1500, 1500)),
                place="ford",
            )
            for n in range(commitments // count)
        )
        ford = (Place(id="ford", name="The ford"),)
        shut = (Constraint(id="shut", what="The ford is shut", place="ford", deciders=("a ministry",)),)
        asks = (Ask(id="open", what="Open the ford", of="a ministry", constraint="shut"),)
        made.append(
            Dossier(
                id=f"fictional-{number}",
                title="Fictional",
                places=ford,
                constraints=shut,
                asks=asks,
                engagements=acts,
                commitments=promises,
            )
        )
    return made


def timed(act: Callable[[], Any], repeat: int = 9, clock: Callable[[], float] = time.perf_counter) -> tuple[float, int]:
    """Median milliseconds, and how many things the answer holds."""
    spent, answer = [], None
    for _ in range(repeat):
        began = clock()
        answer = act()
        spent.append((clock() - began) * 1000)
    size = sum(1 for _ in answer.items()) if isinstance(answer, Dossier) else len(answer) if hasattr(answer, "__len__") else 1
    return statistics.median(spent), size


def compare(name: str, ours: Callable[[], Any], plain: Callable[[], Any]) -> None:
    (mine, found), (other, rows) = timed(ours), timed(plain)
    print(f"  {name:<44}{mine:>9.1f}{other:>9.1f}{mine / other:>8.1f}×{found:>8} of {rows} rows")


def measure(folder: Path, made: list[Dossier]) -> None:
    path = folder / "record.sqlite"
    record = Record.open(path, who="benchmark")
    began = time.perf_counter()
    for dossier in made:
        record.save(dossier)
    print(f"  saved in {time.perf_counter() - began:.1f} s, {path.stat().st_size / 1e6:.0f} MB\n")
    raw = sqlite3.connect(path)
    ask = lambda query, *values: raw.execute(query, values).fetchall()  # noqa: E731
    of = (
        "SELECT i.dossier, i.body FROM word_index w JOIN items i ON i.key = w.rowid WHERE word_index MATCH ? ORDER BY rank LIMIT 50"
    )
    due = (
        "SELECT dossier, body FROM items WHERE noun = 'commitments' AND until BETWEEN ? AND ? AND (known IS NULL OR known <= ?) "
        "ORDER BY until"
    )
    (uid,) = ask("SELECT uid FROM items WHERE noun = 'dossier' AND id = 'fictional-0'")[0]
    day = TODAY.isoformat()

    print(f"  {'median of nine, ms':<44}{'record':>9}{'plain':>9}{'ratio':>9}")
    for days in (30, 90):
        until = (TODAY + dt.timedelta(days=days)).isoformat()
        compare(f"due within {days} days", lambda d=days: record.commitments_due(TODAY, d), lambda u=until: ask(due, day, u, day))
    until = (TODAY + dt.timedelta(days=30)).isoformat()
    compare("due and overdue", lambda: record.commitments_due(TODAY, 30, overdue=True), lambda: ask(due, "", until, day))
    for name, words in (
        ("a rare word", "word3501"),
        ("a common word", "word3"),
        ("two words", "word5 word90"),
        ("a beginning", "word39*"),
    ):
        query = " ".join(f'"{w.rstrip("*")}"' + "*" * w.endswith("*") for w in words.split())
        compare(f"search: {name}", lambda w=words: record.search(w), lambda q=query: ask(of, q))
    compare("search: a common word, on a day", lambda: record.search("word3", on=TODAY), lambda: ask(of, "word3"))
    everything = "SELECT noun, body FROM items WHERE dossier = ? ORDER BY noun, position"
    compare("load one dossier", lambda: record.load("fictional-0"), lambda: ask(everything, uid))
    at_the_desk(folder)
    print(f"\n  {'once, ms':<44}{'record':>9}")
    for name, act in {
        "log one engagement, on the disk": lambda: record.put(
            "fictional-0",
            "engagements",
            Engagement(id=f"new-{time.monotonic_ns()}", date=TODAY, message=sentence(random.Random(), 40)),
        ),
        "save a loaded dossier with nothing changed": lambda: record.save(record.load("fictional-0")),
        "open the record": lambda: Record.open(path, who="benchmark").close(),
        "verify everything": record.verify,
        "history of one engagement": lambda: record.history("fictional-0", "e1"),
        "purge one engagement without traces": lambda: record.remove(
            "fictional-0", "engagements", record.load("fictional-0").engagements[-1].id, purge=True
        ),
    }.items():
        print(f"  {name:<44}{timed(act, 3)[0]:>9.1f}")
    raw.close()
    record.close()


def at_the_desk(folder: Path) -> None:
    """The use cases behind `demarche due`, `trace` and `dossier search`, in an open workspace; processor time tells more where others work."""
    collect_seldom()
    workspace = open_workspace(folder)
    print(f"\n  {'at the desk, median of nine, ms':<44}{'by clock':>9}{'by CPU':>9}")
    for name, act in {
        "due within 90 days and overdue, all dossiers": lambda: due(workspace, TODAY, 90, with_texts=False).lines,
        "due in one dossier": lambda: due(workspace, TODAY, 90, dossier="fictional-0", with_texts=False).lines,
        "trace of one dossier": lambda: trace(workspace, "fictional-0", TODAY, most=5).lines,
        "ledger of one dossier": lambda: ledger(workspace, "fictional-0", TODAY),
        "search: two words": lambda: search_record(workspace, "word5 word90"),
    }.items():
        (spent, found), (busy, _) = timed(act), timed(act, clock=time.process_time)
        print(f"  {name:<44}{spent:>9.1f}{busy:>9.1f}{found:>18} found")
    workspace.close()


def main() -> None:
    engagements, commitments = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (10_000, 5_000)
    for count in (40, 1):
        print(f"\n{engagements} engagements and {commitments} commitments in {count} dossier{'s' * (count > 1)}")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), dossiers(engagements, commitments, count))


if __name__ == "__main__":
    main()
