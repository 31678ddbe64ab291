"""The vote on a document: ballots by member, with lists, counts and outcome set against one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from demarche.adapters.sources.akoma_ntoso import Voter
from demarche.adapters.sources.un_resolutions.header import Header
from demarche.adapters.sources.un_resolutions.settle import tally_of, without_vote
from demarche.model.evidence import Audit

SEATS = 15
"""Members of the Council since 1966 (Charter, Article 23 as amended)."""

_SIDES = ("yes", "no", "abstain")
_Tally = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Vote:
    """Counts, where there was a vote, and one ballot for each member that the publisher lists."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    ballots: tuple[Voter, ...] = ()


def settle_vote(file: str, header: Header, lookups: Mapping[str, Sequence[str]], audit: Audit) -> Vote:
    """The vote as lists, counts and outcome say; where they differ, as two of them say, or the one that makes 15.

    Where a document was adopted without a vote, the members that are listed all the same did not vote.
    """
    voters = _members(file, header, lookups, audit)
    if voters and len(voters) != SEATS:
        audit.note("voters_not_15", file, f"{len(voters)} members are listed; the outcome says “{header.outcome}”.")
    if without_vote(header.outcome):
        if voters:
            audit.note("listed_without_vote", file, f"{len(voters)} members are listed; the outcome says “{header.outcome}”.")
        return Vote(ballots=tuple(replace(voter, vote="not_voting") for voter in voters))
    if not voters and not header.counts:
        return Vote()
    ballots = _absent(file, header, voters, audit)
    return Vote(*_settle_tally(file, header, ballots, audit), tuple(ballots))


def _members(file: str, header: Header, lookups: Mapping[str, Sequence[str]], audit: Audit) -> list[Voter]:
    """The members as listed, odd spellings put right, each once."""
    voters: dict[str, Voter] = {}
    twice: list[tuple[Voter, Voter]] = []
    for listed in header.voters:
        names = lookups.get(listed.name.casefold())
        if names is not None:
            audit.note("voter_misspelt", file, f"“{listed.name}” is read as {', '.join(names) or 'the end of the name before it'}.")
        for name in [listed.name] if names is None else names:
            voter = replace(listed, name=name)
            before = voters.setdefault(name, voter)
            if before is not voter:
                twice.append((before, voter))
    for before, after in twice:
        second = {**voters, after.name: after}
        chosen = after if _tally(list(second.values())) == _counted(header) else before
        voters[chosen.name] = chosen
        audit.note("voter_twice", file, f"{before.name} is listed under {before.vote} and {after.vote}; {chosen.vote} is used.")
    return list(voters.values())


def _absent(file: str, header: Header, voters: list[Voter], audit: Audit) -> list[Voter]:
    """Members whom the outcome calls absent, and the header, which has no place for them, lists as abstaining."""
    said = tally_of(header.outcome)
    abstaining = [voter for voter in voters if voter.vote == "abstain"]
    if not said or not said[3] or said[2] or len(abstaining) != said[3]:
        return voters
    names = ", ".join(voter.name for voter in abstaining)
    audit.note("absent_listed_as_abstaining", file, f"{names}: the outcome says “{header.outcome}”; read as not voting.")
    header.counts["abstain"] = 0
    return [replace(voter, vote="not_voting") if voter in abstaining else voter for voter in voters]


def _settle_tally(file: str, header: Header, ballots: list[Voter], audit: Audit) -> _Tally:
    """The counts: those that two of counts, lists and outcome agree on, else those that make 15, else those of the header."""
    said = tally_of(header.outcome)
    tallies = {"counts": _counted(header), "lists": _tally(ballots) if ballots else None, "outcome": said[:3] if said else None}
    known = {name: tally for name, tally in tallies.items() if tally is not None}
    if len(set(known.values())) == 1:
        return next(iter(known.values()))
    agreed = [tally for tally in known.values() if list(known.values()).count(tally) > 1]
    full = [tally for tally in known.values() if sum(tally) == SEATS]
    chosen = next(iter([*(tally for tally in agreed if tally in full), *full, *agreed]), _counted(header))
    spelled = ", ".join(f"{name} {'-'.join(map(str, tally))}" for name, tally in known.items())
    audit.note("counts_differ", file, f"{spelled}; {'-'.join(map(str, chosen))} is used.")
    return chosen


def _counted(header: Header) -> _Tally:
    """The counts as the header states them."""
    return header.counts.get("yes", 0), header.counts.get("no", 0), header.counts.get("abstain", 0)


def _tally(ballots: Sequence[Voter]) -> _Tally:
    """The counts as the lists make them."""
    yes, no, abstain = (sum(voter.vote == side for voter in ballots) for side in _SIDES)
    return yes, no, abstain
