"""What is said of votes, as tables: a State's record, co-sponsor targets, a draft's standing, two States over the years."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from demarche.desk.vote_sheets import VoteSheet, VoteTables
from demarche.model.evidence import spell_date

if TYPE_CHECKING:
    from demarche.desk.alignment import Alignment
    from demarche.desk.coalition import CoalitionView
    from demarche.desk.positions import StatePosition
    from demarche.desk.sponsoring import SponsorSheet
    from demarche.subjects.votes import MemberMove


def position_tables(found: StatePosition) -> VoteTables:
    """A State's record: one row a vote or sponsorship, newest first."""
    rows = []
    for line in found.position.lines:
        others = ", ".join(f"{n} {_CHOICES[str(c)]}" for c, n in sorted(line.group.items(), key=lambda x: -x[1]))
        about = f"{line.title} (amendment)" if line.amendment else line.title
        rows.append((line.date.isoformat(), line.id, line.words, line.outcome, line.tally, others, about, str(line.organ)))
    agreed = (
        "" if found.agreement is None else f" It voted as the others of the group did on {found.agreement:.0%} of common votes."
    )
    lead = (
        f"{found.name}: {len(rows)} lines from {spell_date(found.since)} to {spell_date(found.on)}{f' on {found.topic}' if found.topic else ''};"
        f" {found.vetoes} vetoes, {found.sponsored} drafts sponsored.{agreed}"
    )
    header = ("day", "text", "what it did", "outcome", "yes-no-abstain", f"others of: {found.group}", "about", "organ")
    notes = (
        "Drafts not adopted and amendments are included where votes on them are known (Council: since 1994; before, only those vetoed).",
        "Sponsors are those printed on the draft; those who joined later are not in the data.",
    )
    title = f"{found.name}: what it did" + (f" on {found.topic}" if found.topic else "")
    apart = tuple((d.roll_call, d.what, d.kept, d.kept_from, d.other, d.other_from) for d in found.differences)
    told = ("text", "on what", "used here", "from", "the other says", "from")
    sheets = [VoteSheet("Record", header, tuple(rows))]
    if apart:
        sheets.append(VoteSheet("Where sources differ", told, apart))
    return VoteTables(title, f"As known on {spell_date(found.on)}", found.on, (lead,), tuple(sheets), notes)


_CHOICES = {"yes": "yes", "no": "no", "abstain": "abstained", "not_voting": "did not vote"}


def sponsor_tables(found: SponsorSheet) -> VoteTables:
    """The co-sponsor target sheet: likely, possible and unlikely States, then the balance of regions."""
    header = ("State", "group", "chance", "80 % interval of the fit", "why", "who could call")
    sheets = [
        VoteSheet(
            word.capitalize(),
            header,
            tuple(
                (t.name, t.group, round(t.chance, 2), f"{t.low:.2f}–{t.high:.2f}", t.reason, "; ".join(t.callers))
                for t in found.of(word)
            ),
        )
        for word in ("likely", "possible", "unlikely")
    ]
    balance = tuple((b.group, b.states, b.leads, b.likely, b.possible, "gap" if b.gap else "") for b in found.balance)
    sheets.append(VoteSheet("Regions", ("group", "States", "leads", "likely", "possible", ""), balance))
    counts = ", ".join(f"{len(found.of(word))} {word}" for word in ("likely", "possible", "unlikely"))
    gaps = (
        f" Nobody likely in: {', '.join(found.gaps)}."
        if found.gaps
        else " Every regional group has a State that leads or is likely."
    )
    lead = (
        f"States outside the Council: {counts}.{gaps}",
        f"Led by: {', '.join(found.leads)}."
        if found.leads
        else "No lead is named; give --lead to set targets beside the leads' votes.",
        f"Like: {', '.join(found.models)}; {found.texts_known} widely sponsored texts are known.",
    )
    return VoteTables(
        f"Co-sponsor targets: {found.subject}",
        f"As known on {spell_date(found.day)}; an expectation from past sponsorship, not a fact",
        found.day,
        lead,
        tuple(sheets),
        (found.basis, found.earned),
        found.references,
    )


