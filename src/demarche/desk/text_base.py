"""The adopted text that a draft is set against: by its symbol, or the last one of the chain that the draft continues."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.desk.precedents import Closest, WordingUse, opening_at, wording_use
from demarche.model.evidence import UseError, normal_symbol
from demarche.subjects.texts import Draft, DraftKind, is_point

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex

LAST = "last"
"""Stands for the last adopted text of the chain that a draft continues."""

COUNCIL, ASSEMBLY = "Security Council", "General Assembly"
_LEAST_SHARE = 0.2
"""A draft continues the text in which this share of its paragraphs has its closest wording."""

_NEXT_SESSION = dt.timedelta(days=180)

_NUMBER = re.compile(r"^(?:RES(?:OLUTION)?\s*)?(\d{1,4})(?:\s*\(\d{4}\))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BaseText:
    """An adopted text with its paragraphs in order; annexes are left out."""

    symbol: str
    title: str
    date: dt.date
    organ: str
    vote: str
    paragraphs: tuple[WordingUse, ...]


def organ_of(draft: Draft) -> str:
    """The organ in which a draft is negotiated, from its symbol or the line by which it begins; empty where neither says."""
    if draft.symbol.startswith("S/") or draft.kind is DraftKind.PRESIDENTIAL_STATEMENT:
        return COUNCIL
    if draft.symbol.startswith("A/"):
        return ASSEMBLY
    opening = " ".join(each.text for each in draft.paragraphs[:6] if each.section == "heading")
    return next((organ for organ in (COUNCIL, ASSEMBLY) if organ.lower() in opening.lower()), "")


def organ_named(name: str) -> str:
    """An organ as the texts spell it, from `council` or `assembly` or its name; empty for empty. Raises `UseError` for another."""
    wanted = name.strip().lower()
    if not wanted:
        return ""
    found = next((organ for organ in (COUNCIL, ASSEMBLY) if wanted in organ.lower() and len(wanted) > 3), None)
    found = found or {"sc": COUNCIL, "unsc": COUNCIL, "ga": ASSEMBLY, "unga": ASSEMBLY}.get(wanted)
    if found is None:
        raise UseError(f"There is no organ “{name}” here.", where="--organ", next_step="Write council or assembly.")
    return found


def base_text(index: ParagraphIndex, symbol: str, on: dt.date) -> BaseText:
    """The adopted text of a symbol, which may be written short (`2730`). Raises `UseError` where there is none before the day."""
    known = index.corpus.number_of
    found = _resolve(known, symbol)
    if found is None:
        near = difflib.get_close_matches(normal_symbol(symbol), known, n=1, cutoff=0.75)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise UseError(
            f"There is no text {symbol} among those that were synced.",
            next_step=f"{meant}Write the symbol as in S/RES/2730 (2024), or `{LAST}` for the last text of the draft's chain.",
        )
    document = index.corpus.documents[known[found]]
    if document.date >= on:
        raise UseError(
            f"{found} was adopted on {document.date}, not before {on}.", next_step="Give a later day with --on, or an earlier text."
        )
    places = index.corpus.spans[found]
    uses = tuple(each for each in (wording_use(index, place) for place in places) if each.section != "annex")
    return BaseText(found, document.title, document.date, document.organ, "-".join(map(str, document.votes)), uses)


def _resolve(known: Iterable[str], symbol: str) -> str | None:
    wanted = normal_symbol(symbol).upper()
    symbols = set(known)
    if wanted in symbols:
        return wanted
    if number := _NUMBER.match(symbol.strip()):
        wanted = f"S/RES/{number[1]}"
    starting = [each for each in symbols if each.upper().startswith(f"{wanted} (")]
    return starting[0] if len(starting) == 1 else None


def continued_text(index: ParagraphIndex, closest: Iterable[Closest], organ: str, on: dt.date) -> str:
    """The last text before the day of the chain that a draft continues: that of the text in which most of it has its closest wording.

    Raises `UseError` where no text holds a fifth of the draft.
    """
    weights: Counter[str] = Counter()
    paragraphs = 0
    for each in closest:
        paragraphs += 1
        best = each.best
        if best is not None:
            for symbol in best.symbols:
                document = index.corpus.documents[index.corpus.number_of[symbol]]
                if document.kind != "draft_not_adopted" and (not organ or document.organ == organ):
                    weights[symbol] += best.likeness  # type: ignore[assignment]
    top = max(weights, key=lambda symbol: (weights[symbol], _date(index, symbol)), default="")
    if not top or weights[top] < _LEAST_SHARE * paragraphs:
        raise UseError("The draft continues no adopted text that can be told.", next_step="Name the text with --against SYMBOL.")
    chain = [each for each in index.chains.chain(top) if each.date < on and each.symbol in index.corpus.spans]
    return chain[-1].symbol if chain else top


def continued_chains(index: ParagraphIndex, closest: Iterable[Closest], on: dt.date) -> frozenset[str]:
    """The chains that a draft of a day may continue, each by the symbol of its first text.

    A draft continues a chain in whose texts a fifth of it or more has its closest wording; the Assembly takes up a text again in a
    later session, so that what it adopted less than half a year before is a neighbour.
    """
    weights: Counter[str] = Counter()
    paragraphs = 0
    for each in closest:
        paragraphs += 1
        if each.best is not None:
            weights.update({index.chains.root(symbol) for symbol in each.best.symbols if _is_earlier(index, symbol, on)})
    return frozenset(root for root, many in weights.items() if many >= _LEAST_SHARE * paragraphs)


def _is_earlier(index: ParagraphIndex, symbol: str, on: dt.date) -> bool:
    document = index.corpus.documents[index.corpus.number_of[symbol]]
    return document.organ != ASSEMBLY or on - document.date >= _NEXT_SESSION


def _date(index: ParagraphIndex, symbol: str) -> dt.date:
    return index.corpus.documents[index.corpus.number_of[symbol]].date


def opening_of(index: ParagraphIndex, use: WordingUse) -> tuple[str, ...]:
    """The phrases of the paragraph that opens the list in which an adopted point stands; nothing for a whole paragraph."""
    if not is_point(use.paragraph):
        return ()
    corpus = index.corpus
    span = corpus.spans[use.symbol]
    place = span.start + int(corpus.seq[span.start : span.stop].searchsorted(use.seq))
    return opening_at(index, place)
