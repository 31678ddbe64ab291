"""The comparison of entry points as tables: ranks, weights, ratings with their reasons, risks, what would change it, what stands apart."""

from __future__ import annotations

from dataclasses import replace

from demarche.adapters.papers import Sheet, describe
from demarche.desk.comparing import OptionLine, OptionSheet
from demarche.desk.narrowing import narrowed
from demarche.desk.vote_sheets import VoteTables
from demarche.model.evidence import Estimate, Reference, spell_date
from demarche.subjects.options import Change, EntryPoint, Moved

RANKS_SHOWN = 5


ACTS = "What each act is"
NARROW = {
    ACTS: (
        ("", ("",)),
        ("act", ("act",)),
        ("trigger, by", ("trigger", "by")),
        ("needs", ("needs",)),
        ("precedent", ("precedent",)),
        ("cost", ("cost",)),
    )
}
"""The columns that a screen has room for."""


def option_tables(found: OptionSheet, *, whole: bool = True, narrow: bool = False) -> VoteTables:
    """The sheet as tables; not `whole` leaves out the ratings one by one; `narrow` for a screen, without the evidence of each act."""
    tables = _tables(found, whole=whole)
    if not narrow:
        return tables
    return replace(tables, sheets=tuple(narrowed(s, NARROW[s.name]) if s.name in NARROW else s for s in tables.sheets))


def _tables(found: OptionSheet, *, whole: bool) -> VoteTables:
    """Every table of the sheet."""
    numbers = {line.entry.id: n for n, line in enumerate(found.lines, start=1)}
    sheets = [_ranks(found), _acts(found), _risks(found), _weights(found)]
    if whole:
        sheets.append(_ratings(found))
    apart = _apart(found)
    if apart.rows:
        sheets.insert(1, apart)
    sheets.append(_changes(found, numbers))
    references: dict[tuple[str, str, str, str], Reference] = {}
    for line in found.lines:
        for ref in line.entry.evidence:
            references.setdefault(ref.key, ref)
    lead = [_lead(found)]
    if found.needs_mandator:
        lead.append(f"{len(found.needs_mandator)} would cross a recorded red line: they are not ranked and need the mandator.")
    if found.ways_from_tables:
        lead.append(f"Ways found in the tables, not among the dossier's own ties: {', '.join(found.ways_from_tables)}.")
    return VoteTables(
        f"Entry points compared: {found.title}",
        f"Internal. For {found.state_name}, as of {spell_date(found.on)}; nothing later is used",
        found.on,
        tuple(lead),
        tuple(sheet for sheet in sheets if sheet.rows),
        (*_preferences(found), *found.notes, f"{found.draws:,} draws, seed {found.seed}."),
        tuple(references.values()),
        marking="Internal",
    )


def _preferences(found: OptionSheet) -> list[str]:
    """What was said of the weights, in words."""
    bounds = "; ".join(f"{name} {low:g} to {high:g}" for name, (low, high) in found.bounds.items())
    rankings = "; ".join(" before ".join(ranking) for ranking in found.rankings)
    return [*([f"Bounds given: {bounds}."] if bounds else []), *([f"Order given: {rankings}."] if rankings else [])]


def _lead(found: OptionSheet) -> str:
    if not found.lines:
        return "No entry point can be compared: all stand apart, with the reason below."
    first = found.lines[0]
    return (
        f"{len(found.lines)} entry points compared on {len(found.criteria)} criteria. Most often first ({first.ranks[0]:.0%} of draws):"
        f" {first.entry.ask}"
    )


def _ranks(found: OptionSheet) -> Sheet:
    shown = min(RANKS_SHOWN, len(found.lines))
    header = ("", "ask", "way", *(_ordinal(n) for n in range(1, shown + 1)), "mean rank", "confidence", "costs no money")
    rows = tuple(
        (
            str(n),
            line.entry.ask,
            line.entry.channel.value,
            *(f"{share:.0%}" for share in line.ranks[:shown]),
            f"{line.mean_rank:.1f}",
            "" if line.confidence is None else f"{line.confidence:.0%}",
            "yes" if line.entry.cost_free else "",
        )
        for n, line in enumerate(found.lines, start=1)
    )
    return Sheet("How often each comes first, second…", header, rows)


