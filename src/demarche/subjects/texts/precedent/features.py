"""What speaks for a candidate: how alike its words are, how old it is, who adopted it, and what the draft around it says."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.texts.precedent.corpus import Corpus
from demarche.subjects.texts.precedent.kin import Kin
from demarche.subjects.texts.precedent.likeness import HEAVY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Floats = NDArray[np.float64]

ALONE: tuple[str, ...] = (
    *("likeness", "likeness_squared", "identical", "covers_draft", "covers_candidate", "cited", "same_agenda", "same_organ", "age"),
    *("behind_newest", "same_kind"),
)
IN_DRAFT = (
    *(*ALONE, "kin", "support", "most_support", "behind_best_in_document", "behind_best_in_draft"),
    *("cited_continuing", "same_agenda_continuing"),
)
"""Names of the features, in the order of the columns.

`likeness` is that of `likeness.py`, `identical` whether it is 1; `covers_draft` and `covers_candidate` the share of either's
words that are common. `cited`: the draft names the candidate's document; `same_kind`: both are resolutions, or both
presidential statements. `age` and `behind_newest` are ln(1 + years) before the draft, and before the newest candidate that is
as alike: an old text is not set back by newer ones that are less alike. `kin`: the document is among the draft's kin; `support`
how much of the draft it accounts for, `most_support` whether it is the document that accounts for most.
`behind_best_in_document`: likeness less that of the best paragraph of the same document; `behind_best_in_draft`: likeness less
that of the paragraph of the draft that this candidate resembles most (0 where it is this one). `cited_continuing`,
`same_agenda_continuing`: the two with the highest support of any document, where the likeness is .4 or more: a draft that
continues no document cites much that it takes nothing from, and so does a paragraph that is like nothing in what the draft
continues.
"""

_YEAR = 365.25
_IDENTICAL = 0.9999
_AS_ALIKE = 0.02


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a draft besides its words: the day, its kind, and where given organ, agenda item, the resolutions it cites."""

    day: int
    kind: str = "resolution"
    organ: str = ""
    agenda_item: str = ""
    cited: frozenset[str] = frozenset()


def candidate_features(
    corpus: Corpus, setting: Setting, length: int, places: Places, alike: Floats, kin: Kin | None = None, row: int = 0
) -> Floats:
    """One row for each candidate, columns as `IN_DRAFT` where the draft's `kin` is given (`row` is the paragraph's), else `ALONE`.

    `length` counts the words of the paragraph, `alike` is its likeness to each of `places`.
    """
    if not len(places):
        return np.zeros((0, len(IN_DRAFT if kin else ALONE)))
    numbers = corpus.document[places]
    documents = [corpus.documents[number] for number in numbers]
    days = corpus.days[numbers].astype(float)
    own = corpus.lengths[places].astype(float)
    common = alike * (own + length) / 2
    agenda = _plain(setting.agenda_item)
    cited = _flags(document.symbol in setting.cited for document in documents)
    same_agenda = _flags(bool(agenda) and _plain(document.agenda_item) == agenda for document in documents)
    columns = [
        alike,
        alike**2,
        (alike > _IDENTICAL).astype(float),
        common / max(length, 1),
        common / np.maximum(own, 1),
        cited,
        same_agenda,
        _flags(document.organ == setting.organ for document in documents),
        np.log1p(np.maximum(setting.day - days, 0) / _YEAR),
        np.log1p((_newest_as_alike(days, alike) - days) / _YEAR),
        _flags(document.kind == setting.kind for document in documents),
    ]
    if kin is not None:
        columns += _among_kin(kin, row, places, [document.symbol for document in documents], alike)
        continuing = kin.most_support * (alike >= HEAVY)
        columns += [cited * continuing, same_agenda * continuing]
    return np.column_stack(columns)


def _among_kin(kin: Kin, row: int, places: Places, symbols: Collection[str], alike: Floats) -> list[Floats]:
    support = np.array([kin.support.get(symbol, 0.0) for symbol in symbols])
    columns = [kin.column.get(int(place)) for place in places]
    best_here = [kin.best_in_document[symbol][row] if symbol in kin.spans else 0.0 for symbol in symbols]
    best_of_draft = [kin.best_of_draft[column] if column is not None else 0.0 for column in columns]
    inside = _flags(column is not None for column in columns)
    return [
        inside,
        support,
        (support >= kin.most_support).astype(float) * (support > 0),
        np.where(inside > 0, alike - np.array(best_here), 0.0),
        np.where(inside > 0, alike - np.array(best_of_draft), 0.0),
    ]


def _newest_as_alike(days: Floats, alike: Floats) -> Floats:
    """For each candidate the day of the newest that is as alike or more."""
    newest: Floats = np.where(alike[None, :] >= alike[:, None] - _AS_ALIKE, days[None, :], -np.inf).max(1)
    return newest


def _plain(item: str) -> str:
    return " ".join(item.casefold().replace("’", "'").split()).rstrip(".")


def _flags(values: Iterable[bool]) -> Floats:
    return np.fromiter(values, float)
