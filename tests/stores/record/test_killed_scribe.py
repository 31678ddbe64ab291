"""A scribe killed at a random moment: the record opens, the journal verifies, nothing acknowledged is lost, nothing purged remains.

`DEMARCHE_LONG=1` tries 200 moments instead of 20.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from demarche.adapters.store.record import Record

MOMENTS = 200 if os.environ.get("DEMARCHE_LONG") else 20
DOSSIER = "killed"
PROMISED: set[str] = set()
"""The promises that stood when the record was last read."""
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork and no SIGKILL")


@pytest.fixture(scope="module")
def scribes():
    """Start the process that forks scribes, so that a trial does not wait for imports."""
    command = [sys.executable, str(Path(__file__).with_name("killed_scribe.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


def acts(notes: Path) -> list[tuple[str, str, str, str]]:
    return [tuple(line.split(" ")) for line in notes.read_text("utf-8").splitlines()] if notes.exists() else []


def replay(before: dict[str, str], done: list[tuple[str, str, str, str]]) -> dict[str, str]:
    """What must stand after these acts: engagement → the word that only it holds."""
    held = dict(before)
    for _, act, name, word in done:
        if act in {"remove", "purge"}:
            held.pop(name)
        elif act == "save":
            held |= {f"{name}-{n}": f"{word}n{n:02}" for n in range(30)}
        else:
            held[name] = word
    return held


def standing(place: Path) -> dict[str, str]:
    with Record.open(place, who="reader") as record:
        assert record.verify().reason == ""
        if DOSSIER not in record.dossier_ids():
            return {}
        whole = record.load(DOSSIER)
        PROMISED.clear()
        PROMISED.update(c.id for c in whole.commitments)
        return {e.id: e.message.split(" ")[0] for e in whole.engagements}


def test_a_scribe_killed_at_any_moment_loses_nothing_acknowledged(scribes, tmp_path):
    chance = random.Random(6)
    place, fresh, acknowledged, unsure = tmp_path / "0.db", 0, 0, 0
    before: dict[str, str] = {}
    stretch = 1.0
    for moment in range(MOMENTS):
        if acknowledged < moment:  # a busy machine: give the scribes more time, so that the kills fall into their work
            stretch = min(2 * stretch, 16.0)
        if moment % 4 == 0:  # begin anew, so that a first opening is killed too
            fresh += 1
            place, before = tmp_path / f"{fresh}.db", {}
        notes = tmp_path / f"{moment}.notes"
        seconds = stretch * chance.uniform(0, 0.03 if moment % 4 == 0 and chance.random() < 0.5 else 0.25)
        scribes.stdin.write(f"{place}\t{notes}\t{moment}\t{seconds}\n")
        scribes.stdin.flush()
        assert scribes.stdout.readline() == "killed\n"
        said = acts(notes)
        done = [one for one in said if one[0] == "!"]
        open_act = [said[-1]] if said and said[-1][0] == "?" else []
        found = standing(place)
        assert found in (replay(before, done), replay(before, done + open_act)), f"moment {moment}"
        for name in {name for _, act, name, _ in said if act == "put"}:
            gone = any(other in {"remove", "purge"} and n == name for _, other, n, _ in said)
            # an engagement and its promise are there together or not at all
            assert gone or (name in PROMISED) == (name in found), f"moment {moment}"
        acknowledged, unsure = acknowledged + len(done), unsure + len(open_act)

        raw = b"".join(path.read_bytes() for path in tmp_path.glob(f"{place.name}*"))
        words = before | {name: word for _, act, name, word in said if act in {"put", "change"}}
        for _, act, name, _ in said:
            if act == "purge" and name not in found and name in words:
                assert words[name].encode() not in raw, f"moment {moment}: purged, and still in the file"
        before = found
    assert acknowledged > MOMENTS  # the trials did kill scribes in the middle of work
    assert unsure  # … and of a write
