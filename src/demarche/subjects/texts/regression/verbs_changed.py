"""Verbs on their own axes: acts that govern the same words in both texts are compared, never acts of different axes by number."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import FUNCTION_WORDS, Pairing
from demarche.subjects.texts.regression.reading import PlacedAct
from demarche.subjects.texts.verbs import Act, Axis

_DECIDING = (
    "decide authorize reauthorize direct extend renew establish prohibit impose mandate instruct maintain terminate lift adopt appoint"
    " resolve declare agree remove require approve"
)
DECIDING = frozenset(_DECIDING.split())
"""Verbs by which a body settles a matter itself. Whether a decision binds is for law to say; that it asks no more is plain."""

OWN_INTENTIONS = frozenset(
    ("suggest", "hope", "consider", "intend", "anticipate", "await", "pledge", "commit", "undertake", "support", "look forward")
) | {"express intention", "express readiness", "express willingness"}
"""Verbs on the directive axis that ask nothing of anyone."""

LEAST_STEP = 0.5
_LEAST_KEPT = 0.5
_FEWEST_KEPT = 3


def matched_acts(pairing: Pairing) -> Iterator[tuple[PlacedAct, PlacedAct]]:
    """Each act of the firmer text with the act of the other that governs most of its words."""
    for act in pairing.firm.acts:
        own = [n for n in range(act.end, act.until) if pairing.firm.tokens[n] not in FUNCTION_WORDS]
        kept = [pairing.to_soft[n] for n in own if pairing.to_soft[n] >= 0]
        if len(kept) < min(_FEWEST_KEPT, len(own)) or not kept or len(kept) < _LEAST_KEPT * len(own):
            continue
        shares = [(sum(other.end <= n < other.until for n in kept), -place) for place, other in enumerate(pairing.soft.acts)]
        if shares:
            most, place = max(shares)
            if most >= 0.6 * len(kept):
                yield act, pairing.soft.acts[-place]


def changed_verbs(pairing: Pairing) -> Iterator[Loss]:
    """Acts that stand lower in the other text."""
    for placed, other in matched_acts(pairing):
        found = compare(placed.act, other.act)
        if found is None or _said_elsewhere(placed, pairing):
            continue
        code, weaker, stronger = found
        yield Loss(code, (placed.start, placed.end), (other.start, other.end), weaker, stronger)


def compare(firm: Act, soft: Act) -> tuple[Code, str, str] | None:
    """How the second act falls short of the first: the code and the two sentences; None where it does not."""
    if firm.verb == soft.verb and firm.strength_on_axis <= soft.strength_on_axis:
        return None
    one, two = _spell(firm), _spell(soft)
    if firm.axis is Axis.DIRECTIVE:
        return _below_directive(firm, soft, one, two)
    if firm.axis is Axis.CONDEMNATION and soft.axis is Axis.RECOGNITION:
        return (
            Code.AXIS,
            f"It no longer condemns or worries: “{one}” became “{two}”.",
            f"It now condemns or worries: “{two}” became “{one}”.",
        )
    lower = firm.strength_on_axis - soft.strength_on_axis >= LEAST_STEP
    if lower and firm.axis is soft.axis and firm.axis in {Axis.CONDEMNATION, Axis.RECOGNITION}:
        return Code.VERB, f"A weaker verb: “{one}” became “{two}”.", f"A stronger verb: “{two}” became “{one}”."
    return None


def _below_directive(firm: Act, soft: Act, one: str, two: str) -> tuple[Code, str, str] | None:
    if firm.verb in OWN_INTENTIONS:
        return None
    if soft.axis is not Axis.DIRECTIVE or soft.verb in OWN_INTENTIONS:
        if soft.axis is Axis.PROCEDURE:
            return None
        return Code.AXIS, f"It no longer asks: “{one}” became “{two}”.", f"It now asks: “{two}” became “{one}”."
    if (firm.verb in DECIDING) != (soft.verb in DECIDING):
        if firm.verb in DECIDING:
            return Code.LEGAL_FORCE, f"It no longer decides: “{one}” became “{two}”.", f"It now decides: “{two}” became “{one}”."
        return None
    if firm.verb not in DECIDING and firm.strength_on_axis - soft.strength_on_axis >= LEAST_STEP:
        return Code.VERB, f"A weaker verb: “{one}” became “{two}”.", f"A stronger verb: “{two}” became “{one}”."
    return None


def _spell(act: Act) -> str:
    return " ".join((*act.modifiers, act.verb))


def _said_elsewhere(placed: PlacedAct, pairing: Pairing) -> bool:
    """Whether the other text has an act as strong on the same axis whose words are partly the same: a sentence was turned round."""
    own = {pairing.firm.tokens[n] for n in range(placed.end, placed.until)} - FUNCTION_WORDS
    for other in pairing.soft.acts:
        if other.act.axis is placed.act.axis and other.act.strength_on_axis >= placed.act.strength_on_axis:
            words = {pairing.soft.tokens[n] for n in range(other.end, other.until)} - FUNCTION_WORDS
            if len(own & words) >= _LEAST_KEPT * len(own):
                return True
    return False
