"""Papers: Word, HTML and plain text from one set of blocks, spreadsheets, charts, and the gate by which they leave the desk."""

from demarche.adapters.papers.chart import Band, Line, Panel, write_chart
from demarche.adapters.papers.gate import Removed, clear_for
from demarche.adapters.papers.html import to_html
from demarche.adapters.papers.length import pages
from demarche.adapters.papers.paper import Block, Bullets, Heading, Paper, Paragraph, Span, Table, Words, describe, plain, words
from demarche.adapters.papers.placing import write_text
from demarche.adapters.papers.sheet import Sheet, write_xlsx
from demarche.adapters.papers.text import to_text
from demarche.adapters.papers.word import write_docx

__all__ = [
    "Band",
    "Block",
    "Bullets",
    "Heading",
    "Line",
    "Panel",
    "Paper",
    "Paragraph",
    "Removed",
    "Sheet",
    "Span",
    "Table",
    "Words",
    "clear_for",
    "describe",
    "pages",
    "plain",
    "to_html",
    "to_text",
    "words",
    "write_chart",
    "write_docx",
    "write_text",
    "write_xlsx",
]
