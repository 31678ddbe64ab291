"""Tables of a source on the user's machine: complete generations side by side, and a pointer that moves in one step.

Layout: `<tables root>/<source>/<generation>/<table>.parquet` with `manifest.json` and `audit.jsonl`, and `<source>/CURRENT`, which
names the generation in use. A reader sees the old generation or the new one, whenever the writer is killed.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import shutil
from pathlib import Path

from demarche.adapters.store.durable import disk_errors, settle, write_whole
from demarche.adapters.store.lock import hold
from demarche.adapters.store.manifest import Manifest, write_manifest
from demarche.adapters.store.parquet import connect, write_table
from demarche.model.evidence import Audit, Failure, Parsed, Remark, Snapshot, SourceSpec, read_date

CURRENT = "CURRENT"
AUDIT = "audit.jsonl"
_WRITING = ".writing-"
_DROPPED = ".dropped-"
_PATIENCE = 10.0


def write_generation(root: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot, *, keep: int = 2) -> Manifest:
    """Write the parsed tables as a new generation of `spec.source` under `root`, make it the current one, and keep the last `keep`.

    Raises `Failure` that names the expectation that broke, the full disk, or the process that is already writing; the generation
    that was current then stays.
    """
    folder = root / spec.source.id
    doing = f"writing the tables of {spec.source.id}"
    with hold(folder / ".lock", doing, wait=_PATIENCE), disk_errors(doing, folder):
        _clear(folder)
        draft = folder / f"{_WRITING}{secrets.token_hex(6)}"
        draft.mkdir()
        try:
            manifest = write_tables(draft, spec, parsed, snapshot)
            _write_audit(draft / AUDIT, parsed.audit)
            for path in (*draft.iterdir(), draft):
                settle(path)
            before = _intact_generation(root, spec.source.id)
            generation = _publish(folder, draft, snapshot)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        _prune(folder, {generation, before.name} if before and keep > 1 else {generation}, keep)
    return manifest


def write_tables(folder: Path, spec: SourceSpec, parsed: Parsed, snapshot: Snapshot) -> Manifest:
    """Write every declared table and the manifest into `folder`, which exists. Raises `Failure` and `OSError`."""
    undeclared = parsed.tables.keys() - {table.name for table in spec.tables}
    missing = {table.name for table in spec.tables} - parsed.tables.keys()
    for problem, names in (("did not give the declared", missing), ("gave the undeclared", undeclared)):
        if names:
            raise Failure(f"Parsing {problem} table {', '.join(sorted(names))}.", where=f"{spec.source.id} from {snapshot.id}")
    with connect(threads=1) as connection:  # one thread: the same rows always give the same bytes
        tables = [
            write_table(connection, folder, spec.source, table, parsed.tables[table.name], snapshot=snapshot)
            for table in spec.tables
        ]
    as_of = read_date(parsed.as_of, where=f"as-of of {snapshot.id}") if parsed.as_of else snapshot.as_of
    manifest = Manifest(spec.source, snapshot, as_of, spec.gaps, parsed.audit.counts(), tuple(tables))
    write_manifest(folder, manifest)
    return manifest


def current_generation(root: Path, source: str) -> Path | None:
    """The folder of the generation in use, or None where this source was never synced.

    Raises `Failure` where the pointer names a generation that is not there.
    """
    pointer = root / source / CURRENT
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _lost(source, pointer) from error
    folder = root / source / name
    if not name or Path(name).name != name or not folder.is_dir():
        raise _lost(source, pointer)
    return folder


def _intact_generation(root: Path, source: str) -> Path | None:
    """The generation in use, or None where there is none or the pointer is damaged: what is being written then mends it."""
    try:
        return current_generation(root, source)
    except Failure:
        return None


def synced_sources(root: Path) -> list[str]:
    """The sources that have a current generation, in order of their ids."""
    return sorted(pointer.parent.name for pointer in root.glob(f"*/{CURRENT}"))


def read_audit(root: Path, source: str) -> list[Remark]:
    """The remarks of the parse that made the current generation: none where the source was never synced.

    Raises `Failure` where the list is damaged.
    """
    folder = current_generation(root, source)
    try:
        lines = (folder / AUDIT).read_text(encoding="utf-8").splitlines() if folder else []
        return [Remark(**json.loads(line)) for line in lines]
    except (OSError, ValueError, TypeError) as error:
        raise _lost(source, root / source) from error


def _lost(source: str, pointer: Path) -> Failure:
    """The error of a pointer that leads nowhere."""
    return Failure(f"The tables of {source} are damaged.", where=str(pointer), next_step=f"Run `demarche sync {source}` again.")


def _write_audit(path: Path, audit: Audit) -> None:
    """List every remark of the parse, one JSON object a line."""
    with path.open("w", encoding="utf-8") as stream:
        for remark in audit.remarks:
            line = {"kind": remark.kind, "locator": remark.locator, "detail": remark.detail}
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def _publish(folder: Path, draft: Path, snapshot: Snapshot) -> str:
    """Give the complete draft its name, point `CURRENT` at it, and return the name."""
    number = 1 + max((int(name.partition("-")[0]) for name in _generations(folder)), default=0)
    name = f"{number:06}-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}-{snapshot.sha256[:12]}"
    draft.rename(folder / name)
    settle(folder)
    write_whole(folder / CURRENT, f"{name}\n".encode())
    return name


def _generations(folder: Path) -> list[str]:
    """The complete generations of a source, the oldest first: their names begin with a running number."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name[:6].isdecimal())


def _prune(folder: Path, kept: set[str], keep: int) -> None:
    """Remove the oldest generations beyond `keep`, never those in `kept`; what cannot be removed now is left for later."""
    others = [name for name in _generations(folder) if name not in kept]
    for name in others[: max(len(others) + len(kept) - keep, 0)]:
        gone = folder / f"{_DROPPED}{name}"
        try:
            (folder / name).rename(gone)
        except OSError:
            continue
        shutil.rmtree(gone, ignore_errors=True)


def _clear(folder: Path) -> None:
    """Remove what a killed writer left; the lock is held, so nobody is at work on it."""
    for path in list(folder.iterdir()):
        if path.name.startswith((_WRITING, _DROPPED)):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(f".{CURRENT}."):
            path.unlink(missing_ok=True)
