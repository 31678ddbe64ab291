"""Papers: Word, HTML, PDF and plain text from one set of blocks, spreadsheets, calendars, charts, and the gate by which they leave the desk."""

from demarche.adapters.papers.calendar_file import Event, to_ics, write_ics
from demarche.adapters.papers.chart import Band, Line, Panel, write_chart
from demarche.adapters.papers.columns import LANDSCAPE, PORTRAIT, column_widths
from demarche.adapters.papers.data import paper_data
from demarche.adapters.papers.gate import Removed, clear_events, clear_for, everything, refuse_leaks
from demarche.adapters.papers.html import to_html
from demarche.adapters.papers.influence_map import MapActor, MapPage, MapTie, map_svg, write_map
from demarche.adapters.papers.length import pages
from demarche.adapters.papers.paper import (
    Block,
    Bullets,
    Heading,
    Paper,
    Paragraph,
    Span,
    Table,
    Tone,
    Words,
    describe,
    plain,
    words,
)
from demarche.adapters.papers.pdf import write_pdf
from demarche.adapters.papers.placing import write_private, write_text
from demarche.adapters.papers.sheet import Cell, Sheet, sheets_of, write_xlsx
from demarche.adapters.papers.text import to_text
from demarche.adapters.papers.word import write_docx

__all__ = [
    "LANDSCAPE",
    "PORTRAIT",
    "Band",
    "Block",
    "Bullets",
    "Cell",
    "Event",
    "Heading",
    "Line",
    "MapActor",
    "MapPage",
    "MapTie",
    "Panel",
    "Paper",
    "Paragraph",
    "Removed",
    "Sheet",
    "Span",
    "Table",
    "Tone",
    "Words",
    "clear_events",
    "clear_for",
    "column_widths",
    "describe",
    "everything",
    "map_svg",
    "pages",
    "paper_data",
    "plain",
    "refuse_leaks",
    "sheets_of",
    "to_html",
    "to_ics",
    "to_text",
    "words",
    "write_chart",
    "write_docx",
    "write_ics",
    "write_map",
    "write_pdf",
    "write_private",
    "write_text",
    "write_xlsx",
]
