"""Entry points of a situation: each ask of the dossier turned into an act with who, through whom, where, when, on what evidence.

A bare dossier without asks gets the plain ones: each decider is asked to lift what it blocks, through every kind of channel.
"""

from __future__ import annotations

from collections.abc import Iterator

from demarche.model.dossier import Ask
from demarche.model.evidence import Estimate, Reference
from demarche.subjects.cases import Analogy
from demarche.subjects.forums import Forum, Window, WindowKind
from demarche.subjects.options.entry_point import Channel, Cost, EntryPoint
from demarche.subjects.options.proposals import ratings
from demarche.subjects.options.proposals.requirements import requirements
from demarche.subjects.options.proposals.risks import RISKS
from demarche.subjects.options.proposals.situation import Situation, TextFact
from demarche.subjects.ties import Chain

CHANNELS = {
    "bilateral": Channel.BILATERAL,
    "council": Channel.SECURITY_COUNCIL,
    "security council": Channel.SECURITY_COUNCIL,
    "assembly": Channel.ASSEMBLY,
    "regional": Channel.REGIONAL,
    "mediation": Channel.MEDIATION,
    "field": Channel.FIELD,
    "resources": Channel.RESOURCES,
    "law": Channel.LAW,
}

FORUM_OF_BODY = {"AUPSC": "au-psc", "AU": "au-psc", "LAS": "las-council", "IGAD": "igad-assembly", "SADC": "sadc-summit",
                 "EAC": "eac-summit", "EU": "eu-fac", "ASEAN": "asean", "OIC": "oic-cfm"}  # fmt: skip
"""Bodies as dossiers name them → the forum whose rule decides there."""

FORUM_OF_CHANNEL = {
    Channel.SECURITY_COUNCIL: "unsc-resolution",
    Channel.ASSEMBLY: "unga-plenary",
    Channel.MEDIATION: "mediation-track",
    Channel.FIELD: "access-working-group",
    Channel.RESOURCES: "pledging-conference",
}


def propose(situation: Situation) -> tuple[EntryPoint, ...]:
    """One entry point for each ask that is still open on the day, in the order of the dossier; ids are those of the asks.

    Where the dossier's asks leave kinds of channels unused and there are few of them, plain asks fill in, one for each.
    """
    asks = [a for a in situation.dossier.asks if a.by is None or a.by >= situation.on]
    if len(asks) < FEW:
        asks += _missing(situation, asks)
    told: set[str] = set()
    return tuple(_entry_point(situation, ask, told) for ask in asks)


def _regional_bodies(situation: Situation) -> list[str]:
    """The first regional body of the State concerned whose rule of decision is known here."""
    known = [b for b, forum in FORUM_OF_BODY.items() if b in situation.country_bodies and forum in situation.forums]
    return known[:1]


FEW = 7
"""With fewer asks of its own than this, a dossier gets plain ones for the channels that they leave unused."""


def _missing(situation: Situation, asks: list[Ask]) -> Iterator[Ask]:
    """Plain asks for each channel, and each decider bilaterally, that the dossier's own asks do not use."""
    used = {(_channel(a), a.of if _channel(a) is Channel.BILATERAL else "") for a in asks}
    for ask in plain_asks(situation):
        key = (_channel(ask), ask.of if _channel(ask) is Channel.BILATERAL else "")
        if key not in used:
            used.add(key)
            yield ask


def _channel(ask: Ask) -> Channel:
    return CHANNELS.get(ask.channel.casefold(), Channel.BILATERAL)


def plain_asks(situation: Situation) -> Iterator[Ask]:
    """What can be asked where nobody has written an ask yet: lift each constraint, of each decider, in each kind of place."""
    for c in situation.dossier.constraints:
        if c.until is not None or not c.deciders:
            continue
        ways = [
            (decider, "bilateral", f"Ask {situation.name(decider)} for a change: {c.what}")
            for decider in c.deciders
            if decider != "UNSC"
        ]
        places = (("council", "in the Security Council"), ("mediation", "in the talks"), ("field", "on the spot"))
        ways += [("", channel, f"Raise {place}: {c.what}") for channel, place in places]
        ways += [(body, "regional", f"Raise in {situation.name(body)}: {c.what}") for body in _regional_bodies(situation)]
        for of, channel, what in ways:
            name = f"{c.id}-{of or channel}"
            yield Ask(id=name, what=what, of=of, constraint=c.id, channel=channel, cost_free=True, refs=c.refs)


