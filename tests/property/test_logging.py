"""Whatever is logged under a rule: what is not to be recorded is nowhere, and no reader outside learns what the rule keeps from them."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.adapters.store import dossier_to_json
from demarche.desk import log_engagement, open_workspace
from demarche.desk.handling import Handling
from demarche.desk.leaving import opened_for
from demarche.model.dossier import Attribution, Dossier, Sensitivity, problems

TODAY = dt.date(2031, 6, 20)
NUMBERS = itertools.count()
SPOKEN = ("with_whom", "who", "level")
HEARD = ("reaction", "next_step")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    opened = open_workspace(tmp_path_factory.mktemp("logging"))
    yield opened
    opened.close()


@st.composite
def entries(draw):
    """Answers with a word of its own in each, some left out."""
    said = {}
    for field in (*SPOKEN, *HEARD, "message", "promise"):
        if draw(st.booleans()):
            said[field] = [f"Zq{field.replace('_', '')}"]
    if "promise" in said:
        until = draw(st.sampled_from(["", "; until in 3 months", "; until 2031-12-01"]))
        place = draw(st.sampled_from(["", "; at Zqplace"]))
        back = draw(st.sampled_from(["", "; in return for Zqother: Zqgiven"]))
        by = draw(st.sampled_from(["", "Zqby: "]))
        said["promise"] = [f"{by}Zqpromised{until}{place}; checked by Zqchecks; if Zqcondition{back}"]
    return said


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries(), st.sampled_from(list(Attribution)), st.sampled_from(list(Sensitivity)))
def test_no_reader_learns_what_the_rule_keeps_from_them(workspace, said, rule, audience):
    name = f"fictional-{next(NUMBERS)}"
    workspace.record.save(Dossier(id=name, title="Fictional"))
    if not said:
        return
    before = workspace.record.verify().entries
    logged = log_engagement(workspace, name, said | {"attribution": [str(rule)]}, TODAY)
    if rule is Attribution.DO_NOT_RECORD:
        assert logged.engagement is None
        assert workspace.record.verify().entries == before
        return
    whole = workspace.dossier(name)
    assert problems(whole) == []
    kept = dossier_to_json(whole)
    assert all(word in kept for words in said.values() for word in words if word.startswith("Zq") and ";" not in word)

    opened = opened_for(workspace, Handling(workspace, whole, TODAY), audience)
    left = dossier_to_json(opened.dossier).casefold()
    if rule is Attribution.CHATHAM_HOUSE:
        assert not [field for field in SPOKEN if f"zq{field.replace('_', '')}" in left]
        assert "zqby" not in left
    if audience in {Sensitivity.PUBLIC, Sensitivity.LIMITED}:
        closed = ["zqmessage", "zqreaction", "zqnextstep", "zqwithwhom", 'zqwho"', "zqby"]
        if rule is not Attribution.ON_RECORD:
            closed += ["zqpromised", "zqchecks", "zqcondition", "zqplace", "zqother", "zqgiven"]
        else:
            closed = [word for word in closed if word not in {"zqby", "zqwithwhom"}]  # on record, who was met and promised is open
        assert [word for word in closed if word in left] == []
