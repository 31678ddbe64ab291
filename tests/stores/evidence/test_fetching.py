"""Fetching from a publisher that cuts, forgets, changes and lies: a server of our own on this machine."""

from __future__ import annotations

import errno
import gzip
import hashlib
import random
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from demarche import __version__
from demarche.adapters.store import SnapshotFolder, fetch, resolve_download
from demarche.adapters.store.partial_file import PartialFile
from demarche.model.evidence import Failure, Snapshot, UseError

BODY = random.Random(7).randbytes(300_000)
OTHER = random.Random(8).randbytes(300_000)
NO_PAUSE = (0.0, 0.0, 0.0)
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers each request with the next of the planned answers, the last one for good."""

    protocol_version = "HTTP/1.1"
    server: Publisher

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        answers = self.server.answers
        answers[min(len(self.server.asked), len(answers)) - 1](self)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def reply(self, status: int, body: bytes = b"", announced: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if announced is None else announced))
        self.end_headers()
        self.wfile.write(body)
        if announced not in {None, len(body)}:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True


class Publisher(ThreadingHTTPServer):
    """A publisher on the own machine with planned answers and a list of what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = [whole()]
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is part of the plan."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/files/archive.zip"

    def plan(self, *answers: Answer) -> str:
        self.answers, self.asked = list(answers), []
        return self.url


