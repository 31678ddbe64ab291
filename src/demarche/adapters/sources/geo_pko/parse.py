"""Reads Geo-PKO: the publisher's file of places by month, or the two tables behind its map (an archive or folder with both).

The map's tables are `TCCMap…`, contributors by mission, year and place as `Nepal (35), Ghana (size unknown)`, and `FrontMap…`,
which says in which country each place lies.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from demarche.adapters.sources.dyads import ActorCodes, Standing, TieRow, figures_by_year, read_table, tie_table
from demarche.adapters.sources.reading import read_lookups
from demarche.model.evidence import Audit, Failure, Parsed, Resolve

CONTRIBUTOR = re.compile(r"\s*([^,]+?) \(([^()]*)\)(?:,|$)")
MOST = 17
"""How many contributors a row of the publisher's file has room for."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """One contributor at one place in one year (the size is empty where no map gives one)."""

    mission: str
    year: int
    country: str
    place: str
    contributor: str
    size: float | None


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Contributors by mission, country and year. Raises `DemarcheError` for files that are damaged or others."""
    audit = Audit()
    lookups = read_lookups(Path(__file__).with_name("source.toml"), "names")
    actors = ActorCodes(resolve, audit)
    sizes: dict[tuple[str, str, str, int], dict[str, float | None]] = defaultdict(dict)
    last_year = 0
    for found in _from_map(path) if path.is_dir() or path.suffix == ".zip" else _from_months(path):
        last_year = max(last_year, found.year)
        contributor, country = (_actor(actors, lookups, name, found.year) for name in (found.contributor, found.country))
        if contributor is None or country is None or contributor == country:
            continue
        places = sizes[contributor, country, found.mission, found.year]
        known = places.get(found.place)
        places[found.place] = found.size if known is None else max(known, found.size or 0.0)
    figures: dict[tuple[str, str, str], dict[int, Standing]] = defaultdict(dict)
    for (contributor, country, mission, year), places in sizes.items():
        known_sizes = [size for size in places.values() if size is not None]
        total = sum(known_sizes) if known_sizes else None
        locator = f"{mission}, {year}, {len(places)} place{'s' if len(places) > 1 else ''}"
        figures[contributor, country, mission][year] = Standing(total or None, mission, locator)
    rows: list[TieRow] = []
    for (contributor, country, _), years in figures.items():
        rows += figures_by_year((contributor, country), "troops", "troops", years, last_year)
    return Parsed({"geo_pko_contributors": tie_table(rows)}, audit, as_of=f"{last_year}-12-31" if last_year else "")


def _actor(actors: ActorCodes, lookups: dict[str, list[str]], name: str, year: int) -> str | None:
    meant = lookups.get(name.casefold(), [name])
    return actors.in_year(meant[0], year, f"{name}, {year}") if meant else None


def _from_map(path: Path) -> Iterator[Deployment]:
    places = {"mission": ("mission",), "year": ("year",), "place": ("location",)}
    front = read_table(path, {**places, "country": ("country",)}, r"FrontMap.*\.csv(\.gz)?")
    countries = {(mission, year, place): country for mission, year, place, country in front.rows}
    table = read_table(path, {**places, "contributors": ("year.overview",)}, r"TCCMap.*\.csv(\.gz)?")
    for number, (mission, year, place, contributors) in enumerate(table.rows, table.first_line):
        locator = f"{table.file}, row {number}"
        country = countries.get((mission, year, place))
        if country is None:
            raise Failure(
                f"Nothing says in which country {place} lies.", where=locator, next_step="Both tables must be of one edition."
            )
        if CONTRIBUTOR.sub("", contributors).strip():
            raise Failure(f"These contributors cannot be read: “{contributors}”.", where=locator)
        for name, size in CONTRIBUTOR.findall(contributors):
            yield Deployment(mission, _year(year, locator), country, place, name, _size(size, locator))


def _from_months(path: Path) -> Iterator[Deployment]:
    columns = {"mission": ("mission",), "year": ("year",), "place": ("location",), "country": ("country",)}
    for n in range(1, MOST + 1):
        columns |= {f"name {n}": (f"nameoftcc_{n}" + "?" * (n > 1),), f"size {n}": (f"notroopspertcc_{n}" + "?" * (n > 1),)}
    table = read_table(path, columns)
    for number, (mission, year, place, country, *contributors) in enumerate(table.rows, table.first_line):
        locator = f"{table.file}, row {number}"
        for name, size in zip(contributors[::2], contributors[1::2], strict=True):
            if name and name != "NA":
                yield Deployment(mission, _year(year, locator), country, place, name, _size(size, locator))


def _year(text: str, locator: str) -> int:
    if not (text.isdigit() and dt.MINYEAR < int(text) < 2200):
        raise Failure(f"“{text}” is no year.", where=locator)
    return int(text)


def _size(text: str, locator: str) -> float | None:
    if text.casefold() in {"size unknown", "unknown", "na", ""}:
        return None
    if not text.replace(".", "", 1).isdigit():
        raise Failure(f"“{text}” is no number of troops.", where=locator)
    return float(text)
