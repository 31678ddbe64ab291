"""The form for a read-out: what was said point by point, how each was taken, what was promised. Half of it may stay empty."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.adapters.papers import Block, Heading, Paper, Paragraph, Table, words
from demarche.desk.approach import Approach
from demarche.model.dossier import Attribution
from demarche.model.evidence import spell_date

_EMPTY = words(" ")
PROMISES = 3
MOST_SIGNS = 150


def read_out_form(found: Approach, points: Sequence[str], marking: str) -> Paper:
    """One page to fill in by hand or on the screen; its points bear the numbers of the instruction's arguments, 0 being the ask."""
    s = found.situation
    met = tuple(
        (words(name), _EMPTY) for name in ("Day and place", "Who spoke, with whom, at which level", "How it may be passed on")
    )
    taken = tuple((words(str(n)), words(_short(text)), _EMPTY) for n, text in enumerate(points))
    promised = tuple((_EMPTY,) * 5 for _ in range(PROMISES))
    then = tuple((words(name), _EMPTY) for name in ("Left behind", "Next step, who, by when", "Seen that should be checked"))
    rules = ", ".join(str(rule) for rule in Attribution)
    blocks: tuple[Block, ...] = (
        Table(("Contact", "To fill in"), met, (4.5, 12), roomy=True),
        Heading("How each point was taken"),
        Paragraph(
            words("In their words where you can: took note; agreed; pushed back, and why; no comment; was not reached."), "note"
        ),
        Table(("No.", "Point", "Reaction"), taken, (0.9, 9, 7), roomy=True),
        Heading("What was promised, by either side"),
        Table(
            ("Who", "What", "Where", "Until, on which conditions", "How it will be seen"),
            promised,
            (2.5, 5.5, 2.5, 3.5, 3),
            roomy=True,
        ),
        Heading("Afterwards"),
        Table(("Afterwards", "To fill in"), then, (4.5, 12), roomy=True),
        Paragraph(
            words(f"Ways in which it may be passed on: {rules}. Record it the same day: demarche log {s.dossier.id}"), "note"
        ),
    )
    return Paper(
        title=f"Read-out: {found.to_name}" if found.to else "Read-out",
        subtitle=f"{s.dossier.title}. Instruction of {spell_date(s.on)}. Empty fields are better than a late read-out.",
        blocks=blocks,
        day=s.on,
        marking=marking,
        footer=f"Read-out, {s.dossier.title}",
    )


def _short(text: str) -> str:
    """A point as far as one recognises it: to the end of a sentence or clause within the measure, else to a whole word."""
    if len(text) <= MOST_SIGNS:
        return text
    cut = text[:MOST_SIGNS]
    ends = max(cut.rfind(mark) for mark in (". ", "; ", ": "))
    return f"{cut[: ends if ends > MOST_SIGNS // 2 else cut.rfind(' ')]}…"
