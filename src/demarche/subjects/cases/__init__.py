"""Documented cases of humanitarian diplomacy, as known on a day, and the ones that resemble a situation. Never statistics."""

from demarche.subjects.cases.analogy import NOT_STATISTICS, Analogy, CaseQuery, SharedPart, analogies
from demarche.subjects.cases.case import (
    Case,
    CaseFact,
    CaseOutcome,
    Channel,
    DeciderKind,
    Instrument,
    Result,
    cases_known_on,
    read_case,
)
from demarche.subjects.cases.objection import SaidBy, UsualObjection, read_usual_objections, usual_objections
from demarche.subjects.cases.veiling import HIDDEN, Veil

__all__ = [
    "HIDDEN",
    "NOT_STATISTICS",
    "Analogy",
    "Case",
    "CaseFact",
    "CaseOutcome",
    "CaseQuery",
    "Channel",
    "DeciderKind",
    "Instrument",
    "Result",
    "SaidBy",
    "SharedPart",
    "UsualObjection",
    "Veil",
    "analogies",
    "cases_known_on",
    "read_case",
    "read_usual_objections",
    "usual_objections",
]
