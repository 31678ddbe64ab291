"""A process that writes generations until it is killed; started by `test_killed_writer.py`.

It reads one line a trial: the tables folder, the number of an edition, and when to kill. `after 0.05` forks a writer that writes
edition after edition and kills it with SIGKILL after so many seconds; `before 17` forks a writer of one edition that ends, without
any clean-up, just before the seventeenth time it opens, renames or removes a file. The answer is `killed`, or `done` where the
writer came to its end.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import time
from pathlib import Path

import duckdb  # noqa: F401 - imported once, before the forks
import numpy as np  # noqa: F401

from demarche.adapters.store import write_generation
from demarche.model.evidence import Audit, Column, Parsed, Snapshot, Source, SourceSpec, TableSpec

ROWS = 2000
TABLES = ("first", "second")
_COLUMNS = (Column("number", "INTEGER", "running number"), Column("edition", "INTEGER", "the edition it belongs to"))
_SOURCE = Source("killed", "Fictional", "Fictional", "invented", "https://killed.example", "Fictional")
_SPEC = SourceSpec(_SOURCE, tuple(TableSpec(name, "rows of one edition", _COLUMNS, key=("number",)) for name in TABLES))
_STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}


def write(root: Path, edition: int) -> None:
    """Write one edition: every row of both tables carries its number."""
    table = {"number": list(range(ROWS)), "edition": [edition] * ROWS, "locator": ["row"] * ROWS}
    snapshot = Snapshot("killed", f"{edition:012x}".ljust(64, "0"), "n", 1, dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    write_generation(root, _SPEC, Parsed(dict.fromkeys(TABLES, table), Audit()), snapshot)


def end_before(step: int, root: str) -> None:
    """End this process just before its `step`-th change of a file below `root`."""
    left = step

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _STEPS and str(arguments[0]).startswith(root):
            left -= 1
            if left == 0:
                os._exit(1)

    sys.addaudithook(count)


def main() -> None:
    """Answer trials until the input ends."""
    for line in sys.stdin:
        root, edition, when, moment = line.rsplit(" ", 3)
        child = os.fork()
        if child == 0:
            if when == "before":
                end_before(int(moment), root)
                write(Path(root), int(edition))
                os._exit(0)
            for number in range(int(edition), 10**9):
                write(Path(root), number)
        if when == "after":
            time.sleep(float(moment))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        sys.stdout.write("killed\n" if status else "done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
