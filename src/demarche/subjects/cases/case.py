"""A documented experience of humanitarian diplomacy: who asked whom for what, by which channel and lever, and what came of it.

What happened is dated and sourced. Why it went so, and what it teaches, is our judgement and marked as that by its field names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from demarche.model.dossier import ConstraintCategory
from demarche.model.evidence import Confidence, CuratedRow, Reference, UseError, known_references, read_references


class Channel(StrEnum):
    """Where the ask was made."""

    BILATERAL = "bilateral"
    COUNCIL = "Security Council"
    REGIONAL = "regional"
    MEDIATION = "mediation"
    FIELD = "field"
    RESOURCES = "resources"
    COURTS = "courts"


class DeciderKind(StrEnum):
    """Who could lift what blocked: the kind of actor, not its name."""

    TERRITORIAL_GOVERNMENT = "government of the territory"
    ARMED_GROUP = "armed group in control"
    BELLIGERENT_STATE = "State party to the conflict abroad"
    COUNCIL = "Security Council members"
    SANCTIONING_STATE = "State with sanctions or counter-terrorism law"
    REGIONAL_BODY = "regional organisation"


class Instrument(StrEnum):
    """The form that the answer took or was to take."""

    COUNCIL_RESOLUTION = "Council resolution"
    PERMISSION = "permission for a crossing or route"
    MECHANISM = "monitoring or inspection mechanism"
    TRUCE = "truce or pause"
    DECLARATION = "declaration of commitment"
    AGREEMENT = "agreement between parties"
    GROUND_RULES = "ground rules"
    EXEMPTION = "sanctions exemption or licence"
    SAFE_PASSAGE = "safe passage"
    COURT_ORDER = "court order"


class Result(StrEnum):
    """What came of it, as judged from what was known on a day."""

    DELIVERED = "delivered"
    PARTIAL = "partial"
    FAILED = "failed"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class CaseFact:
    """Something that happened, on `date`, with where it can be checked; `known_from` is when the earliest source was out."""

    date: dt.date
    what: str
    references: tuple[Reference, ...]

    @property
    def known_from(self) -> dt.date:
        """The later of the event and its earliest source."""
        return max(self.date, _earliest(self.references))


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What came of it as it stood from `known_from`; `why` and `teaches` are our judgement."""

    known_from: dt.date
    result: Result
    what: str
    why: str
    teaches: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `asker`, `target` and `lever_holder` are named by function; `lever` is what that holder had.

    `linkage` says whether the ask was tied to something else, `verification` how keeping it was seen. The fields hold what was
    known on `known_from`; what came later stands in `facts` and `outcomes` with its day.
    """

    id: str
    title: str
    crisis: str
    known_from: dt.date
    since: dt.date
    until: dt.date | None
    categories: tuple[ConstraintCategory, ...]
    channels: tuple[Channel, ...]
    deciders: tuple[DeciderKind, ...]
    instruments: tuple[Instrument, ...]
    asker: str
    target: str
    lever_holder: str
    lever: str
    ask: str
    instrument: str
    duration: str
    linkage: str
    verification: str
    facts: tuple[CaseFact, ...]
    outcomes: tuple[CaseOutcome, ...]
    confidence: Confidence

    @property
    def outcome(self) -> CaseOutcome | None:
        """The latest outcome, or none where nothing had come of it yet."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every reference once, in the order of the facts and outcomes."""
        found: dict[tuple[str, str, str, str], Reference] = {}
        parts: tuple[CaseFact | CaseOutcome, ...] = (*self.facts, *self.outcomes)
        for part in parts:
            for reference in part.references:
                found.setdefault(reference.key, reference)
        return tuple(found.values())

    def as_known_on(self, day: dt.date) -> Case:
        """The case with only the facts, outcomes, ending and references that were known on `day`."""
        return replace(
            self,
            until=self.until if self.until and self.until <= day else None,
            facts=tuple(replace(f, references=known_references(f.references, day)) for f in self.facts if f.known_from <= day),
            outcomes=tuple(
                replace(o, references=known_references(o.references, day)) for o in self.outcomes if o.known_from <= day
            ),
        )


def cases_known_on(cases: Iterable[Case], day: dt.date) -> tuple[Case, ...]:
    """The cases that were known on `day`, each as it was known then."""
    return tuple(case.as_known_on(day) for case in cases if case.known_from <= day)


def read_case(data: Mapping[str, object], where: str) -> Case:
    """Read one case from a hand-kept file; raises `UseError` for a value that is not as it must be.

    Facts and outcomes stand in the order of their days; an outcome is not known before its earliest source.
    """
    known = read_references(data, where)
    row = CuratedRow({key: value for key, value in data.items() if key != "references"}, where)
    case = Case(
        id=row.text("id"),
        title=row.text("title"),
        crisis=row.text("crisis"),
        known_from=row.required_day("known_from"),
        since=row.required_day("since"),
        until=row.day("until"),
        categories=row.choices("categories", ConstraintCategory),
        channels=row.choices("channels", Channel),
        deciders=row.choices("deciders", DeciderKind),
        instruments=row.choices("instruments", Instrument),
        asker=row.text("asker"),
        target=row.text("target"),
        lever_holder=row.text("lever_holder"),
        lever=row.text("lever"),
        ask=row.text("ask"),
        instrument=row.text("instrument"),
        duration=row.text("duration"),
        linkage=row.text("linkage"),
        verification=row.text("verification"),
        facts=tuple(_read_fact(fact, known) for fact in row.rows("fact")),
        outcomes=tuple(_read_outcome(outcome, known) for outcome in row.rows("outcome")),
        confidence=row.choice("confidence", Confidence),
    )
    row.done()
    _check(case, where)
    return case


def _read_fact(row: CuratedRow, known: Mapping[str, Reference]) -> CaseFact:
    fact = CaseFact(row.required_day("date"), row.text("what"), row.references(known))
    row.done()
    return fact


def _read_outcome(row: CuratedRow, known: Mapping[str, Reference]) -> CaseOutcome:
    outcome = CaseOutcome(
        row.required_day("known_from"),
        row.choice("result", Result),
        row.text("what"),
        row.text("why"),
        row.text("teaches"),
        row.references(known),
    )
    row.done()
    return outcome


def _check(case: Case, where: str) -> None:
    problems = []
    if not (case.facts and case.outcomes and case.categories and case.channels and case.deciders and case.instruments):
        problems.append("a case needs facts, outcomes, categories, channels, deciders and instruments")
    if [f.date for f in case.facts] != sorted(f.date for f in case.facts):
        problems.append("the facts are not in the order of their days")
    if [o.known_from for o in case.outcomes] != sorted(o.known_from for o in case.outcomes):
        problems.append("the outcomes are not in the order of their days")
    if any(o.known_from < _earliest(o.references) for o in case.outcomes):
        problems.append("an outcome is said to be known before its earliest source was out")
    if case.facts and case.known_from < min(f.known_from for f in case.facts):
        problems.append("the case is said to be known before any of its facts was")
    if case.until and case.until < case.since:
        problems.append("the case ends before it begins")
    if problems:
        raise UseError(f"{problems[0][0].upper()}{problems[0][1:]}.", where=where, next_step="Mend the case file.")


def _earliest(references: Iterable[Reference]) -> dt.date:
    return min(r.date or dt.date.min for r in references)
