"""Charts of lines over years, drawn offline as SVG and PNG from one Vega-Lite description.

Colours that colour-blind readers can tell apart (Okabe and Ito, 2008) and strokes that differ in a copy in black and white, each
panel with its own key, an axis that says what it measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.adapters.papers.placing import write_text, write_whole
from demarche.model.evidence import Failure, UseError

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
DASHES: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
WIDTH, HEIGHT = 620, 220
SCALE = 2.0
"""Pixels of the PNG for each unit of the drawing."""


@dataclass(frozen=True, slots=True)
class Band:
    """Where a value lies in a year."""

    year: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its name, its points (year, value), and the bands around it where there are any; `marks` draws points only."""

    name: str
    points: tuple[tuple[int, float], ...]
    bands: tuple[Band, ...] = ()
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing: title, what its axis measures, lines, and the ends of the axis where they are fixed."""

    title: str
    axis: str
    lines: tuple[Line, ...]
    ends: tuple[float, float] | None = None


def write_chart(panels: Sequence[Panel], title: str, note: str, stem: Path) -> tuple[Path, Path]:
    """Write `stem.svg` and `stem.png` and return their paths.

    Raises `UseError` where the program that draws charts is not installed, and `Failure` where a file cannot be written.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise UseError(
            "Charts need the package vl-convert-python, which is not installed.",
            where=str(stem),
            next_step="Install demarche with its charts (the extra is called charts); the table and --json need nothing more.",
        ) from error
    described = description(panels, title, note)
    svg, png = stem.with_name(f"{stem.name}.svg"), stem.with_name(f"{stem.name}.png")
    try:
        drawn = vl_convert.vegalite_to_svg(described), vl_convert.vegalite_to_png(described, scale=SCALE)
    except ValueError as error:
        raise Failure(
            f"The chart could not be drawn: {error}.", where=str(stem), next_step="Report this to the maintainers."
        ) from error
    write_text(svg, drawn[0])
    write_whole(png, drawn[1])
    return svg, png


def description(panels: Sequence[Panel], title: str, note: str) -> dict[str, Any]:
    """The Vega-Lite description of panels one above the other; all data are in it, nothing is fetched."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": title, "subtitle": note, "anchor": "start", "subtitleColor": "#555555"},
        "background": "white",
        "vconcat": [_panel(panel) for panel in panels],
        "resolve": {part: dict.fromkeys(("color", "strokeDash"), "independent") for part in ("scale", "legend")},
        "config": {"font": "sans-serif", "view": {"stroke": None}, "axis": {"grid": True, "gridColor": "#E5E5E5"}},
    }


def _panel(panel: Panel) -> dict[str, Any]:
    names = [line.name for line in panel.lines]
    apart = any(line.marks for line in panel.lines)
    key: dict[str, Any] = {"title": None, "orient": "top"}
    if not apart:
        key |= {"symbolType": "stroke", "symbolSize": 500, "symbolStrokeWidth": 2, "symbolOpacity": 1}
    colour = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": names, "range": list(COLOURS[: len(names)])},
        "legend": key,
    }
    # points stand apart from a line by themselves
    dashes = [DASHES[0]] * len(names) if apart else list(DASHES[: len(names)])
    dash = colour | {"scale": {"domain": names, "range": dashes}}
    x = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "axis": {"format": "d", "tickMinStep": 1},
        "scale": {"zero": False},
    }
    scale = {"domain": list(panel.ends)} if panel.ends else {"zero": False}
    y = {"field": "value", "type": "quantitative", "title": panel.axis, "scale": scale}
    rows = [{"name": n.name, "year": year, "value": value, "marks": n.marks} for n in panel.lines for year, value in n.points]
    bands = [{"name": n.name, "year": b.year, "low": b.low, "high": b.high} for n in panel.lines for b in n.bands]
    layers: list[dict[str, Any]] = []
    if bands:
        layers.append(
            {
                "data": {"values": bands},
                "mark": {"type": "area", "opacity": 0.2},
                "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}, "color": colour},
            }
        )
    drawn: dict[str, Any] = {"data": {"values": rows}, "encoding": {"x": x, "y": y, "color": colour}}
    stroked = {"encoding": drawn["encoding"] | {"strokeDash": dash}, "mark": {"type": "line", "strokeWidth": 2}}
    layers.append(drawn | stroked | {"transform": [{"filter": "!datum.marks"}]})
    layers.append(drawn | {"transform": [{"filter": "datum.marks"}], "mark": {"type": "point", "filled": True, "size": 45}})
    title = {"text": panel.title, "anchor": "start", "frame": "group", "fontSize": 12}
    return {"title": title, "width": WIDTH, "height": HEIGHT, "layer": layers}
