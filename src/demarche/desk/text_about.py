"""What is said of a compared draft in words: where a paragraph was adopted, what it weakens, and the whole in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from demarche.desk.element_gaps import ElementStanding
from demarche.desk.precedents import WordingUse
from demarche.desk.text_comparing import TextComparison
from demarche.desk.text_pairing import ComparedParagraph, cited
from demarche.subjects.texts.alignment import Change
from demarche.subjects.texts.coverage import AdoptedForm
from demarche.subjects.texts.regression import Direction

_SPONSORS_SHOWN = 4
_A_DRAFT = 3


def about(compared: ComparedParagraph) -> Iterator[str]:
    """What is to be said below a paragraph, a line each: where its wording was adopted, the findings, the stronger form, failed drafts."""
    earlier, closest = compared.earlier, compared.closest
    if compared.change in {Change.MOVED, Change.SPLIT, Change.MERGED} and earlier is not None:
        yield f"{str(compared.change).capitalize()}: {earlier.where}."
    elif compared.change is Change.DROPPED and earlier is not None:
        yield f"Dropped: {earlier.where}."
    best = closest.best if closest else None
    if best is not None:
        yield f"Adopted as {use_line(best.latest)}; {uses_line(best.uses, best.first)}."
        if best.strongest is not None:
            yield f"Strongest form: {use_line(best.strongest)}: {_opening(best.strongest.text)}"
    elif closest is not None:
        yield f"No precedent found (probability that it is new: {closest.no_precedent:.2f}).{_nearest(compared)}"
    for finding in compared.findings:
        yield f"{str(finding.direction).capitalize()} ({finding.code}): {finding.says}"
    if closest is not None and closest.failed is not None:
        yield _failed_line(closest.failed.use)


def _nearest(compared: ComparedParagraph) -> str:
    """The nearest wording of a paragraph that is most likely new, where it is near enough to be worth a look."""
    near = compared.earlier.use if compared.earlier else None
    if near is None or compared.change is not Change.NEW:
        return ""
    return f" The nearest is {use_line(near)} (likeness {compared.likeness:.2f}): {_opening(near.text)}"


def _failed_line(use: WordingUse) -> str:
    """A draft that was not adopted, and who failed it."""
    line = f"Close to a draft that was not adopted: {cited(use)}, {use.date}"
    line += f", vote {use.vote}" if use.vote else ""
    if use.vetoed_by:
        return f"{line}; vetoed by {', '.join(use.vetoed_by)}."
    return f"{line}; against: {', '.join(use.against)}." if use.against else f"{line}."


def use_line(use: WordingUse) -> str:
    """A use as one line: where, when, with what vote, under which item, by how many sponsors."""
    parts = [cited(use), str(use.date), f"vote {use.vote}" if use.vote else "without a vote"]
    if use.agenda_item:
        parts.append(use.agenda_item)
    if use.sponsors:
        shown = ", ".join(use.sponsors[:_SPONSORS_SHOWN])
        parts.append(
            f"sponsored by {shown}"
            + (f" and {len(use.sponsors) - _SPONSORS_SHOWN} more" if len(use.sponsors) > _SPONSORS_SHOWN else "")
        )
    return ", ".join(parts)


def uses_line(uses: int, first: WordingUse) -> str:
    """How often a wording was used, and where first."""
    return "the only use of these words" if uses == 1 else f"used {uses} times, first in {cited(first)}, {first.date}"


def summary_lines(found: TextComparison) -> list[str]:
    """The whole answer in a few lines."""
    own = [each for each in found.paragraphs if each.paragraph is not None]
    weaker = sum(1 for each in own if each.weaker)
    lines = [f"Set against {found.against}, as of {found.on}." if found.against else f"As of {found.on}."]
    new = sum(1 for each in own if each.closest is not None and each.closest.best is None)
    if any(each.closest for each in own):
        lines.append(f"{len(own)} paragraph{'s' * (len(own) != 1)}, {new} without a precedent, {weaker} weaker in some respect.")
    dropped = [each.earlier.where for each in found.paragraphs if each.paragraph is None and each.earlier is not None]
    if dropped:
        lines.append(f"Dropped: {'; '.join(dropped)}.")
    gaps = gaps_in_order(found)
    if gaps:
        lines.append("Not covered or only cited: " + "; ".join(_gap_line(each) for each in gaps) + ".")
    weakly = asked_weakly(found)
    if weakly:
        lines.append("Asked for with a weaker verb than was adopted: " + "; ".join(_weakly_line(each) for each in weakly) + ".")
    lacking = [str(each.provision) for each in found.provisions if each.is_gap]
    if lacking:
        lines.append(f"Provisions lacking: {'; '.join(lacking)}.")
    return lines


def gaps_in_order(found: TextComparison) -> list[ElementStanding]:
    """The elements that a draft does not cover or only cites: first those that the text it is set against commits to.

    A fragment of one or two paragraphs is not expected to cover any.
    """
    own = sum(1 for each in found.paragraphs if each.paragraph is not None)
    if own < _A_DRAFT:
        return []
    return sorted((each for each in found.elements if each.is_gap), key=lambda each: not each.had_before)


def asked_weakly(found: TextComparison) -> list[ElementStanding]:
    """The elements that a draft asks for with a weaker verb than was adopted."""
    return [each for each in found.elements if each.is_below]


def elements_to_raise(found: TextComparison) -> list[ElementStanding]:
    """What a draft leaves out, only cites, or asks for weakly, in the order in which it is shown."""
    return [*gaps_in_order(found), *asked_weakly(found)]


def standing_line(each: ElementStanding) -> str:
    """How an element stands in the draft: not covered, only cited, or asked for and with which verb."""
    before = f" (was in paragraph {', '.join(each.had_before)})" if each.had_before and each.is_gap else ""
    if each.is_gap or each.asked is None:
        return f"{each.covered}{before}"
    where = f"paragraph {each.asked.number}" if each.asked.number else each.asked.section
    return f"asked with “{each.asked.verb}” in {where}"


def mark_of(compared: ComparedParagraph) -> Literal["", "weaker", "stronger", "new"]:
    """The mark of a paragraph: weaker, stronger or new; weaker goes first."""
    if compared.weaker:
        return "weaker"
    if any(each.direction is Direction.STRONGER for each in compared.findings):
        return "stronger"
    return "new" if compared.change is Change.NEW and compared.was_compared else ""


def spot(form: AdoptedForm) -> str:
    """Where a form stands in its text: its paragraph, or the preamble."""
    return f"paragraph {form.paragraph}" if form.paragraph else "preamble"


def _weakly_line(each: ElementStanding) -> str:
    asked, top = each.asked, each.strongest
    verbs = f"“{asked.verb}”; “{top.verb}” in {top.symbol}, {spot(top)}" if asked and top else ""
    return f"{each.element} ({verbs})"


def _gap_line(each: ElementStanding) -> str:
    top = each.strongest
    where = f" (see {top.symbol}, {spot(top)})" if top else ""
    before = f"; was in paragraph {', '.join(each.had_before)}" if each.had_before else ""
    return f"{each.element}{where}{before}"


def form_line(each: ElementStanding) -> str:
    """The strongest adopted form of an element with its words, or its verb where they are not here."""
    top = each.strongest
    if top is None:
        return ""
    vote = f", {top.vote}" if top.vote else ""
    return f"{top.symbol}, {spot(top)} ({top.date}{vote}): {top.text or top.verb}"


def ladder_line(each: ElementStanding) -> str:
    """The rungs of an element's ladder on one line."""
    return " → ".join(f"{rung.how}, {rung.verb}: {rung.symbol} {rung.paragraph}".rstrip() for rung in each.ladder)


def _opening(text: str) -> str:
    return f"“{text if len(text) <= 240 else text[:240].rsplit(' ', 1)[0] + ' …'}”"
