"""Drafts: a file that a user has, whatever its form, to the paragraphs that it holds. Nothing in a file is run, followed or unpacked to disk."""

from demarche.adapters.drafts.draft_file import DraftFile, Form, read_draft

__all__ = ["DraftFile", "Form", "read_draft"]
