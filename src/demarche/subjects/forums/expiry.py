"""When a mandate, measure or authorisation ends, read from the operative paragraphs that set it.

An expiry is read only where an act of the Council grants, extends or ends something and the date or period belongs to that thing.
Left out on purpose: deadlines of reports and reviews, troop ceilings and the deployment of units, earlier renewals that are
recalled, intentions, and periods that begin at an event whose day the text does not give.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from demarche.subjects.forums.acts import ActKind, ActsOfParagraph, GoverningAct
from demarche.subjects.forums.paragraphs import AdoptedText, whole_paragraphs
from demarche.subjects.forums.terms import CLOCK, DAY, Day, Period, after_period, days_in, periods_in
from demarche.subjects.forums.validity import Granted, belongs, clause_end, thing_granted, until_before


class ExpiryKind(StrEnum):
    """Whether the last day is written out or counted from a beginning."""

    EXPLICIT = "explicit"
    PERIOD = "period"


class TermStart(StrEnum):
    """Where a term begins: with adoption as the text says, with adoption for want of another word, or on a day it names."""

    ADOPTION = "adoption"
    ASSUMED = "adoption, assumed"
    NAMED_DAY = "named day"


@dataclass(frozen=True, slots=True)
class Expiry:
    """The last day of something granted, with the place in the paragraph it was read from.

    `start`–`end` are positions of the date or period in the paragraph's text, `clause` those of the clause that governs it (before
    the paragraph's own beginning where the words that introduce a list point govern it). `final` marks an ending that the act
    itself wants: a closure, a termination, a last period. `verb` is the governing verb as written, in lower case.
    """

    date: dt.date
    kind: ExpiryKind
    what: Granted
    term_start: dt.date
    term_start_basis: TermStart
    paragraph: str
    start: int
    end: int
    clause: tuple[int, int]
    verb: str
    final: bool = False

    @property
    def term_days(self) -> int:
        """How many days the term runs."""
        return (self.date - self.term_start).days


def expiries_in(text: str, adopted: dt.date, *, paragraph: str = "") -> tuple[Expiry, ...]:
    """Every expiry that one paragraph of a resolution adopted on `adopted` sets, in reading order, each day and thing once.

    Preambular paragraphs may be given too: they set nothing, save where a publisher files the first operative words with them.

    >>> decided = "1. Decides to extend the mandate of UNABC until 31 March 2031, and requests a report by 1 March 2031;"
    >>> [(e.date.isoformat(), e.what.value) for e in expiries_in(decided, dt.date(2030, 3, 28))]
    [('2031-03-31', 'mandate')]
    """
    days = [day for day in days_in(text) if day.date > adopted]
    periods = list(periods_in(text))
    if not days and not periods:
        return ()
    acts = ActsOfParagraph(text)
    found = [_explicit(text, day, acts, adopted, paragraph) for day in days]
    found += [_counted(text, period, acts, adopted, paragraph) for period in periods]
    seen: dict[tuple[dt.date, Granted], Expiry] = {}
    for expiry in sorted((e for e in found if e is not None), key=lambda e: e.start):
        seen.setdefault((expiry.date, expiry.what), expiry)
    return tuple(seen.values())


_NAMES_SOMETHING = re.compile(r"\b\d{3,4}\s*\(\d{4}\)|\b[A-Z]{4,}\b")


def expiries_of(paragraphs: Iterable[AdoptedText], adopted: dt.date) -> tuple[tuple[Expiry, str], ...]:
    """Every expiry that a resolution adopted on `adopted` sets, each with the words of the clause or else the paragraph that sets it.

    List points are read together with the words that introduce them. Annexes, headings and notes set nothing. The words are for
    naming the thing (`subjects_named`); they are the publisher's and stay with the caller.
    """
    found: list[tuple[Expiry, str]] = []
    for whole in whole_paragraphs(paragraphs):
        for expiry in expiries_in(whole.text, adopted):
            begin, stop = expiry.clause
            number, offset = whole.part_at(expiry.start)
            clause = (begin - offset, stop - offset)
            placed = replace(expiry, paragraph=number, start=expiry.start - offset, end=expiry.end - offset, clause=clause)
            clause_words = whole.text[begin:stop]
            found.append((placed, clause_words if _NAMES_SOMETHING.search(clause_words) else whole.text))
    return tuple(found)


def _explicit(text: str, day: Day, acts: ActsOfParagraph, adopted: dt.date, paragraph: str) -> Expiry | None:
    until = until_before(text, day.start, day.end)
    if until is None:
        return None
    start, closes = until
    act = acts.at(start)
    if act is None or not belongs(text, act, start, day.end, acts, closes=closes):
        return None
    what = thing_granted(text, act, start, day.end, acts)
    final = closes or _is_final(text, act, day.end)
    clause = (act.start, clause_end(text, day.end, acts))
    return Expiry(
        day.date, ExpiryKind.EXPLICIT, what, adopted, TermStart.ADOPTION, paragraph, start, day.end, clause, act.verb, final
    )


_FOR = re.compile(
    r"\b(?:for|until|by)\s+(?:up to\s+)?(?:(?:a|an|another|the|one|its|this|their)\s+)?"
    r"(?:(?:further|final|additional|initial|new|another|fixed|planned|same|single|exceptional|limited|non-renewable|renewable"
    r"|consecutive|maximum)\s+(?:and\s+final\s+)?){0,3}(?:(?:period|term)\s+(?:of\s+(?:up to\s+|not more than\s+"
    r"|no more than\s+)?|not exceeding\s+))?$",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\b(?:up to|not exceeding)\s+$", re.IGNORECASE)
_FROM_ADOPTION = re.compile(
    r"^,?\s*(?:(?:starting|beginning|commencing|as|with effect|effective)\s+)*(?:from|of|after|following|on|upon|since"
    r"|with)\s+(?:the\s+)?"
    r"(?:date\s+of\s+)?(?:the\s+)?(?:adoption(?:\s+of\s+(?:this|the present)\s+resolution)?(?!\s+of\b)"
    r"|(?:this|the present)\s+resolution|today|date\s+of\s+(?:this|the present)\s+resolution)",
    re.IGNORECASE,
)
_FROM_DAY = re.compile(
    r"^,?\s*(?P<first>starting(?:\s+from|\s+on)?|beginning(?:\s+on|\s+from)?|beginning at|commencing(?:\s+on|\s+from)?"
    r"|with effect from"
    r"|effective(?:\s+from)?|as of|as from)?\s*(?P<from>from|beyond|after|on|at)?\s*"
    rf"(?P<clock>{CLOCK})(?P<day>{DAY})",
    re.IGNORECASE,
)
_FROM_EVENT = re.compile(
    r"^,?\s*(?:(?:starting|beginning|commencing|as|with effect|effective)\s+)?"
    r"(?:from|of|after|following|beyond|upon|on|no later than|subsequent to|once|when)\b|^,?\s*(?:starting|beginning|commencing)\b",
    re.IGNORECASE,
)
_TO_A_DAY = re.compile(
    r"^[^;.]{0,60}?(?:\b(?:until|till|through|to|up to|ending(?: on)?|expiring(?: on)?|terminating(?: on)?)\b[^;.]{0,25}?"
    rf"|no longer than\s+){DAY}",
    re.IGNORECASE,
)
_FROM_DAY_BEFORE = re.compile(
    rf"\b(?P<first>as of|as from|from|beginning(?: on)?|with effect from|starting(?: on"
    rf"| from)?)\s+(?P<day>{DAY})\s*,?\s*(?:and\s+)?$",
    re.IGNORECASE,
)


def _counted(text: str, period: Period, acts: ActsOfParagraph, adopted: dt.date, paragraph: str) -> Expiry | None:
    after = text[period.end :]
    before = text[: period.start]
    lead = _FOR.search(before, max(0, period.start - 120)) or (_UP_TO.search(before) if _FROM_ADOPTION.match(after) else None)
    if lead is None or _TO_A_DAY.match(after):
        return None
    act = acts.at(lead.start())
    beginning = _beginning(text[: lead.start()], after, adopted)
    if act is None or beginning is None:
        return None
    begins, basis, inclusive, length = beginning
    end = period.end + length
    last = after_period(begins, period) - dt.timedelta(days=int(inclusive))
    if last <= adopted or not belongs(text, act, lead.start(), end, acts, closes=False):
        return None
    what = thing_granted(text, act, lead.start(), end, acts)
    clause, final = (act.start, clause_end(text, end, acts)), _is_final(text, act, end)
    return Expiry(last, ExpiryKind.PERIOD, what, begins, basis, paragraph, lead.start(), end, clause, act.verb, final)


def _beginning(before: str, after: str, adopted: dt.date) -> tuple[dt.date, TermStart, bool, int] | None:
    """The first day of a period, how it is known, whether that day counts, and how far the words for it reach; none if unknown.

    Drafters name either the first day of the new term (`beginning on 1 March`) or the last day of the old (`from 30 September`).
    """
    if found := _FROM_ADOPTION.match(after):
        return adopted, TermStart.ADOPTION, False, found.end()
    if (found := _FROM_DAY.match(after)) and (found["from"] or found["first"]):
        day = next(days_in(found["day"]), None)
        first = day is not None and (day.date.day == 1 or bool(found["first"]) or bool(re.search(r"\d", found["clock"])))
        return (day.date, TermStart.NAMED_DAY, first, found.end()) if day else None
    if _FROM_EVENT.match(after):
        return None
    if found := _FROM_DAY_BEFORE.search(before):
        day = next(days_in(found["day"]), None)
        return (day.date, TermStart.NAMED_DAY, True, 0) if day else None
    return adopted, TermStart.ASSUMED, False, 0


def _is_final(text: str, act: GoverningAct, end: int) -> bool:
    return act.kind is ActKind.ENDS or bool(
        re.search(r"\b(?:final|non-renewable|last) (?:period|extension)|\bterminate\b", text[act.start : end])
    )