def whole(body: bytes = BODY, etag: str = '"v1"', ranges: bool = True, cut: int | None = None, **more: str) -> Answer:
    """A well-behaved answer; with `cut`, the connection ends after so many bytes."""

    def answer(handler: Handler) -> None:
        if etag and handler.headers.get("If-None-Match") == etag:
            handler.reply(304, etag=etag)
            return
        asked = handler.headers.get("Range")
        start = 0
        headers: dict[str, Any] = {"Content_Type": "application/zip", **({"ETag": etag} if etag else {}), **more}
        status = 200
        if ranges and asked and handler.headers.get("If-Range") in {etag, more.get("Last_Modified")}:
            start, status = int(asked.removeprefix("bytes=").removesuffix("-")), 206
            if start >= len(body):
                handler.reply(416, Content_Range=f"bytes */{len(body)}")
                return
            headers["Content_Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        sent = body[start:] if cut is None else body[start : start + cut]
        handler.reply(status, sent, len(body) - start, **headers)

    return answer


def says(status: int, body: bytes = b"", announced: int | None = None, **headers: str) -> Answer:
    return lambda handler: handler.reply(status, body, announced, **headers)


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setenv("NO_PROXY", "*")
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def store(tmp_path: Path) -> SnapshotFolder:
    return SnapshotFolder(tmp_path / "snapshots")


def get(url: str, store: SnapshotFolder, **more: Any) -> tuple[Snapshot, list[tuple[int, int | None]]]:
    steps: list[tuple[int, int | None]] = []
    more = {"pauses": NO_PAUSE, "progress": lambda here, total: steps.append((here, total)), **more}
    return fetch(url, store, "harbour_log", **more), steps


def nothing_left(store: SnapshotFolder) -> bool:
    return not any(path.is_file() for path in store.root.rglob("*"))


def test_a_file_arrives_with_its_hash_and_its_progress(publisher: Publisher, store: SnapshotFolder) -> None:
    snapshot, steps = get(publisher.url, store, expected_sha256=hashlib.sha256(BODY).hexdigest().upper())
    assert store.verify(snapshot.id).read_bytes() == BODY
    assert (snapshot.name, snapshot.url, snapshot.size) == ("archive.zip", publisher.url, len(BODY))
    assert store.etag(snapshot.id) == '"v1"'
    assert steps[0] == (0, len(BODY))
    assert steps[-1] == (len(BODY), len(BODY))
    assert steps == sorted(steps)
    assert not list(store.root.rglob("*.part*"))


def test_nothing_but_a_plain_get_is_sent(publisher: Publisher, store: SnapshotFolder) -> None:
    elsewhere = says(302, Location="/files/elsewhere.zip", Set_Cookie="visitor=4711")
    get(publisher.plan(elsewhere, whole()), store)
    assert [path for path, _ in publisher.asked] == ["/files/archive.zip", "/files/elsewhere.zip"]
    for _, headers in publisher.asked:
        assert headers.pop("User-Agent") == f"demarche/{__version__}"
        assert headers.pop("Accept-Encoding") == "identity"
        assert {name.lower() for name in headers} == {"host", "accept", "connection"}


def test_a_file_that_did_not_change_is_not_sent_again(publisher: Publisher, store: SnapshotFolder) -> None:
    first, _ = get(publisher.url, store)
    again, steps = get(publisher.plan(whole()), store)
    assert again == first
    assert steps == []
    assert publisher.asked[0][1]["If-None-Match"] == '"v1"'
    newer, _ = get(publisher.plan(whole(BODY + b"!", '"v2"')), store)
    assert newer.id != first.id
    assert {snapshot.id for snapshot in store.list()} == {first.id, newer.id}


def test_a_damaged_snapshot_is_fetched_again(publisher: Publisher, store: SnapshotFolder) -> None:
    first, _ = get(publisher.url, store)
    path = store.verify(first.id)
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    assert get(publisher.plan(whole()), store)[0] == first
    assert store.verify(first.id).read_bytes() == BODY
    assert "If-None-Match" not in publisher.asked[0][1]


@pytest.mark.parametrize("marks", [{}, {"etag": "", "Last_Modified": "Mon, 01 Jul 2024 12:00:00 GMT"}], ids=["etag", "date"])
def test_a_cut_is_resumed_where_it_was(publisher: Publisher, store: SnapshotFolder, marks: dict[str, str]) -> None:
    cut = whole(cut=90_000, **marks)  # type: ignore[arg-type]
    snapshot, steps = get(publisher.plan(cut), store, pauses=(0.0,))
    assert store.verify(snapshot.id).read_bytes() == BODY
    assert [headers.get("Range") for _, headers in publisher.asked] == [None, "bytes=90000-", "bytes=180000-", "bytes=270000-"]
    assert steps[-1] == (len(BODY), len(BODY))


def test_a_program_that_ended_resumes_at_its_next_start(publisher: Publisher, store: SnapshotFolder) -> None:
    def ends(here: int, total: int | None) -> None:
        if here > 100_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        get(publisher.url, store, progress=ends)
    snapshot, steps = get(publisher.plan(whole()), store)
    assert publisher.asked[0][1]["Range"] == f"bytes={steps[0][0]}-"
    assert steps[0][0] > 100_000
    assert store.verify(snapshot.id).read_bytes() == BODY


def test_a_program_that_ended_after_the_last_byte_fetches_nothing_twice(publisher: Publisher, store: SnapshotFolder) -> None:
    def ends(here: int, total: int | None) -> None:
        if here == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        get(publisher.url, store, progress=ends)
    snapshot, steps = get(publisher.plan(whole()), store)
    assert (snapshot.size, steps) == (len(BODY), [])


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(whole(ranges=False), id="the range is ignored"),
        pytest.param(whole(BODY, '"v2"'), id="the file is another one"),
        pytest.param(says(206, OTHER[:10], ETag='"v1"', Content_Range="bytes 0-9/300000"), id="another range is sent"),
        pytest.param(
            says(206, OTHER[90_000:], ETag='"v9"', Content_Range="bytes 90000-299999/300000"), id="the range is of another version"
        ),
        pytest.param(
            says(206, OTHER[90_000:], ETag='"v1"', Content_Range="bytes 90000-299999/310000"), id="the length is another one"
        ),
        pytest.param(says(206, OTHER[90_000:], ETag='"v1"'), id="the range is not named"),
        pytest.param(
            says(206, BODY[90_000:99_000], ETag='"v1"', Content_Range="bytes 90000-98999/300000"), id="a shorter range is sent"
        ),
        pytest.param(
            says(206, BODY[90_000:] + b"more", ETag='"v1"', Content_Range="bytes 90000-299999/300000"), id="too much is sent"
        ),
        pytest.param(says(416), id="the range is refused"),
        pytest.param(says(503, Retry_After="0"), id="the server is busy"),
        pytest.param(says(200, OTHER[:5], 300_000, ETag='"v3"'), id="another version is cut"),
    ],
)
def test_whatever_follows_a_cut_the_bytes_are_of_one_version(publisher: Publisher, store: SnapshotFolder, second: Answer) -> None:
    snapshot, _ = get(publisher.plan(whole(cut=90_000), second, whole()), store)
    assert store.verify(snapshot.id).read_bytes() == BODY


