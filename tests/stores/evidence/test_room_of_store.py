"""The room's public names: all there, and imported only when they are used."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from demarche.adapters import store

HEAVY = {"duckdb", "numpy", "sqlalchemy", "alembic", "pydantic", "httpx2", "sqlite3", "platformdirs"}


@pytest.mark.parametrize("name", store.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(store, name) is getattr(store, name)


def test_the_lists_of_names_agree() -> None:
    tree = ast.parse(Path(store.__file__).read_text(encoding="utf-8"))
    typed = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "store" in (node.module or "")
        for alias in node.names
    }
    assert set(store.__all__) == typed == set(store._FILE)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'whales'"):
        store.whales  # noqa: B018


def test_coming_up_imports_nothing_heavy() -> None:
    asks = "from demarche.adapters.store import Tables, WorkspaceFolder, SnapshotFolder, pack_folder, write_generation, fetch"
    code = f"{asks}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert HEAVY & set(json.loads(found)) == set()
