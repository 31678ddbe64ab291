"""What every source reads with: archives within limits, CSV and Parquet files, names to actors, rows to columns."""

from demarche.adapters.sources.reading.archive import Archive, Limits, open_archive, open_inner
from demarche.adapters.sources.reading.columns import as_columns
from demarche.adapters.sources.reading.csv_rows import CsvRow, day_named, read_csv_rows
from demarche.adapters.sources.reading.csv_tables import CsvTable, find_table
from demarche.adapters.sources.reading.json_files import read_json_files
from demarche.adapters.sources.reading.languages import ENGLISH, LANGUAGES, wanted_languages
from demarche.adapters.sources.reading.lookups import read_lookups
from demarche.adapters.sources.reading.names import NameUse, resolve_names
from demarche.adapters.sources.reading.sponsors import part_names, split_sponsors
from demarche.adapters.sources.reading.vote_file import VoteFile

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Archive",
    "CsvRow",
    "CsvTable",
    "Limits",
    "NameUse",
    "VoteFile",
    "as_columns",
    "day_named",
    "find_table",
    "open_archive",
    "open_inner",
    "part_names",
    "read_csv_rows",
    "read_json_files",
    "read_lookups",
    "resolve_names",
    "split_sponsors",
    "wanted_languages",
]
