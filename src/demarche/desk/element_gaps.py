"""What a draft leaves out: the protection elements it does not cover or only cites, each with adopted wording to ask for instead.

The marks of Council texts ship with the program; their words are here once the texts were synced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from demarche.desk.text_corpus import has_words
from demarche.subjects.texts import DraftParagraph, Element, How
from demarche.subjects.texts.coverage import AdoptedForm, Covered, ElementCoverage, cover, fits, how_committed, ladder, strongest
from demarche.subjects.texts.finding import share_of

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

_MARKS = "council_marks"
_TEXTS = "un_resolutions"
_LONG = 150
_ALIKE = 8


@dataclass(frozen=True, slots=True)
class ElementStanding:
    """One protection element in a draft: how far it is covered, where, the strongest adopted form, and the ladder down from it.

    `had_before` are the paragraphs in which the text that the draft is set against commits to the element; empty where there is no
    such text or none commits.
    """

    element: Element
    covered: Covered
    spoken: tuple[Any, ...]
    strongest: AdoptedForm | None
    ladder: tuple[AdoptedForm, ...]
    had_before: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether the draft does not cover the element, or only cites or mentions it."""
        return self.covered is not Covered.COMMITTED


def element_standings(
    workspace: Workspace, paragraphs: Sequence[DraftParagraph], on: dt.date, *, base: Sequence[DraftParagraph] = ()
) -> tuple[ElementStanding, ...]:
    """Every protection element of a draft with its adopted forms in Council resolutions before the day; see `ElementStanding`."""
    forms = _forms(workspace, on)
    before = {each.element: each for each in cover(base)}
    found = []
    for each in cover(paragraphs):
        own = forms.get(each.element, ())
        found.append(
            ElementStanding(
                each.element, each.covered, each.spoken, strongest(own), ladder(own), _committed(before.get(each.element))
            )
        )
    return _with_words(workspace, found, forms)


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


def _with_words(
    workspace: Workspace, standings: Sequence[ElementStanding], forms: Mapping[Element, Sequence[AdoptedForm]]
) -> tuple[ElementStanding, ...]:
    """The standings with the words of their forms, where they are here; of paragraphs with one verb the one most about the element."""
    alike: dict[tuple[Element, How, str, str], list[AdoptedForm]] = {}
    for element, own in forms.items():
        for form in own:
            alike.setdefault((element, form.how, form.verb, form.section), []).append(form)
    chosen = [(each, form) for each in standings for form in (*each.ladder, *([each.strongest] if each.strongest else ()))]
    words = _words(workspace, [other for each, form in chosen for other in alike[each.element, form.how, form.verb, form.section]])

    def best(element: Element, form: AdoptedForm) -> AdoptedForm:
        worded = [
            replace(other, text=words.get((other.symbol, other.seq), ""))
            for other in alike[element, form.how, form.verb, form.section]
        ]
        return max(worded, key=lambda each: (each.words <= _LONG, round(share_of(element, each.text), 1), each.date, each.symbol))

    return tuple(
        replace(
            each,
            strongest=best(each.element, each.strongest) if each.strongest else None,
            ladder=tuple(best(each.element, form) for form in each.ladder),
        )
        for each in standings
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
