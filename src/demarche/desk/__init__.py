"""The use cases, one function each: this is the Python API.

Names are imported when they are first used, so that a command pays only for what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.adapters.drafts import DraftFile
    from demarche.desk.alignment import Alignment, align, draw_alignment
    from demarche.desk.briefing import Brief, brief
    from demarche.desk.briefing_paper import brief_leaving, brief_paper
    from demarche.desk.calendar_ahead import CalendarAhead, CalendarLine, RenewalRecord, windows_calendar
    from demarche.desk.calendar_papers import WrittenCalendar, save_calendar
    from demarche.desk.calendar_words import CALENDAR_HEADER, basis_of, calendar_rows, history_note, history_of
    from demarche.desk.coalition import CoalitionView, draft_coalition
    from demarche.desk.comparing import OptionSheet, compare_options, read_bounds, read_ranking, workers_for
    from demarche.desk.council_votes import roll_calls
    from demarche.desk.dossiers import (
        DossierLine,
        delete_dossier,
        export_dossier,
        import_dossier,
        list_dossiers,
        new_dossier,
        pairs,
        put_item,
        remove_item,
        search_record,
        set_head,
    )
    from demarche.desk.draft_reading import open_draft
    from demarche.desk.drafting import FormDraft, WaitingDraft, form_draft, waiting_drafts
    from demarche.desk.effort_paper import effort_tables
    from demarche.desk.effort_plan import EffortPlan, limits_of, plan_effort
    from demarche.desk.engagements import LOG_LINE_FORM, Logged, check_answer, log_engagement, read_attribution, read_log_line
    from demarche.desk.escalations import ESCALATION_FIELDS, OUTCOME_FIELDS, came_back, check_step, escalate, record_outcome, way_of
    from demarche.desk.evidence import Who, editions, verify_record, who
    from demarche.desk.falling_due import DueLine, DueList, EndingText, due
    from demarche.desk.influence import InfluenceMap, influence_map
    from demarche.desk.learning import CHOICES, CaseOutline, Learned, case_outline, learn
    from demarche.desk.leaving import Leaving
    from demarche.desk.lens_paper import lens_tables
    from demarche.desk.lens_view import LensView, outcome_lens
    from demarche.desk.map_paper import draw_influence, influence_leaving, influence_paper
    from demarche.desk.norms import NormHistory, NormVariant, OrganHistory, draw_norm, norm_history
    from demarche.desk.observed import Columns, Imported, import_observed
    from demarche.desk.option_paper import option_tables
    from demarche.desk.own_cases import own_cases
    from demarche.desk.pack import build_pack, pack_changes
    from demarche.desk.papers import WrittenPapers, paper_text, write_leaving, write_papers
    from demarche.desk.political_will import WillSheet, rate_will, will_sheet
    from demarche.desk.positions import StatePosition, state_position
    from demarche.desk.precedents import AdoptedWording, Closest, FailedWording, WordingUse, closest, closest_wordings
    from demarche.desk.promises import (
        PROMISE_FORM,
        LedgerLine,
        add_commitment,
        commitment_on,
        judge_commitment,
        ledger,
        ledger_of,
        observe,
        pair_commitments,
    )
    from demarche.desk.record_keeping import RecordStatus, change_passphrase, decrypt_record, encrypt_record, record_status
    from demarche.desk.scorecard import CHECKS, Score, check
    from demarche.desk.sponsoring import SponsorSheet, sponsor_sheet
    from demarche.desk.syncing import Synced, sync
    from demarche.desk.text_base import organ_named
    from demarche.desk.text_comparing import ComparedParagraph, TextComparison, compare_text
    from demarche.desk.text_redlines import save_proposals, save_redline, summary_lines
    from demarche.desk.text_search import SearchAnswer, SearchFilters, SearchHit, search_texts
    from demarche.desk.text_tables import norm_tables, search_tables
    from demarche.desk.text_words import (
        COMPARISON_HEADER,
        GAPS_HEADER,
        PROVISIONS_HEADER,
        comparison_rows,
        gap_rows,
        provision_rows,
        shown_paragraphs,
    )
    from demarche.desk.third_parties import LikelySheet, likely_for
    from demarche.desk.tie_paper import tie_tables
    from demarche.desk.tie_sheet import TieSheet, ties_between
    from demarche.desk.trace_paper import trace_leaving, trace_paper
    from demarche.desk.tracing import Trace, TraceEntry, TraceLine, TraceStation, trace
    from demarche.desk.vote_papers import (
        VoteTables,
        alignment_tables,
        coalition_tables,
        main_rows,
        position_tables,
        save_tables,
        sponsor_tables,
    )
    from demarche.desk.will_paper import will_tables
    from demarche.desk.workspace import Workspace, open_workspace

_ROOM = {
    "alignment": ("Alignment", "align", "draw_alignment"),
    "calendar_ahead": ("CalendarAhead", "CalendarLine", "RenewalRecord", "windows_calendar"),
    "calendar_papers": ("WrittenCalendar", "save_calendar"),
    "calendar_words": ("CALENDAR_HEADER", "basis_of", "calendar_rows", "history_note", "history_of"),
    "coalition": ("CoalitionView", "draft_coalition"),
    "council_votes": ("roll_calls",),
    "positions": ("StatePosition", "state_position"),
    "draft_reading": ("DraftFile", "open_draft"),
    "text_base": ("organ_named",),
    "text_comparing": ("ComparedParagraph", "TextComparison", "compare_text"),
    "text_redlines": ("save_proposals", "save_redline", "summary_lines"),
    "text_words": (
        "COMPARISON_HEADER",
        "GAPS_HEADER",
        "PROVISIONS_HEADER",
        "comparison_rows",
        "gap_rows",
        "provision_rows",
        "shown_paragraphs",
    ),
    "sponsoring": ("SponsorSheet", "sponsor_sheet"),
    "vote_papers": (
        "VoteTables",
        "alignment_tables",
        "coalition_tables",
        "main_rows",
        "position_tables",
        "save_tables",
        "sponsor_tables",
    ),
    "briefing": ("Brief", "brief"),
    "briefing_paper": ("brief_leaving", "brief_paper"),
    "scorecard": ("CHECKS", "Score", "check"),
    "drafting": ("FormDraft", "WaitingDraft", "form_draft", "waiting_drafts"),
    "engagements": ("LOG_LINE_FORM", "Logged", "check_answer", "log_engagement", "read_attribution", "read_log_line"),
    "influence": ("InfluenceMap", "influence_map"),
    "tie_paper": ("tie_tables",),
    "tie_sheet": ("TieSheet", "ties_between"),
    "political_will": ("WillSheet", "rate_will", "will_sheet"),
    "will_paper": ("will_tables",),
    "comparing": ("OptionSheet", "compare_options", "read_bounds", "read_ranking", "workers_for"),
    "option_paper": ("option_tables",),
    "effort_paper": ("effort_tables",),
    "effort_plan": ("EffortPlan", "limits_of", "plan_effort"),
    "lens_paper": ("lens_tables",),
    "lens_view": ("LensView", "outcome_lens"),
    "map_paper": ("draw_influence", "influence_leaving", "influence_paper"),
    "third_parties": ("LikelySheet", "likely_for"),
    "evidence": ("Who", "editions", "verify_record", "who"),
    "norms": ("NormHistory", "NormVariant", "OrganHistory", "draw_norm", "norm_history"),
    "pack": ("build_pack", "pack_changes"),
    "leaving": ("Leaving",),
    "papers": ("WrittenPapers", "paper_text", "write_leaving", "write_papers"),
    "promises": (
        "PROMISE_FORM",
        "LedgerLine",
        "add_commitment",
        "commitment_on",
        "judge_commitment",
        "ledger",
        "ledger_of",
        "observe",
        "pair_commitments",
    ),
    "observed": (
        "Columns",
        "Imported",
        "import_observed",
    ),
    "precedents": ("AdoptedWording", "Closest", "FailedWording", "WordingUse", "closest", "closest_wordings"),
    "record_keeping": ("RecordStatus", "change_passphrase", "decrypt_record", "encrypt_record", "record_status"),
    "syncing": ("Synced", "sync"),
    "text_search": ("SearchAnswer", "SearchFilters", "SearchHit", "search_texts"),
    "text_tables": ("norm_tables", "search_tables"),
    "falling_due": (
        "DueLine",
        "DueList",
        "EndingText",
        "due",
    ),
    "escalations": (
        "ESCALATION_FIELDS",
        "OUTCOME_FIELDS",
        "came_back",
        "check_step",
        "escalate",
        "record_outcome",
        "way_of",
    ),
    "tracing": (
        "Trace",
        "TraceEntry",
        "TraceLine",
        "TraceStation",
        "trace",
    ),
    "trace_paper": (
        "trace_leaving",
        "trace_paper",
    ),
    "learning": (
        "CHOICES",
        "CaseOutline",
        "Learned",
        "case_outline",
        "learn",
    ),
    "own_cases": ("own_cases",),
    "dossiers": (
        "DossierLine",
        "delete_dossier",
        "export_dossier",
        "import_dossier",
        "list_dossiers",
        "new_dossier",
        "pairs",
        "put_item",
        "remove_item",
        "search_record",
        "set_head",
    ),
    "workspace": ("Workspace", "open_workspace"),
}
_FILE = {name: file for file, names in _ROOM.items() for name in names}

__all__ = [
    "CALENDAR_HEADER",
    "CHECKS",
    "CHOICES",
    "COMPARISON_HEADER",
    "ESCALATION_FIELDS",
    "GAPS_HEADER",
    "LOG_LINE_FORM",
    "OUTCOME_FIELDS",
    "PROMISE_FORM",
    "PROVISIONS_HEADER",
    "AdoptedWording",
    "Alignment",
    "Brief",
    "CalendarAhead",
    "CalendarLine",
    "CaseOutline",
    "Closest",
    "CoalitionView",
    "Columns",
    "ComparedParagraph",
    "DossierLine",
    "DraftFile",
    "DueLine",
    "DueList",
    "EffortPlan",
    "EndingText",
    "FailedWording",
    "FormDraft",
    "Imported",
    "InfluenceMap",
    "Learned",
    "Leaving",
    "LedgerLine",
    "LensView",
    "LikelySheet",
    "Logged",
    "NormHistory",
    "NormVariant",
    "OptionSheet",
    "OrganHistory",
    "RecordStatus",
    "RenewalRecord",
    "Score",
    "SearchAnswer",
    "SearchFilters",
    "SearchHit",
    "SponsorSheet",
    "StatePosition",
    "Synced",
    "TextComparison",
    "TieSheet",
    "Trace",
    "TraceEntry",
    "TraceLine",
    "TraceStation",
    "VoteTables",
    "WaitingDraft",
    "Who",
    "WillSheet",
    "WordingUse",
    "Workspace",
    "WrittenCalendar",
    "WrittenPapers",
    "add_commitment",
    "align",
    "alignment_tables",
    "basis_of",
    "brief",
    "brief_leaving",
    "brief_paper",
    "build_pack",
    "calendar_rows",
    "came_back",
    "case_outline",
    "change_passphrase",
    "check",
    "check_answer",
    "check_step",
    "closest",
    "closest_wordings",
    "coalition_tables",
    "commitment_on",
    "compare_options",
    "compare_text",
    "comparison_rows",
    "decrypt_record",
    "delete_dossier",
    "draft_coalition",
    "draw_alignment",
    "draw_influence",
    "draw_norm",
    "due",
    "editions",
    "effort_tables",
    "encrypt_record",
    "escalate",
    "export_dossier",
    "form_draft",
    "gap_rows",
    "history_note",
    "history_of",
    "import_dossier",
    "import_observed",
    "influence_leaving",
    "influence_map",
    "influence_paper",
    "judge_commitment",
    "learn",
    "ledger",
    "ledger_of",
    "lens_tables",
    "likely_for",
    "limits_of",
    "list_dossiers",
    "log_engagement",
    "main_rows",
    "new_dossier",
    "norm_history",
    "norm_tables",
    "observe",
    "open_draft",
    "open_workspace",
    "option_tables",
    "organ_named",
    "outcome_lens",
    "own_cases",
    "pack_changes",
    "pair_commitments",
    "pairs",
    "paper_text",
    "plan_effort",
    "position_tables",
    "provision_rows",
    "put_item",
    "rate_will",
    "read_attribution",
    "read_bounds",
    "read_log_line",
    "read_ranking",
    "record_outcome",
    "record_status",
    "remove_item",
    "roll_calls",
    "save_calendar",
    "save_proposals",
    "save_redline",
    "save_tables",
    "search_record",
    "search_tables",
    "search_texts",
    "set_head",
    "shown_paragraphs",
    "sponsor_sheet",
    "sponsor_tables",
    "state_position",
    "summary_lines",
    "sync",
    "tie_tables",
    "ties_between",
    "trace",
    "trace_leaving",
    "trace_paper",
    "verify_record",
    "waiting_drafts",
    "way_of",
    "who",
    "will_sheet",
    "will_tables",
    "windows_calendar",
    "workers_for",
    "write_leaving",
    "write_papers",
]


def __getattr__(name: str) -> Any:
    """Import the file that holds a public name when it is first asked for."""
    if name in _FILE:
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_FILE[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
