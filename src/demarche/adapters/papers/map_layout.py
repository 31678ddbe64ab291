"""Where everything stands on an influence map: actors in columns from the user to those who decide, ties as curves, labels apart.

Layered drawing after Sugiyama, Tagawa and Toda (1981), *IEEE Transactions on Systems, Man, and Cybernetics* 11(2): a tie that passes
a column gets a lane there, columns are put in the order that crosses fewest ties, and a label goes where it covers nothing; where
there is no such place it is left out, and the tie is known by its number in the list below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

BOX_WIDTH, LINE, LANE, GAP = 40.0, 3.6, 7.0, 3.0
PADDING = 1.6
PORT = 2.6
"""The least distance between two ties on the side of a box."""

LOOP = 12.0
"""How far a tie between two actors of one column swings out."""

SWEEPS = 12
NAME_SIZE, LABEL_SIZE = 3.1, 2.35
"""Letter heights in millimetres, of names and of labels on ties."""

_NARROW, _WIDE = set("iljtfrI.,:;'|!()[] -"), set("mwMWQO@%—–")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in millimetres from the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any ground."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Curve:
    """A tie as drawn: one cubic curve after another, each with its beginning, two handles and end, and where its label stands."""

    pieces: tuple[tuple[tuple[float, float], ...], ...]
    label: Box | None
    number: Box


@dataclass(slots=True)
class Placed:
    """Boxes by actor, curves in the order of the ties, and the lines of each name."""

    boxes: dict[str, Box] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    curves: list[Curve] = field(default_factory=list)


def width_of(text: str, size: float) -> float:
    """About how wide a line is set in a plain sans-serif; on the generous side, so that text stays within its box."""
    units = 0.0
    for letter in text:
        if letter in _NARROW:
            units += 0.36
        elif letter in _WIDE:
            units += 0.95
        elif ord(letter) > 0x2E80:
            units += 1.05
        else:
            units += 0.72 if letter.isupper() else 0.6
    return units * size


def wrapped(text: str, width: float, size: float, most: int = 3) -> tuple[str, ...]:
    """A name in lines that fit the width; what exceeds the last line is cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [_cut(line, width, size) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _cut(f"{kept[-1]}…", width, size)
    return tuple(kept) or ("?",)


def _cut(line: str, width: float, size: float) -> str:
    if width_of(line, size) <= width:
        return line
    while line and width_of(f"{line}…", size) > width:
        line = line[:-1]
    return f"{line}…"


def place(
    names: dict[str, str], columns: dict[str, int], ties: Sequence[tuple[str, str]], labels: Sequence[tuple[str, ...]], page: Box
) -> Placed:
    """Place actors (in the columns given) and ties (pairs of actors, with the lines of their labels) on the page."""
    placed = Placed()
    lanes = _lanes(columns, ties)
    order = _ordered(columns, lanes, ties)
    last = max(columns.values())
    if any(columns[begin] >= columns[end] == last for begin, end in ties):
        page = Box(page.x, page.y, page.width - LOOP, page.height)
    across = (page.width - BOX_WIDTH) / max(last, 1)
    middle: dict[object, float] = {}
    for column, things in enumerate(order):
        heights, gap = _fitted(placed, names, things, ties, page.height)
        y = page.y + max(page.height - sum(heights) - gap * (len(things) - 1), 0.0) / 2
        for thing, height in zip(things, heights, strict=True):
            middle[thing] = y + height / 2
            if isinstance(thing, str):
                placed.boxes[thing] = Box(page.x + column * across, y, BOX_WIDTH, height)
            y += height + gap
    _draw(placed, columns, lanes, ties, labels, middle, page, across)
    return placed


def _fitted(
    placed: Placed, names: dict[str, str], things: Sequence[object], ties: Sequence[tuple[str, str]], height: float
) -> tuple[list[float], float]:
    """The heights of a column's things and the gap between them: with whole names where there is room, else with shorter ones."""
    for most, lane, port in ((3, LANE, PORT), (2, LANE, PORT), (2, LANE / 2, PORT), (1, LANE / 2, PORT / 2), (1, LANE / 4, 0.0)):
        heights = []
        for thing in things:
            if isinstance(thing, str):
                placed.names[thing] = wrapped(names[thing], BOX_WIDTH - 2 * PADDING, NAME_SIZE, most)
                ports = max(sum(pair[side] == thing for pair in ties) for side in (0, 1))
                heights.append(max(LINE * len(placed.names[thing]) + 2 * PADDING, port * (ports + 1)))
            else:
                heights.append(lane)
        spare = height - sum(heights)
        if spare >= GAP * (len(things) - 1):
            return heights, spare / (len(things) + 1)
    return heights, max(spare, 0.0) / max(len(things) - 1, 1)


Lane = tuple[int, int]
"""A place in a column that a tie passes: the number of the tie, the column."""


def _lanes(columns: dict[str, int], ties: Sequence[tuple[str, str]]) -> dict[int, list[Lane]]:
    return {n: [(n, c) for c in range(columns[begin] + 1, columns[end])] for n, (begin, end) in enumerate(ties)}


def _ordered(columns: dict[str, int], lanes: dict[int, list[Lane]], ties: Sequence[tuple[str, str]]) -> list[list[object]]:
    """The things of each column in the order that lets ties cross least, found by sweeping to and fro."""
    order: list[list[object]] = [[] for _ in range(max(columns.values()) + 1)]
    for actor, column in columns.items():
        order[column].append(actor)
    beside: dict[object, list[object]] = {}
    for n, (begin, end) in enumerate(ties):
        chain: list[object] = [begin, *lanes[n], end]
        for lane in lanes[n]:
            order[lane[1]].append(lane)
        for one, other in pairwise(chain):
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
    for sweep in range(SWEEPS):
        at = {thing: (place + 0.5) / len(things) for things in order for place, thing in enumerate(things)}
        for things in order if sweep % 2 == 0 else reversed(order):
            wanted = {t: sum(at[b] for b in beside[t]) / len(beside[t]) if beside.get(t) else at[t] for t in things}
            things.sort(key=lambda thing: wanted[thing])
            at |= {thing: (place + 0.5) / len(things) for place, thing in enumerate(things)}
    return order


def _draw(
    placed: Placed,
    columns: dict[str, int],
    lanes: dict[int, list[Lane]],
    ties: Sequence[tuple[str, str]],
    labels: Sequence[tuple[str, ...]],
    middle: dict[object, float],
    page: Box,
    across: float,
) -> None:
    taken = list(placed.boxes.values())
    for n, (begin, end) in enumerate(ties):
        one, other = placed.boxes[begin], placed.boxes[end]
        forward = columns[begin] < columns[end]
        out = _port(placed, middle, ties, n, begin, leaving=True)
        into = _port(placed, middle, ties, n, end, leaving=False)
        points = [(one.x + one.width, out)]
        for lane in lanes[n]:
            x = page.x + lane[1] * across
            points += [(x, middle[lane]), (x + BOX_WIDTH, middle[lane])]
        points.append((other.x, into) if forward else (other.x + other.width, into))
        pieces = []
        for (x1, y1), (x2, y2) in pairwise(points):
            bend = (x2 - x1) / 2 if forward else LOOP
            pieces.append(((x1, y1), (x1 + bend, y1), (x2 - bend if forward else x2 + bend, y2), (x2, y2)))
        label, number = _labelled(pieces, labels[n], taken, page)
        taken += [number] if label is None else [label]
        placed.curves.append(Curve(tuple(pieces), label, number))


def _port(
    placed: Placed, middle: dict[object, float], ties: Sequence[tuple[str, str]], n: int, actor: str, *, leaving: bool
) -> float:
    """Where on the side of a box a tie begins or ends: spread out, in the order in which the other ends stand."""
    side = 0 if leaving else 1
    here = [m for m, pair in enumerate(ties) if pair[side] == actor]
    here.sort(key=lambda m: (middle[ties[m][1 - side]], m))
    box = placed.boxes[actor]
    return box.y + box.height * (here.index(n) + 1) / (len(here) + 1)


_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_ASIDE = (0.0, -2.2, 2.2, -4.4, 4.4)
_NUMBER = 3.6


def _labelled(
    pieces: Sequence[tuple[tuple[float, float], ...]], lines: tuple[str, ...], taken: list[Box], page: Box
) -> tuple[Box | None, Box]:
    """Where the label stands, else where the bare number does; neither covers a box or another label."""
    width = max(width_of(line, LABEL_SIZE) for line in lines)
    height = 1.15 * LABEL_SIZE * len(lines) + 0.4
    found = _free(pieces, width, height, taken, page)
    number = found or _free(pieces, _NUMBER, _NUMBER, taken, page)
    if number is None:
        x, y = _at(pieces[0], 0.5)
        number = Box(x - _NUMBER / 2, y - _NUMBER / 2, _NUMBER, _NUMBER)
    return found, number


def _free(
    pieces: Sequence[tuple[tuple[float, float], ...]], width: float, height: float, taken: list[Box], page: Box
) -> Box | None:
    # the spans between columns first, then the lanes along them
    for piece in sorted(pieces, key=lambda p: abs(p[0][1] - p[3][1]) < 0.01):
        for aside in _ASIDE:
            for along in _ALONG:
                x, y = _at(piece, along)
                box = Box(x - width / 2, y + aside - height / 2, width, height)
                inside = page.x <= box.x and box.x + width <= page.x + page.width and page.y - 2 <= box.y
                if inside and box.y + height <= page.y + page.height + 2 and not any(box.meets(other) for other in taken):
                    return box
    return None


def _at(piece: tuple[tuple[float, float], ...], t: float) -> tuple[float, float]:
    """The point of a cubic curve at `t` from 0 to 1."""
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = piece
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
