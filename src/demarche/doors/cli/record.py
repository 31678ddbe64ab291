"""`demarche record`: how the record is kept, and behind which passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from demarche.doors.cli.conventions import json_option, print_json, workspace_option
from demarche.doors.cli.passphrases import ask_new

if TYPE_CHECKING:
    from demarche.desk import RecordStatus

LOST = "Keep the passphrase where you will find it: without it the record is lost, and nobody can help."
ELSEWHERE = "Papers and exports that you wrote elsewhere, and backups, stay as they are."


@click.group("record", epilog="Example: demarche record encrypt")
def command() -> None:
    """Keep the record itself: encrypt it, check it.

    The record is one file in your workspace with all your dossiers. Encrypted, it tells nothing without its passphrase, and no command
    leaves anything of it in clear text beside it. Each command asks for the passphrase, or takes it from DEMARCHE_PASSPHRASE.
    """


@command.command(epilog="Example: demarche record status")
@workspace_option
@json_option
def status(workspace: Path | None, as_json: bool) -> None:
    """Say where the record is and whether it is encrypted. No passphrase is needed."""
    from demarche.desk import open_workspace, record_status

    _say(record_status(open_workspace(workspace)), "record status", as_json)


@command.command(epilog="Example: demarche record encrypt")
@workspace_option
@json_option
def encrypt(workspace: Path | None, as_json: bool) -> None:
    """Encrypt the record with a passphrase, which is asked for twice.

    What lay in clear text, unfinished entries and copies of older versions included, is overwritten. Scripts put the passphrase into
    DEMARCHE_NEW_PASSPHRASE. It needs the extra called encryption.
    """
    from demarche.desk import encrypt_record, open_workspace

    _say(encrypt_record(open_workspace(workspace), ask_new), "record encrypt", as_json, f"{LOST}\n{ELSEWHERE}")


@command.command(epilog="Example: demarche record decrypt")
@workspace_option
@json_option
def decrypt(workspace: Path | None, as_json: bool) -> None:
    """Write the record in clear text again."""
    from demarche.desk import decrypt_record, open_workspace

    _say(decrypt_record(open_workspace(workspace)), "record decrypt", as_json, "Anybody who can read the file can read it now.")


@command.command(epilog="Example: demarche record passphrase")
@workspace_option
@json_option
def passphrase(workspace: Path | None, as_json: bool) -> None:
    """Take another passphrase: the old one is asked for first, then the new one twice.

    Scripts put them into DEMARCHE_PASSPHRASE and DEMARCHE_NEW_PASSPHRASE.
    """
    from demarche.desk import change_passphrase, open_workspace

    _say(
        change_passphrase(open_workspace(workspace), ask_new), "record passphrase", as_json, f"The old one opens it no more. {LOST}"
    )


@command.command(epilog="Example: demarche record verify")
@workspace_option
@json_option
def verify(workspace: Path | None, as_json: bool) -> None:
    """Check the journal: any change made behind its back is found and located."""
    from demarche.desk import open_workspace, verify_record

    check = verify_record(open_workspace(workspace))
    if as_json:
        print_json("record verify", check)
    else:
        click.echo(f"The journal holds: {check.entries} entries.")


def _say(found: RecordStatus, name: str, as_json: bool, more: str = "") -> None:
    if as_json:
        print_json(name, found)
        return
    if not found.exists:
        click.echo(f"There is no record yet; it will be {found.path}")
        return
    kept = "encrypted" if found.encrypted else "not encrypted"
    waiting = f"; {found.drafts} unfinished entries wait beside it" if found.drafts else ""
    click.echo(f"{found.path}: {kept}, {found.bytes:,} bytes{waiting}.")
    if more:
        click.echo(more, err=True)
