"""A library that only some answers need is named where it is missing, with the extra that brings it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from demarche.doors.cli.app import EXTRAS

CHECKOUT = Path(__file__).resolve().parents[2]


def test_every_extra_named_is_declared():
    declared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(EXTRAS.values()) <= set(declared)


def test_a_spreadsheet_without_its_library_says_what_to_install(tmp_path):
    code = "import sys; sys.modules['openpyxl'] = None; from demarche.doors.cli import main; main()"
    words = [
        "sponsors",
        "--like",
        "S/RES/2730",
        "--on",
        "2024-12-01",
        "--out",
        str(tmp_path / "sheet.xlsx"),
        "--workspace",
        str(tmp_path),
    ]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert "demarche[sheets]" in done.stderr
    assert "Traceback" not in done.stderr
