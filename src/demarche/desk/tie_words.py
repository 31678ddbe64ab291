"""Ties in words: how much of one there is, when it held, and of what kind."""

from __future__ import annotations

from demarche.model.evidence import spell_date
from demarche.subjects.ties import Tie

_TOLD_BY_NOTE = {"points of obligation", "class of contiguity"}


def amount_of(tie: Tie) -> str:
    """How much there is: what a class or a sum of points stands for, a share in per cent, else the figure with its unit."""
    if tie.value is None:
        return ""
    if tie.unit in _TOLD_BY_NOTE and tie.note:
        return tie.note
    if tie.unit.startswith("share of "):
        return f"{tie.value:.0%} {tie.unit.removeprefix('share ')}"
    return f"{tie.value:,.10g} {tie.unit}".strip()


def note_of(tie: Tie) -> str:
    """The tie's note, where it says something that the amount does not."""
    return tie.note if tie.note != amount_of(tie) else ""


def when_of(tie: Tie) -> str:
    """Since when, until when, and of which day the figure is."""
    parts = (
        f"since {spell_date(tie.since)}" if tie.since and tie.since != tie.as_of else "",
        f"until {spell_date(tie.until)}" if tie.until else "",
        f"figure of {spell_date(tie.as_of)}" if tie.as_of and tie.value is not None else "",
        f"on {spell_date(tie.as_of)}" if tie.as_of and tie.value is None else "",
    )
    return ", ".join(part for part in parts if part)


def kind_of(tie: Tie) -> str:
    """Its dimension with its amount and its first day."""
    amount = amount_of(tie)
    since = f", since {spell_date(tie.since)}" if tie.since else ""
    return f"{tie.dimension}{f', {amount}' if amount else ''}{since}"