def test_weak_marks_are_not_trusted_for_resuming(publisher: Publisher, store: SnapshotFolder) -> None:
    snapshot, _ = get(publisher.plan(whole(etag='W/"1"', cut=90_000), whole(etag='W/"1"')), store)
    assert [headers.get("Range") for _, headers in publisher.asked] == [None, None]
    assert store.verify(snapshot.id).read_bytes() == BODY


def test_a_compressed_answer_is_unpacked(publisher: Publisher, store: SnapshotFolder) -> None:
    snapshot, _ = get(publisher.plan(says(200, gzip.compress(BODY), Content_Encoding="gzip", ETag='"v1"')), store)
    assert store.verify(snapshot.id).read_bytes() == BODY


def test_a_packed_file_stays_packed(publisher: Publisher, store: SnapshotFolder) -> None:
    packed = gzip.compress(BODY)
    answer = says(200, packed, Content_Encoding="x-gzip", Content_Type="text/csv")
    publisher.plan(answer)
    snapshot, _ = get(publisher.url.replace("archive.zip", "votes.csv.gz"), store)
    assert store.verify(snapshot.id).read_bytes() == packed


def test_a_file_of_unannounced_length_arrives_and_is_resumed(publisher: Publisher, store: SnapshotFolder) -> None:
    def in_pieces(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("ETag", '"v1"')
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for start in (0, 50_000):
            handler.wfile.write(b"%x\r\n%s\r\n" % (50_000, BODY[start : start + 50_000]))
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
        handler.close_connection = True

    snapshot, steps = get(publisher.plan(in_pieces, whole()), store)
    assert store.verify(snapshot.id).read_bytes() == BODY
    assert steps[0] == (0, None)
    assert publisher.asked[1][1]["Range"] == "bytes=100000-"


FAILURES = [
    pytest.param(says(200, BODY[:1000], 300_000), "did not send the file: the connection was cut", "", id="a wrong length"),
    pytest.param(says(404), "no such file any more", "update Demarche", id="404"),
    pytest.param(says(410), "no such file any more", "update Demarche", id="410"),
    pytest.param(says(500), "server answers 500", "", id="500"),
    pytest.param(says(503), "server answers 503", "", id="503"),
    pytest.param(says(403), "person at a browser", "browser", id="403"),
    pytest.param(says(202), "person at a browser", "browser", id="a check for persons"),
    pytest.param(says(451), r"refused \(status 451\)", "", id="451"),
    pytest.param(says(304), r"refused \(status 304\)", "", id="304 for nothing"),
    pytest.param(says(302), r"refused \(status 302\)", "", id="a redirect to nowhere"),
    pytest.param(says(302, Location="archive.zip"), "from one address to the next", "", id="a redirect to itself"),
    pytest.param(says(200, b"<html>", Content_Type="text/html; charset=utf-8"), "web page in place", "browser", id="a page"),
    pytest.param(
        says(200, b"\n<!-- hi -->\n<!DOCTYPE html><p>Please wait", Content_Type="application/zip"),
        "web page in place",
        "",
        id="a page dressed up",
    ),
]


@pytest.mark.parametrize(("answer", "message", "step"), FAILURES)
def test_what_the_world_refuses_is_said_and_changes_nothing(
    publisher: Publisher, store: SnapshotFolder, answer: Answer, message: str, step: str
) -> None:
    with pytest.raises(Failure, match=message) as caught:
        get(publisher.plan(answer), store)
    assert caught.value.where == publisher.url
    assert step in caught.value.next_step
    assert "nothing changed; the last good state stays" in caught.value.next_step
    assert "demarche sync --from FILE" in caught.value.next_step
    assert store.list() == []


def test_tries_are_counted(publisher: Publisher, store: SnapshotFolder) -> None:
    with pytest.raises(Failure):
        get(publisher.plan(says(500)), store)
    assert len(publisher.asked) == 1 + len(NO_PAUSE)
    with pytest.raises(Failure):
        get(publisher.plan(says(404)), store)
    assert len(publisher.asked) == 1


def test_a_wrong_hash_is_refused_and_forgotten(publisher: Publisher, store: SnapshotFolder) -> None:
    with pytest.raises(Failure, match="hash differs"):
        get(publisher.url, store, expected_sha256="0" * 64)
    assert nothing_left(store)


def test_no_network_says_so(store: SnapshotFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/archive.zip"
        with pytest.raises(Failure, match=r"There is no connection to 127\.0\.0\.1") as caught:
            get(url, store)
    assert "the last good state stays" in caught.value.next_step
    assert nothing_left(store)


@pytest.mark.parametrize(
    "url",
    [
        "http://publisher.example/archive.zip",
        "ftp://publisher.example/archive.zip",
        "file:///etc/passwd",
        "https://user:word@publisher.example/a.zip",
        "http://127.0.0.1.publisher.example/a.zip",
        "https:///a.zip",
        "http://[::1/a.zip",
        "archive.zip",
        "",
    ],
)
def test_only_safe_addresses_are_asked(publisher: Publisher, store: SnapshotFolder, url: str) -> None:
    with pytest.raises(UseError, match="Only https"):
        get(url, store)
    if url:
        with pytest.raises(Failure, match=r"unsafe address|no such file"):
            get(publisher.plan(says(302, Location=url), says(404)), store)
        assert len(publisher.asked) == 1 + (url == "archive.zip")
    assert nothing_left(store)


def test_a_full_disk_is_said_before_the_first_byte(publisher: Publisher, store: SnapshotFolder) -> None:
    with pytest.raises(Failure, match=r"disk is full: the file needs [\d,]+ MB more"):
        get(publisher.plan(says(200, b"", 10**15)), store)
    assert nothing_left(store)


def test_a_disk_that_fills_up_keeps_what_is_here_for_later(
    publisher: Publisher, store: SnapshotFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(here: int, total: int | None) -> None:
        if here > 100_000:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Failure, match=r"The disk is full: fetching archive\.zip was stopped"):
        get(publisher.url, store, progress=full)
    assert store.list() == []
    snapshot, steps = get(publisher.plan(whole()), store)
    assert steps[0][0] > 100_000
    assert store.verify(snapshot.id).read_bytes() == BODY


def test_a_folder_that_may_not_be_written_is_said(
    publisher: Publisher, store: SnapshotFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(self: PartialFile) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(PartialFile, "prepare", closed)
    with pytest.raises(Failure, match="may not be written"):
        get(publisher.url, store)


PAGE = """<!doctype html><html><body>
<a href="/record/4055387/files/2025_9_19_sc_voting.csv?ln=en&amp;version=1">old</a>
<a href="/record/4055387/files/2025_11_25_sc_voting.csv?ln=en">newer</a>
<a href="/record/4055387/files/2025_11_25_sc_voting.csv?ln=en&amp;download=1">newer</a>
<a href="/record/4055387/files/2025_11_25_ga_voting.csv">another body</a>
<a href="/record/4055387/files/2026_01_01_sc_voting.csv.md#top">a description</a>
<a name="no link">2027_01_01_sc_voting.csv</a></body></html>"""


def test_the_newest_file_of_a_record_page_is_found(publisher: Publisher) -> None:
    url = publisher.plan(says(200, PAGE.encode(), Content_Type="text/html"))
    found = resolve_download(url, r"\d{4}_\d{1,2}_\d{1,2}_sc_voting\.csv", pauses=NO_PAUSE)
    assert found == f"http://127.0.0.1:{publisher.server_port}/record/4055387/files/2025_11_25_sc_voting.csv?ln=en"


def test_a_record_page_without_the_file_is_a_failure(publisher: Publisher) -> None:
    url = publisher.plan(says(200, PAGE.encode(), Content_Type="text/html"))
    with pytest.raises(Failure, match="offers no file") as caught:
        resolve_download(url, r".*_hrc_voting\.csv", pauses=NO_PAUSE)
    assert "demarche sync --from FILE" in caught.value.next_step
    with pytest.raises(Failure, match="person at a browser"):
        resolve_download(publisher.plan(says(202)), "x", pauses=NO_PAUSE)
