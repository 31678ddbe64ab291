"""The registry of actors from the curated tables of the pack."""

from __future__ import annotations

import csv
from functools import cache

from demarche.adapters.store.pack import pack_folder
from demarche.model.actors import Registry, registry_from_rows


@cache
def load_registry() -> Registry:
    """Read the registry that ships with the program; read once a process."""
    return registry_from_rows(
        states=_rows("states"),
        others=_rows("others"),
        names=_rows("names"),
        languages=_rows("names_in_six_languages"),
        ambiguous=_rows("ambiguous_names"),
        codes=_rows("codes"),
        memberships=_rows("memberships"),
        seats=_rows("council_seats"),
        groups=_rows("regional_groups"),
        presidencies=_rows("presidencies"),
    )


def _rows(table: str) -> list[dict[str, str]]:
    with (pack_folder("actors") / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
