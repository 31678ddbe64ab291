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
    """Goes once over the journal with what each entry put down, then over what holds now, and notes what does not fit.

    One change is noted at one entry: what only follows from a damaged entry (something missing that it may have removed or purged)
    is not held against the entries before it.
    """

    anchor: str = ""
    """A hash noted down earlier that must still be in the chain."""
    purged: Mapping[str, int] = field(default_factory=dict)
    """Random name of an item or dossier → number of the last entry that purged it."""
    orphans: Mapping[int, Content] = field(default_factory=dict)
    """What was put down by entries that the journal does not have."""
    entries: int = 0
    head: str = START
    anchored: bool = False
    standing: dict[str, tuple[int, Content | None]] = field(default_factory=dict)
    """Random name of an item → the last entry about it, and what it put down (None where that is damaged)."""
    bad: dict[int, str] = field(default_factory=dict)
    missing: dict[int, str] = field(default_factory=dict)
    """Entries whose content is not there, unless a damaged entry after them purged or removed it."""
    doubtful: int = 0
    """The last damaged entry that put nothing down."""
    loose: list[str] = field(default_factory=list)

    def follow(self, lines: Iterable[tuple[Entry, Content | None, str | None]]) -> None:
        """Check the chain, and each entry's content with its salt against its digest."""
        expected, follows = 1, {START}
        for entry, content, salt in lines:
            seal = sealed(entry)
            gap = entry.seq != expected
            if gap:
                self._lost(expected)
            if entry.hash != seal:
                self.bad[entry.seq] = f"entry {entry.seq} was changed"
            elif not gap and entry.prev not in follows:
                self.bad[entry.seq] = f"entry {entry.seq} does not follow the entry before it"
            # Where an entry was changed, the next one shows whether its hash was or the rest of it; neither is its fault.
            expected, follows = entry.seq + 1, {entry.hash, seal}
            self.entries, self.head = self.entries + 1, entry.hash
            self.anchored = self.anchored or entry.hash == self.anchor
            self._weigh(entry, content, salt)

    def _lost(self, seq: int) -> None:
        """Note an entry that is not there; its content may be."""
        self.bad[seq] = f"entry {seq} is missing"
        if content := self.orphans.get(seq):
            self.standing[content.item] = (seq, content)
        else:
            self.doubtful = seq

    def _weigh(self, entry: Entry, content: Content | None, salt: str | None) -> None:
        sound = entry.seq not in self.bad
        if content is not None and salt is not None:
            if not sound or digest_of(salt, content) == entry.digest:
                self.standing[content.item] = (entry.seq, content)
                return
            self.bad[entry.seq] = f"what entry {entry.seq} put down was changed"
            self.standing[entry.item] = (entry.seq, None)
        elif entry.action == "put" and sound:
            if max(self.purged.get(entry.item, 0), self.purged.get(entry.dossier, 0)) < entry.seq:
                self.missing[entry.seq] = f"what entry {entry.seq} put down is missing"
                self.standing[entry.item] = (entry.seq, None)
        else:
            self.doubtful = self.doubtful if sound else entry.seq
            self.standing.pop(entry.item, None)
            if entry.item == entry.dossier:
                self.standing = {
                    item: kept for item, kept in self.standing.items() if kept[1] is None or kept[1].dossier != entry.dossier
                }

    def compare(self, rows: Iterable[tuple[Content, bool]]) -> None:
        """Check what holds now against the last entry of each item; the flag says whether a row agrees with itself."""
        left = dict(self.standing)
        for content, consistent in rows:
            at = f"{content.noun} “{content.id}”"
            if content.item not in left:
                self.loose.append(f"{at} stands in the record and in no entry of the journal")
                continue
            seq, last = left.pop(content.item)
            if last is not None and content != last:
                self.bad.setdefault(seq, f"{at} is not as entry {seq} put it down")
            elif last is not None and not consistent:
                self.bad.setdefault(seq, f"what is kept for finding {at} is not as entry {seq} put it down")
        for seq, last in left.values():
            if last is not None:
                self.missing.setdefault(seq, f"{last.noun} “{last.id}”, put down by entry {seq}, is missing")

    def result(self) -> JournalCheck:
        """What was found."""
        found = {seq: reason for seq, reason in self.missing.items() if seq > self.doubtful} | self.bad
        loose = list(self.loose)
        if self.anchor and not self.anchored:
            loose.append("the journal does not continue the one whose last hash was noted down")
        seqs = tuple(sorted(found))
        reasons = [found[seq] for seq in seqs] + loose
        more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
        return JournalCheck(
            ok=not reasons,
            entries=self.entries,
            first_bad_seq=seqs[0] if seqs else None,
            reason=reasons[0] + more if reasons else "",
            bad_seqs=seqs,
            head=self.head,
        )
