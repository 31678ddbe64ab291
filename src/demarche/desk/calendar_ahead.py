"""The windows of all situations, or of one, on a calendar: each with its basis, its rule of decision and what history says of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from demarche.desk.briefing_windows import joined
from demarche.desk.calendar_merging import newest_rhythms, one_a_text
from demarche.desk.calendar_scope import ForumScope, SituationScope, dossier_ids, forum_named, situation_named
from demarche.desk.council import TEXTS, register
from demarche.desk.council_windows import calendar_on, openings_of, references_of, without_moved
from demarche.desk.curation import forums
from demarche.desk.handling import Handling
from demarche.model.dossier import Dossier, Sensitivity
from demarche.model.evidence import Reference, spell_date
from demarche.subjects.forums import (
    Calendar,
    DatedReport,
    DossierOpening,
    MandateRegister,
    Window,
    WindowKind,
    windows,
)

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FAR_DAYS = 730
"""How far ahead the nearest windows are looked for where none opens in the days asked for."""

_OPENING_WORDS = re.compile(r"^The (?:situation (?:in|concerning) (?:the )?|question concerning (?:the )?)(?=\w)")
_Name = tuple[object, ...]
_ENDS = (WindowKind.EXPIRY, WindowKind.REPORT)


@dataclass(frozen=True, slots=True)
class RenewalRecord:
    """What history says of ends of terms: of `count` up to the day `until`, `renewed` were renewed within thirty days of the end.

    `median_days_before` is how many days before the end the renewals came. `until` is the day of the answer, or the last day of
    the tables of texts where that is earlier.
    """

    count: int
    renewed: int
    share: float | None
    median_days_before: float | None
    until: dt.date


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One window. `about` is the situation by its topic, else by its item of the agenda or title; `dossier` the dossier that records the opening.

    `renewed_share` and `median_days_before` stand beside an end that may be renewed, empty beside others. `general` marks what
    suits any situation. `sensitivity` is that of a dossier's opening; everything else is public.
    """

    opens: dt.date
    closes: dt.date
    kind: WindowKind
    what: str
    about: str
    forum: str
    forum_name: str
    rule: str
    basis: Reference
    renewed_share: float | None
    median_days_before: float | None
    note: str
    dossier: str
    sensitivity: Sensitivity
    general: bool

    @property
    def day(self) -> dt.date:
        """The day it stands on in a list: the last one for an end or a report, the first for what lasts."""
        return self.closes if self.kind in _ENDS else self.opens


@dataclass(frozen=True, slots=True)
class CalendarAhead:
    """The windows from `on` to `last`. `nearest` are the next ones after it where nothing of what was asked for opens by then."""

    on: dt.date
    last: dt.date
    forum: str
    situation: str
    history: RenewalRecord
    lines: tuple[CalendarLine, ...]
    nearest: tuple[CalendarLine, ...]
    notes: tuple[str, ...]


def windows_calendar(workspace: Workspace, on: dt.date, days: int = 90, *, forum: str = "", situation: str = "") -> CalendarAhead:
    """The calendar of openings within `days` days of the day, over all situations or one, in all forums or some.

    Nothing adopted, cast, announced or recorded after the day is used. Raises `UseError` for a forum or situation that is not
    known, naming the nearest, and for a negative number of days.
    """
    asked_forum = forum_named(workspace, forum) if forum else None
    asked = situation_named(workspace, situation, on) if situation else None
    drawing = _Drawing(workspace, on, asked_forum, asked)
    lines = drawing.lines(days)
    last = on + dt.timedelta(days=days)
    notes = []
    nearest: tuple[CalendarLine, ...] = ()
    if not any(not line.general for line in lines) and (asked or not lines):
        later = [line for line in drawing.lines(max(FAR_DAYS, days)) if line.opens > last or line.closes > last]
        nearest = tuple(line for line in later if not (asked and line.general))[:3]
        notes.append(_nothing(asked_forum, asked, last, nearest, drawing.last_end()))
    if drawing.texts_until and on > drawing.texts_until:
        notes.append(
            f"The tables of the Council's texts end on {spell_date(drawing.texts_until)}: an end or report of a later text is known only "
            "where it was recorded by hand. Bring in newer texts with: demarche sync un_resolutions"
        )
    return CalendarAhead(
        on,
        last,
        asked_forum.name if asked_forum else "",
        asked.name if asked else "",
        drawing.history,
        tuple(lines),
        nearest,
        tuple(notes),
    )


