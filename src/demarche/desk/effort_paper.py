"""The choice of few acts as tables: what to take, what the greedy choice would take, how it changes with the limits, what was left."""

from __future__ import annotations

from demarche.adapters.papers import Sheet
from demarche.desk.effort_plan import ActLine, EffortPlan
from demarche.desk.vote_sheets import VoteTables
from demarche.model.evidence import spell_date
from demarche.subjects.options import Choice


def effort_tables(found: EffortPlan) -> VoteTables:
    """The plan as tables, for a screen or a file."""
    lines = {line.act.id: line for line in found.lines}
    exact, greedy = found.selection.exact, found.selection.greedy
    sheets = [_chosen("Take these", exact, lines)]
    if exact.ids != greedy.ids:
        sheets.append(_chosen("The greedy choice beside it", greedy, lines))
    sheets += [_steps(found), _rest(found, set(exact.ids))]
    if found.not_considered:
        sheets.append(Sheet("Not considered", ("ask", "why"), found.not_considered))
    return VoteTables(
        "Where scarce effort goes",
        f"Internal. For {found.state_name}, as of {spell_date(found.on)}; nothing later is used",
        found.on,
        (_lead(found), _beside(found)),
        tuple(sheet for sheet in sheets if sheet.rows),
        found.notes,
        marking="Internal",
    )


def _lead(found: EffortPlan) -> str:
    exact = found.selection.exact
    used = ", ".join(f"{value:g} {_UNITS[kind]}" for kind, value in exact.uses.items() if kind in _UNITS and value)
    proved = "" if exact.bound is None else f"; not proved best: another could be worth {exact.bound:.1f} at most"
    return f"{len(exact.acts)} of {len(found.lines)} acts, worth {exact.worth:.1f} together; they use {used or 'nothing'}{proved}."


_UNITS = {"hours": "hours", "capital": "points of political capital", "money": "US dollars"}


def _beside(found: EffortPlan) -> str:
    ratio = found.selection.ratio
    same = found.selection.exact.ids == found.selection.greedy.ids
    return "The greedy choice is the same." if same else f"The greedy choice is worth {ratio:.1%} of the exact one."


def _chosen(name: str, choice: Choice, lines: dict[str, ActLine]) -> Sheet:
    header = ("act", "ask", "way", "who is to move", "worth", "hours", "capital", "money", "costs no money")
    ordered = sorted((lines[act.id] for act in choice.acts), key=lambda line: (-line.act.worth, line.act.id))
    return Sheet(name, header, tuple(_row(line) for line in ordered))


def _row(line: ActLine) -> tuple[str, ...]:
    a = line.act
    amounts = (f"{a.worth:g}", f"{a.hours:g}", f"{a.capital:g}", f"{a.money:,.0f}" if a.money else "")
    return (a.id, line.ask, line.way, line.decider_name, *amounts, "yes" if a.cost_free else "")


def _steps(found: EffortPlan) -> Sheet:
    rows = tuple(
        (f"{step.kind} {step.limit:g}", f"{step.worth:.1f}", ", ".join(step.comes_in) or "–", ", ".join(step.goes_out) or "–")
        for step in found.by_limit
    )
    return Sheet("If the limits were others", ("limit", "worth", "comes in", "goes out"), rows)


def _rest(found: EffortPlan, chosen: set[str]) -> Sheet:
    header = ("act", "ask", "way", "who is to move", "worth", "hours", "capital", "money", "costs no money")
    rest = sorted((line for line in found.lines if line.act.id not in chosen), key=lambda line: (-line.act.worth, line.act.id))
    return Sheet("Left for later", header, tuple(_row(line) for line in rest))
