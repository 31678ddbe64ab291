"""Bandwidth and dependence after the Formal Bilateral Influence Capacity index, with every part shown.

The index multiplies how much two states have to do with one another (bandwidth) by how far the second depends on the first
(dependence). It measures capacity, not influence exercised; its weights are the authors' judgement; it knows states only. It is
extremely skewed, so compare ranks. It is never shown without its parts.

Source: Moyer, Sweijs, Burrows and Van Manen (2018), *Power and Influence in a Globalized World*, Atlantic Council; Moyer, Meisel,
Matthews, Bohl and Burrows (2021), *China-US Competition: Measuring Global Influence*, Atlantic Council and Pardee Center. The
formula below was recovered from 1,000 dyad-years released with all their components, which it reproduces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p
from types import MappingProxyType

BANDWIDTH_WEIGHTS = MappingProxyType(
    {"representation": 0.11, "organisations": 0.19, "trade agreements": 0.14, "trade": 0.35, "alliance": 0.13, "arms": 0.08}
)
DEPENDENCE_WEIGHTS = MappingProxyType(
    {
        "aid of GDP": 0.21,
        "aid of all aid": 0.12,
        "trade of GDP": 0.28,
        "trade of all trade": 0.16,
        "arms of military stock": 0.10,
        "arms of all arms": 0.13,
    }
)
NORMALISATION = MappingProxyType(
    {
        "representation": 1.0,
        "organisations": 0.00101356537,
        "trade agreements": 0.19480464230,
        "trade": 0.12799517790,
        "alliance": 0.03666575506,
        "arms": 1.34480000784,
    }
)
"""What brings each term to the scale of diplomatic representation: the sum of representation over all dyads, divided by its own."""

LARGEST_BANDWIDTH = 3.1831572
LARGEST_DEPENDENCE = 4.1227694
LARGEST_PRODUCT = 0.58199161
TRADE_AGREEMENT_POINTS = MappingProxyType(
    {"PSA": 1, "EIA": 1, "BTA": 3, "BTA-EIA": 4, "RTA": 5, "RTA-EIA": 8, "CU": 15, "CU-EIA": 20}
)
"""Points of an agreement in force: partial scope, economic integration, bilateral, regional, customs union, and combinations."""

ALLIANCE_POINTS = MappingProxyType({"defence": 75, "neutrality": 5, "non-aggression": 5, "consultation": 1})
"""Points of an alliance obligation in force, as coded by ATOP."""


@dataclass(frozen=True, slots=True)
class Part:
    """One term: its level (three-year mean, normalised or in per cent of the target's total), its weight, and what it adds."""

    name: str
    level: float
    weight: float
    adds: float


@dataclass(frozen=True, slots=True)
class Capacity:
    """Bandwidth, dependence and their product, each with the parts it is made of, scaled so that the largest on record is 1."""

    bandwidth_parts: tuple[Part, ...]
    dependence_parts: tuple[Part, ...]

    @property
    def bandwidth(self) -> float:
        """How much the two have to do with one another, 0 to 1."""
        return sum(part.adds for part in self.bandwidth_parts) / LARGEST_BANDWIDTH

    @property
    def dependence(self) -> float:
        """How far the target depends on the source, 0 to 1."""
        return sum(part.adds for part in self.dependence_parts) / LARGEST_DEPENDENCE

    @property
    def capacity(self) -> float:
        """Bandwidth times dependence, 0 to 1: formal capacity, not influence."""
        return self.bandwidth * self.dependence / LARGEST_PRODUCT

    def by_field(self) -> dict[str, float]:
        """Unscaled bandwidth by field: political, economic, security."""
        adds = {part.name: part.adds for part in self.bandwidth_parts}
        return {
            "political": adds["representation"] + adds["organisations"],
            "economic": adds["trade agreements"] + adds["trade"],
            "security": adds["alliance"] + adds["arms"],
        }


def representation(level_in_target: float, level_in_source: float) -> float:
    """The mean of both levels of representation (0 none to 1 an ambassador)."""
    return (level_in_target + level_in_source) / 2


def trade_agreements(kinds: Mapping[str, float]) -> float:
    """Points of the agreements in force, by kind (`TRADE_AGREEMENT_POINTS`). Raises `KeyError` for an unknown kind."""
    return sum(TRADE_AGREEMENT_POINTS[kind] * count for kind, count in kinds.items())


def trade(exports: float, imports: float) -> float:
    """ln(1 + exports plus imports in millions), both in US dollars."""
    return log(1.0 + (exports + imports) / 1e6)


def alliance(obligations: Mapping[str, float]) -> float:
    """Points of the obligations in force (`ALLIANCE_POINTS`). Raises `KeyError` for an unknown obligation."""
    return sum(ALLIANCE_POINTS[kind] * present for kind, present in obligations.items())


def arms(stock_of_target: float, stock_of_source: float) -> float:
    """ln(1 + both stocks of arms received from one another), in SIPRI trend-indicator values."""
    return log(1.0 + stock_of_target + stock_of_source)


def normalise(terms: Mapping[str, float]) -> dict[str, float]:
    """Bring the six terms of bandwidth to one scale (`NORMALISATION`)."""
    return {name: terms[name] * factor for name, factor in NORMALISATION.items()}


def trailing_mean(years: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each term over the year and the two before it (fewer where there are fewer)."""
    last = list(years)[-3:]
    return {name: sum(year[name] for year in last) / len(last) for name in last[-1]}


def capacity(bandwidth_levels: Mapping[str, float], dependence_levels: Mapping[str, float]) -> Capacity:
    """The index and its parts.

    `bandwidth_levels`: normalised three-year means by the names of `BANDWIDTH_WEIGHTS`. `dependence_levels`: three-year means, in
    per cent of the target's total, by the names of `DEPENDENCE_WEIGHTS`; each enters as ln(1 + level).
    """
    bandwidth = tuple(
        Part(name, bandwidth_levels[name], weight, weight * bandwidth_levels[name]) for name, weight in BANDWIDTH_WEIGHTS.items()
    )
    dependence = tuple(
        Part(name, dependence_levels[name], weight, weight * log1p(dependence_levels[name]))
        for name, weight in DEPENDENCE_WEIGHTS.items()
    )
    return Capacity(bandwidth, dependence)