class _Drawing:
    """What is read once and drawn from for one stretch of days or a longer one."""

    def __init__(self, workspace: Workspace, on: dt.date, forum: ForumScope | None, situation: SituationScope | None) -> None:
        self.workspace, self.on, self.forum, self.situation = workspace, on, forum, situation
        self.held: MandateRegister = register(workspace, on)
        row = workspace.tables.one(f"select max(date) as day from {TEXTS}.documents")
        self.texts_until: dt.date | None = row["day"] if row else None
        told = self.held.history(self.texts_until)
        self.history = RenewalRecord(told.count, told.renewed, told.share, told.median_days_before, told.until)
        self.final = {(m.symbol, m.date) for m in self.held.mandates if m.final}
        self.forums = tuple(forums().values())
        self.reports: Sequence[DatedReport] | None = None
        self.dossiers: dict[str, Dossier] = {}

    def lines(self, days: int) -> list[CalendarLine]:
        """The lines of the days from the day on."""
        calendar = calendar_on(self.workspace, self.held, days, reports=self.reports)
        self.reports = calendar.reports
        found = one_a_text(newest_rhythms(windows(self.on, days, calendar)))
        if self.situation is not None:
            found = [w for w in found if self.situation.holds(w)]
        recorded: dict[_Name, tuple[str, Sensitivity]] = {}
        ids = self.situation.dossiers if self.situation else dossier_ids(self.workspace)
        for dossier_id in ids:
            found = self._with_openings(found, dossier_id, days, recorded)
        drawn = [self._line(w, recorded.get(_name_of(w))) for w in found if self.forum is None or w.forum in self.forum.ids]
        return sorted(
            drawn,
            key=lambda line: (max(line.day, self.on), line.closes, line.forum, line.what, line.basis.symbol, line.basis.locator),
        )

    def _with_openings(
        self, found: list[Window], dossier_id: str, days: int, recorded: dict[_Name, tuple[str, Sensitivity]]
    ) -> list[Window]:
        """The windows with the openings of a dossier; where both tell of one public thing, it stands once."""
        dossier = self._dossier(dossier_id)
        handling = Handling(self.workspace, dossier, self.on)
        closed = {o.id: handling.highest("openings", o) for o in dossier.openings}
        public: list[Window] = []
        apart: list[Window] = []
        for opening, item in openings_of(dossier, references_of(dossier)):
            for window in self._opened(opening, days):
                (public if closed[item] is Sensitivity.PUBLIC else apart).append(window)
                recorded[_name_of(window)] = (dossier_id, closed[item])
        mergeable = [
            w for w in found if w.kind in _ENDS and ", every " not in w.what and w.speaks_of(dossier.terms, dossier.not_terms)
        ]
        taken = {id(w) for w in mergeable}
        rest = [w for w in found if id(w) not in taken]
        ordered = sorted([*mergeable, *public], key=lambda w: (w.closes, w.opens, w.forum, w.what))
        merged = []
        for window in joined(ordered):
            # the paragraph that sets the end is the better basis where the dossier names the same text
            own = next((w for w in mergeable if (w.basis.symbol, w.closes) == (window.basis.symbol, window.closes)), None)
            placed = replace(window, basis=own.basis) if own and window.kind is WindowKind.EXPIRY else window
            if _name_of(window) in recorded:
                recorded[_name_of(placed)] = recorded[_name_of(window)]
            merged.append(placed)
        return [*rest, *merged, *apart]

    def _dossier(self, dossier_id: str) -> Dossier:
        """The dossier as it could be known on the day, read once."""
        if dossier_id not in self.dossiers:
            self.dossiers[dossier_id] = self.workspace.dossier(dossier_id).as_known_on(self.on)
        return self.dossiers[dossier_id]

    def _opened(self, opening: DossierOpening, days: int) -> list[Window]:
        drawn = windows(self.on, days, Calendar(openings=(opening,), forums=self.forums))
        return without_moved(drawn, self.on)

    def _line(self, window: Window, recorded: tuple[str, Sensitivity] | None) -> CalendarLine:
        known = forums().get(window.forum)
        renewable = window.kind is WindowKind.EXPIRY and (window.basis.symbol, window.closes) not in self.final
        dossier, sensitivity = recorded or ("", Sensitivity.PUBLIC)
        about = _about(window.terms) or (self._dossier(dossier).title if dossier else "")
        return CalendarLine(
            window.opens,
            window.closes,
            window.kind,
            window.what,
            about,
            window.forum,
            known.name if known else self._forum_name(window.forum),
            window.rule,
            window.basis,
            self.history.share if renewable else None,
            self.history.median_days_before if renewable else None,
            window.confidence_note,
            dossier,
            sensitivity,
            not window.terms and not dossier,
        )

    def _forum_name(self, forum: str) -> str:
        """The name of a body that is a forum, else the dossier's own word for a forum that no file describes."""
        name = self.workspace.name_of(forum)
        return f"{forum[:1].upper()}{forum[1:].replace('-', ' ')}" if name == forum and "-" in forum else name

    def last_end(self) -> tuple[dt.date, str] | None:
        """The last day before the day on which a term of the situation ended, with the text that set it; none without one."""
        if self.situation is None:
            return None
        scope = self.situation
        over = [m for m in self.held.mandates if m.date < self.on]
        own = (m for m in over if scope.holds(_as_window(m.title, m.agenda)))
        latest = max(own, key=lambda m: (m.date, m.symbol), default=None)
        return (latest.date, latest.symbol) if latest else None


def _about(terms: Sequence[str]) -> str:
    """The situation in a word or two: the topic that the item of the agenda shows, or the title under it, else the item itself."""
    if not terms:
        return ""
    from demarche.desk.council_votes import topics

    known, item = topics(), terms[-1]
    shown = (known.name(item, ""), known.name(item, " ".join(terms[:-1])))
    return next((topic for topic in shown if topic in known), _OPENING_WORDS.sub("", item).rstrip("."))


def _as_window(title: str, agenda: str) -> Window:
    return Window(
        "", WindowKind.EXPIRY, dt.date.min, dt.date.min, "", Reference("", ""), tuple(t for t in (title, agenda) if t) or ("",)
    )


def _name_of(window: Window) -> _Name:
    return window.what, window.closes, window.basis.key


def _nothing(
    forum: ForumScope | None,
    situation: SituationScope | None,
    last: dt.date,
    nearest: Sequence[CalendarLine],
    before: tuple[dt.date, str] | None,
) -> str:
    """That nothing opens, and the nearest days on either side."""
    of = f" of “{situation.name}”" if situation else ""
    where = f" in: {forum.name}" if forum else ""
    said = f"Nothing{of} is known to open by {spell_date(last)}{where}."
    if nearest:
        said += " Next: " + "; ".join(f"{spell_date(line.day)}, {line.what}" for line in nearest) + "."
    else:
        said += " Nothing later is known either."
    if before is not None:
        said += f" The last term of it ended on {spell_date(before[0])} ({before[1]})."
    return said
