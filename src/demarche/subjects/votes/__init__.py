"""Votes: who stood where, how alike States vote, what may be expected of a vote, and what voting power the rule alone gives."""

from demarche.subjects.votes.agreement import Agreement, agreement
from demarche.subjects.votes.alignment import (
    Neighbour,
    YearAgreement,
    assembly_agreement,
    council_agreement,
    movers,
    nearest_states,
)
from demarche.subjects.votes.coalition import LABEL, Coalition, MemberMove, NearDraft, coalition, nearest
from demarche.subjects.votes.expectation import EARNED as VOTES_EARNED
from demarche.subjects.votes.expectation import (
    FATES,
    FateExpectation,
    MemberExpectation,
    VoteExpectation,
    expect,
)
from demarche.subjects.votes.ideal_point_intervals import IdealPointIntervals, Move, ideal_point_intervals
from demarche.subjects.votes.ideal_points import (
    ABSENT,
    ABSTAIN,
    NO,
    YES,
    IdealPoints,
    RollCallMatrix,
    Settings,
    ideal_points,
    roll_call_matrix,
)
from demarche.subjects.votes.joining import JoinedRollCalls, Precedence, join_accounts
from demarche.subjects.votes.measures import RangedScore
from demarche.subjects.votes.position import Organ, Position, PositionLine, council_lines, position
from demarche.subjects.votes.position_scorecard import held_out_scores, interval_scores
from demarche.subjects.votes.power import BEFORE_1966, SINCE_1966, CouncilRule, Power, council_power
from demarche.subjects.votes.reasons import Reason
from demarche.subjects.votes.roll_calls import (
    PERMANENT,
    VOTES_NEEDED,
    Account,
    Choice,
    Difference,
    DraftKind,
    DraftOutcome,
    RollCall,
    SponsorBloc,
    draft_kind,
    sponsor_bloc,
)
from demarche.subjects.votes.sponsor_scorecard import sponsor_scorecard
from demarche.subjects.votes.sponsorship import EARNED as SPONSORS_EARNED
from demarche.subjects.votes.sponsorship import (
    WIDE,
    GroupBalance,
    Likelihood,
    SponsoredText,
    SponsorHistory,
    SponsorTarget,
    balance,
    callers,
    sponsor_targets,
)
from demarche.subjects.votes.topics import Topic, Topics, read_topics
from demarche.subjects.votes.vote_scorecard import vote_scorecard
from demarche.subjects.votes.vote_table import Draft, Positions

__all__ = [
    "ABSENT",
    "ABSTAIN",
    "BEFORE_1966",
    "FATES",
    "LABEL",
    "NO",
    "PERMANENT",
    "SINCE_1966",
    "SPONSORS_EARNED",
    "VOTES_EARNED",
    "VOTES_NEEDED",
    "WIDE",
    "YES",
    "Account",
    "Agreement",
    "Choice",
    "Coalition",
    "CouncilRule",
    "Difference",
    "Draft",
    "DraftKind",
    "DraftOutcome",
    "FateExpectation",
    "GroupBalance",
    "IdealPointIntervals",
    "IdealPoints",
    "JoinedRollCalls",
    "Likelihood",
    "MemberExpectation",
    "MemberMove",
    "Move",
    "NearDraft",
    "Neighbour",
    "Organ",
    "Position",
    "PositionLine",
    "Positions",
    "Power",
    "Precedence",
    "RangedScore",
    "Reason",
    "RollCall",
    "RollCallMatrix",
    "Settings",
    "SponsorBloc",
    "SponsorHistory",
    "SponsorTarget",
    "SponsoredText",
    "Topic",
    "Topics",
    "VoteExpectation",
    "YearAgreement",
    "agreement",
    "assembly_agreement",
    "balance",
    "callers",
    "coalition",
    "council_agreement",
    "council_lines",
    "council_power",
    "draft_kind",
    "expect",
    "held_out_scores",
    "ideal_point_intervals",
    "ideal_points",
    "interval_scores",
    "join_accounts",
    "movers",
    "nearest",
    "nearest_states",
    "position",
    "read_topics",
    "roll_call_matrix",
    "sponsor_bloc",
    "sponsor_scorecard",
    "sponsor_targets",
    "vote_scorecard",
]
