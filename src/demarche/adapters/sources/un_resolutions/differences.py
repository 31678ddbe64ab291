"""Our reading of each resolution set against the publisher's extract: what is missing is filled in, every difference is listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from demarche.adapters.sources.akoma_ntoso import Voter, names_person
from demarche.adapters.sources.un_resolutions.document import Document
from demarche.adapters.sources.un_resolutions.extract import Extract
from demarche.adapters.sources.un_resolutions.votes import Vote
from demarche.model.evidence import Audit

Actor = Callable[[str, dt.date], str]
"""The actor id of a name on a day, once names are looked up."""

_KEPT = "The document is kept."


def fill_in(document: Document, extract: Extract, audit: Audit) -> None:
    """Take from the extract what the document does not say of itself."""
    for name in ("date", "title", "agenda_item", "draft_symbol", "meeting"):
        said = getattr(extract, name)
        if (
            getattr(document, name) is None
            and said is not None
            and not (name == "meeting" and document.outcome and "mail" in document.outcome)
        ):
            setattr(document, name, said)
            audit.note(f"{name}_from_extract", document.file, f"The document does not say it; {extract.place} has {said}.")
    if not document.voters and extract.voters:
        counts = extract.counts
        document.vote = Vote(counts["yes"], counts["no"], counts["abstain"], extract.voters)
        audit.note(
            "votes_from_extract", document.file, f"The document lists no voters; {extract.place} lists {len(extract.voters)}."
        )
    if not document.sponsors and extract.sponsors:
        document.sponsors = list(extract.sponsors)
        audit.note(
            "sponsors_from_extract", document.file, f"The document names no sponsor; {extract.place} names {len(extract.sponsors)}."
        )


def compare(document: Document, extract: Extract, actor: Actor, audit: Audit) -> None:
    """List every difference between a document and its extract, with what was decided: the document is kept."""
    file = document.file
    plain = {
        "date": "date",
        "draft_symbol": "draft",
        "meeting": "meeting",
        "title": "title",
        "agenda_item": "agenda",
        "chapter_vii": "chapter_vii",
    }
    for name, kind in plain.items():
        ours, theirs = getattr(document, name), getattr(extract, name)
        if name == "chapter_vii" and ours is None:
            continue
        if theirs is not None and _plain(ours) != _plain(theirs):
            audit.note(f"extract_{kind}", file, f"The document has {ours}, {extract.place} has {theirs}. {_KEPT}")
    vote = document.vote
    counts = (vote.yes, vote.no, vote.abstain)
    theirs_counted = tuple(extract.counts[side] for side in ("yes", "no", "abstain"))
    if counts != theirs_counted and not (counts == (None, None, None) and not any(theirs_counted)):
        audit.note("extract_counts", file, f"The document has {counts}, {extract.place} has {theirs_counted}. {_KEPT}")
    if document.date is None:
        return
    ours_voted, theirs_voted = (_ballots(voters, actor, document.date) for voters in (document.voters, extract.voters))
    if ours_voted != theirs_voted:
        differing = (
            ", ".join(sorted({name for name, _ in ours_voted ^ theirs_voted})) if theirs_voted else "every member: it lists none"
        )
        audit.note("extract_votes", file, f"{extract.place} differs on {differing}. {_KEPT}")
    ours_sponsor, theirs_sponsor = (
        {actor(name, document.date) for name in names} for names in (document.sponsors, extract.sponsors)
    )
    if ours_sponsor != theirs_sponsor:
        names = ", ".join(sorted(ours_sponsor ^ theirs_sponsor))
        audit.note("extract_sponsors", file, f"{extract.place} differs on {names}. {_KEPT}")
    wanted = {(_plain(term), dictionary) for term, dictionary in extract.subjects if _comparable(term, dictionary)}
    have = {(_plain(term), dictionary) for term, dictionary, _ in document.subjects}
    if missing := wanted - have:
        terms = "; ".join(sorted(str(term) for term, _ in missing))
        audit.note("extract_subjects", file, f"{extract.place} also has {terms}. {_KEPT}")


def _ballots(voters: tuple[Voter, ...], actor: Actor, day: dt.date) -> set[tuple[str, str]]:
    """Who voted how."""
    return {(actor(voter.name, day), voter.vote) for voter in voters}


def _plain(value: object) -> object:
    """A value without differences that mean nothing: spaces, the last full stop, the shape of a quote."""
    if not isinstance(value, str):
        return value
    return " ".join(value.replace(" | ", " ").split()).replace("’", "'").rstrip(". ").casefold()


def _comparable(term: str, dictionary: str) -> bool:
    """Whether a subject of the extract has words of its own: not a code, not left out as a person's name."""
    known = dictionary in {"UNBIS Thesaurus", "DHLAUTH"} or dictionary.startswith("S/")
    return known and term not in {"X", ""} and not term.startswith("[") and not names_person(term)
