"""Names of members in voting records: resolved, and to the State that the publisher's own code names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.desk.scorecard import Score, published
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FILES = {
    "Assembly": "un-ga-votes/ga_voting_undl_layout_1946_2024.parquet",
    "Council": "un-sc-votes/sc_voting_undl_layout_1946_2024.csv.gz",
}


def scores(workspace: Workspace, data: Path | None) -> list[Score]:
    """The share of ballots whose member name resolves, and the share that resolves to another State than the code says."""
    rows = []
    for organ, inside in FILES.items():
        path = published(data, inside, "the voting data of the United Nations library")
        resolved, wrong, n = _count(workspace, _names(path))
        source = f"UN Digital Library voting data, {organ}, 1946–2024"
        rows.append(Score(f"{organ} names resolved", round(resolved / n, 6), "share of ballots", n, None, "", source))
        rows.append(Score(f"{organ} names resolved to another State", round(wrong / n, 6), "share of ballots", n, None, "", source))
    return rows


def _names(path: Path) -> list[tuple[Any, ...]]:
    from demarche.adapters.store import read_columns

    return read_columns(path, ("ms_name", "ms_code", "date"))


def _count(workspace: Workspace, names: list[tuple[Any, ...]]) -> tuple[int, int, int]:
    from demarche.model.evidence import read_date

    resolved = wrong = total = 0
    for name, code, date, count in names:
        total += count
        day = read_date(str(date)[:10])
        try:
            found = workspace.registry.resolve(name, on=day).id
        except UseError:
            continue
        resolved += count
        meant = {workspace.registry.resolve_code(code).id, workspace.registry.resolve_code(code, day).id}
        wrong += count if found not in meant else 0
    return resolved, wrong, total
