"""The use cases, one function each: this is the Python API.

Names are imported when they are first used, so that a command pays only for what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demarche.desk.alignment import Alignment, align, draw_alignment
    from demarche.desk.approach import Asked
    from demarche.desk.briefing import Brief, brief
    from demarche.desk.briefing_paper import brief_leaving, brief_paper
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
    from demarche.desk.evidence import Who, editions, verify_record, who
    from demarche.desk.influence import InfluenceMap, influence_map
    from demarche.desk.leaving import Leaving
    from demarche.desk.map_paper import draw_influence, influence_leaving, influence_paper
    from demarche.desk.pack import build_pack, pack_changes
    from demarche.desk.papers import WrittenPapers, paper_text, write_leaving, write_papers
    from demarche.desk.paperwork import DrawnUp, draw_up, drawn_data, paper_forms, paper_stem, write_drawn
    from demarche.desk.positions import StatePosition, state_position
    from demarche.desk.record_keeping import RecordStatus, change_passphrase, decrypt_record, encrypt_record, record_status
    from demarche.desk.scorecard import CHECKS, Score, check
    from demarche.desk.sponsoring import SponsorSheet, sponsor_sheet
    from demarche.desk.syncing import Synced, sync
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
    "map_paper": ("draw_influence", "influence_leaving", "influence_paper"),
    "third_parties": ("LikelySheet", "likely_for"),
    "evidence": ("Who", "editions", "verify_record", "who"),
    "pack": ("build_pack", "pack_changes"),
    "leaving": ("Leaving",),
    "papers": ("WrittenPapers", "paper_text", "write_leaving", "write_papers"),
    "record_keeping": ("RecordStatus", "change_passphrase", "decrypt_record", "encrypt_record", "record_status"),
    "approach": ("Asked",),
    "paperwork": ("DrawnUp", "draw_up", "drawn_data", "paper_forms", "paper_stem", "write_drawn"),
    "syncing": ("Synced", "sync"),
    "workspace": ("Workspace", "open_workspace"),
}
_FILE = {name: file for file, names in _ROOM.items() for name in names}

__all__ = [
    "CALENDAR_HEADER",
    "CHECKS",
    "Alignment",
    "Asked",
    "Brief",
    "CalendarAhead",
    "CalendarLine",
    "CoalitionView",
    "DossierLine",
    "DrawnUp",
    "InfluenceMap",
    "Leaving",
    "LikelySheet",
    "RecordStatus",
    "RenewalRecord",
    "Score",
    "SponsorSheet",
    "StatePosition",
    "Synced",
    "VoteTables",
    "Who",
    "Workspace",
    "WrittenCalendar",
    "WrittenPapers",
    "align",
    "alignment_tables",
    "basis_of",
    "brief",
    "brief_leaving",
    "brief_paper",
    "build_pack",
    "calendar_rows",
    "change_passphrase",
    "check",
    "coalition_tables",
    "decrypt_record",
    "delete_dossier",
    "draft_coalition",
    "draw_alignment",
    "draw_influence",
    "draw_up",
    "drawn_data",
    "editions",
    "encrypt_record",
    "export_dossier",
    "history_note",
    "history_of",
    "import_dossier",
    "influence_leaving",
    "influence_map",
    "influence_paper",
    "likely_for",
    "list_dossiers",
    "main_rows",
    "new_dossier",
    "open_workspace",
    "pack_changes",
    "pairs",
    "paper_forms",
    "paper_stem",
    "paper_text",
    "position_tables",
    "put_item",
    "record_status",
    "remove_item",
    "roll_calls",
    "save_calendar",
    "save_tables",
    "set_head",
    "sponsor_sheet",
    "sponsor_tables",
    "state_position",
    "sync",
    "verify_record",
    "who",
    "windows_calendar",
    "write_drawn",
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
