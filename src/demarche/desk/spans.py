"""What every paper marks alike: its sources, and our own analysis, which never leaves with the facts that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demarche.adapters.papers import Span
from demarche.model.dossier import Sensitivity
from demarche.model.evidence import Reference


def cite(refs: Sequence[Reference], most: int = 1) -> Span:
    """A span that only cites, at most `most` sources."""
    return Span("", tuple(refs[:most]))


def internal(text: str, refs: Iterable[Reference] = ()) -> Span:
    """Our own analysis: not for a reader outside, though its words are made of public facts."""
    return Span(text, tuple(refs), Sensitivity.RESTRICTED, origin="analysis", guarded=False)
