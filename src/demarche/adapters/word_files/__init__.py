"""Word's own file format: packages opened within limits, the words of paragraphs under revisions accepted or rejected."""

from demarche.adapters.word_files.package import CONTENT_TYPES, RELATIONS, WORD, Element, WordPackage, open_package, read_xml
from demarche.adapters.word_files.verifying import accept_all, reject_all
from demarche.adapters.word_files.wording import DELETING, INSERTING, Span, Wording, document_body, everything, read_paragraphs

__all__ = [
    "CONTENT_TYPES",
    "DELETING",
    "INSERTING",
    "RELATIONS",
    "WORD",
    "Element",
    "Span",
    "WordPackage",
    "Wording",
    "accept_all",
    "document_body",
    "everything",
    "open_package",
    "read_paragraphs",
    "read_xml",
    "reject_all",
]
