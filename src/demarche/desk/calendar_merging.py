"""Windows told once: what one text says in several paragraphs, and reports of a rhythm that a newer text has taken up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from demarche.subjects.forums import Window, WindowKind, missions, subjects_named


def one_a_text(found: Sequence[Window]) -> list[Window]:
    """The windows with what one text says in several paragraphs told once, all of them named."""
    kept: dict[tuple[object, ...], Window] = {}
    for w in found:
        key = (w.forum, w.kind, w.opens, w.closes, w.what, w.basis.symbol or w.basis.key, w.terms)
        first = kept.setdefault(key, w)
        locator = w.basis.locator.removeprefix("paragraph ")
        if first is not w and locator != w.basis.locator:
            told = first.basis.locator.removeprefix("paragraphs ").removeprefix("paragraph ")
            if told and locator not in told.split(", "):
                kept[key] = replace(first, basis=replace(first.basis, locator=f"paragraphs {told}, {locator}"))
    return list(kept.values())


def newest_rhythms(found: Sequence[Window]) -> list[Window]:
    """The windows without reports of a rhythm that a newer text on the same mission or item has taken up."""
    newest: dict[tuple[object, ...], dt.date] = {}
    for window, key in _rhythms(found):
        newest[key] = max(newest.get(key, dt.date.min), window.basis.date or dt.date.min)
    old = {id(w) for w, key in _rhythms(found) if (w.basis.date or dt.date.min) < newest[key]}
    return [w for w in found if id(w) not in old]


def _rhythms(found: Sequence[Window]) -> Iterator[tuple[Window, tuple[object, ...]]]:
    for w in found:
        if w.kind is WindowKind.REPORT and ", every " in w.what:
            named = missions(subjects_named(w.basis.title))
            yield w, (w.what, named or w.terms[-1:])
