"""The influence map as drawn: one A4 page, nothing covering anything, every tie numbered, dated and sourced."""

from __future__ import annotations

import re
import sys
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.adapters.papers import MapActor, MapPage, MapTie, map_svg, write_map
from demarche.adapters.papers.influence_map import PAGE_HEIGHT, PAGE_WIDTH, columns_of
from demarche.adapters.papers.map_layout import Box, place, width_of, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def page(hands=4, deciders=2, direct=True):
    """Everybody reaches every decider through one hand; names are long on purpose."""
    actors = [MapActor("user", "Fictional Republic of Arland", "user")]
    actors += [MapActor(f"d{n}", f"Armed Forces of the Fictional Front number {n}", "decider") for n in range(deciders)]
    actors += [MapActor(f"h{n}", f"United Provinces of Borland and Dorland {n}", "hand", n + 1) for n in range(hands)]
    ties = [
        MapTie("user", f"h{n}", ("shared organisation", "Dec 2014"), f"Arland → h{n}: shared organisation. Fictional source")
        for n in range(hands)
    ]
    ties += [
        MapTie(f"h{n}", f"d{n % deciders}", ("sponsor of a party", "Jan 2024"), "told", weakest=n == 0, contested=n == 1)
        for n in range(hands)
    ]
    if direct:
        ties.append(MapTie("user", "d0", ("interlocutor", "May 2023"), "Arland → d0: interlocutor. Fictional source"))
    return MapPage("Influence map: a fictional road", "As of a day", tuple(actors), tuple(ties), ("A note.",), "Internal")


@st.composite
def pages(draw):
    hands = [f"h{n}" for n in range(draw(st.integers(0, 9)))]
    deciders = [f"d{n}" for n in range(draw(st.integers(1, 4)))]
    words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40)
    actors = [MapActor("user", draw(words), "user")]
    actors += [MapActor(h, draw(words), "hand", draw(st.integers(0, 12))) for h in hands]
    actors += [MapActor(d, draw(words), "decider") for d in deciders]
    pairs = [(a, b) for a in ("user", *hands, *deciders) for b in (*hands, *deciders) if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=21))
    label = st.lists(
        st.sampled_from(["interlocutor", "shared organisation", "Dec 2014", "chain of command"]), min_size=1, max_size=2
    )
    ties = [MapTie(a, b, tuple(draw(label)), draw(words), draw(st.booleans()), draw(st.booleans())) for a, b in chosen]
    return MapPage(draw(words), draw(words), tuple(actors), tuple(ties))


def laid_out(drawn):
    names = {a.id: a.name for a in drawn.actors}
    ties = [(t.begin, t.end) for t in drawn.ties]
    area = Box(9, 25, 279, 110)
    return place(names, columns_of(drawn), ties, [t.label for t in drawn.ties], area), area


@given(pages())
@settings(max_examples=60, deadline=None)
def test_no_label_covers_a_name_or_another_label(drawn):
    placed, area = laid_out(drawn)
    labels = [curve.label for curve in placed.curves if curve.label]
    assert not [pair for pair in combinations(labels, 2) if pair[0].meets(pair[1])]
    assert not [(a, b) for a in labels for b in placed.boxes.values() if a.meets(b)]
    for box in labels:
        assert area.x <= box.x
        assert box.x + box.width <= area.x + area.width + 1e-6


@given(pages())
@settings(max_examples=60, deadline=None)
def test_the_page_is_sound_xml_with_every_actor_and_tie(drawn):
    tree = ET.fromstring(map_svg(drawn))
    assert tree.get("width") == f"{PAGE_WIDTH:g}mm"
    paths = [p for p in tree.iter(f"{SVG}path") if (p.get("d") or "").startswith("M") and " C" in p.get("d")]
    assert len(paths) == len(drawn.ties)
    assert len([r for r in tree.iter(f"{SVG}rect") if r.get("rx")]) == len(drawn.actors)


def test_boxes_of_a_full_page_stand_apart_and_on_the_page():
    placed, area = laid_out(page(hands=9, deciders=3))
    boxes = list(placed.boxes.values())
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    for box in boxes:
        assert area.x - 1e-6 <= box.x
        assert box.x + box.width <= area.x + area.width + 1e-6
        assert area.y <= box.y
        assert box.y + box.height <= area.y + area.height + 1e-6
    assert len([c for c in placed.curves if c.label]) >= 15


def test_every_tie_is_listed_by_its_number_and_all_text_is_on_the_page():
    drawn = page()
    tree = ET.fromstring(map_svg(drawn))
    texts = [(t.text or "", float(t.get("y")), float(t.get("x"))) for t in tree.iter(f"{SVG}text")]
    for number in range(1, len(drawn.ties) + 1):
        assert any(text.startswith(f"{number} ") for text, *_ in texts)
    assert all(0 < y < PAGE_HEIGHT and 0 <= x < PAGE_WIDTH for _, y, x in texts)
    assert "INTERNAL" in [text for text, *_ in texts]


def test_hands_stand_between_the_user_and_those_who_decide():
    actors = (
        MapActor("u", "U", "user"),
        MapActor("a", "A", "hand"),
        MapActor("b", "B", "hand"),
        MapActor("d", "D", "decider"),
    )
    ties = tuple(MapTie(x, y, ("tie",), "") for x, y in (("u", "a"), ("a", "b"), ("b", "d"), ("b", "a"), ("u", "d")))
    columns = columns_of(MapPage("", "", actors, ties))
    assert columns["u"] == 0
    assert 1 <= columns["a"] < columns["d"]
    assert 1 <= columns["b"] < columns["d"]


def test_markup_in_names_stays_text():
    drawn = MapPage("<b>&", "", (MapActor("u", '<script>"', "user"), MapActor("d", "&amp;", "decider")), ())
    tree = ET.fromstring(map_svg(drawn))
    assert '<script>"' in [t.text for t in tree.iter(f"{SVG}text")]
    assert not list(tree.iter(f"{SVG}script"))


def test_names_are_wrapped_and_cut_to_their_box():
    lines = wrapped("The Provisional and Transitional Council of the Fictional Provinces of Borland", 30, 3.0, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width_of(line, 3.0) <= 30 for line in lines)


def test_picture_and_document_print_on_one_page_of_a4(tmp_path):
    pytest.importorskip("vl_convert", reason="the extra for charts is not installed")
    files, missing = write_map(page(hands=6), tmp_path / "map")
    assert missing == ""
    assert [f.suffix for f in files] == [".svg", ".png", ".pdf"]
    png = files[1].read_bytes()
    width, height = (int.from_bytes(png[n : n + 4]) for n in (16, 20))
    assert (width, height) == (2338, 1653)  # A4 across at 200 dots to the inch
    pdf = files[2].read_bytes()
    boxes = re.findall(rb"/MediaBox\s*\[\s*([\d. ]+)\]", pdf)
    assert len(boxes) == 1
    assert [float(n) for n in boxes[0].split()][2:] == pytest.approx([841.89, 595.28], abs=0.1)


def test_without_the_extra_the_svg_is_there_and_the_way_to_the_rest_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    files, missing = write_map(page(), tmp_path / "map")
    assert [f.suffix for f in files] == [".svg"]
    assert "vl-convert-python" in missing
