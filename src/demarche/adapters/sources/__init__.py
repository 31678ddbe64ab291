"""Room of sources: one folder a publisher. `source.toml` declares it, `parse.py` reads its file, `sample/` shows its format.

Adding a source is adding a folder; see `catalog`. Sources do not know one another; what they share is in `reading` and
`akoma_ntoso`.
"""

from demarche.adapters.sources.catalog import Parser, load_parser, load_spec, sample_of, source_ids

__all__ = ["Parser", "load_parser", "load_spec", "sample_of", "source_ids"]
