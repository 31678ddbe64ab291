"""The command line: one file a command, each found when it is called, so that help comes up at once."""

from demarche.doors.cli.app import demarche, main

__all__ = ["demarche", "main"]
