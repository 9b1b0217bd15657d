"""Dask and Ray: two workers make the same files, byte for byte, as this process; mistakes are said in one line."""

import contextlib
import datetime as dt
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.scheduling.clusters import Cluster
from flows.settings import Settings
from flows.stages.running import run_once
from flows.workers.executors import InProcess, Paths
from flows.workers.spreading import Answer, Spread
from flows.workers.workers import ChildProcesses
from warehouse.remote.objects import Objects
from warehouse.store.layout import Layout, WarehouseError

ENGINES = ("dask", "ray")
RUN = {"run_id": "20260101T000000Z-0001", "started_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}


class OnCluster(InProcess):
    """Steps that are shared out go to a cluster, as in the flow, without Prefect."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__(ChildProcesses())
        self._cluster = cluster
        self.groups = 0

    def map(self, name: str, step: Callable[[Paths], Paths], groups: Sequence[Paths]) -> list[Path]:  # noqa: ARG002  as there
        self.groups += len(groups)
        return self._cluster.map(step, groups)


@contextlib.contextmanager
def dask_of_two() -> Iterator[str]:
    with contextlib.ExitStack() as stack:
        from distributed import LocalCluster

        cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
        yield stack.enter_context(cluster).scheduler_address


@contextlib.contextmanager
def ray_of_two() -> Iterator[str]:
    from ray.cluster_utils import Cluster as RayCluster

    cluster = RayCluster()
    try:
        for _ in range(2):  # two nodes, as two machines are
            cluster.add_node(num_cpus=1)
        yield cluster.address
    finally:
        cluster.shutdown()


@pytest.fixture
def address(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """An engine and the address of a cluster of two workers."""
    engine = request.param
    pytest.importorskip("distributed" if engine == "dask" else "ray", reason=f"the engine is the extra {engine}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the engines do with sockets, and will do some day
        with dask_of_two() if engine == "dask" else ray_of_two() as found:
            yield engine, found


def files_of(warehouse: Path) -> dict[str, bytes]:
    layout = Layout(warehouse)
    folder = layout.snapshot(str(layout.published_run()))
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*.parquet")
        if file.parent.name != "runs"  # which say when they ran
    }


@pytest.mark.slow
@pytest.mark.parametrize("address", ENGINES, indirect=True)
def test_two_workers_make_what_this_process_makes(address: tuple[str, str], news: Path, tmp_path: Path) -> None:
    engine, place = address
    here, there = (
        Settings(sources=(str(news),), warehouse=str(tmp_path / name), chunk_documents=1, **more)
        for name, more in (("here", {}), ("there", {"runner": engine, "address": place}))
    )
    run_once(here, InProcess(), **RUN)
    with Cluster(there) as cluster:
        executor = OnCluster(cluster)
        run_once(there, executor, **RUN)
    assert executor.groups == 8  # four chunks are annotated, and their terms counted
    expected = files_of(tmp_path / "here")
    assert len(expected) > 30
    assert files_of(tmp_path / "there") == expected


@pytest.mark.slow
@pytest.mark.parametrize("address", ENGINES, indirect=True)
def test_two_workers_share_nothing_but_the_store(
    s3_warehouse: str, address: tuple[str, str], news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sources, chunks, results and warehouse lie on the object store; the working copy cannot be seen by workers."""
    import s3fs

    engine, place = address
    bucket = s3_warehouse.split("/")[2]
    for file in news.iterdir():
        s3fs.S3FileSystem().put_file(str(file), f"{bucket}/news/{file.name}")
    source = f"s3://{bucket}/news"
    labels = tmp_path / "labels.csv"
    labels.write_text("label_id,concept,term,register,source\nboat.ferry,boat,ferry,neutral,ours\n", encoding="utf-8")
    here, there = (
        Settings(sources=(source,), warehouse=warehouse, chunk_documents=1, **more)
        for warehouse, more in (
            (str(tmp_path / "here"), {}),
            (s3_warehouse, {"runner": engine, "address": place}),
        )
    )
    run_once(here, InProcess(), **RUN)
    asked: list[Path] = []
    with Cluster(there) as cluster:
        spread = cluster._spread

        def seen(step: Spread, groups: Sequence[Paths], shown: Any) -> list[Path]:
            hidden = there.layout.root.with_name("hidden")
            there.layout.root.rename(hidden)  # what a worker elsewhere sees of it
            try:
                asked.extend(path for group in groups for path in group)
                return spread(step, groups, shown)
            finally:
                hidden.rename(there.layout.root)

        monkeypatch.setattr(cluster, "_spread", seen)
        run_once(there, OnCluster(cluster), **RUN)
        assert len(asked) == 4
        expected = files_of(tmp_path / "here")
        assert len(expected) > 30
        assert files_of(there.layout.root) == expected
        assert not Objects(s3_warehouse).sizes("state/staging")
        again = {"run_id": "20260101T000000Z-0002", "started_at": RUN["started_at"]}
        run_once(replace(there, labels=str(labels)), OnCluster(cluster), **again)  # from stored rows
        assert len(asked) > 4
    run_once(replace(here, labels=str(labels)), InProcess(), **again)
    assert files_of(there.layout.root) == files_of(tmp_path / "here")


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_at_the_address(engine: str, tmp_path: Path) -> None:
    address = "tcp://127.0.0.1:9" if engine == "dask" else "127.0.0.1:9"
    settings = Settings(runner=engine, address=address, warehouse=str(tmp_path))
    with (
        pytest.raises(WarehouseError, match=f"--address {address}: nobody answers there"),
        Cluster(settings) as cluster,
    ):
        cluster.map(list, [[tmp_path]])


def test_engine_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with (
        pytest.raises(WarehouseError, match=r"pip install 'newsprism\[dask\]'"),
        Cluster(Settings(runner="dask", warehouse=str(tmp_path))) as cluster,
    ):
        cluster.map(list, [[tmp_path]])


def test_worker_with_other_code_and_worker_that_does_not_see_the_warehouse(tmp_path: Path) -> None:
    from transforms.fingerprints import source_hash

    other = Spread(list, tmp_path, "0000")([tmp_path])
    assert "another newsprism" in str(other.error)
    blind = Spread(list, tmp_path / "elsewhere", source_hash())([tmp_path])
    assert "does not see" in str(blind.error)
    assert Spread(list, tmp_path, source_hash())([tmp_path]) == Answer([tmp_path])


def test_storage_that_fails_is_tried_again_and_rules_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transforms.fingerprints import source_hash

    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    errors: list[Exception] = [OSError(5, "broken"), TimeoutError()]

    def step(group: Paths) -> Paths:
        if errors:
            raise errors.pop(0)
        return group

    assert Spread(step, None, source_hash())([tmp_path]).error is None
    assert slept == [2.0, 10.0]
    errors.append(ValueError("a rule"))
    assert isinstance(Spread(step, None, source_hash())([tmp_path]).error, ValueError)
    assert len(slept) == 2


def test_address_without_a_cluster_is_refused() -> None:
    from flows.pipeline import _for_others

    with pytest.raises(WarehouseError, match="--runner dask or --runner ray"):
        _for_others(Settings(address="tcp://127.0.0.1:8786"))
