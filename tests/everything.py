"""Everything that must hold before a change lands: style, types, the floors of the house, and the tests."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

STEPS = {
    "style": ["ruff", "check", "."],
    "layout": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports"],
    "tests": ["pytest", "-q", "-n", "auto", *sys.argv[1:]],
}


def main() -> int:
    """Run every step, even after one failed, and say at the end which did."""
    failed = []
    for name, command in STEPS.items():
        began = time.monotonic()
        print(f"── {name}: {' '.join(command)}", flush=True)
        if subprocess.run([str(BIN / command[0]), *command[1:]], cwd=CHECKOUT, check=False).returncode:
            failed.append(name)
        print(f"── {name}: {time.monotonic() - began:.0f} s", flush=True)
    print(f"Failed: {', '.join(failed)}" if failed else "Everything holds.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
