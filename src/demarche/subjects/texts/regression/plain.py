"""The plainest comparison, to stand beside ours: counts of known words in the two paragraphs, whatever clause they stand in."""

from __future__ import annotations

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.humanitarian_law import references
from demarche.subjects.texts.regression.reading import ActingParagraph, read
from demarche.subjects.texts.regression.words_of_hedging import hedges
from demarche.subjects.texts.verbs import read_act


def plain_codes(draft: ActingParagraph, adopted: ActingParagraph) -> frozenset[Code]:
    """What leading verbs, numbers of hedges and numbers of references to humanitarian law say the draft weakens."""
    one, two = read_act(adopted.lead, adopted.text[len(adopted.lead) :]), read_act(draft.lead, draft.text[len(draft.lead) :])
    found = set()
    if one and two and (one.axis is not two.axis or two.strength_on_axis < one.strength_on_axis):
        found.add(Code.VERB)
    before, after = read(adopted), read(draft)
    if len(hedges(after)) > len(hedges(before)):
        found.add(Code.HEDGE)
    if sum(map(len, references(after).values())) < sum(map(len, references(before).values())):
        found.add(Code.HUMANITARIAN_LAW)
    return frozenset(found)
