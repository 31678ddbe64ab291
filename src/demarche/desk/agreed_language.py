"""The strongest adopted paragraphs on a protection element: where to find agreed language, by symbol and paragraph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from demarche.model.dossier import ConstraintCategory
from demarche.model.evidence import Reference
from demarche.subjects.texts import Element, How

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

ELEMENT_OF = {
    ConstraintCategory.DENIAL_OF_NEEDS: Element.STARVATION_AND_FOOD,
    ConstraintCategory.ENTRY_TO_COUNTRY: Element.HUMANITARIAN_ACCESS,
    ConstraintCategory.MOVEMENT_WITHIN: Element.HUMANITARIAN_ACCESS,
    ConstraintCategory.HOSTILITIES: Element.CONDUCT_OF_HOSTILITIES,
    ConstraintCategory.VIOLENCE_AGAINST_AID: Element.HUMANITARIAN_PERSONNEL,
    ConstraintCategory.INTERFERENCE: Element.HUMANITARIAN_ACCESS,
    ConstraintCategory.MINES_AND_ORDNANCE: Element.MINES_AND_EXPLOSIVE_WEAPONS,
    ConstraintCategory.ACCESS_TO_SERVICES: Element.MEDICAL_CARE,
}
"""Which protection element speaks to a kind of constraint."""


@dataclass(frozen=True, slots=True)
class AgreedParagraph:
    """An adopted paragraph that makes a demand on an element; `verb` governs it, `vote` is the whole text's."""

    element: Element
    symbol: str
    date: dt.date
    paragraph: str
    verb: str
    vote: str
    reference: Reference


def strongest(workspace: Workspace, elements: Iterable[Element], on: dt.date) -> tuple[AgreedParagraph, ...]:
    """For each element the newest of the operative paragraphs with the strongest directive verb, adopted by the day."""
    found = []
    for element in dict.fromkeys(elements):
        row = workspace.tables.rows(
            "select m.symbol, m.paragraph, m.verb, d.date, d.title, d.yes, d.no, d.abstain from council_marks.paragraph_marks m"
            " join un_resolutions.documents d using (symbol) where d.kind = 'resolution' and d.date <= $on and m.section = 'operative'"
            " and m.paragraph <> '' and m.axis = 'directive' and list_contains(m.elements, $wanted)"
            " order by m.strength desc, d.date desc, m.seq limit 1",
            on=on,
            wanted=f"{element}: {How.DEMANDED}",
        )
        for r in row:
            vote = f"{r['yes']}-{r['no']}-{r['abstain']}" if r["yes"] is not None else ""
            reference = Reference(r["title"] or r["symbol"], "United Nations Security Council", date=r["date"], symbol=r["symbol"])
            found.append(AgreedParagraph(element, r["symbol"], r["date"], r["paragraph"], r["verb"], vote, reference))
    return tuple(found)
