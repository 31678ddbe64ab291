"""The Council's own texts, parsed once for all tests that read them."""

from __future__ import annotations

from collections import defaultdict

import pytest


@pytest.fixture(scope="session")
def council_tables(data_folder):
    """The tables of the publisher's archive, in English, with members' names left as they are printed."""
    source = pytest.importorskip(
        "demarche.adapters.sources.un_resolutions.parse", reason="the parser of the Council's archive is not there"
    )
    path = data_folder / "un-sc-resolutions" / "SCresolutions-main.zip"
    if not path.is_file():
        pytest.skip(f"the archive of Council texts is not at {path}")
    return source.parse(path, lambda name, on=None: name).tables


@pytest.fixture(scope="session")
def council_documents(council_tables):
    """Symbol → the row of the document."""
    table = council_tables["documents"]
    return {row["symbol"]: row for row in (dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True))}


@pytest.fixture(scope="session")
def council_paragraphs(council_tables):
    """Symbol → its paragraphs in reading order."""
    table = council_tables["paragraphs"]
    found = defaultdict(list)
    for values in zip(*table.values(), strict=True):
        row = dict(zip(table, values, strict=True))
        found[row["symbol"]].append(row)
    return found
