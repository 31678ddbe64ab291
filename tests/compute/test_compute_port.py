"""One suite for every backend: the order of parts, errors that come through, workers that die, and one answer for one seed."""

from __future__ import annotations

import os

import numpy as np
import pytest

from demarche.adapters.compute import DaskCluster, LocalProcesses
from demarche.model.evidence import Estimate, Failure, Nature, UseError
from demarche.subjects.options import CRITERIA, Channel, EntryPoint, compare, rank_acceptability


@pytest.fixture(scope="module", params=["processes", "dask"])
def compute(request, work_on_path):
    if request.param == "dask":
        pytest.importorskip("distributed", reason="Dask is not installed (extra: cluster)")
        with DaskCluster(workers=2) as cluster:
            yield cluster
    else:
        with LocalProcesses(2) as processes:
            yield processes


@pytest.fixture(scope="module")
def work(work_on_path):
    import work

    return work


def test_results_come_in_the_order_of_the_parts(compute, work):
    assert list(compute.run(work.doubled, range(200))) == list(range(0, 400, 2))
    assert list(compute.run(work.doubled, [])) == []


def test_work_is_done_in_other_processes(compute, work):
    seen = set(compute.run(work.process_of, range(64)))
    assert os.getpid() not in seen
    assert compute.workers == 2


def test_an_error_of_the_work_comes_through_whole(compute, work):
    with pytest.raises(UseError) as told:
        list(compute.run(work.refused, range(3)))
    assert (told.value.what, told.value.where, told.value.next_step) == ("0 is refused.", "a part", "Give another number.")
    assert list(compute.run(work.doubled, [4])) == [8]


def test_a_function_that_no_worker_could_find_is_refused(compute):
    with pytest.raises(UseError, match="cannot be sent"):
        compute.run(lambda number: number, [1])


def fifty_by_eight():
    draw = np.random.default_rng(3)
    points = []
    for n in range(50):
        ratings = {}
        for criterion in CRITERIA:
            low, high = sorted(draw.uniform(criterion.low, criterion.high, 2))
            ratings[criterion.id] = Estimate((low + high) / 2, Nature.JUDGED, criterion.unit, low, high)
        points.append(EntryPoint(f"option {n:02}", Channel.BILATERAL, f"Option {n}", ratings=ratings))
    return compare(points)


def test_a_hundred_thousand_draws_give_the_same_answer_everywhere(compute):
    comparison = fifty_by_eight()
    here = rank_acceptability(comparison, draws=100_000, seed=11)
    there = rank_acceptability(comparison, draws=100_000, seed=11, run=compute.run)
    assert [(o.option, o.ranks, o.central_weights, o.confidence) for o in there.options] == [
        (o.option, o.ranks, o.central_weights, o.confidence) for o in here.options
    ]
    other = rank_acceptability(comparison, draws=100_000, seed=12, run=compute.run)
    assert [o.ranks for o in other.options] != [o.ranks for o in here.options]


def test_a_worker_that_dies_is_said_and_the_next_work_is_done(work):
    with LocalProcesses(2) as processes:
        with pytest.raises(Failure, match="worker"):
            list(processes.run(work.ended, range(4)))
        assert list(processes.run(work.doubled, [1, 2])) == [2, 4]


def test_one_worker_is_this_process(work):
    with LocalProcesses(1) as processes:
        assert set(processes.run(work.process_of, range(3))) == {os.getpid()}


def test_no_worker_at_all_is_refused():
    with pytest.raises(UseError):
        LocalProcesses(0)


def test_two_clusters_of_their_own_run_side_by_side(work):
    pytest.importorskip("distributed", reason="Dask is not installed (extra: cluster)")
    from demarche.adapters.compute.dask_cluster import DaskCluster

    with DaskCluster(workers=1) as one, DaskCluster(workers=1) as other:
        assert list(one.run(work.doubled, [1, 2])) == list(other.run(work.doubled, [1, 2])) == [2, 4]


def test_a_cluster_that_is_not_there_is_said():
    pytest.importorskip("distributed", reason="Dask is not installed (extra: cluster)")
    from demarche.adapters.compute import dask_cluster

    dask_cluster.WAIT_SECONDS, before = 1, dask_cluster.WAIT_SECONDS
    try:
        with pytest.raises(Failure, match="cannot be used"):
            DaskCluster("tcp://127.0.0.1:9")
    finally:
        dask_cluster.WAIT_SECONDS = before


def test_without_dask_the_way_to_it_is_said(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UseError, match="not installed"):
        DaskCluster()
