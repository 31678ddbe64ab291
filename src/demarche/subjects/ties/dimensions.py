"""The dimensions of a tie: what each means, which way it carries, who depends on whom, and what it is evidence for.

The list follows the relations that the field's data sets record (embassies, trade, aid, arms, alliances, shared organisations,
contiguity, third-party roles, troop contributions, troop support) and those that only people can record (a host, an interlocutor,
a sponsor, a chain of command).

Whether a dimension may be used as *predictive* evidence was measured on a rolling back-test of which States become third parties of
peace agreements (`back_test`, PA-X 2000–2014): arms supply, a permanent seat and colonial ties alone ranked States little better
than chance (area under the curve .52–.57 each). They are shown as description and marked so. A dimension that was never put to that
test is marked as untested, which is not the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Dimension(StrEnum):
    """Each kind of relation that can carry influence from one actor to another."""

    DIPLOMATIC_PRESENCE = "diplomatic presence"
    TRADE = "trade"
    AID = "aid"
    ARMS = "arms"
    ALLIANCE = "alliance"
    SHARED_ORGANISATION = "shared organisation"
    SHARED_SEAT = "shared seat"
    NEIGHBOURHOOD = "neighbourhood"
    TRANSIT = "transit"
    HOST = "host"
    MEDIATOR = "mediator"
    TROOPS = "troops"
    SANCTIONS_ROLE = "sanctions role"
    VOTE_AGREEMENT = "vote agreement"
    SPONSOR = "sponsor of a party"
    INTERLOCUTOR = "interlocutor"
    MEMBERSHIP = "membership"
    RELIGIOUS_INTERMEDIARY = "religious or other intermediary"
    TERRITORIAL_CONTROL = "territorial control"
    CHAIN_OF_COMMAND = "chain of command"


class Direction(StrEnum):
    """Which way a recorded tie carries."""

    ONE_WAY = "from source to target"
    MUTUAL = "either way"


class Evidence(StrEnum):
    """What a dimension has been shown to be worth as evidence of who will play a part."""

    PREDICTIVE = "carries predictive evidence on held-out history"
    DESCRIPTION_ONLY = "description only"
    UNTESTED = "not tested"


@dataclass(frozen=True, slots=True)
class DimensionNote:
    """What a dimension means.

    `source_is` and `target_is` say which end of the tie is which; `dependence` says who depends on whom; `evidence` is what the
    back-test of third parties showed, with its figure in `measured`.
    """

    dimension: Dimension
    meaning: str
    direction: Direction
    source_is: str
    target_is: str
    dependence: str
    evidence: Evidence
    measured: str = ""


def _note(
    dimension: Dimension,
    meaning: str,
    ends: tuple[str, str],
    dependence: str,
    *,
    direction: Direction = Direction.ONE_WAY,
    evidence: Evidence = Evidence.UNTESTED,
    measured: str = "",
) -> DimensionNote:
    return DimensionNote(dimension, meaning, direction, *ends, dependence, evidence, measured)


_EITHER = ("either", "the other")
_BACK_TEST = "as the only order of States, over 109 process-years with a named third party, 2000–2014"

_NOTES = (
    _note(
        Dimension.DIPLOMATIC_PRESENCE,
        "An embassy or mission of one in the other: somebody who can carry a message and be called in.",
        _EITHER,
        "neither depends on the other",
        direction=Direction.MUTUAL,
    ),
    _note(
        Dimension.TRADE,
        "Goods bought and sold. The value is the source's share of the target's trade where it is known.",
        ("the trading partner", "the state whose trade is counted"),
        "the target depends on the source by that share",
    ),
    _note(
        Dimension.AID,
        "Official assistance given. The value is the source's share of all aid to the target where it is known.",
        ("the donor", "the recipient"),
        "the target depends on the source by that share",
    ),
    _note(
        Dimension.ARMS,
        "Deliveries of major arms. The value is the source's share of the target's recorded deliveries over ten years.",
        ("the supplier", "the recipient"),
        "the target depends on the source by that share",
        evidence=Evidence.DESCRIPTION_ONLY,
        measured=f"AUC .56, one of the first ten right in .27, {_BACK_TEST}",
    ),
    _note(
        Dimension.ALLIANCE,
        "A treaty of alliance in force: defence, neutrality, non-aggression or consultation.",
        _EITHER,
        "each has promised the other something",
        direction=Direction.MUTUAL,
    ),
    _note(
        Dimension.SHARED_ORGANISATION,
        "Intergovernmental organisations to which both belong. The value is how many.",
        _EITHER,
        "neither depends on the other",
        direction=Direction.MUTUAL,
        evidence=Evidence.PREDICTIVE,
        measured=f"AUC .83, one of the first ten right in .47, {_BACK_TEST}",
    ),
    _note(
        Dimension.SHARED_SEAT,
        "Both sit on one organ at the time, such as the Security Council, its committees or a contact group.",
        _EITHER,
        "neither depends on the other",
        direction=Direction.MUTUAL,
        evidence=Evidence.DESCRIPTION_ONLY,
        measured=f"a permanent seat alone: AUC .57, one of the first ten right in .30, {_BACK_TEST}",
    ),
    _note(
        Dimension.NEIGHBOURHOOD,
        "A common land border, or a narrow stretch of water between them.",
        _EITHER,
        "each bears what happens on the other's side",
        direction=Direction.MUTUAL,
        evidence=Evidence.PREDICTIVE,
        measured=f"a land border: AUC .65, one of the first ten right in .50, {_BACK_TEST}",
    ),
    _note(
        Dimension.TRANSIT,
        "Goods, relief or people of the target pass through the source's territory, port or airspace.",
        ("the transit state", "who depends on the passage"),
        "the target depends on the source for passage",
    ),
    _note(
        Dimension.HOST,
        "The source gives the target a place: an office, a residence, a base, the venue of talks.",
        ("the host", "who is hosted"),
        "the target depends on the source's hospitality",
    ),
    _note(
        Dimension.MEDIATOR,
        "The source was or is a third party to an agreement or to talks of the target.",
        ("the third party", "the party or the country of the talks"),
        "the target has accepted the source in that part before",
        evidence=Evidence.PREDICTIVE,
        measured=f"AUC .80, one of the first ten right in .67, {_BACK_TEST}; nothing for a third party that is new",
    ),
    _note(
        Dimension.TROOPS,
        "Troops, police or observers of the source serve in a mission on the target's territory.",
        ("the contributor", "the country of the mission"),
        "the target has consented to the presence, or the Council has imposed it",
    ),
    _note(
        Dimension.SANCTIONS_ROLE,
        "The source has a part in measures on the target: it imposes them, chairs the committee, or implements them.",
        ("who has the part", "who is listed or addressed"),
        "the target wants relief that the source can help or hinder",
    ),
    _note(
        Dimension.VOTE_AGREEMENT,
        "How alike the two voted in the Assembly or the Council over a stated period.",
        _EITHER,
        "neither depends on the other",
        direction=Direction.MUTUAL,
    ),
    _note(
        Dimension.SPONSOR,
        "The source gives a party to a conflict troops, arms, money, sanctuary or another support that a source records.",
        ("the supporter", "the party supported"),
        "the target depends on the source for what is recorded",
        evidence=Evidence.PREDICTIVE,
        measured="States that had sent troops in support of that government before: one of the first five right in .83 of 285 "
        "conflict-years with such support, 2000–2024; nothing for a supporter that is new",
    ),
    _note(
        Dimension.INTERLOCUTOR,
        "The source speaks with the target on this matter and is answered.",
        ("who speaks", "who answers"),
        "the target chooses to answer",
    ),
    _note(
        Dimension.MEMBERSHIP,
        "One is a member of the other, or takes part in its decisions.",
        ("the member", "the body"),
        "the member can put matters before the body, and the body can address its member",
        direction=Direction.MUTUAL,
    ),
    _note(
        Dimension.RELIGIOUS_INTERMEDIARY,
        "A church, an order, a council of elders, a foundation or another body of standing that the target listens to.",
        ("the intermediary", "who listens"),
        "the target chooses to listen",
    ),
    _note(
        Dimension.TERRITORIAL_CONTROL,
        "The source controls the ground on which the target stands or works.",
        ("who controls", "who stands on that ground"),
        "the target depends on the source for movement",
    ),
    _note(
        Dimension.CHAIN_OF_COMMAND,
        "The source gives orders to the target.",
        ("who commands", "who is commanded"),
        "the target is bound to obey",
    ),
)

DIMENSION_NOTES: dict[Dimension, DimensionNote] = {note.dimension: note for note in _NOTES}
"""Every dimension with its note, in the order in which papers list them."""

STATES_ONLY = frozenset(
    {
        Dimension.DIPLOMATIC_PRESENCE,
        Dimension.ALLIANCE,
        Dimension.SHARED_ORGANISATION,
        Dimension.SHARED_SEAT,
        Dimension.NEIGHBOURHOOD,
        Dimension.VOTE_AGREEMENT,
    }
)
"""Dimensions that reach a State, never a party that is not one.

Who holds ground inherits neither the embassies nor the neighbours nor the treaties of the State on whose territory it is; such a
party is reached through ties that record a dealing with that very party: a sponsor, a host, an interlocutor, a trader.
"""
