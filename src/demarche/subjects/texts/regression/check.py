"""The regression check: all that a draft paragraph loses, and gains, against an adopted one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from demarche.subjects.texts.regression.duty import later, lesser_modality
from demarche.subjects.texts.regression.finding import Code, Direction, Finding, Quote
from demarche.subjects.texts.regression.governed import is_of_one_kind
from demarche.subjects.texts.regression.hedging import new_hedges
from demarche.subjects.texts.regression.humanitarian_law import dropped_law
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Pairing, pair
from demarche.subjects.texts.regression.reading import ActingParagraph, Reading, read
from demarche.subjects.texts.regression.reports import rarer_reports
from demarche.subjects.texts.regression.scope import narrowed_scope
from demarche.subjects.texts.regression.standing import changed_addressees, changed_position
from demarche.subjects.texts.regression.verbs_changed import changed_verbs

_ORDER = {code: n for n, code in enumerate(Code)}


def regressions(
    draft: ActingParagraph,
    adopted: ActingParagraph,
    *,
    symbol: str = "",
    opening: Sequence[str] = (),
    adopted_opening: Sequence[str] = (),
    renews: bool = True,
) -> tuple[Finding, ...]:
    """What the draft paragraph weakens, strengthens or otherwise changes in force against the adopted one.

    `symbol` is that of the adopted text, so that a recital which recalls its demand is no regression. `opening` and
    `adopted_opening` are the phrases that introduce the two where they are list points. `renews` says that the draft continues the
    adopted text or its chain; a recital that takes up what another text asked for leaves it where it stands. Findings are in the order of their codes,
    weaker before stronger. Two
    paragraphs that are no versions of one, with less than half of their words in common, have none.
    """
    if draft.text == adopted.text and draft.section == adopted.section and tuple(opening) == tuple(adopted_opening):
        return ()
    pairing = pair(read(adopted, adopted_opening), read(draft, opening))
    if not pairing.are_versions(of_one_chain=renews):
        return ()
    found = [_finding(loss, pairing.firm, pairing.soft, draft_lost=True) for loss in _losses(pairing, symbol, renews)]
    turned = pairing.turned()
    found += [
        _finding(loss, turned.soft, turned.firm, draft_lost=False) for loss in _losses(turned, "", renews) if not loss.same_strength
    ]
    return tuple(
        sorted(dict.fromkeys(found), key=lambda each: (_ORDER[each.code], each.direction is Direction.STRONGER, each.draft.start))
    )


def _losses(pairing: Pairing, symbol: str, renews: bool) -> Iterator[Loss]:
    """What the firmer text of a pairing has and the other lacks."""
    yield from changed_verbs(pairing)
    yield from new_hedges(pairing)
    yield from dropped_law(pairing)
    for rule in (narrowed_scope, lesser_modality, later):
        yield from (loss for loss in rule(pairing) if is_of_one_kind(pairing, loss))
    yield from changed_addressees(pairing)
    yield from changed_position(pairing, symbol, renews=renews)
    yield from rarer_reports(pairing)


def _finding(loss: Loss, adopted: Reading, draft: Reading, *, draft_lost: bool) -> Finding:
    in_adopted, in_draft = (loss.firm, loss.soft) if draft_lost else (loss.soft, loss.firm)
    direction = Direction.DIFFERENT if loss.same_strength else Direction.WEAKER if draft_lost else Direction.STRONGER
    return Finding(
        loss.code,
        direction,
        loss.weaker if draft_lost else loss.stronger,
        Quote(draft.text, *draft.characters(*in_draft)),
        Quote(adopted.text, *adopted.characters(*in_adopted)),
    )
