"""The few pieces of WordprocessingML that python-docx has no words for: fields, bookmarks, links, header rows, cell shading."""

from __future__ import annotations

from typing import Any


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def add_field(paragraph: Any, code: str, size: float, colour: str) -> None:
    """Append a simple field such as PAGE or NUMPAGES."""
    from docx.shared import Pt, RGBColor

    for kind in ("begin", "code", "end"):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(colour)
        if kind == "code":
            text = _element("w:instrText")
            text.text = code
            run._r.append(text)  # noqa: SLF001 - python-docx offers no other door to the element
        else:
            run._r.append(_element("w:fldChar", fldCharType=kind))  # noqa: SLF001


def bookmark(run: Any, name: str, number: int) -> None:
    """Put a bookmark around a run, for links inside the document."""
    start, end = _element("w:bookmarkStart", id=str(number), name=name), _element("w:bookmarkEnd", id=str(number))
    run._r.addprevious(start)  # noqa: SLF001
    run._r.addnext(end)  # noqa: SLF001


def link_to(paragraph: Any, anchor: str, text: str, colour: str) -> None:
    """Append a superscript link to a bookmark."""
    link, run, properties = _element("w:hyperlink", anchor=anchor), _element("w:r"), _element("w:rPr")
    properties.append(_element("w:color", val=colour))
    properties.append(_element("w:vertAlign", val="superscript"))
    content = _element("w:t")
    content.text = text
    run.append(properties)
    run.append(content)
    link.append(run)
    paragraph._p.append(link)  # noqa: SLF001


def link_out(paragraph: Any, url: str, text: str, colour: str, size: float) -> None:
    """Append a link to an address; only `http` and `https` become links, anything else stays words."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb, run.font.underline = Pt(size), RGBColor.from_string(colour), True
    if url.startswith(("http://", "https://")):
        link = _element("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run._r.addprevious(link)  # noqa: SLF001
        link.append(run._r)  # noqa: SLF001


def mark_header_row(row: Any) -> None:
    """Repeat a row on every page and tell screen readers that it is the header."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001


def keep_row_whole(row: Any) -> None:
    """Let no page break fall inside a row."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001


def set_cell(cell: Any, fill: str) -> None:
    """Shade a cell."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=fill))  # noqa: SLF001


def set_cell_margins(table: Any, **margins: int) -> None:
    """Set the cell margins of a table, in twentieths of a point; quiet borders."""
    properties = table._tbl.tblPr  # noqa: SLF001
    borders = _element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color="C9D0DA"))
    for side in ("left", "right", "insideV"):
        borders.append(_element(f"w:{side}", val="nil"))
    properties.append(borders)
    box = _element("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        box.append(_element(f"w:{side}", w=str(margins[side]), type="dxa"))
    properties.append(box)


def set_columns(section: Any, count: int) -> None:
    """Lay the text of a section in columns."""
    from docx.oxml.ns import qn

    properties = section._sectPr  # noqa: SLF001
    for old in properties.findall(qn("w:cols")):
        properties.remove(old)
    properties.append(_element("w:cols", num=str(count), space="300"))


def set_language(style: Any, language: str, font: str) -> None:
    """Set the proofing language and the font of all scripts, so that Word does not fall back on the theme's."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), font)
    properties.append(_element("w:lang", val=language))
