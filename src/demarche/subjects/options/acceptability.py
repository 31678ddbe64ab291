"""How often each option comes first, second, … when neither the weights nor the ratings are certain.

The method is SMAA-2: Lahdelma and Salminen (2001), "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision
Making", Operations Research 49(3): 444–454. Ratings are drawn evenly from their intervals, weights evenly from all that the stated
preferences leave, and values add up. What comes out is the share of draws in which an option takes each rank, the weights that
speak for it (the mean of those that put it first), and how often it would still come first under those very weights (confidence).

The shares say how far the *stated* uncertainty decides the order. They are not the chance that an option works.

Draws are split into parts of fixed size, each with its own stream spawned from the seed, and whole numbers are added up. Any number
of workers therefore gives the same answer, and the order in which options and criteria are written does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import UseError
from demarche.subjects.options.entry_point import CRITERIA, Better, Criterion, EntryPoint
from demarche.subjects.options.weights import Preferences, WeightRegion

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[Any]

DRAWS = 100_000
PART = 2_000
CONFIDENCE_DRAWS = 10_000

Run = Callable[[Callable[["Part"], "Tally"], Iterable["Part"]], Iterable["Tally"]]
"""Something that runs a function over parts and gives the results in order: `map`, or an executor's."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Options by criteria with the worst and best value of each rating, from 0 (the bad end of the scale) to 1 (the good end).

    Options and criteria are sorted by id; `not_rated` lists the pairs for which nobody gave a rating.
    """

    options: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    low: Array
    high: Array
    region: WeightRegion
    not_rated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the draws: the comparison, how many, and the stream of random numbers."""

    comparison: Comparison
    size: int
    seed: np.random.SeedSequence


@dataclass(frozen=True, slots=True)
class Tally:
    """What a part found: how often each option took each rank (options × ranks), and the weights of its firsts, summed."""

    ranks: Array
    weights: Array


@dataclass(frozen=True, slots=True)
class OptionAcceptability:
    """One option: the share of draws in which it came first, second, …; the weights that speak for it; its confidence.

    `central_weights` is empty and `confidence` is nothing where it never came first.
    """

    option: str
    ranks: tuple[float, ...]
    central_weights: Mapping[str, float]
    confidence: float | None

    @property
    def first(self) -> float:
        """The share of draws in which it came first."""
        return self.ranks[0]

    @property
    def mean_rank(self) -> float:
        """Its rank on average, 1 for first."""
        return sum((n + 1) * share for n, share in enumerate(self.ranks))


@dataclass(frozen=True, slots=True)
class Acceptability:
    """All options, most often first at the top, with the draws and the seed that give the same figures again."""

    options: tuple[OptionAcceptability, ...]
    comparison: Comparison
    draws: int
    seed: int

    @property
    def leader(self) -> str:
        """The option that came first most often."""
        return self.options[0].option


def compare(
    entry_points: Iterable[EntryPoint], criteria: Sequence[Criterion] = CRITERIA, preferences: Preferences | None = None
) -> Comparison:
    """Lay options and criteria out for drawing. A missing rating counts as the whole scale.

    Raises `UseError` where there is no option or no criterion, an id is used twice, a rating names an unknown criterion or leaves
    its scale, or the preferences leave no weights.
    """
    import numpy as np

    points = sorted(entry_points, key=lambda point: point.id)
    scales = tuple(sorted(criteria, key=lambda criterion: criterion.id))
    ids = [criterion.id for criterion in scales]
    _refuse_doubles([point.id for point in points], "option")
    _refuse_doubles(ids, "criterion")
    low, high = np.zeros((len(points), len(scales))), np.ones((len(points), len(scales)))
    not_rated = []
    for i, point in enumerate(points):
        for unknown in sorted(set(point.ratings) - set(ids)):
            raise UseError(f"“{unknown}” is not one of the criteria.", where=point.id, next_step=f"Use one of: {', '.join(ids)}.")
        for j, criterion in enumerate(scales):
            if criterion.id in point.ratings:
                low[i, j], high[i, j] = _on_scale(point, criterion)
            else:
                not_rated.append((point.id, criterion.id))
    region = WeightRegion.of(ids, preferences or Preferences())
    return Comparison(tuple(point.id for point in points), scales, low, high, region, tuple(not_rated))


def _refuse_doubles(ids: list[str], what: str) -> None:
    if not ids:
        raise UseError(f"There is no {what} to compare.", next_step="Add one, or see why the gates held all of them back.")
    for name in ids:
        if ids.count(name) > 1:
            raise UseError(f"The {what} “{name}” is there more than once.", next_step="Give each its own id.")


