"""Drafts of entries: what was kept is there after a kill, nobody takes up what another works on, nothing is left in clear text."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from demarche.adapters.store import DraftShelf, WorkspaceFolder
from demarche.adapters.store.record import Record, sealing
from demarche.model.evidence import Failure

PASSPHRASE = "four words of fiction"
KILLED = """
import os, signal, sys
from demarche.adapters.store import DraftShelf, WorkspaceFolder
with DraftShelf(WorkspaceFolder.locate(sys.argv[1]), None).draft() as draft:
    for n in range(int(sys.argv[2])):
        draft.keep({"dossier": "ford", "answers": {"message": f"point {n}"}})
    print("kept", flush=True)
    if sys.argv[3] == "wait":
        sys.stdin.read()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(tmp_path):
    return WorkspaceFolder.locate(tmp_path / "workspace")


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def shelf(request, folder, monkeypatch):
    if request.param:
        pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
        monkeypatch.setattr(sealing, "ROUNDS", 1000)
    folder.ensure()
    Record.open(folder.record, who="mission", passphrase=request.param).close()
    return DraftShelf(folder, request.param)


def files(folder):
    return sorted(p.name for p in (folder.root / "drafts").iterdir())


def test_a_draft_is_kept_taken_up_and_dropped(shelf, folder):
    with shelf.draft() as draft:
        draft.keep({"dossier": "ford", "answers": {"who": "us"}})
        draft.keep({"dossier": "ford", "answers": {"who": "us", "level": "director"}})
    ((name, content),) = shelf.waiting()
    assert content["answers"]["level"] == "director"
    with shelf.draft(name) as draft:
        draft.drop()
    assert shelf.waiting() == []
    assert files(folder) == []


def test_no_word_stands_beside_an_encrypted_record(folder, monkeypatch):
    pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
    monkeypatch.setattr(sealing, "ROUNDS", 1000)
    folder.ensure()
    Record.open(folder.record, who="mission", passphrase=PASSPHRASE).close()
    shelf = DraftShelf(folder, PASSPHRASE)
    with shelf.draft() as draft:
        draft.keep({"dossier": "ford-of-fiction", "answers": {"with": "Idris Abenaim"}})
        for path in (p for p in folder.root.rglob("*") if p.is_file()):
            assert b"Abenaim" not in path.read_bytes()
            assert b"ford-of-fiction" not in path.read_bytes()
            assert "ford" not in path.name
    assert shelf.waiting()[0][1]["answers"]["with"] == "Idris Abenaim"
    assert DraftShelf(folder, "another four words").waiting() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no SIGKILL")
def test_what_a_killed_process_kept_is_there(folder):
    run = subprocess.run([sys.executable, "-c", KILLED, str(folder.root), "3", "die"], capture_output=True, text=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    ((_, content),) = DraftShelf(folder, None).waiting()
    assert content["answers"] == {"message": "point 2"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no SIGKILL")
def test_a_draft_that_another_process_works_on_is_not_offered(folder):
    command = [sys.executable, "-c", KILLED, str(folder.root), "1", "wait"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "kept\n"
        shelf = DraftShelf(folder, None)
        assert shelf.waiting() == []
        name = next((folder.root / "drafts").glob("*.json")).stem
        with pytest.raises(Failure, match="at work"), shelf.draft(name):
            pass
        process.kill()
    assert len(shelf.waiting()) == 1


def test_only_the_owner_may_read_a_draft(folder):
    with DraftShelf(folder, None).draft() as draft:
        draft.keep({"dossier": "ford"})
        (path,) = (folder.root / "drafts").glob("*.json")
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


def test_a_damaged_draft_stops_nobody(folder):
    shelf = DraftShelf(folder, None)
    with shelf.draft() as draft:
        draft.keep({"dossier": "ford"})
        (path,) = (folder.root / "drafts").glob("*.json")
        path.write_bytes(b'{"dossier": "fo')
    assert shelf.waiting() == []
