"""What falls due: promises whose term ends soon or is over, each with a step, and the texts of their situations that end meanwhile."""

from __future__ import annotations

import datetime as dt
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from demarche.model.dossier import Commitment, CommitmentState, Dossier
from demarche.subjects.follow_up import AROUND_DAYS, Chance, Step, renewal_step, successor_of

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

_OPEN: Final = frozenset({CommitmentState.MADE, CommitmentState.PARTLY_KEPT, CommitmentState.DISPUTED})
_NEEDED: Final = ("commitments", "openings")
"""What of a dossier is looked at: in a long one, its engagements are most of it."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One promise: who made it, what became of it so far, how many days are left (negative where it is over), and the proposed step."""

    dossier: str
    commitment: Commitment
    by: str
    state: CommitmentState
    days: int
    other_half: str
    other_state: str
    step: Step


@dataclass(frozen=True, slots=True)
class EndingText:
    """A text or mandate of a situation that ends in these days; `symbol` names its basis."""

    dossier: str
    day: dt.date
    what: str
    forum: str
    symbol: str


@dataclass(frozen=True, slots=True)
class DueList:
    """What falls due from `on` to `last`, what is over and was judged by nobody first."""

    on: dt.date
    last: dt.date
    dossiers: tuple[str, ...]
    lines: tuple[DueLine, ...]
    texts: tuple[EndingText, ...]
    notes: tuple[str, ...]


def due(workspace: Workspace, on: dt.date, days: int = 90, *, dossier: str = "", with_texts: bool = True) -> DueList:
    """Promises known on a day that are open and end within some days, or are over and not judged, of one dossier or of all.

    Shipped dossiers count as long as they are not one's own. With `with_texts`, mandates and measures of the Security Council that speak of
    a dossier's situation and end in these days are told too, and serve as openings for the steps. Raises `UseError` for a dossier that
    there is not.
    """
    if dossier:
        workspace.dossier(dossier)
    last = on + dt.timedelta(days=days)
    found = _own(workspace, on, days, dossier) + _shipped(workspace, on, last, dossier)
    held = _Situations(workspace, on)
    asked = [dossier] if dossier else _dossier_ids(workspace)
    texts = tuple(sorted(held.endings(asked, days), key=lambda text: (text.day, text.dossier, text.symbol))) if with_texts else ()
    lines = [held.line(dossier_id, one, texts) for dossier_id, one in found]
    notes = held.notes(with_texts=with_texts)
    return DueList(on, last, tuple(asked), tuple(sorted(lines, key=_first)), texts, notes)


def _first(line: DueLine) -> tuple[object, ...]:
    """What is over the longest comes last of what is over: what ended lately can still be mended."""
    over = line.days < 0
    return (not over, -line.days if over else line.days, line.dossier, line.commitment.id)


def _dossier_ids(workspace: Workspace) -> list[str]:
    from demarche.adapters.store import shipped_dossiers

    own = workspace.record.dossier_ids() if workspace.has_record else []
    return sorted({*own, *shipped_dossiers()})


def _own(workspace: Workspace, on: dt.date, days: int, dossier: str) -> list[tuple[str, Commitment]]:
    if not workspace.has_record:
        return []
    found = workspace.record.commitments_due(on, days, overdue=True)
    return [(one.dossier_id, one.commitment) for one in found if dossier in {"", one.dossier_id}]


def _shipped(workspace: Workspace, on: dt.date, last: dt.date, dossier: str) -> list[tuple[str, Commitment]]:
    from demarche.adapters.store import shipped_dossiers

    own = set(workspace.record.dossier_ids()) if workspace.has_record else set()
    found = []
    for name in shipped_dossiers():
        if name in own or dossier not in {"", name} or not _may_fall_due(name, last):
            continue
        for one in workspace.dossier(name).as_known_on(on).commitments:
            if one.until is None or one.until > last:
                continue
            state = one.state_on(on)
            if state in _OPEN or (state is CommitmentState.LAPSED and one.judged_on(on) is None):
                found.append((name, one))
    return found


