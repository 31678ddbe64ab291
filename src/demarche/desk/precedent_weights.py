"""The weights of the precedent ranking: read from the pack, and fitted again from known precedents up to 2021."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.adapters.store import pack_folder
from demarche.model.evidence import Failure
from demarche.subjects.texts.draft import DraftParagraph, Section
from demarche.subjects.texts.precedent import Weights
from demarche.subjects.texts.precedent.gold import gold_pairs
from demarche.subjects.texts.precedent.trial import (
    LAST_YEAR_TUNED,
    Sample,
    Told,
    fit_weights,
    joined,
    sample_drafts,
    search_again,
)

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex

_FILE = "precedent_weights.toml"
_GROUPS = ("in_draft", "alone", "precedent_in_draft", "precedent_alone")
_PARAGRAPHS = 3000


@cache
def precedent_weights() -> Weights:
    """The shipped weights. Raises `Failure` where the file of the pack is not sound."""
    path = pack_folder("texts") / _FILE
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        return Weights(*({str(name): float(value) for name, value in content[group].items()} for group in _GROUPS))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Failure(
            "The weights of the precedent ranking cannot be read.", where=str(path), next_step="Reinstall Demarche."
        ) from error


def trial(index: ParagraphIndex, first: int, last: int, told: Told, most: int = _PARAGRAPHS) -> Sample:
    """Search again for the known precedents of the years, at most about `most` paragraphs of each organ."""

    def words(place: int) -> DraftParagraph:
        each = index.paragraph(place)
        section: Section = "operative" if each.section == "operative" else "preambular"
        return DraftParagraph(section, each.number, each.lead, each.verbs, each.text)

    pairs = gold_pairs(index.corpus, index.chains.links)
    drafts = sample_drafts(index.corpus, pairs, first, last, most)
    return search_again(index.corpus, index.candidates, words, index.chains, drafts, told)


def fit_precedent_weights(index: ParagraphIndex, into: Path) -> Weights:
    """Fit the weights on the renewals up to 2021 and write the file of the pack. For maintainers: it takes some minutes."""
    from tomli_w import dumps

    samples = [trial(index, 1946, LAST_YEAR_TUNED, told) for told in Told]
    fitted = fit_weights(joined(samples))
    groups = {group: {name: round(value, 4) for name, value in getattr(fitted, group).items()} for group in _GROUPS}
    carried = sum(case.pair is not None for case in samples[0].in_draft)
    content: dict[str, Any] = {"how": _how(carried, len(samples[0].in_draft) - carried)} | groups
    into.write_text(dumps(content, multiline_strings=False), "utf-8")
    return Weights(*groups.values())


def _how(carried: int, new: int) -> Mapping[str, object]:
    return {
        "method": "conditional logit over each paragraph's candidates; logistic regression for whether there is a precedent",
        "last_year": LAST_YEAR_TUNED,
        "carried_over_paragraphs": carried,
        "new_paragraphs": new,
        "searched": "three times: told the agenda item and the citations, the citations, and nothing",
        "function": "demarche.desk.precedent_weights.fit_precedent_weights",
    }
