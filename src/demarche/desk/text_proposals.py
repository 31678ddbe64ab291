"""Proposals in the user's own Word file: what the draft weakened put back word by word, as tracked changes, everything else as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from demarche.desk.text_about import about
from demarche.desk.text_comparing import TextComparison
from demarche.desk.text_pairing import ComparedParagraph
from demarche.desk.text_redlines import AUTHOR, moment
from demarche.model.evidence import UseError
from demarche.subjects.texts.alignment import Change, Piece, redline
from demarche.subjects.texts.regression import Code

_PUT_BACK = frozenset({Code.VERB, Code.HEDGE, Code.HUMANITARIAN_LAW, Code.SCOPE, Code.MODALITY, Code.TIME})
"""Changes that a few words undo; the others are told in a comment, for they need a sentence of their own."""

_SHORT = 15
"""A change of more words on either side is told in a comment and not undone."""


def save_proposals(found: TextComparison, path: Path, *, author: str = AUTHOR) -> tuple[Path, int]:
    """A copy of the user's own Word file with weakened words put back as tracked changes, and a comment on each paragraph.

    The comment of a changed paragraph holds the adopted wording in full. A paragraph that is most likely new is left as it is;
    revisions and comments of others stay as they were. Returns the file and how many paragraphs were changed. Raises `UseError` where
    the draft is no Word file or carries macros.
    """
    from demarche.adapters.papers.placing import write_whole
    from demarche.adapters.papers.tracked_edits import Reword, track_into

    if found.file.form != "docx":
        raise UseError(
            "Proposals are written into the draft's own Word file, and this draft is none.",
            where=found.name,
            next_step="Use --out with a .docx file for a redline of its own, or give the draft as a Word file.",
        )
    if path.suffix.lower() != ".docx":
        raise UseError("Proposals are written as a Word file.", where=str(path), next_step="End the name with .docx.")
    edits = []
    changed = 0
    for compared in found.paragraphs:
        own = compared.paragraph
        if own is None or not own.place:
            continue
        new = put_back(compared)
        said = list(about(compared))
        if new != own.text and compared.earlier is not None:
            changed += 1
            said.append(f"Adopted wording: “{compared.earlier.text}”")
        if said:
            edits.append(Reword(own.place, own.text, new, "\n".join(said)))
    content = track_into(found.file.content, edits, author=author, date=moment(found.on), where=found.name)
    write_whole(path, content)
    return path, changed


def put_back(compared: ComparedParagraph) -> str:
    """The draft's paragraph with what it weakened put back: the changes of the redline in which a finding stands, where they are short.

    Only those words change, so that what the draft adds elsewhere stays.
    """
    own, earlier = compared.paragraph, compared.earlier
    if own is None:
        return ""
    if earlier is None or compared.change is Change.NEW:
        return own.text
    spans = [(f.draft.start, f.draft.end) for f in compared.weaker if f.code in _PUT_BACK and f.draft.text == own.text]
    kept = ""
    place = 0
    for stretch in _stretches(redline(earlier.text, own.text).pieces):
        new = "".join(piece.text for piece in stretch if piece.kind != "deleted")
        old = "".join(piece.text for piece in stretch if piece.kind != "inserted")
        end = place + len(new)
        weak = any(start <= end and place <= last for start, last in spans)
        short = max(len(old.split()), len(new.split())) <= _SHORT
        kept += old if weak and short and stretch[0].kind != "equal" else new
        place = end
    return " ".join(kept.split()) if spans else own.text


def _stretches(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Equal pieces by themselves, and each run of changes as one."""
    found: list[list[Piece]] = []
    for piece in pieces:
        if piece.kind != "equal" and found and found[-1][0].kind != "equal":
            found[-1].append(piece)
        else:
            found.append([piece])
    return found
