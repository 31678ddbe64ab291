"""Two versions of a text side by side: word by word within a paragraph, paragraph by paragraph within a text.

Both are deterministic. Words are compared by longest common subsequence; letters are not, for a negotiator reads words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from rapidfuzz.distance import Indel

Kind = Literal["equal", "inserted", "deleted"]

_TOKEN = re.compile(r"\s*(?:\w+(?:[-\u2011’'.,]\w+)*|[^\w\s])|\s+")
_WORD = re.compile(r"\w")
_SHORT_RUN = 2
"""An equal run of so few words between two changes is read as part of one change, where the changes are larger than it."""

LEAST_LIKENESS = 0.4
"""Two paragraphs with less than this share of common words in order are two paragraphs, not two versions of one."""

_BETTER = 0.05


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that both versions have, or that one of them has."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Redline:
    """A paragraph with its changes. The equal and deleted pieces joined are the old text, the equal and inserted ones the new."""

    pieces: tuple[Piece, ...]

    @property
    def old(self) -> str:
        """The text before the changes."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "inserted")

    @property
    def new(self) -> str:
        """The text after the changes."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "deleted")

    @property
    def changed(self) -> bool:
        """Whether anything changed."""
        return any(piece.kind != "equal" for piece in self.pieces)


class Change(StrEnum):
    """What became of a paragraph. A moved paragraph may have been changed too: its likeness is then below 1."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Match:
    """Paragraphs of two versions that answer one another, by their places; `likeness` from 0 to 1 is the share of common words."""

    change: Change
    old: tuple[int, ...]
    new: tuple[int, ...]
    likeness: float


def redline(old: str, new: str) -> Redline:
    """The changes from one version of a paragraph to the next.

    >>> [(piece.kind, piece.text) for piece in redline("Urges all parties to talk;", "Demands that all parties talk;").pieces]
    [('deleted', 'Urges'), ('inserted', 'Demands that'), ('equal', ' all parties'), ('deleted', ' to'), ('equal', ' talk;')]
    """
    if old == new:
        return Redline((Piece("equal", old),) if old else ())
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[tuple[list[str], list[str], list[str]]] = [([], [], [])]
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            runs.append((before[step.src_start : step.src_end], [], []))
        elif step.tag == "delete":
            runs[-1][1].extend(before[step.src_start : step.src_end])
        else:
            runs[-1][2].extend(after[step.dest_start : step.dest_end])
    return Redline(tuple(_pieces(_joined(runs))))


def _joined(runs: list[tuple[list[str], list[str], list[str]]]) -> list[tuple[list[str], list[str], list[str]]]:
    """Each run is an equal stretch and the change after it; a tiny equal stretch between larger changes goes into them."""
    kept: list[tuple[list[str], list[str], list[str]]] = []
    for equal, deleted, inserted in runs:
        words = sum(1 for token in equal if _WORD.search(token))
        before = kept[-1] if kept else ([], [], [])
        around = sum(1 for token in [*before[1], *before[2], *deleted, *inserted] if _WORD.search(token))
        if equal and kept and (before[1] or before[2]) and (deleted or inserted) and words <= _SHORT_RUN and around > 2 * words:
            before[1].extend([*equal, *deleted])
            before[2].extend([*equal, *inserted])
        else:
            kept.append((list(equal), list(deleted), list(inserted)))
    return kept


def _pieces(runs: list[tuple[list[str], list[str], list[str]]]) -> list[Piece]:
    """The runs as pieces; the space that both sides of a change begin with stays outside it."""
    found: list[Piece] = []
    for equal, deleted, inserted in runs:
        same, out, into = "".join(equal), "".join(deleted), "".join(inserted)
        while out and into and out[0] == into[0] and out[0].isspace():
            same, out, into = same + out[0], out[1:], into[1:]
        if same:
            found.append(Piece("equal", same))
        if out:
            found.append(Piece("deleted", out))
        if into:
            found.append(Piece("inserted", into))
    return found


def likeness(old: str, new: str) -> float:
    """The share of words that two texts have in common and in order, from 0 to 1."""
    return _likeness(_words(old), _words(new))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _likeness(old: Sequence[str], new: Sequence[str]) -> float:
    return float(Indel.normalized_similarity(old, new)) if old or new else 1.0


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Match, ...]:
    """Which paragraph of one version answers which of the other, in the order of the new one; dropped ones where they stood.

    Identical paragraphs go first, then the likest pairs; of equals those nearest to their place. A paragraph that with its neighbour is
    liker to one of the other version than alone is a split or a merger. Pairs that leave the common order are moved.
    """
    words = [_words(text) for text in old], [_words(text) for text in new]
    pairs = _identical(old, new)
    pairs.update(_likest(words, pairs))
    alike = {o: (1.0 if old[o] == new[n] else _likeness(words[0][o], words[1][n])) for o, n in pairs.items()}
    splits = _divided(words[0], words[1], pairs, alike)
    taken = {n for parts in splits.values() for n in parts}
    back = {n: o for o, n in pairs.items()}
    mergers = _divided(words[1], words[0], back, {n: alike[o] for n, o in back.items()}, never={*splits})
    mergers = {n: parts for n, parts in mergers.items() if n not in taken}
    return _in_order(len(old), len(new), pairs, alike, splits, mergers, words)


