"""Who is asked, and where a paragraph stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.subjects.texts.regression.asked import address_of
from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.kinds_of_act import ASKING, CITING, THANKING
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Pairing
from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, PlacedAct, Reading
from demarche.subjects.texts.regression.verbs_changed import matched_acts
from demarche.subjects.texts.verbs import Axis

_ADDRESSEES = {
    "all parties": r"\ball (?:\w+,? ){0,3}(?:parties|sides|actors)\b|\bparties to (?:the |this )?(?:armed )?conflict\b",
    "armed groups": r"\b(?:armed groups?|militias?|rebels?|movements?|opposition)\b",
    "the authorities": r"\b(?:[Gg]overnments?(?! of national unity forces)|[Aa]uthorities|[Tt]ransitional \w+)\b",
    "States": r"(?:^\W*|\b(?:upon|on|all|[Mm]ember|other|the|those|neighbouring|relevant|participating|all Member) )States\b|\bcountries\b",
    "the Secretary-General": r"\bSecretary-General\b",
    "the mission": r"\b(?:UN[A-Z]{2,}|MIN[A-Z]{2,}|MONU\w+|BINUH|mission|Mission)\b",
    "organizations": r"\b(?:organizations?|organisations?|agencies|entities|bodies|institutions|donors|community|partners"
    r"|Office|Programme)\b",
}
_WHO = {name: re.compile(pattern) for name, pattern in _ADDRESSEES.items()}
_LEAST_KEPT = 0.6
_OPENING = 6


def changed_addressees(pairing: Pairing) -> Iterator[Loss]:
    """Those whom a request names that the other text no longer asks, where the request itself was carried over."""
    for act, other in matched_acts(pairing):
        if not (_asks(act) and _asks(other)):
            continue
        one, two = address_of(pairing.firm, act), address_of(pairing.soft, other)
        now, mentioned = _named(pairing.soft, two), _words(pairing.soft, two)
        lost = [name for name in _named(pairing.firm, one) if not _WHO[name].search(mentioned)]
        if not lost or not now or _EVERYONE.search(mentioned):
            continue
        if _ACRONYM.search(_words(pairing.soft, two)) and not _ACRONYM.search(_words(pairing.firm, one)):
            continue  # the same addressee may now go by its initials
        gone = [n for n in range(*one) if pairing.to_soft[n] < 0]
        if not gone or not pairing.is_kept_around_firm(one[1], one[1]):
            continue
        new = [name for name in now if name not in _named(pairing.firm, one)]
        asked = " and ".join(lost)
        if new:
            yield Loss(
                Code.ADDRESSEE,
                one,
                two,
                f"It asks {' and '.join(new)}, no longer {asked}.",
                f"It asks {asked}, no longer {' and '.join(new)}.",
                same_strength=True,
            )
        else:
            yield Loss(Code.ADDRESSEE, one, two, f"It does not name {asked}.", f"It names {asked} too.", same_strength=True)


def _asks(placed: PlacedAct) -> bool:
    return placed.act.verb in ASKING


def _named(reading: Reading, span: tuple[int, int]) -> list[str]:
    words = _ALONGSIDE.sub("", _words(reading, span))
    return [name for name, pattern in _WHO.items() if pattern.search(words)]


def _words(reading: Reading, span: tuple[int, int]) -> str:
    return reading.text[slice(*reading.characters(*span))] if span[0] < span[1] else ""


_EVERYONE = re.compile(_ADDRESSEES["all parties"] + r"|\ball (?:other )?(?:Member )?States\b")
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_ALONGSIDE = re.compile(
    r",? ?(?:together )?\b(?:with (?:the )?(?:\w+ )?(?:support|assistance|help|cooperation)\b"
    r"|in (?:\w+ )?(?:conjunction|coordination|cooperation|consultation|partnership|collaboration) with|with its|together with|including through|following (?:appropriate )?consultations?|after consult\w+|(?:up)?on (?:the )?request|at the request|as well as through).*",
    re.DOTALL,
)
"""Those with whom an addressee is to work are not asked themselves."""


def changed_position(pairing: Pairing, symbol: str = "", *, renews: bool = True) -> Iterator[Loss]:
    """An operative paragraph that is a recital in the other text, unless that one recalls the demand of the text that made it."""
    if pairing.firm.section != "operative" or pairing.soft.section != "preambular":
        return
    own = [n for n, token in enumerate(pairing.firm.tokens) if token not in FUNCTION_WORDS]
    kept = sum(pairing.to_soft[n] >= 0 for n in own)
    opening = [n for n, token in enumerate(pairing.soft.tokens) if token not in FUNCTION_WORDS][1:_OPENING]
    if sum(pairing.to_firm[n] >= 0 for n in opening) < _LEAST_KEPT * len(opening):
        return
    if not own or kept < _LEAST_KEPT * len(own) or _recalls(pairing.soft, symbol):
        return
    if pairing.soft.acts and pairing.soft.acts[0].act.verb in CITING | THANKING:
        return  # a recital that only refers to what was asked leaves it where it stands
    leading = pairing.firm.acts[0].act if pairing.firm.acts else None
    if leading is not None and leading.axis is Axis.CONDEMNATION and not _condemns(pairing.soft):
        return
    asked = leading is not None and (leading.verb in ASKING or leading.axis is Axis.CONDEMNATION)
    yield Loss(
        Code.POSITION,
        (0, min(3, len(pairing.firm.tokens))),
        (0, min(3, len(pairing.soft.tokens))),
        "The operative paragraph became a recital.",
        "The recital became an operative paragraph.",
        same_strength=not (asked and renews),
    )


_STANDING_DEMAND = re.compile(
    r"^\W*(?:recalling|reaffirming|reiterating|bearing in mind|recalling also|(?:stress|underlin|emphasiz|underscor)ing(?: also)?(?= its (?:demand|call|request)))\b[^;]{0,80}"
    r"\b(?:(?:its|the) (?:\w+ ){0,2}(?:demands?|decisions?|calls?|requests?|condemnation|invitations?|resolutions?)|resolutions? \d|that (?:it|the (?:Council|General Assembly)))",
    re.IGNORECASE,
)


def _condemns(reading: Reading) -> bool:
    return bool(reading.acts) and reading.acts[0].act.axis is Axis.CONDEMNATION


def _recalls(reading: Reading, symbol: str) -> bool:
    """Whether a recital restates what a resolution, that of `symbol` or another, demanded; the demand stands where it was made."""
    number = re.search(r"\d+ (?=\(\d{4}\))|(?<=A/RES/)\d+/\d+\b", symbol)
    if number and re.search(rf"\b{number[0]}(?!\d)", reading.text.replace("\u00a0", " ")):
        return True
    return _STANDING_DEMAND.search(reading.text) is not None
