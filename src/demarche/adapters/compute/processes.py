"""Local processes: the cores of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from demarche.adapters.compute.port import Part, Result
from demarche.adapters.compute.sending import refuse_unsendable
from demarche.model.evidence import Failure, UseError


class LocalProcesses:
    """Workers on this machine, started when the first part comes; with one worker everything runs in this very process."""

    def __init__(self, workers: int | None = None) -> None:
        if workers is not None and workers < 1:
            raise UseError("At least one worker is needed.", where=f"workers={workers}")
        self._workers = workers or _own_cores()
        self._pool: ProcessPoolExecutor | None = None

    @property
    def workers(self) -> int:
        """How many processes."""
        return self._workers

    def run(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """`function` over `parts`, in their order; see `Compute.run`."""
        if self._workers == 1:
            return map(function, parts)
        refuse_unsendable(function)
        return self._spread(function, list(parts))

    def _spread(self, function: Callable[[Part], Result], parts: list[Part]) -> Iterator[Result]:
        if self._pool is None:
            # a fresh interpreter for each worker: forking a process that has threads can hang
            self._pool = ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"))
        several = max(1, len(parts) // (4 * self._workers))
        try:
            yield from self._pool.map(function, parts, chunksize=several)
        except BrokenProcessPool as error:
            self._pool = None
            raise Failure(
                "A worker process ended before its work was done.",
                where=f"{self._workers} local processes",
                next_step="Try again with fewer workers; it may have run out of memory.",
            ) from error

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _own_cores() -> int:
    """How many cores this process may use, which can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
