"""Scribes that are killed while they write; started by `test_killed_scribe.py`.

It reads one line a trial: the record file, the file for what was acknowledged, a seed, and after how many seconds to kill. It forks
a scribe that opens the record and logs (an engagement with a promise), changes, removes and purges engagements at random until it is
killed with SIGKILL. The scribe notes each act before it begins (`?`) and when it was acknowledged (`!`), with the engagement's id and
the word that only it holds.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sys
import time
from dataclasses import replace

from demarche.adapters.store.record import Record
from demarche.model.dossier import Commitment, Dossier, Engagement, problems

DOSSIER = "killed"


def scribble(place: str, notes: str, seed: int) -> None:
    """Write until killed."""
    chance = random.Random(seed)
    note = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def say(mark: str, act: str, name: str, word: str) -> None:
        os.write(note, f"{mark} {act} {name} {word}\n".encode())

    record = Record.open(place, who="scribe")
    if DOSSIER not in record.dossier_ids():
        record.save(Dossier(id=DOSSIER, title="Killed"))
    held = [e.id for e in record.load(DOSSIER).engagements]
    while True:
        act = chance.choices(["put", "change", "remove", "purge", "save"], [6, 3, 2, 1, 2])[0] if held else "put"
        name = chance.choice(held) if act in {"change", "remove", "purge"} else f"e{chance.getrandbits(60):x}"
        word = f"word{chance.getrandbits(80):020x}"
        engagement = Engagement(id=name, date=dt.date(2024, 6, 20), message=f"{word} {'fill ' * chance.randrange(200)}")
        say("?", act, name, word)
        if act == "put":
            promise = Commitment(id=name, by="a ministry", what=f"promise of {name}", made_on=engagement.date)
            record.put_all(DOSSIER, [("engagements", engagement), ("commitments", promise)], new=True)
        elif act == "change":
            record.change(DOSSIER, "engagements", name, lambda _, new=engagement: new)
        elif act == "save":
            whole = record.load(DOSSIER)
            more = tuple(Engagement(id=f"{name}-{n}", date=engagement.date, message=f"{word}n{n:02}") for n in range(30))
            record.save(replace(whole, title=f"Killed {seed}", engagements=whole.engagements + more))
        else:
            record.remove(DOSSIER, "engagements", name, purge=act == "purge")
            held.remove(name)
        say("!", act, name, word)
        held += {"put": [name], "save": [f"{name}-{n}" for n in range(30)]}.get(act, [])


def main() -> None:
    """Run one trial for each line."""
    problems(Dossier(id=DOSSIER, title=""))
    print("ready", flush=True)
    for line in sys.stdin:
        place, notes, seed, seconds = line.split("\t")
        child = os.fork()
        if not child:
            try:
                scribble(place, notes, int(seed))
            except BaseException as error:  # noqa: BLE001 - a child must not fall through into the loop of its parent
                os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        time.sleep(float(seconds))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "ended", flush=True)


if __name__ == "__main__":
    main()
