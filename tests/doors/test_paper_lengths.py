"""Papers open in LibreOffice and are as long as promised: for every ask of every shipped dossier, internal and left behind."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess

import pytest

from demarche.desk import Asked, draw_up, open_workspace, write_drawn

DAYS = {"sudan-adre": dt.date(2024, 6, 20), "drc-goma": dt.date(2025, 11, 20), "syria-cross-border": dt.date(2023, 7, 20)}
PAGES = {"demarche": 2, "talking-points": 1, "escalation": 1, "common-position": 2, "sponsors": 2, "outcomes": 2}
"""The most pages of each kind; what is left behind of a démarche, and its read-out form, are one page."""
A_HALF = 0.5

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdfinfo") and shutil.which("pdftotext")),
    reason="LibreOffice and poppler are not installed",
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return open_workspace(tmp_path_factory.mktemp("workspace"))


def rendered(folder):
    """Every Word file of a folder as PDF, by one call, since the program takes long to start."""
    files = sorted(str(path) for path in folder.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files], capture_output=True, check=True
    )
    made = sorted(folder.glob("*.pdf"))
    assert len(made) == len(files)
    return made


def pages(path) -> int:
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    assert "A4" in told
    return int(re.search(r"Pages:\s+(\d+)", told)[1])


def filled(path) -> float:
    """How far down the first page its words reach, the footer apart."""
    boxes = subprocess.run(["pdftotext", "-bbox", "-l", "1", str(path), "-"], capture_output=True, text=True, check=True).stdout
    height = float(re.search(r'<page width="[\d.]+" height="([\d.]+)"', boxes)[1])
    ends = [float(y) for y in re.findall(r'yMax="([\d.]+)">', boxes)]
    return max(y for y in ends if y < 0.94 * height) / height


@pytest.mark.parametrize("kind", PAGES)
def test_no_paper_of_a_shipped_dossier_is_longer_than_promised(workspace, tmp_path, kind):
    for dossier, day in DAYS.items():
        asks = [a for a in workspace.dossier(dossier).as_known_on(day).asks if a.by is None or a.by >= day]
        for ask in asks[:5] if kind in {"talking-points", "escalation", "demarche"} else asks[:1]:
            drawn = draw_up(workspace, kind, Asked(dossier, day, "Norway", ask="" if kind == "sponsors" else ask.id))
            write_drawn(drawn, tmp_path, f"{dossier}-{ask.id}", ["docx"])
    for path in rendered(tmp_path):
        alone = kind == "demarche" and path.stem.endswith(("leave-behind", "read-out"))
        assert pages(path) <= (1 if alone else PAGES[kind]), path.name
        if kind == "escalation":
            assert filled(path) <= A_HALF, path.name


def test_a_dossier_with_long_words_in_every_field_still_keeps_to_a_page(workspace, tmp_path):
    from dataclasses import replace

    from demarche.model.dossier import Escalation, Objection

    whole = workspace.dossier("sudan-adre")
    long = "a long account of what is known and what is not, told with care " * 3
    ask = replace(whole.asks[0], objections=tuple(Objection(says=long, reply=long) for _ in range(6)), arguments=(long,) * 5)
    up = Escalation(
        id="up", date=DAYS["sudan-adre"], constraint="adre-closed", what=long, tried=long, asked=long, must_not_say=long
    )
    view = workspace.showing(replace(whole, asks=(ask, *whole.asks[1:]), escalations=(up, *whole.escalations)))
    for kind in ("talking-points", "escalation"):
        write_drawn(draw_up(view, kind, Asked("sudan-adre", DAYS["sudan-adre"], "Norway")), tmp_path, kind, ["docx"])
    found = {path.stem: path for path in rendered(tmp_path)}
    assert {name: pages(path) for name, path in found.items()} == dict.fromkeys(found, 1)
    assert filled(found["escalation"]) <= A_HALF
