"""The official languages of the United Nations, as its publishers name folders by them, and those of them that are asked for."""

from __future__ import annotations

from collections.abc import Collection

from demarche.model.evidence import UseError

LANGUAGES = {"English": "en", "French": "fr", "Spanish": "es", "Arabic": "ar", "Russian": "ru", "Chinese": "zh"}
"""Name of a folder → code of the language."""
ENGLISH = frozenset({"en"})


def wanted_languages(languages: Collection[str] | None) -> frozenset[str]:
    """The languages asked for, English where none is, all six for `all`. Raises `UseError` for one that is not official."""
    official = frozenset(LANGUAGES.values())
    asked = frozenset(languages or ENGLISH)
    if "all" in asked:
        return official
    if unknown := asked - official:
        what = f"“{', '.join(sorted(unknown))}” is no official language of the United Nations."
        raise UseError(what, next_step=f"Languages are {', '.join(sorted(official))}, or all.")
    return asked
