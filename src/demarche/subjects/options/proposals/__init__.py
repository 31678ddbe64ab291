"""Entry points drawn from a situation: its asks, the chains to those who decide, the windows ahead, and what was done before."""

from demarche.subjects.options.proposals.propose import FORUM_OF_BODY, plain_asks, precedent, propose
from demarche.subjects.options.proposals.requirements import held_anyway, requirements
from demarche.subjects.options.proposals.situation import Situation, TextFact

__all__ = [
    "FORUM_OF_BODY",
    "Situation",
    "TextFact",
    "held_anyway",
    "plain_asks",
    "precedent",
    "propose",
    "requirements",
]
