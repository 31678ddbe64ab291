"""The command line as a user calls it: in a process of its own, in an empty folder, with a fresh workspace."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

CALL = [sys.executable, "-c", "from demarche.doors.cli import main; main()"]


@dataclass
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def demarche(tmp_path):
    """Call `demarche` with words; the workspace and the current folder are fresh."""

    def call(*words: str, given: str | None = None, **environment: str) -> Answer:
        env = {k: v for k, v in os.environ.items() if not k.startswith("DEMARCHE_")}
        env |= {
            "DEMARCHE_WORKSPACE": str(tmp_path / "workspace"),
            "DEMARCHE_USER": "tester",
            "PYTHONWARNINGS": "error",
        } | environment
        run = subprocess.run(
            [*CALL, *words],
            cwd=tmp_path,
            env=env,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Answer(run.returncode, run.stdout, run.stderr)

    call.folder = Path(tmp_path)
    return call


@pytest.fixture
def inside(tmp_path, monkeypatch, capsys):
    """Call `demarche` within this process, as `demarche` does in one of its own: for many small questions."""
    from demarche.doors.cli import main

    for name in [name for name in os.environ if name.startswith("DEMARCHE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DEMARCHE_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("DEMARCHE_USER", "tester")
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["demarche", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Answer(int(ended.value.code or 0), said.out, said.err)

    call.folder = Path(tmp_path)
    return call


@pytest.fixture
def typed(tmp_path):
    """Run a command in a pseudo-terminal and type the answers, each when it is asked for; perhaps kill it after some of them."""
    import pty

    def type_in(words, answers, *, kill_after=None):
        env = {k: v for k, v in os.environ.items() if not k.startswith("DEMARCHE_")} | {
            "DEMARCHE_WORKSPACE": str(tmp_path / "workspace"),
            "DEMARCHE_USER": "tester",
            "TERM": "dumb",
        }
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(tmp_path)
            os.execvpe(CALL[0], [*CALL, *words], env)
        shown, seen, left, until = b"", 0, list(answers), time.monotonic() + 100
        while time.monotonic() < until:
            if select.select([fd], [], [], 0.2)[0]:
                try:
                    more = os.read(fd, 4096)
                except OSError:
                    break
                if not more:
                    break
                shown += more
                continue
            if left and shown[seen:].rstrip(b" ").endswith(b":"):
                seen = len(shown)
                if kill_after is not None and len(answers) - len(left) == kill_after:
                    os.kill(pid, signal.SIGKILL)
                    break
                os.write(fd, left.pop(0).encode() + b"\n")
        os.close(fd)
        os.waitpid(pid, 0)
        return shown.decode("utf-8", "replace")

    return type_in
