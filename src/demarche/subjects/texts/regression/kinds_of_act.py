"""Kinds of act by their verbs, and when one falls short of another of its kind."""

from __future__ import annotations

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.reading import Reading
from demarche.subjects.texts.verbs import Act, Axis

DECIDING = frozenset(
    (
        "decide",
        "authorize",
        "reauthorize",
        "direct",
        "extend",
        "renew",
        "prohibit",
        "impose",
        "mandate",
        "instruct",
        "require",
        "resolve",
    )
)
"""Verbs by which a body settles a matter itself. Whether a decision binds is for law to say; that it asks no more is plain."""

ASKING = frozenset(
    ("demand", "insist", "urge", "implore", "exhort", "call upon", "call for", "request", "ask", "appeal", "recommend", "remind")
) | {"expect", "invite", "encourage"}
"""Verbs by which a body asks something of someone."""

OWN_INTENTIONS = frozenset(
    ("suggest", "hope", "consider", "intend", "anticipate", "await", "pledge", "commit", "undertake", "support", "look forward")
) | {"express intention", "express readiness", "express willingness"}
"""Verbs on the directive axis that ask nothing of anyone."""

INSISTING = frozenset(
    ("stress", "emphasize", "underline", "underscore", "highlight", "reaffirm", "affirm", "reiterate", "determine")
)
"""Verbs of recognition with which a body can still say what must be done."""

CITING = frozenset(("recall", "note", "take note", "observe", "bear in mind", "be mindful", "take into account"))
"""Verbs by which a text only refers to something; none of them says more than another."""

THANKING = frozenset(
    ("welcome", "commend", "congratulate", "thank", "applaud", "appreciate", "pay tribute", "recall", "express appreciation")
) | {"express gratitude"}
"""Verbs for what was done: what was asked before may have been granted."""

NOTING = frozenset(("note", "take note", "observe"))
_WEIGHING = frozenset(("consider", "intend", "express intention", "express readiness", "suggest", "hope"))
_LOOKING_ON = frozenset(("look forward", "anticipate", "await", "hope"))
"""What is looked forward to may have been granted."""

FULL_STEP, HALF_STEP = 1.0, 0.5


def compare(firm: Act, soft: Act) -> tuple[Code, bool] | None:
    """How the second act falls short of the first, None where it does not; and whether only a reader can weigh the two."""
    if "express" in {firm.verb, soft.verb} or firm.verb in {"express support", "declare support"}:
        return None  # what is expressed could not be read, or is no more than thanks
    if firm.verb in DECIDING:
        return (Code.LEGAL_FORCE, False) if soft.verb in ASKING | _WEIGHING else None
    if firm.verb in ASKING:
        if soft.verb in ASKING:
            return (Code.VERB, False) if _asks_less(firm, soft) else None
        if soft.verb in OWN_INTENTIONS or soft.axis in {Axis.CONDEMNATION, Axis.RECOGNITION}:
            return Code.AXIS, soft.axis is Axis.RECOGNITION or soft.verb in _LOOKING_ON
        return None
    step = firm.strength_on_axis - soft.strength_on_axis
    if firm.axis is Axis.CONDEMNATION:
        if soft.axis is Axis.RECOGNITION:
            return Code.AXIS, soft.verb in INSISTING | THANKING
        return (Code.VERB, False) if soft.axis is Axis.CONDEMNATION and step >= HALF_STEP else None
    if firm.axis is soft.axis is Axis.RECOGNITION and firm.verb not in CITING:
        lower = step >= FULL_STEP or (soft.verb in NOTING and step >= HALF_STEP) or _lost_its_modifier(firm, soft)
        return (Code.VERB, False) if lower else None
    return None


def _asks_less(firm: Act, soft: Act) -> bool:
    """Whether a verb asks less than another; `call upon`, `call for` and `request` ask as much, each of those it is used for."""
    step = firm.strength_on_axis - soft.strength_on_axis
    return step >= FULL_STEP or _lost_its_modifier(firm, soft) or (firm.verb == "urge" and soft.verb == "call upon" and step > 0)


def _lost_its_modifier(firm: Act, soft: Act) -> bool:
    return firm.verb == soft.verb and firm.strength_on_axis > soft.strength_on_axis


def is_worry(reading: Reading, place: int) -> bool:
    """Whether a token stands in what is condemned, worried about, or looked forward to: nothing that it says is asked of anyone."""
    placed = reading.governing(place)
    return placed is not None and (placed.act.axis is Axis.CONDEMNATION or placed.act.verb in _LOOKING_ON)


def refers_only(reading: Reading, place: int) -> bool:
    """Whether a token stands in what is only cited, welcomed or given thanks for."""
    placed = reading.governing(place)
    return placed is not None and placed.act.verb in CITING | THANKING
