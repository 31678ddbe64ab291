"""Escalate an issue from the field to a capital to a forum, with what must not be said; write down what came back. Record outcomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from demarche.desk.entering import Entry, actor_of, chosen, own_dossier, put_new
from demarche.model.dossier import Dossier, Escalation, Item, Outcome
from demarche.model.evidence import UseError
from demarche.subjects.follow_up import day_from

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

ESCALATION_FIELDS: Final = (
    "date",
    "constraint",
    "what",
    "from_level",
    "to_level",
    "tried",
    "leverage",
    "asked",
    "wanted_by",
    "do_no_harm",
    "must_not_say",
    "follows",
)
OUTCOME_FIELDS: Final = (
    "date",
    "what",
    "who_changed",
    "our_contribution",
    "others_contribution",
    "substantiator",
    "significance",
    "commitment",
    "constraint",
)
_LINKS: Final = {"constraint": "constraints", "follows": "escalations", "commitment": "commitments"}
_DAYS: Final = frozenset({"date", "wanted_by"})


def check_step(dossier: Dossier, field: str, text: str, today: dt.date) -> str:
    """How one answer about an escalation or an outcome was understood, empty where it is plain. Raises `UseError`."""
    if field in _DAYS:
        day = day_from(text, today, where=field.replace("_", " "))
        if field == "date" and day > today:
            raise UseError(f"{day.isoformat()} is still to come.", next_step="Give the day on which it was.")
        return day.isoformat()
    if field in _LINKS:
        return chosen(dossier, _LINKS[field], text, "asked" if field == "follows" else "what")
    return ""


def escalate(workspace: Workspace, dossier_id: str, answers: Mapping[str, str], today: dt.date) -> Escalation:
    """Put an escalation into a dossier: at least to whom it goes and what is asked or at stake.

    What must not be said and the leverage are strictly confidential by default, the rest restricted. Raises `UseError` for an answer that
    cannot be read; then nothing is stored.
    """
    values = _values(workspace, dossier_id, ESCALATION_FIELDS, answers, today)
    if not values.get("to_level") or not (values.get("asked") or values.get("what")):
        raise UseError(
            "An escalation says at least to whom it goes and what is asked.", where=dossier_id, next_step="Give --to and --asked."
        )

    def compose(free: Callable[[str, str], str]) -> list[Entry]:
        named = f"{values['date']} to {values['to_level']}"
        return [("escalations", Escalation(id=free("escalations", named), **values))]

    made = put_new(workspace, dossier_id, compose)[0]
    assert isinstance(made, Escalation)  # noqa: S101  # what was composed
    return made


def came_back(workspace: Workspace, dossier_id: str, escalation: str, words: str, on: dt.date) -> Escalation:
    """Write down what came back from above, and when. Raises `UseError` where it came before the issue was passed on."""
    dossier = own_dossier(workspace, dossier_id)
    name = chosen(dossier, "escalations", escalation, "asked")

    def answered(item: Item) -> Item:
        assert isinstance(item, Escalation)  # noqa: S101  # the noun says so
        if on < item.date:
            raise UseError(
                f"It was passed on only on {item.date.isoformat()}.", where=item.id, next_step="Mend the day of the answer."
            )
        return replace(item, came_back=words.strip(), came_back_on=on)

    made = workspace.record.change(dossier_id, "escalations", name, answered)
    assert isinstance(made, Escalation)  # noqa: S101
    return made


def way_of(dossier: Dossier, escalation: str) -> tuple[Escalation, ...]:
    """The escalations that lead to this one, from the first level on, and those that carried it further."""
    known = {e.id: e for e in dossier.escalations}
    way = [known[escalation]]
    while (before := known.get(way[0].follows)) is not None and before not in way:
        way.insert(0, before)
    while (after := next((e for e in dossier.escalations if e.follows == way[-1].id and e not in way), None)) is not None:
        way.append(after)
    return tuple(way)


def record_outcome(workspace: Workspace, dossier_id: str, answers: Mapping[str, str], today: dt.date) -> Outcome:
    """Put an outcome into a dossier: what changed, who changed it, our part and that of others, and who can substantiate it.

    The substantiator is strictly confidential by default. Raises `UseError` where nothing says what changed.
    """
    values = _values(workspace, dossier_id, OUTCOME_FIELDS, answers, today)
    if not values.get("what"):
        raise UseError("An outcome says what changed.", where=dossier_id, next_step="Give --what.")

    def compose(free: Callable[[str, str], str]) -> list[Entry]:
        return [("outcomes", Outcome(id=free("outcomes", str(values["what"])), **values))]

    made = put_new(workspace, dossier_id, compose)[0]
    assert isinstance(made, Outcome)  # noqa: S101
    return made


def _values(
    workspace: Workspace, dossier_id: str, fields: tuple[str, ...], answers: Mapping[str, str], today: dt.date
) -> dict[str, Any]:
    """The answers as values of the item: days read, ids found, names of actors as ids."""
    if unknown := sorted(set(answers) - set(fields)):
        raise UseError(f"There is no “{unknown[0]}” here.", next_step=f"There are: {', '.join(fields)}.")
    dossier = workspace.dossier(dossier_id)
    values: dict[str, Any] = {"date": today}
    for field, text in answers.items():
        said = text.strip()
        if not said:
            continue
        understood = check_step(dossier, field, said, today)
        if field in _DAYS:
            values[field] = dt.date.fromisoformat(understood)
        elif field in _LINKS:
            values[field] = understood
        else:
            values[field] = actor_of(workspace, said) if field == "who_changed" else said
    return values
