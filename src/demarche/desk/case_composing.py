"""A case as the plain values of its file, made of a line that holds open fields alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from demarche.desk.curation import cases
from demarche.desk.entering import slug
from demarche.desk.own_cases import cases_folder
from demarche.model.dossier import Dossier
from demarche.model.evidence import Confidence
from demarche.subjects.follow_up import Line

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

NOT_SAID: Final = "not said"


class CaseComposing:
    """The case as the plain values of its file, from a line that holds open fields alone."""

    def __init__(self, workspace: Workspace, dossier: Dossier, line: Line, on: dt.date, veil: Any, *, named: bool) -> None:
        self._workspace, self._dossier, self._line, self._on, self._veil, self._named = workspace, dossier, line, on, veil, named

    def data(self, said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """The values of the file, with what a person said for each field that the record does not give."""
        line, veil = self._line, self._veil
        assert line.constraint is not None  # noqa: S101
        days = [day for _, day, _ in self._facts()] or [self._on]
        promises = line.commitments
        category, first = said["category"][0], self._day(min(days))
        stem = f"{self._dossier.id} {line.constraint.id}" if self._named else f"own {category} {first.year}"
        return {
            "id": self._free(slug(stem)),
            "title": f"{self._dossier.title}: {line.constraint.what}" if self._named else f"Own case: {category}",
            "crisis": self._dossier.title if self._named else "not named",
            "known_from": self._on,
            "since": first,
            "categories": list(said["category"]),
            "channels": list(said["channel"]),
            "deciders": list(said["decider"]),
            "instruments": list(said["instrument"]),
            "asker": veil(said.get("asker", (NOT_SAID,))[0]),
            "target": veil(", ".join(self._workspace.name_of(d) for d in line.constraint.deciders))
            if self._named and line.constraint.deciders
            else ", ".join(said["decider"]),
            "lever_holder": veil(said.get("lever_holder", (NOT_SAID,))[0]),
            "lever": veil(said.get("lever", (NOT_SAID,))[0]),
            "ask": veil("; ".join(a.what for a in line.asks)) or NOT_SAID,
            "instrument": ", ".join(said["instrument"]),
            "duration": self._duration(),
            "linkage": "tied to a promise of the other side" if any(c.other_half for c in promises) else "none recorded",
            "verification": veil("; ".join(dict.fromkeys(c.verification for c in promises if c.verification))) or "none recorded",
            "confidence": str(Confidence(said.get("confidence", (str(Confidence.MEDIUM),))[0])),
            "references": self._references(),
            "fact": [{"date": self._day(day), "what": what, "references": refs} for what, day, refs in self._facts()],
            "outcome": [
                {
                    "known_from": self._on,
                    "result": said["result"][0],
                    "what": veil("; ".join(o.what for o in line.outcomes)) or NOT_SAID,
                    "why": veil(said["why"][0]),
                    "teaches": veil(said["teaches"][0]),
                    "references": ["record"],
                }
            ],
        }

    def _facts(self) -> list[tuple[str, dt.date, list[str]]]:
        """What happened, in the order of its days: asks, promises, judgements, answers from above, outcomes."""
        line, name_of, veil = self._line, self._workspace.name_of, self._veil
        found: list[tuple[str, dt.date, Sequence[str]]] = [
            *((f"Asked: {veil(a.what)}", a.made_on, a.refs) for a in line.asks if a.made_on),
            *((f"Promised by {veil(name_of(c.by))}: {veil(c.what)}", c.made_on, c.refs) for c in line.commitments),
            *((f"Judged as {j.state}: {veil(j.why)}", j.on, j.refs) for c in line.commitments for j in c.judgements),
            *(
                (f"Came back: {veil(e.came_back)}", e.came_back_on, e.refs)
                for e in line.escalations
                if e.came_back and e.came_back_on
            ),
            *((veil(o.what), o.date, o.refs) for o in line.outcomes),
        ]
        citable = {r.id for r in self._dossier.references if self._named and (r.url or r.symbol)}
        told = sorted(((what, day, refs) for what, day, refs in found if what), key=lambda f: f[1])
        return [(what, day, [r for r in refs if r in citable] or ["record"]) for what, day, refs in told]

    def _day(self, day: dt.date) -> dt.date:
        """The day itself, or the first of its month where days are not told."""
        return day if self._named else day.replace(day=1)

    def _duration(self) -> str:
        terms = [(c.until - c.made_on).days for c in self._line.commitments if c.until]
        if not terms:
            return "no term"
        months = round(max(terms) / 30.4)
        return f"about {months} month{'s' * (months != 1)}" if months else "less than a month"

    def _references(self) -> dict[str, dict[str, Any]]:
        """The desk's own record, and where names are told, the pages that the facts rest on."""
        own: dict[str, Any] = {
            "title": "The record of this desk",
            "publisher": "own record",
            "symbol": "own record",
            "date": self._on,
        }
        cited = {r for _, _, refs in self._facts() for r in refs}
        held = {
            r.id: {
                k: v
                for k, v in {
                    "title": r.title,
                    "publisher": r.publisher,
                    "date": r.date,
                    "symbol": r.symbol,
                    "locator": r.locator,
                    "url": r.url,
                }.items()
                if v
            }
            for r in self._dossier.references
            if r.id in cited
        }
        return {"record": own} | held

    def _free(self, stem: str) -> str:
        taken = {c.id for c in cases()} | {p.stem for p in cases_folder(self._workspace).glob("*.toml")}
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        return name
