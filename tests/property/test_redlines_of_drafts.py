"""Any two drafts: accepting the Word redline gives the new one, rejecting it the old one in its own order, whatever moved."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.word_files import accept_all, reject_all
from demarche.desk import compare_text, open_draft, open_workspace, save_redline

DAY = dt.date(2024, 6, 20)
_SENTENCES = (
    "Demands that all parties open the road from Merrin to the ferry without delay;",
    "Urges both banks of the fictional river to let the wounded pass at all hours;",
    "Decides that the boats shall carry flour and medicine as long as the mill stands empty;",
    "Calls upon the neighbouring States to lend boats and crews to all who need them;",
    "Requests the Secretary-General to report every ninety days on the use of the landing;",
    "Condemns the burning of the mill at Merrin and of the boats that lay beside it;",
    "Decides to remain seized of the matter;",
)
WORDS = st.sampled_from("full safe rapid lasting promptly the boats crews and ferry".split())  # noqa: SIM905


@st.composite
def drafts(draw: st.DrawFn) -> str:
    """A fictional draft: some sentences in some order, a few of them with words put in."""
    chosen = draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=6, unique=True))
    lines = []
    for number, sentence in enumerate(chosen, 1):
        words = sentence.split(" ")
        for word in draw(st.lists(WORDS, max_size=2)):
            words.insert(draw(st.integers(2, len(words) - 1)), word)
        lines.append(f"{number}. {' '.join(words)}")
    return "\n\n".join(["The Security Council,", *lines])


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory):
    return open_workspace(tmp_path_factory.mktemp("redlines"))


def words_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@given(old=drafts(), new=drafts())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_accepting_gives_the_new_draft_and_rejecting_the_old_one(workspace, tmp_path_factory, old, new):
    found = compare_text(workspace, open_draft(new.encode(), "new"), DAY, since=open_draft(old.encode(), "old"))
    path = save_redline(found, tmp_path_factory.getbasetemp() / "redline.docx")
    content = path.read_bytes()
    assert words_of(accept_all(content)) == words_of(new)
    assert words_of(reject_all(content)) == words_of(old)
