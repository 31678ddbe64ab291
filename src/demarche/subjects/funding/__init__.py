"""What plans asked for and received, where publishers disagree, what a cut changes, and which asks cost nothing."""

from demarche.subjects.funding.conflicts import ConflictKind, FigureConflict, RequirementCheck, check_requirements
from demarche.subjects.funding.cost_free import CostFreeAsk, cost_free_asks, read_cost_free_asks
from demarche.subjects.funding.coverage import Consequence, CountryPlan, CountryPlans, after_cut, consequences, plans_for
from demarche.subjects.funding.plans import Definition, Edition, Figure, Plan, PlanJoin, Share, join_plans

__all__ = [
    "ConflictKind",
    "Consequence",
    "CostFreeAsk",
    "CountryPlan",
    "CountryPlans",
    "Definition",
    "Edition",
    "Figure",
    "FigureConflict",
    "Plan",
    "PlanJoin",
    "RequirementCheck",
    "Share",
    "after_cut",
    "check_requirements",
    "consequences",
    "cost_free_asks",
    "join_plans",
    "plans_for",
    "read_cost_free_asks",
]
