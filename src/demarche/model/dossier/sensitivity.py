"""Who may read a field.

The four levels are those in common use under data-responsibility protocols; an organisation may name its own.
"""

from __future__ import annotations

from enum import StrEnum


class Sensitivity(StrEnum):
    """How far a field may travel, from a public paper to the author's own eyes."""

    PUBLIC = "public"
    LIMITED = "limited"
    RESTRICTED = "restricted"
    STRICT = "strictly confidential"

    @property
    def rank(self) -> int:
        """0 for public, 3 for strictly confidential."""
        return list(Sensitivity).index(self)

    def readable_at(self, clearance: Sensitivity) -> bool:
        """Whether a reader cleared for `clearance` may see it."""
        return self.rank <= clearance.rank


STRICT_BY_DEFAULT: dict[tuple[str, str], Sensitivity] = {
    ("dossier", "summary"): Sensitivity.LIMITED,
    ("red_lines", "what"): Sensitivity.STRICT,
    ("red_lines", "origin"): Sensitivity.STRICT,
    ("red_lines", "waiver"): Sensitivity.STRICT,
    ("red_lines", "forbids"): Sensitivity.STRICT,
    ("asks", "fallback"): Sensitivity.STRICT,
    ("asks", "bottom_line"): Sensitivity.STRICT,
    ("asks", "objections"): Sensitivity.RESTRICTED,
    ("engagements", "who"): Sensitivity.RESTRICTED,
    ("engagements", "with_whom"): Sensitivity.RESTRICTED,
    ("engagements", "message"): Sensitivity.RESTRICTED,
    ("engagements", "reaction"): Sensitivity.RESTRICTED,
    ("engagements", "next_step"): Sensitivity.RESTRICTED,
    ("engagements", "level"): Sensitivity.LIMITED,
    ("commitments", "evidence"): Sensitivity.LIMITED,
    ("escalations", "what"): Sensitivity.RESTRICTED,
    ("escalations", "tried"): Sensitivity.RESTRICTED,
    ("escalations", "leverage"): Sensitivity.STRICT,
    ("escalations", "do_no_harm"): Sensitivity.RESTRICTED,
    ("escalations", "must_not_say"): Sensitivity.STRICT,
    ("escalations", "asked"): Sensitivity.RESTRICTED,
    ("escalations", "came_back"): Sensitivity.RESTRICTED,
    ("outcomes", "our_contribution"): Sensitivity.RESTRICTED,
    ("outcomes", "substantiator"): Sensitivity.STRICT,
    **{
        ("ratings", name): Sensitivity.RESTRICTED
        for name in ("actor", "rater", "support", "influence", "confidence", "evidence", "counter_evidence", "ask")
    },
    **{
        ("stances", name): Sensitivity.RESTRICTED
        for name in ("actor", "position", "low", "high", "salience", "capability", "basis")
    },
}
"""Fields that start closed; a dossier opens them one by one."""
