"""The weights of the precedent ranking: read from the pack, and fitted again from known precedents up to 2021.

They are fitted on renewals and on made-up drafts that continue no one text, so that a citation weighs by how much the draft continues.
"""

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
from demarche.subjects.texts.precedent.composed import search_composed
from demarche.subjects.texts.precedent.fitting import fit_weights, joined
from demarche.subjects.texts.precedent.gold import gold_pairs
from demarche.subjects.texts.precedent.trial import (
    LAST_YEAR_TUNED,
    Sample,
    Told,
    Words,
    sample_drafts,
    search_again,
)

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex

_FILE = "precedent_weights.toml"
_GROUPS = ("in_draft", "alone", "precedent_in_draft", "precedent_alone")
_PARAGRAPHS, _DRAFTS = 3000, 900


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
    drafts = sample_drafts(index.corpus, gold_pairs(index.corpus, index.chains.links), first, last, most)
    return search_again(index.corpus, index.candidates, _words_of(index), index.chains, drafts, told)


def composed_trial(index: ParagraphIndex, first: int, last: int, drafts: int = _DRAFTS, most: int = _PARAGRAPHS) -> Sample:
    """The same for so many made-up drafts that continue no one text."""
    chosen = sample_drafts(index.corpus, gold_pairs(index.corpus, index.chains.links), first, last, most)
    return search_composed(index.corpus, index.candidates, _words_of(index), index.chains, chosen, drafts)


def _words_of(index: ParagraphIndex) -> Words:
    def words(place: int) -> DraftParagraph:
        each = index.paragraph(place)
        section: Section = "operative" if each.section == "operative" else "preambular"
        return DraftParagraph(section, each.number, each.lead, each.verbs, each.text)

    return words


def fit_precedent_weights(index: ParagraphIndex, into: Path) -> Weights:
    """Fit the weights on the renewals up to 2021 and write the file of the pack. For maintainers: it takes some minutes."""
    from tomli_w import dumps

    composed = composed_trial(index, 1946, LAST_YEAR_TUNED)
    samples = [*(trial(index, 1946, LAST_YEAR_TUNED, told) for told in Told), composed]
    fitted = fit_weights(joined(samples))
    groups = {group: {name: round(value, 4) for name, value in getattr(fitted, group).items()} for group in _GROUPS}
    carried = sum(case.pair is not None for case in samples[0].in_draft)
    made_up = len(composed.in_draft)
    content: dict[str, Any] = {"how": _how(carried, len(samples[0].in_draft) - carried, made_up)} | groups
    into.write_text(dumps(content, multiline_strings=False), "utf-8")
    return Weights(*groups.values())


def _how(carried: int, new: int, made_up: int) -> Mapping[str, object]:
    return {
        "method": "conditional logit over each paragraph's candidates; logistic regression for whether there is a precedent; what is .7 alike has one",
        "last_year": LAST_YEAR_TUNED,
        "carried_over_paragraphs": carried,
        "new_paragraphs": new,
        "searched": "three times: told the agenda item and the citations, the citations, and nothing",
        "paragraphs_of_made_up_drafts": made_up,
        "function": "demarche.desk.precedent_weights.fit_precedent_weights",
    }
