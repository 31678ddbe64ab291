"""Precedent: where the wording of a paragraph was adopted before, what renews what, and how a clause changed over the years."""

from demarche.subjects.texts.precedent.chains import Chains, Link, renewal_links
from demarche.subjects.texts.precedent.citations import cited_resolutions
from demarche.subjects.texts.precedent.clause import clause_words, find_clause, spellings
from demarche.subjects.texts.precedent.corpus import SECTIONS, Corpus, TextDocument, TextParagraph, build_corpus, in_order
from demarche.subjects.texts.precedent.equivalence import Precedent, Use, precedents, use_at
from demarche.subjects.texts.precedent.gold import GoldPair, acting_paragraphs, gold_pairs, new_paragraphs
from demarche.subjects.texts.precedent.likeness import grade, likenesses
from demarche.subjects.texts.precedent.ranking import Engine, Ranked, Weights, find_precedents
from demarche.subjects.texts.precedent.words import Alphabet, is_han, terms, word_numbers, words

__all__ = [
    "SECTIONS",
    "Alphabet",
    "Chains",
    "Corpus",
    "Engine",
    "GoldPair",
    "Link",
    "Precedent",
    "Ranked",
    "TextDocument",
    "TextParagraph",
    "Use",
    "Weights",
    "acting_paragraphs",
    "build_corpus",
    "cited_resolutions",
    "clause_words",
    "find_clause",
    "find_precedents",
    "gold_pairs",
    "grade",
    "in_order",
    "is_han",
    "likenesses",
    "new_paragraphs",
    "precedents",
    "renewal_links",
    "spellings",
    "terms",
    "use_at",
    "word_numbers",
    "words",
]
