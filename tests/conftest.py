"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder with the publishers' real files, from `DEMARCHE_DATA`; skips where it is absent."""
    folder = Path(os.environ.get("DEMARCHE_DATA", CHECKOUT.parent / "shared" / "data"))
    if not (folder / "README.md").is_file():
        pytest.skip(f"the publishers' files are not at {folder}; set DEMARCHE_DATA to where they are")
    return folder
