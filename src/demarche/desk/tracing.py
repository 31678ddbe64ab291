"""Trace the line of a dossier: from each constraint, over norms, movers, forums, asks and promises, to the lesson, with its gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from demarche.desk.entering import chosen
from demarche.model.dossier import Commitment, Dossier, Engagement, Escalation, Item, Outcome
from demarche.model.evidence import Reference, spell_date
from demarche.subjects.follow_up import Gap, Line, Station, gaps_of, lines_of, read_out

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

APART: Final = "Hangs on no constraint"
"""What the line is called that gathers what no constraint holds together."""
_ORDERED: Final = frozenset({Station.ENGAGEMENT, Station.COMMITMENT, Station.OUTCOME})
"""Stations whose entries the line gives in the order of their days already."""


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """One item at a station: its day, its text in one line, and what became of it where something did."""

    noun: str
    id: str
    day: dt.date | None
    text: str
    state: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class TraceStation:
    """A station of the line with its newest entries in the order of their days, how many there are, and what is missing there."""

    station: Station
    entries: tuple[TraceEntry, ...]
    count: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class TraceLine:
    """The line of one constraint; `constraint` is empty for what hangs on none. `closed` says that it came to an end."""

    constraint: str
    what: str
    closed: bool
    stations: tuple[TraceStation, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps in the order of the stations."""
        return tuple(gap for station in self.stations for gap in station.gaps)


@dataclass(frozen=True, slots=True)
class Trace:
    """The lines of a dossier as they could be known on a day."""

    dossier: str
    title: str
    on: dt.date
    lines: tuple[TraceLine, ...]


def trace(workspace: Workspace, dossier_id: str, on: dt.date, *, constraint: str = "", most: int | None = None) -> Trace:
    """Every line of a dossier as it could be known on a day, or that of one constraint, with all entries of a station or the newest `most`.

    Raises `UseError` where there is no constraint of that name.
    """
    known = workspace.dossier(dossier_id).as_known_on(on)
    lines = lines_of(known)
    if constraint:
        wanted = chosen(known, "constraints", constraint)
        lines = tuple(line for line in lines if line.constraint is not None and line.constraint.id == wanted)
    telling = _Telling(workspace, known, on, most)
    return Trace(known.id, known.title, on, tuple(telling.line(line) for line in lines))


