"""What becomes of an ask: read-outs and promises as they are noted, the step before a promise ends, the line with its gaps."""

from demarche.subjects.follow_up import log_line, promise
from demarche.subjects.follow_up.days import day_from
from demarche.subjects.follow_up.gaps import Gap, gaps_of
from demarche.subjects.follow_up.line import Line, Station, lines_of
from demarche.subjects.follow_up.log_line import read_line
from demarche.subjects.follow_up.promise import Promise, read_promise
from demarche.subjects.follow_up.read_out import Point, numbered, points_of, reactions_of, read_out
from demarche.subjects.follow_up.renewal import AROUND_DAYS, LEAD_DAYS, Chance, Step, Urgency, renewal_step, successor_of

LINE_GRAMMAR = log_line.GRAMMAR
PROMISE_GRAMMAR = promise.GRAMMAR

__all__ = [
    "AROUND_DAYS",
    "LEAD_DAYS",
    "LINE_GRAMMAR",
    "PROMISE_GRAMMAR",
    "Chance",
    "Gap",
    "Line",
    "Point",
    "Promise",
    "Station",
    "Step",
    "Urgency",
    "day_from",
    "gaps_of",
    "lines_of",
    "numbered",
    "points_of",
    "reactions_of",
    "read_line",
    "read_out",
    "read_promise",
    "renewal_step",
    "successor_of",
]
