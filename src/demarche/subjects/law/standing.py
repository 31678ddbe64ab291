"""Whether a State had joined a treaty on a day, since when, and how far the table that says so reaches."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from demarche.model.evidence import CuratedRow, Reference, UseError, known_references, read_references, spell_date
from demarche.subjects.law.norms import Norm, NormKind


class Standing(StrEnum):
    """How a State stands to a treaty, or why treaty status does not decide."""

    PARTY = "party"
    JOINED = "joined, not yet in force for it"
    WITHDREW = "withdrew"
    NOT_PARTY = "not a party"
    UNKNOWN = "unknown"
    NOT_BY_TREATY = "does not rest on joining a treaty"


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty that a norm rests on: when it came into force and how long after joining it binds a State."""

    id: str
    title: str
    in_force_since: dt.date
    references: tuple[Reference, ...]
    wait_months: int = 0
    wait_days: int = 0
    note: str = ""

    def binds_from(self, joined: dt.date) -> dt.date | None:
        """The day on which it began to bind a State that joined on `joined`; `None` where the wait is not known."""
        if not (self.wait_months or self.wait_days):
            return None
        return max(self.in_force_since, _months_later(joined, self.wait_months) + dt.timedelta(days=self.wait_days))


@dataclass(frozen=True, slots=True)
class TreatyStanding:
    """How `state` stood to `treaty` on `on`.

    `since` is the day of its instrument (ratification, accession or succession), `binds_from` the day it began to bind,
    `as_of` the last day the table speaks of. `note` says in words what limits the answer.
    """

    treaty: str
    state: str
    on: dt.date
    standing: Standing
    since: dt.date | None = None
    binds_from: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    as_given: str = ""
    note: str = ""
    references: tuple[Reference, ...] = ()


def read_treaties(data: Mapping[str, object], where: str = "treaties.toml") -> dict[str, Treaty]:
    """Read the treaties of a hand-kept file (`references`, `treaty`) by id; raises `UseError` for a row that is amiss."""
    known = read_references(data, where)
    found: dict[str, Treaty] = {}
    for row in CuratedRow(data, where).rows("treaty"):
        treaty = Treaty(
            id=row.text("id"),
            title=row.text("title"),
            in_force_since=row.required_day("in_force_since"),
            references=row.references(known),
            wait_months=row.count("wait_months"),
            wait_days=row.count("wait_days"),
            note=row.text("note", ""),
        )
        row.done()
        if treaty.id in found:
            raise UseError(f"two treaties are called “{treaty.id}”.", where=where, next_step="Give one of them another id.")
        found[treaty.id] = treaty
    return found


def in_force(
    treaty: str,
    state: str,
    on: dt.date,
    rows: Iterable[Mapping[str, object]],
    *,
    as_of: dt.date,
    source: Reference,
    treaties: Mapping[str, Treaty] | None = None,
) -> TreatyStanding:
    """How `state` stood to `treaty` on `on`, from the rows of a treaty-status table that speaks up to `as_of`.

    Each row has `treaty`, `actor`, `date`, `until` (a withdrawal's effect, or `None`) and `as_given` (the publisher's own mark).
    Unknown, since the table cannot tell: a State or a treaty that no row names, and a State that had not joined by `as_of` when
    asked for a later day. A joining dated after `on` is not used.
    """
    rule = (treaties or {}).get(treaty)
    standing, note, row = _judge(treaty, state, list(rows), on=on, as_of=as_of, rule=rule)
    since, until = _day(row, "date"), _day(row, "until")
    return TreatyStanding(
        treaty=treaty,
        state=state,
        on=on,
        standing=standing,
        since=since,
        binds_from=rule.binds_from(since) if rule and since else None,
        until=until if until and until <= on else None,
        as_of=as_of,
        as_given=str(row.get("as_given") or ""),
        note=note,
        references=(source, *(known_references(rule.references, on) if rule else ())),
    )


def _judge(
    treaty: str, state: str, table: list[Mapping[str, object]], *, on: dt.date, as_of: dt.date, rule: Treaty | None
) -> tuple[Standing, str, Mapping[str, object]]:
    nothing: Mapping[str, object] = {}
    if not any(row["treaty"] == treaty for row in table):
        return Standing.UNKNOWN, "The table does not list this treaty.", nothing
    if not any(row["actor"] == state for row in table):
        return Standing.UNKNOWN, "The table does not list this State.", nothing
    mine = [row for row in table if row["treaty"] == treaty and row["actor"] == state]
    joined = [(day, row) for row in mine if (day := _day(row, "date")) is not None and day <= on]
    if joined:
        since, row = max(joined, key=lambda found: found[0])
        return (*_judge_joined(since, _day(row, "until"), on, as_of, rule), row)
    if any(_day(row, "date") is None for row in mine):
        return Standing.UNKNOWN, "The publisher gives a remark in place of a date.", mine[0]
    if on <= as_of:
        return Standing.NOT_PARTY, f"Not among the States that had joined by {spell_date(on)}.", nothing
    return Standing.UNKNOWN, f"Not a party on {spell_date(as_of)}; the table does not reach further.", nothing


def _judge_joined(since: dt.date, until: dt.date | None, on: dt.date, as_of: dt.date, rule: Treaty | None) -> tuple[Standing, str]:
    if until is not None and until <= on:
        return Standing.WITHDREW, f"Withdrawal took effect on {spell_date(until)}."
    limits = "" if on <= as_of else f"The table speaks up to {spell_date(as_of)}; a later withdrawal would not show."
    binds_from = rule.binds_from(since) if rule else None
    if binds_from is not None and on < binds_from:
        return Standing.JOINED, f"Joined on {spell_date(since)}; binds from {spell_date(binds_from)}. {limits}".strip()
    if binds_from is None:
        limits = f"The date is that of the instrument; when it began to bind was not worked out. {limits}".strip()
    return Standing.PARTY, limits


def standing_of(
    norm: Norm,
    state: str,
    on: dt.date,
    rows: Iterable[Mapping[str, object]],
    *,
    as_of: dt.date,
    source: Reference,
    treaties: Mapping[str, Treaty] | None = None,
) -> TreatyStanding:
    """How `state` stood to a norm: by its treaty, or a statement that a customary rule or a Council text does not rest on one."""
    if norm.kind is NormKind.TREATY:
        return in_force(norm.treaty, state, on, rows, as_of=as_of, source=source, treaties=treaties)
    note = (
        "A customary rule, as the ICRC study finds it: it does not wait for a State to join."
        if norm.kind is NormKind.CUSTOMARY
        else "A Council text: its force lies in what it decides or calls for, not in a State's joining."
    )
    return TreatyStanding("", state, on, Standing.NOT_BY_TREATY, note=note, references=known_references(norm.references, on))


def _day(row: Mapping[str, object], key: str) -> dt.date | None:
    value = row.get(key)
    return value if isinstance(value, dt.date) else None


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
