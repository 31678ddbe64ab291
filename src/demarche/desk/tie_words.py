"""Ties in words: how much of one there is, when it held, of what kind; and words read as the tie that a user means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import UseError, spell_date
from demarche.subjects.ties import Dimension, Tie

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

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


_OWN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""How a dossier's own actors are written, who have no entry in the registry."""


def dimension_of(name: str, tie: str) -> Dimension:
    """A dimension by its name. Raises `UseError` with the list for another word."""
    try:
        return Dimension(name)
    except ValueError as error:
        raise UseError(
            f"“{name}” is not a dimension of ties.", where=f"ties “{tie}”", next_step=f"Dimensions: {', '.join(Dimension)}."
        ) from error


def checked_tie(workspace: Workspace, given: dict[str, Any], tie: str) -> dict[str, Any]:
    """The fields of a tie as a user gives them, with its ends as actor ids.

    A name that the registry knows becomes its id; an id in small letters that it does not know stays, as an actor of the dossier's
    own. Raises `UseError` for another name, for a tie of an actor to itself, and for a dimension that there is not.
    """
    found = dict(given)
    if found.get("dimension"):
        dimension_of(found["dimension"], tie)
    for end in ("source", "target"):
        name = found.get(end)
        if name and not _OWN_ID.fullmatch(name):
            found[end] = workspace.registry.resolve(name).id
    if found.get("source") and found.get("source") == found.get("target"):
        raise UseError("The tie ties an actor to itself.", where=f"ties “{tie}”", next_step="Name two different actors.")
    return found
