"""Plain text: bytes in whatever encoding to words, mixed encodings and twice-encoded signs put right, then to paragraphs."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from demarche.model.evidence import UseError
from demarche.subjects.texts import Draft
from demarche.subjects.texts.segmentation import Vocabulary, blocks_of, segment
from demarche.subjects.texts.segmentation.language import read_language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = ("cp1252", "cp1251", "cp1256", "gb18030")
_TWICE = re.compile("(?:[\u00c2-\u00df][\u0080-\u00bf]|\u00e2[\u0080-\u00bf\u20ac\u201a][\u0080-\u00bf\u0152-\u2122])+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_ALIKE = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.02


def read_plain(content: bytes, name: str, vocabulary: Vocabulary | None = None) -> Draft:
    """The draft in a plain text. Raises `UseError` for what is no text."""
    text, remarks = decode(content, name)
    draft = segment(blocks_of(text, vocabulary))
    return replace(draft, remarks=(*remarks, *draft.remarks))


def decode(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The words of a text file, and remarks on how they were read. Raises `UseError` for bytes that are no text.

    UTF-8 and UTF-16 are read by their marks; a line that is no UTF-8 is read in the old encoding that gives words of one of the six
    languages.
    """
    text, remarks = _decoded(content)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * max(len(text), 1):
        raise UseError(
            "This is no text: it is full of signs that no text has.", where=name, next_step="Give a Word, PDF or plain text file."
        )
    mended, count = _TWICE.subn(_once, text)
    if count and mended != text:
        remarks = (*remarks, "Signs that had been encoded twice (as “â€™” for an apostrophe) were put right.")
    return tidy(_CONTROLS.sub("", mended)), remarks


def tidy(text: str) -> str:
    """Text without invisible signs, with plain spaces, ligatures as letters and one kind of line end."""
    return (
        text.translate(_INVISIBLE)
        .translate(_ALIKE)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), ()
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        sample = content[place:4000:2]
        if len(content) > 7 and sample.count(0) > 0.8 * len(sample):
            return content.decode(encoding, "replace"), ()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    lines = content.split(b"\n")
    odd = [line for line in lines if not _is_utf8(line)]
    encoding = _encoding_of(b"\n".join(odd))
    read = [line.decode("utf-8") if _is_utf8(line) else line.decode(encoding, "replace") for line in lines]
    mixed = any(not line.isascii() and _is_utf8(line) for line in lines)
    how = "The text mixes encodings" if mixed else "The text is not in UTF-8"
    return "\n".join(read), (f"{how}; {len(odd)} of {len(lines)} lines were read as {encoding}.",)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoding_of(content: bytes) -> str:
    """The old encoding that makes most sense of bytes: one that can read them all and gives words of a known language."""
    for encoding in _OLD:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        high = sum(1 for sign in text if ord(sign) > 127 and sign.isalpha())
        letters = sum(map(str.isalpha, text))
        if encoding == "cp1252" and high > 0.3 * max(letters, 1):
            continue
        if encoding == "cp1252" or read_language(text):
            return encoding
    return "cp1252"


def _once(found: re.Match[str]) -> str:
    """Signs that were encoded twice, decoded once more where that gives signs."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return found[0].encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return found[0]
