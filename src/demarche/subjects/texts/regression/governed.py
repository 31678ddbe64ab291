"""Under which acts a loss stands in both texts: where one asks and the other tells, the words between them are not compared."""

from __future__ import annotations

from demarche.subjects.texts.regression.kinds_of_act import ASKING, DECIDING, INSISTING, OWN_INTENTIONS
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Pairing
from demarche.subjects.texts.regression.reading import PlacedAct, Reading
from demarche.subjects.texts.verbs import Axis


def is_of_one_kind(pairing: Pairing, loss: Loss) -> bool:
    """Whether a loss stands under acts of one kind in both texts: both want something done, both worry, both recognise, both intend."""
    return _kind(governing_over(pairing.firm, loss.firm)) == _kind(governing_over(pairing.soft, loss.soft))


def governing_over(reading: Reading, stretch: tuple[int, int]) -> PlacedAct | None:
    """The act that governs a stretch of tokens, or what follows it where the stretch is of the act itself; None where none is known."""
    last = len(reading.tokens) - 1
    return reading.governing(min(stretch[0], last)) or reading.governing(min(stretch[1], last))


def _kind(placed: PlacedAct | None) -> str:
    if placed is None:
        return ""
    if placed.act.verb in ASKING | DECIDING | INSISTING:
        return "wants"
    if placed.act.verb in OWN_INTENTIONS:
        return "intends"
    return "worries" if placed.act.axis is Axis.CONDEMNATION else "recognises"
