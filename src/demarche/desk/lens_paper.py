"""The outcome lens as tables: the question, its levers, moves asked about, trades, and the warning that goes with it."""

from __future__ import annotations

from demarche.adapters.papers import Sheet
from demarche.desk.lens_view import LensView, QuestionView
from demarche.desk.vote_sheets import VoteTables
from demarche.model.evidence import spell_date
from demarche.subjects.bargaining import Given, Trade

HEADER = ("question", "scale", "weighted mean", "80 % band", "from your own ranges alone", "plain mean", "median", "actors")


def lens_tables(found: LensView) -> VoteTables:
    """The view as tables, for a screen or a file."""
    sheets = [Sheet("Where positions meet", HEADER, tuple(_question(q) for q in found.questions))]
    sheets += [_levers(found, q) for q in found.questions]
    moved = [
        (q.issue.id, found.names.get(a, a), f"{to:g}", f"{mean:.1f}", f"{mean - q.outcome:+.1f}")
        for q in found.questions
        for a, to, mean in q.moves
    ]
    if moved:
        sheets.append(Sheet("If one moved", ("question", "actor", "to", "mean then", "shift"), tuple(moved)))
    if found.trades:
        header = ("one gives way", "the other gives way", "each gains", "others gain", "others lose")
        sheets.append(Sheet("Who could trade what with whom", header, tuple(_trade(found, t) for t in found.trades)))
    if found.round is not None and found.round.trades:
        rows = tuple((name, f"{found.round.before[name]:.1f}", f"{found.round.after[name]:.1f}") for name in found.round.before)
        sheets.append(
            Sheet(
                f"After a round of {len(found.round.trades)} {'trade' if len(found.round.trades) == 1 else 'trades'}",
                ("question", "mean before", "mean after"),
                rows,
            )
        )
    return VoteTables(
        f"Outcome lens: {found.title}",
        f"Internal. As of {spell_date(found.on)}; nothing later is used",
        found.on,
        (found.warning, found.earned),
        tuple(sheets),
        found.notes,
        marking="Internal",
    )


def _question(q: QuestionView) -> tuple[str, ...]:
    i = q.issue
    ends = f"{i.low:g}{f' ({i.low_means})' if i.low_means else ''} to {i.high:g}{f' ({i.high_means})' if i.high_means else ''}"
    own = "no ranges given" if q.own_ranges[0] == q.own_ranges[1] else f"{q.own_ranges[0]:.1f} to {q.own_ranges[1]:.1f}"
    name = i.id if i.question in {"", i.id} else f"{i.id}: {i.question}"
    return (
        name,
        ends,
        f"{q.outcome:.1f}",
        f"{q.band.low:.1f} to {q.band.high:.1f}",
        own,
        f"{q.plain_mean:.1f}",
        f"{q.median:.1f}",
        str(len(i.stances)),
    )


def _levers(found: LensView, q: QuestionView) -> Sheet:
    header = (
        "actor",
        "stands at",
        "salience",
        "capability",
        "share of weight",
        "draws the mean by",
        "mean if at low end",
        "if at high end",
        "if it stayed out",
    )
    rows = tuple(
        (
            found.names.get(lever.stance.actor, lever.stance.actor),
            f"{lever.stance.position:g}",
            f"{lever.stance.salience:g}",
            f"{lever.stance.capability:g}",
            f"{lever.share:.1%}",
            f"{lever.pull:+.1f}",
            f"{lever.at_low:.1f}",
            f"{lever.at_high:.1f}",
            "" if lever.without is None else f"{lever.without:.1f}",
        )
        for lever in q.levers
    )
    return Sheet(f"Levers on {q.issue.id}", header, rows)


def _trade(found: LensView, trade: Trade) -> tuple[str, ...]:
    gain = [f"{found.names.get(a, a)} {effect:+.2f}" for a, effect in trade.others if effect > 0.005][:4]
    lose = [f"{found.names.get(a, a)} {effect:+.2f}" for a, effect in reversed(trade.others) if effect < -0.005][:4]
    return (_given(found, trade.first), _given(found, trade.second), f"{trade.gain:.2f}", ", ".join(gain), ", ".join(lose))


def _given(found: LensView, given: Given) -> str:
    who = found.names.get(given.actor, given.actor)
    return f"{who} on {given.issue}: {given.before:.0f} → {given.after:.0f} (mean {given.shift:+.1f})"
