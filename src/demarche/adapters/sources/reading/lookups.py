"""Odd values of a publisher and what a person decided they mean, kept in the source's declaration; after OpenSanctions' lookups."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def read_lookups(declaration: Path, name: str) -> dict[str, list[str]]:
    """The table `[lookups.NAME]` of a `source.toml`: a value in small letters → what it stands for (nothing: it is left out)."""
    declared = tomllib.loads(declaration.read_text("utf-8"))
    return {printed.casefold(): list(meant) for printed, meant in declared.get("lookups", {}).get(name, {}).items()}
