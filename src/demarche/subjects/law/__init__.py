"""What the law asks and of whom: norms in our own words with their contested readings, treaty status, a third State's questions.

No verdicts: the room says which norm speaks, whom it binds since when, who reads it otherwise, and what a State should ask itself.
"""

from demarche.subjects.law.norms import (
    ConflictType,
    LaterNote,
    Norm,
    NormKind,
    Reading,
    Theme,
    norms_for,
    read_norms,
)
from demarche.subjects.law.standing import Standing, Treaty, TreatyStanding, in_force, read_treaties, standing_of
from demarche.subjects.law.third_states import Question, QuestionForm, TieFact, read_questions, third_state_questions

__all__ = [
    "ConflictType",
    "LaterNote",
    "Norm",
    "NormKind",
    "Question",
    "QuestionForm",
    "Reading",
    "Standing",
    "Theme",
    "TieFact",
    "Treaty",
    "TreatyStanding",
    "in_force",
    "norms_for",
    "read_norms",
    "read_questions",
    "read_treaties",
    "standing_of",
    "third_state_questions",
]
