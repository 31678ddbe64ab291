"""The one place that speaks to the network: plain GETs to a publisher, resumed after a cut, checked before they count.

Nothing but the GET is sent: `demarche/<version>` as the client's name, no cookie, no identity. Only `https` is followed; `http` is
allowed to the own machine.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from demarche.adapters.store.durable import NOTHING_CHANGED, disk_errors
from demarche.adapters.store.parquet import sha256_of
from demarche.adapters.store.partial_file import PartialFile, Version
from demarche.adapters.store.record_page import file_name, newest_link
from demarche.adapters.store.snapshots import SnapshotStore
from demarche.model.evidence import DemarcheError, Failure, Snapshot, UseError

if TYPE_CHECKING:
    import httpx2

Progress = Callable[[int, int | None], None]
"""Called with the bytes that are here and the bytes expected in all, None where the publisher does not say."""

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait before each new try; a try that brought new bytes starts the row again."""

_UNREACHABLE_TRIES = 2
_LONGEST_WAIT = 60.0
_PAGE_LIMIT = 20 * 2**20
_REDIRECTS = 10
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_MOVED = {301, 302, 303, 307, 308}
_LATER = {408, 425, 429, 500, 502, 503, 504}
_GONE = {404, 410}
_GUARDED = {202, 401, 403, 405, 407}
_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_Answer = TypeVar("_Answer")


class _Cut(Exception):
    """A try that ended early; another may succeed."""

    def __init__(self, reason: str, *, unreachable: bool = False, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.unreachable = unreachable
        self.wait = wait


def fetch(
    url: str,
    into: SnapshotStore,
    source: str,
    *,
    progress: Progress,
    expected_sha256: str | None = None,
    name: str = "",
    as_of: dt.date | None = None,
    pauses: Sequence[float] = PAUSES,
) -> Snapshot:
    """Fetch the file at `url` and keep it as a snapshot of `source`, named `name` or as in the address.

    A download that was cut, even by the end of this program, is resumed where the publisher allows it and the file is still the
    same. Where the publisher says that the file has not changed, the snapshot that is there is returned.

    Raises `UseError` for an address that may not be fetched, and `Failure` for what the world refuses: no network, no such file, a
    web page in place of the file, a wrong length or hash, a full disk. Nothing changes then.
    """
    _check_address(url)
    part = PartialFile(into.part(source, url), url)
    known = _known(into, source, url)
    with _client() as client, disk_errors(f"fetching {file_name(url) or url}", part.path.parent):
        try:
            part.prepare()
            unchanged = _persist(lambda: _download(client, url, part, known[1] if known else "", progress), part, url, pauses)
            if unchanged and known:
                return known[0]
            if expected_sha256 and sha256_of(part.path) != expected_sha256.lower():
                part.remove()
                step = _step("Try again later")
                raise Failure("The file that arrived is not the one expected: its hash differs.", where=url, next_step=step)
            title, etag = name or file_name(url), part.version.etag
            return into.add(part.path, source=source, name=title, url=url, as_of=as_of, etag=etag, move=True)
        finally:
            part.tidy()


def resolve_download(page_url: str, pattern: str, *, pauses: Sequence[float] = PAUSES) -> str:
    """Find the newest file that a publisher's record page offers: the address whose file name matches the regular expression.

    The UN Digital Library dates its names, such as `2025_9_19_sc_voting.csv`. Raises `Failure` where the page cannot be read or
    offers no such file.
    """
    _check_address(page_url)
    with _client() as client:
        body = _persist(lambda: _page(client, page_url), None, page_url, pauses)
    link = newest_link(page_url, body, pattern)
    if link is None:
        what = f"The publisher's page offers no file with a name like “{pattern}”."
        raise Failure(what, where=page_url, next_step=_step("Look whether the page has moved"))
    return link


def _client() -> httpx2.Client:
    """The HTTP client; redirects are followed here, each one checked."""
    from importlib.metadata import version

    import httpx2

    headers = {"User-Agent": f"demarche/{version('demarche')}", "Accept-Encoding": "identity"}
    return httpx2.Client(headers=headers, timeout=httpx2.Timeout(60.0, connect=15.0), follow_redirects=False)


def _persist(attempt: Callable[[], _Answer], part: PartialFile | None, url: str, pauses: Sequence[float]) -> _Answer:
    """Try until it succeeds or the pauses are used up without a new byte. Raises `Failure` that says what stood in the way."""
    most, tries = part.size if part else 0, 0
    while True:
        try:
            return attempt()
        except _Cut as cut:
            if part and part.size > most:
                most, tries = part.size, 0
            if tries >= (min(_UNREACHABLE_TRIES, len(pauses)) if cut.unreachable else len(pauses)):
                host = urlsplit(url).hostname
                what = f"There is no connection to {host}: {cut}." if cut.unreachable else f"{host} did not send the file: {cut}."
                raise Failure(what, where=url, next_step=_step("Check the network and try again")) from cut
            time.sleep(max(pauses[tries], cut.wait))
            tries += 1


def _download(client: httpx2.Client, url: str, part: PartialFile, etag: str, progress: Progress) -> bool:
    """Bring the rest of the file, or all of it; True where the publisher says that it is the known version still."""
    headers = part.headers() or ({"If-None-Match": etag} if etag else {})
    with _get(client, url, headers) as response:
        if response.status_code == 304 and etag:
            return True
        if response.status_code == 416 and part.size == part.version.total:
            return False  # it was complete when this program ended, and the publisher says that it is the same still
        _check_status(response, url, part)
        plain = response.headers.get("content-encoding", "identity") == "identity"
        if response.status_code != 206:
            length = response.headers.get("content-length", "")
            marks = (
                response.headers.get("etag", ""),
                response.headers.get("last-modified", ""),
                int(length) if length.isdigit() else None,
            )
            part.start(Version(url, *marks) if plain else Version(url))
        size, total = part.size, part.version.total
        _check_room(part, size, total)
        wants_page = file_name(url).lower().endswith((".html", ".htm"))
        if not wants_page and response.headers.get("content-type", "").lower().startswith("text/html"):
            raise _page_instead(url)
        progress(size, total)
        with part.append() as out:
            for chunk in response.iter_raw() if plain else response.iter_bytes():
                if not size and not wants_page and _PAGE.match(chunk):
                    raise _page_instead(url)
                out.write(chunk)
                size += len(chunk)
                progress(size, total)
    if total is not None and size != total:
        part.remove()
        raise _Cut(f"{size} bytes arrived where {total} were announced")
    return False


def _check_status(response: httpx2.Response, url: str, part: PartialFile | None = None) -> None:
    """Let pass a whole file, and the rest of one that fits what is here.

    Raises `_Cut` where another try may succeed, else `Failure`.
    """
    status = response.status_code
    if status == 206 and part is not None:
        span = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("content-range", ""))
        other = response.headers.get("etag", part.version.etag) != part.version.etag
        if span is None or int(span[1]) != part.size or other or span[2] not in {"*", str(part.version.total)}:
            part.remove()
            raise _Cut("the file changed while it was fetched")
    elif status == 416 and part is not None:
        part.remove()
        raise _Cut("the file changed while it was fetched")
    elif status in _LATER:
        wait = response.headers.get("retry-after", "")
        raise _Cut(f"its server answers {status}", wait=min(float(wait), _LONGEST_WAIT) if wait.isdigit() else 0.0)
    elif status in _GONE:
        step = _step("The address may have changed: update Demarche")
        raise Failure(f"The publisher has no such file any more (status {status}).", where=url, next_step=step)
    elif status in _GUARDED:
        step = _step("Open the address in a browser")
        raise Failure(f"The publisher asks for a person at a browser (status {status}).", where=url, next_step=step)
    elif status != 200:
        raise Failure(f"The publisher's server refused (status {status}).", where=url, next_step=_step("Try again later"))


