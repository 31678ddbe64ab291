"""A paper as a PDF to read: tagged for screen readers, with links to its sources, and no author, clock or attachment.

Set by typst from a fixed page that is given the paper as data, so that no word of it can be taken for an instruction.
"""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files
from pathlib import Path

from demarche.adapters.papers.data import paper_data
from demarche.adapters.papers.paper import Paper
from demarche.adapters.papers.placing import write_whole
from demarche.model.evidence import Failure, UseError


def write_pdf(paper: Paper, path: Path) -> None:
    """Write the paper to `path`.

    Raises `UseError` where the program that sets pages is not installed, and `Failure` where the file cannot be written.
    """
    write_whole(path, pdf_bytes(paper))


def pdf_bytes(paper: Paper) -> bytes:
    """The PDF as bytes. Raises `UseError` where typst is not installed."""
    try:
        import typst
    except ImportError as error:
        raise UseError(
            "PDF needs the package typst, which is not installed.",
            next_step="Install demarche with its extra called pdf; Word, HTML and spreadsheets need nothing more.",
        ) from error
    page = files("demarche.adapters.papers").joinpath("templates", "paper.typ").read_bytes()
    stamp = dt.datetime.combine(paper.day, dt.time(), dt.UTC)
    try:
        made = typst.compile(page, sys_inputs={"paper": json.dumps(paper_data(paper))}, timestamp=int(stamp.timestamp()))
    except RuntimeError as error:
        raise Failure(
            f"The page could not be set: {str(error).partition(chr(10))[0]}.",
            where=paper.title,
            next_step="Report this to the maintainers.",
        ) from error
    return bytes(made)
