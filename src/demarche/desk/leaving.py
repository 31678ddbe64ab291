"""What leaves the desk: each paper twice, internal and as a leave-behind, the second made from what its reader may see alone.

The leave-behind is composed anew from a dossier in which closed fields are not there, then cleared of our own analysis. Afterwards
the words of every closed field are looked for in it: a name that somebody typed into an open field stops it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from demarche.adapters.papers import Paper, Removed, clear_for, everything, refuse_leaks
from demarche.model.dossier import Dossier, Item, RedLine, Sensitivity, Withheld, cleared, texts_in

if TYPE_CHECKING:
    from demarche.desk.handling import Handling
    from demarche.desk.workspace import Workspace

_LONG: Final = 6
"""Words from which on a repeated passage is no accident."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier as its reader may have it, what was taken out, and which of its words may stand nowhere in what leaves.

    `composing` is the same with the tags that red lines forbid, so that an option that crosses one stays with the mandator; the tags
    are shown nowhere.
    """

    dossier: Dossier
    composing: Dossier
    withheld: tuple[Withheld, ...]
    telling: tuple[Removed, ...]
    audience: Sensitivity

    def refuse(self, words: str) -> None:
        """Raise `Failure` where telling words of a closed field stand in `words`, naming the open field that holds them."""
        refuse_leaks(words, self.telling, self._holder)

    def _holder(self, value: str) -> str:
        """The open fields in which words stand, by the ids of the author's own dossier."""
        wanted = _folded(value)
        found = []
        for noun, item in self.dossier.items():
            for name, held in vars(item).items():
                if name != "sensitivity" and any(wanted in _folded(text) for text in texts_in(held)):
                    found.append(f"{noun} “{item.id}”, {name}")
        return "; ".join(found[:5])


@dataclass(frozen=True, slots=True)
class Leaving:
    """A paper in both its versions, the marking of the internal one set, and what the leave-behind lacks (for its author only)."""

    internal: Paper
    leave_behind: Paper
    removed: tuple[Removed, ...]


def opened_for(workspace: Workspace, handling: Handling, audience: Sensitivity) -> Opened:
    """The dossier of `handling` as a reader cleared for `audience` may have it.

    Asks that a red line closed to the reader forbids are closed with it: without the line they would look like any other.
    """
    whole = handling.dossier
    hidden = [line for line in whole.red_lines if not handling.level_of("red_lines", line, "what").readable_at(audience)]
    forbidden = {tag for line in hidden for tag in line.forbids}

    def level_of(noun: str, thing: Any, field: str) -> Sensitivity:
        barred = noun == "asks" and field == "what" and forbidden & set(thing.tags)
        return Sensitivity.STRICT if barred else handling.level_of(noun, thing, field)

    open_dossier, withheld = cleared(whole, level_of, audience)
    if audience is Sensitivity.STRICT:  # a reader who may see everything still may not see who spoke under the Chatham House Rule
        open_dossier, withheld = _without_speakers(handling, whole, audience)
    tags = tuple(
        RedLine(id=f"closed-line-{n}", what="", forbids=line.forbids, since=line.since, until=line.until)
        for n, line in enumerate(hidden, start=1)
    )
    composing = replace(open_dossier, red_lines=(*open_dossier.red_lines, *tags))
    return Opened(open_dossier, composing, withheld, tuple(_telling(workspace, open_dossier, withheld)), audience)


def _without_speakers(handling: Handling, whole: Dossier, audience: Sensitivity) -> tuple[Dossier, tuple[Withheld, ...]]:
    """The dossier without what says who spoke under the Chatham House Rule, whatever else its reader may see."""

    def level_of(_noun: str, thing: Any, field: str) -> Sensitivity:
        marked = isinstance(thing, Item) and thing.sensitivity.get(field) is audience
        speaks = handling.tells_speaker(replace(thing, sensitivity={}) if marked else thing, field)
        return Sensitivity.STRICT if speaks else Sensitivity.PUBLIC

    return cleared(whole, level_of, Sensitivity.RESTRICTED)


def both(
    workspace: Workspace,
    handling: Handling,
    compose: Callable[[Workspace], Paper],
    audience: Sensitivity,
    *,
    outside: Callable[[Workspace], Paper] | None = None,
) -> Leaving:
    """Compose a paper twice: in the workspace as it is, and in one that shows the dossier as its reader may have it.

    `outside` composes the second one where it is a paper of another kind, such as the non-paper that goes with an instruction. Raises
    `Failure` where telling words of a closed field stand in what would leave; then there is no leave-behind.
    """
    opened = opened_for(workspace, handling, audience)
    internal = compose(workspace)
    clean, _ = clear_for((outside or compose)(workspace.showing(opened.composing)), audience)
    opened.refuse(everything(clean))
    marked = replace(internal, marking=handling.marking()) if internal.marking else internal
    return Leaving(marked, clean, tuple(_removed(internal, clean, opened)))


def _removed(internal: Paper, clean: Paper, opened: Opened) -> Iterator[Removed]:
    """Passages of the internal paper that the leave-behind lacks: our analysis, then closed fields whose words it shows."""
    said, left = _folded(everything(internal)), _folded(everything(clean))
    seen: set[tuple[str, str]] = set()
    for run in internal.runs():
        for span in run:
            if not span.sensitivity.readable_at(opened.audience) and span.text.strip():
                yield Removed(span.origin, span.sensitivity, span.text)
    for field in opened.withheld:
        for text in field.texts():
            words = _folded(text)
            if words and words in said and words not in left and (field.origin, words) not in seen:
                seen.add((field.origin, words))
                yield Removed(field.origin, field.level, text)


def _telling(workspace: Workspace, open_dossier: Dossier, withheld: Iterable[Withheld]) -> Iterator[Removed]:
    """Closed words by which a person, a place or a passage would be known again; words that are open elsewhere are not."""
    known = {_folded(actor.name) for actor in workspace.registry.actors()}
    known |= {_folded(actor.id) for actor in workspace.registry.actors()}
    known |= {_folded(text) for _, item in open_dossier.items() for value in vars(item).values() for text in texts_in(value)}
    known |= {_folded(text) for text in (open_dossier.id, open_dossier.title, *open_dossier.terms)}
    for field in withheld:
        if field.field in _IDS:
            continue
        for text in field.texts():
            if is_telling(text) and _folded(text) not in known:
                yield Removed(field.origin, field.level, text.strip())


_IDS: Final = frozenset({"refs", "counter_refs", "people", "constraints", "forbids"})
"""Fields that hold ids or tags, whose words are no one's."""


def is_telling(text: str) -> bool:
    """Whether words would be known again: a name, letters with digits, a passage of some length; not an ordinary word or two.

    >>> is_telling("Idris Abenaim"), is_telling("took note"), is_telling("B-17"), is_telling("they will open the gate on Tuesday")
    (True, False, True, True)
    """
    value = unicodedata.normalize("NFC", text).strip(" .;,:\n")
    if len(value) < 4:
        return False
    words = value.split()
    if len(words) >= _LONG or any(one.isalpha() and not (one.islower() or one.isupper()) for one in value):
        return True
    if any(any(c.isdigit() for c in w) and any(c.isalpha() for c in w) for w in words):
        return True
    later = value[1:] if len(words) > 1 else value
    return any(one.isupper() for one in later)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .;,:")
