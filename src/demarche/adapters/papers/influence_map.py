"""The influence map as a picture on one A4 page: who could be approached, through whom, and how each tie is dated and sourced.

Drawn here as SVG, with a list of the ties below the drawing; PNG and PDF are made from it where the extra for charts is installed.
Colours that colour-blind readers can tell apart (Okabe and Ito, 2008); what colour says is said by line and word as well, so that the
page can be copied in black and white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

from demarche.adapters.papers.map_layout import (
    LABEL_SIZE,
    LINE,
    NAME_SIZE,
    Box,
    Curve,
    Placed,
    place,
    width_of,
    wrapped,
)
from demarche.adapters.papers.placing import write_text, write_whole
from demarche.model.evidence import Failure

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 297.0, 210.0, 9.0
LIST_SIZE, LIST_LINE, COLUMNS = 2.15, 2.75, 3
FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
INK, QUIET, WEAK, USER, DECIDER, HAND = "#1B1F24", "#5B6470", "#D55E00", "#0072B2", "#17457A", "#FFFFFF"
DOTS_PER_INCH = 200
TRUE_SIZE = 0.75
"""The converter takes a pixel of the drawing (96 to the inch) for a point (72): this brings the page back to A4."""

POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class MapActor:
    """An actor on the map. `turn` is its place in the contact order, 0 for none."""

    id: str
    name: str
    part: Literal["user", "hand", "decider"]
    turn: int = 0


@dataclass(frozen=True, slots=True)
class MapTie:
    """A tie on the map: the lines beside its curve, and the line with date and source in the list below."""

    begin: str
    end: str
    label: tuple[str, ...]
    told: str
    weakest: bool = False
    contested: bool = False


@dataclass(frozen=True, slots=True)
class MapPage:
    """The page: title, the line under it, handling mark, actors, ties, and notes below."""

    title: str
    subtitle: str
    actors: tuple[MapActor, ...]
    ties: tuple[MapTie, ...]
    notes: tuple[str, ...] = ()
    marking: str = ""


def write_map(page: MapPage, stem: Path) -> tuple[tuple[Path, ...], str]:
    """Write `stem.svg`, and `stem.png` and `stem.pdf` where they can be made; give the paths, and what to do where they cannot.

    Raises `Failure` where a file cannot be written.
    """
    svg = stem.with_name(f"{stem.name}.svg")
    drawing = map_svg(page)
    write_text(svg, drawing)
    try:
        import vl_convert
    except ImportError:
        return (svg,), "PNG and PDF need the package vl-convert-python (the extra called charts); the SVG prints as it is."
    png, pdf = stem.with_name(f"{stem.name}.png"), stem.with_name(f"{stem.name}.pdf")
    try:
        picture = vl_convert.svg_to_png(drawing, TRUE_SIZE, DOTS_PER_INCH)
        document = vl_convert.svg_to_pdf(map_svg(page, f'width="{PAGE_WIDTH / POINT:.2f}" height="{PAGE_HEIGHT / POINT:.2f}"'))
    except ValueError as error:
        raise Failure(
            f"The map could not be turned into a picture: {error}.", where=str(svg), next_step="Use the SVG, and report this."
        ) from error
    write_whole(png, picture)
    write_whole(pdf, document)
    return (svg, png, pdf), ""


A4 = f'width="{PAGE_WIDTH:g}mm" height="{PAGE_HEIGHT:g}mm"'


def map_svg(page: MapPage, size: str = A4) -> str:
    """The page as SVG, sized to A4 across."""
    lists = _in_columns([_list_lines(f"{n}  {tie.told}") for n, tie in enumerate(page.ties, start=1)])
    rows = max(map(len, lists))
    notes = [line for note in page.notes for line in wrapped(note, PAGE_WIDTH - 2 * MARGIN, LIST_SIZE, most=4)]
    below = rows * LIST_LINE + len(notes) * LIST_LINE + 11.0
    drawing = Box(MARGIN, 25.0, PAGE_WIDTH - 2 * MARGIN, PAGE_HEIGHT - MARGIN - below - 25.0)
    columns = columns_of(page)
    ties = [(tie.begin, tie.end) for tie in page.ties]
    labels = [(f"{n} {tie.label[0]}", *tie.label[1:]) for n, tie in enumerate(page.ties, start=1)]
    placed = place({a.id: a.name for a in page.actors}, columns, ties, labels, drawing)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}'
        f' viewBox="0 0 {PAGE_WIDTH:g} {PAGE_HEIGHT:g}" font-family="{escape(FONT, quote=False)}" role="img">',
        f"<title>{escape(page.title, quote=False)}</title>",
        f'<rect width="{PAGE_WIDTH:g}" height="{PAGE_HEIGHT:g}" fill="#FFFFFF"/>',
        _arrows(),
        _text(MARGIN, 13.5, page.title, 5.0, bold=True),
        _text(MARGIN, 19.0, page.subtitle, 2.9, colour=QUIET),
    ]
    if page.marking:
        parts.append(_text(PAGE_WIDTH - MARGIN, 13.5, page.marking.upper(), 3.2, bold=True, colour="#8A1C1C", anchor="end"))
    parts += [_curve(curve, tie) for curve, tie in zip(placed.curves, page.ties, strict=True)]
    parts += [_label(curve, n, lines) for n, (curve, lines) in enumerate(zip(placed.curves, labels, strict=True), start=1)]
    parts += [_actor(actor, placed) for actor in page.actors if actor.id in placed.boxes]
    y = PAGE_HEIGHT - MARGIN - below + 5.0
    parts.append(_legend(y))
    y += 4.5
    width = (PAGE_WIDTH - 2 * MARGIN) / COLUMNS
    for column, lines in enumerate(lists):
        parts += [_text(MARGIN + column * width, y + row * LIST_LINE, line, LIST_SIZE) for row, line in enumerate(lines)]
    y += rows * LIST_LINE + 1.0
    parts += [_text(MARGIN, y + n * LIST_LINE, line, LIST_SIZE, colour=QUIET) for n, line in enumerate(notes)]
    return "\n".join([*parts, "</svg>", ""])


def columns_of(page: MapPage) -> dict[str, int]:
    """Which column each actor stands in: as far right as the ties that lead there ask, deciders last.

    A tie that would lead back (the hands of two ways in opposite order) does not push its end further.
    """
    parts = {actor.id: actor.part for actor in page.actors}
    columns = {actor: 0 if part == "user" else 1 for actor, part in parts.items()}
    longest = len([part for part in parts.values() if part == "hand"]) + 1
    for _ in range(longest):
        moved = False
        for tie in page.ties:
            wanted = columns[tie.begin] + 1
            if parts[tie.end] == "hand" and parts[tie.begin] != "decider" and columns[tie.end] < wanted <= MOST_COLUMNS:
                columns[tie.end], moved = wanted, True
        if not moved:
            break
    last = max((column for actor, column in columns.items() if parts[actor] != "decider"), default=0) + 1
    return {actor: last if parts[actor] == "decider" else column for actor, column in columns.items()}


MOST_COLUMNS = 3
"""Columns of intermediaries that one page can hold."""


def _list_lines(text: str) -> tuple[str, ...]:
    first, *rest = wrapped(text, (PAGE_WIDTH - 2 * MARGIN) / COLUMNS - 3.0, LIST_SIZE, most=3)
    return (first, *(f"    {line}" for line in rest))


def _in_columns(entries: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """The entries in reading order over the columns, none of them split, the columns as short as that allows."""
    rows = max(-(-sum(map(len, entries)) // COLUMNS), 1)
    while True:
        columns: list[list[str]] = [[]]
        for entry in entries:
            if len(columns[-1]) + len(entry) > rows and columns[-1]:
                columns.append([])
            columns[-1] += entry
        if len(columns) <= COLUMNS:
            return columns
        rows += 1


def _text(x: float, y: float, text: str, size: float, *, bold: bool = False, colour: str = INK, anchor: str = "start") -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"{weight}'
        f' xml:space="preserve">{escape(text, quote=False)}</text>'
    )


def _arrows() -> str:
    heads = "".join(
        f'<marker id="{name}" viewBox="0 0 6 6" refX="5.6" refY="3" markerWidth="5" markerHeight="5" orient="auto">'
        f'<path d="M0,0.6 L6,3 L0,5.4 z" fill="{colour}"/></marker>'
        for name, colour in (("tie", QUIET), ("weak", WEAK))
    )
    return f"<defs>{heads}</defs>"


def _curve(curve: Curve, tie: MapTie) -> str:
    first = curve.pieces[0][0]
    path = f"M{first[0]:.2f},{first[1]:.2f}" + "".join(
        f" C{b[0]:.2f},{b[1]:.2f} {c[0]:.2f},{c[1]:.2f} {d[0]:.2f},{d[1]:.2f}" for _, b, c, d in curve.pieces
    )
    colour, head = (WEAK, "weak") if tie.weakest else (QUIET, "tie")
    dashes = ' stroke-dasharray="2.2 1.2"' if tie.weakest else ' stroke-dasharray="0.5 0.9"' if tie.contested else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="0.5"{dashes} marker-end="url(#{head})"/>'


def _label(curve: Curve, number: int, lines: Sequence[str]) -> str:
    box = curve.label or curve.number
    shown = lines if curve.label else (str(number),)
    # a white ground lets a label be read where it stands on a line
    ground = (
        f'<rect x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}" fill="#FFFFFF" opacity="0.88"/>'
    )
    x = box.x + box.width / 2
    first = box.y + (box.height - 1.15 * LABEL_SIZE * len(shown)) / 2 + 0.92 * LABEL_SIZE
    texts = [
        _text(x, first + n * 1.15 * LABEL_SIZE, line, LABEL_SIZE, bold=n == 0, anchor="middle") for n, line in enumerate(shown)
    ]
    return "\n".join([ground, *texts])


def _actor(actor: MapActor, placed: Placed) -> str:
    box, names = placed.boxes[actor.id], placed.names[actor.id]
    fill, ink = {"user": (USER, "#FFFFFF"), "decider": (DECIDER, "#FFFFFF"), "hand": (HAND, INK)}[actor.part]
    round_ = 3.0 if actor.part == "hand" else 0.8
    parts = [
        f'<rect x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}" rx="{round_}" fill="{fill}"'
        f' stroke="{INK}" stroke-width="{0.7 if actor.part == "decider" else 0.35}"/>'
    ]
    y = box.y + (box.height - LINE * len(names)) / 2 + 0.78 * LINE
    bold = actor.part != "hand"
    parts += [
        _text(box.x + box.width / 2, y + n * LINE, line, NAME_SIZE, bold=bold, colour=ink, anchor="middle")
        for n, line in enumerate(names)
    ]
    if actor.turn:
        parts.append(f'<circle cx="{box.x + 1.2:.2f}" cy="{box.y + 0.6:.2f}" r="2" fill="{INK}"/>')
        parts.append(_text(box.x + 1.2, box.y + 1.4, str(actor.turn), 2.3, bold=True, colour="#FFFFFF", anchor="middle"))
    return "\n".join(parts)


def _legend(y: float) -> str:
    x = MARGIN
    parts = []
    for colour, dashes, words in (
        (QUIET, "", "recorded tie, numbered as below"),
        (WEAK, "2.2 1.2", "weakest hand of a way"),
        (QUIET, "0.5 0.9", "stated by one source, denied by another"),
    ):
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<path d="M{x:.2f},{y - 0.8:.2f} h9" fill="none" stroke="{colour}" stroke-width="0.5"{dashed}/>')
        parts.append(_text(x + 10.5, y, words, LIST_SIZE, colour=QUIET))
        x += 18.0 + width_of(words, LIST_SIZE)
    parts.append(f'<circle cx="{x:.2f}" cy="{y - 0.8:.2f}" r="1.5" fill="{INK}"/>')
    parts.append(_text(x + 3.0, y, "contact order: the nearer hands first", LIST_SIZE, colour=QUIET))
    return "\n".join(parts)
