"""The one error of the house: public text that says what happened, where, and what to do next."""

from __future__ import annotations


class DemarcheError(Exception):
    """Something the user should read: what happened, where, what to do next.

    `UseError` is the user's to mend (exit status 2), `Failure` is the world's (exit status 1).
    """

    exit_status = 1
    kind = "failure"

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.next_step = next_step

    def __str__(self) -> str:
        parts = [self.what]
        if self.where:
            parts.append(f"Where: {self.where}.")
        if self.next_step:
            parts.append(f"What next: {self.next_step}")
        return "\n".join(parts)

    def as_dict(self) -> dict[str, str]:
        """Return the error in its one JSON shape."""
        return {"error": self.kind, "what": self.what, "where": self.where, "next": self.next_step}


class UseError(DemarcheError):
    """The request cannot be answered as put: an unknown name, a wrong date, a wrong file."""

    exit_status = 2
    kind = "use"


class Failure(DemarcheError):
    """The request was right but could not be carried out: a full disk, a cut connection, a damaged file."""
