"""What the how-to pages tell a reader to type runs as written, one line after the other in a fresh workspace."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "docs" / "how-to"


@pytest.mark.parametrize("name", ["encrypt", "leave-behind", "options", "papers", "ties"])
def test_the_page_runs(name, tmp_path):
    if name == "encrypt":
        pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
    text = (PAGES / f"{name}.md").read_text("utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines() if line]
    assert lines
    env = os.environ | {"DEMARCHE_WORKSPACE": str(tmp_path / "workspace"), "DEMARCHE_USER": "reader"}
    for line in lines:
        words = shlex.split(line)
        given = dict(word.split("=", 1) for word in words[: words.index("demarche")])
        call = [sys.executable, "-c", "from demarche.doors.cli import main; main()", *words[words.index("demarche") + 1 :]]
        run = subprocess.run(call, cwd=tmp_path, env=env | given, capture_output=True, text=True, check=False)
        assert run.returncode == 0, f"{line}\n{run.stderr}"
