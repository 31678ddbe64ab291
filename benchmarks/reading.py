"""How fast the program reads what it lives on, beside a plain reading of the same, in one run.

    python benchmarks/reading.py [DATA_FOLDER]

The registry of actors beside `csv` on its files; the Council's roll calls of the starter pack beside their ballots fetched by
DuckDB; the archives of resolutions beside lxml on every entry, when DATA_FOLDER has them; and drafts of great length beside half of
themselves, where a ratio near two says that time grows as length does. Processor time, the least of three runs (archives: one),
as JSON lines `{"name", "seconds", "ratio"}`.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from demarche.adapters.drafts import read_draft
from demarche.adapters.sources import load_parser
from demarche.adapters.store import load_registry, pack_folder
from demarche.desk import open_workspace, roll_calls
from demarche.desk.resolving import resolver

ARCHIVES = {
    "un_resolutions": "un-sc-resolutions/SCresolutions-main.zip",
    "un_ga_resolutions": "un-ga-resolutions/GAresolutions-main.zip",
}


def least(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of processor time of the shortest of a few runs."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def told(name: str, seconds: float, peer: float) -> None:
    print(json.dumps({"name": name, "seconds": round(seconds, 3), "ratio": round(seconds / peer, 2)}), flush=True)


def registry() -> float:
    def fresh() -> None:
        load_registry.cache_clear()
        load_registry()

    return least(fresh)


def tables_of_the_registry() -> None:
    for path in sorted(pack_folder("actors").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            list(csv.DictReader(file))


def every_entry(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                etree.fromstring(archive.read(name), etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True))


def plan(paragraphs: int) -> bytes:
    """A fictional resolution with a long annex."""
    lines = "".join(
        f"{n}. The boat number {n} shall carry all who are wounded to the landing at Merrin, and shall come back from there\n"
        "before the night of the same day, whatever the weather on the river and whoever holds the landing;\n"
        for n in range(1, paragraphs + 1)
    )
    return f"The Security Council,\nRecalling its fictional resolution,\n1. Endorses the plan annexed;\nAnnex\n{lines}".encode()


def one_paragraph(lines: int) -> bytes:
    return ("1. Decides that\n" + "the boats and the crews and the\n" * lines).encode()


def main() -> None:
    """Measure and print."""
    told("registry of actors, beside csv", registry(), least(tables_of_the_registry))
    with tempfile.TemporaryDirectory() as place:
        root = open_workspace(place).folder.root
        ballots = "select * from un_council_votes.council_ballots"
        plain = least(lambda: open_workspace(root).tables.arrays(ballots))
        told("Council roll calls joined, beside their ballots fetched", least(lambda: roll_calls(open_workspace(root))), plain)
    for name, draft, long in (
        ("a plan of 10,000 paragraphs", plan, 10_000),
        ("a paragraph of 20,000 lines", one_paragraph, 20_000),
    ):
        half = least(lambda draft=draft, long=long: read_draft(draft(long // 2)))
        told(f"{name}, beside half of it", least(lambda draft=draft, long=long: read_draft(draft(long))), half)
    for source, file in ARCHIVES.items() if len(sys.argv) > 1 else ():
        path = Path(sys.argv[1]) / file
        resolve = resolver(load_registry())
        ours = least(lambda source=source, path=path, resolve=resolve: load_parser(source)(path, resolve), 1)
        told(f"{source}, beside lxml", ours, least(lambda path=path: every_entry(path), 1))


if __name__ == "__main__":
    main()
