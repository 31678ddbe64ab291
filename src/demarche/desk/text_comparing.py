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
from demarche.desk.text_base import ASSEMBLY, LAST, BaseText, base_text, continued_text, organ_of
from demarche.desk.text_corpus import Progress, paragraph_index, quiet, text_sources
from demarche.desk.text_pairing import ComparedParagraph, aligned, beside_closest, of_draft, of_use
from demarche.model.evidence import UseError
from demarche.subjects.texts import Amendment, Draft, DraftKind, DraftParagraph
from demarche.subjects.texts.segmentation import amend

if TYPE_CHECKING:
    from demarche.adapters.store.paragraph_index import ParagraphIndex
    from demarche.desk.provision_gaps import ProvisionStanding
    from demarche.desk.workspace import Workspace

ACTING = ("preambular", "operative", "statement", "provision")
"""The sections whose paragraphs are compared."""

HOW_TO_SYNC = (
    "No texts are here to compare with; the draft was split and its elements were checked. Bring them in with"
    " `demarche sync un_resolutions un_ga_resolutions`, or from a file you have: demarche sync un_resolutions --from SCresolutions-main.zip"
)


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
    index, found = _closest(workspace, acting, on, organ, read, notes, progress, needed=bool(against))
    base: BaseText | None = None
    english = read.language in {"en", ""}
    if since is not None:
        earlier = [of_draft(each, since.name, n) for n, each in enumerate(_acting(since))]
        compared = aligned(earlier, acting, found, english=english)
        said = since.name
    elif against and index is not None:
        base = base_text(index, continued_text(index, found, organ, on) if against.lower() == LAST else against, on)
        compared = aligned([of_use(use, n) for n, use in enumerate(base.paragraphs)], acting, found, base.symbol, english=english)
        said = f"{base.symbol}, {base.date}"
    else:
        compared = beside_closest(index, acting, found, on, english=english)
        said = "the closest adopted wording of each paragraph" if index else ""
    base_paragraphs = [_as_draft(use) for use in base.paragraphs] if base else _acting(since)
    elements = element_standings(workspace, acting, on, base=base_paragraphs) if read.language == "en" else ()
    if organ == ASSEMBLY and elements:
        notes.append("Adopted forms of elements are the Council's; the Assembly demands far more rarely than the Council does.")
    provisions = _provisions(draft, elements, agreements, index, on)
    return TextComparison(
        draft.name, draft.form, read.kind, read.title, read.symbol, read.language, organ, on, said, tuple(compared), elements,
        provisions, read.amendments, tuple(notes), draft,
    )  # fmt: skip


def _provisions(
    draft: DraftFile,
    elements: Sequence[ElementStanding],
    agreements: Sequence[DraftFile],
    index: ParagraphIndex | None,
    on: dt.date,
) -> tuple[ProvisionStanding, ...]:
    """The provisions of an agreement, or of a communiqué on a ceasefire; nothing for other texts."""
    read = draft.draft
    if read.kind not in {DraftKind.AGREEMENT, DraftKind.COMMUNIQUE}:
        return ()
    from demarche.desk.provision_gaps import provision_standings
    from demarche.subjects.texts.provisions import is_ceasefire_text

    if not is_ceasefire_text(read.kind, read.paragraphs):
        return ()
    return provision_standings(index, read.paragraphs, elements, agreements, on)


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
    read: Draft,
    notes: list[str],
    progress: Progress,
    *,
    needed: bool,
) -> tuple[ParagraphIndex | None, list[Closest]]:
    """The index and the closest wordings; nothing, with a note, where no texts are here and none was asked for."""
    language = read.language or "en"
    if not text_sources(workspace) and not needed:
        notes.append(HOW_TO_SYNC)
        return None, []
    try:
        index = paragraph_index(workspace, language, progress)
    except UseError as error:
        if needed:
            raise
        notes.append(str(error))
        return None, []
    # a statement is drafted after statements, which share more of their wording with one another than with resolutions
    kind = read.kind if read.kind is DraftKind.PRESIDENTIAL_STATEMENT else DraftKind.RESOLUTION
    return index, closest_wordings(workspace, acting, on, kind=kind, organ=organ, language=language) if acting else []


def _acting(since: DraftFile | None) -> list[DraftParagraph]:
    return [each for each in since.draft.paragraphs if each.section in ACTING] if since else []


def _as_draft(use: WordingUse) -> DraftParagraph:
    section = "operative" if use.section == "operative" else "statement" if use.section == "statement" else "preambular"
    return DraftParagraph(section, use.paragraph, use.lead, use.verbs, use.text)  # type: ignore[arg-type]
