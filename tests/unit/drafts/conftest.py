"""Fictional drafts in the forms that users have, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

NUMBERING = f"""<w:numbering xmlns:w="{WORD}">
<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:numbering>"""


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture(scope="session")
def word_file() -> Callable[..., bytes]:
    """A Word file with the given body, as WordprocessingML, and optionally other numbering or notes."""
    made = io.BytesIO()
    docx.Document().save(made)
    blank = parts_of(made.getvalue())

    def make(body: str, **parts: str) -> bytes:
        own: dict[str, Any] = dict(blank)
        own["word/document.xml"] = (
            f'<w:document xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f"<w:body>{body}<w:sectPr/></w:body></w:document>"
        ).encode()
        own["word/numbering.xml"] = NUMBERING.encode()
        for name, content in parts.items():
            own[f"word/{name}.xml"] = content.encode()
            relation = f'<Relationship Id="rIdX{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}" Target="{name}.xml"/>'
            own["word/_rels/document.xml.rels"] = own["word/_rels/document.xml.rels"].replace(
                b"</Relationships>", relation.encode() + b"</Relationships>"
            )
        return zipped(own)

    return make
