"""A record behind a passphrase, from the command line: asked for unseen, wrong ones change nothing, nothing lies about in clear text."""

from __future__ import annotations

import datetime as dt
import os
import pty
import select
import subprocess
import sys
import time

import pytest

from demarche.adapters.store import DraftShelf, WorkspaceFolder
from demarche.desk import new_dossier, open_workspace, put_item

pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")

SECRET, OTHER = "four words of fiction", "another four words of it"
WORD = "Zabaranda"


@pytest.fixture
def kept(demarche):
    """A workspace with a dossier, everything that a process may write to lying under the test's folder."""
    for name in ("temporary", "home"):
        (demarche.folder / name).mkdir()
    around = {"TMPDIR": str(demarche.folder / "temporary"), "HOME": str(demarche.folder / "home")}

    def call(*words, **environment):
        return demarche(*words, **around, **environment)

    call.folder, call.around = demarche.folder, around
    workspace = open_workspace(demarche.folder / "workspace")
    new_dossier(workspace, "road", title=f"The {WORD} road", since=dt.date(2024, 1, 1))
    ford = {"what": f"The {WORD} ford is shut", "since": "2024-05-01", "deciders": "MLI", "category": "physical environment"}
    put_item(workspace, "road", "constraints", "ford", ford)
    workspace.close()
    return call


