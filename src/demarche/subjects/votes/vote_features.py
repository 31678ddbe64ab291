"""What is known of a vote before it is cast: the record of the member, of the topic and of who put the draft forward.

Every value uses strictly earlier days. Chapter VII is not used (only adopted texts are known to have it), nor whether sponsors are
missing (in one source they are missing mainly for drafts that failed), nor how many sponsors there are (late joiners know the outcome).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from demarche.subjects.votes.decayed_rates import combine, counts_before, last_before, logit, rate
from demarche.subjects.votes.roll_calls import PERMANENT, SponsorBloc
from demarche.subjects.votes.vote_table import BLOCS, VoteTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

HALF_LIFE = 4 * 365.25
"""Days after which a vote counts half in every rate."""

MEMBER_FEATURES = {
    "member_topic": "how often the member withheld a yes on this topic",
    "member_bloc": "how often it did so on drafts of such sponsors",
    "member_topic_bloc": "how often on this topic with such sponsors",
    "draft_topic_bloc": "how often members in general did so on this topic with such sponsors",
    "group_topic": "how often its group did so on this topic",
    "group_topic_bloc": "how often its group did so on this topic with such sponsors",
    "last_vote": "its last vote on this topic",
    "last_draft": "how contested the last draft on this topic was",
    "last_failed": "whether the last draft on this topic failed",
    "sponsor": "whether it sponsors the draft",
    "distance": "how far its votes in the Assembly are from those of the sponsors",
    "rival": "whether a rival draft is put the same day",
    "mandate": "whether the draft prolongs the mandate of a mission",
    "sanctions": "whether the draft concerns sanctions",
    "usa": "being the United States",
    "china": "being China",
    "russia": "being the Russian Federation",
    "western_on_russian": "being France, the United Kingdom or the United States, on a draft of Russia or China",
    "partner_on_russian": "being China or Russia, on a draft of Russia or China",
    "elected_on_russian": "being an elected member, on a draft of Russia or China",
    "russia_on_other": "being the Russian Federation, on a draft of others",
    "china_on_other": "being China, on a draft of others",
    "usa_on_elected": "being the United States, on a draft of elected members or other States",
    "russia_with_rival": "being the Russian Federation, with a rival draft",
    "china_with_rival": "being China, with a rival draft",
    "western_with_rival": "being France, the United Kingdom or the United States, with a rival draft",
}
"""Name of each feature of a member's vote → what it says."""

DRAFT_FEATURES = {
    "topic_bloc": "how often drafts on this topic with such sponsors ended so",
    "member_mean": "the members' own expectations, on average",
    "permanent_most": "the most doubtful permanent member that is not a sponsor",
    "rival": "whether a rival draft is put the same day",
    "last_failed": "whether the last draft on this topic failed",
    "russian": "whether it is a draft of Russia or China",
    "elected": "whether it is a draft of elected members or other States",
}
"""Name of each feature of a draft's fate → what it says."""


