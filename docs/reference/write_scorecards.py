"""Write `scorecards.md` from `demarche check`: DEMARCHE_DATA=… python docs/reference/write_scorecards.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from demarche import open_workspace
from demarche.desk import CHECKS, check

PAGE = Path(__file__).with_name("scorecards.md")
HEAD = """# Scorecards

Each method's figures, recomputed by `demarche check NAME`, with the plainest method's beside them. Written by
`docs/reference/write_scorecards.py`. Times are of the machine that wrote this page.
"""


def main() -> None:
    """Write the page."""
    workspace = open_workspace()
    data = Path(os.environ["DEMARCHE_DATA"])
    parts = [HEAD]
    for name, (_, what) in CHECKS.items():
        parts.append(
            f"## {name}\n\n{what} `demarche check {name}`\n\n| figure | value | n | baseline | compared with |\n|---|---|---|---|---|"
        )
        for s in check(workspace, name, data):
            beside = "" if s.baseline is None else f"{s.baseline:g} ({s.baseline_name})"
            parts.append(f"| {s.name} | {s.value:g} {s.unit} | {s.n:,} | {beside} | {s.source} |")
        parts.append("")
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    sys.stdout.write(f"Written: {PAGE.name}\n")


if __name__ == "__main__":
    main()
