"""Two readings side by side: which words of one were carried over into the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from demarche.subjects.texts.regression.reading import FUNCTION_WORDS, Reading, act_at, governing
from demarche.subjects.texts.verbs import Act

_AROUND = 8
LEAST_OF_BOTH, LEAST_OF_SHORTER, LEAST_OF_OTHER_TEXTS = 0.5, 0.75, 0.6
LONGEST_REPLACEMENT = 8
"""One act takes the place of another where the words between which it stands are no more than these."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch where the two differ: tokens of the firmer text that are gone, and those of the other that took their place."""

    firm_start: int
    firm_end: int
    soft_start: int
    soft_end: int


@dataclass(frozen=True)
class Pairing:
    """The text that is asked whether something of it was lost (`firm`), and the one in which it would be missing (`soft`).

    `to_soft` and `to_firm` give each token its counterpart in the other text, -1 where it has none.
    """

    firm: Reading
    soft: Reading
    to_soft: tuple[int, ...]
    to_firm: tuple[int, ...]
    gaps: tuple[Gap, ...]

    def are_versions(self, *, of_one_chain: bool = True) -> bool:
        """Whether the two are versions of one paragraph: half of their words are common, or most of the shorter one's.

        Of texts that do not continue one another three fifths must be: they share formulas, and with fewer words in common about half of
        the findings were wrong.
        """
        common = sum(place >= 0 for place in self.to_soft)
        if not of_one_chain:
            return 2 * common >= LEAST_OF_OTHER_TEXTS * (len(self.firm.tokens) + len(self.soft.tokens))
        shorter = min(len(self.firm.tokens), len(self.soft.tokens))
        both = len(self.firm.tokens) + len(self.soft.tokens)
        return common >= LEAST_OF_SHORTER * shorter or 2 * common >= LEAST_OF_BOTH * both

    def gap_of_firm(self, place: int) -> Gap | None:
        """The gap in which a token of the firmer text is lost."""
        return next((gap for gap in self.gaps if gap.firm_start <= place < gap.firm_end), None)

    def gap_of_soft(self, place: int) -> Gap | None:
        """The gap in which a token of the other text is new."""
        return next((gap for gap in self.gaps if gap.soft_start <= place < gap.soft_end), None)

    def is_kept_around_firm(self, start: int, end: int, share: float = 0.5) -> bool:
        """Whether the words around tokens of the firmer text were carried over."""
        return _kept_around(self.firm, self.to_soft, start, end) >= share

    def is_kept_around_soft(self, start: int, end: int, share: float = 0.5) -> bool:
        """Whether the words around tokens of the other text come from the firmer one."""
        return _kept_around(self.soft, self.to_firm, start, end) >= share

    def turned(self) -> Pairing:
        """The same with the two texts in each other's place."""
        gaps = tuple(Gap(gap.soft_start, gap.soft_end, gap.firm_start, gap.firm_end) for gap in self.gaps)
        return Pairing(self.soft, self.firm, self.to_firm, self.to_soft, gaps)


def _kept_around(reading: Reading, counterpart: tuple[int, ...], start: int, end: int) -> float:
    """The share of tokens near a stretch that have a counterpart; signs that end a sentence end the neighbourhood."""
    near: list[int] = []
    for step, first, edge in ((-1, start - 1, -1), (1, end, len(reading.tokens))):
        place = first
        while place != edge and abs(place - first) < _AROUND and reading.tokens[place] not in {";", "."}:
            near.append(place)
            place += step
    words = [place for place in near if reading.tokens[place].isalnum() or len(reading.tokens[place]) > 1]
    return sum(counterpart[place] >= 0 for place in words) / len(words) if words else 0.0


def pair(firm: Reading, soft: Reading) -> Pairing:
    """Pair two readings by the longest common subsequence of their tokens; stray function words between changes are no pairs."""
    runs = [
        (step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(firm.tokens, soft.tokens)
        if step.tag == "equal"
    ]
    kept = [run for n, run in enumerate(runs) if not _is_stray(runs, n, firm, soft)]
    to_soft, to_firm = [-1] * len(firm.tokens), [-1] * len(soft.tokens)
    gaps: list[Gap] = []
    at_firm = at_soft = 0
    for start, other, length in [*kept, (len(firm.tokens), len(soft.tokens), 0)]:
        if start > at_firm or other > at_soft:
            gaps.append(Gap(at_firm, start, at_soft, other))
        for n in range(length):
            to_soft[start + n], to_firm[other + n] = other + n, start + n
        at_firm, at_soft = start + length, other + length
    firm, soft = _with_acts_of(firm, soft, to_firm), _with_acts_of(soft, firm, to_soft)
    turned = [Gap(gap.soft_start, gap.soft_end, gap.firm_start, gap.firm_end) for gap in gaps]
    firm, soft = _with_replaced_acts(firm, soft, turned), _with_replaced_acts(soft, firm, gaps)
    return Pairing(firm, soft, tuple(to_soft), tuple(to_firm), tuple(gaps))


def _with_acts_of(reading: Reading, other: Reading, places: list[int]) -> Reading:
    """A reading with the acts that only the other one is known to have, where words of their phrases were carried over."""
    own = [(placed.act, placed.start, placed.end) for placed in reading.acts]
    taken = reading.of_acts()
    for placed in other.acts:
        there = [places[n] for n in range(placed.start, placed.end) if places[n] >= 0]
        if not there or there[-1] - there[0] != len(there) - 1 or taken.intersection(there):
            continue
        act = act_at(reading, there[0], there[-1] + 1)
        if act is not None:
            own.append((act, there[0], there[-1] + 1))
    return _with(reading, own)


def _with_replaced_acts(reading: Reading, other: Reading, gaps: list[Gap]) -> Reading:
    """A reading with acts that no comma or joining word announces, known by the act of the other text that they replace.

    `gaps` have the other text as the firmer one.
    """
    own = [(placed.act, placed.start, placed.end) for placed in reading.acts]
    taken = reading.of_acts()
    for placed in other.acts:
        gap = next((each for each in gaps if each.firm_start < placed.end and placed.start < each.firm_end), None)
        if gap is None or not 0 < gap.soft_end - gap.soft_start <= LONGEST_REPLACEMENT:
            continue
        if taken.intersection(range(gap.soft_start, gap.soft_end)):
            continue
        act = act_at(reading, gap.soft_start, gap.soft_end)
        if act is not None:
            own.append((act, gap.soft_start, gap.soft_end))
    return _with(reading, own)


def _with(reading: Reading, acts: list[tuple[Act, int, int]]) -> Reading:
    if len(acts) == len(reading.acts):
        return reading
    acts.sort(key=lambda each: each[1])
    return replace(reading, acts=governing(reading.tokens, acts))


def _is_stray(runs: list[tuple[int, int, int]], n: int, firm: Reading, soft: Reading) -> bool:
    """Whether an equal run is one or two function words in the middle of a rewritten stretch."""
    start, other, length = runs[n]
    if length > 2 or not all(token in FUNCTION_WORDS for token in firm.tokens[start : start + length]):
        return False
    before = (runs[n - 1][0] + runs[n - 1][2], runs[n - 1][1] + runs[n - 1][2]) if n else (0, 0)
    after = runs[n + 1][:2] if n + 1 < len(runs) else (len(firm.tokens), len(soft.tokens))
    left = max(start - before[0], other - before[1])
    right = max(after[0] - start - length, after[1] - other - length)
    return left > 1 and right > 1