def member_features(t: VoteTable) -> Floats:
    """One row a ballot, columns as in `MEMBER_FEATURES`."""
    d = t.of_draft
    topic, bloc, day, known = t.topic[d], t.bloc[d], t.ballot_day, t.ballot_known
    told = bloc >= 0

    def past(*codes: Ints) -> tuple[Floats, Floats]:
        return counts_before(combine(*codes), day, t.dissent, known, HALF_LIFE)

    def if_told(value: Floats, otherwise: Floats) -> Floats:
        return np.where(told, value, otherwise)

    base = rate(past(np.zeros_like(topic)), 0.1, 20 * 15)
    of_topic = rate(past(topic), base, 3 * 15)
    of_bloc = if_told(rate(past(bloc), base, 5 * 15), base)
    of_topic_bloc = if_told(rate(past(topic, bloc), (of_topic + of_bloc) / 2, 2 * 15), of_topic)
    of_member = rate(past(t.member), base, 10)
    member_topic = rate(past(t.member, topic), (of_member + of_topic) / 2, 2)
    member_bloc = if_told(rate(past(t.member, bloc), of_member, 4), of_member)
    member_topic_bloc = if_told(rate(past(t.member, topic, bloc), (member_topic + member_bloc) / 2, 1.5), member_topic)
    group_topic = rate(past(t.group, topic), of_topic, 3)
    group_topic_bloc = if_told(rate(past(t.group, topic, bloc), group_topic, 3), group_topic)
    last_vote = last_before(combine(t.member, topic), day, t.dissent, known)
    last_draft, last_failed = _last_on_topic(t)
    western, russia, china, usa = (
        np.isin(t.member, [t.members.index(m) for m in names if m in t.members])
        for names in (("FRA", "GBR", "USA"), ("RUS",), ("CHN",), ("USA",))
    )
    permanent = western | russia | china
    russian = bloc == BLOCS.index(SponsorBloc.RUSSIA_CHINA)
    elected = bloc == BLOCS.index(SponsorBloc.ELECTED)
    others = elected | (bloc == BLOCS.index(SponsorBloc.WESTERN))
    rival = t.rival[d] > 0
    columns = {
        "member_topic": logit(member_topic),
        "member_bloc": logit(member_bloc),
        "member_topic_bloc": logit(member_topic_bloc),
        "draft_topic_bloc": logit(of_topic_bloc),
        "group_topic": logit(group_topic),
        "group_topic_bloc": logit(group_topic_bloc),
        "last_vote": np.where(np.isnan(last_vote), member_topic, last_vote),
        "last_draft": np.where(np.isnan(last_draft), base_share(t), last_draft)[d],
        "last_failed": last_failed[d],
        "sponsor": t.is_sponsor,
        "distance": t.distance,
        "rival": rival,
        "mandate": t.mandate[d],
        "sanctions": t.sanctions[d],
        "usa": usa,
        "china": china,
        "russia": russia,
        "western_on_russian": russian & western,
        "partner_on_russian": russian & (russia | china),
        "elected_on_russian": russian & ~permanent,
        "russia_on_other": others & russia,
        "china_on_other": others & china,
        "usa_on_elected": elected & usa,
        "russia_with_rival": rival & russia,
        "china_with_rival": rival & china,
        "western_with_rival": rival & western,
    }
    return np.column_stack([columns[name].astype(np.float64) for name in MEMBER_FEATURES])


def base_share(t: VoteTable) -> Floats:
    """The share of members that withheld a yes on earlier drafts, for each draft."""
    return rate(counts_before(np.zeros_like(t.topic), t.day, t.dissenting, t.known, HALF_LIFE), 0.1, 20)


def _last_on_topic(t: VoteTable) -> tuple[Floats, Floats]:
    share = last_before(t.topic, t.day, t.dissenting, t.known)
    return share, np.nan_to_num(last_before(t.topic, t.day, t.failed, t.known))


def draft_features(t: VoteTable, outcome: Floats, expected: Floats) -> Floats:
    """One row a draft, columns as in `DRAFT_FEATURES`; `outcome` is what is asked about, `expected` each ballot's chance of no yes."""
    told = t.bloc >= 0

    def past(*codes: Ints) -> tuple[Floats, Floats]:
        return counts_before(combine(*codes), t.day, outcome, t.known, HALF_LIFE)

    base = rate(past(np.zeros_like(t.topic)), 0.05, 20)
    of_topic = rate(past(t.topic), base, 3)
    of_bloc = np.where(told, rate(past(t.bloc), base, 5), base)
    topic_bloc = np.where(told, rate(past(t.topic, t.bloc), (of_topic + of_bloc) / 2, 2), of_topic)
    n = len(t.day)
    mean = np.bincount(t.of_draft, expected, n) / np.maximum(np.bincount(t.of_draft, minlength=n), 1)
    doubtful = np.zeros(n)
    asked = _permanent(t) & (t.is_sponsor == 0)
    np.maximum.at(doubtful, t.of_draft[asked], expected[asked])
    columns = {
        "topic_bloc": logit(topic_bloc),
        "member_mean": logit(mean),
        "permanent_most": logit(doubtful),
        "rival": t.rival,
        "last_failed": _last_on_topic(t)[1],
        "russian": t.bloc == BLOCS.index(SponsorBloc.RUSSIA_CHINA),
        "elected": t.bloc == BLOCS.index(SponsorBloc.ELECTED),
    }
    return np.column_stack([columns[name].astype(np.float64) for name in DRAFT_FEATURES])


def changed_members(row: Floats, t: VoteTable, expected: Floats) -> Floats:
    """The features of the table's last draft with other expectations of its members; `expected` has one value a ballot of it."""
    of_last = t.of_draft == len(t.day) - 1
    asked = _permanent(t)[of_last] & (t.is_sponsor[of_last] == 0)
    changed = row.copy()
    names = list(DRAFT_FEATURES)
    changed[0, names.index("member_mean")] = logit(np.array([expected.mean()]))[0]
    changed[0, names.index("permanent_most")] = logit(np.array([expected[asked].max(initial=0.0)]))[0]
    return changed


def _permanent(t: VoteTable) -> NDArray[np.bool_]:
    return np.isin(t.member, [t.members.index(m) for m in sorted(PERMANENT) if m in t.members])
