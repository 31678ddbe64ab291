"""Akoma Ntoso for the United Nations (AKN4UN): the publisher's markup of resolutions and statements, read with care.

Reference: the UN System Document Ontology and AKN4UN guidelines of the High-Level Committee on Management (https://unsceb-hlcm.github.io).
"""

from demarche.adapters.sources.akoma_ntoso.body import read_body
from demarche.adapters.sources.akoma_ntoso.markup import NAMESPACE, UN_NAMESPACE, Element, local_name, mend_tags, read_markup
from demarche.adapters.sources.akoma_ntoso.numbering import Numbering, read_label
from demarche.adapters.sources.akoma_ntoso.phrases import is_act, read_acts
from demarche.adapters.sources.akoma_ntoso.rows import Body, Row
from demarche.adapters.sources.akoma_ntoso.voting import Side, Voter, names_person, read_side
from demarche.adapters.sources.akoma_ntoso.wording import Wording, read_wording

__all__ = [
    "NAMESPACE",
    "UN_NAMESPACE",
    "Body",
    "Element",
    "Numbering",
    "Row",
    "Side",
    "Voter",
    "Wording",
    "is_act",
    "local_name",
    "mend_tags",
    "names_person",
    "read_acts",
    "read_body",
    "read_label",
    "read_markup",
    "read_side",
    "read_wording",
]
