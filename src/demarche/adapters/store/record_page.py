"""Which file a publisher's record page offers, where the name of the file changes with each edition."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit


def file_name(url: str) -> str:
    """The last part of the path of an address, decoded.

    >>> file_name("https://publisher.example/record/1/files/2025_9_19_votes.csv?ln=en")
    '2025_9_19_votes.csv'
    """
    return PurePosixPath(unquote(urlsplit(url).path)).name


def newest_link(page_url: str, body: str, pattern: str) -> str | None:
    """The address of the link on a page whose file name matches the regular expression `pattern`, or None.

    Of several, the one whose numbers are greatest from left to right is taken, so that a name that begins with year, month and day
    sorts by its date, with or without leading zeros.
    """
    page = _Links()
    page.feed(body)
    wanted = re.compile(pattern)
    links = {urljoin(page_url, link).split("#")[0] for link in page.found}
    matching = [link for link in links if wanted.fullmatch(file_name(link))]
    return max(matching, key=lambda link: (_numbers(file_name(link)), -len(link), link), default=None)


def _numbers(name: str) -> list[int]:
    """The numbers in a name, from left to right."""
    return [int(digits) for digits in re.findall(r"\d+", name)]


class _Links(HTMLParser):
    """Collects what a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the target of a link."""
        self.found += [value for name, value in attrs if name in {"href", "content"} and value]
