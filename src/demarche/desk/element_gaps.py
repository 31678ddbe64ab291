"""What a draft leaves out: the protection elements it does not cover or only cites, each with adopted wording to ask for instead.

The marks of Council texts ship with the program; their words are here once the texts were synced.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from demarche.desk.text_corpus import has_words
from demarche.subjects.texts import DraftParagraph, Element, How
from demarche.subjects.texts.coverage import (
    A_RUNG,
    AdoptedForm,
    Covered,
    ElementCoverage,
    Spoken,
    cover,
    fits,
    how_committed,
    ladder,
    strength_of_asking,
    strongest,
)
from demarche.subjects.texts.finding import share_of

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

_MARKS = "council_marks"
_TEXTS = "un_resolutions"
_LONG = 150
_ALIKE = 6

BestForms = dict[Element, tuple[AdoptedForm | None, tuple[AdoptedForm, ...]]]
_KEPT: WeakKeyDictionary[Workspace, dict[dt.date, BestForms]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class ElementStanding:
    """One protection element in a draft: how far it is covered, where, the strongest adopted form, and the ladder down from it.

    `had_before` are the paragraphs in which the text that the draft is set against commits to the element; empty where there is no
    such text or none commits.
    """

    element: Element
    covered: Covered
    spoken: tuple[Spoken, ...]
    strongest: AdoptedForm | None
    ladder: tuple[AdoptedForm, ...]
    had_before: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether the draft does not cover the element, or only cites or mentions it."""
        return self.covered is not Covered.COMMITTED

    @property
    def asked(self) -> Spoken | None:
        """The demand that the draft makes of it with the strongest verb; none where it demands nothing."""
        demands = [each for each in self.spoken if each.how is How.DEMANDED]
        return max(demands, key=lambda each: strength_of_asking(each.verb), default=None)

    @property
    def is_below(self) -> bool:
        """Whether the draft demands it, with a weaker verb than was adopted."""
        asked, top = self.asked, self.strongest
        if asked is None or top is None or top.how is not How.DEMANDED:
            return False
        return 0 < strength_of_asking(asked.verb) <= top.strength - A_RUNG


def element_standings(
    workspace: Workspace, paragraphs: Sequence[DraftParagraph], on: dt.date, *, base: Sequence[DraftParagraph] = ()
) -> tuple[ElementStanding, ...]:
    """Every protection element of a draft with its adopted forms in Council resolutions before the day; see `ElementStanding`."""
    before = {each.element: each for each in cover(base)}
    asked = _KEPT.setdefault(workspace, {})
    if on not in asked:
        asked[on] = _best_forms(workspace, on)
    found = []
    for each in cover(paragraphs):
        top, rungs = asked[on].get(each.element, (None, ()))
        found.append(ElementStanding(each.element, each.covered, each.spoken, top, rungs, _committed(before.get(each.element))))
    return tuple(found)


def _best_forms(workspace: Workspace, on: dt.date) -> BestForms:
    """For each element its strongest form and its ladder, with their words where they are here.

    Of paragraphs with one verb those that name no State go first, for they can be taken over anywhere; then the one that is most
    about the element.
    """
    forms = _forms(workspace, on)
    chosen = {element: (strongest(own), ladder(own)) for element, own in forms.items()}
    alike: dict[tuple[Element, How, str, str], list[AdoptedForm]] = {}
    for element, own in forms.items():
        for form in own:
            alike.setdefault((element, form.how, form.verb, form.section), []).append(form)
    groups = {
        (element, form.how, form.verb, form.section)
        for element, (top, rungs) in chosen.items()
        for form in (*rungs, *([top] if top else ()))
    }
    words = _words(workspace, [form for group in groups for form in alike[group]])
    named = _state_names(workspace, on)
    best = {}
    for group in groups:
        worded = [replace(form, text=words.get((form.symbol, form.seq), "")) for form in alike[group]]
        best[group] = max(
            worded,
            key=lambda each: (
                each.words <= _LONG,
                not named.search(each.text),
                round(share_of(group[0], each.text), 1),
                each.date,
                each.symbol,
            ),
        )
    return {
        element: (
            best[element, top.how, top.verb, top.section] if top else None,
            tuple(best[element, form.how, form.verb, form.section] for form in rungs),
        )
        for element, (top, rungs) in chosen.items()
    }


def _state_names(workspace: Workspace, on: dt.date) -> re.Pattern[str]:
    """The short names of all States of a day, as words of a text."""
    names = sorted((re.escape(state.name) for state in workspace.registry.states(on)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(names)})")


def _committed(coverage: ElementCoverage | None) -> tuple[str, ...]:
    if coverage is None or coverage.covered is not Covered.COMMITTED:
        return ()
    hows = {How.DEMANDED, How.TASKED, How.CONDEMNED, How.REPORTING}
    return tuple(dict.fromkeys(each.number or each.section for each in coverage.spoken if each.how in hows))


def _forms(workspace: Workspace, on: dt.date) -> dict[Element, list[AdoptedForm]]:
    """For each element, way of speaking, verb and section the few most quotable paragraphs before the day."""
    rows = workspace.tables.rows(
        "with m as (select symbol, seq, section, paragraph, verb, axis, strength, words, len(elements) as several,"
        f" unnest(elements) as mark from {_MARKS}.paragraph_marks where len(elements) > 0)"
        f" select m.*, d.date, d.yes, d.no, d.abstain from m join {_TEXTS}.documents d using (symbol)"
        " where d.date < $on and d.adopted and d.kind = 'resolution' and m.section in ('preambular', 'operative')"
        " qualify row_number() over (partition by mark, verb, m.section"
        f" order by (words > {_LONG})::int, (several > 3)::int, d.date desc, symbol, seq) <= {_ALIKE}",
        on=on,
    )
    found: dict[Element, list[AdoptedForm]] = {}
    for row in rows:
        name, _, spoken = row["mark"].rpartition(": ")
        how = how_committed(Element(name), How(spoken), row["verb"] or "")
        if row["verb"] and fits(how, row["axis"] or ""):
            found.setdefault(Element(name), []).append(_form(row, how))
    return found


def _form(row: dict[str, Any], how: How) -> AdoptedForm:
    vote = f"{row['yes']}-{row['no']}-{row['abstain']}" if row["yes"] is not None else ""
    return AdoptedForm(
        how,
        row["verb"],
        row["strength"],
        row["symbol"],
        row["paragraph"],
        row["seq"],
        row["section"],
        row["date"],
        vote,
        row["words"],
        row["several"],
    )


def _words(workspace: Workspace, forms: Iterable[AdoptedForm]) -> dict[tuple[str, int], str]:
    if not has_words(workspace.tables, _TEXTS):
        return {}
    wanted: Collection[tuple[str, int]] = {(form.symbol, form.seq) for form in forms}
    if not wanted:
        return {}
    rows = workspace.tables.rows(
        f"select symbol, seq, text from {_TEXTS}.paragraphs where language = 'en' and list_contains($symbols, symbol)"
        " and list_contains($seqs, seq)",
        symbols=sorted({symbol for symbol, _ in wanted}),
        seqs=sorted({seq for _, seq in wanted}),
    )
    return {(row["symbol"], row["seq"]): row["text"] for row in rows}
