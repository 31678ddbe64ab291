"""The line's own nouns, their sensitivity, and how a dossier looked on a given day."""

from demarche.model.dossier.assessment import INFLUENCE, SUPPORT, Question, Rating, Stance
from demarche.model.dossier.classification import STANDARD, Classification, FieldDefault, Level, read_classification
from demarche.model.dossier.clearing import Withheld, cleared, texts_in
from demarche.model.dossier.dossier import ID_RULE, NOUNS, Dossier, as_known, is_id, item_problems, problems, sensitivity_of
from demarche.model.dossier.follow_up import (
    Attribution,
    Commitment,
    CommitmentJudgement,
    CommitmentState,
    Engagement,
    Escalation,
    Lesson,
    Observation,
    Outcome,
)
from demarche.model.dossier.route import Ask, DossierTie, NormLink, Objection, Opening, RedLine, TextLink
from demarche.model.dossier.sensitivity import STRICT_BY_DEFAULT, Sensitivity
from demarche.model.dossier.situation import (
    Constraint,
    ConstraintCategory,
    DossierReference,
    Item,
    Part,
    Party,
    PeopleAffected,
    Place,
)

__all__ = [
    "ID_RULE",
    "INFLUENCE",
    "NOUNS",
    "STANDARD",
    "STRICT_BY_DEFAULT",
    "SUPPORT",
    "Ask",
    "Attribution",
    "Classification",
    "Commitment",
    "CommitmentJudgement",
    "CommitmentState",
    "Constraint",
    "ConstraintCategory",
    "Dossier",
    "DossierReference",
    "DossierTie",
    "Engagement",
    "Escalation",
    "FieldDefault",
    "Item",
    "Lesson",
    "Level",
    "NormLink",
    "Objection",
    "Observation",
    "Opening",
    "Outcome",
    "Part",
    "Party",
    "PeopleAffected",
    "Place",
    "Question",
    "Rating",
    "RedLine",
    "Sensitivity",
    "Stance",
    "TextLink",
    "Withheld",
    "as_known",
    "cleared",
    "is_id",
    "item_problems",
    "problems",
    "read_classification",
    "sensitivity_of",
    "texts_in",
]
