"""Answers about texts as tables: on a screen, in Word, as a web page or text, and as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demarche.adapters.papers import Cell, Sheet
from demarche.desk.text_corpus import LANGUAGES
from demarche.desk.vote_sheets import VoteTables
from demarche.model.evidence import Estimate, Reference, spell_date

if TYPE_CHECKING:
    from demarche.desk.norms import NormHistory, OrganHistory
    from demarche.desk.precedents import WordingUse
    from demarche.desk.text_search import SearchAnswer

SOURCE = Reference(
    "Machine-readable resolutions of the Security Council and the General Assembly, unofficial copies",
    "United Nations, Department for General Assembly and Conference Management",
    url="https://github.com/UNxml",
)


def outcome(use: WordingUse) -> str:
    """What became of a text: its vote, or why it was not adopted.

    Only a negative vote of a permanent member on a draft that had the votes it needed is called a veto.
    """
    if use.adopted:
        return use.vote or "without a vote"
    if use.vetoed_by:
        return f"not adopted, {use.vote}: vetoed by {', '.join(use.vetoed_by)}"
    against = f"; against: {', '.join(use.against)}" if use.against else ""
    return f"not adopted, {use.vote}: too few votes{against}"


def place_of(use: WordingUse) -> str:
    """The text and paragraph as one cites them."""
    number = use.paragraph.strip()
    if number and number != "–":
        return f"{use.symbol}, para. {number}"
    return f"{use.symbol}, {use.section}" if use.section != "statement" else use.symbol


def search_tables(found: SearchAnswer) -> VoteTables:
    """What was found, one row a wording; and side by side where other languages were asked for."""
    floor = "at least " if found.at_least else ""
    paragraphs = "1 paragraph" if found.total == 1 else f"{found.total:,} paragraphs"
    documents = "1 text" if found.documents == 1 else f"{found.documents:,} texts"
    lead = f"{floor}{paragraphs} of {documents}; {len(found.hits)} of {found.wordings:,} different wordings shown."
    rows = tuple(
        (
            place_of(hit.use),
            hit.use.date.isoformat(),
            outcome(hit.use),
            str(hit.uses),
            hit.extract,
            hit.use.agenda_item or hit.use.title,
        )
        for hit in found.hits
    )
    sheets = [Sheet("Found", ("text", "day", "vote", "times", "words", "agenda item"), rows)] if rows else []
    languages = list(dict.fromkeys(beside.language for hit in found.hits for beside in hit.beside))
    if languages:
        beside = tuple(
            (place_of(hit.use), hit.use.text, *(next((b.text for b in hit.beside if b.language == code), "") for code in languages))
            for hit in found.hits
        )
        header = ("text", LANGUAGES[found.language], *(LANGUAGES[code] for code in languages))
        sheets.append(Sheet("Side by side", header, beside))
    notes = (*found.notes, *(["The vote is that on the whole text; the latest use of each wording is shown."] if rows else []))
    first = f"{floor}nothing" if not rows else lead
    return VoteTables(
        f"Texts with: {found.asked}",
        f"{LANGUAGES[found.language]}, texts up to {spell_date(found.on)}",
        found.on,
        (first[0].upper() + first[1:] + ("" if rows else " was found."),),
        tuple(sheets),
        notes,
        (SOURCE,),
    )


def norm_tables(found: NormHistory) -> VoteTables:
    """The history of a clause: for each organ its variants, the order in which they came, five years at a time, and the trend."""
    lead = tuple(
        f"{each.organ}: {each.paragraphs:,} paragraphs of {each.documents:,} texts, {len(each.variants)} variants."
        f" In renewals the clause was carried over {each.kept} times, came in {each.added} times and was left out {each.dropped} times."
        for each in found.organs
    )
    sheets = [sheet for each in found.organs for sheet in _norm_sheets(each)]
    title, subtitle = f"History of “{found.clause}”", f"English texts up to {spell_date(found.on)}"
    return VoteTables(title, subtitle, found.on, lead, tuple(sheets), (found.basis,), (SOURCE,))


def _norm_sheets(found: OrganHistory) -> list[Sheet]:
    short = "".join(word[0] for word in found.organ.split())
    variants = tuple(
        (each.words or "(bare)", each.uses, each.failed, _cite(each.first), _cite(each.latest), each.verb, _cite(each.strongest))
        for each in found.variants
    )
    came = sorted(found.variants, key=lambda each: (each.first.date, each.first.symbol))
    timeline = tuple(
        (each.first.date.isoformat(), place_of(each.first), each.words or "(bare)", outcome(each.first), each.uses) for each in came
    )
    periods = tuple(
        (
            f"{each.first_year}–{each.last_year}",
            each.paragraphs,
            each.documents,
            spell_estimate(each.insistence),
            each.renewals,
            spell_estimate(each.change),
        )
        for each in found.periods
    )
    changes = tuple(
        (
            each.later.date.isoformat(),
            _from_to(place_of(each.earlier), place_of(each.later)),
            _from_to(each.earlier_verb or "–", each.later_verb or "–"),
            _from_to(each.earlier_words or "(bare)", each.later_words or "(bare)"),
            outcome(each.later),
        )
        for each in found.changes
    )
    trends: list[tuple[Cell, ...]] = []
    for each in found.trends:
        test = "" if each.sign_test is None else f", sign test p = {each.sign_test:.2g}"
        trends += [
            (
                each.measure,
                "raw, in ten years",
                spell_estimate(each.raw),
                f"{each.paragraphs} paragraphs of {each.documents} texts",
            ),
            (
                each.measure,
                "within chains, from one to its renewal",
                spell_estimate(each.within),
                f"{each.pairs} carried over: {each.up} up, {each.down} down{test}",
            ),
        ]
    return [
        Sheet(
            f"{short} variants",
            ("qualified by", "paragraphs", "of these failed", "first", "latest", "strongest verb", "strongest use"),
            variants,
        ),
        Sheet(f"{short} timeline", ("first used", "text", "qualified by", "vote", "paragraphs since"), timeline),
        Sheet(
            f"{short} five years",
            ("years", "paragraphs", "texts", "insistence (raw)", "renewals", "change from one to its renewal"),
            periods,
        ),
        Sheet(f"{short} changes", ("day", "renewed as", "governing verb", "qualified by", "vote"), changes),
        Sheet(f"{short} trend", ("measure", "how", "change", "from"), tuple(trends)),
    ]


def _from_to(one: str, other: str) -> str:
    return one if one == other else f"{one} → {other}"


def _cite(use: WordingUse) -> str:
    return f"{place_of(use)} ({use.date.year}; {outcome(use)})"


def spell_estimate(estimate: Estimate | None) -> str:
    """An estimate with its interval; what there is too little for says so."""
    if estimate is None:
        return "too few"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"
