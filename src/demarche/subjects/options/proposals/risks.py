"""The risks that go with a kind of act, and the question to ask before it: what if this makes things worse."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.subjects.options.entry_point import Channel


@dataclass(frozen=True, slots=True)
class UsualRisks:
    """In our own words; the dossier's own risk to people stands before them wherever there is one."""

    people: str
    staff: str
    principle: str
    do_no_harm: str


RISKS = {
    Channel.BILATERAL: UsualRisks(
        "A public quarrel may harden the refusal.",
        "Low while names and places of staff stay out of the conversation.",
        "Relief may be taken into a wider bargain.",
        "Could the one we ask punish those who depend on it for our asking?",
    ),
    Channel.SECURITY_COUNCIL: UsualRisks(
        "A failed vote tells the parties that nobody will insist.",
        "Parties may answer a text by cutting permits.",
        "Wording may be paid for elsewhere in the text.",
        "Are those in the field warned before the text is public?",
    ),
    Channel.ASSEMBLY: UsualRisks(
        "Attention without effect may tire out those who could act.",
        "Low.",
        "A vote counted in blocs may make relief a matter of sides.",
        "Would a narrow majority be worse than none?",
    ),
    Channel.REGIONAL: UsualRisks(
        "A forum that a party holds may bless what blocks.",
        "Low.",
        "Relief may be put under the forum's political plan.",
        "Does the forum hear those who are cut off, or only those who cut?",
    ),
    Channel.MEDIATION: UsualRisks(
        "A corridor that one side guards can become a trap.",
        "Staff who carry messages may be taken for a side.",
        "Access may be traded for recognition or a pause in fighting.",
        "Does the arrangement protect those who do not move?",
    ),
    Channel.FIELD: UsualRisks(
        "Notice of movements tells the parties where convoys are.",
        "Those who negotiate on the spot carry the risk.",
        "A fee, a list or an escort granted once is asked for everywhere.",
        "What will the next organisation at this checkpoint have to pay?",
    ),
    Channel.RESOURCES: UsualRisks(
        "Money that comes after the season finds closed roads.",
        "More deliveries mean more exposure.",
        "Earmarks may follow interest and not need.",
        "Does the money free what is blocked, or only fill warehouses?",
    ),
    Channel.LAW: UsualRisks(
        "Naming a duty may be heard as a verdict.",
        "Low.",
        "A rule recalled for one party only loses its force.",
        "Would we say the same of a party that is close to us?",
    ),
}
