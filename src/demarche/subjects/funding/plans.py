"""Response plans as two publishers' tables give them, joined on the plan's code and on nothing else.

The financial tracking table has one row for each plan and country; the plans table one row for each plan. Their internal numbers
look alike and are not the same thing: joined on them, 4 of 329 matches are right. A code that stands twice in the plans table names
two plans and is set aside, not guessed at.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarche.model.evidence import Reference


class Definition(StrEnum):
    """What a figure is. Two figures of one plan can both be right and differ in this."""

    COUNTRY_ROWS = "requirement, sum of the rows by country"
    REVISED = "requirement as last revised, whole plan"
    ORIGINAL = "requirement as first published, whole plan"
    FUNDING = "funding reported, sum of the rows by country"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a publisher's table: where it is to be found and the day up to which it speaks."""

    reference: Reference
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in US dollars with its definition, its source and the day of the edition it was read from."""

    value: float
    definition: Definition
    source: Reference
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Share:
    """A plan's amounts for one country, in US dollars; `None` where the publisher gives none."""

    country: str
    requirement: float | None
    funding: float | None


@dataclass(frozen=True, slots=True)
class Plan:
    """One response plan: its code, what kind it is, where and when, its figures, and its amounts by country."""

    code: str
    name: str
    kind: str
    countries: tuple[str, ...]
    year: int
    start: dt.date
    end: dt.date
    figures: tuple[Figure, ...]
    shares: tuple[Share, ...] = ()

    @property
    def multi_country(self) -> bool:
        """Whether it covers more than one country: then the rows by country need not add up to the plan."""
        return len(self.countries) != 1

    def figure(self, definition: Definition) -> Figure | None:
        """The figure with that definition, if the tables give one."""
        return next((f for f in self.figures if f.definition is definition), None)


@dataclass(frozen=True, slots=True)
class PlanJoin:
    """The plans of both tables, with the codes that could not be joined and why."""

    plans: tuple[Plan, ...]
    doubled: tuple[str, ...]
    only_in_plans: tuple[str, ...]
    only_in_tracking: tuple[str, ...]


def join_plans(
    tracking: Iterable[Mapping[str, object]],
    plans: Iterable[Mapping[str, object]],
    plan_countries: Iterable[Mapping[str, object]],
    *,
    tracking_edition: Edition,
    plans_edition: Edition,
) -> PlanJoin:
    """Join the rows of `plan_funding`, `response_plans` and `response_plan_countries` on the plan's code.

    Rows without a code stay out. Codes that stand twice in the plans table are listed in `doubled` and take no part.
    """
    rows_by_code: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in tracking:
        if row["code"]:
            rows_by_code[str(row["code"])].append(row)
    coded = [row for row in plans if row["code"]]
    times = Counter(str(row["code"]) for row in coded)
    single = {str(row["code"]): row for row in coded if times[str(row["code"])] == 1}
    countries: dict[str, set[str]] = defaultdict(set)
    for row in plan_countries:
        countries[str(row["code"])].add(_country(row))
    doubled = {code for code, n in times.items() if n > 1}
    joined = []
    for code in sorted((set(single) | set(rows_by_code)) - doubled):
        rows = rows_by_code.get(code, [])
        whole = single.get(code)
        figures = _tracking_figures(rows, tracking_edition) + _plan_figures(whole, plans_edition)
        shares = tuple(Share(_country(r), _amount(r, "requirement"), _amount(r, "funding")) for r in rows)
        joined.append(_plan(code, whole or rows[0], countries[code] | {s.country for s in shares}, figures, shares))
    return PlanJoin(
        plans=tuple(joined),
        doubled=tuple(sorted(doubled)),
        only_in_plans=tuple(sorted(set(times) - set(rows_by_code))),
        only_in_tracking=tuple(sorted(set(rows_by_code) - set(times))),
    )


def _plan(
    code: str, row: Mapping[str, object], countries: set[str], figures: tuple[Figure, ...], shares: tuple[Share, ...]
) -> Plan:
    start, end = row["start"], row["end"]
    if not isinstance(start, dt.date) or not isinstance(end, dt.date):
        raise ValueError(f"plan {code} has no start or end")
    return Plan(
        code=code,
        name=str(row["name"]),
        kind=str(row["plan_type"]),
        countries=tuple(sorted(countries)),
        year=int(str(row["year"])),
        start=start,
        end=end,
        figures=figures,
        shares=shares,
    )


def _tracking_figures(rows: list[Mapping[str, object]], edition: Edition) -> tuple[Figure, ...]:
    found = []
    for key, definition in (("requirement", Definition.COUNTRY_ROWS), ("funding", Definition.FUNDING)):
        amounts = [amount for row in rows if (amount := _amount(row, key)) is not None]
        if amounts:
            found.append(Figure(sum(amounts), definition, edition.reference, edition.as_of))
    return tuple(found)


def _plan_figures(row: Mapping[str, object] | None, edition: Edition) -> tuple[Figure, ...]:
    keys = (("revised_requirement", Definition.REVISED), ("original_requirement", Definition.ORIGINAL))
    return tuple(
        Figure(amount, definition, edition.reference, edition.as_of)
        for key, definition in keys
        if row is not None and (amount := _amount(row, key)) is not None
    )


def _amount(row: Mapping[str, object], key: str) -> float | None:
    value = row[key]
    return float(value) if isinstance(value, int | float) else None


def _country(row: Mapping[str, object]) -> str:
    # A territory that the registry of actors does not hold keeps the publisher's code.
    return str(row["country"] or row["country_code"])
