"""A Word file as the parts of its package, opened within limits: no part is unpacked to disk, no macro run, no address followed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from demarche.model.evidence import DemarcheError, UseError

Element: TypeAlias = Any
"""An lxml element; lxml is imported where a file is first opened."""

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MOST_PARTS = 5_000
_MOST_BYTES = 400_000_000
_MOST_IN_PART = 150_000_000
_MOST_GROWTH = 200
_GROWTH_FROM = 2_000_000
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SAVE_AGAIN = "Open the file in a word processor, save it again as a Word document (.docx), and try that copy."


class WordPackage:
    """The parts of a Word file by name, in the file's own order. Parts can be replaced and added; `to_bytes` gives the file."""

    def __init__(self, parts: Mapping[str, bytes], where: str) -> None:
        self.parts = dict(parts)
        self.where = where

    @property
    def document_name(self) -> str:
        """The name of the main part."""
        if "_rels/.rels" in self.parts:
            for relation in self.xml("_rels/.rels").iter(f"{RELATIONS}Relationship"):
                if str(relation.get("Type", "")).endswith("/officeDocument"):
                    return str(relation.get("Target", "")).lstrip("/")
        return "word/document.xml"

    @property
    def has_macros(self) -> bool:
        """Whether the file carries program code."""
        return any(name.lower().endswith("vbaproject.bin") for name in self.parts) or (
            b"macroEnabled" in self.parts.get("[Content_Types].xml", b"")
        )

    def related(self, kind: str) -> str:
        """The name of the part that the document is related to as `kind` (`styles`, `numbering`, `footnotes`); empty where none is."""
        folder, _, file = self.document_name.rpartition("/")
        name = f"{folder}/_rels/{file}.rels".lstrip("/")
        if name not in self.parts:
            return ""
        for relation in self.xml(name).iter(f"{RELATIONS}Relationship"):
            if relation.get("Type") == _OFFICE + kind and relation.get("TargetMode") != "External":
                target = str(relation.get("Target", ""))
                found = target.lstrip("/") if target.startswith("/") else str(PurePosixPath(folder) / target)
                return found if found in self.parts else ""
        return ""

    def xml(self, name: str) -> Element:
        """A part as a tree, with every door of XML shut. Raises `UseError` for one that is missing or no XML."""
        return read_xml(self.parts.get(name, b""), f"{self.where}, {name}")

    def to_bytes(self) -> bytes:
        """The file; equal parts give equal bytes."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.parts, key=lambda each: (each != "[Content_Types].xml", not each.startswith("_rels/"))):
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), self.parts[name], zipfile.ZIP_DEFLATED)
        return made.getvalue()


def open_package(content: bytes, where: str) -> WordPackage:
    """Open a Word file. `where` is what messages call it.

    Raises `UseError` for what is no Word file, is locked with a password, is damaged, or holds what no honest file does.
    """
    if not content:
        raise UseError("The file is empty.", where=where, next_step="Choose a file that holds the draft.")
    if content.startswith(_COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in content:
            what, step = "The file is locked with a password.", "Save a copy without the password and try that."
        else:
            what, step = "This is an old Word file (.doc), which is not read.", _SAVE_AGAIN
        raise UseError(what, where=where, next_step=step)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _read_parts(archive, where)
    except DemarcheError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise UseError("This is no whole Word file; it may be cut short or damaged.", where=where, next_step=_SAVE_AGAIN) from error
    package = WordPackage(parts, where)
    if "[Content_Types].xml" not in parts or package.document_name not in parts:
        raise UseError("This file is a zip archive but no Word document.", where=where, next_step=_SAVE_AGAIN)
    return package


def _read_parts(archive: zipfile.ZipFile, where: str) -> dict[str, bytes]:
    """The parts, after what an intact file never has was ruled out."""
    members = archive.infolist()
    if len(members) > _MOST_PARTS:
        raise UseError(f"The file holds more than {_MOST_PARTS:,} parts.", where=where, next_step=_SAVE_AGAIN)
    total = 0
    parts: dict[str, bytes] = {}
    for member in members:
        name = member.filename
        if member.is_dir():
            continue
        if _escapes(name) or _escapes(member.orig_filename) or name in parts:
            raise UseError(f"The file holds a part whose name is not allowed: “{name}”.", where=where, next_step=_SAVE_AGAIN)
        if member.flag_bits & 0x1:
            raise UseError("The file is locked with a password.", where=where, next_step="Save a copy without the password.")
        total += member.file_size
        bomb = member.file_size > _GROWTH_FROM and member.file_size > _MOST_GROWTH * max(member.compress_size, 1)
        if bomb or member.file_size > _MOST_IN_PART or total > _MOST_BYTES:
            raise UseError("The file grows beyond all measure when unpacked; it is not read.", where=where, next_step=_SAVE_AGAIN)
        with archive.open(member) as stream:
            parts[name] = stream.read(member.file_size + 1)
        if len(parts[name]) != member.file_size:
            raise UseError("A part of the file is not as long as the file says.", where=where, next_step=_SAVE_AGAIN)
    return parts


def _escapes(name: str) -> bool:
    """Whether a name is absolute, climbs, or is written for another system."""
    return name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name or "\0" in name or name[1:2] == ":"


def read_xml(content: bytes, where: str) -> Element:
    """Parse XML that declares nothing and reaches nowhere. Raises `UseError` for anything else."""
    from lxml import etree

    if _DECLARATION.search(content) or _DECLARATION.search(content.replace(b"\0", b"")):
        raise UseError(
            "The file declares XML entities or a document type; such files are not read.", where=where, next_step=_SAVE_AGAIN
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UseError(
            "A part of the file is damaged: it is no XML that can be read.", where=where, next_step=_SAVE_AGAIN
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UseError("The file declares a document type; such files are not read.", where=where, next_step=_SAVE_AGAIN)
    return root