def bytes_under(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def record_of(call):
    return call.folder / "workspace" / "record.sqlite"


def typed(call, words, answers):
    """Call the command at a terminal of its own and type an answer after each prompt; gives the status and all that was shown."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("DEMARCHE_")} | call.around
    env |= {"DEMARCHE_WORKSPACE": str(call.folder / "workspace"), "DEMARCHE_USER": "tester"}
    mine, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-c", "from demarche.doors.cli import main; main()", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=call.folder,
        env=env,
        start_new_session=True,
    )
    os.close(theirs)
    shown, waiting, end = "", list(answers), time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([mine], [], [], 0.05)
        if ready:
            try:
                part = os.read(mine, 4096).decode()
            except OSError:
                break
            if not part:
                break
            shown += part
            if waiting and shown.endswith(": "):  # the blank comes when typing is no longer shown
                os.write(mine, f"{waiting.pop(0)}\n".encode())
                shown += "\n"
        elif run.poll() is not None:
            break
    os.close(mine)
    return run.wait(timeout=60), shown


def test_encrypt_read_change_and_decrypt_by_typing(kept):
    status, shown = typed(kept, ["record", "encrypt"], [SECRET, SECRET])
    assert status == 0, shown
    assert SECRET not in shown
    assert WORD.encode() not in bytes_under(kept.folder)
    status, shown = typed(kept, ["dossier", "show", "road"], [SECRET])
    assert (status, f"The {WORD} ford" in shown, SECRET in shown) == (0, True, False)
    status, shown = typed(kept, ["record", "passphrase"], [SECRET, OTHER, OTHER])
    assert status == 0, shown
    assert typed(kept, ["dossier", "show", "road"], [SECRET])[0] == 2
    assert typed(kept, ["record", "decrypt"], [OTHER])[0] == 0
    assert f"The {WORD} ford" in kept("dossier", "show", "road").out


def test_two_different_new_passphrases_are_asked_for_again(kept):
    status, shown = typed(kept, ["record", "encrypt"], [SECRET, OTHER, SECRET, SECRET])
    assert status == 0, shown
    assert kept("dossier", "show", "road", DEMARCHE_PASSPHRASE=SECRET).status == 0


def test_nothing_in_clear_text_whatever_is_done(kept):
    assert kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE=SECRET).status == 0
    papers = kept.folder / "papers"
    for words in (
        ("dossier", "add", "road", "asks", "open", f"what=Open the {WORD} ford", "of=MLI", "constraint=ford"),
        ("dossier", "set", "road", f"summary=About {WORD}"),
        ("dossier", "new", "other", "--title", f"{WORD} too"),
        ("dossier", "list"),
        ("dossier", "history", "road"),
        ("dossier", "remove", "road", "asks", "open", "--purge"),
        ("dossier", "delete", "other", "--yes"),
        ("dossier", "verify"),
        ("record", "verify"),
        ("windows", "--situation", "road", "--on", "2024-06-20"),
        ("chains", "road", "--for", "Norway", "--on", "2024-06-20", "--out", str(papers)),
        ("brief", "road", "--for", "Norway", "--on", "2024-06-20", "--out", str(papers)),
        ("paper", "talking-points", "road", "--for", "Norway", "--on", "2024-06-20", "--out", str(papers)),
        ("paper", "handover", "road", "--on", "2024-06-20", "--out", str(papers)),
        ("log", "road", "--with", "the mayor", "--said", f"{WORD} again", "--date", "2024-06-18"),
        ("due", "--on", "2024-06-20"),
        ("trace", "road", "--on", "2024-06-20"),
        ("record", "passphrase"),
    ):
        new = {"DEMARCHE_NEW_PASSPHRASE": OTHER} if words == ("record", "passphrase") else {}
        made = kept(*words, DEMARCHE_PASSPHRASE=SECRET, **new)
        assert made.status == 0, (words, made.err)
        for place in ("workspace", "temporary", "home"):
            assert WORD.encode() not in bytes_under(kept.folder / place), (words, place)
    assert kept("dossier", "show", "road", DEMARCHE_PASSPHRASE=OTHER).status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("dossier", "show", "road"),
        ("dossier", "add", "road", "constraints", "ford", "what=changed"),
        ("brief", "road", "--for", "Norway", "--on", "2024-06-20"),
        ("record", "decrypt"),
        ("record", "passphrase"),
    ],
)
def test_a_wrong_or_missing_passphrase_is_said_and_changes_nothing(kept, words):
    assert kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE=SECRET).status == 0
    before = record_of(kept).read_bytes()
    for given in ({}, {"DEMARCHE_PASSPHRASE": "four words of Fiction"}):
        made = kept(*words, DEMARCHE_NEW_PASSPHRASE=OTHER, **given)
        assert made.status == 2
        assert "nothing was changed" in made.err
        assert "Traceback" not in made.err
        assert record_of(kept).read_bytes() == before
        assert [p.name for p in record_of(kept).parent.iterdir()] == ["record.sqlite"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("record", "decrypt"), "not encrypted"),
        (("record", "passphrase"), "not encrypted"),
        (("record", "lock"), "lock"),
    ],
)
def test_what_cannot_be_done_to_a_plain_record(kept, words, said):
    before = record_of(kept).read_bytes()
    made = kept(*words, DEMARCHE_PASSPHRASE=SECRET)
    assert made.status == 2
    assert said in made.err
    assert record_of(kept).read_bytes() == before


def test_short_passphrases_and_encrypting_twice_are_refused(kept):
    assert "too short" in kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE="short").err
    assert WORD.encode() in record_of(kept).read_bytes()
    assert kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE=SECRET).status == 0
    again = kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE=OTHER)
    assert (again.status, "encrypted already" in again.err) == (2, True)
    assert "too short" in kept("record", "passphrase", DEMARCHE_PASSPHRASE=SECRET, DEMARCHE_NEW_PASSPHRASE="short").err
    assert kept("dossier", "show", "road", DEMARCHE_PASSPHRASE=SECRET).status == 0


def test_a_record_that_is_not_there_yet_begins_encrypted(demarche):
    assert "no record yet" in demarche("record", "status").out
    assert "no record" in demarche("record", "decrypt").err
    assert not (demarche.folder / "workspace").exists()
    made = demarche("record", "encrypt", "--json", DEMARCHE_NEW_PASSPHRASE=SECRET)
    assert made.json["result"]["encrypted"] is True
    assert demarche("dossier", "new", "road", "--title", WORD, DEMARCHE_PASSPHRASE=SECRET).status == 0
    assert WORD.encode() not in bytes_under(demarche.folder)


def test_unfinished_entries_are_encrypted_with_the_record_and_back(kept):
    folder = WorkspaceFolder.locate(kept.folder / "workspace")
    with DraftShelf(folder, None).draft() as draft:
        draft.keep({"message": f"Met them at {WORD}"})
    assert kept("record", "status", "--json").json["result"]["drafts"] == 1
    assert kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE=SECRET).status == 0
    assert WORD.encode() not in bytes_under(kept.folder / "workspace")
    assert kept("record", "passphrase", DEMARCHE_PASSPHRASE=SECRET, DEMARCHE_NEW_PASSPHRASE=OTHER).status == 0
    ((_, content),) = DraftShelf(folder, OTHER).waiting()
    assert content == {"message": f"Met them at {WORD}"}
    assert kept("record", "decrypt", DEMARCHE_PASSPHRASE=OTHER).status == 0
    assert len(DraftShelf(folder, None).waiting()) == 1


def test_a_draft_left_in_clear_text_by_a_killed_encryption_is_encrypted_at_the_next_opening(kept):
    assert kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE=SECRET).status == 0
    folder = WorkspaceFolder.locate(kept.folder / "workspace")
    with DraftShelf(folder, None).draft() as draft:
        draft.keep({"message": WORD})
    assert WORD.encode() in bytes_under(kept.folder / "workspace")
    assert kept("dossier", "list", DEMARCHE_PASSPHRASE=SECRET).status == 0
    assert WORD.encode() not in bytes_under(kept.folder / "workspace")


def test_an_entry_being_written_now_keeps_the_record_as_it_is(kept):
    folder = WorkspaceFolder.locate(kept.folder / "workspace")
    before = record_of(kept).read_bytes()
    with DraftShelf(folder, None).draft() as draft:
        draft.keep({"message": "now"})
        made = kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE=SECRET)
        assert made.status == 1
        assert record_of(kept).read_bytes() == before
    assert kept("record", "encrypt", DEMARCHE_NEW_PASSPHRASE=SECRET).status == 0


def test_without_the_library_it_is_said_which_extra_brings_it(kept):
    env = {k: v for k, v in os.environ.items() if not k.startswith("DEMARCHE_")}
    env |= {"DEMARCHE_WORKSPACE": str(kept.folder / "workspace"), "DEMARCHE_NEW_PASSPHRASE": SECRET}
    before = record_of(kept).read_bytes()
    code = "import sys; sys.modules['sqlcipher3'] = None; from demarche.doors.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, "record", "encrypt"], env=env, capture_output=True, text=True, check=False, cwd=kept.folder
    )
    assert run.returncode == 2
    assert "extra called encryption" in run.stderr
    assert record_of(kept).read_bytes() == before
