"""Write `scorecards.md` from `demarche check`: DEMARCHE_DATA=… python docs/reference/write_scorecards.py [NAME …].

With names, only their sections are computed anew. A section whose evidence is not here stays as it is: checks of texts need a workspace
(DEMARCHE_WORKSPACE) where they were synced.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from demarche import open_workspace
from demarche.desk import CHECKS, check
from demarche.model.evidence import UseError

PAGE = Path(__file__).with_name("scorecards.md")
HEAD = """# Scorecards

Each method's figures, recomputed by `demarche check NAME`, with the plainest method's beside them. Written by
`docs/reference/write_scorecards.py`. Times are of the machine that wrote this page.
"""


def main() -> None:
    """Write the page."""
    before = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    wanted = sys.argv[1:] or list(CHECKS)
    parts = [HEAD]
    for name in CHECKS:
        try:
            body = section(name) if name in wanted else before.get(name, "")
        except UseError as error:
            sys.stderr.write(f"{name} stays as it was: {error}\n")
            body = before.get(name, "")
        if body:
            parts.append(f"## {name}\n\n{body.strip()}\n")
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    sys.stdout.write(f"Written: {PAGE.name}\n")


def section(name: str) -> str:
    """What one check tells, as a table."""
    lines = [
        f"{CHECKS[name][1]} `demarche check {name}`\n",
        "| figure | value | n | baseline | compared with |",
        "|---|---|---|---|---|",
    ]
    for s in check(open_workspace(), name, Path(os.environ["DEMARCHE_DATA"])):
        beside = "" if s.baseline is None else f"{s.baseline:g} ({s.baseline_name})"
        lines.append(f"| {s.name} | {s.value:g} {s.unit} | {s.n:,} | {beside} | {s.source} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
