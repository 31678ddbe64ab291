"""What every source reads with: archives within limits, CSV and Parquet files, names to actors, rows to columns."""

from demarche.adapters.sources.reading.archive import Archive, Limits, open_archive
from demarche.adapters.sources.reading.columns import as_columns
from demarche.adapters.sources.reading.lookups import read_lookups
from demarche.adapters.sources.reading.names import NameUse, resolve_names

__all__ = ["Archive", "Limits", "NameUse", "as_columns", "open_archive", "read_lookups", "resolve_names"]
