"""Whether a date or period belongs to something the Council grants or ends, and what that thing is.

Rules of wording, each for a trap met in Council resolutions since 2000: deadlines of reports, troop ceilings, intentions,
earlier renewals that are recalled, authority to extend at another's discretion.
"""

from __future__ import annotations

import re
from enum import StrEnum

from demarche.subjects.forums.acts import ActKind, ActsOfParagraph, GoverningAct
from demarche.subjects.forums.terms import CLOCK, DAY


class Granted(StrEnum):
    """What a term of validity belongs to."""

    MANDATE = "mandate"
    SANCTIONS = "sanctions"
    PANEL = "panel"
    AUTHORISATION = "authorisation"
    EXEMPTION = "exemption"
    APPOINTMENT = "appointment"


_GRANT = (
    r"extend(?:ed|ing)?|renew(?:ed|ing)?|prolong(?:ed)?|continu(?:e|ed|es|ing)|remains?|re-?authori[sz]ed?|authori[sz](?:e"
    r"|ed(?! troop| strength| ceiling| level| military| by| in| under| pursuant)|ations?)"
    r"|re-?establish(?:ed)?|establish(?:ed|ment)?|set up|create[sd]?|maintain(?:ed|s)?|re-?appoint(?:ed)?|appoint(?:ed)?"
    r"|apply|applies"
    r"|have effect|valid|serve|operate|allow(?:ed|s)?|permit(?:ted|s)?|suspend(?:ed)?|prevent|freeze|impose[sd]?|immune"
    r"|take (?:all|the) necessary (?:measures|steps)|use all necessary means|deploy(?:ed|ment)?|inspect|exempt(?:ed)?|re-?elected"
    r"|mandate (?:of .{3,120} )?(?:will|shall) be|in force|take place|exercise"
)
_OTHER = (
    r"(?:to|shall|will|should|and)\s+(?:\w+\s+)?report|brief(?:s|ings?)?|inform(?:ed)?|updates?|submit(?:ted)?"
    r"|present(?:ed)?(?! mandate)"
    r"|(?:conduct )?review(?:ed|s)?|assess|consider(?:ation)?|redeploy(?:ed|ment)?|transfer(?:red)?|withdraw(?:n|al)?"
    r"|reduc(?:e|ed|tion)"
    r"|increas(?:e|ed)|intention|elections?|indemnification|retained"
)
_HEAD = re.compile(rf"\b(?:(?P<grant>{_GRANT})|(?P<other>{_OTHER}))\b", re.IGNORECASE)
_SET_UP = re.compile(r"extend|renew|re-?establish|establish|create|set up|re-?appoint|appoint", re.IGNORECASE)
_UNITS = re.compile(
    r"\b(?:ceilings?|strength|levels?|battalions?|compan(?:y|ies)|helicopters?|infantry|increase|surge|logistical support"
    r"|capabilities"
    r"|redeployment|[Ff]ormed [Pp]olice [Uu]nits)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:mandates?|authori[sz]ations?|AMISOM|ATMIS|[Mm]ission)\b")
_QUOTA = re.compile(r"\b(?:does not exceed|aggregate amount)\b")
_PANEL = re.compile(
    r"\b(?:Panels?|[Gg]roup of (?:[Ee]xperts|up to)|[Mm]onitoring (?:Team|Group|[Mm]echanism)|Ombudsperson"
    r"|Investigative (?:Team|Mechanism)"
    r"|[Cc]ommission of [Ii]nquiry|team of experts|SEMG|Special Adviser and (?:the )?Team)\b"
)
_INTENDED = re.compile(
    r"\bwith (?:the intention|an? intention|a view)\b(?:\W+\w+){1,4}?\W+(?:extend|renew|prolong|authori[sz])\w*\b[^;]*$"
    r"|\bcase-by-case basis\b[^;]*$",
    re.IGNORECASE,
)
_NEW_MISSION = re.compile(r"\b(?:re-)?establish\b.{0,40}\bUnited Nations\b")
_AT_DISCRETION = re.compile(r"^\s+the (?:Secretary-General|Committee) to (?:extend|renew)\b")
_SIDE_REMARK = re.compile(
    r"\b(?:whose|which|notwithstanding|bearing in mind)\b[^;]*\b(?:expir\w+|ends?|terminates?)\b[^;]*$", re.IGNORECASE
)
_RECALLED = re.compile(
    r"\b(?:as|was|were|been|previously|already|most recently|last)\s+(?:subsequently\s+)?(?:extended"
    r"|renewed)\b[^;]{0,60}(?:until|to|through)\s*$",
    re.IGNORECASE,
)
_BY_ANOTHER = re.compile(
    r"^\s*,?\s*(?:by|in|pursuant to|under|as per)\s+(?:its\s+)?(?:operative\s+)?(?:paragraphs?|resolutions?)\b", re.IGNORECASE
)
_UNTIL = re.compile(
    r"(?:\b(?P<until>until(?:\s+the(?:\s+[\w’'-]+){1,12}\s+on)?|till|up to|through|throughout|no longer than)"
    r"|\b(?P<ends>ending|expiring|terminating|expires?|ends?|lapses?|cease to have effect(?: from)?|closed?|terminated?)"
    r"(?:\s+(?:on|by|as of|at|from|effective on))?"
    r"|(?P<to>\bto)"
    r"|(?P<closed>\bterminate\b[^;]{0,120}?,?\s(?:on|as of|effective(?: on)?|with effect from)))"
    rf",?\s*{CLOCK}$"
)
_TO_ENDS_A_TERM = re.compile(
    r"\b(?:extend(?:ed|ing)?|renew(?:ed)?|prolong(?:ed)?)\b(?:(?!\bto\b)[^;])*\bto\s*$|\b(?:months?|years?|days?),?\s+to\s*$"
    rf"|\bfrom\s+(?:{DAY}|\d{{1,2}}\s+[A-Z][a-z]+)\s+to\s*$",
    re.IGNORECASE,
)
_CLOSURES = ("ends", "terminate", "close", "cease")


