"""The humanitarian provisions of a ceasefire text: had or lacking, with the nearest wording in agreements the user has and in Council texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.adapters.drafts import DraftFile
from demarche.desk.element_gaps import ElementStanding
from demarche.desk.precedents import WordingUse, leading_act, wording_use
from demarche.desk.text_base import COUNCIL
from demarche.subjects.texts import Act, Axis, DraftParagraph, Element, How
from demarche.subjects.texts.alignment import likeness
from demarche.subjects.texts.coverage import AdoptedForm
from demarche.subjects.texts.precedent import SECTIONS, words
from demarche.subjects.texts.provisions import PROVISION_WORDS, FoundProvision, Provision, find_provisions

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex

_CANDIDATES = 200
_LONG = 60
"""So many words more weigh as much as one step of a verb's strength less."""


@dataclass(frozen=True, slots=True)
class AgreedProvision:
    """The wording of a provision in an agreement that the user has: the file, the paragraph's number and its words."""

    agreement: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class ProvisionStanding:
    """One provision: the numbers of the draft's paragraphs that have it, those that bind somebody, and wording to take it from.

    `council` is a Council paragraph that calls for it, none where none was found before the day.
    """

    provision: Provision
    paragraphs: tuple[str, ...]
    binding: tuple[str, ...]
    agreements: tuple[AgreedProvision, ...]
    council: AdoptedForm | None

    @property
    def is_gap(self) -> bool:
        """Whether no paragraph of the draft binds anybody to it."""
        return not self.binding


def provision_standings(
    index: ParagraphIndex | None,
    paragraphs: Sequence[DraftParagraph],
    elements: Sequence[ElementStanding],
    agreements: Sequence[DraftFile],
    on: dt.date,
) -> tuple[ProvisionStanding, ...]:
    """Every provision of a ceasefire text, had or lacking.

    `elements` give the Council's wording where a provision is a protection element; others are looked for in `index`, none where no
    texts are here.
    """
    strongest = {each.element: each.strongest for each in elements}
    loaded = [(file.name, file.draft.paragraphs, find_provisions(file.draft.paragraphs)) for file in agreements]
    found = []
    for n, each in enumerate(find_provisions(paragraphs)):
        own = " ".join(paragraphs[place].text for place in each.places)
        from_agreements = tuple(
            _nearest(name, theirs, provisions[n], own) for name, theirs, provisions in loaded if provisions[n].places
        )
        found.append(
            ProvisionStanding(
                each.provision,
                _named(paragraphs, each.places),
                _named(paragraphs, each.committed),
                from_agreements,
                _council(index, each.provision, strongest, on),
            )
        )
    return tuple(found)


def _named(paragraphs: Sequence[DraftParagraph], places: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paragraphs[n].number or paragraphs[n].section for n in places))


def _nearest(name: str, paragraphs: Sequence[DraftParagraph], found: FoundProvision, own: str) -> AgreedProvision:
    """The paragraph of an agreement that is most like the draft's; where the draft has none, the first that binds somebody."""
    places = found.committed or found.places
    best = max(places, key=lambda n: likeness(paragraphs[n].text, own)) if own else places[0]
    return AgreedProvision(name, paragraphs[best].number, paragraphs[best].text)


def _council(
    index: ParagraphIndex | None, provision: Provision, strongest: Mapping[Element, AdoptedForm | None], on: dt.date
) -> AdoptedForm | None:
    wanted = PROVISION_WORDS[provision]
    if wanted.element is not None:
        return strongest.get(wanted.element)
    if index is None:
        return None
    fitting = wanted.council or wanted.pattern
    found: tuple[float, WordingUse, Act] | None = None
    for rank, place in enumerate(index.candidates(words(wanted.search), index.corpus.before(on), _CANDIDATES).tolist()):
        document = index.corpus.of(place)
        if document.organ != COUNCIL or document.kind != "resolution" or SECTIONS[index.corpus.section[place]] != "operative":
            continue
        act = leading_act(index, place)
        if act is None or act.axis is not Axis.DIRECTIVE:
            continue
        use = wording_use(index, place)
        # the engine's order, but a firm and short paragraph goes before a soft and long one
        worth = act.strength_on_axis - len(use.text.split()) / _LONG - rank / _CANDIDATES
        if fitting.search(use.text) and (found is None or worth > found[0]):
            found = worth, use, act
    return _form(found[1], found[2].verb, found[2].strength_on_axis) if found else None


def _form(use: WordingUse, verb: str, strength: float) -> AdoptedForm:
    return AdoptedForm(
        How.DEMANDED,
        verb,
        strength,
        use.symbol,
        use.paragraph,
        use.seq,
        use.section,
        use.date,
        use.vote,
        len(use.text.split()),
        0,
        use.text,
    )
