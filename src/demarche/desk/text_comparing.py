"""A draft beside what was adopted before: the closest wording of each paragraph, what it weakens, what it leaves out.

`compare_text` is the use case of `demarche text`. Without synced texts the draft is still split and its elements checked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from demarche.adapters.drafts import DraftFile
from demarche.desk.element_gaps import ElementStanding, element_standings
from demarche.desk.precedents import Closest, WordingUse, closest_wordings
from demarche.desk.provision_gaps import ProvisionStanding, provision_standings
from demarche.desk.text_base import ASSEMBLY, LAST, BaseText, base_text, continued_text, opening_of, organ_of
from demarche.desk.text_corpus import Progress, paragraph_index, quiet, text_sources
from demarche.model.evidence import UseError
from demarche.subjects.texts import Amendment, DraftKind, DraftParagraph
from demarche.subjects.texts.alignment import Change, Redline, align, redline
from demarche.subjects.texts.provisions import is_ceasefire_text
from demarche.subjects.texts.regression import Direction, Finding, regressions
from demarche.subjects.texts.segmentation import amend

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.workspace import Workspace

ACTING = ("preambular", "operative", "statement", "provision")
"""The sections whose paragraphs are compared."""

NEAR = 0.45
"""A paragraph that is most likely new is still set beside the nearest wording from this likeness on; it may be another provision."""

HOW_TO_SYNC = (
    "No texts are here to compare with; the draft was split and its elements were checked. Bring them in with"
    " `demarche sync un_resolutions un_ga_resolutions`, or from a file you have: demarche sync un_resolutions --from SCresolutions-main.zip"
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A paragraph that a draft's paragraph is set against: where it stands, and its words. `use` is set where it was adopted.

    `place` counts the paragraphs of the one text that the draft is set against, from 0; -1 where it is set against many.
    """

    where: str
    section: str
    number: str
    lead: str
    verbs: tuple[str, ...]
    text: str
    use: WordingUse | None = None
    place: int = -1


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of the draft, or one of the earlier text that the draft dropped (`paragraph` is then none).

    Where `change` is new and `earlier` is set, that is the nearest wording, which may be another provision.
    `merged` are the earlier paragraphs one by one where several became this one. `change` says what became of the earlier one; `likeness` is the share of common words in order. `redline` turns the earlier text
    into the draft's. `findings` are what it weakens, strengthens or changes in force. `closest` is what was adopted before,
    whatever the draft is set against; none where no texts are here.
    """

    paragraph: DraftParagraph | None
    change: Change
    earlier: Earlier | None
    likeness: float
    redline: Redline | None
    findings: tuple[Finding, ...] = ()
    closest: Closest | None = None
    merged: tuple[Earlier, ...] = ()

    @property
    def weaker(self) -> tuple[Finding, ...]:
        """The findings by which the draft says less."""
        return tuple(each for each in self.findings if each.direction is Direction.WEAKER)


@dataclass(frozen=True, slots=True)
class TextComparison:
    """The whole answer. `against` says what the draft was set against; `notes` what a reader should know of how it was read."""

    name: str
    form: str
    kind: DraftKind
    title: str
    symbol: str
    language: str
    organ: str
    on: dt.date
    against: str
    paragraphs: tuple[ComparedParagraph, ...]
    elements: tuple[ElementStanding, ...]
    provisions: tuple[ProvisionStanding, ...]
    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]
    file: DraftFile = field(repr=False, metadata={"json": False})


def compare_text(
    workspace: Workspace,
    draft: DraftFile,
    on: dt.date,
    *,
    against: str = "",
    since: DraftFile | None = None,
    organ: str = "",
    agreements: Sequence[DraftFile] = (),
    progress: Progress = quiet,
) -> TextComparison:
    """Set a draft beside the closest adopted wordings before the day, or an adopted text, or an earlier draft.

    `against` is a symbol, or `last` for the last adopted text of the chain that the draft continues; `since` is the earlier draft.
    Amendments are carried out on `since`, and the amended text is compared. `agreements` are texts that the user has, in which the provisions of a ceasefire text are looked for. Raises `UseError` where both
    are given, or where a text is asked for that is not here.
    """
    if against and since:
        raise UseError(
            "A draft is set against an adopted text or against an earlier draft, not both.", next_step="Give one of the two."
        )
    notes: list[str] = []
    if draft.draft.kind is DraftKind.AMENDMENT and since is not None:
        draft = _carried_out(draft, since, notes)
    read = draft.draft
    acting = [each for each in read.paragraphs if each.section in ACTING]
    organ = organ or organ_of(read)
    notes += read.remarks
    index, found = _closest(workspace, acting, on, organ, read.language, notes, progress, needed=bool(against))
    base: BaseText | None = None
    if since is not None:
        earlier = [_of_draft(each, since.name, n) for n, each in enumerate(_acting(since))]
        compared = _aligned(earlier, acting, found)
        said = since.name
    elif against and index is not None:
        base = base_text(index, continued_text(index, found, organ, on) if against.lower() == LAST else against, on)
        compared = _aligned([_of_use(use, n) for n, use in enumerate(base.paragraphs)], acting, found, symbol=base.symbol)
        said = f"{base.symbol}, {base.date}"
    else:
        compared = _beside_closest(index, acting, found)
        said = "the closest adopted wording of each paragraph" if index else ""
    base_paragraphs = [_as_draft(use) for use in base.paragraphs] if base else _acting(since)
    elements = element_standings(workspace, acting, on, base=base_paragraphs) if read.language == "en" else ()
    if organ == ASSEMBLY and elements:
        notes.append("Adopted forms of elements are the Council's; the Assembly demands far more rarely than the Council does.")
    provisions: tuple[ProvisionStanding, ...] = ()
    if is_ceasefire_text(read.kind, read.paragraphs):
        provisions = provision_standings(index, read.paragraphs, elements, agreements, on)
    return TextComparison(
        draft.name, draft.form, read.kind, read.title, read.symbol, read.language, organ, on, said, tuple(compared), elements,
        provisions, read.amendments, tuple(notes), draft,
    )  # fmt: skip


def _carried_out(amendments: DraftFile, base: DraftFile, notes: list[str]) -> DraftFile:
    """The earlier draft with the amendments carried out; those that could not be are told."""
    amended, refused = amend(base.draft, amendments.draft.amendments)
    done = len(amendments.draft.amendments) - len(refused)
    notes.append(f"{done} amendments were carried out on {base.name}, and the amended text is set against it.")
    notes += [
        f"Not carried out: {each.action} {each.section} paragraph {each.number or 'without number'}; no such words there."
        for each in refused
    ]
    return replace(amendments, draft=replace(amended, kind=base.draft.kind, amendments=amendments.draft.amendments))


def _closest(
    workspace: Workspace,
    acting: Sequence[DraftParagraph],
    on: dt.date,
    organ: str,
    language: str,
    notes: list[str],
    progress: Progress,
    *,
    needed: bool,
) -> tuple[ParagraphIndex | None, list[Closest]]:
    """The index and the closest wordings; nothing, with a note, where no texts are here and none was asked for."""
    if not text_sources(workspace) and not needed:
        notes.append(HOW_TO_SYNC)
        return None, []
    try:
        index = paragraph_index(workspace, language or "en", progress)
    except UseError as error:
        if needed:
            raise
        notes.append(str(error))
        return None, []
    return index, closest_wordings(workspace, acting, on, organ=organ, language=language or "en") if acting else []


def _acting(since: DraftFile | None) -> list[DraftParagraph]:
    return [each for each in since.draft.paragraphs if each.section in ACTING] if since else []


def _of_draft(paragraph: DraftParagraph, name: str, place: int) -> Earlier:
    where = f"{name}, paragraph {paragraph.number}" if paragraph.number else f"{name}, {paragraph.section} paragraph"
    return Earlier(where, paragraph.section, paragraph.number, paragraph.lead, paragraph.verbs, paragraph.text, None, place)


def _of_use(use: WordingUse, place: int = -1) -> Earlier:
    return Earlier(cited(use), use.section, use.paragraph, use.lead, use.verbs, use.text, use, place)


def _as_draft(use: WordingUse) -> DraftParagraph:
    section = "operative" if use.section == "operative" else "statement" if use.section == "statement" else "preambular"
    return DraftParagraph(section, use.paragraph, use.lead, use.verbs, use.text)  # type: ignore[arg-type]


def cited(use: WordingUse) -> str:
    """A use as a citation: symbol and paragraph."""
    spot = (
        f"paragraph {use.paragraph}"
        if use.paragraph
        else {"preambular": "preamble", "annex": "annex"}.get(use.section, use.section)
    )
    return f"{use.symbol}, {spot}"


def _beside_closest(
    index: ParagraphIndex | None, acting: Sequence[DraftParagraph], found: Sequence[Closest]
) -> list[ComparedParagraph]:
    compared = []
    openings = _openings(acting)
    for place, paragraph in enumerate(acting):
        closest = found[place] if found else None
        nearest = closest.wordings[0] if closest and closest.wordings else None
        if closest is None or nearest is None or index is None or (closest.is_new and nearest.likeness < NEAR):
            compared.append(ComparedParagraph(paragraph, Change.NEW, None, 0.0, None, (), closest))
            continue
        use = nearest.latest
        earlier = _of_use(use)
        findings = regressions(
            paragraph, earlier, symbol=use.symbol, opening=openings[place], adopted_opening=opening_of(index, use)
        )
        change = Change.NEW if closest.is_new else Change.KEPT if earlier.text == paragraph.text else Change.CHANGED
        changes = None if closest.is_new else redline(earlier.text, paragraph.text)
        compared.append(ComparedParagraph(paragraph, change, earlier, nearest.likeness, changes, findings, closest))
    return compared


def _aligned(
    earlier: Sequence[Earlier], acting: Sequence[DraftParagraph], found: Sequence[Closest], symbol: str = ""
) -> list[ComparedParagraph]:
    """The paragraphs of both versions as they answer one another; what was dropped stands where it stood."""
    compared = []
    openings, earlier_openings = _openings(acting), _openings(earlier)
    for match in align([each.text for each in earlier], [each.text for each in acting]):
        if not match.new:
            old = earlier[match.old[0]]
            compared.append(ComparedParagraph(None, match.change, old, 0.0, redline(old.text, "")))
            continue
        for position, place in enumerate(match.new):
            paragraph = acting[place]
            closest = found[place] if found else None
            if not match.old or position:
                change = match.change if match.old else Change.NEW
                compared.append(ComparedParagraph(paragraph, change, None, 0.0, redline("", paragraph.text), (), closest))
                continue
            old = _joined([earlier[n] for n in match.old])
            findings = regressions(
                paragraph, old, symbol=symbol, opening=openings[place], adopted_opening=earlier_openings[match.old[0]]
            )
            if match.change is Change.SPLIT:
                findings = tuple(each for each in findings if each.direction is not Direction.WEAKER)
            compared.append(
                ComparedParagraph(
                    paragraph, match.change, old, match.likeness, redline(old.text, paragraph.text), findings, closest
                )
            )
    return compared


def _joined(several: Sequence[Earlier]) -> Earlier:
    if len(several) == 1:
        return several[0]
    first = several[0]
    return replace(
        first,
        where="; ".join(each.where for each in several),
        verbs=tuple(verb for each in several for verb in each.verbs),
        text=" ".join(each.text for each in several),
    )


def _openings(paragraphs: Sequence[DraftParagraph | Earlier]) -> list[tuple[str, ...]]:
    """For each list point the phrases of the paragraph that opens its list; nothing for whole paragraphs."""
    found: list[tuple[str, ...]] = []
    opening: tuple[str, ...] = ()
    for each in paragraphs:
        if " " in each.number and not each.verbs:
            found.append(opening)
        else:
            opening = each.verbs or ((each.lead,) if each.lead else ())
            found.append(())
    return found