def _ordinal(n: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(n, f"{n}th")


def _apart(found: OptionSheet) -> Sheet:
    rows = [
        (c.entry_point.ask, "needs the mandator", f"red line {', '.join(r.id for r in c.red_lines)}: {', '.join(c.tags)}")
        for c in found.needs_mandator
    ]
    rows += [(o.entry_point.ask, "out of reach", f"needs {', '.join(o.missing)}") for o in found.out_of_reach]
    rows += [
        (p.ask, "risks not stated", "nobody has answered for people, staff, principle and the do-no-harm question")
        for p in found.risks_not_stated
    ]
    rows += [(p.ask, "closed", f"deadline {p.deadline}") for p in found.closed]
    return Sheet("Not ranked", ("ask", "why", "what is missing"), tuple(rows))


def _acts(found: OptionSheet) -> Sheet:
    header = ("", "act", "trigger", "by", "needs", "precedent", "cost", "evidence")
    return Sheet(ACTS, header, tuple((str(n), *_act(line.entry)) for n, line in enumerate(found.lines, start=1)))


def _act(e: EntryPoint) -> tuple[str, ...]:
    cost = f"{'no money of the one asked; ' if e.cost_free else ''}{e.cost.note or f'{e.cost.staff_hours:g} hours'}"
    sources = "; ".join(describe(ref, address=False).rstrip(".") for ref in e.evidence[:2])
    more = f" and {len(e.evidence) - 2} more" if len(e.evidence) > 2 else ""
    return e.title, e.trigger, str(e.deadline or ""), ", ".join(e.requires), e.precedent, cost, f"{sources}{more}"


def _risks(found: OptionSheet) -> Sheet:
    header = ("", "to people", "to staff", "to principle", "what if this makes things worse")
    rows = tuple(
        (str(n), e.risk_to_people, e.risk_to_staff, e.risk_to_principle, e.do_no_harm)
        for n, e in enumerate((line.entry for line in found.lines), start=1)
    )
    return Sheet("Risks", header, rows)


def _weights(found: OptionSheet) -> Sheet:
    ids = [criterion.id for criterion in found.criteria]
    rows = tuple(
        (str(n), *(f"{line.central_weights[i]:.0%}" for i in ids))
        for n, line in enumerate(found.lines, start=1)
        if line.central_weights
    )
    return Sheet("Weights that put it first", ("", *ids), rows)


def _ratings(found: OptionSheet) -> Sheet:
    rows = tuple(
        (str(n), criterion.id, *_rating(line, criterion.id))
        for n, line in enumerate(found.lines, start=1)
        for criterion in found.criteria
    )
    return Sheet("Ratings with their reasons", ("", "criterion", "from", "to", "why"), rows)


def _rating(line: OptionLine, criterion: str) -> tuple[str, str, str]:
    rating: Estimate | None = line.entry.ratings.get(criterion)
    if rating is None:
        return "", "", "not rated: counts as the whole scale"
    low, high = (rating.value if bound is None else bound for bound in (rating.low, rating.high))
    return f"{low:.2g}", f"{high:.2g}", rating.basis


def _changes(found: OptionSheet, numbers: dict[str, int]) -> Sheet:
    if found.change is None:
        return Sheet("What would change the first place", ("change",), ())
    rows = tuple((_change(change, numbers), f"{change.share:.0%}", f"{change.leader_share:.0%}") for change in found.change.changes)
    if not rows:
        rows = ((f"No single weight or rating of {found.change.tried} tried, moved to its bound, would unseat it.", "", ""),)
    return Sheet("What would change the first place", ("if", "then first in", "and the present first in"), rows)


def _change(change: Change, numbers: dict[str, int]) -> str:
    then = f"act {numbers[change.new_leader]} comes first"
    if change.moved is Moved.WEIGHT:
        return f"the weight of {change.criterion} were {change.moved_to:.0%}: {then}"
    return f"{change.criterion} of act {numbers[change.option]} were {change.moved_to:.2g}: {then}"
