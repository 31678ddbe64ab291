"""Verbs on their own axes: acts that govern the same words in both texts are compared, never acts of different axes by number."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import LONGEST_REPLACEMENT, Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, PlacedAct
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
_MOST_UNDER_ONE = 0.6


def matched_acts(pairing: Pairing) -> list[tuple[PlacedAct, PlacedAct]]:
    """Each act of the firmer text with the act of the other that governs most of its words."""
    found = replaced_acts(pairing)
    replaced = [act for act, _ in found]
    for act in pairing.firm.acts:
        if act in replaced:
            continue
        own = [n for n in range(act.end, act.until) if pairing.firm.tokens[n] not in FUNCTION_WORDS]
        kept = [pairing.to_soft[n] for n in own if pairing.to_soft[n] >= 0]
        if len(kept) < min(_FEWEST_KEPT, len(own)) or not kept or len(kept) < _LEAST_KEPT * len(own):
            continue
        shares = [sum(other.end <= n < other.until for n in kept) for other in pairing.soft.acts]
        most = max(shares, default=0)
        if most >= _MOST_UNDER_ONE * len(kept):
            # acts said in one breath govern the same words: the same verb answers, else the one in the same place
            candidates = [other for share, other in zip(shares, pairing.soft.acts, strict=True) if share == most]
            same = [other for other in candidates if other.act.verb == act.act.verb]
            in_breath = [each for each in pairing.firm.acts if each.until == act.until and each.end <= act.end]
            found.append((act, same[0] if same else candidates[min(len(in_breath), len(candidates)) - 1]))
    return found


def replaced_acts(pairing: Pairing) -> list[tuple[PlacedAct, PlacedAct]]:
    """Acts of the firmer text in whose very place another one stands, before words that were carried over."""
    found = []
    for gap in pairing.gaps:
        if max(gap.firm_end - gap.firm_start, gap.soft_end - gap.soft_start) > LONGEST_REPLACEMENT:
            continue
        mine = [each for each in pairing.firm.acts if each.start < gap.firm_end and gap.firm_start < each.end]
        theirs = [each for each in pairing.soft.acts if each.start < gap.soft_end and gap.soft_start < each.end]
        if len(mine) == len(theirs) == 1 and pairing.is_kept_around_firm(gap.firm_start, gap.firm_end):
            found.append((mine[0], theirs[0]))
    return found


def changed_verbs(pairing: Pairing) -> Iterator[Loss]:
    """Acts that stand lower in the other text."""
    matched = matched_acts(pairing)
    replaced = replaced_acts(pairing)
    for placed, other in matched:
        found = compare(placed.act, other.act)
        if found is None:
            continue
        if (placed, other) not in replaced and _said_elsewhere(
            placed, pairing, [theirs for mine, theirs in matched if mine is not placed]
        ):
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


def _said_elsewhere(placed: PlacedAct, pairing: Pairing, answering: list[PlacedAct]) -> bool:
    """Whether the other text has an act as strong on the same axis whose words are partly the same: a sentence was turned round."""
    own = {pairing.firm.tokens[n] for n in range(placed.end, placed.until)} - FUNCTION_WORDS
    for other in pairing.soft.acts:
        if other in answering:
            continue
        if other.act.axis is placed.act.axis and other.act.strength_on_axis >= placed.act.strength_on_axis:
            words = {pairing.soft.tokens[n] for n in range(other.end, other.until)} - FUNCTION_WORDS
            if len(own & words) >= _LEAST_KEPT * len(own):
                return True
    return False
