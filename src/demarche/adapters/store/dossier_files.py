"""Dossiers as plain files: a folder with `dossier.toml` and one TOML file for each noun that has items.

The shipped dossiers, export and import use this one form. It is stable: equal dossiers give equal files, and changing one item
changes its own lines alone.
"""

from __future__ import annotations

import contextlib
import difflib
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from demarche.adapters.store.dossier_json import HEAD, assemble, plain, to_json
from demarche.adapters.store.durable import beside, disk_errors, settle, write_whole
from demarche.model.dossier import NOUNS, Dossier, problems
from demarche.model.evidence import UseError

_NAMES: Final = (HEAD, *NOUNS)
_LARGEST: Final = 50_000_000
"""Bytes in one file beyond which it cannot be a dossier that someone keeps."""


def read_dossier(folder: Path | Traversable) -> Dossier:
    """Read the dossier in a folder. Raises one `UseError` that lists every problem: file, item, field, what is allowed."""
    where = str(folder)
    with disk_errors("reading the dossier", Path(where)):
        if not folder.is_dir():
            raise UseError("There is no such folder.", where=where, next_step="Name a folder that holds a dossier.toml.")
        found = {entry.name: entry for entry in folder.iterdir() if entry.name.endswith(".toml") and not entry.name.startswith(".")}
        if f"{HEAD}.toml" not in found:
            raise UseError(
                "This folder holds no dossier: there is no dossier.toml.",
                where=where,
                next_step="`demarche dossier export` writes a folder that shows the form.",
            )
        wrong = [_unknown(name) for name in sorted(found) if name.removesuffix(".toml") not in _NAMES]
        parts = {name: _read(name, found[f"{name}.toml"], wrong) for name in _NAMES if f"{name}.toml" in found}
    return assemble(parts, where=where, found=wrong, label=lambda noun: f"{noun}.toml")


def write_dossier(dossier: Dossier, folder: Path) -> Path:
    """Write a dossier into a folder and return the folder; files of nouns without items go, other files there are left alone.

    A new folder appears whole or not at all; in an existing one all new files are on the disk before the first old one is
    replaced. Raises `UseError` for a dossier with problems or a folder that holds something else, `Failure` where the disk refuses.
    """
    if wrong := problems(dossier):
        raise UseError("The dossier has problems:\n" + "\n".join(f"- {line}" for line in wrong), where=dossier.id)
    texts = {f"{name}.toml": text.encode() for name, text in dossier_texts(dossier).items()}
    with disk_errors("writing the dossier", folder):
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            _write_new(folder, texts)
        else:
            _refuse_another(folder, dossier.id)
            _replace(folder, texts)
    return folder


def dossier_texts(dossier: Dossier) -> dict[str, str]:
    """The files of a dossier without their folder: `dossier` and each noun that has items → TOML text."""
    to_json([plain(dossier), *(plain(item) for _, item in dossier.items())])  # refuses what no file can hold
    texts = {HEAD: "".join(_table("", plain(dossier)))}
    for noun in NOUNS:
        if items := getattr(dossier, noun):
            texts[noun] = "\n".join("".join(_table(f"[[{noun}]]\n", plain(item), noun)) for item in items)
    return texts


def shipped_dossiers() -> list[str]:
    """The ids of the dossiers that come with the program."""
    shelf = _shelf()
    return sorted(entry.name for entry in shelf.iterdir() if (entry / f"{HEAD}.toml").is_file()) if shelf.is_dir() else []


def read_shipped(dossier_id: str) -> Dossier:
    """Read a dossier that comes with the program. Raises `UseError` that names the nearest where there is none of that id."""
    known = shipped_dossiers()
    if dossier_id not in known:
        near = difflib.get_close_matches(dossier_id, known, n=1, cutoff=0.5)
        meant = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}."
        raise UseError(f"No dossier “{dossier_id}” comes with the program.", next_step=meant)
    return read_dossier(_shelf() / dossier_id)


def _shelf() -> Traversable:
    return files("demarche").joinpath("pack", "dossiers")


def _read(name: str, entry: Traversable, wrong: list[str]) -> Any:
    """The plain values in one file: the head's own, or the list under the noun's name; problems go to `wrong`."""
    raw = entry.read_bytes()
    try:
        if len(raw) > _LARGEST:
            raise ValueError(f"{len(raw)} bytes are more than any dossier has")
        content = tomllib.loads(raw.decode("utf-8-sig"))
    except RecursionError:
        wrong.append(f"{name}.toml: nested too deeply to be a dossier")
    except UnicodeDecodeError as error:
        wrong.append(f"{name}.toml: not text in UTF-8 (byte {error.start + 1})")
    except ValueError as error:
        wrong.append(f"{name}.toml: not TOML that I can read: {error}")
    else:
        if name == HEAD:
            return content
        wrong += [f"{name}.toml: “{key}” has no place here; entries begin with [[{name}]]" for key in content if key != name]
        return content.get(name, [])
    return {"id": "", "title": ""} if name == HEAD else []


def _unknown(file_name: str) -> str:
    near = difflib.get_close_matches(file_name, [f"{name}.toml" for name in _NAMES], n=1, cutoff=0.5)
    return f"{file_name}: no file of a dossier has this name" + (f"; did you mean {near[0]}?" if near else "")


def _table(heading: str, values: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """One TOML table under its heading: values, then tables within. tomli-w alone would choose another shape for short entries."""
    import tomli_w

    inner = {name: value for name, value in values.items() if _holds_tables(value)}
    flat = {name: value for name, value in values.items() if name not in inner}
    # A multi-line string cannot hold a carriage return before a line feed: reading makes one character of the two.
    yield heading + tomli_w.dumps(flat, multiline_strings="\\r\\n" not in to_json(flat))
    for name, value in inner.items():
        if isinstance(value, dict):
            yield from _table(f"\n[{path}.{name}]\n", value, f"{path}.{name}")
        else:
            for one in value:
                yield from _table(f"\n[[{path}.{name}]]\n", one, f"{path}.{name}")


def _holds_tables(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _write_new(folder: Path, texts: Mapping[str, bytes]) -> None:
    draft = beside(folder)
    draft.mkdir()
    try:
        for name, text in texts.items():
            write_whole(draft / name, text)
        draft.rename(folder)
        settle(folder.parent)
    except BaseException:
        for name in texts:
            (draft / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            draft.rmdir()
        raise


def _replace(folder: Path, texts: Mapping[str, bytes]) -> None:
    drafts = {name: beside(folder / name) for name in texts}
    try:
        for name, draft in drafts.items():
            write_whole(draft, texts[name])
        for name, draft in drafts.items():
            draft.replace(folder / name)
        for noun in NOUNS:
            if f"{noun}.toml" not in texts:
                (folder / f"{noun}.toml").unlink(missing_ok=True)
        settle(folder)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _refuse_another(folder: Path, dossier_id: str) -> None:
    """Refuse a folder that is in use for something else, so that no file of the user is overwritten."""
    head = folder / f"{HEAD}.toml"
    if head.is_file():
        with contextlib.suppress(ValueError, RecursionError):
            there = tomllib.loads(head.read_bytes().decode("utf-8-sig")).get("id")
            if there == dossier_id:
                return
            raise UseError(
                f"This folder holds another dossier: “{there}”, not “{dossier_id}”.",
                where=str(folder),
                next_step="Name another folder.",
            )
    if not folder.is_dir() or any(folder.iterdir()):
        raise UseError("This place is in use for something else.", where=str(folder), next_step="Name a new or an empty folder.")
