"""What the Council's records say of a situation on a day: texts with their votes, and the mandates that run."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from demarche.desk.curation import later_renewals
from demarche.model.dossier import Dossier, TextLink
from demarche.model.evidence import Reference
from demarche.subjects.forums import Adoption, ExpiryKind, Granted, Mandate, MandateRegister, TermStart, with_later_renewals

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace
    from demarche.subjects.options.proposals import TextFact

COUNCIL = "United Nations Security Council"
TEXTS = "un_resolutions"
MARKS = "council_marks"


def word_pattern(words: tuple[str, ...]) -> str:
    """A pattern that finds any of the words whole, in any case, for DuckDB's `regexp_matches`."""
    return "(?i)\\b(?:" + "|".join(re.escape(w) for w in words) + ")\\b" if words else "$^"


def documents_on(workspace: Workspace, dossier: Dossier, on: dt.date) -> list[dict[str, Any]]:
    """Texts of the Council whose title or agenda item names the situation, adopted or rejected by the day, newest first."""
    return workspace.tables.rows(
        f"select * from {TEXTS}.documents where date <= $on and kind <> 'corrigendum'"
        " and regexp_matches(coalesce(title, '') || ' ' || coalesce(agenda_item, ''), $terms)"
        " and not regexp_matches(coalesce(title, ''), $not_terms) order by date desc, symbol desc",
        on=on,
        terms=word_pattern(dossier.terms),
        not_terms=word_pattern(dossier.not_terms),
    )


def text_facts(
    workspace: Workspace, dossier: Dossier, on: dt.date, references: Mapping[str, Reference] | None = None
) -> tuple[TextFact, ...]:
    """The texts that the dossier links, and others on the situation, newest first, each with its vote; wording where it was synced.

    A linked text that the tables do not hold, such as a communiqué or a resolution newer than the edition, stands with the source,
    the note and the vote that the dossier gives, where `references` names its source.
    """
    from demarche.subjects.options.proposals import TextFact

    links = {link.symbol: link for link in dossier.texts}
    rows = {row["symbol"]: row for row in documents_on(workspace, dossier, on)}
    missing = [symbol for symbol in links if symbol not in rows]
    if missing:
        more = workspace.tables.rows(
            f"select * from {TEXTS}.documents where date <= $on and list_contains($symbols, symbol)", on=on, symbols=missing
        )
        rows |= {row["symbol"]: row for row in more}
    since = dossier.since or dt.date.min
    wanted = [row for row in rows.values() if row["symbol"] in links or row["date"] >= since]
    against = _not_in_favour(workspace, [row["symbol"] for row in wanted])
    facts = []
    for row in wanted:
        link = links.get(row["symbol"])
        paragraphs = link.paragraphs if link else ()
        facts.append(
            TextFact(
                row["symbol"],
                row["date"],
                row["title"] or row["agenda_item"] or "",
                bool(row["adopted"]),
                Reference(_short(row), COUNCIL, date=row["date"], symbol=row["symbol"]),
                row["yes"],
                row["no"],
                row["abstain"],
                against.get(row["symbol"], ()),
                link.note if link else "",
                paragraphs,
                link.constraints if link else (),
                wording(workspace, row["symbol"], paragraphs),
            )
        )
    facts += [
        _told(link, known[0]) for link in dossier.texts if link.symbol not in rows and (known := _known(link, references, on))
    ]
    return tuple(sorted(facts, key=lambda f: (f.date, f.symbol), reverse=True))


def _known(link: TextLink, references: Mapping[str, Reference] | None, on: dt.date) -> tuple[Reference, ...]:
    """The sources of a linked text that were out on the day; none where the text is later or has no day."""
    if link.date is None or link.date > on:
        return ()
    found = (references[ref] for ref in link.refs if references and ref in references)
    return tuple(r for r in found if r.date is None or r.date <= on)


_TOLD_VOTE = re.compile(r"\bVote: (\d{1,2})-(\d{1,2})-(\d{1,2})\.")


def _told(link: TextLink, source: Reference) -> TextFact:
    """A linked text as the dossier tells it."""
    from demarche.subjects.options.proposals import TextFact

    vote = _TOLD_VOTE.search(link.note)
    yes, no, abstain = (int(n) for n in vote.groups()) if vote else (None, None, None)
    adopted = not link.note.startswith("Not adopted")
    date = link.date or dt.date.min
    return TextFact(
        link.symbol, date, source.title, adopted, source, yes, no, abstain, (), link.note, link.paragraphs, link.constraints
    )


def _short(row: dict[str, Any]) -> str:
    title = row["title"] or row["agenda_item"] or row["kind"]
    inner = re.search(r"\[(.+?)\]?$", title)
    return inner.group(1) if inner else title


def _not_in_favour(workspace: Workspace, symbols: list[str]) -> dict[str, tuple[str, ...]]:
    rows = workspace.tables.rows(
        f"select symbol, actor, vote from {TEXTS}.ballots where list_contains($symbols, symbol) and vote in ('no', 'abstain') order by actor",
        symbols=symbols,
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        spoken = f"{workspace.name_of(row['actor'])} {'against' if row['vote'] == 'no' else 'abstaining'}"
        found[row["symbol"]] = (*found.get(row["symbol"], ()), spoken)
    return found


def wording(workspace: Workspace, symbol: str, paragraphs: tuple[str, ...], language: str = "en") -> tuple[tuple[str, str], ...]:
    """The words of paragraphs by number, where the user has synced the texts; else nothing."""
    if not paragraphs or not any(c.name == "text" for c in workspace.tables.columns(TEXTS, "paragraphs")):
        return ()
    rows = workspace.tables.rows(
        f"select number, text from {TEXTS}.paragraphs where symbol = $symbol and language = $language and section = 'operative'"
        " and list_contains($numbers, number) order by seq",
        symbol=symbol,
        language=language,
        numbers=list(paragraphs),
    )
    return tuple((row["number"], row["text"]) for row in rows)


def register(workspace: Workspace, on: dt.date) -> MandateRegister:
    """All mandates and adoptions known on the day."""
    rows = workspace.tables.rows(
        f"select d.symbol, d.date, d.title, d.agenda_item, list(c.cites) filter (c.cites is not null) as cites from {TEXTS}.documents d"
        f" left join {MARKS}.citations c using (symbol) where d.kind = 'resolution' and d.date <= $on group by all",
        on=on,
    )
    adoptions = {
        r["symbol"]: Adoption(r["symbol"], r["date"], r["title"] or "", r["agenda_item"] or "", frozenset(r["cites"] or ()))
        for r in rows
    }
    expiries = workspace.tables.rows(f"select * from {MARKS}.expiries where adopted <= $on", on=on)
    mandates = [_mandate(row, adoptions[row["symbol"]]) for row in expiries]
    mandates = with_later_renewals(mandates, later_renewals(), frozenset(adoptions))
    return MandateRegister(mandates, adoptions.values(), on)


def _mandate(row: dict[str, Any], adoption: Adoption) -> Mandate:
    from demarche.subjects.forums import missions, subjects_named

    subjects = frozenset(row["subjects"] or ())
    if not missions(subjects):
        subjects |= missions(subjects_named(adoption.title))
    return Mandate(
        adoption.symbol,
        adoption.adopted,
        row["paragraph"],
        row["date"],
        Granted(row["what"]),
        ExpiryKind(row["kind"]),
        row["term_start"],
        TermStart(row["term_start_basis"]),
        row["final"],
        adoption.title,
        adoption.agenda,
        subjects,
    )
