"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCES = sorted((CHECKOUT / "src").rglob("*.py"))
TESTS = sorted((CHECKOUT / "tests").rglob("*.py"))
NAMELESS = {"utils", "util", "helpers", "helper", "common", "core", "misc", "base", "tools"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_a_file_holds_one_idea(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", TESTS, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_a_test_file_can_be_read_in_one_go(path):
    assert len(path.read_text("utf-8").splitlines()) <= 600


def test_every_room_and_file_is_named_for_what_it_holds():
    assert [p for p in SOURCES if p.stem in NAMELESS or p.parent.name in NAMELESS] == []


def public_things(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def tracked_texts():
    names = subprocess.run(
        ["git", "-C", str(CHECKOUT), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=False
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        path = CHECKOUT / name
        if path.is_file() and path.stat().st_size < 3_000_000:
            try:
                yield name, path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def test_the_tree_names_no_machine_path_and_no_package_registry():
    registry = "|".join(["py" + "pi[.]org", "python" + "hosted[.]", "npm" + "js[.]", "deb[.]deb" + "ian"])
    pattern = re.compile(rf"(^|[^\w./])/(work|tmp|root|home)/\w|{registry}", re.MULTILINE)
    found = [f"{name}: {m.group()}" for name, text in tracked_texts() for m in pattern.finditer(text)]
    assert found == []


def test_every_command_has_a_page_line_and_an_example():
    from demarche.doors.cli.app import COMMANDS, LateGroup

    page = (CHECKOUT / "docs" / "reference" / "commands.md").read_text("utf-8")
    group = LateGroup("demarche")
    for name in COMMANDS:
        assert f"## demarche {name}" in page, f"docs/reference/commands.md says nothing of {name}"
        command = group.get_command(None, name)
        assert command is not None
        assert command.help, name
        assert "Example" in (command.epilog or ""), f"{name} shows no example"
