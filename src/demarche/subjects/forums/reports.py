"""Reports due: who owes whom a report or briefing, and when, read from the paragraphs that ask for it.

The reading is partial and says so: a deadline counted from an event whose day the text does not give (`after the Panel's
appointment`) is returned without a date, and a recurring report runs until the end of the mandate or, where none is known, for a
year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from demarche.subjects.forums.acts import ActKind, ActsOfParagraph
from demarche.subjects.forums.paragraphs import AdoptedText, whole_paragraphs
from demarche.subjects.forums.terms import Period, Unit, after_period, days_in, periods_in


@dataclass(frozen=True, slots=True)
class ReportDue:
    """One report or briefing asked for.

    `by` owes it, `to` receives it, as used in the source and empty where the clause does not say. Exactly one of these dates it:
    `due`, a day; `every`, a period that recurs from `since`, the day of adoption or a day named; `before_end`, a period before the
    mandate ends. None of them where the text counts from an event of unknown day.
    """

    by: str
    to: str
    paragraph: str
    start: int
    end: int
    due: dt.date | None = None
    every: Period | None = None
    since: dt.date | None = None
    before_end: Period | None = None

    @property
    def dated(self) -> bool:
        """Whether a day can be computed, given the end of the mandate where it is counted from that."""
        return self.due is not None or self.every is not None or self.before_end is not None

    def days(self, first: dt.date, last: dt.date, ends: Sequence[dt.date] = ()) -> list[dt.date]:
        """The days between `first` and `last`, both included, on which it is due; `ends` are those of the same text's mandates."""
        if self.due is not None:
            found = [self.due]
        elif self.before_end is not None:
            found = [_before(max(ends), self.before_end)] if ends else []
        elif self.every is not None and self.since is not None:
            found = list(_recurring(self.since, self.every, min(last, max(ends, default=self.since + dt.timedelta(days=365)))))
        else:
            found = []
        return [day for day in found if first <= day <= last]


_REPORT = re.compile(
    r"\b(?:reports?|reporting|briefs?|briefings?|updates?|inform(?:ed|ation)?|recommendations|assessment|written account"
    r"|keep the (?:Security )?Council)\b",
    re.IGNORECASE,
)
_OWING = (
    ("Secretary-General", re.compile(r"\bSecretary[- ]General\b|\bthe Secretariat\b")),
    ("Panel of Experts", re.compile(r"\bPanel(?: of Experts)?\b")),
    ("Group of Experts", re.compile(r"\bGroup of Experts\b")),
    ("Monitoring Team", re.compile(r"\bMonitoring Team\b")),
    ("Monitoring Group", re.compile(r"\b[Mm]onitoring (?:Group|mechanism)\b|\bSEMG\b")),
    ("United States", re.compile(r"\bUnited States\b")),
    ("Director-General of the OPCW", re.compile(r"\bDirector-General of the (?:OPCW|Organisation for the Prohibition)\b")),
    ("Ombudsperson", re.compile(r"\bOmbudsperson\b")),
    ("Emergency Relief Coordinator", re.compile(r"\bEmergency Relief Coordinator\b")),
    ("Committee", re.compile(r"\bCommittee\b|\bCTED\b|\bExecutive Directorate\b")),
    ("African Union", re.compile(r"\bAfrican Union\b|\bAU\b")),
    ("European Union", re.compile(r"\bEuropean Union\b|\bEU\b")),
    ("Member States", re.compile(r"\b(?:Member |[Aa]ll |the )?(?<!United )States\b(?! of America)")),
    ("Government", re.compile(r"\bGovernment\b|\bauthorities\b")),
)
_RECEIVING = (
    ("Committee", re.compile(r"\bto the Committee\b")),
    (
        "Security Council",
        re.compile(
            r"\b(?:to|to it|brief|inform(?:ed)?|update|provide|keep|back to)\b.{0,25}?\b(?:Security )?Council\b"
            r"|\breport(?:s)? to it\b"
        ),
    ),
    ("General Assembly", re.compile(r"\bto the General Assembly\b")),
)
_THROUGH = re.compile(
    r"\b(?:through|in consultation with|in coordination with|in cooperation with"
    r"|with the assistance of) the [\w-]+(?: [A-Z][\w-]+)*"
)
_BEFORE_DAY = re.compile(
    r"(?:\b(?:by|before|no later than|not later than|at the latest|prior to|due(?: on| by)?|on|ahead of|of|and|then|provided"
    r"|again by)|,)"
    r"\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:every|each|at least every|in)\s+(?:period of\s+)?$", re.IGNORECASE)
