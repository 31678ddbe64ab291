"""Which evidence is in use, who a name stands for, and whether the record holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.model.actors import Actor
from demarche.model.evidence import Failure

if TYPE_CHECKING:
    from demarche.adapters.store import Edition, JournalCheck
    from demarche.desk.workspace import Workspace


def editions(workspace: Workspace, source: str = "") -> list[Edition]:
    """The edition in use of every source, or of one. Raises `UseError` for a source that is not there."""
    return [workspace.tables.edition(source)] if source else workspace.tables.editions()


@dataclass(frozen=True, slots=True)
class Who:
    """An actor on a day: the bodies it belongs to, its regional group, its seat on the Council in words."""

    actor: Actor
    bodies: tuple[str, ...]
    group: str
    seat: str


def who(workspace: Workspace, name: str, on: dt.date) -> Who:
    """Who a name in any spelling stands for on a day. Raises `UseError` naming the nearest for an unknown or ambiguous one."""
    registry = workspace.registry
    actor = registry.resolve(name, on=on)
    seat = next((s for s in registry.council(on) if s.state == actor.id), None)
    kind = "" if seat is None else "permanent" if seat.permanent else "elected"
    until = f", to {seat.until}" if seat and seat.until and not seat.permanent else ""
    return Who(
        actor,
        tuple(b.name for b in registry.bodies_of(actor.id, on)),
        str(registry.regional_group(actor.id, on) or ""),
        f"Security Council: {kind} member{until}" if kind else "",
    )


def verify_record(workspace: Workspace) -> JournalCheck:
    """Check the journal of the record. Raises `Failure` naming the entry where it breaks."""
    check = workspace.record.verify()
    if not check.ok:
        raise Failure(
            f"The record was changed behind the journal's back: {check.reason}.",
            where=f"journal entry {check.first_bad_seq}",
            next_step="Compare with an export or a backup; entries before this one hold.",
        )
    return check
