"""What a fact is, where it came from, how sure it is, and the one error of the house."""

from demarche.model.evidence.curated import CuratedRow, known_references, read_references
from demarche.model.evidence.dates import holds_on, read_date, spell_date
from demarche.model.evidence.errors import DemarcheError, Failure, UseError
from demarche.model.evidence.facts import Confidence, Estimate, Finding, Nature, Reference, Snapshot, Source
from demarche.model.evidence.parsing import Audit, Column, Columns, Parsed, Remark, Resolve, SourceSpec, TableSpec
from demarche.model.evidence.score import Score
from demarche.model.evidence.symbols import normal_symbol

__all__ = [
    "Audit",
    "Column",
    "Columns",
    "Confidence",
    "CuratedRow",
    "DemarcheError",
    "Estimate",
    "Failure",
    "Finding",
    "Nature",
    "Parsed",
    "Reference",
    "Remark",
    "Resolve",
    "Score",
    "Snapshot",
    "Source",
    "SourceSpec",
    "TableSpec",
    "UseError",
    "holds_on",
    "known_references",
    "normal_symbol",
    "read_date",
    "read_references",
    "spell_date",
]
