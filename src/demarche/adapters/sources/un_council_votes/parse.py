"""The library's Council voting data to roll calls and ballots.

Publisher: United Nations, Dag Hammarskjöld Library, Digital Library record 4055387.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from demarche.adapters.sources.reading import VoteFile
from demarche.model.evidence import Audit, Parsed, Resolve, normal_symbol

_COLUMNS = ("permanent_member", "draft", "description", "agenda", "subjects", "vote_note", "modality")


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Read the CSV file (plain or gzipped) or a Parquet file of the same columns.

    Raises `DemarcheError` for a file that is damaged or of another kind, and for a name that is unknown or ambiguous.
    """
    audit = Audit()
    with VoteFile(path, _COLUMNS, audit) as votes:
        votes.read_ballots(resolve)
        _mark_without_vote(votes, audit)
        roll_calls = votes.columns(
            "SELECT r.record, g.resolution AS symbol, g.date, nullif(g.meeting, '') AS meeting, nullif(g.draft, '') AS draft_symbol, "
            "nullif(g.description, '') AS title, nullif(g.agenda, '') AS agenda, "
            "nullif(nullif(g.subjects, ''), 'N/A') AS subjects, "
            "CASE WHEN w.record IS NULL THEN r.yes END AS yes, CASE WHEN w.record IS NULL THEN r.no END AS no, "
            "CASE WHEN w.record IS NULL THEN r.abstain END AS abstain, CASE WHEN w.record IS NULL THEN r.not_voting END AS not_voting, "
            "w.record IS NOT NULL AS adopted_without_vote, 'row ' || r.row AS locator "
            "FROM records r JOIN given g ON g.row = r.row LEFT JOIN without_vote w ON w.record = r.record ORDER BY r.row"
        )
        ballots = votes.columns(
            "SELECT b.record, g.resolution AS symbol, b.day AS date, b.actor, "
            "CASE WHEN w.record IS NULL THEN b.vote ELSE 'not_voting' END AS vote, b.name AS name_as_given, "
            "upper(g.permanent_member) = 'TRUE' AS permanent, 'row ' || b.row AS locator "
            "FROM ballots b JOIN given g ON g.row = b.row LEFT JOIN without_vote w ON w.record = b.record ORDER BY b.row"
        )
    for columns, names in ((roll_calls, ("symbol", "meeting", "draft_symbol")), (ballots, ("symbol",))):
        for name in names:
            columns[name] = [normal_symbol(str(value)) if value is not None else None for value in columns[name]]
    last = max(map(str, roll_calls["date"]), default="")
    return Parsed({"council_roll_calls": roll_calls, "council_ballots": ballots}, audit, as_of=last)


def _mark_without_vote(votes: VoteFile, audit: Audit) -> None:
    """Make the table `without_vote`: records that the publisher says were adopted without a vote.

    Some editions print X for every member then, others Y with a note; either way nobody voted.
    """
    said = "regexp_matches(lower(modality || ' ' || vote_note), 'without (a )?vote|acclamation|no vote')"
    votes.execute(
        "CREATE TABLE without_vote AS SELECT r.record FROM records r WHERE r.members = r.not_voting "
        f"UNION SELECT DISTINCT undl_id FROM given WHERE {said}"
    )
    for record, row in votes.rows("SELECT r.record, r.row FROM records r JOIN without_vote USING (record) ORDER BY r.row"):
        audit.note("adopted_without_vote", f"row {row}", f"Record {record}: nobody voted; its ballots are not_voting.")
