"""What the addressee may say against an ask, and what can be replied: as recorded, as the law is contested, as it is usual."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from demarche.desk.approach import Approach
from demarche.desk.curation import cases, norms, objections
from demarche.model.evidence import Reference
from demarche.subjects.cases import SaidBy, cases_known_on, usual_objections


class Basis(StrEnum):
    """Where an expected objection comes from."""

    RECORDED = "in the dossier"
    LAW = "the law is read differently"
    USUAL = "often said"


@dataclass(frozen=True, slots=True)
class Counter:
    """What they may say, what can be replied (empty where nobody has an answer yet), where it comes from, and its sources."""

    says: str
    reply: str
    basis: Basis
    met_in: str = ""
    refs: tuple[Reference, ...] = ()


def counters_to(found: Approach) -> tuple[Counter, ...]:
    """Likely counter-arguments with replies: those of the dossier, usual ones met in known cases, contested law."""
    return (*_recorded(found), *_usual(found), *_contested(found))


def _recorded(found: Approach) -> list[Counter]:
    s = found.situation
    return [
        Counter(o.says, o.reply, Basis.RECORDED, refs=tuple(s.references[r] for r in o.refs if r in s.references))
        for o in (found.ask.objections if found.ask else ())
    ]


def _contested(found: Approach) -> list[Counter]:
    s, c = found.situation, found.constraint
    known, said = norms(), []
    for link in s.dossier.norms:
        speaks = c and c.id in link.constraints and link.contested and link.norm in known and known[link.norm].known_on(s.on)
        if speaks and (not link.addressees or {found.to, *found.deciders} & set(link.addressees)):
            norm = known[link.norm]
            reply = f"What stands: {norm.rule[:1].lower()}{norm.rule[1:]} ({norm.source_text})."
            said.append(
                Counter(link.contested, reply.replace(".. (", " (").replace(". (", " ("), Basis.LAW, refs=s.sources(link)[:2])
            )
    return said


def _usual(found: Approach) -> list[Counter]:
    s, c = found.situation, found.constraint
    by = SaidBy.DECIDER if found.to in found.deciders else SaidBy.OTHER
    known = cases_known_on(cases(), s.on)
    said = []
    for o in usual_objections(objections(), by, c.category if c else None):
        told = [case for case in o.met_in(known) if case.facts]
        if told and not (found.inside and o.id == "no-say"):
            where = "; ".join(case.title for case in told[:2])
            refs = tuple(case.references[0] for case in told[:2] if case.references)
            said.append(Counter(o.says, o.reply, Basis.USUAL, where, refs))
    return said