def until_before(text: str, day_start: int, day_end: int) -> tuple[int, bool] | None:
    """Where the words start that make the day at `day_start`–`day_end` a last day, and whether they speak of a closure; or none."""
    before = text[:day_start]
    until = _UNTIL.search(before, max(0, day_start - 220))
    if until is None or (until["to"] and not _TO_ENDS_A_TERM.search(before)):
        return None
    if _RECALLED.search(before) or _BY_ANOTHER.match(text[day_end:]):
        return None
    if (until["ends"] or until["to"]) and _SIDE_REMARK.search(before):
        return None
    return until.start(), (until["ends"] or until["closed"] or "").startswith(_CLOSURES)


def clause_end(text: str, end: int, acts: ActsOfParagraph) -> int:
    """Where the clause that holds the place `end` stops: at a semicolon, a full stop or the next act."""
    following = acts.next_after(end)
    stop = re.search(r";|\.\s", text[end:])
    candidates = [len(text)] + ([following.start] if following else []) + ([end + stop.start()] if stop else [])
    return min(candidates)


def belongs(text: str, act: GoverningAct, start: int, end: int, acts: ActsOfParagraph, *, closes: bool) -> bool:
    """Whether the term written at `start`–`end` is that of something which `act` grants or ends."""
    if act.kind is ActKind.OTHER:
        return False
    if act.kind is ActKind.ENDS:
        return True
    lead, tail = text[act.end : start], text[end : clause_end(text, end, acts)]
    if (act.verb.startswith("authori") and _AT_DISCRETION.match(lead)) or _INTENDED.search(lead) or _QUOTA.search(tail):
        return False
    heads = list(_HEAD.finditer(lead))
    head = heads[-1] if heads else _HEAD.search(tail)
    if act.kind is ActKind.ASKS:
        if head is None or not _SET_UP.match(head.group()):
            return False
        return head.group().startswith("re-e") or bool(_PANEL.search(lead + tail) or _NEW_MISSION.search(lead))
    if head is not None and head["other"]:
        return False
    if head is None and act.verb == "decides" and not closes:
        return bool(re.search(r"\bshall\b|\bmandate\b", lead + tail))
    thing = lead[heads[-1].end() :] if heads else lead
    if len(thing) < 30:
        thing += tail[:120]
    return not (_UNITS.search(thing) and not _WHOLE.search(thing))


_APPOINTED = re.compile(
    r"\bProsecutor\b|\b[Jj]udges?\b|\bterms? of office\b|\bRegistrar\b|\bSecretary-General of the United Nations\b"
)
_EXEMPTED = re.compile(
    r"\bshall not apply\b|\bmay (?:only )?allow\b|\bexempt|\bsuspended\b|\bderogation\b|\bimmune\b"
    r"|\bwithout prejudice to humanitarian assistance"
)
_KEPT = re.compile(r"\b(?:remain in force|renew|extend)\b")
_PANEL_MANDATE = re.compile(
    r"\b(?:mandates?\s+(?:of|for)|extend\w*,?|renew\w*|establish\w*|create)\s+"
    r"(?:(?!measures|authori|mandate of (?:the )?UN)\S+\s+){0,14}?" + _PANEL.pattern,
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\bmeasures?\b|\bembargo|\bfreeze|\bprohibition|\bStates shall\b|\bsanctions\b|\bprovisions\b|\bprevent the\b"
)
_AUTHORISED = re.compile(
    r"\bauthori[sz]|\bMember States acting\b|\bStates (?:and regional|cooperating|co-operating)|\b[Mm]ultinational\b|\bEUFOR\b"
    r"|\bA[MT]\w*(?:SOM|MIS)\b|\bInternational Security Assistance Force\b",
    re.IGNORECASE,
)
_MISSION = re.compile(
    r"\bmandate\b|\bUN[A-Z]{2,}\b|\bMIN[A-Z]{2,}\b|\bMONU[A-Z]+\b"
    r"|\bUnited Nations (?:\w+ )*(?:Mission|Force|Office|Operation)\b"
)


def thing_granted(text: str, act: GoverningAct, start: int, end: int, acts: ActsOfParagraph) -> Granted:
    """What the term belongs to, by the words of the clause from its governing verb on; a mandate where nothing else is named."""
    clause = text[act.start : start] + " " + text[end : min(clause_end(text, end, acts), end + 220)]
    if _APPOINTED.search(clause):
        return Granted.APPOINTMENT
    if _PANEL_MANDATE.search(clause) or (act.kind is ActKind.ASKS and _PANEL.search(clause)):
        return Granted.PANEL
    if _EXEMPTED.search(clause) and not _KEPT.search(text, act.start, start):
        return Granted.EXEMPTION
    order = ((Granted.MANDATE, _MISSION), (Granted.AUTHORISATION, _AUTHORISED), (Granted.SANCTIONS, _MEASURES))
    places = [(found.start(), what) for what, pattern in order if (found := pattern.search(clause))]
    return min(places)[1] if places else Granted.MANDATE
