"""Write a paper in its forms, and its leave-behind through the gate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from demarche.adapters.papers import Paper, Removed, clear_for, to_html, write_docx, write_text
from demarche.model.dossier import Sensitivity


@dataclass(frozen=True, slots=True)
class WrittenPapers:
    """The files written, and what the gate took out of the leave-behind (for the author's eyes only)."""

    files: tuple[Path, ...]
    removed: tuple[Removed, ...]


def write_papers(paper: Paper, folder: Path, stem: str, *, audience: Sensitivity = Sensitivity.PUBLIC) -> WrittenPapers:
    """Write `stem.docx` and `stem.html` (internal) and `stem-leave-behind.docx` and `.html`, cleared for the audience.

    Raises `Failure` where a file cannot be written, or where the gate finds words of a restricted field in an open one; then no
    leave-behind is written.
    """
    clean, removed = clear_for(paper, audience)
    files = []
    for each, name in ((paper, stem), (clean, f"{stem}-leave-behind")):
        docx, html = folder / f"{name}.docx", folder / f"{name}.html"
        write_docx(each, docx)
        write_text(html, to_html(each))
        files += [docx, html]
    return WrittenPapers(tuple(files), tuple(removed))


def paper_text(paper: Paper, width: int = 100) -> str:
    """The paper as plain text of a width, for a terminal or a mail."""
    from demarche.adapters.papers import to_text

    return to_text(paper, width)
