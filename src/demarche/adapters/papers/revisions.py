"""Tracked changes and comments as WordprocessingML: runs that are inserted or deleted, marks of paragraphs, the part that holds comments.

Reference: ECMA-376 part 1, 17.13.4 (comments) and 17.13.5 (revisions).
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from demarche.adapters.papers.paper import printable
from demarche.adapters.word_files import CONTENT_TYPES, RELATIONS, WORD, Element, WordPackage, read_xml

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_SIGN = re.compile("([\t\n])")


@dataclass(slots=True)
class Reviser:
    """Makes the elements of one reviser's changes, each with a number of its own."""

    author: str
    date: dt.datetime
    next_id: int = 1

    def mark(self, kind: str) -> Element:
        """An empty element of a change: `ins` or `del`, for a run of words or for the mark of a paragraph."""
        made = element(kind, id=str(self.next_id), author=printable(self.author), date=stamp(self.date))
        self.next_id += 1
        return made

    def inserted(self, text: str, like: Element | None = None) -> Element:
        """Inserted words; `like` are the run properties they take."""
        wrapper = self.mark("ins")
        wrapper.append(run_of(text, like))
        return wrapper

    def deleted(self, text: str, like: Element | None = None) -> Element:
        """Deleted words."""
        wrapper = self.mark("del")
        wrapper.append(run_of(text, like, deleted=True))
        return wrapper

    def mark_paragraph(self, paragraph: Element, kind: str) -> None:
        """Mark the end of a paragraph as inserted or deleted."""
        properties = paragraph.find(f"{WORD}pPr")
        if properties is None:
            properties = element("pPr")
            paragraph.insert(0, properties)
        of_mark = properties.find(f"{WORD}rPr")
        if of_mark is None:
            of_mark = element("rPr")
            after = [each for name in ("sectPr", "pPrChange") for each in properties.findall(f"{WORD}{name}")]
            properties.insert(properties.index(after[0]) if after else len(properties), of_mark)
        place = 1 if kind == "del" and of_mark.find(f"{WORD}ins") is not None else 0
        of_mark.insert(place, self.mark(kind))


def stamp(date: dt.datetime) -> str:
    """A moment as Word writes it."""
    return date.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if date.tzinfo else date.strftime("%Y-%m-%dT%H:%M:%SZ")


def element(name: str, **attributes: str) -> Element:
    """An element of WordprocessingML."""
    from lxml import etree

    made = etree.Element(f"{WORD}{name}", nsmap={"w": WORD[1:-1]})
    for key, value in attributes.items():
        made.set(f"{WORD}{key}", value)
    return made


def run_of(text: str, like: Element | None = None, *, deleted: bool = False, italic: bool = False) -> Element:
    """A run of words; tabs and line ends become the elements that Word has for them."""
    run = element("r")
    if like is not None:
        properties = copy.deepcopy(like)
        for change in properties.xpath("./w:rPrChange | ./w:ins | ./w:del", namespaces={"w": WORD[1:-1]}):
            properties.remove(change)
        run.append(properties)
    elif italic:
        properties = element("rPr")
        properties.append(element("i"))
        run.append(properties)
    for part in _SIGN.split(text):
        if part == "\t":
            run.append(element("tab"))
        elif part == "\n":
            run.append(element("br"))
        elif part:
            words = element("delText" if deleted else "t")
            words.text = printable(part)
            words.set(_SPACE, "preserve")
            run.append(words)
    return run


def highest_id(root: Element) -> int:
    """The highest number that a change or comment in a part bears."""
    numbers = [str(value) for value in root.xpath("//@w:id", namespaces={"w": WORD[1:-1]})]
    return max((int(number) for number in numbers if number.isdecimal() and len(number) < 10), default=0)


class Comments:
    """The comments of a Word file: those that it holds already, and new ones."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._name = package.related("comments")
        self._root: Any = package.xml(self._name) if self._name else element("comments")
        self._next = highest_id(self._root) + 1
        self._added = False

    def add(self, paragraph: Element, text: str, reviser: Reviser) -> None:
        """Set a comment on the whole of a paragraph."""
        number = str(self._next)
        self._next += 1
        self._added = True
        initials = "".join(word[0] for word in reviser.author.split())[:4].upper()
        comment = element(
            "comment", id=number, author=printable(reviser.author), date=stamp(reviser.date), initials=printable(initials)
        )
        for line in text.split("\n"):
            words = element("p")
            words.append(run_of(line))
            comment.append(words)
        self._root.append(comment)
        properties = paragraph.find(f"{WORD}pPr")
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, element("commentRangeStart", id=number))
        paragraph.append(element("commentRangeEnd", id=number))
        reference = element("r")
        reference.append(element("commentReference", id=number))
        paragraph.append(reference)

    def save(self) -> None:
        """Put the comments into the package: the part, its type, and the document's relation to it."""
        from lxml import etree

        if not self._added:
            return
        package = self._package
        if not self._name:
            folder, _, file = package.document_name.rpartition("/")
            self._name = f"{folder}/comments.xml".lstrip("/")
            while self._name in package.parts:
                self._name = self._name.replace(".xml", "_.xml")
            _declare(package, self._name)
            _relate(package, f"{folder}/_rels/{file}.rels".lstrip("/"), self._name.rpartition("/")[2])
        package.parts[self._name] = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _declare(package: WordPackage, name: str) -> None:
    from lxml import etree

    types = package.xml("[Content_Types].xml")
    etree.SubElement(types, f"{CONTENT_TYPES}Override", PartName=f"/{name}", ContentType=_COMMENTS_TYPE)
    package.parts["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relate(package: WordPackage, name: str, target: str) -> None:
    from lxml import etree

    empty = f'<Relationships xmlns="{RELATIONS[1:-1]}"/>'.encode()
    relations = read_xml(package.parts.get(name, empty), name)
    used = {str(relation.get("Id")) for relation in relations}
    number = next(n for n in range(1, len(used) + 2) if f"rIdComments{n}" not in used)
    etree.SubElement(relations, f"{RELATIONS}Relationship", Id=f"rIdComments{number}", Type=_COMMENTS_RELATION, Target=target)
    package.parts[name] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)
