"""A promise on one line, as it is noted after a meeting.

`MFA: open the ford at night; until 1 September 2024; at ford; if convoys are announced; checked by counts at the gate; in return for
UN: a list of lorries`. Only the first clause is needed; each other one begins with a word that says what it is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from demarche.model.evidence import UseError
from demarche.subjects.follow_up.days import day_from

GRAMMAR: Final = "WHO: WHAT; until DAY; at PLACE; to WHOM; if CONDITION; checked by HOW; lifts CONSTRAINT; in return for WHO: WHAT"
"""What can be said of a promise on one line; everything after the first clause may be left out."""
_CLAUSES: Final = {
    "until": "until",
    "till": "until",
    "at": "place",
    "to": "to",
    "if": "conditions",
    "provided": "conditions",
    "checked by": "verification",
    "verified by": "verification",
    "lifts": "constraint",
    "in return for": "in_return",
    "in exchange for": "in_return",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """What was said to be promised; `by` is empty where the speaker is meant, `in_return` is the other half of the package."""

    what: str
    by: str = ""
    to: str = ""
    until: dt.date | None = None
    place: str = ""
    conditions: str = ""
    verification: str = ""
    constraint: str = ""
    in_return: Promise | None = None


def read_promise(line: str, today: dt.date) -> Promise:
    """Read a promise from one line in the form of `GRAMMAR`. Raises `UseError` for a clause that says nothing known, and for no day.

    >>> read_promise("MFA: open the ford; until 1 July 2024", dt.date(2024, 6, 20))
    Promise(what='open the ford', by='MFA', to='', until=datetime.date(2024, 7, 1), place='', conditions='', verification='', \
constraint='', in_return=None)
    """
    first, *rest = [" ".join(part.split()) for part in line.split(";")]
    told: dict[str, Any] = {}
    for clause in rest:
        if not clause:
            continue
        key, said = _clause(clause, line)
        if key in told:
            raise UseError(
                f"The promise says twice what “{clause.split()[0]}” says.", where=line, next_step=f"The form is: {GRAMMAR}"
            )
        if key == "until":
            told[key] = day_from(said, today, where=clause)
        else:
            told[key] = _who_and_what(said, line) if key == "in_return" else said
    return replace(_who_and_what(first, line), **told)


def _who_and_what(text: str, line: str) -> Promise:
    by, colon, what = f"{text} ".partition(": ")
    promise = Promise(what=what.strip(), by=by.strip()) if colon else Promise(what=text.strip())
    if not promise.what:
        raise UseError("A promise says at least what was promised.", where=line, next_step=f"The form is: {GRAMMAR}")
    return promise


def _clause(clause: str, line: str) -> tuple[str, str]:
    for words, key in _CLAUSES.items():
        if (found := re.match(rf"{words}\b[:\s]*(.*)", clause, re.IGNORECASE)) is not None:
            if not found[1]:
                raise UseError(f"After “{words}” something is missing.", where=line, next_step=f"The form is: {GRAMMAR}")
            return key, found[1]
    raise UseError(f"“{clause}” does not begin with a word that says what it is.", where=line, next_step=f"The form is: {GRAMMAR}")
