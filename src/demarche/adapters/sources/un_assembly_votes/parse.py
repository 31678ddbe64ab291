"""The library's Assembly voting data to roll calls and ballots.

Publisher: United Nations, Dag Hammarskjöld Library, Digital Library record 4060887.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.reading import VoteFile
from demarche.model.evidence import Audit, Parsed, Resolve, normal_symbol

_COLUMNS = ("session", "draft", "title", "agenda_title", "subjects")


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Read the CSV file (plain or gzipped) or a Parquet file of the same columns.

    Raises `DemarcheError` for a file that is damaged or of another kind, and for a name that is unknown or ambiguous.
    """
    audit = Audit()
    with VoteFile(path, _COLUMNS, audit) as votes:
        votes.read_ballots(resolve)
        roll_calls = votes.columns(
            "SELECT r.record, g.resolution AS symbol, g.date, g.session, nullif(g.meeting, '') AS meeting, "
            "nullif(g.draft, '') AS draft_symbol, nullif(trim(split_part(g.title, ' : resolution', 1)), '') AS title, "
            "nullif(g.agenda_title, '') AS agenda, nullif(nullif(g.subjects, ''), 'N/A') AS subjects, "
            "r.yes, r.no, r.abstain, r.not_voting, 'row ' || r.row AS locator "
            "FROM records r JOIN given g ON g.row = r.row ORDER BY r.row"
        )
        ballots = votes.columns("SELECT record, day AS date, actor, vote, 'row ' || row AS locator FROM ballots ORDER BY row")
    for name in ("symbol", "meeting", "draft_symbol"):
        roll_calls[name] = [normal_symbol(str(value)) if value is not None else None for value in roll_calls[name]]
    last = max(map(str, roll_calls["date"]), default="")
    return Parsed({"assembly_roll_calls": roll_calls, "assembly_ballots": ballots}, audit, as_of=last)
