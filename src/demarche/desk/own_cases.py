"""The cases that somebody drew from their own dossiers: files of the workspace in the form of the shipped ones."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demarche.model.evidence import Failure, UseError
from demarche.subjects.cases import Case, read_case

if TYPE_CHECKING:
    from demarche.desk.workspace import Workspace


def own_cases(workspace: Workspace) -> tuple[Case, ...]:
    """The cases in the workspace's folder `cases`. Raises `UseError` naming the file that cannot be read."""
    folder = cases_folder(workspace)
    found = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        try:
            found.append(read_case(tomllib.loads(path.read_text("utf-8")), str(path)))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UseError(
                f"The case cannot be read: {error}.", where=str(path), next_step="Mend the file or take it away."
            ) from error
        except OSError as error:
            raise Failure(f"The case cannot be read ({error.strerror}).", where=str(path), next_step="Allow reading it.") from error
    return tuple(found)


def cases_folder(workspace: Workspace) -> Path:
    """Where they are kept."""
    return workspace.folder.root / "cases"


def write_case(workspace: Workspace, data: dict[str, Any]) -> tuple[Case, Path]:
    """Write a case as a file of the workspace after reading it back. Raises `UseError` where it is no whole case, or is there already."""
    import tomli_w

    from demarche.adapters.papers import write_text

    path = cases_folder(workspace) / f"{data['id']}.toml"
    text = tomli_w.dumps(data, multiline_strings=False)
    case = read_case(tomllib.loads(text), path.name)
    if path.exists():
        raise UseError(
            "There is a case of this name already.", where=str(path), next_step="Give another with --id, or take that one away."
        )
    workspace.folder.ensure()
    write_text(path, text)
    return case, path
