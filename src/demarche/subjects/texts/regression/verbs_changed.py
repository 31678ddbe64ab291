"""Verbs on their own axes: acts that govern the same words in both texts are compared, never acts of different axes by number."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.subjects.texts.regression.asked import ask_the_same, asks_its_own
from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.kinds_of_act import NOTING, compare
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import LONGEST_REPLACEMENT, Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, PlacedAct
from demarche.subjects.texts.regression.recalled import recall_other_texts
from demarche.subjects.texts.verbs import Act, Axis

_LEAST_KEPT = 0.5
_FEWEST_KEPT = 3
_MOST_UNDER_ONE = 0.6
_AFTER = 8
_OBJECT = 4
_DECIDE, _REQUEST = "decide", "request"
_INSISTING = frozenset(("demand", "insist"))
_DECIDED_WITHIN, _OPENED = 3, 16
_TURNED = "lack decrease decline absence failure deterioration limited delay delays easing improvement improved reduction"
_REVERSED = frozenset(_TURNED.split())
_REPEATING = ("reiterat", "reaffirm", "renew", "repeat", "recall", "stress", "underlin", "emphasi")
_SAME_CLAUSE = 0.6
_WITH_FEELING = frozenset(("appreciation", "satisfaction", "gratitude", "concern", "alarm", "regret", "dismay"))
_DEMANDED = "demand demands call calls request requests decision decisions invitation invitations encouragement appeal appeals"
_STANDING = frozenset(_DEMANDED.split())


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
        if len(mine) == len(theirs) == 1 and _goes_on(pairing, gap.firm_end, gap.soft_end):
            found.append((mine[0], theirs[0]))
    return found


def _goes_on(pairing: Pairing, firm_end: int, soft_end: int) -> bool:
    """Whether the words right after a change are the same in both texts."""
    kept = [place >= 0 for place in pairing.to_soft[firm_end : firm_end + _AFTER]]
    back = [place >= 0 for place in pairing.to_firm[soft_end : soft_end + _AFTER]]
    return bool(kept and back) and sum(kept) >= _LEAST_KEPT * len(kept) and sum(back) >= _LEAST_KEPT * len(back)


def changed_verbs(pairing: Pairing) -> Iterator[Loss]:
    """Acts that stand lower in the other text. Where the paragraph moved to or from the preamble, its position says more."""
    if {pairing.firm.section, pairing.soft.section} == {"operative", "preambular"}:
        return
    matched = matched_acts(pairing)
    replaced = replaced_acts(pairing)
    for placed, other in matched:
        compared = compare(placed.act, other.act)
        if compared is None or _is_restated(placed, other, pairing) or _keeps_its_modifier(placed, other, pairing):
            continue
        answering = [theirs for mine, theirs in matched if mine is not placed]
        if _said_elsewhere(placed, pairing, answering):
            continue
        if (placed, other) not in replaced and not _is_same_clause(placed, other, pairing):
            continue
        code, same_strength = compared
        if placed.end == other.end == 0:
            if placed.act.axis is Axis.RECOGNITION:
                continue  # a list that is stressed or noted says the same
            same_strength = same_strength or code is Code.LEGAL_FORCE
        missing = 2 if code is Code.VERB and placed.act.axis is not Axis.RECOGNITION else 1
        if not _has_same_object(placed, other, pairing, missing) or _quotes_its_verb(placed, other, pairing):
            continue
        if not ask_the_same(pairing, placed, other) or recall_other_texts(pairing, placed, other):
            continue
        if _is_turned_round(other, pairing) or (other.act.verb == _REQUEST and asks_its_own(pairing.soft, other)):
            continue
        one, two = _spell(placed.act), _spell(other.act)
        yield Loss(
            code,
            (placed.start, placed.end),
            (other.start, other.end),
            _WEAKER[code].format(one=one, two=two) if not same_strength else f"Another kind of act: “{one}” became “{two}”.",
            _STRONGER[code].format(one=one, two=two),
            same_strength,
        )


_WEAKER = {
    Code.VERB: "A weaker verb: “{one}” became “{two}”.",
    Code.AXIS: "A weaker kind of act: “{one}” became “{two}”.",
    Code.LEGAL_FORCE: "It no longer decides: “{one}” became “{two}”.",
}
_STRONGER = {
    Code.VERB: "A stronger verb: “{two}” became “{one}”.",
    Code.AXIS: "A stronger kind of act: “{two}” became “{one}”.",
    Code.LEGAL_FORCE: "It now decides: “{two}” became “{one}”.",
}


def _keeps_its_modifier(placed: PlacedAct, other: PlacedAct, pairing: Pairing) -> bool:
    """Whether the modifier that an act seems to have lost stands a few words on (`its condemnation in the strongest terms`)."""
    if placed.act.verb != other.act.verb or not placed.act.modifiers:
        return False
    following = " ".join(pairing.soft.tokens[other.start : other.end + _AFTER])
    return all(modifier.removesuffix("ly") in following for modifier in placed.act.modifiers)


def _is_restated(placed: PlacedAct, other: PlacedAct, pairing: Pairing) -> bool:
    """Whether the other act recalls a demand that stands, or says with what feeling it notes."""
    following = pairing.soft.tokens[other.start : other.end + 6]
    repeats = any(token.startswith(_REPEATING) for token in pairing.soft.tokens[other.start : other.end])
    if repeats and not {"its", "the"}.isdisjoint(following) and _STANDING.intersection(following[1:]):
        return other.act.axis is Axis.RECOGNITION or placed.act.verb not in _INSISTING
    return other.act.verb in NOTING and not _WITH_FEELING.isdisjoint(following)


def _quotes_its_verb(placed: PlacedAct, other: PlacedAct, pairing: Pairing) -> bool:
    """Whether one act is named in the other (`reiterates the call urging donors`, `decides to request`)."""
    if placed.act.verb == other.act.verb or placed.act.axis is other.act.axis is Axis.CONDEMNATION:
        return False
    after = pairing.soft.tokens[other.start : other.end + _OBJECT]
    opens = placed.end == 0
    within = _OPENED if opens else _DECIDED_WITHIN if placed.act.verb == _DECIDE else 0
    asked = not _forms(other.act.verb).isdisjoint(pairing.firm.tokens[placed.end : placed.end + within])
    return asked or not _forms(placed.act.verb).isdisjoint(after)


def _forms(verb: str) -> set[str]:
    stem = verb.split(maxsplit=1)[0].removesuffix("e")
    return {stem + ending for ending in ("", "e", "s", "es", "ed", "ing", "ement")}


def _has_same_object(placed: PlacedAct, other: PlacedAct, pairing: Pairing, missing: int) -> bool:
    """Whether two acts go on with the same words, but for a few that are missing: they are about one thing."""
    own = [n for n in range(placed.end, placed.until) if pairing.firm.tokens[n] not in FUNCTION_WORDS][:_OBJECT]
    theirs = [n for n in range(other.end, other.until) if pairing.soft.tokens[n] not in FUNCTION_WORDS][:_OBJECT]
    kept = min(sum(pairing.to_soft[n] >= 0 for n in own), sum(pairing.to_firm[n] >= 0 for n in theirs))
    return kept >= min(_OBJECT, len(own), len(theirs)) - missing


def _is_same_clause(placed: PlacedAct, other: PlacedAct, pairing: Pairing) -> bool:
    """Whether the clauses of two acts have most of their words in common, and half of those that they open with."""
    own = [n for n in range(placed.end, placed.until) if pairing.firm.tokens[n] not in FUNCTION_WORDS]
    theirs = [n for n in range(other.end, other.until) if pairing.soft.tokens[n] not in FUNCTION_WORDS]
    both = sum(other.end <= pairing.to_soft[n] < other.until for n in own)
    for places, counterpart in ((own[:_AFTER], pairing.to_soft), (theirs[:_AFTER], pairing.to_firm)):
        if sum(counterpart[n] >= 0 for n in places) < _LEAST_KEPT * len(places):
            return False
    return 2 * both >= _SAME_CLAUSE * (len(own) + len(theirs))


def _is_turned_round(other: PlacedAct, pairing: Pairing) -> bool:
    """Whether the facts that both recognise have become their opposite: progress, and the lack of it."""
    if other.act.axis is not Axis.RECOGNITION:
        return False
    theirs = [n for n in range(other.end, other.until) if pairing.soft.tokens[n] not in FUNCTION_WORDS][:_OBJECT]
    return any(pairing.soft.tokens[n] in _REVERSED and pairing.to_firm[n] < 0 for n in theirs)


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
