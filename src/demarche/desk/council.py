"""What the Council's records say of a situation on a day: texts with their votes, and the windows that open."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from demarche.desk.curation import fixtures, forums, later_renewals
from demarche.model.dossier import Dossier, TextLink
from demarche.model.evidence import Reference
from demarche.subjects.forums import (
    AdoptedDocument,
    Adoption,
    Calendar,
    DatedReport,
    DossierOpening,
    ExpiryKind,
    Granted,
    Mandate,
    MandateRegister,
    Period,
    Presidency,
    ReportDue,
    SeatTerm,
    TermStart,
    Unit,
    Veto,
    Window,
    WindowKind,
    windows,
    with_later_renewals,
)
from demarche.subjects.options.proposals import TextFact

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace

COUNCIL = "United Nations Security Council"
_TEXTS = "un_resolutions"
_MARKS = "council_marks"


def word_pattern(words: tuple[str, ...]) -> str:
    """A pattern that finds any of the words whole, in any case, for DuckDB's `regexp_matches`."""
    return "(?i)\\b(?:" + "|".join(re.escape(w) for w in words) + ")\\b" if words else "$^"


def documents_on(workspace: Workspace, dossier: Dossier, on: dt.date) -> list[dict[str, Any]]:
    """Texts of the Council whose title or agenda item names the situation, adopted or rejected by the day, newest first."""
    return workspace.tables.rows(
        f"select * from {_TEXTS}.documents where date <= $on and kind <> 'corrigendum'"
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
    links = {link.symbol: link for link in dossier.texts}
    rows = {row["symbol"]: row for row in documents_on(workspace, dossier, on)}
    missing = [symbol for symbol in links if symbol not in rows]
    if missing:
        more = workspace.tables.rows(
            f"select * from {_TEXTS}.documents where date <= $on and list_contains($symbols, symbol)", on=on, symbols=missing
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
        f"select symbol, actor, vote from {_TEXTS}.ballots where list_contains($symbols, symbol) and vote in ('no', 'abstain') order by actor",
        symbols=symbols,
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        spoken = f"{workspace.name_of(row['actor'])} {'against' if row['vote'] == 'no' else 'abstaining'}"
        found[row["symbol"]] = (*found.get(row["symbol"], ()), spoken)
    return found


def wording(workspace: Workspace, symbol: str, paragraphs: tuple[str, ...], language: str = "en") -> tuple[tuple[str, str], ...]:
    """The words of paragraphs by number, where the user has synced the texts; else nothing."""
    if not paragraphs or not any(c.name == "text" for c in workspace.tables.columns(_TEXTS, "paragraphs")):
        return ()
    rows = workspace.tables.rows(
        f"select number, text from {_TEXTS}.paragraphs where symbol = $symbol and language = $language and section = 'operative'"
        " and list_contains($numbers, number) order by seq",
        symbol=symbol,
        language=language,
        numbers=list(paragraphs),
    )
    return tuple((row["number"], row["text"]) for row in rows)


def register(workspace: Workspace, on: dt.date) -> MandateRegister:
    """All mandates and adoptions known on the day."""
    rows = workspace.tables.rows(
        f"select d.symbol, d.date, d.title, d.agenda_item, list(c.cites) filter (c.cites is not null) as cites from {_TEXTS}.documents d"
        f" left join {_MARKS}.citations c using (symbol) where d.kind = 'resolution' and d.date <= $on group by all",
        on=on,
    )
    adoptions = {
        r["symbol"]: Adoption(r["symbol"], r["date"], r["title"] or "", r["agenda_item"] or "", frozenset(r["cites"] or ()))
        for r in rows
    }
    expiries = workspace.tables.rows(f"select * from {_MARKS}.expiries where adopted <= $on", on=on)
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


def windows_ahead(
    workspace: Workspace, on: dt.date, days: int, dossier: Dossier | None = None, references: dict[str, Reference] | None = None
) -> list[Window]:
    """The windows open within `days` of the day; with a dossier, those that touch its situation and its own openings."""
    held = register(workspace, on)
    calendar = Calendar(
        mandates=held.mandates,
        reports=_reports(workspace, on, held),
        presidencies=_presidencies(workspace, on, days),
        seats=_seats(workspace, on, days),
        vetoes=_vetoes(workspace, on),
        fixtures=fixtures(),
        openings=_openings(dossier, references or {}) if dossier else (),
        forums=tuple(forums().values()),
    )
    found = windows(on, days, calendar)
    moved = {(r.symbol, r.ends) for r in later_renewals() if r.adopted <= on}
    return [
        w
        for w in found
        if (dossier is None or w.speaks_of(dossier.terms, dossier.not_terms))
        and not (w.kind is WindowKind.OPENING and (w.basis.symbol, w.closes) in moved)
    ]


def _reports(workspace: Workspace, on: dt.date, held: MandateRegister) -> list[DatedReport]:
    rows = workspace.tables.rows(
        f"select r.*, d.title, d.agenda_item from {_MARKS}.reports_due r join {_TEXTS}.documents d using (symbol) where r.adopted <= $on",
        on=on,
    )
    ends: dict[str, list[dt.date]] = {}
    for mandate in held.mandates:
        ends.setdefault(mandate.symbol, []).append(mandate.date)
    found = []
    for r in rows:
        source = AdoptedDocument(r["symbol"], r["title"] or "", r["agenda_item"] or "", r["adopted"])
        every = Period(r["every_count"], Unit(r["every_unit"]), 0, 0) if r["every_count"] else None
        before = Period(r["before_end_count"], Unit(r["before_end_unit"]), 0, 0) if r["before_end_count"] else None
        report = ReportDue(r["by"] or "", r["to"] or "", r["paragraph"], 0, 0, r["due"], every, r["since"], before)
        found.append(DatedReport(source, report, tuple(sorted(ends.get(r["symbol"], [])))))
    return found


def _presidencies(workspace: Workspace, on: dt.date, days: int) -> list[Presidency]:
    last = on + dt.timedelta(days=days)
    found = []
    first = on.replace(day=1)
    while first <= last:
        following = (first + dt.timedelta(days=32)).replace(day=1)
        chair = workspace.registry.presidency(first.year, first.month)
        found.append(Presidency(chair.name, first, following - dt.timedelta(days=1)))
        first = following
    return found


def _seats(workspace: Workspace, on: dt.date, days: int) -> list[SeatTerm]:
    """Terms that begin or end in the days ahead; those elected members are known from the June before they begin."""
    last = on + dt.timedelta(days=days)
    now = {s.state for s in workspace.registry.council(on)}
    then = {s.state for s in workspace.registry.council(last)}
    if last.year == on.year or now == then or on.month < 7:
        return []
    day = dt.date(last.year, 1, 1)
    coming = [SeatTerm(workspace.name_of(s), day) for s in sorted(then - now)]
    return coming + [SeatTerm(workspace.name_of(s), dt.date.min, day - dt.timedelta(days=1)) for s in sorted(now - then)]


def _vetoes(workspace: Workspace, on: dt.date) -> list[Veto]:
    if not workspace.tables.has("un_vetoes", "vetoes"):
        return []
    rows = workspace.tables.rows(
        "select distinct draft_symbol, date, agenda_item from un_vetoes.vetoes where date <= $on and date >= $since order by date",
        on=on,
        since=on - dt.timedelta(days=60),
    )
    return [Veto(r["draft_symbol"] or "", r["date"], r["agenda_item"] or "") for r in rows]


def _openings(dossier: Dossier, references: dict[str, Reference]) -> list[DossierOpening]:
    return [
        DossierOpening(o.forum, o.what, o.date, references[o.refs[0]], o.until, o.known_from)
        for o in dossier.openings
        if o.refs and o.refs[0] in references
    ]
