"""Write a paper in its forms: internal, and as a leave-behind through the gate, with the list of what was removed for its author."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from demarche.adapters.papers import (
    Paper,
    Removed,
    paper_data,
    sheets_of,
    to_html,
    to_text,
    write_docx,
    write_pdf,
    write_private,
    write_text,
    write_xlsx,
)
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk.leaving import Leaving

Writer = Callable[[Paper, Path], None]
FORMS: Final[Mapping[str, Writer]] = {
    "docx": write_docx,
    "html": lambda paper, path: write_text(path, to_html(paper)),
    "xlsx": lambda paper, path: write_xlsx(sheets_of(paper), path),
    "pdf": write_pdf,
    "json": lambda paper, path: write_text(path, json.dumps(paper_data(paper), ensure_ascii=False, indent=1) + "\n"),
    "txt": lambda paper, path: write_text(path, to_text(paper)),
}
"""Ending of a file → how a paper is written in that form."""


@dataclass(frozen=True, slots=True)
class WrittenPapers:
    """The files written, and what the gate took out of the leave-behind (for the author's eyes only)."""

    files: tuple[Path, ...]
    removed: tuple[Removed, ...]


def write_leaving(leaving: Leaving, folder: Path, stem: str, forms: Sequence[str] = ("docx", "html")) -> WrittenPapers:
    """Write both versions in each of the forms, and `stem-removed.txt` where anything was removed.

    The leave-behind is named `stem-leave-behind`; the list of what it lacks is readable by its owner alone. Raises `UseError` for a
    form that is not known, before anything is written, and `Failure` where a file cannot be written.
    """
    check_forms(forms)
    files = _written(leaving.internal, folder, stem, forms)
    files += _written(leaving.leave_behind, folder, f"{stem}-leave-behind", forms)
    if leaving.removed:
        files.append(_removed_list(leaving.removed, folder / f"{stem}-removed.txt"))
    return WrittenPapers(tuple(files), leaving.removed)


def check_forms(forms: Iterable[str]) -> None:
    """Raise `UseError` for a form that is not known."""
    for form in forms:
        if form not in FORMS:
            raise UseError(f"There is no form “{form}”.", next_step=f"Forms are: {', '.join(FORMS)}.")


def paper_text(paper: Paper, width: int = 100) -> str:
    """The paper as plain text of a width, for a terminal or a mail."""
    return to_text(paper, width)


def _written(paper: Paper, folder: Path, name: str, forms: Iterable[str]) -> list[Path]:
    paths = []
    for form in forms:
        path = folder / f"{name}.{form}"
        FORMS[form](paper, path)
        paths.append(path)
    return paths


def _removed_list(removed: Sequence[Removed], path: Path) -> Path:
    """What was removed, one a line: the level, the field, the words."""
    head = "Left out of the leave-behind. For its author only: do not pass this file on.\n\n"
    lines = [f"{one.sensitivity}\t{one.origin or 'unnamed'}\t{' '.join(one.text.split())}" for one in removed]
    write_private(path, head + "\n".join(dict.fromkeys(lines)) + "\n")
    return path