def _may_fall_due(name: str, last: dt.date) -> bool:
    """Whether any promise of a shipped dossier ends by then: a look that costs a tenth of reading the dossier."""
    from demarche.adapters.store import pack_folder

    path = pack_folder("dossiers") / name / "commitments.toml"
    if not path.is_file():
        return False
    held: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8")).get("commitments", [])
    return any(one["until"] <= last for one in held if "until" in one)


class _Promises:
    """The commitments of a dossier by id, and by who made them where, in the order of their days."""

    def __init__(self, dossier: Dossier) -> None:
        self.by_id = {one.id: one for one in dossier.commitments}
        self._of_party: dict[tuple[str, str], list[Commitment]] = {}
        for one in sorted(dossier.commitments, key=_made):
            self._of_party.setdefault((one.by, one.place), []).append(one)

    def successor(self, one: Commitment) -> Commitment | None:
        """What took a promise's place, looked for among those made around its end."""
        if one.until is None:
            return None
        held = self._of_party.get((one.by, one.place), [])
        first = bisect_left(held, one.until - dt.timedelta(days=AROUND_DAYS), key=_made)
        last = bisect_right(held, one.until + dt.timedelta(days=AROUND_DAYS), key=_made)
        return successor_of(one, held[first:last])


def _made(one: Commitment) -> dt.date:
    return one.made_on


class _Situations:
    """The dossiers that something falls due in, read once each, with the openings in which it can be raised."""

    def __init__(self, workspace: Workspace, on: dt.date) -> None:
        self._workspace, self._on = workspace, on
        self._known: dict[str, Dossier] = {}
        self._promises: dict[str, _Promises] = {}
        self._texts_until: dt.date | None = None

    def dossier(self, dossier_id: str) -> Dossier:
        if dossier_id not in self._known:
            self._known[dossier_id] = self._workspace.dossier(dossier_id, nouns=_NEEDED).as_known_on(self._on)
        return self._known[dossier_id]

    def line(self, dossier_id: str, one: Commitment, texts: Sequence[EndingText]) -> DueLine:
        known = self.dossier(dossier_id)
        if dossier_id not in self._promises:
            self._promises[dossier_id] = _Promises(known)
        promises = self._promises[dossier_id]
        other = promises.by_id.get(one.other_half)
        by, end = self._workspace.name_of(one.by), one.until or self._on
        ahead = [
            *(Chance(o.date, self._forum(o.forum), o.what) for o in known.openings if o.date >= self._on),
            *(Chance(t.day, t.forum, t.what) for t in texts if t.dossier == dossier_id),
        ]
        step = renewal_step(
            one,
            self._on,
            who=by,
            other_half=other,
            successor=promises.successor(one),
            chances=ahead,
        )
        state = one.state_on(self._on)
        return DueLine(
            dossier_id, one, by, state, (end - self._on).days, one.other_half, str(other.state_on(self._on)) if other else "", step
        )

    def endings(self, asked: Sequence[str], days: int) -> Iterator[EndingText]:
        """The ends of mandates and measures that speak of the situations asked for; the calendar is drawn once for all."""
        from demarche.desk.council import TEXTS, register
        from demarche.desk.council_windows import calendar_on
        from demarche.subjects.forums import WindowKind, windows

        calendar = calendar_on(self._workspace, register(self._workspace, self._on), days, reports=())
        ends = [w for w in windows(self._on, days, calendar) if w.kind is WindowKind.EXPIRY and w.terms]
        row = self._workspace.tables.one(f"select max(date) as day from {TEXTS}.documents")
        self._texts_until = row["day"] if row else None
        for dossier_id in asked if ends else ():
            known = self.dossier(dossier_id)
            for window in ends:
                if window.speaks_of(known.terms, known.not_terms):
                    yield EndingText(dossier_id, window.closes, window.what, self._forum(window.forum), window.basis.symbol)

    def notes(self, *, with_texts: bool) -> tuple[str, ...]:
        if with_texts and self._texts_until is not None and self._texts_until < self._on:
            return (
                f"The tables of the Council's texts end on {self._texts_until}: ends that later texts set are not known. "
                "Bring them in with: demarche sync un_resolutions",
            )
        return ()

    def _forum(self, forum: str) -> str:
        from demarche.desk.curation import forums

        known = forums().get(forum)
        return known.name if known else self._workspace.name_of(forum)
