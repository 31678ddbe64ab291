"""How far each field of a dossier may travel on a day: the organisation's scheme, what armed groups and attribution rules ask for."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from demarche.model.actors import ActorKind, NameKind
from demarche.model.dossier import (
    STANDARD,
    Attribution,
    Classification,
    Commitment,
    Dossier,
    DossierTie,
    Engagement,
    Item,
    Sensitivity,
    read_classification,
)
from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

FILE: Final = "classification.toml"
"""Where in a workspace an organisation keeps its scheme."""
_LATIN: Final = frozenset({NameKind.SHORT, NameKind.FORMAL, NameKind.OTHER, NameKind.PRINTED})
_CONTACT: Final = frozenset({"who", "with_whom", "level", "message", "reaction", "next_step"})
_SPEAKER: Final = frozenset({"who", "with_whom", "level"})
_PROMISER: Final = frozenset({"by", "to"})


def classification_of(workspace: Workspace) -> Classification:
    """The organisation's scheme in the workspace, else the program's four levels. Raises `UseError` for one that cannot be read."""
    path = workspace.folder.root / FILE
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return STANDARD
    except (OSError, UnicodeDecodeError) as error:
        raise UseError("The scheme of handling cannot be read.", where=str(path), next_step=f"Mend the file ({error}).") from error
    try:
        return read_classification(tomllib.loads(text), str(path))
    except tomllib.TOMLDecodeError as error:
        raise UseError(
            f"The scheme of handling is not TOML that I can read: {error}.", where=str(path), next_step="Mend the file."
        ) from error


class Handling:
    """How far the fields of one dossier may travel on one day.

    Beyond the scheme and the marks of single items, contacts with armed groups are strictly confidential, and so are the words of
    engagements that are not to be recorded and the speaker under the Chatham House Rule; an own mark on a field overrides these too.
    """

    def __init__(self, workspace: Workspace, dossier: Dossier, on: dt.date) -> None:
        self._workspace = workspace
        self.dossier = dossier
        self.on = on
        self.classification = classification_of(workspace)

    def level_of(self, noun: str, thing: Any, field: str) -> Sensitivity:
        """How far one field of an item, or of the dossier itself, may travel."""
        level = self.classification.level_of(noun, thing, field, dossier=self.dossier.id, on=self.on)
        if isinstance(thing, Item) and field in thing.sensitivity:
            return level
        if isinstance(thing, Engagement) and self._is_close(thing, field):
            return Sensitivity.STRICT
        if isinstance(thing, DossierTie) and self._is_contact(thing):
            return Sensitivity.STRICT
        return Sensitivity.STRICT if self.tells_speaker(thing, field) else level

    def tells_speaker(self, thing: Any, field: str) -> bool:
        """Whether a field says who spoke under the Chatham House Rule: who took part, or who promised there; an own mark opens it."""
        if not isinstance(thing, Item) or field in thing.sensitivity:
            return False
        if isinstance(thing, Engagement):
            return thing.attribution is Attribution.CHATHAM_HOUSE and field in _SPEAKER
        return isinstance(thing, Commitment) and field in _PROMISER and thing.engagement in self._under_the_rule

    def highest(self, noun: str, item: Item) -> Sensitivity:
        """How far an item shown whole may travel: as far as the most closely held of its fields, its references and the dossier's title."""
        held = [(noun, item, name) for name in vars_of(item)]
        refs = {ref for name in ("refs", "counter_refs") for ref in getattr(item, name, ())}
        held += [("references", one, name) for one in self.dossier.references if one.id in refs for name in vars_of(one)]
        levels = [self.level_of("dossier", self.dossier, "title"), *(self.level_of(*one) for one in held)]
        return max(levels, key=lambda level: level.rank)

    def marking(self) -> str:
        """The line on top of an internal paper: the highest level of anything that the dossier holds, as the organisation calls it."""
        highest = Sensitivity.PUBLIC
        for noun, item in self.dossier.items():
            for field in vars_of(item):
                if (level := self.level_of(noun, item, field)).rank > highest.rank:
                    highest = level
        return f"Internal · {self.classification.called(highest)}"

    def _is_close(self, act: Engagement, field: str) -> bool:
        if act.attribution is Attribution.DO_NOT_RECORD and field in _CONTACT:
            return True
        return field in _CONTACT and self._names_group(act.with_whom)

    def _is_contact(self, tie: DossierTie) -> bool:
        """Whether it is a contact with an armed group that rests on no page that anyone can read."""
        open_refs = {r.id for r in self.dossier.references if r.url or r.symbol}
        return tie.dimension == "interlocutor" and bool({tie.source, tie.target} & self._groups) and not open_refs & set(tie.refs)

    def _names_group(self, text: str) -> bool:
        return bool(text) and (text in self._groups or self._group_names.search(text) is not None)

    @cached_property
    def _under_the_rule(self) -> frozenset[str]:
        return frozenset(e.id for e in self.dossier.engagements if e.attribution is Attribution.CHATHAM_HOUSE)

    @cached_property
    def _groups(self) -> frozenset[str]:
        return frozenset(a.id for a in self._workspace.registry.actors() if a.kind is ActorKind.ARMED_GROUP)

    @cached_property
    def _group_names(self) -> re.Pattern[str]:
        """Names of armed groups as they are written, whole words; short forms such as RSF in capitals only."""
        actors = [self._workspace.registry.actor(group) for group in sorted(self._groups)]
        names = {actor.name for actor in actors}
        names |= {name.text for actor in actors for name in actor.names if name.kind in _LATIN and len(name.text) > 1}
        long = "|".join(re.escape(name) for name in sorted(names) if not name.isupper())
        short = "|".join(re.escape(name) for name in sorted(names) if name.isupper())
        return re.compile(rf"\b(?:{short or '$^'})\b|(?i:\b(?:{long or '$^'})\b)")


def vars_of(item: Item) -> Iterator[str]:
    """The fields of an item that hold anything, marks of handling apart."""
    for field in fields(item):
        if field.name != "sensitivity" and getattr(item, field.name) not in ("", (), None):
            yield field.name