def _check_room(part: PartialFile, size: int, total: int | None) -> None:
    """Raise `Failure` before a download that the disk cannot hold."""
    free = shutil.disk_usage(part.path.parent).free
    if total is not None and total - size > free:
        what = f"The disk is full: the file needs {(total - size) / 1e6:,.0f} MB more and {free / 1e6:,.0f} MB are free."
        raise Failure(what, where=str(part.path.parent), next_step=f"Free some space and try again: {NOTHING_CHANGED}.")


def _page(client: httpx2.Client, url: str) -> str:
    """The text of a web page."""
    with _get(client, url, {}) as response:
        _check_status(response, url)
        body = b""
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > _PAGE_LIMIT:
                raise Failure("The publisher's page is far too long.", where=url, next_step=_step("Try again later"))
    return body.decode("utf-8", "replace")


@contextlib.contextmanager
def _get(client: httpx2.Client, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
    """Open the answer to a GET, following redirects to allowed addresses; what the network refuses is raised as `_Cut`."""
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
        raise _Cut(str(error) or type(error).__name__, unreachable=True) from error
    except httpx2.TimeoutException as error:
        raise _Cut("it stopped sending") from error
    except (httpx2.TransportError, httpx2.DecodingError) as error:
        raise _Cut("the connection was cut") from error
    except httpx2.InvalidURL as error:
        raise UseError("This is not an address that can be fetched.", where=url, next_step="Check it.") from error
    raise Failure(
        "The publisher's server sends from one address to the next without end.", where=url, next_step=_step("Try again later")
    )


def _check_address(url: str) -> None:
    """Raise `UseError` for an address that is neither https nor on the own machine, or that carries a name or password."""
    if not _is_allowed(url):
        raise UseError("Only https addresses without a password are fetched.", where=url, next_step=_step("Check the address"))


def _redirected(url: str, location: str) -> str:
    """Where the publisher's server sends on to. Raises `Failure` for an address that may not be fetched."""
    with contextlib.suppress(ValueError):
        target = urljoin(url, location)
        if _is_allowed(target):
            return target
    raise Failure(
        f"The publisher's server sends on to an unsafe address: {location}", where=url, next_step=_step("Try again later")
    )


def _is_allowed(url: str) -> bool:
    """Whether the address is https, or http on the own machine, and carries no name or password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    return safe and bool(parts.hostname) and "@" not in parts.netloc


def _known(into: SnapshotStore, source: str, url: str) -> tuple[Snapshot, str] | None:
    """The latest intact snapshot of this address with the publisher's mark of its version."""
    with contextlib.suppress(DemarcheError):
        for snapshot in reversed(into.list(source)):
            if snapshot.url == url and (etag := into.etag(snapshot.id)):
                into.verify(snapshot.id)
                return snapshot, etag
    return None


def _page_instead(url: str) -> Failure:
    """The error of a web page in place of the file."""
    step = _step("Open the address in a browser to see what it says")
    return Failure("The publisher sent a web page in place of the file.", where=url, next_step=step)


def _step(first: str) -> str:
    """What the user can do, and that nothing is lost."""
    return f"{first}, or download the file by hand and run `demarche sync --from FILE`; {NOTHING_CHANGED}."
