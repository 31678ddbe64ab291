"""Demarche, the humanitarian-diplomacy workbench.

The Python API is the desk: `open_workspace` gives a `Workspace`, and each use case is one function or method of it.

>>> from demarche import open_workspace
>>> workspace = open_workspace(None)
>>> workspace.resolve_state("Norway").id
'NOR'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.desk import Workspace, open_workspace

__version__ = "0.1.0"
__all__ = ["Workspace", "__version__", "open_workspace"]


def __getattr__(name: str) -> Any:
    """Import the desk only when it is asked for, so that `demarche --help` comes up at once."""
    if name in {"Workspace", "open_workspace"}:
        from demarche import desk

        return getattr(desk, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
