"""What the sources of ties between two actors share: a publisher's table read, codes to actors, rows of ties with their days.

All of them give tables of the same columns (`TIE_COLUMNS`), so that ties of every publisher can be laid side by side.
"""

from demarche.adapters.sources.dyads.actors import ActorCodes
from demarche.adapters.sources.dyads.files import Table, read_table, read_tables, read_texts
from demarche.adapters.sources.dyads.named import Named, code_of, named_in
from demarche.adapters.sources.dyads.rows import (
    FIRST_DAY,
    TIE_COLUMNS,
    Standing,
    TieRow,
    figures_by_year,
    standing_spells,
    tie_table,
)

__all__ = [
    "FIRST_DAY",
    "TIE_COLUMNS",
    "ActorCodes",
    "Named",
    "Standing",
    "Table",
    "TieRow",
    "code_of",
    "figures_by_year",
    "named_in",
    "read_table",
    "read_tables",
    "read_texts",
    "standing_spells",
    "tie_table",
]
