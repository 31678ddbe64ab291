"""Searching: what a person's words ask for, in six languages, and the same paragraph in another language."""

from demarche.subjects.texts.searching.asking import Asked, as_phrase, folded, read_asked
from demarche.subjects.texts.searching.parallel import ParallelRow, parallel_paragraphs
from demarche.subjects.texts.searching.showing import extract

__all__ = ["Asked", "ParallelRow", "as_phrase", "extract", "folded", "parallel_paragraphs", "read_asked"]
