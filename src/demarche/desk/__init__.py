"""The use cases, one function each: this is the Python API.

Names are imported when they are first used, so that a command pays only for what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.adapters.drafts import DraftFile
    from demarche.desk.alignment import Alignment, align, draw_alignment
    from demarche.desk.briefing import Brief, brief
    from demarche.desk.briefing_paper import brief_paper
    from demarche.desk.calendar_ahead import CalendarAhead, CalendarLine, RenewalRecord, windows_calendar
    from demarche.desk.calendar_papers import WrittenCalendar, save_calendar
    from demarche.desk.calendar_words import CALENDAR_HEADER, basis_of, calendar_rows, history_note, history_of
    from demarche.desk.coalition import CoalitionView, draft_coalition
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
        set_head,
    )
    from demarche.desk.draft_reading import open_draft
    from demarche.desk.evidence import Who, editions, verify_record, who
    from demarche.desk.influence import InfluenceMap, influence_map
    from demarche.desk.map_paper import draw_influence, influence_paper
    from demarche.desk.norms import NormHistory, NormVariant, OrganHistory, draw_norm, norm_history
    from demarche.desk.pack import build_pack, pack_changes
    from demarche.desk.papers import WrittenPapers, paper_text, write_papers
    from demarche.desk.positions import StatePosition, state_position
    from demarche.desk.precedents import AdoptedWording, Closest, FailedWording, WordingUse, closest, closest_wordings
    from demarche.desk.scorecard import CHECKS, Score, check
    from demarche.desk.sponsoring import SponsorSheet, sponsor_sheet
    from demarche.desk.syncing import Synced, sync
    from demarche.desk.text_about import summary_lines
    from demarche.desk.text_base import organ_named
    from demarche.desk.text_comparing import TextComparison, compare_text
    from demarche.desk.text_pairing import ComparedParagraph
    from demarche.desk.text_proposals import save_proposals
    from demarche.desk.text_redlines import save_redline
    from demarche.desk.text_search import SearchAnswer, SearchFilters, SearchHit, search_texts
    from demarche.desk.text_tables import norm_tables, search_tables
    from demarche.desk.text_words import (
        COMPARISON_HEADER,
        GAPS_HEADER,
        PROVISIONS_HEADER,
        comparison_rows,
        gap_rows,
        provision_rows,
        shown_gaps,
        shown_paragraphs,
    )
    from demarche.desk.third_parties import LikelySheet, likely_for
    from demarche.desk.vote_papers import (
        VoteTables,
        alignment_tables,
        coalition_tables,
        main_rows,
        position_tables,
        save_tables,
        sponsor_tables,
    )
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
    "text_comparing": ("TextComparison", "compare_text"),
    "text_pairing": ("ComparedParagraph",),
    "text_about": ("summary_lines",),
    "text_proposals": ("save_proposals",),
    "text_redlines": ("save_redline",),
    "text_words": (
        "COMPARISON_HEADER",
        "GAPS_HEADER",
        "PROVISIONS_HEADER",
        "comparison_rows",
        "gap_rows",
        "provision_rows",
        "shown_gaps",
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
    "briefing_paper": ("brief_paper",),
    "scorecard": ("CHECKS", "Score", "check"),
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
        "set_head",
    ),
    "influence": ("InfluenceMap", "influence_map"),
    "map_paper": ("draw_influence", "influence_paper"),
    "third_parties": ("LikelySheet", "likely_for"),
    "evidence": ("Who", "editions", "verify_record", "who"),
    "norms": ("NormHistory", "NormVariant", "OrganHistory", "draw_norm", "norm_history"),
    "pack": ("build_pack", "pack_changes"),
    "papers": ("WrittenPapers", "paper_text", "write_papers"),
    "precedents": ("AdoptedWording", "Closest", "FailedWording", "WordingUse", "closest", "closest_wordings"),
    "syncing": ("Synced", "sync"),
    "text_search": ("SearchAnswer", "SearchFilters", "SearchHit", "search_texts"),
    "text_tables": ("norm_tables", "search_tables"),
    "workspace": ("Workspace", "open_workspace"),
}
_FILE = {name: file for file, names in _ROOM.items() for name in names}

__all__ = [
    "CALENDAR_HEADER",
    "CHECKS",
    "COMPARISON_HEADER",
    "GAPS_HEADER",
    "PROVISIONS_HEADER",
    "AdoptedWording",
    "Alignment",
    "Brief",
    "CalendarAhead",
    "CalendarLine",
    "Closest",
    "CoalitionView",
    "ComparedParagraph",
    "DossierLine",
    "DraftFile",
    "FailedWording",
    "InfluenceMap",
    "LikelySheet",
    "NormHistory",
    "NormVariant",
    "OrganHistory",
    "RenewalRecord",
    "Score",
    "SearchAnswer",
    "SearchFilters",
    "SearchHit",
    "SponsorSheet",
    "StatePosition",
    "Synced",
    "TextComparison",
    "VoteTables",
    "Who",
    "WordingUse",
    "Workspace",
    "WrittenCalendar",
    "WrittenPapers",
    "align",
    "alignment_tables",
    "basis_of",
    "brief",
    "brief_paper",
    "build_pack",
    "calendar_rows",
    "check",
    "closest",
    "closest_wordings",
    "coalition_tables",
    "compare_text",
    "comparison_rows",
    "delete_dossier",
    "draft_coalition",
    "draw_alignment",
    "draw_influence",
    "draw_norm",
    "editions",
    "export_dossier",
    "gap_rows",
    "history_note",
    "history_of",
    "import_dossier",
    "influence_map",
    "influence_paper",
    "likely_for",
    "list_dossiers",
    "main_rows",
    "new_dossier",
    "norm_history",
    "norm_tables",
    "open_draft",
    "open_workspace",
    "organ_named",
    "pack_changes",
    "pairs",
    "paper_text",
    "position_tables",
    "provision_rows",
    "put_item",
    "remove_item",
    "roll_calls",
    "save_calendar",
    "save_proposals",
    "save_redline",
    "save_tables",
    "search_tables",
    "search_texts",
    "set_head",
    "shown_gaps",
    "shown_paragraphs",
    "sponsor_sheet",
    "sponsor_tables",
    "state_position",
    "summary_lines",
    "sync",
    "verify_record",
    "who",
    "windows_calendar",
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
