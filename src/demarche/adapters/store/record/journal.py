"""The journal: who changed what when, chained by hashes, without content; and the search for the place where it was tampered with.

Each entry's hash covers the entry and the hash before it. What was written is covered by a digest with a random salt, which is
kept beside the content: once both are purged, the digest tells nothing and the chain still holds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

START: Final = "0" * 64
"""What stands for the hash before the first entry."""


class Entry(NamedTuple):
    """One line of the journal. `dossier` and `item` are random names, equal where the dossier's head, or all of it, is meant.

    `action` is `put`, `remove` (the item goes, its history stays) or `purge` (item and history are gone).
    """

    seq: int
    at: str
    who: str
    dossier: str
    item: str
    action: str
    digest: str
    prev: str
    hash: str


class Content(NamedTuple):
    """What an entry put down: an item at its place in its dossier."""

    dossier: str
    item: str
    noun: str
    id: str
    position: int
    body: str


@dataclass(frozen=True, slots=True)
class JournalCheck:
    """Whether journal, history and what holds now agree.

    `first_bad_seq` is the first entry that does not hold (None where all do, or where the damage touches no entry), `bad_seqs` all
    of them, `reason` says in words what is wrong. `head` is the last hash: whoever notes it down can later show that the journal
    still continues what it was then.
    """

    ok: bool
    entries: int
    first_bad_seq: int | None = None
    reason: str = ""
    bad_seqs: tuple[int, ...] = ()
    head: str = START


def digest_of(salt: str, content: Content) -> str:
    """The salted digest of what an entry puts down."""
    return _sha256([salt, *content])


def sealed(entry: Entry) -> str:
    """The hash that an entry must carry."""
    return _sha256(list(entry[:-1]))


def next_entry(last: tuple[int, str], *, who: str, dossier: str, item: str, action: str, digest: str) -> Entry:
    """The entry that follows the one whose number and hash are `last`."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    draft = Entry(last[0] + 1, at, who, dossier, item, action, digest, last[1], "")
    return draft._replace(hash=sealed(draft))


def new_name() -> str:
    """A random name or salt: 128 bits that say nothing about what they stand for."""
    return secrets.token_hex(16)


def _sha256(values: list[object]) -> str:
    # Damaged text reaches this place as lone surrogates; they must change the hash and not stop the search.
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(slots=True)
class Audit:
    """Goes once over the journal with what each entry put down, then over what holds now, and notes what does not fit."""

    purged: Mapping[str, int] = field(default_factory=dict)
    """Random name of an item or dossier → number of the last entry that purged it."""
    anchor: str = ""
    """A hash noted down earlier that must still be in the chain."""
    entries: int = 0
    head: str = START
    anchored: bool = False
    standing: dict[str, tuple[int, Content]] = field(default_factory=dict)
    bad: dict[int, str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)

    def follow(self, lines: Iterable[tuple[Entry, Content | None, str | None]]) -> None:
        """Check the chain, and each entry's content with its salt against its digest."""
        follows = {START}
        for entry, content, salt in lines:
            expected, seal = self.entries + 1, sealed(entry)
            if entry.seq != expected:
                self._note(expected, f"entry {expected} is missing")
            elif entry.hash != seal:
                self._note(entry.seq, f"entry {entry.seq} was changed")
            elif entry.prev not in follows:
                self._note(entry.seq, f"entry {entry.seq} does not follow the entry before it")
            # Where an entry was changed, the next one shows whether its hash was or the rest of it; neither is its fault.
            follows = {entry.hash, seal}
            self.entries, self.head = entry.seq, entry.hash
            self.anchored = self.anchored or entry.hash == self.anchor
            self._weigh(entry, content, salt)

    def _weigh(self, entry: Entry, content: Content | None, salt: str | None) -> None:
        if content is not None and salt is not None:
            if digest_of(salt, content) != entry.digest:
                self._note(entry.seq, f"what entry {entry.seq} put down was changed")
            self.standing[entry.item] = (entry.seq, content)
        elif entry.action == "put":
            if max(self.purged.get(entry.item, 0), self.purged.get(entry.dossier, 0)) < entry.seq:
                self._note(entry.seq, f"what entry {entry.seq} put down is missing")
        elif entry.item == entry.dossier:
            self.standing = {item: kept for item, kept in self.standing.items() if kept[1].dossier != entry.dossier}
        else:
            self.standing.pop(entry.item, None)

    def compare(self, rows: Iterable[tuple[Content, bool]]) -> None:
        """Check what holds now against the last entry of each item; the flag says whether a row agrees with itself."""
        left = dict(self.standing)
        for content, consistent in rows:
            seq, last = left.pop(content.item, (None, None))
            at = f"{content.noun} “{content.id}”"
            if seq is None:
                self.loose.append(f"{at} stands in the record and in no entry of the journal")
            elif content != last:
                self._note(seq, f"{at} is not as entry {seq} put it down")
            elif not consistent:
                self._note(seq, f"what is kept for finding {at} is not as entry {seq} put it down")
        for seq, last in left.values():
            self._note(seq, f"{last.noun} “{last.id}”, put down by entry {seq}, is missing")

    def result(self) -> JournalCheck:
        """What was found."""
        if self.anchor and not self.anchored:
            self.loose.append("the journal does not continue the one whose last hash was noted down")
        bad = tuple(sorted(self.bad))
        reasons = [self.bad[seq] for seq in bad] + self.loose
        more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
        return JournalCheck(
            ok=not reasons,
            entries=self.entries,
            first_bad_seq=bad[0] if bad else None,
            reason=reasons[0] + more if reasons else "",
            bad_seqs=bad,
            head=self.head,
        )

    def _note(self, seq: int, reason: str) -> None:
        self.bad.setdefault(seq, reason)
