"""How often the body is told: intervals of reporting that became longer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.subjects.texts.regression.finding import Code
from demarche.subjects.texts.regression.loss import Loss
from demarche.subjects.texts.regression.pairing import Pairing
from demarche.subjects.texts.regression.reading import Reading

_INTERVALS = re.compile(
    r"\b(?:every|at intervals of|within) (?P<many>\w+)(?:-| )(?P<unit>days?|weeks?|months?|years?)\b"
    r"|\bon an? (?P<regular>weekly|monthly|quarterly|annual|biannual|semi-annual|yearly) basis\b"
    r"|\b(?P<adverb>weekly|monthly|quarterly|annually|biannually|biennially|every year|yearly)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:report|inform|brief|update|written)\w*\b", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_REGULAR = {
    "weekly": 7,
    "monthly": 30,
    "quarterly": 91,
    "annual": 365,
    "annually": 365,
    "yearly": 365,
    "every year": 365,
    "biannual": 182,
    "biannually": 182,
    "semi-annual": 182,
    "biennially": 730,
}
_ONCE = "within"
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: n for n, word in enumerate(_COUNTED, 1)} | {
    "fifteen": 15,
    "thirty": 30,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}


def rarer_reports(pairing: Pairing) -> Iterator[Loss]:
    """Intervals of reporting that became longer."""
    for firm_days, one in _intervals(pairing.firm):
        gap = next((each for n in range(*one) if (each := pairing.gap_of_firm(n))), None)
        if gap is None:
            continue
        for soft_days, two in _intervals(pairing.soft):
            if (pairing.firm.tokens[one[0]] == _ONCE) != (pairing.soft.tokens[two[0]] == _ONCE):
                continue
            meets = two[0] < gap.soft_end + 1 and two[1] > gap.soft_start - 1
            if meets and soft_days > firm_days and pairing.is_kept_around_firm(*one, 0.5):
                old = pairing.firm.text[slice(*pairing.firm.characters(*one))]
                new = pairing.soft.text[slice(*pairing.soft.characters(*two))]
                yield Loss(
                    Code.FOLLOW_UP,
                    one,
                    two,
                    f"Told less often: “{old}” became “{new}”.",
                    f"Told more often: “{new}” became “{old}”.",
                )


def _intervals(reading: Reading) -> list[tuple[int, tuple[int, int]]]:
    if not _TOLD.search(reading.text):
        return []
    found = []
    for match in _INTERVALS.finditer(reading.text):
        if match["unit"]:
            many = match["many"].lower()
            number = int(many) if many.isdigit() else _NUMBERS.get(many, 0)
            days = number * _DAYS[match["unit"].lower().rstrip("s")]
        else:
            days = _REGULAR[(match["regular"] or match["adverb"]).lower()]
        if days:
            found.append((days, (reading.at(match.start()), reading.at(match.end() - 1) + 1)))
    return found
