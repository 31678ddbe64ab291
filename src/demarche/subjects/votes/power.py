"""Voting power before anyone has a preference: how often a member's vote would decide, by the rule alone.

An a-priori reference only; it says nothing of how a member will vote. Exact, by counting coalitions by their size.

Sources: Shapley and Shubik, *American Political Science Review* 48(3), 1954; Banzhaf, *Rutgers Law Review* 19, 1965; Charter of the
United Nations, Article 27, as in force before and after 31 August 1965.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial


@dataclass(frozen=True, slots=True)
class CouncilRule:
    """A council in which every permanent member can block and `quota` votes are needed in all."""

    permanent: int
    elected: int
    quota: int


SINCE_1966 = CouncilRule(permanent=5, elected=10, quota=9)
BEFORE_1966 = CouncilRule(permanent=5, elected=6, quota=7)


@dataclass(frozen=True, slots=True)
class Power:
    """The power of one member: Shapley–Shubik index, Banzhaf swings, and Banzhaf shares (of all swings, of all coalitions)."""

    shapley_shubik: Fraction
    swings: int
    banzhaf_normalised: Fraction
    banzhaf_absolute: Fraction


def council_power(rule: CouncilRule) -> tuple[Power, Power]:
    """The power of a permanent and of an elected member.

    >>> permanent, elected = council_power(SINCE_1966)
    >>> permanent.shapley_shubik, elected.shapley_shubik, permanent.swings, elected.swings
    (Fraction(421, 2145), Fraction(4, 2145), 848, 84)
    """
    members = rule.permanent + rule.elected
    needed = rule.quota - rule.permanent
    # an elected member decides when all permanent and exactly needed-1 other elected members are in
    elected_swings = comb(rule.elected - 1, needed - 1)
    # a permanent member decides in every winning coalition
    permanent_swings = sum(comb(rule.elected, k) for k in range(needed, rule.elected + 1))
    elected_index = Fraction(elected_swings * factorial(rule.quota - 1) * factorial(members - rule.quota), factorial(members))
    permanent_index = (1 - rule.elected * elected_index) / rule.permanent
    all_swings = rule.permanent * permanent_swings + rule.elected * elected_swings
    coalitions = 2 ** (members - 1)
    return (
        Power(permanent_index, permanent_swings, Fraction(permanent_swings, all_swings), Fraction(permanent_swings, coalitions)),
        Power(elected_index, elected_swings, Fraction(elected_swings, all_swings), Fraction(elected_swings, coalitions)),
    )
