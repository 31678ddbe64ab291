"""The use cases by the file that holds them: the one list from which names are imported, checked and documented."""

from .alignment import (
    Alignment as Alignment,
    align as align,
    draw_alignment as draw_alignment,
)
from .approach import (
    Asked as Asked,
)
from .briefing import (
    Brief as Brief,
    brief as brief,
)
from .briefing_paper import (
    brief_leaving as brief_leaving,
    brief_paper as brief_paper,
)
from .calendar_ahead import (
    CalendarAhead as CalendarAhead,
    CalendarLine as CalendarLine,
    RenewalRecord as RenewalRecord,
    windows_calendar as windows_calendar,
)
from .calendar_papers import (
    WrittenCalendar as WrittenCalendar,
    save_calendar as save_calendar,
)
from .calendar_words import (
    CALENDAR_HEADER as CALENDAR_HEADER,
    basis_of as basis_of,
    calendar_rows as calendar_rows,
    history_note as history_note,
    history_of as history_of,
)
from .coalition import (
    CoalitionView as CoalitionView,
    draft_coalition as draft_coalition,
)
from .comparing import (
    OptionSheet as OptionSheet,
    compare_options as compare_options,
    read_bounds as read_bounds,
    read_ranking as read_ranking,
    workers_for as workers_for,
)
from .council_votes import (
    roll_calls as roll_calls,
)
from .dossiers import (
    DossierLine as DossierLine,
    delete_dossier as delete_dossier,
    export_dossier as export_dossier,
    import_dossier as import_dossier,
    list_dossiers as list_dossiers,
    new_dossier as new_dossier,
    pairs as pairs,
    put_item as put_item,
    remove_item as remove_item,
    search_record as search_record,
    set_head as set_head,
)
from .draft_reading import (
    DraftFile as DraftFile,
    open_draft as open_draft,
)
from .drafting import (
    FormDraft as FormDraft,
    WaitingDraft as WaitingDraft,
    form_draft as form_draft,
    waiting_drafts as waiting_drafts,
)
from .effort_paper import (
    effort_tables as effort_tables,
)
from .effort_plan import (
    EffortPlan as EffortPlan,
    limits_of as limits_of,
    plan_effort as plan_effort,
)
from .engagements import (
    LOG_LINE_FORM as LOG_LINE_FORM,
    Logged as Logged,
    check_answer as check_answer,
    log_engagement as log_engagement,
    read_attribution as read_attribution,
    read_log_line as read_log_line,
)
from .escalations import (
    ESCALATION_FIELDS as ESCALATION_FIELDS,
    OUTCOME_FIELDS as OUTCOME_FIELDS,
    came_back as came_back,
    check_step as check_step,
    escalate as escalate,
    record_outcome as record_outcome,
    way_of as way_of,
)
from .evidence import (
    Who as Who,
    editions as editions,
    verify_record as verify_record,
    who as who,
)
from .falling_due import (
    DueLine as DueLine,
    DueList as DueList,
    EndingText as EndingText,
    due as due,
)
from .influence import (
    InfluenceMap as InfluenceMap,
    influence_map as influence_map,
)
from .learning import (
    CHOICES as CHOICES,
    CaseOutline as CaseOutline,
    Learned as Learned,
    case_outline as case_outline,
    learn as learn,
)
from .leaving import (
    Leaving as Leaving,
)
from .lens_paper import (
    lens_tables as lens_tables,
)
from .lens_view import (
    LensView as LensView,
    outcome_lens as outcome_lens,
)
from .map_paper import (
    draw_influence as draw_influence,
    influence_leaving as influence_leaving,
    influence_paper as influence_paper,
)
from .norms import (
    NormHistory as NormHistory,
    NormVariant as NormVariant,
    OrganHistory as OrganHistory,
    draw_norm as draw_norm,
    norm_history as norm_history,
)
from .observed import (
    Columns as Columns,
    Imported as Imported,
    import_observed as import_observed,
)
from .option_paper import (
    option_tables as option_tables,
)
from .own_cases import (
    own_cases as own_cases,
)
from .pack import (
    build_pack as build_pack,
    pack_changes as pack_changes,
)
from .papers import (
    WrittenPapers as WrittenPapers,
    paper_text as paper_text,
    write_leaving as write_leaving,
)
from .paperwork import (
    DrawnUp as DrawnUp,
    draw_up as draw_up,
    drawn_data as drawn_data,
    paper_forms as paper_forms,
    paper_stem as paper_stem,
    write_drawn as write_drawn,
)
from .political_will import (
    WillSheet as WillSheet,
    rate_will as rate_will,
    will_sheet as will_sheet,
)
from .positions import (
    StatePosition as StatePosition,
    state_position as state_position,
)
from .precedents import (
    AdoptedWording as AdoptedWording,
    Closest as Closest,
    FailedWording as FailedWording,
    WordingUse as WordingUse,
    closest as closest,
    closest_wordings as closest_wordings,
)
from .promises import (
    LedgerLine as LedgerLine,
    PROMISE_FORM as PROMISE_FORM,
    add_commitment as add_commitment,
    commitment_on as commitment_on,
    judge_commitment as judge_commitment,
    ledger as ledger,
    ledger_of as ledger_of,
    observe as observe,
    pair_commitments as pair_commitments,
)
from .record_keeping import (
    RecordStatus as RecordStatus,
    change_passphrase as change_passphrase,
    decrypt_record as decrypt_record,
    encrypt_record as encrypt_record,
    record_status as record_status,
)
from .scorecard import (
    CHECKS as CHECKS,
    Score as Score,
    check as check,
)
from .sponsoring import (
    SponsorSheet as SponsorSheet,
    sponsor_sheet as sponsor_sheet,
)
from .syncing import (
    Synced as Synced,
    sync as sync,
)
from .text_about import (
    summary_lines as summary_lines,
)
from .text_base import (
    organ_named as organ_named,
)
from .text_comparing import (
    TextComparison as TextComparison,
    compare_text as compare_text,
)
from .text_pairing import (
    ComparedParagraph as ComparedParagraph,
)
from .text_proposals import (
    save_proposals as save_proposals,
)
from .text_redlines import (
    save_redline as save_redline,
)
from .text_search import (
    SearchAnswer as SearchAnswer,
    SearchFilters as SearchFilters,
    SearchHit as SearchHit,
    search_texts as search_texts,
)
from .text_tables import (
    norm_tables as norm_tables,
    search_tables as search_tables,
)
from .text_words import (
    COMPARISON_HEADER as COMPARISON_HEADER,
    GAPS_HEADER as GAPS_HEADER,
    PROVISIONS_HEADER as PROVISIONS_HEADER,
    comparison_rows as comparison_rows,
    gap_rows as gap_rows,
    provision_rows as provision_rows,
    shown_gaps as shown_gaps,
    shown_paragraphs as shown_paragraphs,
)
from .third_parties import (
    LikelySheet as LikelySheet,
    likely_for as likely_for,
)
from .tie_paper import (
    tie_tables as tie_tables,
)
from .tie_sheet import (
    TieSheet as TieSheet,
    ties_between as ties_between,
)
from .trace_paper import (
    trace_leaving as trace_leaving,
    trace_paper as trace_paper,
)
from .tracing import (
    Trace as Trace,
    TraceEntry as TraceEntry,
    TraceLine as TraceLine,
    TraceStation as TraceStation,
    trace as trace,
)
from .vote_papers import (
    alignment_tables as alignment_tables,
    coalition_tables as coalition_tables,
    position_tables as position_tables,
    sponsor_tables as sponsor_tables,
)
from .vote_sheets import (
    VoteTables as VoteTables,
    main_rows as main_rows,
    save_tables as save_tables,
)
from .will_paper import (
    will_tables as will_tables,
)
from .workspace import (
    Workspace as Workspace,
    open_workspace as open_workspace,
)
