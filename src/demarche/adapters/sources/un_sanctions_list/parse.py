"""The consolidated list of the Security Council (XML), to listings by regime and day, and to the entities listed.

Of persons nothing is read but under which regime and on which day one was listed: no name, no birth, no address, no document.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from demarche.adapters.sources.dyads import ActorCodes, TieRow, tie_table
from demarche.adapters.sources.reading import Limits, as_columns, open_archive
from demarche.model.evidence import Audit, Failure, Parsed, Resolve, UseError

REGIMES = {
    "Al-Qaida": ("QD", ""),
    "Taliban": ("TA", ""),
    "DPRK": ("KP", "PRK"),
    "Iraq": ("IQ", "IRQ"),
    "DRC": ("CD", "COD"),
    "Libya": ("LY", "LBY"),
    "Somalia": ("SO", "SOM"),
    "CAR": ("CF", "CAF"),
    "GB": ("GB", "GNB"),
    "Yemen": ("YE", "YEM"),
    "SouthSudan": ("SS", "SSD"),
    "Haiti": ("HT", "HTI"),
    "Sudan": ("SD", "SDN"),
}
"""List as the publisher names it → the letters of its reference numbers, and the ISO code of the country it concerns (if it is one)."""

LISTINGS = ("regime", "country", "kind", "listed_on", "listings", "locator")
ENTITIES = ("reference", "name", "regime", "listed_on", "actor", "locator")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[+-]\d{2}:\d{2}|Z)?")
_STEP = "Fetch the list again from its publisher; the last good state is untouched."


def parse(path: Path, resolve: Resolve, languages: Collection[str] | None = None) -> Parsed:  # noqa: ARG001
    """Listings by regime, kind and day, listed entities, and ties of the Council to those that the registry knows.

    Raises `DemarcheError` for a file that is damaged or another one, a list that is not known here, and a day that is none.
    """
    name, root = _document(path)
    audit = Audit()
    countries, names = ActorCodes(resolve, audit, "iso3:"), ActorCodes(resolve, Audit())
    listed: Counter[tuple[str, str, dt.date]] = Counter()
    entities: list[list[object]] = []
    ties: dict[str, list[TieRow]] = defaultdict(list)
    seen: set[str] = set()
    for kind, one in _listings(root, name):
        reference, regime = _text(one, "REFERENCE_NUMBER"), _text(one, "UN_LIST_TYPE")
        where = f"{name}, {kind} {reference or _text(one, 'DATAID')}"
        if regime not in REGIMES:
            raise Failure(f"There is a list here that is not known: “{regime}”.", where=where, next_step="Update Demarche.")
        if not re.fullmatch(rf"{REGIMES[regime][0]}{kind[0]}\.\d+", reference) or reference in seen:
            raise Failure(f"“{reference}” is no reference number of the list {regime}, or stands there twice.", where=where)
        seen.add(reference)
        day = _day(_text(one, "LISTED_ON"), where)
        listed[regime, kind, day] += 1
        if kind == "entity":
            called = _text(one, "FIRST_NAME")
            if not called:
                raise Failure("An entity has no name.", where=where)
            actor = names.on(called, day)
            entities.append([reference, called, regime, day, actor, reference])
            if actor is not None:
                note = f"listed under the measures on {regime}, {reference}"
                ties[actor].append(TieRow("UNSC", actor, "sanctions role", day, None, None, "", None, note, reference))
    rows: list[list[object]] = []
    for (regime, kind, day), count in sorted(listed.items()):
        code = REGIMES[regime][1]
        rows.append([regime, countries.on(code, day) if code else None, kind, day, count, f"{regime}, {kind}, {day.isoformat()}"])
    tables = {
        "un_listings": as_columns(LISTINGS, rows),
        "un_listed_entities": as_columns(ENTITIES, sorted(entities, key=lambda row: str(row[0]))),
        "un_listed_parties": tie_table(tie for found in ties.values() for tie in found),
    }
    return Parsed(tables, audit, as_of=_day(root.get("dateGenerated", "")[:10], name).isoformat())


def _document(path: Path) -> tuple[str, Any]:
    """The name and root of the one XML document at `path`; nothing that it points to is followed."""
    name, content = _content(path)
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Failure(f"The file is no XML that can be read: {error}.", where=name, next_step=_STEP) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Failure("The file declares a document type; the publisher's never does.", where=name, next_step=_STEP)
    if root.tag != "CONSOLIDATED_LIST":
        raise UseError(
            f"This is not the consolidated list: its root is {root.tag}.", where=name, next_step="Give the publisher's XML."
        )
    return name, root


def _content(path: Path) -> tuple[str, bytes]:
    if path.is_dir() or path.suffix == ".zip":
        with open_archive(path, (".xml", ".xml.gz"), Limits(ratio=400)) as archive:
            if len(archive.names) != 1:
                raise UseError("There is not exactly one XML file here.", where=str(path), next_step="Point at the list itself.")
            return archive.names[0], _unpacked(archive.read(archive.names[0]), archive.names[0])
    if not path.is_file():
        raise UseError("There is no file of this name.", where=str(path), next_step="Check the path.")
    return path.name, _unpacked(path.read_bytes(), path.name)


def _unpacked(content: bytes, name: str) -> bytes:
    import gzip
    import zlib

    if content[:2] != b"\x1f\x8b":
        return content
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise Failure(f"The file cannot be unpacked: {error}.", where=name, next_step=_STEP) from error


def _listings(root: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Each listing with its kind."""
    for section, tag, kind in (("INDIVIDUALS", "INDIVIDUAL", "individual"), ("ENTITIES", "ENTITY", "entity")):
        found = root.findall(section)
        if len(found) != 1:
            raise Failure(f"The list has not exactly one section {section}.", where=name, next_step=_STEP)
        for one in found[0]:
            if one.tag != tag:
                raise Failure(f"There is a {one.tag} among the {section}.", where=name, next_step=_STEP)
            yield kind, one


def _text(one: Any, tag: str) -> str:
    return (one.findtext(tag) or "").strip()


def _day(text: str, where: str) -> dt.date:
    found = _DAY.fullmatch(text)
    try:
        return dt.date.fromisoformat(found[1] if found else text)
    except ValueError as error:
        raise Failure(f"“{text}” is not a day.", where=where) from error
