"""Windows as a brief tells them: what the dossier records and what the texts give for the same day become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from demarche.subjects.forums import Window, WindowKind

COUNCIL_FORUMS = frozenset({"UNSC", "unsc-resolution"})


def joined(found: Sequence[Window]) -> list[Window]:
    """Each opening once: the dossier's words where it tells of a day, the forum and rule of the text; of a rhythm, the next day.

    An end that the dossier records takes the place of the one read from the texts where both rest on one resolution, or where each
    side knows one end only for that day: a later resolution may have confirmed the term.
    """
    told = [w for w in found if w.kind is WindowKind.OPENING and w.forum in COUNCIL_FORUMS]
    ends = [w.closes for w in found if w.kind is WindowKind.EXPIRY]
    used: list[Window] = []
    rhythms: set[str] = set()
    kept: list[Window] = []
    for window in found:
        if window.kind is WindowKind.EXPIRY:
            same_day = [o for o in told if o.closes == window.closes]
            alone = len(same_day) == 1 and ends.count(window.closes) == 1
            own = next((o for o in same_day if alone or o.basis.symbol == window.basis.symbol), None)
            if own is not None and own not in used:
                used.append(own)
                kept.append(replace(window, what=own.what, basis=own.basis))
                continue
        if window.kind is WindowKind.REPORT:
            if any(_same_report(o, window) for o in told):
                continue
            if ", every " in window.what:
                # a resolution that takes up the rhythm of an earlier one would tell it a second time
                if window.what in rhythms:
                    continue
                rhythms.add(window.what)
        kept.append(window)
    return [w for w in kept if w not in used]


def _same_report(told: Window, window: Window) -> bool:
    """Whether the dossier tells of the very report: same resolution, same day, and it calls it one."""
    return told.closes == window.closes and told.basis.symbol == window.basis.symbol and "report" in told.what.casefold()
