"""A publisher's file fetched into a snapshot: resumed after a cut, of one version from its first byte to its last, checked."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import shutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from demarche.adapters.store.durable import NOTHING_CHANGED, disk_errors
from demarche.adapters.store.http_get import PAUSES, Cut, advice, check_address, get, open_client, persist
from demarche.adapters.store.parquet import sha256_of
from demarche.adapters.store.partial_file import PartialFile, Version
from demarche.adapters.store.record_page import file_name, newest_link
from demarche.adapters.store.snapshots import SnapshotStore
from demarche.model.evidence import DemarcheError, Failure, Snapshot

if TYPE_CHECKING:
    import httpx2

Progress = Callable[[int, int | None], None]
"""Called with the bytes that are here and the bytes expected in all, None where the publisher does not say."""

_LONGEST_WAIT = 60.0
_PAGE_LIMIT = 20 * 2**20
_LATER = {408, 425, 429, 500, 502, 503, 504}
_GONE = {404, 410}
_GUARDED = {202, 401, 403, 405, 407}
_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


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
    check_address(url)
    part = PartialFile(into.part(source, url), url)
    known = _known(into, source, url)
    with open_client() as client, disk_errors(f"fetching {file_name(url) or url}", part.path.parent):
        try:
            part.prepare()
            unchanged = persist(
                lambda: _download(client, url, part, known[1] if known else "", progress), lambda: part.size, url, pauses
            )
            if unchanged and known:
                return known[0]
            if expected_sha256 and sha256_of(part.path) != expected_sha256.lower():
                part.remove()
                step = advice("Try again later")
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
    check_address(page_url)
    with open_client() as client:
        body = persist(lambda: _page(client, page_url), lambda: 0, page_url, pauses)
    link = newest_link(page_url, body, pattern)
    if link is None:
        what = f"The publisher's page offers no file with a name like “{pattern}”."
        raise Failure(what, where=page_url, next_step=advice("Look whether the page has moved"))
    return link


def _download(client: httpx2.Client, url: str, part: PartialFile, etag: str, progress: Progress) -> bool:
    """Bring the rest of the file, or all of it; True where the publisher says that it is the known version still."""
    headers = part.headers() or ({"If-None-Match": etag} if etag else {})
    with get(client, url, headers) as response:
        if response.status_code == 304 and etag:
            return True
        if response.status_code == 416 and part.size == part.version.total:
            return False  # it was complete when this program ended, and the publisher says that it is the same still
        _check_status(response, url, part)
        plain = _arrives_as_it_is(response, url)
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
        raise Cut(f"{size} bytes arrived where {total} were announced")
    return False


def _arrives_as_it_is(response: httpx2.Response, url: str) -> bool:
    """Whether the bytes sent are the file's own: not packed for the journey. A `.gz` file is packed by the publisher for good."""
    encoding = response.headers.get("content-encoding", "identity").lower()
    return encoding == "identity" or (encoding in {"gzip", "x-gzip"} and file_name(url).lower().endswith((".gz", ".tgz")))


def _check_status(response: httpx2.Response, url: str, part: PartialFile | None = None) -> None:
    """Let pass a whole file, and the rest of one that fits what is here.

    Raises `Cut` where another try may succeed, else `Failure`.
    """
    status = response.status_code
    if status == 206 and part is not None:
        span = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("content-range", ""))
        other = response.headers.get("etag", part.version.etag) != part.version.etag
        if (
            span is None
            or int(span[1]) != part.size
            or other
            or (part.version.total and span[2] not in {"*", str(part.version.total)})
        ):
            part.remove()
            raise Cut("the file changed while it was fetched")
    elif status == 416 and part is not None:
        part.remove()
        raise Cut("the file changed while it was fetched")
    elif status in _LATER:
        wait = response.headers.get("retry-after", "")
        raise Cut(f"its server answers {status}", wait=min(float(wait), _LONGEST_WAIT) if wait.isdigit() else 0.0)
    elif status in _GONE:
        step = advice("The address may have changed: update Demarche")
        raise Failure(f"The publisher has no such file any more (status {status}).", where=url, next_step=step)
    elif status in _GUARDED:
        step = advice("Open the address in a browser")
        raise Failure(f"The publisher asks for a person at a browser (status {status}).", where=url, next_step=step)
    elif status != 200:
        raise Failure(f"The publisher's server refused (status {status}).", where=url, next_step=advice("Try again later"))


def _check_room(part: PartialFile, size: int, total: int | None) -> None:
    """Raise `Failure` before a download that the disk cannot hold."""
    free = shutil.disk_usage(part.path.parent).free
    if total is not None and total - size > free:
        what = f"The disk is full: the file needs {(total - size) / 1e6:,.0f} MB more and {free / 1e6:,.0f} MB are free."
        raise Failure(what, where=str(part.path.parent), next_step=f"Free some space and try again: {NOTHING_CHANGED}.")


def _page(client: httpx2.Client, url: str) -> str:
    """The text of a web page."""
    with get(client, url, {}) as response:
        _check_status(response, url)
        body = b""
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > _PAGE_LIMIT:
                raise Failure("The publisher's page is far too long.", where=url, next_step=advice("Try again later"))
    return body.decode("utf-8", "replace")


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
    step = advice("Open the address in a browser to see what it says")
    return Failure("The publisher sent a web page in place of the file.", where=url, next_step=step)
