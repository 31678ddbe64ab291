"""Whether a function can be sent to a worker."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

from demarche.model.evidence import UseError


def refuse_unsendable(function: Callable[..., Any]) -> None:
    """Raise `UseError` for a function that another process could not find again, such as one within a function."""
    try:
        pickle.dumps(function)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise UseError(
            "This function cannot be sent to a worker.",
            where=getattr(function, "__qualname__", str(function)),
            next_step="Define it at the top of a module.",
        ) from error