def _case(s: Situation, ask: Ask, channel: Channel, told: set[str]) -> Analogy | None:
    """The nearest case that was not told yet, else the nearest: a reader learns more from two cases than from one told twice."""
    about = s.constraint(ask.constraint)
    found = s.analogies(channel, str(about.category) if about and about.category else "")
    chosen = next((a for a in found if a.case.id not in told), next(iter(found), None))
    if chosen is not None:
        told.add(chosen.case.id)
    return chosen


def _entry_point(s: Situation, ask: Ask, told: set[str]) -> EntryPoint:
    channel = _channel(ask)
    forum = _forum(s, ask, channel)
    chain = _chain(s, ask, channel)
    window = _window(s, ask, channel, forum)
    text = next(iter(s.texts_on(ask.constraint)), None)
    analogy = _case(s, ask, channel, told)
    through, target = _hands(s, ask, chain)
    usual = RISKS[channel]
    risk = ask.risk_to_people.strip() or usual.people
    deadline = ask.by or (window.closes if window else None)
    by_kind = ratings.by_channel(channel, through_others=bool(through))
    low, high = by_kind["staff days"].low or 0.0, by_kind["staff days"].high or 0.0
    return EntryPoint(
        id=ask.id,
        channel=channel,
        title=_title(s, ask, channel, through, target),
        actor=s.state,
        through=through,
        target=target,
        forum=forum.id if forum else "",
        trigger=window.what if window is not None else "Any day",
        opens=window.opens if window and window.opens <= window.closes and (deadline is None or window.opens <= deadline) else None,
        deadline=deadline,
        ask=ask.what,
        line=s.dossier.id,
        evidence=_evidence(s, ask, chain, window, text),
        precedent=precedent(text, analogy),
        risk_to_people=risk,
        risk_to_staff=usual.staff,
        risk_to_principle=usual.principle,
        do_no_harm=usual.do_no_harm,
        cost=Cost(staff_hours=8 * (low + high) / 2, note=f"{low:g} to {high:g} days of work"),
        cost_free=ask.cost_free,
        requires=requirements(s, channel, forum, through, target),
        tags=frozenset(ask.tags),
        ratings={
            "reach": _reach(s, channel, chain),
            "timeliness": ratings.timeliness_by(deadline, s.on, forum.lead_days if forum else None),
            "support": _support(s, channel, forum),
            "precedent": ratings.precedent_by(text, analogy),
            "safety": ratings.safety_by(ask.risk_to_people),
            **by_kind,
        },
    )


def _forum(s: Situation, ask: Ask, channel: Channel) -> Forum | None:
    if channel is Channel.BILATERAL:
        return None
    wanted = FORUM_OF_BODY.get(ask.of, "") if channel is Channel.REGIONAL else FORUM_OF_CHANNEL.get(channel, "")
    return s.forums.get(wanted)


def _chain(s: Situation, ask: Ask, channel: Channel) -> Chain | None:
    """The best recorded way to who is to move: the asked one's own where somebody else is asked, else from the State itself."""
    deciders = s.deciders(ask)
    if ask.of == s.state:
        return next((s.chains[d][0] for d in deciders if s.chains.get(d)), None)
    if ask.of and ask.of not in deciders:
        return next((s.onward[ask.of, d] for d in deciders if (ask.of, d) in s.onward), None)
    if channel in {Channel.SECURITY_COUNCIL, Channel.ASSEMBLY}:
        return None
    asked = ask.of or next(iter(deciders), "")
    return next(iter(s.chains.get(asked, ())), None)


def _hands(s: Situation, ask: Ask, chain: Chain | None) -> tuple[tuple[str, ...], str]:
    """Who is approached on the way, and who is to move in the end. A State or body that is asked is approached directly."""
    deciders = s.deciders(ask)
    hands = chain.intermediaries if chain else ()
    if ask.of and ask.of not in deciders and ask.of != s.state:
        target = chain.steps[-1].on if chain else deciders[0] if deciders else ask.of
        return (ask.of, *hands), target
    own = chain.steps[-1].on if chain and ask.of == s.state else ""
    return hands, own or (ask.of if ask.of != s.state else "") or (deciders[0] if deciders else "")


