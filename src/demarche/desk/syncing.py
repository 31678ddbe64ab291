"""Bring evidence up to date: fetch or take a publisher's file, keep it, parse it, put its tables in use. The last good state stays.

Fetching happens here and nowhere else, and only when it is asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.model.evidence import DemarcheError, Parsed, Snapshot, SourceSpec, UseError

if TYPE_CHECKING:
    from demarche.adapters.store import Manifest, SnapshotFolder
    from demarche.desk.workspace import Workspace

Progress = Callable[[str, int, int | None], None]
FROM_TEXTS = "un_resolutions"


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync of one source brought: rows by table, and what the audit of the parse noticed, counted by kind.

    `problem` says why a source could not be synced while others were; its last good state stays in use.
    """

    source: str
    title: str
    snapshot: str
    as_of: dt.date | None
    rows: dict[str, int]
    audit: dict[str, int]
    problem: str = ""


def _quiet(_label: str, _done: int, _total: int | None) -> None:
    return


def sync(
    workspace: Workspace,
    sources: Sequence[str] = (),
    *,
    from_path: Path | None = None,
    languages: Collection[str] | None = None,
    progress: Progress = _quiet,
) -> list[Synced]:
    """Sync the sources named, or all that can be fetched; with `from_path`, one source from a file or folder, without the network.

    Raises `UseError` for an unknown source or a file that no source claims, `Failure` where one cannot be fetched or read. Sources that
    were finished before stay synced; the one that failed keeps its last good state.
    """
    from demarche.adapters.sources import load_spec, source_ids

    if from_path is not None:
        names = [_claimed(from_path, sources)]
    else:
        names = list(sources) or [s for s in source_ids() if load_spec(s).fetch_url]
    specs = [load_spec(name) for name in names]
    workspace.folder.ensure()
    with workspace.folder.lock("syncing"):
        if len(specs) == 1:
            done = [_sync_one(workspace, specs[0], from_path, languages, progress)]
        else:
            done = [_tried(workspace, spec, languages, progress) for spec in specs]
    workspace.close()
    return done


def _tried(workspace: Workspace, spec: SourceSpec, languages: Collection[str] | None, progress: Progress) -> Synced:
    try:
        return _sync_one(workspace, spec, None, languages, progress)
    except DemarcheError as error:
        return Synced(spec.source.id, spec.source.title, "", None, {}, {}, str(error))


def _sync_one(
    workspace: Workspace, spec: SourceSpec, from_path: Path | None, languages: Collection[str] | None, progress: Progress
) -> Synced:
    from demarche.adapters.store import SnapshotFolder, write_generation

    snapshots = SnapshotFolder(workspace.folder.snapshots)
    source = spec.source.id
    if from_path is not None:
        progress(f"Keeping {from_path.name}", 0, None)
        snapshot = snapshots.add(from_path, source=source, name=from_path.name)
    else:
        snapshot = _fetched(snapshots, spec, progress)
    progress(f"Reading {spec.source.title}", 0, None)
    parsed = parse(workspace, spec, snapshots.verify(snapshot.id), languages)
    manifest = write_generation(workspace.folder.tables, spec, parsed, snapshot)
    if source == FROM_TEXTS:
        from demarche.desk.derived import SPEC, derive

        progress("Reading mandates and reports due", 0, None)
        write_generation(workspace.folder.tables, SPEC, derive(parsed), snapshot)
    return _synced(manifest, snapshot)


def parse(workspace: Workspace, spec: SourceSpec, path: Path, languages: Collection[str] | None = None) -> Parsed:
    """Parse a publisher's file with the source's own parser and the workspace's registry of actors."""
    from demarche.adapters.sources import load_parser
    from demarche.desk.resolving import resolver

    return load_parser(spec.source.id)(path, resolver(workspace.registry), languages)


def _fetched(snapshots: SnapshotFolder, spec: SourceSpec, progress: Progress) -> Snapshot:
    from demarche.adapters.store import fetch, resolve_download

    url = spec.fetch_url
    if not url:
        raise UseError(
            f"{spec.source.title} cannot be fetched from here.",
            where=spec.source.url,
            next_step=f"Download it from its publisher, then: demarche sync {spec.source.id} --from FILE",
        )
    if "digitallibrary.un.org/record/" in url:
        url = resolve_download(url, spec.file_name)
    return fetch(url, snapshots, spec.source.id, progress=lambda done, total: progress(f"Fetching {spec.source.id}", done, total))


def _claimed(path: Path, sources: Sequence[str]) -> str:
    """Which source a file belongs to: the one named, else the one whose file name it bears."""
    from demarche.adapters.sources import load_spec, source_ids

    if not path.exists():
        raise UseError("There is no such file or folder.", where=str(path), next_step="Check the path after --from.")
    if len(sources) > 1:
        raise UseError("A file belongs to one source.", next_step="Name one source, or none to have it found by the file's name.")
    if sources:
        return sources[0]
    claims = []
    for source in source_ids():
        wanted = load_spec(source).file_name
        stem = wanted.removesuffix(".zip")
        if wanted and (path.name in {wanted, stem} or re.fullmatch(wanted, path.name)):
            claims.append(source)
    if len(claims) == 1:
        return claims[0]
    raise UseError(
        f"The name “{path.name}” does not say whose file it is." if not claims else f"Several sources claim “{path.name}”.",
        where=str(path),
        next_step=f"Name the source: demarche sync SOURCE --from {path.name}. Sources: {', '.join(claims or source_ids())}.",
    )


def _synced(manifest: Manifest, snapshot: Snapshot) -> Synced:
    return Synced(
        manifest.source.id,
        manifest.source.title,
        snapshot.id,
        manifest.as_of,
        {t.name: t.rows for t in manifest.tables},
        dict(manifest.audit),
    )
