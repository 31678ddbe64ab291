"""The starter pack: facts and figures that ship inside the package, as tables without a sentence of any publisher.

Layout: `<package>/pack/tables/<source>/<table>.parquet` with `manifest.json`; `<package>/pack/<what>/` holds the curated files.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import replace
from pathlib import Path

from demarche.adapters.store.durable import disk_errors, settle
from demarche.adapters.store.generations import write_tables
from demarche.adapters.store.manifest import MANIFEST, Manifest, read_manifest
from demarche.adapters.store.parquet import connect, parquet_at
from demarche.model.evidence import Failure, Parsed, Snapshot, SourceSpec, TableSpec


def pack_folder(what: str = "tables") -> Path:
    """The folder of the starter pack inside the installed package: `tables`, or that of some curated files."""
    from importlib.resources import files

    return Path(str(files("demarche"))) / "pack" / what


def strip_texts(spec: SourceSpec, parsed: Parsed) -> Parsed:
    """Leave out the columns that hold sentences of the publisher and the tables that do not ship."""
    shipped = {table.name: set(table.texts) for table in spec.tables if table.shipped}
    tables = {
        name: {column: values for column, values in columns.items() if column not in shipped[name]}
        for name, columns in parsed.tables.items()
        if name in shipped
    }
    return replace(parsed, tables=tables)


def shipped_spec(spec: SourceSpec) -> SourceSpec:
    """What a source declares of the tables that ship, without their text columns.

    Raises `Failure` where a text column is part of a key, since the key could then not be checked.
    """
    return replace(spec, tables=tuple(_without_texts(spec, table) for table in spec.tables if table.shipped))


def write_pack(folder: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> Manifest:
    """Write the shipped tables of one source as `<folder>/<source>/`, replacing what was there; texts are stripped first.

    Raises `Failure` that names the expectation that broke; the old tables then stay.
    """
    target = folder / spec.source.id
    doing = f"writing the starter pack of {spec.source.id}"
    with disk_errors(doing, target):
        draft, old = (folder / f".{spec.source.id}.{secrets.token_hex(6)}.{part}" for part in ("new", "old"))
        draft.mkdir(parents=True)
        try:
            manifest = write_tables(draft, shipped_spec(spec), strip_texts(spec, parsed), snapshot)
            for path in (*draft.iterdir(), draft):
                settle(path)
            if target.exists():
                target.rename(old)
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
    return manifest


def pack_differences(built: Path, shipped: Path) -> list[str]:
    """Name the tables whose columns or rows differ between two packs, with the number of rows on either side only.

    Rows are compared, their `snapshot` included, and not bytes: another version of DuckDB may write the same rows as other bytes.
    """
    differences = []
    sources = sorted({path.parent.name for pack in (built, shipped) for path in pack.glob(f"*/{MANIFEST}")})
    for source in sources:
        sides = [read_manifest(pack / source) if (pack / source / MANIFEST).is_file() else None for pack in (built, shipped)]
        left, right = ({table.name: table for table in side.tables} if side else {} for side in sides)
        for name in sorted(left.keys() | right.keys()):
            if name not in left or name not in right:
                differences.append(f"{source}.{name}: only in the {'built' if name in left else 'shipped'} pack")
            elif left[name].columns != right[name].columns:
                differences.append(f"{source}.{name}: declared columns differ")
            elif left[name].sha256 != right[name].sha256:
                differences += _row_differences(
                    f"{source}.{name}", *(pack / source / f"{name}.parquet" for pack in (built, shipped))
                )
    return differences


def _row_differences(name: str, built: Path, shipped: Path) -> list[str]:
    """Count the rows that only one of two files has; nothing where the rows are the same."""
    left, right = (f"FROM {parquet_at(path)}" for path in (built, shipped))
    with connect(threads=2) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM ({one} EXCEPT ALL {other})").fetchall()[0][0]
            for one, other in ((left, right), (right, left))
        ]
    return [f"{name}: {counts[0]} rows only in the built pack, {counts[1]} only in the shipped one"] if any(counts) else []


def _without_texts(spec: SourceSpec, table: TableSpec) -> TableSpec:
    """One table without its text columns."""
    if hidden := set(table.key) & set(table.texts):
        raise Failure(
            f"The key of {table.name} holds the text column {', '.join(sorted(hidden))}.", where=f"source {spec.source.id}"
        )
    return replace(table, columns=tuple(column for column in table.columns if column.name not in table.texts), texts=())
