"""Write `scorecards.md` from `demarche check`: DEMARCHE_DATA=… python docs/reference/write_scorecards.py [NAME…]."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from demarche import open_workspace
from demarche.desk import CHECKS, check

PAGE = Path(__file__).with_name("scorecards.md")
HEAD = """# Scorecards

Each method's figures, recomputed by `demarche check NAME`, with the plainest method's beside them. Written by
`docs/reference/write_scorecards.py`. Times are of the machine that wrote this page.
"""


def main(names: list[str]) -> None:
    """Write the page, or only the sections named; the others then stay as they are."""
    workspace = open_workspace()
    data = Path(os.environ["DEMARCHE_DATA"])
    found = dict(re.findall(r"^## ([\w-]+)\n\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE))
    for name, (_, what) in CHECKS.items():
        if name in names or not names:
            rows = [
                f"{what} `demarche check {name}`\n",
                "| figure | value | n | baseline | compared with |",
                "|---|---|---|---|---|",
            ]
            for s in check(workspace, name, data):
                beside = "" if s.baseline is None else f"{s.baseline:g} ({s.baseline_name})"
                rows.append(f"| {s.name} | {s.value:g} {s.unit} | {s.n:,} | {beside} | {s.source} |")
            found[name] = "\n".join(rows)
    parts = [f"## {name}\n\n{found[name].strip()}\n" for name in CHECKS if name in found]
    PAGE.write_text("\n".join([HEAD, *parts]), encoding="utf-8")
    sys.stdout.write(f"Written: {PAGE.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
