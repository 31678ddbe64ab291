"""First ratings of a proposal, by rules that a reader can see and overrule: each an interval with its reason in words.

They are judgements of this program's authors about kinds of acts, not measurements, and are wide on purpose. What they decide is
only the order in which entry points are read, and the comparison shows which of them would change that order.
"""

from __future__ import annotations

import datetime as dt

from demarche.model.evidence import Estimate, Nature
from demarche.subjects.cases import Analogy, Result
from demarche.subjects.forums import Decision, Forum
from demarche.subjects.options.entry_point import Channel
from demarche.subjects.options.proposals.situation import Situation, TextFact
from demarche.subjects.ties import Chain


def judged(low: float, high: float, basis: str, *, scale: float = 10.0, unit: str = "of 10") -> Estimate:
    """A judged interval on a scale from 0, with its middle as value."""
    low, high = max(0.0, min(low, scale)), max(0.0, min(high, scale))
    return Estimate((low + high) / 2, Nature.JUDGED, unit, low, high, basis=basis)


def reach_by(chain: Chain | None, situation: Situation) -> Estimate:
    """How directly a chain reaches its end: by its weakest hand and the number of hands."""
    if chain is None:
        return judged(1, 4, "no recorded tie leads there")
    weak, hands = chain.weakest, len(chain.intermediaries)
    centre = 2.5 + 5.5 * weak.strength.product - 0.7 * hands
    through = f"through {hands} {'hand' if hands == 1 else 'hands'}" if hands else "directly"
    at = f"{situation.name(weak.actor)} → {situation.name(weak.on)} ({weak.tie.dimension})"
    return judged(centre - 1.5, centre + 1.5, f"{through}; weakest at {at}")


def timeliness_by(deadline: dt.date | None, on: dt.date, lead: tuple[int, int] | None) -> Estimate:
    """Whether it can take effect in time: by the days left and the lead time of the forum."""
    if deadline is None:
        return judged(4, 8, "possible on any day")
    left = (deadline - on).days
    if lead and left < lead[0]:
        return judged(1, 4, f"{left} days left, fewer than the {lead[0]} it took at the least")
    if left <= 45:
        return judged(6, 9, f"{left} days left")
    return judged(4, 7.5, f"{left} days left")


def support_by_vote(text: TextFact | None) -> Estimate:
    """How far Council members went along with the last text on the situation."""
    if text is None or text.yes is None:
        return judged(2, 8, "no vote on this situation is known here")
    share = 10 * text.yes / 15
    if not text.adopted:
        return judged(share - 5, share - 2, f"{text.symbol} was not adopted ({text.vote})")
    return judged(share - 2.5, share, f"{text.symbol} was adopted {text.vote}")


def support_by_rule(forum: Forum | None, on: dt.date, *, concerned_sits_there: bool) -> Estimate:
    """How easily a forum says yes, by its rule and by whether the State concerned sits there."""
    rule = forum.rule_on(on) if forum else None
    if rule is None:
        return judged(3, 7, "no rule of decision is known here")
    together = rule.decision in {Decision.CONSENSUS, Decision.UNANIMITY, Decision.CONSENT}
    if together and concerned_sits_there:
        return judged(1.5, 5, f"decides by {rule.decision}, and the State concerned is a member")
    if together:
        return judged(3, 7, f"decides by {rule.decision}")
    return judged(4, 8, f"decides by {rule.decision}")


_BY_RESULT = {Result.DELIVERED: (5.0, 8.0), Result.PARTIAL: (4.0, 7.0)}


def precedent_by(text: TextFact | None, analogy: Analogy | None) -> Estimate:
    """How firmly it stands: on adopted words that ask the same, else on what came of the nearest case."""
    if text is not None:
        return judged(6, 9, f"{text.symbol} asks for it")
    if analogy is None:
        return judged(1, 4, "no precedent found here")
    outcome = analogy.case.outcome
    low, high = _BY_RESULT.get(outcome.result, (2.0, 5.0)) if outcome else (2.0, 6.0)
    return judged(low, high, f"nearest case: {analogy.case.title} ({outcome.result if outcome else 'open'})")


def safety_by(risk: str) -> Estimate:
    """How safe for people: by the risk written in the dossier."""
    if not risk:
        return judged(3, 7, "no risk is written in the dossier")
    if risk.casefold().startswith(("low", "none known")):
        return judged(7, 9, "the dossier calls the risk low")
    return judged(4, 7, "the dossier names a risk")


DURABILITY = {
    Channel.BILATERAL: (2.0, 6.0, "a word given holds while the relation matters"),
    Channel.SECURITY_COUNCIL: (5.0, 8.0, "an adopted text stands until it ends or is replaced"),
    Channel.ASSEMBLY: (3.0, 6.0, "a recommendation stands, without means of its own"),
    Channel.REGIONAL: (3.0, 6.5, "a communiqué is followed up at the next meeting"),
    Channel.MEDIATION: (3.0, 7.0, "an agreement holds as far as it is verified"),
    Channel.FIELD: (2.0, 5.5, "an arrangement holds while the people who made it stay"),
    Channel.RESOURCES: (3.0, 6.0, "money lasts until it is spent"),
    Channel.LAW: (4.0, 7.0, "a legal position stays on the record"),
}

PRINCIPLE = {
    Channel.MEDIATION: (5.0, 8.0, "talks may trade relief for something else"),
    Channel.RESOURCES: (5.5, 8.5, "money may follow the donor's interest"),
}

STAFF_DAYS = {
    Channel.BILATERAL: (1.0, 5.0),
    Channel.SECURITY_COUNCIL: (6.0, 18.0),
    Channel.ASSEMBLY: (4.0, 12.0),
    Channel.REGIONAL: (4.0, 10.0),
    Channel.MEDIATION: (3.0, 9.0),
    Channel.FIELD: (2.0, 6.0),
    Channel.RESOURCES: (3.0, 8.0),
    Channel.LAW: (3.0, 8.0),
}


def by_channel(channel: Channel, *, through_others: bool) -> dict[str, Estimate]:
    """Durability, principle and staff days, which go with the kind of act."""
    low, high, why = DURABILITY[channel]
    p_low, p_high, p_why = PRINCIPLE.get(channel, (6.0, 9.0, "nothing is asked for in exchange"))
    d_low, d_high = STAFF_DAYS[channel]
    extra = 2.0 if through_others else 0.0
    return {
        "durability": judged(low, high, why),
        "principle": judged(p_low, p_high, p_why),
        "staff days": judged(d_low, d_high + extra, "usual for this kind of act", scale=30.0, unit="days"),
    }
