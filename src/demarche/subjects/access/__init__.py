"""What keeps aid and people apart: the kinds of constraint, and severity as each type of actor sees it, never averaged."""

from demarche.subjects.access.categories import CategoryNote, read_categories
from demarche.subjects.access.severity import LEVELS, ActorSeverity, Rating, Severity, ratings_of, summarise

__all__ = [
    "LEVELS",
    "ActorSeverity",
    "CategoryNote",
    "Rating",
    "Severity",
    "ratings_of",
    "read_categories",
    "summarise",
]
