"""What speaks for an ask, from the record: people, texts, the addressee's own words and votes, law, and what was done elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from demarche.desk.approach import Approach
from demarche.desk.council import TEXTS
from demarche.model.dossier import Commitment
from demarche.model.evidence import Reference, spell_date
from demarche.subjects.cases import Result
from demarche.subjects.options.proposals import TextFact

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace


class Ground(StrEnum):
    """What an argument rests on."""

    OWN = "our argument"
    PEOPLE = "people"
    TEXT = "adopted text"
    RECORD = "the addressee's own record"
    PROMISE = "promise"
    LAW = "law"
    CASE = "case"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: a sentence, what it rests on, its sources, and how it is said where there is little time."""

    ground: Ground
    text: str
    refs: tuple[Reference, ...] = ()
    said: str = ""

    @property
    def short(self) -> str:
        """As it is said where there is little time."""
        return self.said or self.text


def arguments_for(workspace: Workspace, found: Approach) -> tuple[Argument, ...]:
    """The arguments for the ask as the record gives them, in the order in which one would make them."""
    return (
        *_people(found),
        *(Argument(Ground.OWN, _sentence(a)) for a in (found.ask.arguments if found.ask else ())),
        *_texts(found),
        *_record(workspace, found),
        *_promises(found),
        *_law(found),
        *_cost(found),
        *_cases(found),
    )


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _people(found: Approach) -> list[Argument]:
    s, c = found.situation, found.constraint
    if c is None:
        return []
    since = f", since {spell_date(c.since)}" if c.since else ""
    said = [Argument(Ground.PEOPLE, f"{c.what.rstrip('.')}{since}.", s.sources(c)[:2])]
    figures = [p for p in s.dossier.people_affected if p.id in c.people]
    for p in sorted(figures, key=lambda p: p.date, reverse=True)[:2]:
        amount = f"{p.value:,.0f}" + ("" if p.unit == "people" else f" {p.unit}")
        said.append(Argument(Ground.PEOPLE, f"{p.what}: {amount} ({spell_date(p.date)}).", s.sources(p)[:1]))
    return said


def texts_on(found: Approach) -> tuple[TextFact, ...]:
    """Adopted texts that speak to what is blocked, newest first."""
    return found.situation.texts_on(found.constraint.id) if found.constraint else ()


def where_in(t: TextFact) -> str:
    """The paragraphs of a text that speak, where they are few."""
    few = t.paragraphs if len(t.paragraphs) <= 4 else ()
    return f", paragraph{'s' if len(few) > 1 else ''} {', '.join(few)}" if few else ""


def _texts(found: Approach) -> list[Argument]:
    said = []
    for t in texts_on(found)[:2]:
        vote = f", adopted {t.vote}" if t.vote else ""
        day = "" if spell_date(t.date) in t.symbol else f" of {spell_date(t.date)}"
        note = t.note.removesuffix(f" Vote: {t.vote}.").rstrip(".")
        about = f": {note}" if note else " speaks to it"
        short = f"The text is there: {t.symbol}{where_in(t)}{f' of {spell_date(t.date)}' if day else ''}{vote}."
        said.append(Argument(Ground.TEXT, f"{t.symbol}{day}{where_in(t)}{vote}{about}.", (t.reference,), short))
    return said


def _record(workspace: Workspace, found: Approach) -> list[Argument]:
    """How the addressee voted on those texts and which it sponsored; only what it did for them."""
    symbols = [t.symbol for t in found.situation.texts if t.adopted and (t.note or t.constraints)]
    if not (found.to and symbols):
        return []
    by_symbol = {t.symbol: t for t in found.situation.texts}
    voted = workspace.tables.rows(
        f"select symbol from {TEXTS}.ballots where actor = $actor and vote = 'yes' and list_contains($symbols, symbol) order by symbol",
        actor=found.to,
        symbols=symbols,
    )
    led = workspace.tables.rows(
        f"select distinct symbol from {TEXTS}.sponsors where actor = $actor and list_contains($symbols, symbol) order by symbol",
        actor=found.to,
        symbols=symbols,
    )
    said = []
    for rows, did in ((led, "was among the sponsors of"), (voted, "voted for")):
        texts = sorted((by_symbol[r["symbol"]] for r in rows), key=lambda t: t.date, reverse=True)[:3]
        if texts:
            named = _listed([t.symbol for t in texts])
            said.append(Argument(Ground.RECORD, f"{found.to_name} {did} {named}.", tuple(t.reference for t in texts)))
    return said


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def promises_on(found: Approach) -> tuple[Commitment, ...]:
    """Promises that bear on what is blocked: those of the addressee and of those who decide, newest first."""
    s, c = found.situation, found.constraint
    near = [
        p
        for p in s.dossier.commitments
        if p.by == found.to or (c and (c.id in p.constraints or (p.place and p.place == c.place) or p.by in c.deciders))
    ]
    return tuple(sorted(near, key=lambda p: (p.by == found.to, p.made_on), reverse=True))


def _promises(found: Approach) -> list[Argument]:
    s = found.situation
    said = []
    for p in promises_on(found)[:2]:
        until = f", until {spell_date(p.until)}" if p.until else ""
        text = f"Promised by {s.name(p.by)} on {spell_date(p.made_on)}{until}: {p.what.rstrip('.')}."
        said.append(Argument(Ground.PROMISE, text, s.sources(p)[:1]))
    return said


def _law(found: Approach) -> list[Argument]:
    from demarche.desk.curation import norms

    s, c = found.situation, found.constraint
    known = norms()
    links = [n for n in s.dossier.norms if c and c.id in n.constraints and n.norm in known and known[n.norm].known_on(s.on)]
    links = [n for n in links if not n.addressees or {found.to, *found.deciders} & set(n.addressees)]
    links.sort(key=lambda n: found.to not in n.addressees)
    once = {n.norm: n for n in reversed(links)}
    return [
        Argument(Ground.LAW, f"{known[n.norm].source_text}: {_sentence(known[n.norm].rule)}", s.sources(n)[:2])
        for n in links
        if once[n.norm] is n
    ][:3]


def _cost(found: Approach) -> list[Argument]:
    free = found.ask is not None and found.ask.cost_free
    return [Argument(Ground.COST, "It costs no money.")] if free else []


def _cases(found: Approach) -> list[Argument]:
    """The nearest case elsewhere in which something came of a like ask, as it was known on the day."""
    s, c = found.situation, found.constraint
    if c is None or c.category is None or found.ask is None:
        return []
    channels = dict.fromkeys([found.ask.channel.casefold() or "bilateral", "mediation", "field", "bilateral"])
    for channel in channels:
        for analogy in s.analogies("security council" if channel == "council" else channel, str(c.category)):
            case, outcome = analogy.case, analogy.case.outcome
            own = any(term.casefold() in f"{case.crisis} {case.title}".casefold() for term in s.dossier.terms)
            if outcome and outcome.result is Result.DELIVERED and not own:
                text = f"It has been done elsewhere. {case.title}: {_sentence(outcome.what)}"
                return [Argument(Ground.CASE, text, outcome.references[:2])]
    return []
