"""List points: which paragraph opens the list that a point stands in, by its number, and what that paragraph does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_PASSED_OVER = frozenset(("heading", "note"))
_POINT_SIGNS = ("(", "–", "-", "•")


def is_point(number: str) -> bool:
    """Whether a number is that of a list point: `3 (a)`, `3 (a) –`, `(a)`; not `3`, and not that of an unnumbered paragraph."""
    return " " in number or number.startswith(_POINT_SIGNS)


def openings(paragraphs: Iterable[tuple[str, str, Sequence[str]]]) -> list[tuple[str, ...]]:
    """For each paragraph, given as (section, number, phrases), the phrases of the whole paragraph that opens its list.

    Nothing for whole paragraphs. A point opens no list: what stands within point (a) governs neither (b) nor what is below it.
    """
    found: list[tuple[str, ...]] = []
    within = ""
    opened_by: tuple[str, ...] = ()
    for section, number, phrases in paragraphs:
        if section in _PASSED_OVER:
            found.append(())
            continue
        if section != within or not is_point(number):
            within, opened_by = section, () if is_point(number) else tuple(phrases)
        found.append(opened_by if is_point(number) else ())
    return found
