"""Entry points drawn from a fictional situation."""

from __future__ import annotations

import datetime as dt

from demarche.model.dossier import Ask, Constraint, Dossier, DossierReference, RedLine
from demarche.model.evidence import Confidence, Reference
from demarche.subjects.forums import Channel as ForumChannel
from demarche.subjects.forums import Decision, Forum, Rule, Window, WindowKind
from demarche.subjects.options import Channel, compare, gate, rank_acceptability
from demarche.subjects.options.proposals import Situation, TextFact, propose
from demarche.subjects.ties import Dimension, Tie, TieGraph, chains

ON = dt.date(2099, 6, 20)
PAGE = Reference("A fictional page", "Fictional Press", date=dt.date(2099, 5, 1), url="https://example.org/page")
TEXT = Reference("A fictional resolution", "Fictional Council", date=dt.date(2099, 6, 1), symbol="F/RES/1 (2099)")


def a_dossier(**changes) -> Dossier:
    parts = {
        "references": (
            DossierReference(id="page", title="A fictional page", publisher="Fictional Press", date=dt.date(2099, 5, 1)),
        ),
        "constraints": (
            Constraint(id="gate", what="The gate is shut", deciders=("keeper",), since=dt.date(2099, 1, 1), refs=("page",)),
        ),
        "asks": (
            Ask(
                id="open", what="Open the gate", of="keeper", constraint="gate", channel="bilateral", cost_free=True, refs=("page",)
            ),
            Ask(id="speak", what="Speak for the gate", of="friend", constraint="gate", channel="bilateral", refs=("page",)),
            Ask(id="vote", what="Ask for the gate", of="UNSC", constraint="gate", channel="council", refs=("page",)),
            Ask(
                id="guard",
                what="Take guards",
                of="keeper",
                constraint="gate",
                channel="field",
                tags=("armed escort",),
                refs=("page",),
            ),
        ),
        "red_lines": (RedLine(id="no-guards", what="No guards", forbids=("Armed  Escort",)),),
    }
    return Dossier(id="gate-town", title="A fictional gate", country="AAA", **(parts | changes))


def a_situation(dossier: Dossier | None = None, **changes) -> Situation:
    ties = [
        Tie("home", "friend", Dimension.ALLIANCE, PAGE, strength=0.8, reliability=Confidence.HIGH),
        Tie("friend", "keeper", Dimension.MEDIATOR, PAGE, strength=0.6, reliability=Confidence.HIGH),
    ]
    graph = TieGraph.of(ties)
    found = {t: chains(graph, "home", t, ON) for t in ("keeper", "friend")}
    rule = Rule(Decision.VOTE, "nine of fifteen, no veto", (PAGE,), votes=9, members=15, veto=True)
    forum = Forum(
        "unsc-resolution", "Council resolution", ForumChannel.COUNCIL, "UNSC", (rule,), "any member", "ask a member", (PAGE,)
    )
    window = Window("unsc-resolution", WindowKind.EXPIRY, ON, dt.date(2099, 7, 10), "A fictional mandate ends", TEXT, ("gate",))
    text = TextFact(
        "F/RES/1 (2099)", dt.date(2099, 6, 1), "On the gate", True, TEXT, 14, 0, 1, constraints=("gate",), paragraphs=("3",)
    )
    base = {
        "dossier": dossier or a_dossier(),
        "state": "home",
        "on": ON,
        "name": str.upper,
        "chains": found,
        "onward": {("friend", "keeper"): chains(graph, "friend", "keeper", ON)[0]},
        "windows": (window,),
        "forums": {"unsc-resolution": forum},
        "texts": (text,),
        "references": {"page": PAGE},
    }
    return Situation(**(base | changes))


def test_each_open_ask_becomes_one_entry_point_with_evidence_risk_and_cost():
    points = propose(a_situation())
    assert [p.id for p in points][:4] == ["open", "speak", "vote", "guard"]
    for point in points:
        assert point.evidence
        assert point.risks_stated
        assert point.cost.staff_hours > 0
        assert set(point.ratings) == {
            "reach",
            "timeliness",
            "support",
            "precedent",
            "durability",
            "safety",
            "principle",
            "staff days",
        }


def test_the_hands_on_the_way_are_named_and_the_decider_is_the_one_to_move():
    open_, speak, *_ = propose(a_situation())
    assert (open_.through, open_.target) == (("friend",), "keeper")
    assert open_.title == "Speak to FRIEND, to reach KEEPER"
    assert (speak.through, speak.target) == (("friend",), "keeper")


def test_the_council_route_differs_for_a_member():
    outside = next(p for p in propose(a_situation()) if p.channel is Channel.SECURITY_COUNCIL)
    inside = next(p for p in propose(a_situation(council_member=True)) if p.channel is Channel.SECURITY_COUNCIL)
    assert outside.title != inside.title
    assert inside.ratings["reach"].value > outside.ratings["reach"].value
    assert outside.deadline == dt.date(2099, 7, 10)
    assert outside.trigger == "A fictional mandate ends"


def test_precedent_names_symbol_paragraph_and_vote():
    assert propose(a_situation())[0].precedent == "F/RES/1 (2099), paragraph 3 (14-0-1); no case close in kind"


def test_a_forbidden_tag_goes_to_the_mandator_and_is_never_ranked():
    gated = gate(propose(a_situation()), a_dossier().red_lines, ON)
    assert [c.entry_point.id for c in gated.needs_mandator] == ["guard"]
    ranked = rank_acceptability(compare(gated.comparable), draws=2000, seed=3)
    assert "guard" not in {o.option for o in ranked.options}


def test_an_ask_whose_day_is_past_is_not_proposed():
    late = Ask(id="late", what="Open it in May", of="keeper", by=dt.date(2099, 5, 31), constraint="gate", channel="bilateral")
    assert "late" not in {p.id for p in propose(a_situation(a_dossier(asks=(*a_dossier().asks, late))))}


def test_a_bare_dossier_gets_the_plain_asks_of_each_decider_in_each_kind_of_place():
    points = propose(a_situation(a_dossier(asks=(), red_lines=())))
    assert {p.channel for p in points} == {Channel.BILATERAL, Channel.SECURITY_COUNCIL, Channel.MEDIATION, Channel.FIELD}
    assert all("The gate is shut" in p.ask for p in points)


def test_channels_that_few_asks_leave_unused_are_filled_in():
    points = propose(a_situation())
    assert [p.id for p in points][4:] == ["gate-mediation"]
    many = tuple(Ask(id=f"ask{i}", what="Open it", of="keeper", constraint="gate", channel="bilateral") for i in range(7))
    assert len(propose(a_situation(a_dossier(asks=many)))) == 7


def test_no_evidence_is_later_than_the_day():
    later = Reference("A later page", "Fictional Press", date=dt.date(2099, 6, 21), url="https://example.org/later")
    points = propose(a_situation(references={"page": later}))
    assert all(r.date is None or r.date <= ON for p in points for r in p.evidence)
