"""Segmentation: the words of a file to the paragraphs of a draft."""

from demarche.subjects.texts.segmentation.amendments import amend
from demarche.subjects.texts.segmentation.lines import blocks_of
from demarche.subjects.texts.segmentation.segment import segment
from demarche.subjects.texts.segmentation.split_words import Vocabulary, count_words

__all__ = ["Vocabulary", "amend", "blocks_of", "count_words", "segment"]
