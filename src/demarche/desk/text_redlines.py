"""The redline of a compared draft as Word with tracked changes, as a page and as AKN4UN."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from demarche.desk.text_about import (
    about,
    elements_to_raise,
    form_line,
    ladder_line,
    mark_of,
    standing_line,
    summary_lines,
)
from demarche.desk.text_comparing import ACTING, TextComparison
from demarche.desk.text_pairing import ComparedParagraph, Earlier
from demarche.model.evidence import UseError
from demarche.subjects.texts import DraftParagraph
from demarche.subjects.texts.alignment import Change, Piece, Redline, redline

if TYPE_CHECKING:
    from demarche.adapters.papers.tracked import Style, TrackedParagraph

AUTHOR = "Demarche"
_FORMS = (".docx", ".html", ".xml")


def save_redline(found: TextComparison, path: Path, *, author: str = AUTHOR) -> Path:
    """Write the redline in the form that the file's ending names: `.docx`, `.html` or `.xml` (AKN4UN).

    In the Word file, accepting all changes gives the draft and rejecting all gives what it was set against. Raises `UseError` for
    another ending, `Failure` where the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in _FORMS:
        raise UseError(
            f"A redline is written as {', '.join(_FORMS)}, not as {ending or 'a file without an ending'}.",
            where=str(path),
            next_step="Name the file so.",
        )
    if ending == ".docx":
        _save_word(found, path, author)
    elif ending == ".html":
        _save_page(found, path)
    else:
        _save_akoma(found, path)
    return path


def _save_word(found: TextComparison, path: Path, author: str) -> None:
    from demarche.adapters.papers.tracked import write_tracked

    rows = tracked_rows(found)
    write_tracked(
        [row for _, row in rows], path, author=author, date=moment(found.on), title=found.title, language=_language(found)
    )


def tracked_rows(found: TextComparison) -> list[tuple[int, TrackedParagraph]]:
    """The paragraphs of the Word redline, each with its place in the text that the draft is set against (-1 where it has none).

    A moved paragraph is taken out where it stood and put in where it stands, so that rejecting all changes gives the earlier text in
    its own order.
    """
    rows: list[tuple[int, TrackedParagraph]] = []
    taken_out: list[Earlier] = []
    reached = -1
    for shown, compared in _in_order(found):
        if compared is None:
            rows.append((-1, _tracked(_equal(shown.text), "heading" if shown.section == "heading" else "paragraph")))
            continue
        own, earlier = compared.paragraph, compared.earlier
        parts = compared.merged or ((earlier,) if earlier else ())
        if own is None:
            taken_out += parts
        elif parts and parts[0].place >= 0 and (compared.change is Change.MOVED or parts[0].place < reached):
            taken_out += parts
            rows.append((-1, _row(compared, _inserted(_label(own.number) + own.text))))
        elif compared.merged:
            first, *others = parts
            rows.append((first.place, _row(compared, _versions(first, own))))
            rows += [(each.place, _out(each)) for each in others]
            reached = parts[-1].place
        else:
            rows.append((earlier.place if earlier else -1, _row(compared, _numbered(compared))))
            reached = max(reached, earlier.place if earlier else -1)
    for each in taken_out:
        spot = next((n for n, (place, _) in enumerate(rows) if place > each.place), len(rows))
        rows.insert(spot, (each.place, _out(each)))
    summary = "\n".join(summary_lines(found))
    if rows:
        place, top = rows[0]
        rows[0] = (place, replace(top, comments=(summary, *top.comments)))
    return rows


def _row(compared: ComparedParagraph, changes: Redline) -> TrackedParagraph:
    shown = compared.paragraph or compared.earlier
    said = "\n".join(about(compared))
    return _tracked(changes, _style(shown), (said,) if said else (), shown.verbs if shown else ())


def _out(earlier: Earlier) -> TrackedParagraph:
    """An earlier paragraph taken out where it stood."""
    return _tracked(_deleted(_label(earlier.number) + earlier.text), _style(earlier), (f"Taken out here: {earlier.where}.",))


def _tracked(changes: Redline, style: Style, comments: tuple[str, ...] = (), italics: tuple[str, ...] = ()) -> TrackedParagraph:
    from demarche.adapters.papers.tracked import TrackedParagraph

    return TrackedParagraph(changes, style, comments, italics)


def _style(shown: DraftParagraph | Earlier | None) -> Style:
    if shown is None:
        return "paragraph"
    return "recital" if shown.section == "preambular" else "point" if " " in shown.number else "paragraph"


