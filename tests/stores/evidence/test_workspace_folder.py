"""Where a workspace lives, that asking leaves no trace, and that two syncs do not meet."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from demarche.adapters.store import SnapshotFolder, Tables, WorkspaceFolder, pack_folder
from demarche.model.evidence import Failure, UseError


def test_the_workspace_named_comes_first_then_the_variable_then_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_WORKSPACE", str(tmp_path / "variable"))
    assert WorkspaceFolder.locate(tmp_path / "named").root == tmp_path / "named"
    assert WorkspaceFolder.locate(None).root == tmp_path / "variable"
    assert WorkspaceFolder.locate("").root == tmp_path / "variable"
    monkeypatch.setenv("DEMARCHE_WORKSPACE", "  ")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    default = WorkspaceFolder.locate().root
    assert default.name == "demarche"
    assert default.is_absolute()
    if sys.platform == "linux":
        assert default == tmp_path / "data" / "demarche"


def test_a_relative_place_and_the_home_sign_are_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert WorkspaceFolder.locate("desk").root == tmp_path / "desk"
    assert WorkspaceFolder.locate("~/desk").root == tmp_path / "desk"


def test_asking_leaves_no_trace(tmp_path: Path) -> None:
    folder = WorkspaceFolder.locate(tmp_path / "deep" / "desk")
    assert not folder.exists
    assert folder.writable
    with Tables.open(pack_folder(), folder.tables) as tables:
        assert not tables.has("never", "synced")
    assert SnapshotFolder(folder.snapshots).list() == []
    assert list(tmp_path.iterdir()) == []


def test_the_layout_is_made_when_first_written(tmp_path: Path) -> None:
    folder = WorkspaceFolder.locate(tmp_path / "deep" / "desk").ensure()
    assert folder.ensure() is folder
    assert folder.exists
    assert folder.record == folder.root / "record.sqlite"
    assert folder.snapshots == folder.root / "evidence" / "snapshots"
    assert folder.tables == folder.root / "evidence" / "tables"
    if os.name == "posix":
        assert folder.root.stat().st_mode & 0o077 == 0


def test_a_file_is_not_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UseError, match="not a folder") as caught:
        WorkspaceFolder.locate(tmp_path / "file")
    assert "--workspace" in caught.value.next_step
    inside = WorkspaceFolder.locate(tmp_path / "file" / "desk")
    assert not inside.writable
    with pytest.raises(Failure, match="disk refused"):
        inside.ensure()


def test_a_workspace_that_may_only_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    folder = WorkspaceFolder.locate(tmp_path / "desk")
    monkeypatch.setattr(Path, "mkdir", closed)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert not folder.writable
    with pytest.raises(Failure, match="may not be written: making the workspace was stopped") as caught:
        folder.ensure()
    assert "another workspace" in caught.value.next_step
    with pytest.raises(Failure, match="may not be written"), folder.lock("syncing"):
        pass


def test_two_syncs_do_not_meet(tmp_path: Path) -> None:
    folder = WorkspaceFolder.locate(tmp_path / "desk")
    with folder.lock("syncing un_votes"):
        with pytest.raises(Failure, match="Another process is at work here: syncing un_resolutions was not started") as caught:
            folder.lock("syncing un_resolutions").__enter__()
        assert "syncing un_votes" in caught.value.where
        assert f"process {os.getpid()}" in caught.value.where
    with folder.lock("syncing un_resolutions"):
        pass
    assert not list(folder.root.glob("*.holder"))


def test_an_error_lets_go_of_the_lock(tmp_path: Path) -> None:
    folder = WorkspaceFolder.locate(tmp_path / "desk")
    with pytest.raises(KeyboardInterrupt), folder.lock("syncing"):
        raise KeyboardInterrupt
    with folder.lock("syncing"):
        pass


def test_a_lock_file_of_something_else_is_named(tmp_path: Path) -> None:
    folder = WorkspaceFolder.locate(tmp_path)
    (tmp_path / "sync.lock").write_bytes(b"a shopping list " * 100)
    with pytest.raises(Failure, match="lock cannot be used") as caught, folder.lock("syncing"):
        pass
    assert "sync.lock" in caught.value.where


HOLDER = """
import sys, time
from demarche.adapters.store import WorkspaceFolder
with WorkspaceFolder.locate(sys.argv[1]).lock("a sync elsewhere"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_process_lets_go_of_the_lock(tmp_path: Path) -> None:
    folder = WorkspaceFolder.locate(tmp_path / "desk")
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(folder.root)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Failure, match="Another process") as caught:
            folder.lock("syncing").__enter__()
        assert f"a sync elsewhere, process {holder.pid}" in caught.value.where
        began = time.perf_counter()
        with pytest.raises(Failure, match="Another process"):
            folder.lock("syncing", wait=0.2).__enter__()
        assert time.perf_counter() - began >= 0.15
        holder.kill()
        holder.wait()
    with folder.lock("syncing", wait=5.0):
        pass
