"""A writer killed at any moment leaves the old generation or the new one, never half of one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demarche.adapters.store import Tables

TRIALS = 40
ROWS = 2000
Trial = Callable[[int, str], str]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a writer")


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    """`trial(edition, when)` runs a writer until it is killed, and says whether it came to its end."""
    command = [sys.executable, str(Path(__file__).with_name("killed_writer.py"))]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None

        def run(edition: int, when: str) -> str:
            print(tmp_path, edition, when, file=writer.stdin, flush=True)
            return writer.stdout.readline().strip()

        yield run
        writer.stdin.close()


def edition_in_use(root: Path) -> int:
    """The edition that a reader sees; every row of both tables must be of it, and every file intact."""
    with Tables.open(root / "no pack", root) as tables:
        if not tables.has("killed", "first"):
            return 0
        tables.verify()
        each = "SELECT edition, count(*) AS n FROM killed.{} GROUP BY ALL"
        seen = [row for name in ("first", "second") for row in tables.rows(each.format(name))]
        edition = int(seen[0]["edition"])
        assert seen == [{"edition": edition, "n": ROWS}] * 2
        assert tables.edition("killed").snapshot == f"killed@{edition:012x}"
    return edition


def test_a_writer_killed_at_random_moments(tmp_path: Path, trial: Trial) -> None:
    moments = random.Random(20240620)
    began = time.monotonic()
    assert trial(1, "before 1000000") == "done"
    whole = time.monotonic() - began  # as long as a write takes on this machine now, so that kills fall before and after its end
    last, half, moved = 1, 0, 0
    for _ in range(TRIALS):
        trial(last + 1, f"after {moments.uniform(0.0, 1.5 * whole):.4f}")
        half += any(tmp_path.glob("killed/.writing-*/*"))
        now = edition_in_use(tmp_path)
        assert now >= last
        moved += now > last
        last = now
    assert half >= 3, "some kills must fall into the middle of writing to prove anything"
    assert moved >= 3, "some writers must come to an end to prove anything"


def test_a_writer_killed_before_each_of_its_steps(tmp_path: Path, trial: Trial) -> None:
    assert trial(1, "before 1000000") == "done"
    assert trial(2, "before 1000000") == "done"
    last, edition, stayed, moved = 2, 3, 0, 0
    for step in range(1, 200):
        ended = trial(edition, f"before {step}")
        now = edition_in_use(tmp_path)
        assert now in {last, edition}
        stayed += now == last
        moved += now == edition
        if ended == "done":
            assert now == edition
            break
        last, edition = now, edition + 1
    else:
        pytest.fail("the writer never came to its end")
    assert stayed >= 10, "most steps come before the pointer moves"
    assert moved >= 2, "old generations are removed after it has moved"
