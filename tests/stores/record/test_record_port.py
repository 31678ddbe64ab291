"""What every backend of the record must do."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from dossier_strategies import dossiers
from hypothesis import HealthCheck, given, settings

from demarche.adapters.store.dossier_files import read_dossier, write_dossier
from demarche.adapters.store.record import Record, schema
from demarche.adapters.store.record.opening import writing
from demarche.model.dossier import (
    Commitment,
    CommitmentJudgement,
    CommitmentState,
    Constraint,
    Dossier,
    DossierReference,
    Engagement,
    Escalation,
    Place,
    Question,
    Stance,
)
from demarche.model.evidence import UseError

DAY = dt.date(2024, 6, 20)
SCRIBE = Path(__file__).with_name("scribe.py")
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def promise(name: str, *, until: dt.date | None = None, made: dt.date = dt.date(2024, 5, 21), **more: object) -> Commitment:
    return Commitment(id=name, by="the fictional ministry", what="opens the ford", made_on=made, until=until, **more)


ROAD = Dossier(
    id="fictional-road",
    title="A road that exists only here",
    references=(DossierReference(id="note", title="A fictional note", publisher="A fictional office", known_from=DAY - days(90)),),
    places=(Place(id="ford", name="Čertův brod"), Place(id="mill", name="Moulin à vent")),
    constraints=(Constraint(id="closed", what="The ford is closed.", place="ford", refs=("note",)),),
    commitments=(promise("opening", until=DAY + days(10), place="ford"),),
)


@QUIET
@given(dossier=dossiers(dossier_id="x"))
def test_loading_gives_what_was_saved_whatever_stood_there(record, dossier):
    before = record.verify().entries
    written = record.save(dossier)
    assert record.load("x") == dossier
    assert record.save(record.load("x")) == 0
    check = record.verify()
    assert (check.ok, check.reason, check.entries) == (True, "", before + written)


@settings(QUIET, max_examples=15)
@given(dossier=dossiers(dossier_id="x"))
def test_export_delete_import_gives_an_equal_record(record, dossier, tmp_path):
    record.save(dossier)
    folder = write_dossier(record.load("x"), tmp_path / "x")
    record.delete_dossier("x")
    assert record.dossier_ids() == []
    record.save(read_dossier(folder))
    assert record.load("x") == dossier
    assert record.verify().ok


def test_only_differences_are_written(record):
    assert record.save(ROAD) == 6
    assert record.save(ROAD) == 0
    assert record.save(replace(ROAD, title="Another title")) == 1
    more = (*ROAD.places, Place(id="tower", name="The tower"))
    assert record.save(replace(ROAD, title="Another title", places=more)) == 1
    between = (more[0], Place(id="well", name="The well"), *more[1:])
    assert record.save(replace(ROAD, title="Another title", places=between)) == 1
    assert record.save(replace(ROAD, places=between[1:], constraints=(), commitments=())) == 4
    assert record.load(ROAD.id) == replace(ROAD, places=between[1:], constraints=(), commitments=())
    assert record.verify().ok


def test_order_is_kept_through_any_number_of_insertions(record):
    places: list[Place] = []
    for number in range(40):
        places.insert(min(1, number), Place(id=f"p{number}", name=""))
        record.save(replace(ROAD, places=tuple(places), constraints=(), commitments=()))
        assert list(record.load(ROAD.id).places) == places
    places.reverse()
    record.save(replace(ROAD, places=tuple(places), constraints=(), commitments=()))
    assert list(record.load(ROAD.id).places) == places
    assert record.verify().ok


def test_a_dossier_with_problems_is_refused_and_nothing_written(record):
    with pytest.raises(UseError, match="no place “ford”"):
        record.save(replace(ROAD, places=()))
    with pytest.raises(UseError, match="same after it is read back"):
        record.save(replace(ROAD, since="2024-06-20"))  # text in the place of a day
    with pytest.raises(UseError):
        record.save(replace(ROAD, title="\ud800"))
    assert (record.dossier_ids(), record.verify().entries) == ([], 0)


def test_two_readers_of_a_dossier_do_not_overwrite_one_another(open_record):
    ours, theirs = open_record("us"), open_record("them")
    ours.save(ROAD)
    mine = ours.load(ROAD.id)
    theirs.put(ROAD.id, "engagements", Engagement(id="call", date=DAY))
    with pytest.raises(UseError, match="was changed since it was read"):
        ours.save(replace(mine, title="Mine"))
    ours.save(replace(ours.load(ROAD.id), title="Mine"))
    assert [e.id for e in theirs.load(ROAD.id).engagements] == ["call"]
    theirs.delete_dossier(ROAD.id)
    with pytest.raises(UseError, match="was changed since it was read"):
        ours.save(mine)


def test_put_adds_or_replaces_one_item(record):
    record.save(ROAD)
    first = Engagement(id="call", date=DAY, message="Asked for the ford.")
    record.put(ROAD.id, "engagements", first)
    record.put(ROAD.id, "engagements", Engagement(id="visit", date=DAY))
    record.put(ROAD.id, "engagements", replace(first, reaction="Took note."))
    record.put(ROAD.id, "engagements", replace(first, reaction="Took note."))
    assert [e.reaction for e in record.load(ROAD.id).engagements] == ["Took note.", ""]
    assert [r.item and r.item.reaction for r in record.history(ROAD.id, "call")] == ["", "Took note."]


@pytest.mark.parametrize(
    ("noun", "item", "said"),
    [
        ("engagements", Engagement(id="call", date=DAY, refs=("nowhere",)), "no reference “nowhere”"),
        ("engagements", Engagement(id="a/b", date=DAY), "the id is not made of"),
        ("engagements", promise("call"), "not Commitment"),
        ("engagement", Engagement(id="call", date=DAY), "Did you mean engagements"),
        ("commitments", promise("early", until=DAY - days(60)), "before it begins"),
    ],
)
def test_put_refuses_what_does_not_fit(record, noun, item, said):
    record.save(ROAD)
    with pytest.raises(UseError) as caught:
        record.put(ROAD.id, noun, item)
    assert said in str(caught.value)
    assert record.load(ROAD.id) == ROAD
    assert record.verify().entries == 6


def test_an_unknown_dossier_is_refused_with_the_nearest(record):
    record.save(ROAD)
    for act in (
        record.load,
        record.delete_dossier,
        record.history,
        lambda name: record.put(name, "places", Place(id="x", name="")),
    ):
        with pytest.raises(UseError, match=f"Did you mean {ROAD.id}"):
            act("fictional-raod")
    with pytest.raises(UseError, match="already a dossier"):
        record.save(replace(ROAD, id="Fictional-Road"))


def test_removing_keeps_the_history(record):
    record.save(ROAD)
    with pytest.raises(UseError, match="while others refer to it") as caught:
        record.remove(ROAD.id, "places", "ford")
    assert "constraints “closed”: no place “ford”" in str(caught.value)
    record.remove(ROAD.id, "places", "mill")
    with pytest.raises(UseError, match="There are no places “mill”"):
        record.remove(ROAD.id, "places", "mill")
    assert record.load(ROAD.id) == replace(ROAD, places=ROAD.places[:1])
    assert [(r.action, r.who, bool(r.item)) for r in record.history(ROAD.id, "mill")] == [
        ("put", "mission", True),
        ("remove", "mission", False),
    ]
    record.put(ROAD.id, "places", Place(id="mill", name="Rebuilt"))
    assert [r.action for r in record.history(ROAD.id, "mill", noun="places")] == ["put", "remove", "put"]
    assert record.history(ROAD.id, "mill", noun="parties") == []
    assert record.verify().ok


def test_purging_takes_the_history_along_and_the_journal_still_holds(record):
    record.save(ROAD)
    record.put(ROAD.id, "places", Place(id="mill", name="Changed"))
    record.remove(ROAD.id, "places", "mill")
    record.put(ROAD.id, "places", Place(id="mill", name="Again"))
    record.remove(ROAD.id, "places", "mill", purge=True)
    assert record.history(ROAD.id, "mill") == []
    check = record.verify()
    assert (check.ok, check.entries) == (True, 11)
    with pytest.raises(UseError):
        record.remove(ROAD.id, "places", "mill", purge=True)
    record.remove(ROAD.id, "commitments", "opening")
    record.remove(ROAD.id, "commitments", "opening", purge=True)
    assert record.history(ROAD.id, "opening") == []
    assert record.verify().ok


def test_a_past_can_be_forgotten_and_the_present_kept(record):
    record.save(ROAD)
    record.put(ROAD.id, "places", Place(id="ford", name="A name that must go"))
    record.put(ROAD.id, "places", Place(id="ford", name="A name that stays"))
    record.forget_past(ROAD.id, "places", "ford")
    assert [(r.action, r.item and r.item.name) for r in record.history(ROAD.id, "ford")] == [
        ("purge", None),
        ("put", "A name that stays"),
    ]
    assert record.load(ROAD.id).places == (Place(id="ford", name="A name that stays"), ROAD.places[1])
    assert record.search("must go") == []
    assert record.verify().ok


@pytest.mark.parametrize("purge", [True, False])
def test_a_deleted_dossier_is_gone_and_may_come_again(record, purge):
    record.save(ROAD)
    record.save(replace(ROAD, id="other"))
    record.delete_dossier(ROAD.id, purge=purge)
    assert record.dossier_ids() == ["other"]
    assert record.search("ford", limit=9) and {hit.dossier_id for hit in record.search("ford", limit=9)} == {"other"}
    if purge:
        with pytest.raises(UseError, match="There is no dossier"):
            record.history(ROAD.id)
    else:
        assert [r.action for r in record.history(ROAD.id)] == ["put"] * 6 + ["remove"]
    record.save(ROAD)
    assert record.load(ROAD.id) == ROAD
    assert record.titles() == {ROAD.id: ROAD.title, "other": ROAD.title}
    record.delete_dossier(ROAD.id)
    assert record.verify().ok
    with pytest.raises(UseError):
        record.history(ROAD.id)


def test_what_is_due(record):
    judged = CommitmentJudgement(state=CommitmentState.PARTLY_KEPT, on=DAY - days(1), who="us")
    kept = replace(judged, state=CommitmentState.KEPT)
    promises = (
        promise("today", until=DAY),
        promise("last", until=DAY + days(90)),
        promise("beyond", until=DAY + days(91)),
        promise("open-ended"),
        promise("over", until=DAY - days(1)),
        promise("partly", until=DAY + days(5), judgements=(judged,)),
        promise("kept", until=DAY + days(5), judgements=(kept,)),
        promise("kept-later", until=DAY + days(6), judgements=(replace(kept, on=DAY + days(1)),)),
        promise("not-yet-made", made=DAY + days(1), until=DAY + days(7)),
        promise("not-yet-known", known_from=DAY + days(1), until=DAY + days(7)),
        promise("sourced-later", until=DAY + days(8), refs=("note", "later"), other_half="not-yet-made"),
    )
    later = DossierReference(id="later", title="Later", publisher="A fictional office", known_from=DAY + days(3))
    record.save(replace(ROAD, commitments=promises, references=(*ROAD.references, later)))
    found = record.commitments_due(DAY, 90)
    assert [(due.commitment.id, due.days) for due in found] == [
        ("today", 0),
        ("partly", 5),
        ("kept-later", 6),
        ("sourced-later", 8),
        ("last", 90),
    ]
    assert {due.commitment.id: due.state for due in found}["partly"] is CommitmentState.PARTLY_KEPT
    by_id = {due.commitment.id: due.commitment for due in found}
    assert by_id["kept-later"].judgements == ()
    assert (by_id["sourced-later"].refs, by_id["sourced-later"].other_half) == (("note",), "")
    assert {due.dossier_id for due in found} == {ROAD.id}
    with_over = record.commitments_due(DAY, 0, overdue=True)
    assert [(due.commitment.id, due.days, due.state) for due in with_over] == [
        ("over", -1, CommitmentState.LAPSED),
        ("today", 0, CommitmentState.MADE),
    ]
    assert record.commitments_due(dt.date.max, 10**6) == []


def test_search_finds_all_words_in_any_field(record):
    record.save(ROAD)
    record.put(ROAD.id, "engagements", Engagement(id="call", date=DAY, message="Asked for the ford; “took note”.", known_from=DAY))
    assert [(hit.noun, hit.item.id) for hit in record.search("FORD closed")] == [("constraints", "closed")]
    assert [hit.item for hit in record.search('"took note"')] == [record.load(ROAD.id).engagements[0]]
    assert [hit.noun for hit in record.search("exists")] == ["dossier"]
    assert record.search("nowhere") == record.search("ford nowhere") == []
    assert {hit.item.id for hit in record.search("note", dossier_id=ROAD.id)} == {"note", "closed", "call"}
    assert {hit.item.id for hit in record.search("note", on=DAY - days(1))} == {"note", "closed"}
    assert {hit.item.id for hit in record.search("ferr* OR fo*")} == set()
    assert {hit.item.id for hit in record.search("fo*")} >= {"ford", "closed", "opening", "call"}
    assert len(record.search("ford", limit=2)) == 2
    assert "took note" in record.search("took")[0].excerpt
    for nothing in ("", " ", '""', "* -", "(("):
        with pytest.raises(UseError, match="no word"):
            record.search(nothing)
    for odd in ('"', "NEAR(", "a AND", "col:x", "^x", "'; DROP TABLE items", "100%", "_"):
        try:
            record.search(odd)
        except UseError as refused:
            assert "no word" in str(refused)
    assert record.verify().ok


def test_search_on_a_day_finds_nothing_later(record):
    judged = CommitmentJudgement(state=CommitmentState.KEPT, on=DAY + days(5), who="us", why="The windmill turned.")
    answer = Escalation(id="up", date=DAY, asked="The windmill?", came_back="Rejected outright.", came_back_on=DAY + days(2))
    record.save(replace(ROAD, commitments=(replace(ROAD.commitments[0], judgements=(judged,)),), escalations=(answer,)))
    assert [hit.item.id for hit in record.search("windmill", on=DAY)] == ["up"]
    assert record.search("windmill", on=DAY)[0].item.came_back == ""
    assert record.search("rejected", on=DAY) == []
    assert {hit.item.id for hit in record.search("windmill", on=DAY + days(5))} == {"up", "opening"}


def test_search_on_a_day_finds_stances_and_escalations_without_links_to_what_is_later(record):
    question = Question(id="hours", what="How long is the ford open?", low=0.0, high=24.0)
    stance = Stance(id="s", actor="NOR", question="hours", position=8.0, basis="A windmill stood there.")
    first = Escalation(id="first", date=DAY + days(3), to_level="capital", asked="The road")
    second = Escalation(id="second", date=DAY, to_level="forum", asked="The windmill", follows="first")
    record.save(replace(ROAD, questions=(question,), stances=(stance,), escalations=(first, second)))
    found = {hit.item.id: hit.item for hit in record.search("windmill", on=DAY)}
    assert found["s"].question == "hours"
    assert found["second"].follows == ""
    assert {hit.item.id: hit.item for hit in record.search("windmill", on=DAY + days(3))}["second"].follows == "first"


def test_words_of_scripts_without_spaces_are_found(record):
    record.save(replace(ROAD, places=(*ROAD.places, Place(id="crossing", name="虚构过境点关闭", note="معبر خيالي"))))
    assert [hit.item.id for hit in record.search("过境")] == ["crossing"]
    assert [hit.item.id for hit in record.search("خيالي")] == ["crossing"]


def test_an_anchor_tells_a_record_put_back_from_one_that_goes_on(record):
    record.save(ROAD)
    noted = record.verify().head
    record.put(ROAD.id, "engagements", Engagement(id="call", date=DAY))
    assert record.verify(anchor=noted).ok
    gone = record.verify(anchor="0" * 63 + "1")
    assert (gone.ok, gone.first_bad_seq) == (False, None)
    assert "does not continue" in gone.reason


def test_the_steps_from_the_first_version_on_make_a_record(place):
    engine = sa.create_engine(place if place.startswith("postgresql") else f"sqlite:///{place}")
    for version in schema.VERSIONS:
        with engine.begin() as connection:
            schema.upgrade(connection, version)
            assert schema.version_of(connection) == version
    engine.dispose()
    with Record.open(place, who="mission", create=False) as record:
        record.save(ROAD)
        assert record.load(ROAD.id) == ROAD
        assert record.search("ford")
        with pytest.raises(sa.exc.IntegrityError), writing(record._engine) as connection:
            connection.exec_driver_sql("UPDATE items SET noun = 'dossier', id = 'fictional-road' WHERE noun = 'places'")
        assert record.verify().ok


def test_who_writes_must_be_said(place):
    with pytest.raises(UseError, match="Who is writing"):
        Record.open(place, who=" ")


def test_processes_writing_at_once_all_find_their_entries(place, key, record):
    record.save(ROAD)
    scribes = [subprocess.Popen([sys.executable, SCRIBE, place, ROAD.id, f"scribe{n}", "40", *key.values()]) for n in range(3)]
    assert [scribe.wait(120) for scribe in scribes] == [0, 0, 0]
    assert {e.id for e in record.load(ROAD.id).engagements} == {f"scribe{n}-{m}" for n in range(3) for m in range(40)}
    assert {r.who for r in record.history(ROAD.id)} == {"mission", "scribe0", "scribe1", "scribe2"}
    assert (record.verify().ok, record.verify().entries) == (True, 6 + 120)


def test_a_record_is_made_once_however_many_open_it_first(place, key):
    threads = [threading.Thread(target=lambda n=n: Record.open(place, who=f"w{n}", wait=60, **key).close()) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Record.open(place, who="mission", **key) as record:
        record.save(ROAD)
        assert record.verify().ok
