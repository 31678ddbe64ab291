"""A record on each backend: SQLite always, encrypted where its library is there, PostgreSQL where `DEMARCHE_POSTGRES` names an empty
database.

For example `DEMARCHE_POSTGRES=postgresql+psycopg://user@localhost/scratch`: each test works in a schema of its own and drops it.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if (strategies := str(Path(__file__).parents[2] / "property")) not in sys.path:
    sys.path.insert(0, strategies)

from demarche.adapters.store.record import Record, sealing

POSTGRES = os.environ.get("DEMARCHE_POSTGRES", "")
PASSPHRASE = "four words of fiction"
BACKENDS = ["sqlite", "encrypted", *(["postgresql"] if POSTGRES else [])]


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where a fresh record may be opened on the backend."""
    if request.param == "encrypted":
        pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
        monkeypatch.setattr(sealing, "ROUNDS", 1000)  # the full number is tested once
    if request.param in {"sqlite", "encrypted"}:
        yield str(tmp_path / "record.db")
        return
    import sqlalchemy as sa

    engine, name = sa.create_engine(POSTGRES), f"record_{secrets.token_hex(6)}"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    yield f"{POSTGRES}?options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()


@pytest.fixture
def key(request: pytest.FixtureRequest) -> dict[str, str]:
    """What opens the test's record beside its place: a passphrase where it is encrypted."""
    return {"passphrase": PASSPHRASE} if request.node.callspec.params["place"] == "encrypted" else {}


@pytest.fixture
def open_record(place: str, key: dict[str, str]) -> Iterator[Callable[..., Record]]:
    """`open_record(who=…)` opens the test's record once more; all are closed at the end."""
    opened: list[Record] = []

    def opening(who: str = "mission", **options: object) -> Record:
        opened.append(Record.open(place, who=who, **key, **options))
        return opened[-1]

    yield opening
    for record in opened:
        record.close()


@pytest.fixture
def record(open_record: Callable[..., Record]) -> Record:
    """A fresh record."""
    return open_record()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a SQLite record may be made."""
    return tmp_path / "record.db"
