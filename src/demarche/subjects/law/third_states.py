"""The questions that a third State puts to itself about a party to someone else's conflict. The same list for ally and rival.

The list is fixed: nothing about the State or the party chooses, drops, softens or reorders a question. Only the two names are
filled in, and the recorded facts are set beside. After the guiding questions of the ICRC's *Allies, Partners and Proxies* (2021),
in our own words; Arms Trade Treaty articles 6 and 7 as questions, never as verdicts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demarche.model.evidence import CuratedRow, Reference, UseError, holds_on, known_references, read_references


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """One question of the list, with `{state}` and `{target}` for the names, and the relations whose facts belong beside it."""

    id: str
    stage: str
    text: str
    norms: tuple[str, ...]
    dimensions: tuple[str, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class TieFact:
    """A recorded, dated relation of the State to the party: its dimension, what it is, and where it was seen."""

    dimension: str
    what: str
    references: tuple[Reference, ...]
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as put to one State about one party, with the recorded facts that bear on it.

    `facts` is empty where the record holds none; that is a gap of the record, not an answer.
    """

    id: str
    stage: str
    text: str
    norms: tuple[str, ...]
    facts: tuple[TieFact, ...]
    references: tuple[Reference, ...]


def read_questions(data: Mapping[str, object], where: str = "questions.toml") -> tuple[QuestionForm, ...]:
    """Read the list of questions (`references`, `question`); raises `UseError` for a row that is not as it must be.

    A question that does not name `{target}` or `{state}`, or has any other place to fill, is refused.
    """
    known = read_references(data, where)
    forms = []
    for row in CuratedRow(data, where).rows("question"):
        form = QuestionForm(
            id=row.text("id"),
            stage=row.text("stage"),
            text=row.text("text"),
            norms=row.texts("norms"),
            dimensions=row.texts("dimensions"),
            references=row.references(known),
        )
        row.done()
        bare = form.text.replace("{state}", "").replace("{target}", "")
        if "{state}" not in form.text or "{target}" not in form.text or "{" in bare or "}" in bare:
            raise UseError(
                "a question names {state} and {target} and nothing else in braces.", where=row.where, next_step="Mend the row."
            )
        forms.append(form)
    return tuple(forms)


def third_state_questions(
    state: str, target: str, ties: Iterable[TieFact], forms: Iterable[QuestionForm], *, on: dt.date
) -> tuple[Question, ...]:
    """The whole list as put to `state` about `target` (names as a reader should see them), with the ties that held `on` that day.

    For any two States and parties the answer differs in the names and the facts alone.
    """
    held = [tie for tie in ties if holds_on(on, tie.since, tie.until)]
    return tuple(
        Question(
            id=form.id,
            stage=form.stage,
            text=_filled(form.text, state, target),
            norms=form.norms,
            facts=tuple(tie for tie in held if tie.dimension in form.dimensions),
            references=known_references(form.references, on),
        )
        for form in forms
    )


def _filled(text: str, state: str, target: str) -> str:
    # One pass over the form: a name that itself holds “{target}” stays as it is.
    names = {"{state}": state, "{target}": target}
    return re.sub(r"\{state\}|\{target\}", lambda place: names[place.group()], text)