def coalition_tables(found: CoalitionView) -> VoteTables:
    """Where a draft stands: seats, moves, nearest drafts."""
    near = [n.id for n in found.nearest]
    permanent = {s.name for s in found.seats if s.permanent}
    moved = ("member", "nine votes if yes", "nine votes if not", *(() if found.procedural else ("veto if yes", "a vote against")))

    def stops(move: MemberMove) -> str:
        return "stops it" if move.member in permanent else "counts as one"

    seats = tuple(
        (
            s.name + (" (permanent)" if s.permanent else ""),
            round(s.yes, 2),
            f"{s.low:.2f}–{s.high:.2f}",
            "sponsor" if s.sponsor else "",
            *s.on_nearest,
        )
        for s in found.seats
    )
    why = tuple((s.name, "; ".join(s.reasons)) for s in found.seats)
    moves = tuple(
        (
            m.member,
            round(m.nine_if_yes, 3),
            round(m.nine_if_not, 3),
            *(() if found.procedural else (round(m.veto_if_yes, 3), stops(m))),
        )
        for m in sorted(found.moves, key=lambda m: m.nine_if_not - m.nine_if_yes)
    )
    nearest = tuple((n.date.isoformat(), n.id, n.outcome, n.tally, n.title) for n in found.nearest)
    chances = [("nine votes in favour", found.nine_votes), ("any vote other than yes", found.any_dissent)]
    if not found.procedural:
        chances[1:1] = [("a veto", found.veto), ("not adopted", found.not_adopted)]
    sheets = (
        VoteSheet(
            "Chances",
            ("what", "chance", "80 % interval of the fit"),
            tuple((n, round(f.chance, 3), f"{f.low:.2f}–{f.high:.2f}") for n, f in chances),
        ),
        VoteSheet("Seats", ("member", "yes", "80 % interval of the fit", "", *near), seats),
        VoteSheet("Why", ("member", "largest reasons first"), why),
        VoteSheet("If one moves", moved, moves),
        VoteSheet("Nearest drafts", ("day", "draft", "outcome", "yes-no-abstain", "about"), nearest),
    )
    stands = f"{found.likely_yes} members are likelier than not to vote yes, {abs(found.margin)} {'over' if found.margin >= 0 else 'short of'} nine"
    n = len(found.pivotal)
    turns = (
        f"Nine would be lost without {n} of them; least sure"
        if found.margin >= 0
        else f"Nine would take {n} more; nearest to a yes"
    )
    decide = f" {turns}: {', '.join(found.pivotal)}." if found.pivotal else ""
    doubtful = (
        f" Permanent members likelier to withhold a yes: {', '.join(found.doubtful_permanent)}." if found.doubtful_permanent else ""
    )
    named = found.title or found.topic
    by = (
        f"sponsored by {', '.join(found.sponsors[:6])}{' and others' if len(found.sponsors) > 6 else ''}"
        if found.sponsors
        else found.bloc
    )
    return VoteTables(
        f"Where a draft stands: {named}",
        f"{found.topic}, {by}, vote of {spell_date(found.day)}",
        found.day,
        (
            found.label,
            f"{stands}.{decide}{doubtful}",
            *(("Asked about as a procedural matter: nine votes decide.",) if found.procedural else ()),
        ),
        sheets,
        (found.earned, found.power, *found.notes),
        found.references,
    )


def alignment_tables(found: Alignment) -> VoteTables:
    """Two States over the years: agreement, positions, who is nearest, who moved."""
    council = {y.year: y for y in found.council}
    first, second = ({p.year: p for p in rows} for rows in (found.first_positions, found.second_positions))
    years = []
    for y in found.assembly:
        c, a, b = council.get(y.year), first.get(y.year), second.get(y.year)
        years.append(
            (
                y.year,
                f"{y.same:.0%} of {y.n}",
                f"{c.same:.0%} of {c.n}" if c else "",
                f"{a.position:.2f} ({a.low:.2f} to {a.high:.2f})" if a else "",
                f"{b.position:.2f} ({b.low:.2f} to {b.high:.2f})" if b else "",
            )
        )
    near = [(found.first, n.state, round(n.apart, 2), f"{n.agreement:.0%} of {n.n}") for n in found.nearest_first] + [
        (found.second, n.state, round(n.apart, 2), f"{n.agreement:.0%} of {n.n}") for n in found.nearest_second
    ]
    moved = tuple((m.state, m.since, m.until, round(m.by, 2), f"{m.low:.2f} to {m.high:.2f}") for m in found.moved)
    header = ("year", "Assembly: same vote", "Council: same vote", found.first, found.second)
    sheets = (
        VoteSheet("Years", header, tuple(years)),
        VoteSheet("Nearest", ("to", "State", "distance", f"same vote in {found.until}"), tuple(near)),
        VoteSheet("Who moved", ("State", "from", "to", "by", "90 % interval"), moved),
    )
    told = [
        f"{m.state} moved by {m.by:+.2f} ({m.low:.2f} to {m.high:.2f})"
        if m.clear
        else f"{m.state} did not move beyond its interval"
        for m in (found.first_move, found.second_move)
    ]
    lead = f"In {found.until} they stood {found.apart:.2f} apart on the line. Since {found.first_move.since}: {'; '.join(told)}."
    day = dt.date(found.until, 12, 31)
    return VoteTables(
        f"{found.first} and {found.second}",
        f"Votes of {found.since} to {found.until}",
        day,
        (lead,),
        sheets,
        (found.basis,),
        found.references,
    )
