"""A compared draft as lines and rows for a screen or a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from demarche.desk.text_about import about, elements_to_raise, mark_of, spot, standing_line
from demarche.desk.text_comparing import TextComparison
from demarche.desk.text_pairing import ComparedParagraph, cited
from demarche.subjects.texts.alignment import Change
from demarche.subjects.texts.coverage import AdoptedForm

COMPARISON_HEADER = (
    "paragraph",
    "change",
    "closest",
    "date",
    "vote",
    "uses",
    "first",
    "strongest",
    "likeness",
    "new",
    "weaker",
    "stronger",
    "text",
)
GAPS_HEADER = ("element", "in the draft", "strongest adopted form", "date", "vote", "ladder", "words")
PROVISIONS_HEADER = ("provision", "binding in", "mentioned in", "your agreements", "Council text")

_CONTEXT = 60
_COUNTED = ("preambular", "statement")


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph for a screen: its name, its mark, its words in pieces (long equal stretches cut), and what is said of it."""

    name: str
    mark: str
    pieces: tuple[tuple[Literal["equal", "inserted", "deleted"], str], ...]
    said: tuple[str, ...]


def shown_paragraphs(found: TextComparison) -> Iterator[ShownParagraph]:
    """Every paragraph in order, for a screen."""
    recital = 0
    for each in found.paragraphs:
        own = each.paragraph
        recital += own is not None and own.section in _COUNTED
        yield ShownParagraph(paragraph_name(each, recital), mark_of(each), _pieces(each), tuple(about(each)))


def paragraph_name(compared: ComparedParagraph, recital: int) -> str:
    """What a paragraph is called: its number, `PP` and its place for recitals, `¶` and its place in a statement.

    One that was dropped has the number that it had in the earlier text.
    """
    own = compared.paragraph
    if own is None:
        return f"dropped {compared.earlier.number}".strip() if compared.earlier else "dropped"
    if own.number:
        return own.number
    return {"preambular": f"PP{recital}", "statement": f"¶{recital}"}.get(own.section, str(own.section))


def comparison_rows(found: TextComparison) -> Iterator[tuple[str, ...]]:
    """A row for each paragraph, columns as `COMPARISON_HEADER`."""
    recital = 0
    for each in found.paragraphs:
        own = each.paragraph
        recital += own is not None and own.section in _COUNTED
        best = each.closest.best if each.closest else None
        weaker = "; ".join(f"{f.code}: {f.says}" for f in each.weaker)
        stronger = "; ".join(f"{f.code}: {f.says}" for f in each.findings if f.direction.value == "stronger")
        yield (
            paragraph_name(each, recital),
            str(each.change) if each.was_compared else "",
            cited(best.latest) if best else _where(each),
            str(best.latest.date) if best else "",
            best.latest.vote if best else "",
            str(best.uses) if best else "",
            cited(best.first) if best else "",
            cited(best.strongest) if best and best.strongest else "",
            f"{best.likeness:.2f}" if best else f"{each.likeness:.2f}" if each.earlier else "",
            f"{each.closest.no_precedent:.2f}" if each.closest else "",
            weaker,
            stronger,
            own.text if own else each.earlier.text if each.earlier else "",
        )


def _where(each: ComparedParagraph) -> str:
    """Where the earlier text stands; the nearest wording of a new paragraph is called so."""
    if each.earlier is None:
        return ""
    return f"nearest: {each.earlier.where}" if each.change is Change.NEW else each.earlier.where


def gap_rows(found: TextComparison) -> Iterator[tuple[str, ...]]:
    """A row for each element that the draft does not cover, only cites, or asks for weakly, columns as `GAPS_HEADER`."""
    for each in elements_to_raise(found):
        top = each.strongest
        ladder = " → ".join(_rung(rung) for rung in each.ladder)
        yield (
            str(each.element),
            standing_line(each),
            f"{top.symbol}, {spot(top)}: {top.verb}" if top else "",
            str(top.date) if top else "",
            top.vote if top else "",
            ladder,
            top.text if top else "",
        )


def shown_gaps(found: TextComparison) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For a screen: each element that is not covered or asked for weakly, with the strongest adopted words, and the ladder."""
    for each in elements_to_raise(found):
        lines = []
        if each.strongest is not None:
            top = each.strongest
            vote = f", vote {top.vote}" if top.vote else ""
            lines.append(f"{top.symbol}, {spot(top)}, {top.date}{vote}: {top.text or f'{top.verb} (its words are not here)'}")
        if len(each.ladder) > 1:
            lines.append("Ladder: " + " → ".join(_rung(rung) for rung in each.ladder))
        yield f"{each.element}: {standing_line(each)}", tuple(lines)


def _rung(form: AdoptedForm) -> str:
    return f"{form.how}, {form.verb} ({form.symbol}, {_spot(form)})"


def _spot(form: AdoptedForm) -> str:
    return form.paragraph or "preamble"


def provision_rows(found: TextComparison) -> Iterator[tuple[str, ...]]:
    """A row for each provision of a ceasefire text, columns as `PROVISIONS_HEADER`."""
    for each in found.provisions:
        council = each.council
        yield (
            str(each.provision),
            ", ".join(each.binding) or "none",
            ", ".join(name for name in each.paragraphs if name not in each.binding),
            "; ".join(f"{a.agreement}, {a.number}" for a in each.agreements),
            f"{council.symbol}, paragraph {council.paragraph}: {council.verb}" if council else "",
        )


def _pieces(compared: ComparedParagraph) -> tuple[tuple[Literal["equal", "inserted", "deleted"], str], ...]:
    """The redline with long equal stretches cut to their ends; a paragraph that is new or unchanged as its opening words."""
    changes = compared.redline
    if changes is None or not changes.changed or not changes.old:
        text = compared.paragraph.text if compared.paragraph else ""
        return (("equal", _cut(text, 2 * _CONTEXT)),)
    return tuple((piece.kind, _middle(piece.text) if piece.kind == "equal" else piece.text) for piece in changes.pieces)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"


def _middle(text: str) -> str:
    if len(text) <= 2 * _CONTEXT + 20:
        return text
    return f"{text[:_CONTEXT].rsplit(' ', 1)[0]} … {text[-_CONTEXT:].partition(' ')[2]}"
