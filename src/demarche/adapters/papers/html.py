"""A paper as one HTML file: no scripts, no fonts or images from elsewhere, readable on a phone and on paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from demarche.adapters.papers.paper import Paper, describe

if TYPE_CHECKING:
    from jinja2 import Template

CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("demarche.adapters.papers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("paper.html.jinja")


def to_html(paper: Paper) -> str:
    """Render the paper; every word is escaped, and links lead only to `http` and `https` addresses."""
    return _template().render(
        paper=paper,
        numbers=paper.numbers(),
        references=[(ref, describe(ref), paper.source_notes.get(ref.key, "")) for ref in paper.references()],
        kind=lambda block: type(block).__name__,
        policy=CONTENT_SECURITY_POLICY,
    )