def _save_page(found: TextComparison, path: Path) -> None:
    from demarche.adapters.papers import write_text
    from demarche.adapters.papers.redline_page import PageParagraph, PageTable, redline_html

    paragraphs = []
    for shown, compared in _in_order(found):
        if compared is None:
            paragraphs.append(PageParagraph(Redline((Piece("equal", shown.text),))))
            continue
        number = compared.paragraph.number if compared.paragraph else ""
        paragraphs.append(PageParagraph(_numbered(compared), tuple(about(compared)), mark_of(compared), " " in number))
    tables = []
    gaps = elements_to_raise(found)
    if gaps:
        rows = tuple((str(each.element), standing_line(each), form_line(each), ladder_line(each)) for each in gaps)
        tables.append(
            PageTable(
                "Protection elements the draft does not cover, only cites, or asks for with a weaker verb than was adopted",
                ("element", "in the draft", "strongest adopted form", "ladder"),
                rows,
            )
        )
    if found.provisions:
        lines = tuple(
            (
                str(each.provision),
                ", ".join(each.binding) or ("mentioned: " + ", ".join(each.paragraphs) if each.paragraphs else "lacking"),
                "; ".join(f"{a.agreement}, {a.number}: {a.text}" for a in each.agreements),
                f"{each.council.symbol}, paragraph {each.council.paragraph}: {each.council.text}" if each.council else "",
            )
            for each in found.provisions
        )
        tables.append(
            PageTable("Humanitarian provisions", ("provision", "in the draft", "in your agreements", "Council text"), lines)
        )
    title = found.title or found.name
    subtitle = f"Set against {found.against}, as of {found.on}." if found.against else f"As of {found.on}."
    write_text(path, redline_html(title, subtitle, paragraphs, tables, found.notes))


def _save_akoma(found: TextComparison, path: Path) -> None:
    from demarche.adapters.papers.akoma_redline import MarkedParagraph, akoma_bytes
    from demarche.adapters.papers.placing import write_whole

    marked = []
    for shown, compared in _in_order(found):
        if compared is None:
            if shown.section in {"heading", "annex"}:
                marked.append(MarkedParagraph("heading" if shown.section == "heading" else "annex", "", _equal(shown.text)))
            continue
        own = compared.paragraph
        if own is not None:
            marked.append(MarkedParagraph(own.section, own.number, compared.redline or _inserted(own.text), own.verbs))
        elif compared.earlier is not None:
            marked.append(MarkedParagraph(compared.earlier.section, "", compared.redline or _equal("")))
    content = akoma_bytes(
        marked, title=found.title, symbol=found.symbol, kind=str(found.kind), day=found.on, language=found.language or "en"
    )
    write_whole(path, content)


def _in_order(found: TextComparison) -> Iterator[tuple[DraftParagraph, ComparedParagraph | None]]:
    """Every paragraph of the draft in order with its comparison, what was dropped where it stood; headings and annexes have none."""
    waiting = iter(found.paragraphs)
    for each in found.file.draft.paragraphs:
        if each.section not in ACTING:
            if each.section != "note":
                yield each, None
            continue
        for compared in waiting:
            yield each, compared
            if compared.paragraph is not None:
                break
    for compared in waiting:
        yield DraftParagraph("operative", "", "", (), ""), compared


def _numbered(compared: ComparedParagraph) -> Redline:
    """The redline with the numbers before the words; an earlier number is shown where both are versions of one text."""
    own, earlier = compared.paragraph, compared.earlier
    if own is not None and earlier is not None and earlier.place >= 0:
        return _versions(earlier, own, compared.redline)
    if own is not None:
        new = _label(own.number)
        base = compared.redline or _inserted(own.text)
        kind = "equal" if compared.redline is not None and compared.redline.old else "inserted"
        return Redline((Piece(kind, new), *base.pieces) if new else base.pieces)  # type: ignore[arg-type]
    return _deleted(_label(earlier.number) + earlier.text) if earlier is not None else _equal("")


def _versions(earlier: Earlier, own: DraftParagraph, changes: Redline | None = None) -> Redline:
    """Two versions of a paragraph with the number of each."""
    old, new = _label(earlier.number), _label(own.number)
    base = changes if changes is not None and changes.old == earlier.text else redline(earlier.text, own.text)
    if old == new:
        return Redline((Piece("equal", new), *base.pieces) if new else base.pieces)
    numbers = [piece for piece in (Piece("deleted", old), Piece("inserted", new)) if piece.text]
    return Redline((*numbers, *base.pieces))


def _label(number: str) -> str:
    """A number as it is printed before its paragraph."""
    if not number:
        return ""
    last = number.rsplit(" ", 1)[-1]
    if number.startswith("Article") and "(" not in number:
        return f"{number} "
    return f"{last}. " if last.replace(".", "").isdigit() else f"{last} "


def _equal(text: str) -> Redline:
    return Redline((Piece("equal", text),) if text else ())


def _inserted(text: str) -> Redline:
    return Redline((Piece("inserted", text),) if text else ())


def _deleted(text: str) -> Redline:
    return Redline((Piece("deleted", text),) if text else ())


def moment(day: dt.date) -> dt.datetime:
    """The moment that changes bear: the day of the answer, no clock."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _language(found: TextComparison) -> str:
    return {"": "en-GB", "en": "en-GB"}.get(found.language, found.language)
