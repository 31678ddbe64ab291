"""Votes: who stood where, how alike States vote, and what voting power the rule alone gives."""

from demarche.subjects.votes.agreement import Agreement, agreement
from demarche.subjects.votes.ideal_points import (
    ABSENT,
    ABSTAIN,
    NO,
    YES,
    IdealPoints,
    RollCallMatrix,
    Settings,
    ideal_points,
    roll_call_matrix,
)
from demarche.subjects.votes.power import BEFORE_1966, SINCE_1966, CouncilRule, Power, council_power

__all__ = [
    "ABSENT",
    "ABSTAIN",
    "BEFORE_1966",
    "NO",
    "SINCE_1966",
    "YES",
    "Agreement",
    "CouncilRule",
    "IdealPoints",
    "Power",
    "RollCallMatrix",
    "Settings",
    "agreement",
    "council_power",
    "ideal_points",
    "roll_call_matrix",
]
