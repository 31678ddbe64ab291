"""Ties of one actor to another, dated and sourced; chains of them to the one who decides; what each could use with the other."""

from demarche.subjects.ties.back_test import Earned, back_test, occasions_of
from demarche.subjects.ties.chains import Apart, Chain, Contact, Order, Step, chains, contact_order
from demarche.subjects.ties.dimensions import DIMENSION_NOTES, STATES_ONLY, Dimension, DimensionNote, Direction, Evidence
from demarche.subjects.ties.fbic import Capacity, Part, capacity
from demarche.subjects.ties.graph import Network, TieGraph
from demarche.subjects.ties.leverage import DimensionLeverage, Hold, Leverage, leverage
from demarche.subjects.ties.strength import Strength, strength_of
from demarche.subjects.ties.surroundings import Surroundings
from demarche.subjects.ties.tables import TieTable, graph_of, ties_of
from demarche.subjects.ties.third_party import (
    Event,
    LikelyThirdParties,
    LikelyThirdParty,
    Question,
    Record,
    ThirdPartyModel,
)
from demarche.subjects.ties.tie import Contradiction, Tie, as_known, contradictions, ties_on

__all__ = [
    "DIMENSION_NOTES",
    "STATES_ONLY",
    "Apart",
    "Capacity",
    "Chain",
    "Contact",
    "Contradiction",
    "Dimension",
    "DimensionLeverage",
    "DimensionNote",
    "Direction",
    "Earned",
    "Event",
    "Evidence",
    "Hold",
    "Leverage",
    "LikelyThirdParties",
    "LikelyThirdParty",
    "Network",
    "Order",
    "Part",
    "Question",
    "Record",
    "Step",
    "Strength",
    "Surroundings",
    "ThirdPartyModel",
    "Tie",
    "TieGraph",
    "TieTable",
    "as_known",
    "back_test",
    "capacity",
    "chains",
    "contact_order",
    "contradictions",
    "graph_of",
    "leverage",
    "occasions_of",
    "strength_of",
    "ties_of",
    "ties_on",
]