class _Telling:
    """Items in words, with the names of actors and places instead of their ids."""

    def __init__(self, workspace: Workspace, dossier: Dossier, on: dt.date, most: int | None) -> None:
        self._workspace, self._on, self._most = workspace, on, most
        self._places = {p.id: p.name for p in dossier.places}
        self._refs = {
            r.id: Reference(r.title, r.publisher, date=r.date, symbol=r.symbol, locator=r.locator, url=r.url)
            for r in dossier.references
        }
        self._commitments = {c.id: c for c in dossier.commitments}
        self._names: dict[str, str] = {}

    def line(self, line: Line) -> TraceLine:
        gaps = gaps_of(line, self._on)
        parts: Mapping[Station, Sequence[tuple[str, Item]]] = {
            Station.CONSTRAINT: [("constraints", line.constraint)] if line.constraint else [],
            Station.NORM: [*_as("norms", line.norms), *_as("texts", line.texts)],
            Station.MOVER: _as("ties", line.ties),
            Station.FORUM: _as("openings", line.openings),
            Station.ASK: _as("asks", line.asks),
            Station.ENGAGEMENT: _as("engagements", line.engagements),
            Station.ESCALATION: _as("escalations", line.escalations),
            Station.COMMITMENT: _as("commitments", line.commitments),
            Station.OUTCOME: _as("outcomes", line.outcomes),
            Station.LESSON: _as("lessons", line.lessons),
        }
        stations = tuple(self._station(station, held, gaps) for station, held in parts.items())
        what = line.constraint.what if line.constraint else APART
        return TraceLine(line.constraint.id if line.constraint else "", what, line.closed_on(self._on), stations)

    def _station(self, station: Station, held: Sequence[tuple[str, Item]], gaps: Sequence[Gap]) -> TraceStation:
        ordered = held if station in _ORDERED else sorted(held, key=lambda one: one[1].dated or dt.date.min)
        shown = ordered if self._most is None else ordered[max(len(ordered) - self._most, 0) :]
        entries = tuple(self._entry(noun, item) for noun, item in shown)
        return TraceStation(station, entries, len(ordered), tuple(gap for gap in gaps if gap.station is station))

    def _entry(self, noun: str, item: Item) -> TraceEntry:
        text = _WORDS[noun](self, item)
        refs = tuple(self._refs[r] for r in item.refs if r in self._refs)
        return TraceEntry(noun, item.id, item.dated, text, self._state(item), refs)

    def name(self, actor: str) -> str:
        if actor not in self._names:
            self._names[actor] = self._workspace.name_of(actor) if actor else ""
        return self._names[actor]

    def place(self, place: str) -> str:
        return self._places.get(place, place)

    def _state(self, item: Item) -> str:
        if isinstance(item, Commitment):
            judged = item.judged_on(self._on)
            by = f", judged by {judged.who} on {spell_date(judged.on)}" if judged else ""
            return f"{item.state_on(self._on)}{by}"
        if isinstance(item, Escalation):
            return f"came back {item.came_back_on}" if item.came_back else ""
        return ""

    def constraint(self, item: Any) -> str:
        deciders = ", ".join(self.name(d) for d in item.deciders)
        at = f"; at {self.place(item.place)}" if item.place else ""
        return f"{item.what}{at}{f'; decided by {deciders}' if deciders else ''}"

    def norm(self, item: Any) -> str:
        from demarche.desk.curation import norms

        known = norms().get(item.norm)
        return _joined(known.title if known else item.norm, item.note, item.contested and f"Contested: {item.contested}")

    def text(self, item: Any) -> str:
        paragraphs = f", {', '.join(item.paragraphs)}" if item.paragraphs else ""
        return _joined(f"{item.symbol}{paragraphs}", item.note)

    def tie(self, item: Any) -> str:
        return _joined(f"{self.name(item.source)} → {self.name(item.target)}, {item.dimension}", item.note)

    def opening(self, item: Any) -> str:
        return f"{item.what}{f', to {item.until}' if item.until else ''}"

    def ask(self, item: Any) -> str:
        of = f"{self.name(item.of)}: " if item.of else ""
        return f"{of}{item.what}{f' (by {item.by})' if item.by else ''}"

    def engagement(self, item: Engagement) -> str:
        with_whom = f" with {self.name(item.with_whom)}" if item.with_whom else ""
        level = f" ({item.level})" if item.level else ""
        head = f"{item.act or 'engagement'}{with_whom}{level}"
        return _joined(head, *_heard(item), item.next_step and f"Next: {item.next_step}")

    def escalation(self, item: Escalation) -> str:
        way = " → ".join(level for level in (item.from_level, item.to_level) if level)
        return _joined(way, item.asked or item.what, item.came_back and f"Came back: {item.came_back}")

    def commitment(self, item: Commitment) -> str:
        until = f", until {spell_date(item.until)}" if item.until else ""
        at = f" at {self.place(item.place)}" if item.place else ""
        other = self._commitments.get(item.other_half)
        half = f"For it: {self.name(other.by)}: {other.what}" if other else ""
        seen = item.evidence[-1] if item.evidence else None
        last = ""
        if seen is not None:
            value = f" {seen.value:g}" if seen.value is not None else ""
            last = (
                f"{len(item.evidence)} observations, the last of {spell_date(seen.date)}: {seen.indicator}{value} ({seen.source})"
            )
        return _joined(f"{self.name(item.by)}: {item.what}{at}{until}", half, last)

    def outcome(self, item: Outcome) -> str:
        who = f"{self.name(item.who_changed)}: " if item.who_changed else ""
        ours = item.our_contribution and f"Ours: {item.our_contribution}"
        return _joined(f"{who}{item.what}", ours, item.others_contribution and f"Others: {item.others_contribution}")

    def lesson(self, item: Any) -> str:
        return f"{item.what}{f' (case {item.case})' if item.case else ''}"


def _as(noun: str, items: Sequence[Item]) -> list[tuple[str, Item]]:
    return [(noun, item) for item in items]


_WORDS: Final[Mapping[str, Callable[[_Telling, Any], str]]] = {
    "constraints": _Telling.constraint,
    "norms": _Telling.norm,
    "texts": _Telling.text,
    "ties": _Telling.tie,
    "openings": _Telling.opening,
    "asks": _Telling.ask,
    "engagements": _Telling.engagement,
    "escalations": _Telling.escalation,
    "commitments": _Telling.commitment,
    "outcomes": _Telling.outcome,
    "lessons": _Telling.lesson,
}
"""Noun → how one of its items is told."""


def _heard(item: Engagement) -> list[str]:
    """The points with the reaction to each; as they stand where somebody wrote a reaction to a point that is not there."""
    from demarche.model.evidence import UseError

    try:
        points, whole = read_out(item.message, item.reaction)
    except UseError:
        return [item.message, item.reaction]
    told = [f"{p.number}. {p.text}{f' [{p.reaction}]' if p.reaction else ''}" for p in points]
    return ["; ".join(told), whole and f"They {whole}" if whole.split(" ")[0].endswith("ed") else whole]


def _joined(*parts: str) -> str:
    """Parts as sentences on one line, empty ones left out."""
    said = [" ".join(part.split()).rstrip(".") for part in parts if part and part.strip()]
    return ". ".join(said)
