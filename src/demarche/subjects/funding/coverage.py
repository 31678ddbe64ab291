"""What a country's plans asked for and received, as far as a day allows to say, and what a cut would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from demarche.model.evidence import Reference, UseError, spell_date
from demarche.subjects.funding.conflicts import FigureConflict, check_requirements
from demarche.subjects.funding.plans import Definition, Plan


@dataclass(frozen=True, slots=True)
class CountryPlan:
    """One plan as it concerns one country: its amounts there, in US dollars, and what limits them.

    `as_of` is the day of the edition; `note` says where an edition read after the plan closed may hold later corrections.
    """

    plan: Plan
    requirement: float | None
    funding: float | None
    as_of: dt.date
    source: Reference
    note: str = ""
    conflict: FigureConflict | None = None

    @property
    def coverage(self) -> float | None:
        """Funding as a share of the requirement; `None` where one of them is not known or nothing was required."""
        if self.funding is None or not self.requirement:
            return None
        return self.funding / self.requirement

    @property
    def unmet(self) -> float | None:
        """What was required and not received, never below zero."""
        if self.funding is None or self.requirement is None:
            return None
        return max(0.0, self.requirement - self.funding)


@dataclass(frozen=True, slots=True)
class CountryPlans:
    """A country's plans, latest first, and the codes of those whose figures are later than the day asked for."""

    country: str
    on: dt.date
    plans: tuple[CountryPlan, ...]
    withheld: tuple[str, ...]


def plans_for(country: str, on: dt.date, plans: Iterable[Plan]) -> CountryPlans:
    """The plans of `country` whose figures may be used `on` a day: of editions up to that day, or of plans closed before it."""
    usable, withheld = [], []
    for plan in plans:
        share = next((s for s in plan.shares if s.country == country), None)
        received = plan.figure(Definition.FUNDING) or plan.figure(Definition.COUNTRY_ROWS)
        if share is None or received is None or plan.start > on:
            continue
        if received.as_of > on and plan.end >= on:
            withheld.append(plan.code)
            continue
        late = received.as_of > on
        note = f"The plan closed on {spell_date(plan.end)}; the edition is later and may hold corrections." if late else ""
        usable.append(
            CountryPlan(
                plan, share.requirement, share.funding, received.as_of, received.source, note, _conflict(plan, on, late=late)
            )
        )
    usable.sort(key=lambda found: (found.plan.end, found.plan.start, found.plan.code), reverse=True)
    return CountryPlans(country, on, tuple(usable), tuple(sorted(withheld)))


def _conflict(plan: Plan, on: dt.date, *, late: bool) -> FigureConflict | None:
    found = check_requirements([plan]).conflicts
    if not found or (not late and any(f.as_of > on for f in found[0].figures)):
        return None
    return found[0]


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that follows in money, as a named part: what, how much in which unit, from what to what."""

    what: str
    value: float
    unit: str
    before: float | None = None
    after: float | None = None
    note: str = ""


def consequences(plans: CountryPlans) -> tuple[Consequence, ...]:
    """What the latest plan with both amounts leaves unmet, and how funding moved since the plan of the same kind before it."""
    known = [found for found in plans.plans if found.coverage is not None]
    if not known:
        return ()
    latest = known[0]
    found = [
        Consequence(
            f"unmet requirement of {latest.plan.name}", latest.unmet or 0.0, "US$", latest.requirement, latest.funding, latest.note
        )
    ]
    earlier = next(
        (p for p in known[1:] if p.plan.end < latest.plan.start and p.plan.multi_country == latest.plan.multi_country), None
    )
    if earlier is not None and earlier.funding and latest.funding is not None:
        found.append(
            Consequence(
                f"change of funding since {earlier.plan.name}",
                latest.funding / earlier.funding - 1,
                "share",
                earlier.funding,
                latest.funding,
                "Requirements and methods differ from plan to plan; the change is of money received, not of needs met.",
            )
        )
    return tuple(found)


def after_cut(plan: CountryPlan, amount: float) -> Consequence:
    """How coverage falls if `amount` US dollars of the funding are taken away, all else unchanged.

    Raises `UseError` where coverage is not known, or the amount is below zero or more than was received.
    """
    if plan.coverage is None or plan.requirement is None or plan.funding is None:
        raise UseError(f"The coverage of {plan.plan.name} is not known.", next_step="Choose a plan with a requirement and funding.")
    if not 0 <= amount <= plan.funding:
        raise UseError(
            f"A cut of {amount:,.0f} US$ does not fit the {plan.funding:,.0f} US$ received.",
            next_step="Give an amount between the two.",
        )
    after = (plan.funding - amount) / plan.requirement
    return Consequence(
        f"coverage of {plan.plan.name} after a cut of {amount:,.0f} US$",
        after - plan.coverage,
        "share of requirement",
        plan.coverage,
        after,
    )