def _identical(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Identical paragraphs in pairs; the first of one with the first of the other."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(new):
        places.setdefault(text, []).append(place)
    return {place: places[text].pop(0) for place, text in enumerate(old) if places.get(text)}


def _likest(words: tuple[list[list[str]], list[list[str]]], taken: dict[int, int]) -> dict[int, int]:
    """The likest pairs of what is left, each paragraph in one pair."""
    used = set(taken.values())
    left = [place for place in range(len(words[0])) if place not in taken]
    right = [place for place in range(len(words[1])) if place not in used]
    bags = {place: Counter(words[1][place]) for place in right}
    scale = max(len(words[0]), len(words[1]), 1)
    ranked = []
    for o in left:
        bag = Counter(words[0][o])
        for n in right:
            size = len(words[0][o]) + len(words[1][n])
            if size and 2 * (bag & bags[n]).total() / size >= LEAST_LIKENESS:
                alike = _likeness(words[0][o], words[1][n])
                if alike >= LEAST_LIKENESS:
                    ranked.append((-alike, abs(o / scale - n / scale), o, n))
    found: dict[int, int] = {}
    done: set[int] = set()
    for _, _, o, n in sorted(ranked):
        if o not in found and n not in done:
            found[o] = n
            done.add(n)
    return found


def _divided(
    whole: list[list[str]],
    parts: list[list[str]],
    pairs: dict[int, int],
    alike: dict[int, float],
    never: frozenset[int] | set[int] = frozenset(),
) -> dict[int, tuple[int, ...]]:
    """Paragraphs of one version that two or more neighbours of the other make up together, liker than any one of them alone."""
    used = set(pairs.values())
    found: dict[int, tuple[int, ...]] = {}
    for one, first in sorted(pairs.items()):
        if one in never or alike[one] >= 1.0:
            continue
        chosen: tuple[int, ...] = (first,)
        best = alike[one]
        growing = True
        while growing:
            growing = False
            for near in (chosen[-1] + 1, chosen[0] - 1):
                if not 0 <= near < len(parts) or near in used or not parts[near]:
                    continue
                trial = tuple(sorted((*chosen, near)))
                together = _likeness(whole[one], [word for place in trial for word in parts[place]])
                if together > best + _BETTER:
                    chosen, best, growing = trial, together, True
                    break
        if len(chosen) > 1:
            found[one] = chosen
            used.update(chosen)
    return found


def _in_order(
    olds: int,
    news: int,
    pairs: dict[int, int],
    alike: dict[int, float],
    splits: dict[int, tuple[int, ...]],
    mergers: dict[int, tuple[int, ...]],
    words: tuple[list[list[str]], list[list[str]]],
) -> tuple[Match, ...]:
    """The matches, those of old paragraphs that have none set in where they stood."""
    steady = _steady(pairs)
    by_new: dict[int, Match] = {}
    placed: set[int] = set()
    for o, n in pairs.items():
        if o in splits:
            together = _likeness(words[0][o], [word for place in splits[o] for word in words[1][place]])
            by_new[splits[o][0]] = Match(Change.SPLIT, (o,), splits[o], together)
            placed.add(o)
        elif n in mergers:
            together = _likeness([word for place in mergers[n] for word in words[0][place]], words[1][n])
            by_new[n] = Match(Change.MERGED, mergers[n], (n,), together)
            placed.update(mergers[n])
        else:
            change = Change.MOVED if o not in steady else Change.KEPT if alike[o] == 1.0 else Change.CHANGED
            by_new[n] = Match(change, (o,), (n,), alike[o])
            placed.add(o)
    covered = {n for match in by_new.values() for n in match.new}
    for n in range(news):
        if n not in covered:
            by_new[n] = Match(Change.NEW, (), (n,), 0.0)
    found = [by_new[n] for n in sorted(by_new)]
    for o in range(olds):
        if o not in placed:
            after = max((place for place, match in enumerate(found) if match.old and match.old[-1] < o), default=-1)
            found.insert(after + 1, Match(Change.DROPPED, (o,), (), 0.0))
    return tuple(found)


def _steady(pairs: dict[int, int]) -> set[int]:
    """The old places of the longest series of pairs that keeps its order."""
    ends: list[int] = []
    chain: list[int] = []
    back: dict[int, int] = {}
    for o in sorted(pairs):
        n = pairs[o]
        place = bisect_left(ends, n)
        back[o] = chain[place - 1] if place else -1
        if place == len(ends):
            ends.append(n)
            chain.append(o)
        else:
            ends[place], chain[place] = n, o
    steady: set[int] = set()
    place = chain[-1] if chain else -1
    while place >= 0:
        steady.add(place)
        place = back[place]
    return steady
