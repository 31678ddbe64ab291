"""What is kept on the disk: snapshots of the publishers' bytes, tables made from them, and the user's record.

Evidence is public and rebuildable: `SnapshotFolder` keeps what `fetch` brings, `write_generation` turns a parse into Parquet
tables, `Tables` reads them, `pack_folder` is what ships. The record is the user's and precious. Names are imported when they are
first used, so that a command pays only for what it reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.adapters.store.dossier_files import dossier_texts, read_dossier, read_shipped, shipped_dossiers, write_dossier
    from demarche.adapters.store.dossier_json import dossier_from_json, dossier_to_json, head_from_json, items_from_json, plain
    from demarche.adapters.store.drafts import Draft, DraftShelf
    from demarche.adapters.store.fetching import Progress, fetch, resolve_download
    from demarche.adapters.store.generations import current_generation, read_audit, write_generation
    from demarche.adapters.store.manifest import Edition, Manifest, TableManifest, read_manifest
    from demarche.adapters.store.pack import pack_differences, pack_folder, strip_texts, write_pack
    from demarche.adapters.store.parquet import read_columns
    from demarche.adapters.store.record import (
        Due,
        Hit,
        JournalCheck,
        Record,
        Revision,
        check_passphrase,
        driver,
        is_sealed,
        recast,
        shred,
    )
    from demarche.adapters.store.registry import load_registry
    from demarche.adapters.store.snapshots import SnapshotFolder, SnapshotStore
    from demarche.adapters.store.tables import Tables
    from demarche.adapters.store.workspace_folder import WorkspaceFolder

_ROOM = {
    "dossier_files": ("dossier_texts", "read_dossier", "read_shipped", "shipped_dossiers", "write_dossier"),
    "dossier_json": ("dossier_from_json", "dossier_to_json", "head_from_json", "items_from_json", "plain"),
    "drafts": ("Draft", "DraftShelf"),
    "fetching": ("Progress", "fetch", "resolve_download"),
    "generations": ("current_generation", "read_audit", "write_generation"),
    "manifest": ("Edition", "Manifest", "TableManifest", "read_manifest"),
    "pack": ("pack_differences", "pack_folder", "strip_texts", "write_pack"),
    "parquet": ("read_columns",),
    "record": ("Due", "Hit", "JournalCheck", "Record", "Revision", "check_passphrase", "driver", "is_sealed", "recast", "shred"),
    "registry": ("load_registry",),
    "snapshots": ("SnapshotFolder", "SnapshotStore"),
    "tables": ("Tables",),
    "workspace_folder": ("WorkspaceFolder",),
}
_FILE = {name: file for file, names in _ROOM.items() for name in names}

__all__ = [
    "Draft",
    "DraftShelf",
    "Due",
    "Edition",
    "Hit",
    "JournalCheck",
    "Manifest",
    "Progress",
    "Record",
    "Revision",
    "SnapshotFolder",
    "SnapshotStore",
    "TableManifest",
    "Tables",
    "WorkspaceFolder",
    "check_passphrase",
    "current_generation",
    "dossier_from_json",
    "dossier_texts",
    "dossier_to_json",
    "driver",
    "fetch",
    "head_from_json",
    "is_sealed",
    "items_from_json",
    "load_registry",
    "pack_differences",
    "pack_folder",
    "plain",
    "read_audit",
    "read_columns",
    "read_dossier",
    "read_manifest",
    "read_shipped",
    "recast",
    "resolve_download",
    "shipped_dossiers",
    "shred",
    "strip_texts",
    "write_dossier",
    "write_generation",
    "write_pack",
]


def __getattr__(name: str) -> Any:
    """Import the file that holds a public name when it is first asked for."""
    if name in _FILE:
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_FILE[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
