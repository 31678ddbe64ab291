"""List points: which paragraph opens the list that a point stands in, by its number, and what that paragraph does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_PASSED_OVER = frozenset(("heading", "note"))
_POINT_SIGNS = ("(", "–", "-", "•")


def is_point(number: str) -> bool:
    """Whether a number is that of a list point: `3 (a)`, `3 (a) –`, `(a)`; not `3`, and not that of an unnumbered paragraph."""
    return " " in number or number.startswith(_POINT_SIGNS)


def openings(paragraphs: Iterable[tuple[str, str, Sequence[str]]]) -> list[tuple[str, ...]]:
    """For each paragraph, given as (section, number, phrases), the phrases of the nearest one that opens its list.

    Nothing for whole paragraphs. A point opens only the points below it: what stands within point (a) does not govern (b).
    """
    found: list[tuple[str, ...]] = []
    above: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    within = ""
    for section, number, phrases in paragraphs:
        if section in _PASSED_OVER:
            found.append(())
            continue
        parts = tuple(number.split())
        if section != within or not is_point(number):
            above, within = [], section
        while above and not (len(above[-1][0]) < len(parts) and parts[: len(above[-1][0])] == above[-1][0]):
            above.pop()
        found.append(next((said for _, said in reversed(above) if said), ()) if is_point(number) else ())
        above.append((parts, tuple(phrases)))
    return found