def _on_scale(point: EntryPoint, criterion: Criterion) -> tuple[float, float]:
    rating = point.ratings[criterion.id]
    low = rating.value if rating.low is None else rating.low
    high = rating.value if rating.high is None else rating.high
    if not criterion.low <= low <= high <= criterion.high:
        raise UseError(
            f"The rating {low:g}–{high:g} leaves the scale of “{criterion.id}”, {criterion.low:g}–{criterion.high:g}.",
            where=point.id,
            next_step="Correct the rating or the scale.",
        )
    span = criterion.high - criterion.low
    worst, best = (low - criterion.low) / span, (high - criterion.low) / span
    return (1.0 - best, 1.0 - worst) if criterion.direction is Better.LESS else (worst, best)


def parts(comparison: Comparison, draws: int = DRAWS, seed: int = 1) -> tuple[Part, ...]:
    """The draws as parts that can be worked on anywhere: their number and streams depend on `draws` and `seed` alone."""
    import numpy as np

    if draws < 1:
        raise UseError("At least one draw is needed.", where=f"draws={draws}")
    count = -(-draws // PART)
    streams = np.random.SeedSequence(seed).spawn(count)
    sizes = [PART] * (count - 1) + [draws - PART * (count - 1)]
    return tuple(Part(comparison, size, stream) for size, stream in zip(sizes, streams, strict=True))


def draw(comparison: Comparison, size: int, stream: np.random.SeedSequence) -> tuple[Array, Array]:
    """`size` draws of the weights (size × criteria) and of the options' values under them (size × options)."""
    import numpy as np

    random = np.random.Generator(np.random.SFC64(stream))
    weights = comparison.region.draw(size, random)
    values = weights @ comparison.low.T
    width = comparison.high - comparison.low
    for j in range(width.shape[1]):
        uncertain = np.flatnonzero(width[:, j])
        if uncertain.size == 0:
            continue
        noise = random.random((size, uncertain.size))
        noise *= width[uncertain, j]
        noise *= weights[:, j : j + 1]
        if uncertain.size == values.shape[1]:
            values += noise
        else:
            values[:, uncertain] += noise
    return weights, values


def tally(part: Part) -> Tally:
    """Work on one part: how often each option took each rank, and the summed weights of its firsts."""
    import numpy as np

    weights, values = draw(part.comparison, part.size, part.seed)
    count = values.shape[1]
    order = np.argsort(-values, axis=1)
    cells = order * count + np.arange(count)
    ranks = np.bincount(cells.ravel(), minlength=count * count).reshape(count, count)
    first = order[:, 0]
    summed = np.stack([np.bincount(first, weights=column, minlength=count) for column in weights.T], axis=1)
    return Tally(ranks, summed)


def rank_acceptability(
    comparison: Comparison, *, draws: int = DRAWS, seed: int = 1, run: Run = map, confidence_draws: int = CONFIDENCE_DRAWS
) -> Acceptability:
    """How often each option takes each rank. `run` may spread the parts over workers; the answer is the same."""
    import numpy as np

    found = list(run(tally, parts(comparison, draws, seed)))
    ranks = np.sum([one.ranks for one in found], axis=0) / draws
    weights = np.sum([one.weights for one in found], axis=0)
    for group in _alike(comparison):
        # Options with the same certain ratings tie in every draw: they share the ranks that they take between them.
        ranks[group] = ranks[group].mean(axis=0)
        weights[group] = weights[group].mean(axis=0)
    firsts = ranks[:, 0] * draws
    central = np.divide(weights, firsts[:, None], out=np.zeros_like(weights), where=firsts[:, None] > 0)
    confidence = _confidence(comparison, central, np.flatnonzero(firsts > 0), confidence_draws, seed)
    ids = [criterion.id for criterion in comparison.criteria]
    options = [
        OptionAcceptability(
            option,
            tuple(ranks[i].tolist()),
            dict(zip(ids, central[i].tolist(), strict=True)) if firsts[i] > 0 else {},
            confidence.get(i),
        )
        for i, option in enumerate(comparison.options)
    ]
    options.sort(key=lambda one: (-one.first, one.mean_rank, one.option))
    return Acceptability(tuple(options), comparison, draws, seed)


def _alike(comparison: Comparison) -> list[list[int]]:
    groups: dict[bytes, list[int]] = {}
    for i, (low, high) in enumerate(zip(comparison.low, comparison.high, strict=True)):
        if (low == high).all():
            groups.setdefault(low.tobytes(), []).append(i)
    return [group for group in groups.values() if len(group) > 1]


def _confidence(comparison: Comparison, central: Array, candidates: Array, draws: int, seed: int) -> dict[int, float]:
    """How often each candidate comes first under its own central weights, ratings drawn anew (a tie counts for it)."""
    import numpy as np

    random = np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, 1])))
    wins = np.zeros(candidates.size)
    done = 0
    width = comparison.high - comparison.low
    while done < draws:
        size = min(PART // 4, draws - done)
        ratings = comparison.low + width * random.random((size, *width.shape))
        values = ratings @ central[candidates].T  # size × options × candidates
        own = values[:, candidates, np.arange(candidates.size)]
        wins += (own >= values.max(axis=1)).sum(axis=0)
        done += size
    return {int(i): float(won / draws) for i, won in zip(candidates, wins, strict=True)}
