"""The landing: entry points from all channels, gated, compared under uncertainty, and chosen under limited effort."""

from demarche.subjects.options.acceptability import (
    Acceptability,
    Comparison,
    OptionAcceptability,
    Part,
    Tally,
    compare,
    parts,
    rank_acceptability,
    tally,
)
from demarche.subjects.options.effort import Act, Choice, Limits, Synergy, Task, along_lines
from demarche.subjects.options.entry_point import CRITERIA, Better, Channel, Cost, Criterion, EntryPoint
from demarche.subjects.options.gates import Crossing, Gated, OutOfReach, gate
from demarche.subjects.options.select import Selection, by_limit, exact, greedy, select
from demarche.subjects.options.sensitivity import Change, Moved, WhatWouldChange, what_would_change
from demarche.subjects.options.weights import Preferences, WeightRegion

__all__ = [
    "CRITERIA",
    "Acceptability",
    "Act",
    "Better",
    "Change",
    "Channel",
    "Choice",
    "Comparison",
    "Cost",
    "Criterion",
    "Crossing",
    "EntryPoint",
    "Gated",
    "Limits",
    "Moved",
    "OptionAcceptability",
    "OutOfReach",
    "Part",
    "Preferences",
    "Selection",
    "Synergy",
    "Tally",
    "Task",
    "WeightRegion",
    "WhatWouldChange",
    "along_lines",
    "by_limit",
    "compare",
    "exact",
    "gate",
    "greedy",
    "parts",
    "rank_acceptability",
    "select",
    "tally",
    "what_would_change",
]
