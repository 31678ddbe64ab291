"""A form at the prompt: each question can be skipped, explained or gone back to, and what was answered survives a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import click

from demarche.model.evidence import UseError

if TYPE_CHECKING:
    from demarche.desk import FormDraft, WaitingDraft, Workspace

HINT: Final = "Enter skips a question · ? explains it · < goes back · Ctrl-C stops and keeps the draft"
Answers = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the name of the field it answers, its words, and what `?` says. `several` asks until an answer is empty."""

    name: str
    ask: str
    help: str
    several: bool = False
    follow_ups: tuple[Question, ...] = field(default_factory=tuple)
    """Asked after each answer of `several`; `finish` makes one answer of all."""


Check = Callable[[str, str, Answers], str]
"""Reads an answer (field, text, answers so far), gives how it was understood, and raises `UseError`."""
Finish = Callable[[str, dict[str, str]], str]
"""Makes one answer of an answer and those to its follow-up questions."""


class _Back(Exception):  # not an error: the person wants the question before
    pass


def take_up(waiting: list[WaitingDraft]) -> WaitingDraft | None:
    """Offer the unfinished forms, the newest first; returns the one that is wanted."""
    for draft in reversed(waiting):
        said = "; ".join(f"{name.replace('_', ' ')}: {' / '.join(given)}" for name, given in draft.answers.items())
        click.echo(f"An unfinished entry of {draft.begun}: {said[:300]}")
        if click.confirm("Go on with it?", default=True):
            return draft
    return None


class Form:
    """Asks questions one after the other. `stop` ends it before an answer is kept, where that answer says so."""

    def __init__(
        self, check: Check, finish: Finish = lambda text, _more: text, stop: Callable[[Answers], bool] = lambda _: False
    ) -> None:
        self._check, self._finish, self._stop = check, finish, stop
        self._keep: Callable[[Answers], None] = lambda _: None

    def fill_in(self, questions: Sequence[Question], answers: Answers, draft: FormDraft | None) -> None:
        """Ask what is not answered yet; answers go into `answers` and, after each, into the draft. Raises `click.Abort`."""
        if draft is not None:
            self._keep = draft.keep
        click.echo(HINT)
        place = 0
        while place < len(questions) and not self._stop(answers):
            question = questions[place]
            try:
                if question.several or question.name not in answers:
                    self._ask(question, answers)
                place += 1
            except _Back:
                for one in {place, max(place - 1, 0)}:
                    answers.pop(questions[one].name, None)
                place = max(place - 1, 0)

    def _ask(self, question: Question, answers: Answers) -> None:
        while True:
            given = answers.get(question.name, [])
            text = self._line(f"{question.ask} {len(given) + 1}" if question.several else question.ask, question, answers)
            if not text:
                answers.setdefault(question.name, [])
                return
            if question.follow_ups:
                plain = ";" not in text
                more = {one.name: self._line(f"  {one.ask}", one, answers) for one in question.follow_ups if plain}
                text = self._finish(text, more)
            answers[question.name] = [*given, text] if question.several else [text]
            if self._stop(answers):
                return
            self._keep({name: found for name, found in answers.items() if found})
            if not question.several:
                return

    def _line(self, ask: str, question: Question, answers: Answers) -> str:
        """One answer that can be read; empty where it is skipped."""
        while True:
            text = str(click.prompt(ask, default="", show_default=False, prompt_suffix=": ")).strip()
            if text == "?":
                click.echo(f"  {question.help}")
            elif text == "<":
                raise _Back
            elif not text:
                return ""
            else:
                try:
                    understood = self._check(question.name, text, answers)
                except UseError as error:
                    click.echo(f"  {error.what} {error.next_step}")
                    continue
                if understood and understood.casefold() != text.casefold():
                    click.echo(f"  → {understood}")
                return text


def with_draft(workspace: Workspace, form: str, dossier_id: str, answers: Answers, fill: Callable[[FormDraft], bool]) -> None:
    """Fill in a form with its draft, an unfinished one first; `fill` says whether the entry was dealt with, and then the draft goes."""
    from demarche.desk import form_draft, waiting_drafts

    waiting = take_up(waiting_drafts(workspace, form, dossier_id))
    if waiting is not None:
        answers |= {name: given for name, given in waiting.answers.items() if name not in answers}
    with form_draft(workspace, form, dossier_id, waiting) as draft:
        try:
            done = fill(draft)
        except click.Abort:
            click.echo("", err=True)
            if any(answers.values()):
                click.echo(f"What you answered is kept: demarche {form} {dossier_id} offers it again.", err=True)
            raise
        if done:
            draft.drop()


def single_answers(
    workspace: Workspace,
    form: str,
    dossier_id: str,
    title: str,
    questions: Sequence[Question],
    check: Check,
    keep: Callable[[dict[str, str]], None],
) -> bool:
    """A form whose questions have one answer each: fill it in, ask whether to keep it, keep it. Whether it was kept."""
    answers: Answers = {}
    kept: list[bool] = []

    def fill(draft: FormDraft) -> bool:
        click.echo(title)
        Form(check).fill_in(questions, answers, draft)
        found = {name: given[0] for name, given in answers.items() if given}
        if not found:
            return True
        if not click.confirm("Keep it?", default=True):
            return click.confirm("Throw the draft away?", default=False)
        keep(found)
        kept.append(True)
        return True

    with_draft(workspace, form, dossier_id, answers, fill)
    return bool(kept)