def _window(s: Situation, ask: Ask, channel: Channel, forum: Forum | None) -> Window | None:
    """The soonest window of the forum that still serves the ask; expiries and reports before a month in the chair."""
    if channel is Channel.BILATERAL:
        return None
    starts = {Channel.SECURITY_COUNCIL: "unsc", Channel.ASSEMBLY: "unga"}.get(channel)
    fits = [w for w in s.windows if w.closes >= s.on and (_starts(w, starts) if starts else _is(w, forum, ask))]
    urgent = {WindowKind.EXPIRY: 0, WindowKind.OPENING: 1, WindowKind.REPORT: 1, WindowKind.VETO_DEBATE: 0}
    return min(fits, key=lambda w: (urgent.get(w.kind, 2), w.closes), default=None)


def _starts(window: Window, prefix: str) -> bool:
    return window.forum.casefold().startswith(prefix)


def _is(window: Window, forum: Forum | None, ask: Ask) -> bool:
    named = {forum.id if forum else "", ask.of} - {""}
    return window.forum in named or FORUM_OF_BODY.get(window.forum, window.forum) in named


def _title(s: Situation, ask: Ask, channel: Channel, through: tuple[str, ...], target: str) -> str:
    if channel is Channel.SECURITY_COUNCIL:
        return "Act in the Security Council" if s.council_member else "Act through members of the Security Council"
    if channel in {Channel.RESOURCES, Channel.REGIONAL} and ask.of and ask.of != s.state:
        return f"Speak to {s.name(ask.of)}"
    if through:
        onward = f" by way of {' and '.join(s.name(h) for h in through[1:])}" if len(through) > 1 else ""
        return f"Speak to {s.name(through[0])}, to reach {s.name(target)}{onward}"
    return f"Speak to {s.name(target)}" if target else ask.what


def precedent(text: TextFact | None, analogy: Analogy | None) -> str:
    """The adopted words and the nearest case, in one line; says so where there is none."""
    parts = []
    if text is not None:
        few = text.paragraphs if len(text.paragraphs) <= 3 else ()
        where = f", paragraph{'s' if len(few) > 1 else ''} {', '.join(few)}" if few else ""
        parts.append(f"{text.symbol}{where}{f' ({text.vote})' if text.vote else ''}")
    if analogy is not None:
        result = analogy.case.outcome.result if analogy.case.outcome else "open"
        parts.append(f"case: {analogy.case.title} ({result})")
    else:
        parts.append("no case close in kind")
    return "; ".join(parts)


def _evidence(s: Situation, ask: Ask, chain: Chain | None, window: Window | None, text: TextFact | None) -> tuple[Reference, ...]:
    found: dict[tuple[str, str, str, str], Reference] = {}
    sources = [
        *s.sources(ask),
        *((text.reference,) if text else ()),
        *((window.basis,) if window else ()),
        *(tie.reference for tie in (chain.ties if chain else ())),
    ]
    for ref in sources:
        if ref.date is None or ref.date <= s.on:
            found.setdefault(ref.key, ref)
    return tuple(found.values())


def _reach(s: Situation, channel: Channel, chain: Chain | None) -> Estimate:
    if channel is Channel.SECURITY_COUNCIL and s.council_member:
        return ratings.judged(4, 7, "a member's own voice; whether a party complies is left to it")
    if channel in {Channel.SECURITY_COUNCIL, Channel.ASSEMBLY} and chain is None:
        return ratings.judged(2, 5, "from outside the Council; a member has to take it up")
    return ratings.reach_by(chain, s)


def _support(s: Situation, channel: Channel, forum: Forum | None) -> Estimate:
    if channel is Channel.SECURITY_COUNCIL:
        return ratings.support_by_vote(next((t for t in s.texts if t.yes is not None), None))
    if channel is Channel.BILATERAL:
        return ratings.judged(4, 7, "needs nobody's leave but the one asked")
    return ratings.support_by_rule(forum, s.on, concerned_sits_there=bool(forum and forum.body in s.country_bodies))