_INTERVALS = re.compile(r"^\s*[- ]?intervals?\b", re.IGNORECASE)
_BEFORE_END = re.compile(
    r"^\s*(?:prior to|before|in advance of)\s+(?:the\s+|its\s+)?(?:\S+\s+){0,4}?(?:terminat\w+|expir\w+|end\b)"
    r"|^\s*prior to its (?:termination|expiry|end)\b",
    re.IGNORECASE,
)
_FROM_ADOPTION = re.compile(
    r"^\s*,?\s*(?:of|from|after|following|upon)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+"
    r"|its\s+)?(?:adoption(?!\s+of\s+(?!th(?:is|e present)\b))|this resolution|today|the present resolution)\b|^\s*[,;.]|^\s*$"
    r"|^\s+(?:on|and|a report|with|to)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in|no later than|not later than|at the latest|by|and|after)\s*,?\s*(?:the next\s+)?$", re.IGNORECASE
)
_COUNTED_AFTER = re.compile(
    r"^\s*(?:after|from|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?adoption\b(?!\s+of\s+(?!th(?:is|e present)\b))",
    re.IGNORECASE,
)
_FROM_DAY = re.compile(r"^\s*,?\s*(?:starting|beginning|commencing|from|after)\b[^;]{0,20}$", re.IGNORECASE)
_AT_END = re.compile(
    r"\b(?:and|again|report\w*|briefing|Council|submit),?\s+(?:prior to|before|at) (?:its expir\w+|the (?:end"
    r"|expir\w+) of (?:this period|(?:the|its|this) "
    r"(?:current |present )?mandate))"
)
_PLAIN_RHYTHM = (
    (re.compile(r"\b(?:monthly|every month|each month|a month)\b", re.IGNORECASE), 1),
    (re.compile(r"\bquarterly\b", re.IGNORECASE), 3),
    (re.compile(r"\b(?:twice a year|bi-?annual(?:ly)?|semi-?annual(?:ly)?)\b", re.IGNORECASE), 6),
    (
        re.compile(
            r"\b(?:once (?:a|per) year|annually|annual (?:reports?|briefings?)|every year|each year|yearly|on an annual basis)\b",
            re.IGNORECASE,
        ),
        12,
    ),
)


def reports_in(text: str, adopted: dt.date, *, paragraph: str = "") -> tuple[ReportDue, ...]:
    """Every report that one paragraph of a text adopted on `adopted` asks for, in reading order.

    >>> asked = "9. Requests the Secretary-General to report to the Council within 90 days of the adoption of this resolution;"
    >>> [(r.by, r.due.isoformat()) for r in reports_in(asked, dt.date(2030, 3, 1))]
    [('Secretary-General', '2030-05-30')]
    """
    if not _REPORT.search(text):
        return ()
    acts = ActsOfParagraph(text)
    found: dict[tuple[object, ...], ReportDue] = {}
    for act in acts.acts:
        if act.kind not in {ActKind.ASKS, ActKind.GRANTS} and act.verb not in {"calls", "invites"}:
            continue
        following = acts.next_after(act.end)
        end = following.start if following else len(text)
        asking = _REPORT.search(text, act.end, end)
        if asking is None:
            continue
        words = _THROUGH.sub(" ", text[act.end : end])
        frame = ReportDue(_first(_OWING, words), _first(_RECEIVING, words), paragraph, act.start, end)
        for report in _dated(text, act.end, end, adopted, frame):
            found.setdefault(
                (report.by, report.due, report.every and (report.every.count, report.every.unit), report.before_end), report
            )
    return tuple(found.values())


def reports_of(paragraphs: Iterable[AdoptedText], adopted: dt.date) -> tuple[ReportDue, ...]:
    """Every report that the operative paragraphs of a text ask for."""
    found = []
    for whole in whole_paragraphs(paragraphs, frozenset({"operative"})):
        for report in reports_in(whole.text, adopted):
            number, offset = whole.part_at(report.start)
            found.append(replace(report, paragraph=number, start=report.start - offset, end=report.end - offset))
    return tuple(found)


def _dated(text: str, start: int, end: int, adopted: dt.date, frame: ReportDue) -> Iterator[ReportDue]:
    clause = text[start:end]
    taken: set[dt.date] = set()
    for period in periods_in(clause):
        before, after = clause[: period.start], clause[period.end :]
        place = replace(frame, start=start + period.start, end=start + period.end)
        if _BEFORE_END.match(after):
            yield replace(place, before_end=_bare(period))
        elif (_EVERY.search(before) and not re.search(r"\bin\s+$", before)) or _INTERVALS.match(after):
            named = next((day for day in days_in(after) if _FROM_DAY.match(after[: day.start])), None)
            if named is not None:
                taken.add(named.date)
            yield replace(place, every=_bare(period), since=named.date if named and named.date > adopted else adopted)
        elif (_WITHIN.search(before) and _FROM_ADOPTION.match(after)) or _COUNTED_AFTER.match(after):
            yield replace(place, due=after_period(adopted, period))
        elif _WITHIN.search(before):
            yield place
    if at_end := _AT_END.search(clause):
        yield replace(frame, start=start + at_end.start(), end=start + at_end.end(), before_end=Period(0, Unit.DAY, 0, 0))
    for pattern, months in _PLAIN_RHYTHM:
        if rhythm := pattern.search(clause):
            every = Period(months, Unit.MONTH, 0, 0)
            yield replace(frame, start=start + rhythm.start(), end=start + rhythm.end(), every=every, since=adopted)
    for day in days_in(clause):
        before = clause[: day.start]
        if day.date > adopted and day.date not in taken and _BEFORE_DAY.search(before) and not re.search(r"\buntil\s*$", before):
            yield replace(frame, start=start + day.start, end=start + day.end, due=day.date)


def _first(names: Sequence[tuple[str, re.Pattern[str]]], clause: str) -> str:
    places = [(found.start(), name) for name, pattern in names if (found := pattern.search(clause))]
    return min(places)[1] if places else ""


def _bare(period: Period) -> Period:
    return Period(period.count, period.unit, 0, 0)


def _before(end: dt.date, period: Period) -> dt.date:
    return after_period(end, Period(-period.count, period.unit, 0, 0))


def _recurring(since: dt.date, every: Period, last: dt.date) -> Iterator[dt.date]:
    """Each day that a rhythm falls on after its beginning, counted from the beginning so that month ends do not drift."""
    turn = 1
    while (day := after_period(since, Period(every.count * turn, every.unit, 0, 0))) <= last:
        yield day
        turn += 1
