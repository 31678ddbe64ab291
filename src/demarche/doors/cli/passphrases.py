"""Passphrases at the terminal: typed unseen, asked on stderr so that an answer on stdout stays clean, and never written anywhere."""

from __future__ import annotations

import sys

import click

from demarche.model.evidence import UseError


def ask_at_the_terminal() -> None:
    """Let an encrypted record be opened by whoever sits at the terminal, for every command."""
    from demarche.desk.workspace import ask_passphrases_with

    ask_passphrases_with(ask)


def ask(prompt: str) -> str:
    """Ask for the passphrase that opens the record. Raises `UseError` where there is no terminal to ask at."""
    _need_terminal("DEMARCHE_PASSPHRASE")
    typed: str = click.prompt(prompt, hide_input=True, err=True)
    return typed


def ask_new() -> str:
    """Ask twice for a passphrase that is to hold from now on. Raises `UseError` where there is no terminal to ask at."""
    _need_terminal("DEMARCHE_NEW_PASSPHRASE")
    typed: str = click.prompt("New passphrase of the record", hide_input=True, confirmation_prompt="The same again", err=True)
    return typed


def _need_terminal(variable: str) -> None:
    if not sys.stdin.isatty():
        raise UseError(
            "A passphrase is needed, and there is no terminal to ask at.",
            where="the record",
            next_step=f"Set {variable}, or call it at a terminal; nothing was changed.",
        )
