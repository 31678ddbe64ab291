"""The one place that speaks to the network: a plain GET, each redirect checked, tried again after a cut.

Nothing but the GET is sent: `demarche/<version>` as the client's name, no cookie, no identity. Only `https` is followed; `http` is
allowed to the own machine.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from demarche.adapters.store.durable import NOTHING_CHANGED
from demarche.model.evidence import Failure, UseError

if TYPE_CHECKING:
    import httpx2

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait before each new try; a try that brought new bytes starts the row again."""

_UNREACHABLE_TRIES = 2
_REDIRECTS = 10
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_MOVED = {301, 302, 303, 307, 308}
_Answer = TypeVar("_Answer")


class Cut(Exception):
    """A try that ended early; another may succeed."""

    def __init__(self, reason: str, *, unreachable: bool = False, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.unreachable = unreachable
        self.wait = wait


def advice(first: str) -> str:
    """What the user can do, and that nothing is lost."""
    return f"{first}, or download the file by hand and run `demarche sync --from FILE`; {NOTHING_CHANGED}."


def open_client() -> httpx2.Client:
    """The HTTP client; redirects are followed here, each one checked."""
    from importlib.metadata import version

    import httpx2

    headers = {"User-Agent": f"demarche/{version('demarche')}", "Accept-Encoding": "identity"}
    return httpx2.Client(headers=headers, timeout=httpx2.Timeout(60.0, connect=15.0), follow_redirects=False)


def persist(attempt: Callable[[], _Answer], size: Callable[[], int], url: str, pauses: Sequence[float]) -> _Answer:
    """Try until it succeeds, or the pauses are used up while `size` did not grow.

    Raises `Failure` that says what stood in the way.
    """
    most, tries = size(), 0
    while True:
        try:
            return attempt()
        except Cut as cut:
            if size() > most:
                most, tries = size(), 0
            if tries >= (min(_UNREACHABLE_TRIES, len(pauses)) if cut.unreachable else len(pauses)):
                host = urlsplit(url).hostname
                what = f"There is no connection to {host}: {cut}." if cut.unreachable else f"{host} did not send the file: {cut}."
                raise Failure(what, where=url, next_step=advice("Check the network and try again")) from cut
            time.sleep(max(pauses[tries], cut.wait))
            tries += 1


@contextlib.contextmanager
def get(client: httpx2.Client, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
    """Open the answer to a GET, following redirects to allowed addresses; what the network refuses is raised as `Cut`."""
    import httpx2

    try:
        for _ in range(_REDIRECTS):
            client.cookies.clear()
            with client.stream("GET", url, headers=headers) as response:
                if response.status_code not in _MOVED or "location" not in response.headers:
                    yield response
                    return
                url = _redirected(url, response.headers["location"])
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError) as error:
        raise Cut(str(error) or type(error).__name__, unreachable=True) from error
    except httpx2.TimeoutException as error:
        raise Cut("it stopped sending") from error
    except (httpx2.TransportError, httpx2.DecodingError) as error:
        raise Cut("the connection was cut") from error
    except httpx2.InvalidURL as error:
        raise UseError("This is not an address that can be fetched.", where=url, next_step="Check it.") from error
    raise Failure(
        "The publisher's server sends from one address to the next without end.", where=url, next_step=advice("Try again later")
    )


def check_address(url: str) -> None:
    """Raise `UseError` for an address that is neither https nor on the own machine, or that carries a name or password."""
    if not _is_allowed(url):
        raise UseError("Only https addresses without a password are fetched.", where=url, next_step=advice("Check the address"))


def _redirected(url: str, location: str) -> str:
    """Where the publisher's server sends on to. Raises `Failure` for an address that may not be fetched."""
    with contextlib.suppress(ValueError):
        target = urljoin(url, location)
        if _is_allowed(target):
            return target
    raise Failure(
        f"The publisher's server sends on to an unsafe address: {location}", where=url, next_step=advice("Try again later")
    )


def _is_allowed(url: str) -> bool:
    """Whether the address is https, or http on the own machine, and carries no name or password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    return safe and bool(parts.hostname) and "@" not in parts.netloc
