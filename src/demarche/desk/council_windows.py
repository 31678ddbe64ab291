"""The Council's calendar on a day: everything that windows are drawn from, and the windows of a situation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from demarche.desk.council import MARKS, TEXTS, register
from demarche.desk.curation import fixtures, forums, later_renewals
from demarche.model.dossier import Dossier
from demarche.model.evidence import Reference, UseError
from demarche.subjects.forums import (
    AdoptedDocument,
    Calendar,
    DatedReport,
    DossierOpening,
    MandateRegister,
    Period,
    Presidency,
    ReportDue,
    SeatTerm,
    Unit,
    Veto,
    Window,
    WindowKind,
    windows,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace


def calendar_on(
    workspace: Workspace,
    held: MandateRegister,
    days: int,
    openings: Sequence[DossierOpening] = (),
    reports: Sequence[DatedReport] | None = None,
    *,
    chairs: bool = True,
) -> Calendar:
    """Everything known on the register's day that windows of the next `days` days are drawn from.

    `reports` are those of an earlier calling for the same day, where there was one; without `chairs` nothing is told of who holds
    the chair of a body other than the Council.
    """
    on = held.on
    return Calendar(
        mandates=held.mandates,
        reports=_reports(workspace, on, held) if reports is None else reports,
        presidencies=_presidencies(workspace, on, days),
        seats=_seats(workspace, on, days),
        vetoes=_vetoes(workspace, on),
        fixtures=tuple(f for f in fixtures() if chairs or not f.chair),
        openings=openings,
        forums=tuple(forums().values()),
    )


def windows_ahead(
    workspace: Workspace, on: dt.date, days: int, dossier: Dossier | None = None, references: Mapping[str, Reference] | None = None
) -> list[Window]:
    """The windows open within `days` of the day; with a dossier, those that touch its situation and its own openings."""
    held = register(workspace, on)
    openings = [opening for opening, _ in openings_of(dossier, references or {})] if dossier else []
    found = windows(on, days, calendar_on(workspace, held, days, openings, chairs=False))
    return [w for w in without_moved(found, on) if dossier is None or w.speaks_of(dossier.terms, dossier.not_terms)]


def without_moved(found: Sequence[Window], on: dt.date) -> list[Window]:
    """The windows without the openings that tell of an end which a later resolution, known on the day, has moved."""
    moved = {(r.symbol, r.ends) for r in later_renewals() if r.adopted <= on}
    return [w for w in found if not (w.kind is WindowKind.OPENING and (w.basis.symbol, w.closes) in moved)]


def references_of(dossier: Dossier) -> dict[str, Reference]:
    """The dossier's references by id, as papers cite them."""
    return {
        r.id: Reference(r.title, r.publisher, date=r.date, symbol=r.symbol, locator=r.locator, url=r.url)
        for r in dossier.references
    }


def openings_of(dossier: Dossier, references: Mapping[str, Reference]) -> list[tuple[DossierOpening, str]]:
    """The openings that a dossier records with their sources, each with its id in the dossier; those without a source are left out."""
    return [
        (DossierOpening(o.forum, o.what, o.date, references[o.refs[0]], o.until, o.known_from), o.id)
        for o in dossier.openings
        if o.refs and o.refs[0] in references
    ]


def _reports(workspace: Workspace, on: dt.date, held: MandateRegister) -> list[DatedReport]:
    rows = workspace.tables.rows(
        f"select r.*, d.title, d.agenda_item from {MARKS}.reports_due r join {TEXTS}.documents d using (symbol) where r.adopted <= $on",
        on=on,
    )
    ends: dict[str, list[dt.date]] = {}
    for mandate in held.mandates:
        ends.setdefault(mandate.symbol, []).append(mandate.date)
    found = []
    for r in rows:
        source = AdoptedDocument(r["symbol"], r["title"] or "", r["agenda_item"] or "", r["adopted"])
        every = Period(r["every_count"], Unit(r["every_unit"]), 0, 0) if r["every_count"] else None
        before = Period(r["before_end_count"], Unit(r["before_end_unit"]), 0, 0) if r["before_end_count"] else None
        report = ReportDue(r["by"] or "", r["to"] or "", r["paragraph"], 0, 0, r["due"], every, r["since"], before)
        found.append(DatedReport(source, report, tuple(sorted(ends.get(r["symbol"], [])))))
    return found


def _elected_by(on: dt.date) -> int:
    """The last year whose elected members are known on the day.

    They are elected about six months before their term since 2016 (A/RES/68/307), and were usually elected in October until then.
    """
    known_from = dt.date(on.year, 7, 1) if on.year >= 2016 else dt.date(on.year, 12, 1)
    return on.year + int(on >= known_from)


def _presidencies(workspace: Workspace, on: dt.date, days: int) -> list[Presidency]:
    """The chairs of the months ahead, as far as the members that take turns are elected by the day and known here."""
    last = on + dt.timedelta(days=days)
    found = []
    first = on.replace(day=1)
    while first <= last and first.year <= _elected_by(on):
        following = (first + dt.timedelta(days=32)).replace(day=1)
        try:
            chair = workspace.registry.presidency(first.year, first.month)
        except UseError:
            break
        found.append(Presidency(chair.name, first, following - dt.timedelta(days=1)))
        first = following
    return found


def _seats(workspace: Workspace, on: dt.date, days: int) -> list[SeatTerm]:
    """The seats that change at the next turn of the year, where it falls in these days and the election was held by the day."""
    day = dt.date(on.year + 1, 1, 1)
    if day > on + dt.timedelta(days=days) or day.year > _elected_by(on):
        return []
    try:
        now = {s.state for s in workspace.registry.council(on)}
        then = {s.state for s in workspace.registry.council(day)}
    except UseError:
        return []
    coming = [SeatTerm(workspace.name_of(s), day) for s in sorted(then - now)]
    return coming + [SeatTerm(workspace.name_of(s), dt.date.min, day - dt.timedelta(days=1)) for s in sorted(now - then)]


def _vetoes(workspace: Workspace, on: dt.date) -> list[Veto]:
    if not workspace.tables.has("un_vetoes", "vetoes"):
        return []
    rows = workspace.tables.rows(
        "select distinct draft_symbol, date, agenda_item from un_vetoes.vetoes where date <= $on and date >= $since order by date",
        on=on,
        since=on - dt.timedelta(days=60),
    )
    return [Veto(r["draft_symbol"] or "", r["date"], r["agenda_item"] or "") for r in rows]
