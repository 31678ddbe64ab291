"""A redline as one HTML page: no scripts, nothing from elsewhere, changes marked by underline and strike as well as by colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from demarche.adapters.papers.html import CONTENT_SECURITY_POLICY
from demarche.subjects.texts.alignment import Redline

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 Georgia,"Times New Roman",serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}
.sub,.about{font:13px/1.45 system-ui,sans-serif;opacity:.85}
article{margin:1.1rem 0;padding-left:.8rem;border-left:3px solid transparent}
article.weaker{border-left-color:#b3261e}article.stronger{border-left-color:#1b6e3c}article.new{border-left-color:#4a5a9a}
article p{margin:.2rem 0}.point{margin-left:2rem}
ins{color:#1b6e3c;text-decoration:underline}del{color:#b3261e;text-decoration:line-through}
@media (prefers-color-scheme:dark){ins{color:#7fd6a0}del{color:#ff9d94}}
ul{margin:.2rem 0 .2rem 1rem;padding:0}table{border-collapse:collapse;font:14px/1.4 system-ui,sans-serif;width:100%}
td,th{border-bottom:1px solid #8886;padding:.35rem .5rem;text-align:left;vertical-align:top}
@media print{body{margin:0;font-size:11pt}}
"""

Mark = Literal["", "weaker", "stronger", "new"]


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """A paragraph with its changes; `about` are lines below it in small print, `mark` colours its edge and never says more than they do."""

    redline: Redline
    about: tuple[str, ...] = ()
    mark: Mark = ""
    point: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table below the text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def redline_html(
    title: str, subtitle: str, paragraphs: Iterable[PageParagraph], tables: Sequence[PageTable] = (), notes: Sequence[str] = ()
) -> str:
    """The page. Every word is escaped."""
    body = [f"<h1>{escape(title)}</h1>", f'<p class="sub">{escape(subtitle)}</p>']
    body += [f'<p class="sub">{escape(note)}</p>' for note in notes]
    for each in paragraphs:
        names = " ".join(filter(None, (each.mark, "point" if each.point else "")))
        about = "".join(f"<li>{escape(line)}</li>" for line in each.about)
        below = f'<ul class="about">{about}</ul>' if about else ""
        body.append(f'<article class="{names}"><p>{_marked(each.redline)}</p>{below}</article>')
    for table in tables:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.header)
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
        body.append(f"<h2>{escape(table.title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


_TAGS = {"equal": "", "inserted": "ins", "deleted": "del"}


def _marked(redline: Redline) -> str:
    parts = []
    for piece in redline.pieces:
        words = escape(piece.text)
        tag = _TAGS[piece.kind]
        parts.append(f"<{tag}>{words}</{tag}>" if tag else words)
    return "".join(parts)
