"""The port: something that runs a function over parts and gives the results in the order of the parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


class Compute(Protocol):
    """Where heavy work is done. A backend never changes an answer: parts carry their own random streams, results keep their order.

    Used as a context: leaving it ends the workers that it began, and those alone.
    """

    @property
    def workers(self) -> int:
        """How many parts are worked on at once."""
        ...

    def run(self, function: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """`function` over `parts`. Its errors come through as they are.

        Raises `UseError` where the function cannot be sent to a worker (it has to stand in a module), and `Failure` where a worker
        dies or cannot be reached.
        """
        ...

    def close(self) -> None:
        """End the workers."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
