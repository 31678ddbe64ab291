"""The pages run, and say what the program says."""

from __future__ import annotations

import doctest
import importlib.util
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"


def load(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_commands_is_what_the_commands_say():
    written = load(DOCS / "reference" / "write_commands.py").page()
    assert (DOCS / "reference" / "commands.md").read_text("utf-8") == written, "run: python docs/reference/write_commands.py"


def test_the_page_of_tables_is_what_the_sources_declare():
    written = load(DOCS / "reference" / "write_tables.py").page()
    assert (DOCS / "reference" / "tables.md").read_text("utf-8") == written, "run: python docs/reference/write_tables.py"


def test_the_page_of_elements_tells_of_each_element():
    from demarche.subjects.texts import Element

    page = (DOCS / "reference" / "elements.md").read_text("utf-8")
    assert re.findall(r"^\| ([^|]+?) \| (?!counts)", page, re.MULTILINE) == [str(each) for each in Element]


PAGES = [p for p in sorted([*DOCS.rglob("*.md"), CHECKOUT / "README.md"]) if ">>> " in p.read_text("utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_python_in_the_pages_runs(page, tmp_path, monkeypatch):
    monkeypatch.setenv("DEMARCHE_WORKSPACE", str(tmp_path))
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried > 0
    assert failed == 0


def links(page: Path):
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            yield target


@pytest.mark.parametrize("page", [CHECKOUT / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    assert [t for t in links(page) if not (page.parent / t).exists()] == []


def test_the_tutorial_runs_as_written(demarche_session):
    text = (DOCS / "tutorials" / "first-dossier.md").read_text("utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines() if line]
    assert len(lines) > 10
    for line in lines:
        answer = demarche_session(line)
        assert answer.returncode == 0, f"{line}\n{answer.stderr}"


def test_a_promise_is_followed_to_its_end_as_written(demarche_session, tmp_path):
    text = (DOCS / "how-to" / "follow-up.md").read_text("utf-8")
    (figures,) = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    (tmp_path / "counts.csv").write_text(figures, "utf-8")
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines() if line]
    assert len(lines) > 15
    for line in lines:
        answer = demarche_session(line)
        assert answer.returncode == 0, f"{line}\n{answer.stderr}"
    assert list((tmp_path / "papers").glob("*.docx"))


@pytest.fixture
def demarche_session(tmp_path):
    import os
    import shlex
    import subprocess
    import sys

    env = os.environ | {"DEMARCHE_WORKSPACE": str(tmp_path / "workspace"), "DEMARCHE_USER": "reader"}

    def run(line: str):
        words = shlex.split(line)
        assert words[0] == "demarche"
        call = [sys.executable, "-c", "from demarche.doors.cli import main; main()", *words[1:]]
        return subprocess.run(call, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    return run


def test_the_readme_shows_what_the_brief_prints(demarche_session):
    shown = re.search(r"```text\n(.*?)```", (CHECKOUT / "README.md").read_text("utf-8"), re.DOTALL)[1]
    printed = demarche_session("demarche brief sudan-adre --for Norway --on 2024-06-20").stdout
    missing = [line for line in shown.splitlines() if line.strip() and line.strip() != "…" and line not in printed]
    assert missing == []
