"""Which record files this process has open, and the first page of each as it was before that.

On POSIX systems a process that closes any handle of a file lets go of every lock it has on that file, SQLite's included. While a record
is open here, nothing but SQLite may open its file: what the first page says is then answered from a copy.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PAGE: Final = 4096
"""Bytes of a page of a record file."""


@dataclass(slots=True)
class _Held:
    page: bytes
    times: int


_held: dict[tuple[int, int], _Held] = {}
_turn = threading.RLock()


def first_page(path: Path) -> bytes:
    """The first page of a file, without touching the file where a record is open on it in this process. Raises `OSError`."""
    with _turn:
        if (held := _held.get(_name(path))) is not None:
            return held.page
        with path.open("rb") as stream:
            return stream.read(PAGE)


def is_held(path: Path) -> bool:
    """Whether a record is open on this very file in this process."""
    with _turn:
        return path.exists() and _name(path) in _held


def hold(path: Path) -> Callable[[], None]:
    """Say that a record will be open on a file from now on, and get what says that it no longer is. Raises `OSError`."""
    with _turn:
        page, name = first_page(path), _name(path)
        _held.setdefault(name, _Held(page, 0)).times += 1
    left = [name]

    def let_go() -> None:
        with _turn:
            if left:
                held = _held[left.pop()]
                held.times -= 1
                if not held.times:
                    del _held[name]

    return let_go


def _name(path: Path) -> tuple[int, int]:
    """What tells one file from another, whatever it is called."""
    known = path.stat()
    return known.st_dev, known.st_ino
