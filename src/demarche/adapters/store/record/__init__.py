"""The record: the user's dossiers in SQLite (or PostgreSQL) with a journal in which a changed bit is found.

How it can be trusted: each change and its journal entry are one transaction; entries are chained by hashes; their digests are
salted, so that real deletion leaves a journal that still verifies and does not tell what is gone.
"""

from demarche.adapters.store.record.finding import Due, Hit, Revision
from demarche.adapters.store.record.journal import JournalCheck
from demarche.adapters.store.record.recasting import recast, shred
from demarche.adapters.store.record.record import Record
from demarche.adapters.store.record.sealing import check_passphrase, driver, is_sealed

__all__ = ["Due", "Hit", "JournalCheck", "Record", "Revision", "check_passphrase", "driver", "is_sealed", "recast", "shred"]
