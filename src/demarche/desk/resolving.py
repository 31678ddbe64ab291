"""Names and codes in publishers' files to actor ids, for the parsers."""

from __future__ import annotations

import contextlib
import datetime as dt
import re

from demarche.model.actors import Registry
from demarche.model.evidence import UseError


def resolver(registry: Registry) -> Resolver:
    """A function `resolve(name, on=day)` → actor id that parsers take; codes come with a prefix such as `cow:625`."""
    return Resolver(registry)


class Resolver:
    """Looks each name and day up once. Raises `UseError` on an unknown or ambiguous name."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known: dict[tuple[str, dt.date | None], str] = {}

    def __call__(self, name: str, on: dt.date | None = None) -> str:
        """The actor id of a name, or of a code with its prefix (`cow:`, `gw:`, `iso3:`), on a day."""
        key = (name, on)
        if key not in self._known:
            self._known[key] = self._find(name, on)
        return self._known[key]

    def _find(self, name: str, on: dt.date | None) -> str:
        prefix, colon, code = name.partition(":")
        if colon and prefix in {"cow", "gw", "iso3"}:
            if prefix == "iso3":
                return self._registry.resolve_code(code, on).id
            year = (on or dt.datetime.now(dt.UTC).date()).year
            find = self._registry.by_cow if prefix == "cow" else self._registry.by_gw
            return find(int(code), year).id
        if re.fullmatch(r"[A-Z]{3}", name):
            # publishers use today's codes for the years before a State existed as well
            with contextlib.suppress(UseError):
                return self._registry.resolve_code(name).id
        return self._registry.resolve(name, on=on).id
