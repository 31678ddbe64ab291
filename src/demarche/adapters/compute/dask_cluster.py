"""Dask: the workers of a cluster that is already running, or a small one begun on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from types import TracebackType
from typing import Any, Self

from demarche.adapters.compute.port import Part, Result
from demarche.adapters.compute.sending import refuse_unsendable
from demarche.model.evidence import Failure, UseError

WAIT_SECONDS = 10


class DaskCluster:
    """Workers of the scheduler at `address` (such as tcp://10.0.0.5:8786); without one, `workers` processes on this machine.

    The cluster's workers need Demarche in the same version. Raises `UseError` where Dask is not installed, and `Failure` where the
    scheduler cannot be reached or has no workers.
    """

    def __init__(self, address: str = "", workers: int = 2) -> None:
        try:
            dask: Any = import_module("distributed")
        except ImportError as error:
            raise UseError(
                "Work on a cluster needs the package distributed, which is not installed.",
                where=address or "Dask",
                next_step="Install demarche with its cluster extra; local processes need nothing more.",
            ) from error
        self._own: Any = None
        where = address or "this machine"
        try:
            if not address:
                self._own = dask.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",  # the scheduler's HTTP server takes port 8787 where none is given, dashboard or not
                    scheduler_kwargs={"dashboard": False},
                )
            self._client: Any = dask.Client(address or self._own, timeout=WAIT_SECONDS, set_as_default=False)
            self._client.wait_for_workers(1, timeout=WAIT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            self.close()
            raise Failure(
                f"The cluster cannot be used: {error}.",
                where=where,
                next_step="Check that its scheduler and at least one worker are running, or work without --cluster.",
            ) from error

    @property
    def workers(self) -> int:
        """How many threads of workers there are now."""
        return int(sum(self._client.nthreads().values()))

    def run(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """`function` over `parts`, in their order; see `Compute.run`."""
        refuse_unsendable(function)
        return self._spread(function, list(parts))

    def _spread(self, function: Callable[[Part], Result], parts: list[Part]) -> Iterator[Result]:
        lost: Any = (import_module("distributed.client").FutureCancelledError, import_module("distributed").KilledWorker, OSError)
        # pure=False: two runs of the same parts are two pieces of work, never a remembered answer
        futures = self._client.map(function, parts, pure=False)
        try:
            for future in futures:
                yield future.result()
        except lost as error:
            raise Failure(
                "The cluster lost the work before it was done.",
                where=str(getattr(self._client.scheduler, "address", "cluster")),
                next_step="Check its workers, or work without --cluster.",
            ) from error
        finally:
            self._client.cancel(futures)

    def close(self) -> None:
        """Leave the cluster; end the workers where they were begun here."""
        for name in ("_client", "_own"):
            part: Any = self.__dict__.pop(name, None)
            if part is not None:
                part.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
