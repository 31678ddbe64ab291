"""The entry-points brief, as `demarche brief` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demarche.desk.approach import Asked
from demarche.desk.briefing_paper import brief_leaving
from demarche.desk.paperwork import DrawnUp
from demarche.model.dossier import Sensitivity

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace


def draw_up(workspace: Workspace, asked: Asked, audience: Sensitivity) -> DrawnUp:
    """The two-page brief. Raises like `demarche.desk.paperwork.draw_up`."""
    _, leaving = brief_leaving(workspace, asked.dossier, asked.state, asked.on, asked.days, audience=audience)
    return DrawnUp(leaving)
