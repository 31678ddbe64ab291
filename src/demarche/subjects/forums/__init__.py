"""Forums: rules of decision, mandates with the days they end, reports due, and the windows that open in the days ahead."""

from demarche.subjects.forums.expiry import Expiry, ExpiryKind, TermStart, expiries_in, expiries_of
from demarche.subjects.forums.fixtures import Fixture, Recurrence, add_working_days, general_debate, read_fixtures
from demarche.subjects.forums.forum import Channel, Decision, Forum, Rule, read_forums
from demarche.subjects.forums.later_renewals import LaterRenewal, read_later_renewals, with_later_renewals
from demarche.subjects.forums.mandates import (
    Adoption,
    Mandate,
    agenda_key,
    mandates_of,
    missions,
    number_of,
    same_thing,
    subjects_named,
    supersedes,
)
from demarche.subjects.forums.openings import (
    AdoptedDocument,
    Calendar,
    DatedReport,
    DossierOpening,
    Presidency,
    SeatTerm,
    Veto,
    Window,
    WindowKind,
)
from demarche.subjects.forums.paragraphs import AdoptedText, WholeParagraph, whole_paragraphs
from demarche.subjects.forums.renewals import (
    RENEWAL_DAYS_AFTER,
    RENEWAL_DAYS_BEFORE,
    SHORT_TERM_DAYS,
    MandateRegister,
    RenewalHistory,
    open_mandates,
)
from demarche.subjects.forums.reports import ReportDue, reports_in, reports_of
from demarche.subjects.forums.terms import Day, Period, Unit, add_months, after_period, days_in, periods_in
from demarche.subjects.forums.validity import Granted
from demarche.subjects.forums.windows import windows

__all__ = [
    "RENEWAL_DAYS_AFTER",
    "RENEWAL_DAYS_BEFORE",
    "SHORT_TERM_DAYS",
    "AdoptedDocument",
    "AdoptedText",
    "Adoption",
    "Calendar",
    "Channel",
    "DatedReport",
    "Day",
    "Decision",
    "DossierOpening",
    "Expiry",
    "ExpiryKind",
    "Fixture",
    "Forum",
    "Granted",
    "LaterRenewal",
    "Mandate",
    "MandateRegister",
    "Period",
    "Presidency",
    "Recurrence",
    "RenewalHistory",
    "ReportDue",
    "Rule",
    "SeatTerm",
    "TermStart",
    "Unit",
    "Veto",
    "WholeParagraph",
    "Window",
    "WindowKind",
    "add_months",
    "add_working_days",
    "after_period",
    "agenda_key",
    "days_in",
    "expiries_in",
    "expiries_of",
    "general_debate",
    "mandates_of",
    "missions",
    "number_of",
    "open_mandates",
    "periods_in",
    "read_fixtures",
    "read_forums",
    "read_later_renewals",
    "reports_in",
    "reports_of",
    "same_thing",
    "subjects_named",
    "supersedes",
    "whole_paragraphs",
    "windows",
    "with_later_renewals",
]
