"""Write `tables.md` from what each source declares: python docs/reference/write_tables.py."""

from __future__ import annotations

import sys
from pathlib import Path

from demarche.adapters.sources import load_spec, source_ids
from demarche.desk.derived import SPEC

PAGE = Path(__file__).with_name("tables.md")
HEAD = """# Tables

What each source declares of itself: publisher, terms, known gaps, and every column with its meaning. Written from the `source.toml` files by
`docs/reference/write_tables.py`; a test compares the two. Every table also has `snapshot`, the publisher's bytes that the row was read from.
Read them with SQL: `workspace.tables.rows("select … from un_resolutions.documents")`.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for spec in [*(load_spec(s) for s in source_ids()), SPEC]:
        s = spec.source
        parts.append(
            f"## {s.id}\n\n{s.title}. {s.publisher}. <{s.url}>\n\nTerms: {s.terms.rstrip('.')}.\n\n{s.coverage}".rstrip(". \n")
            + ".\n"
        )
        parts += [f"- Known gap: {gap}" for gap in spec.gaps] + ([""] if spec.gaps else [])
        for table in spec.tables:
            key = f" Key: {', '.join(table.key)}." if table.key else ""
            parts.append(
                f"### {s.id}.{table.name}\n\n{table.meaning.rstrip('.')}.{key}\n\n| column | type | meaning |\n|---|---|---|"
            )
            kept = dict.fromkeys(table.texts, " (on your machine only, after a sync)")
            parts += [f"| {c.name} | {c.type} | {c.meaning}{kept.get(c.name, '')} |".replace("[]", "\\[\\]") for c in table.columns]
            parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"Written: {PAGE.name}\n")
