"""Regression: what a draft loses, and gains, against the best adopted wording, finding by finding and never as one score."""

from demarche.subjects.texts.regression.check import regressions
from demarche.subjects.texts.regression.finding import Code, Direction, Finding, Quote
from demarche.subjects.texts.regression.reading import ActingParagraph

__all__ = ["ActingParagraph", "Code", "Direction", "Finding", "Quote", "regressions"]
