"""A process that logs engagements: `scribe.py PLACE DOSSIER NAME COUNT [PASSPHRASE]`."""

from __future__ import annotations

import datetime as dt
import sys

from demarche.adapters.store.record import Record, sealing
from demarche.model.dossier import Engagement

if __name__ == "__main__":
    place, dossier_id, who, count, *passphrase = sys.argv[1:]
    sealing.ROUNDS = 1000  # as in the tests' own process
    with Record.open(place, who=who, wait=60, passphrase=passphrase[0] if passphrase else None) as record:
        for number in range(int(count)):
            record.put(dossier_id, "engagements", Engagement(id=f"{who}-{number}", date=dt.date(2024, 6, 20)))
