"""Functions that workers can find: they stand in a module of their own."""

from __future__ import annotations

import os

from demarche.model.evidence import UseError


def doubled(number):
    return 2 * number


def refused(number):
    raise UseError(f"{number} is refused.", where="a part", next_step="Give another number.")


def process_of(_number):
    return os.getpid()


def ended(_number):
    os._exit(7)
