"""The phrases by which a body acts in a paragraph: those set in italics, else the one that opens it."""

from __future__ import annotations

from demarche.subjects.texts.draft import Block, Section
from demarche.subjects.texts.segmentation.openings import is_act, read_opening, read_spoken

_NEAR_START = 4
"""A phrase in italics opens a paragraph where no more words than these stand before it, as `The Security Council` does."""


def acts_of(section: Section, block: Block) -> tuple[str, tuple[str, ...]]:
    """The phrase that opens a paragraph (empty where it opens otherwise), and all phrases by which the body acts in it."""
    if section in {"heading", "note"}:
        return "", ()
    printed = []
    for start, end in block.italics:
        phrase = block.text[start:end].strip(" ,;:.“”\"'")
        if phrase and is_act(phrase):
            printed.append((start, phrase))
    if printed:
        opening = len(block.text[: printed[0][0]].split())
        return printed[0][1] if opening <= _NEAR_START else "", tuple(phrase for _, phrase in printed)
    if section == "annex":
        return "", ()
    found = read_opening(block.text)
    if found is not None and (found.form != "bare" or section == "provision"):
        lead = found.lead
    else:
        lead = read_spoken(block.text) if section in {"statement", "provision"} else ""
    return lead, (lead,) if lead else ()
