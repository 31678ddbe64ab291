"""Build the starter pack from the publishers' files, and compare it with the one that ships."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.syncing import FROM_TEXTS, parse
from demarche.model.evidence import Parsed, Snapshot, UseError

if TYPE_CHECKING:
    from demarche.adapters.store import Manifest
    from demarche.desk.workspace import Workspace

INPUTS = {
    "un_resolutions": "un-sc-resolutions/SCresolutions-main.zip",
    "un_council_votes": "un-sc-votes/sc_voting_undl_layout_1946_2024.csv.gz",
    "un_assembly_votes": "un-ga-votes/ga_voting_undl_layout_1946_2024.parquet",
    "un_vetoes": "un-sc-votes",
    "icrc_treaties": "ihl-treaties/icrc_ihl_state_parties_2020-11-09.csv",
    "fts_plans": "humanitarian/fts_requirements_funding_global_2026-02.csv",
    "hpc_plans": "humanitarian/humanitarian-response-plans_1999_2026.csv",
    "atop": "dyads/atop_alliance.parquet",
    "cow_contiguity": "dyads/cow_contdir.parquet",
    "cow_igo": "dyads/cow_igo_ndy.parquet",
    "sipri_arms": "arms-sipri/sipri_tiv_dyads_1950_2021.csv.gz",
    "ucdp_conflicts": "conflict/ucdp_acd_1946_2024_exploded.csv.gz",
    "civil_war_mediation": "peace-mediation/cwm_civil_war_mediation.csv",
    "pax_agreements": "peace-mediation/pax_agreements_1990_2014.csv.gz",
    "geo_pko": "geo-pko",
    "cepii_distance": "dyads/dist_cepii.parquet",
}
"""Source → the file or folder, below the data folder, from which the shipped tables were built."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """One source of a built pack, with its number of rows."""

    source: str
    rows: int


def build_pack(
    workspace: Workspace, data: Path, into: Path, *, only: Iterable[str] = (), say: Say = lambda _text: None
) -> list[Built]:
    """Build the pack's tables into the folder `into` from the publishers' files below `data`.

    Raises `UseError` where a source is not of the pack or its file is missing, and `Failure` for one that is not as its source declares.
    """
    from demarche.adapters.sources import load_spec
    from demarche.adapters.store import SnapshotFolder, write_pack

    built = []
    with tempfile.TemporaryDirectory() as scratch:
        snapshots = SnapshotFolder(Path(scratch))
        for source in list(only) or list(INPUTS):
            if source not in INPUTS:
                raise UseError(
                    f"The pack has no source {source}.", where="--source", next_step=f"Build one of these: {', '.join(INPUTS)}."
                )
            path = data / INPUTS[source]
            if not path.exists():
                raise UseError(
                    "A publisher's file is missing.", where=str(path), next_step="Give the folder that holds it with --data."
                )
            say(source)
            spec = load_spec(source)
            snapshot = snapshots.add(path, source=source, name=path.name)
            parsed = parse(workspace, spec, path)
            built += [_written(write_pack(into, spec, parsed, stamped(snapshot, parsed)))]
            if source == FROM_TEXTS:
                from demarche.desk.derived import SPEC, derive

                built.append(_written(write_pack(into, SPEC, derive(parsed), stamped(snapshot, parsed))))
    return built


def stamped(snapshot: Snapshot, parsed: Parsed) -> Snapshot:
    """The snapshot without the clock and place of this machine, so that the same files always build the same pack."""
    day = dt.date.fromisoformat(parsed.as_of) if parsed.as_of else dt.date(1970, 1, 1)
    return dataclasses.replace(snapshot, retrieved=dt.datetime.combine(day, dt.time(), dt.UTC), url="")


def pack_changes(built: Path) -> list[str]:
    """What differs between a built pack and the one that ships; empty where nothing does."""
    from demarche.adapters.store import pack_differences, pack_folder

    return pack_differences(built, pack_folder())


def _written(manifest: Manifest) -> Built:
    return Built(manifest.source.id, sum(t.rows for t in manifest.tables))
