"""Lets tests import the random dossiers of `tests/property`."""

from __future__ import annotations

import sys
from pathlib import Path

if (strategies := str(Path(__file__).parents[2] / "property")) not in sys.path:
    sys.path.insert(0, strategies)
