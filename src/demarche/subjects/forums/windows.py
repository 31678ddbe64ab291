"""Windows: dated openings in forums between a day and some days later, each with the text or rule it rests on.

Everything is given: mandates and reports read from adopted texts, presidencies and seats from the actors, vetoes from the votes,
fixtures from the pack, openings from a dossier. Whatever was adopted, cast or announced after the day itself is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from demarche.model.evidence import Reference, UseError, spell_date
from demarche.subjects.forums.expiry import TermStart
from demarche.subjects.forums.fixtures import Fixture, add_working_days
from demarche.subjects.forums.forum import Forum
from demarche.subjects.forums.mandates import Mandate, missions
from demarche.subjects.forums.openings import Calendar, DatedReport, DossierOpening, Presidency, SeatTerm, Veto, Window, WindowKind
from demarche.subjects.forums.renewals import RENEWAL_DAYS_BEFORE, open_mandates
from demarche.subjects.forums.reports import ReportDue
from demarche.subjects.forums.validity import Granted

RESOLUTION_FORUM = "unsc-resolution"
MEETING_FORUM = "unsc-open-debate"
VETO_FORUM = "unga-veto-debate"
VETO_DEBATE_SINCE = dt.date(2022, 4, 26)
VETO_DEBATE_WORKING_DAYS = 10
VETO_DEBATE_BASIS = Reference(
    "Standing mandate for a General Assembly debate when a veto is cast in the Security Council",
    "United Nations General Assembly",
    date=VETO_DEBATE_SINCE,
    symbol="A/RES/76/262",
    locator="paragraph 1",
)
PRESIDENCY_BASIS = Reference(
    "Provisional rules of procedure of the Security Council",
    "United Nations Security Council",
    date=dt.date(1982, 12, 21),
    symbol="S/96/Rev.7",
    locator="rule 18",
    url="http://www.un.org/Docs/sc/scrules.htm",
)
SEATS_BASIS = Reference(
    "Charter of the United Nations",
    "United Nations",
    date=dt.date(1945, 6, 26),
    locator="Article 23",
    url="http://uncharter.org/article/23",
)


def windows(on: dt.date, days: int, calendar: Calendar) -> list[Window]:
    """The windows that are open on `on` or open within `days` days of it, soonest end first, using nothing later than `on`.

    Raises `UseError` where `days` is negative.
    """
    if days < 0:
        raise UseError(f"{days} days is not a stretch of time.", next_step="Give a number of days from 0.")
    last = on + dt.timedelta(days=days)
    drawn = [
        *_expiries(on, last, calendar.mandates),
        *_reports(on, last, calendar.reports),
        *_presidencies(on, last, calendar.presidencies),
        *_seats(on, last, calendar.seats),
        *_veto_debates(on, last, calendar.vetoes, calendar.holidays),
        *_fixtures(on, last, calendar.fixtures),
        *_openings(on, last, calendar.openings),
    ]
    rules = {forum.id: forum for forum in calendar.forums}
    return sorted((_with_rule(window, rules, on) for window in drawn), key=lambda w: (w.closes, w.opens, w.forum, w.what))


_THINGS = {
    Granted.MANDATE: "Mandate",
    Granted.SANCTIONS: "Measures",
    Granted.PANEL: "Mandate of the panel or team",
    Granted.AUTHORISATION: "Authorisation",
    Granted.EXEMPTION: "Exemption",
    Granted.APPOINTMENT: "Term of office",
}


def _expiries(on: dt.date, last: dt.date, mandates: Sequence[Mandate]) -> Iterator[Window]:
    for mandate in open_mandates(mandates, on):
        if mandate.date > last:
            continue
        named = ", ".join(sorted(missions(mandate.subjects))[:3])
        verb = "end" if mandate.what is Granted.SANCTIONS else "ends"
        ending = f"{verb} for good" if mandate.final else f"{verb} unless renewed"
        assumed = mandate.term_start_basis is TermStart.ASSUMED
        yield Window(
            RESOLUTION_FORUM,
            WindowKind.EXPIRY,
            max(on, mandate.date - dt.timedelta(days=RENEWAL_DAYS_BEFORE)),
            mandate.date,
            f"{_THINGS[mandate.what]}{f' ({named})' if named else ''} {ending}",
            _adopted(mandate.title, mandate.adopted, mandate.symbol, mandate.paragraph),
            tuple(term for term in (_subject_of(mandate.title), mandate.agenda) if term),
            confidence_note="The text gives no first day; the term is counted from adoption." if assumed else "",
        )


def _reports(on: dt.date, last: dt.date, reports: Sequence[DatedReport]) -> Iterator[Window]:
    for row in reports:
        if row.source.adopted > on:
            continue
        for day in row.report.days(on, last, row.ends):
            yield Window(
                MEETING_FORUM,
                WindowKind.REPORT,
                on,
                day,
                _report_due(row.report),
                _adopted(row.source.title, row.source.adopted, row.source.symbol, row.report.paragraph),
                tuple(term for term in (_subject_of(row.source.title), row.source.agenda) if term),
                confidence_note="Counted from the day of adoption by the rhythm asked for." if row.report.every else "",
            )


_PANELS = {"Panel of Experts", "Group of Experts", "Monitoring Team", "Monitoring Group"}


def _report_due(report: ReportDue) -> str:
    """What is due, in words. A panel owes some reports to its committee and some to the Council: the text alone tells which."""
    owing = f"{report.by}: " if report.by else ""
    if report.every:
        unit = report.every.unit.value
        rhythm = f"every {report.every.count} {unit}s" if report.every.count > 1 else f"every {unit}"
        what = "report or update" if report.by in _PANELS else "report or briefing"
        return _capital(f"{owing}{what} due, {rhythm}")
    to = f" to the {report.to}" if report.to and report.by not in _PANELS else ""
    return _capital(f"{owing}report{to} due")


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _presidencies(on: dt.date, last: dt.date, presidencies: Sequence[Presidency]) -> Iterator[Window]:
    for row in presidencies:
        if row.first <= last and row.last >= on:
            what = f"{row.member} presides over the Council"
            yield Window(MEETING_FORUM, WindowKind.PRESIDENCY, row.first, row.last, what, PRESIDENCY_BASIS)


def _seats(on: dt.date, last: dt.date, seats: Sequence[SeatTerm]) -> Iterator[Window]:
    changes: dict[dt.date, tuple[list[str], list[str]]] = {}
    for seat in seats:
        if seat.known_from is not None and seat.known_from > on:
            continue
        if on < seat.begins <= last:
            changes.setdefault(seat.begins, ([], []))[0].append(seat.member)
        if seat.ends is not None and on <= seat.ends < last:
            changes.setdefault(seat.ends + dt.timedelta(days=1), ([], []))[1].append(seat.member)
    for day, (coming, leaving) in sorted(changes.items()):
        parts = [f"join: {', '.join(sorted(coming))}"] if coming else []
        parts += [f"leave: {', '.join(sorted(leaving))}"] if leaving else []
        yield Window(RESOLUTION_FORUM, WindowKind.SEAT, day, day, f"Seats on the Council change ({'; '.join(parts)})", SEATS_BASIS)


def _veto_debates(on: dt.date, last: dt.date, vetoes: Sequence[Veto], holidays: frozenset[dt.date]) -> Iterator[Window]:
    for veto in vetoes:
        if not VETO_DEBATE_SINCE <= veto.date <= on:
            continue
        closes = add_working_days(veto.date, VETO_DEBATE_WORKING_DAYS, holidays)
        if on <= closes and veto.date + dt.timedelta(days=1) <= last:
            note = "" if holidays else "Weekdays are counted; holidays of UN Headquarters may move the last day later."
            yield Window(
                VETO_FORUM,
                WindowKind.VETO_DEBATE,
                veto.date + dt.timedelta(days=1),
                closes,
                f"The Assembly debates the situation in which draft {veto.draft} was vetoed on {spell_date(veto.date)}",
                VETO_DEBATE_BASIS,
                (veto.agenda,) if veto.agenda else (),
                confidence_note=note,
            )


def _fixtures(on: dt.date, last: dt.date, fixtures: Sequence[Fixture]) -> Iterator[Window]:
    for fixture in fixtures:
        if fixture.known_from > on:
            continue
        basis = min(fixture.references, key=lambda r: r.date or dt.date.min)
        for opens, closes in fixture.between(on, last):
            yield Window(fixture.forum, WindowKind.FIXTURE, opens, closes, fixture.what, basis, fixture.terms)


def _openings(on: dt.date, last: dt.date, openings: Iterable[DossierOpening]) -> Iterator[Window]:
    for row in openings:
        closes = row.until or row.date
        known = row.known_from is None or row.known_from <= on
        if known and row.date <= last and closes >= on:
            yield Window(row.forum, WindowKind.OPENING, row.date, closes, row.what, row.reference)


def _with_rule(window: Window, forums: dict[str, Forum], on: dt.date) -> Window:
    forum = forums.get(window.forum)
    rule = forum.rule_on(on) if forum is not None else None
    return replace(window, rule=rule.summary) if rule is not None else window


def _adopted(title: str, adopted: dt.date, symbol: str, paragraph: str) -> Reference:
    locator = f"paragraph {paragraph}" if paragraph else ""
    return Reference(title, "United Nations Security Council", date=adopted, symbol=symbol, locator=locator)


def _subject_of(title: str) -> str:
    """What the library's title says between its brackets, or the whole title where it has none."""
    found = re.search(r"\[(.+?)\]?$", title)
    return found.group(1) if found else title
