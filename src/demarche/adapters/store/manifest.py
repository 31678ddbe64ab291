"""What a folder of tables says of itself: source, snapshot, as-of, and for each table its columns, rows and hash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from demarche.adapters.store.durable import read_json, write_json
from demarche.model.evidence import Column, Failure, Snapshot, Source

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class TableManifest:
    """One table: its columns as written (`locator` and `snapshot` included), its size, and the sha256 of its Parquet file."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: int
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The Parquet file beside the manifest."""
        return f"{self.name}.parquet"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A complete set of tables of one source, made from one snapshot.

    `gaps` are what the source declares as known to be missing; `audit` counts the remarks of the parse by kind.
    """

    source: Source
    snapshot: Snapshot
    as_of: dt.date | None
    gaps: tuple[str, ...]
    audit: Mapping[str, int]
    tables: tuple[TableManifest, ...]

    def table(self, name: str) -> TableManifest | None:
        """The table of that name, or None."""
        return next((table for table in self.tables if table.name == name), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of a source is in use: for the list of sources that every paper ends with.

    `source` is its id; `tables` gives the number of rows of each table; `origin` is `"starter pack"` or `"synced"`.
    """

    source: str
    title: str
    publisher: str
    terms: str
    url: str
    citation: str
    coverage: str
    as_of: dt.date | None
    snapshot: str
    retrieved: dt.datetime
    origin: str
    tables: dict[str, int]
    gaps: tuple[str, ...]


def edition_of(manifest: Manifest, origin: str) -> Edition:
    """Say which edition a manifest describes."""
    about = manifest.source
    return Edition(
        source=about.id,
        title=about.title,
        publisher=about.publisher,
        terms=about.terms,
        url=about.url,
        citation=about.citation,
        coverage=about.coverage,
        as_of=manifest.as_of,
        snapshot=manifest.snapshot.id,
        retrieved=manifest.snapshot.retrieved,
        origin=origin,
        tables={table.name: table.rows for table in manifest.tables},
        gaps=manifest.gaps,
    )


def snapshot_as_dict(snapshot: Snapshot) -> dict[str, Any]:
    """Spell a snapshot for JSON."""
    return asdict(snapshot) | {
        "retrieved": snapshot.retrieved.isoformat(),
        "as_of": snapshot.as_of.isoformat() if snapshot.as_of else None,
    }


def snapshot_from_dict(content: Mapping[str, Any]) -> Snapshot:
    """Read a snapshot back; fields that a `Snapshot` does not have are left aside. Raises `KeyError`, `TypeError`, `ValueError`."""
    return Snapshot(
        source=content["source"],
        sha256=content["sha256"],
        name=content["name"],
        size=int(content["size"]),
        retrieved=dt.datetime.fromisoformat(content["retrieved"]),
        url=content.get("url", ""),
        as_of=dt.date.fromisoformat(content["as_of"]) if content.get("as_of") else None,
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest.json` into `folder`. Raises `OSError`."""
    content = {
        "format": FORMAT,
        "source": asdict(manifest.source),
        "snapshot": snapshot_as_dict(manifest.snapshot),
        "as_of": manifest.as_of.isoformat() if manifest.as_of else None,
        "gaps": list(manifest.gaps),
        "audit": dict(sorted(manifest.audit.items())),
        "tables": [asdict(table) for table in manifest.tables],
    }
    write_json(folder / MANIFEST, content)


def read_manifest(folder: Path) -> Manifest:
    """Read `manifest.json` of a folder of tables.

    Raises `Failure` where it is missing, damaged, or written by a newer version of this program.
    """
    path = folder / MANIFEST
    content = read_json(path, "The list of tables of a source")
    if content.get("format") != FORMAT:
        raise Failure(
            "These tables were written by another version of this program.",
            where=str(path),
            next_step="Run `demarche sync` for this source again, or update Demarche.",
        )
    try:
        return Manifest(
            source=Source(**content["source"]),
            snapshot=snapshot_from_dict(content["snapshot"]),
            as_of=dt.date.fromisoformat(content["as_of"]) if content["as_of"] else None,
            gaps=tuple(content["gaps"]),
            audit={str(kind): int(count) for kind, count in content["audit"].items()},
            tables=tuple(_table(each) for each in content["tables"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Failure(
            "The list of tables of a source is damaged.", where=str(path), next_step="Run `demarche sync` for this source again."
        ) from error


def _table(content: Mapping[str, Any]) -> TableManifest:
    """Read one table of a manifest."""
    return TableManifest(
        name=content["name"],
        meaning=content["meaning"],
        columns=tuple(Column(**column) for column in content["columns"]),
        key=tuple(content["key"]),
        rows=int(content["rows"]),
        size=int(content["size"]),
        sha256=content["sha256"],
    )
