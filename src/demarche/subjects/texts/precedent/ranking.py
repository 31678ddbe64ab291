"""Precedents of a draft's paragraphs: candidates by their words, re-ranked by everything that is known.

Two stages after Wilkerson, Smith and Stramp, *American Journal of Political Science* 59(4), 2015, and the Legislative Influence
Detector: a word index gives candidates, an alignment of words ranks them. The ranking is a conditional logit over each paragraph's
candidates (McFadden 1974); its weights were fitted on renewals up to 2021 and are kept in the pack.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from demarche.subjects.texts.draft import DraftParagraph
from demarche.subjects.texts.precedent.citations import cited_resolutions
from demarche.subjects.texts.precedent.corpus import Corpus
from demarche.subjects.texts.precedent.features import ALONE, IN_DRAFT, Setting, candidate_features
from demarche.subjects.texts.precedent.kin import Kin, find_kin
from demarche.subjects.texts.precedent.likeness import likenesses
from demarche.subjects.texts.precedent.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Floats = NDArray[np.float64]

CANDIDATES = 50
FROM_INDEX = 30
ALONE_CANDIDATES = 150
"""A paragraph by itself has no kin to help, so more are taken from the index."""

_ACCOUNTS = 0.25
"""A draft is taken to stand under the agenda item of a document that accounts for this much of it; items are worded anew each year."""

_A_DRAFT = 3
"""From this many paragraphs on a text is a draft that says something about each of its paragraphs."""


class Engine(Protocol):
    """What gives candidates: places of paragraphs among the first `before`, those that share the rarest words first."""

    def __call__(self, spelled: Sequence[str], before: int, count: int) -> Places:
        """At most `count` places for the words of a paragraph."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature weighs, and how the score of the best candidate becomes the probability that there is a precedent.

    `in_draft` and `alone` are by the names in `features.py`; `precedent_in_draft` and `precedent_alone` too, with an `intercept`.
    """

    in_draft: Mapping[str, float]
    alone: Mapping[str, float]
    precedent_in_draft: Mapping[str, float]
    precedent_alone: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one paragraph with their features, before they are ranked. `in_draft` says which features they are."""

    places: Places
    likeness: Floats
    features: Floats
    in_draft: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates of one paragraph, the best first.

    `probability` is that of there being a precedent at all: that the paragraph was carried over from an earlier text and is not
    new. `cited` and `same_agenda` say of each candidate what the ranking used besides the words.
    """

    places: tuple[int, ...]
    likeness: tuple[float, ...]
    scores: tuple[float, ...]
    cited: tuple[bool, ...]
    same_agenda: tuple[bool, ...]
    probability: float


def gather(
    corpus: Corpus,
    engine: Engine,
    paragraphs: Sequence[DraftParagraph],
    on: dt.date,
    *,
    kind: str = "resolution",
    organ: str = "",
    agenda_item: str = "",
    cites: Collection[str] = (),
    use_citations: bool = True,
) -> list[Candidates]:
    """The candidates of each paragraph, all strictly earlier than `on`, from the index and from the draft's kin.

    They are at most 50, and 150 where there are less than three paragraphs. `kind` is the draft's as the corpus names it, `organ` where it
    is negotiated, as the corpus spells it; its item is that of the document which accounts for most of the draft, and `agenda_item` only
    where none accounts for much; `cites` are symbols it is known to rest on, besides those that its words name; `use_citations` set aside
    leaves both out of account.
    """
    before = corpus.before(on)
    spelled = [words(each.text) for each in paragraphs]
    signs = [corpus.alphabet.spell(each) for each in spelled]
    cited = cited_resolutions(each.text for each in paragraphs) | frozenset(cites) if use_citations else frozenset()
    a_draft = len(paragraphs) >= _A_DRAFT
    found = [engine(each, before, FROM_INDEX if a_draft else ALONE_CANDIDATES) for each in spelled]
    kin = find_kin(corpus, signs, found, cited, before) if a_draft else None
    setting = Setting(on.toordinal(), kind, organ, (_item_of(corpus, kin) if kin else "") or agenda_item, cited)
    gathered = []
    for row, own in enumerate(signs):
        places = _with_kin(found[row], kin, row) if kin else found[row]
        alike = likenesses([own], [corpus.signs(int(place)) for place in places])[0].astype(float)
        features = candidate_features(corpus, setting, len(own), places, alike, kin, row)
        gathered.append(Candidates(places, alike, features, a_draft))
    return gathered


def _item_of(corpus: Corpus, kin: Kin) -> str:
    """The agenda item of the document that accounts for most of the draft; empty where none accounts for much of it."""
    symbol = max(kin.support, key=lambda each: kin.support[each], default="")
    return corpus.documents[corpus.number_of[symbol]].agenda_item if symbol and kin.support[symbol] >= _ACCOUNTS else ""


def _with_kin(places: Places, kin: Kin, row: int) -> Places:
    """Candidates of the index, filled up to 50 with the kin paragraphs that are most alike."""
    alike = kin.likeness[row]
    wanted = min(CANDIDATES, len(alike))
    if not wanted:
        return places
    best = np.argpartition(-alike, wanted - 1)[:wanted]
    best = best[np.argsort(-alike[best], kind="stable")]
    return np.array(list(dict.fromkeys([*places.tolist(), *kin.places[best].tolist()]))[:CANDIDATES], np.int64)


def rank(candidates: Candidates, weights: Weights) -> Ranked:
    """Order the candidates of one paragraph and say how likely it is that one of them is a precedent."""
    names = IN_DRAFT if candidates.in_draft else ALONE
    by_name = weights.in_draft if candidates.in_draft else weights.alone
    scores = candidates.features @ np.array([by_name.get(name, 0.0) for name in names])
    order = np.argsort(-scores, kind="stable")
    features = candidates.features[order]
    return Ranked(
        tuple(candidates.places[order].tolist()),
        tuple(candidates.likeness[order].tolist()),
        tuple(scores[order].tolist()),
        tuple((features[:, names.index("cited")] > 0).tolist()),
        tuple((features[:, names.index("same_agenda")] > 0).tolist()),
        probability(candidates, order, weights),
    )


def evidence(candidates: Candidates, order: NDArray[np.int64]) -> dict[str, float]:
    """What speaks for there being a precedent: how alike the best ranked candidate is, and the most alike one."""
    if not len(order):
        return {}
    names = IN_DRAFT if candidates.in_draft else ALONE
    first = dict(zip(names, candidates.features[order[0]], strict=True))
    most = float(candidates.likeness.max())
    return {
        "likeness": first["likeness"],
        "most_likeness": most,
        "most_likeness_squared": most * most,
        "covers_draft": float(candidates.features[:, names.index("covers_draft")].max()),
        "covers_candidate": float(candidates.features[:, names.index("covers_candidate")].max()),
        "cited": first["cited"],
        "same_agenda": first["same_agenda"],
        "support": first.get("support", 0.0),
        "identical": float(candidates.features[:, names.index("identical")].max()),
    }


def probability(candidates: Candidates, order: NDArray[np.int64], weights: Weights) -> float:
    """The probability that there is a precedent; 0 where nothing was found."""
    found = evidence(candidates, order)
    if not found:
        return 0.0
    by_name = weights.precedent_in_draft if candidates.in_draft else weights.precedent_alone
    odds = by_name.get("intercept", 0.0) + sum(by_name.get(name, 0.0) * value for name, value in found.items())
    return float(1 / (1 + np.exp(-np.clip(odds, -35, 35))))


def find_precedents(
    corpus: Corpus,
    engine: Engine,
    weights: Weights,
    paragraphs: Sequence[DraftParagraph],
    on: dt.date,
    *,
    kind: str = "resolution",
    organ: str = "",
    agenda_item: str = "",
    cites: Collection[str] = (),
) -> list[Ranked]:
    """The precedents of each paragraph of a draft, none later than the day before `on`. See `gather` for the parameters."""
    gathered = gather(corpus, engine, paragraphs, on, kind=kind, organ=organ, agenda_item=agenda_item, cites=cites)
    return [rank(each, weights) for each in gathered]
