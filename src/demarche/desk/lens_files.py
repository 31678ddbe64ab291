"""Questions with stances out of a user's own file: TOML with scales and words, or a plain table on scales from 0 to 100."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from demarche.model.evidence import UseError, read_date
from demarche.subjects.bargaining import Issue, Stance

_TOML_FORM = (
    "Write [[question]] with id, what, low, high, low_means, high_means; and [[stance]] with question, actor, position, salience,"
    " capability, low, high, date, basis."
)
_CSV_FORM = "The first line names the columns: question, actor, position, salience, capability, low, high, date; others may follow."
_NUMBERS = ("position", "salience", "capability", "low", "high")


def issues_in_toml(path: Path, on: dt.date) -> list[Issue]:
    """Questions with stances from a TOML file. Raises `UseError` for a file that says something else."""
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UseError(f"The file cannot be read: {_why(error)}.", where=str(path), next_step=_TOML_FORM) from error
    questions, stances = given.get("question", []), given.get("stance", [])
    if not isinstance(questions, list) or not isinstance(stances, list) or not questions or not stances:
        raise UseError("The file has no questions with stances.", where=str(path), next_step=_TOML_FORM)
    return _assembled(path, {str(q.get("id", "")): q for q in questions}, stances, on, _TOML_FORM)


def issues_in_csv(path: Path, on: dt.date) -> list[Issue]:
    """Stances from a table, one row a stance, on scales from 0 to 100. Raises `UseError` for a file that says something else."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [{(k or "").strip().casefold(): (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(lines)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UseError(f"The file cannot be read: {_why(error)}.", where=str(path), next_step=_CSV_FORM) from error
    if not rows or not {"question", "actor", "position"} <= set(rows[0]):
        raise UseError("The table lacks the columns question, actor or position.", where=str(path), next_step=_CSV_FORM)
    questions = {row["question"]: {"id": row["question"]} for row in rows}
    return _assembled(path, questions, rows, on, _CSV_FORM)


def _assembled(
    path: Path, questions: Mapping[str, Mapping[str, Any]], stances: Iterable[Mapping[str, Any]], on: dt.date, form: str
) -> list[Issue]:
    latest: dict[str, dict[str, tuple[dt.date, Stance]]] = defaultdict(dict)
    for number, row in enumerate(stances, start=1):
        where = f"{path}, stance {number}"
        question, actor = str(row.get("question", "")), str(row.get("actor", ""))
        if question not in questions or not actor:
            raise UseError(f"No question “{question}” for the stance of “{actor}”.", where=where, next_step=form)
        given = row.get("date", "")
        day = given if isinstance(given, dt.date) else read_date(given, where=where) if given else dt.date.min
        if day <= on and day >= latest[question].get(actor, (dt.date.min,))[0]:
            latest[question][actor] = (day, _stance(actor, row, where, form))
    found = []
    for name, q in questions.items():
        low, high = (_number(q, key, default, str(path), form) for key, default in (("low", 0.0), ("high", 100.0)))
        held = tuple(stance for _, stance in latest[name].values())
        if held:
            words = (str(q.get("low_means", "")), str(q.get("high_means", "")))
            found.append(Issue(name, str(q.get("what", name)), held, low, high, *words))
    if not found:
        raise UseError(f"Nothing in the file could be known on {on}.", where=str(path), next_step="Give a later day with --on.")
    return found


def _stance(actor: str, row: Mapping[str, Any], where: str, form: str) -> Stance:
    values = {name: _number(row, name, None, where, form) for name in _NUMBERS if row.get(name) not in (None, "")}
    if "position" not in values:
        raise UseError(f"The stance of “{actor}” has no position.", where=where, next_step=form)
    return Stance(actor, basis=str(row.get("basis", "")), **values)


def _number(row: Mapping[str, Any], name: str, default: float | None, where: str, form: str) -> float:
    value: Any = row.get(name, default)
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise UseError(f"“{value}” is no number for {name}.", where=where, next_step=form) from error


def _why(error: Exception) -> str:
    """What hinders reading, in the words of the operating system or of the format."""
    return getattr(error, "strerror", None) or str(error)
