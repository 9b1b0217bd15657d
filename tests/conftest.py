"""Shared by all tests: runs without Prefect, and small invented articles."""

import datetime as dt
import itertools
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from flows.scheduling.quiet_exit import leave_quietly

leave_quietly()
hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
hypothesis.settings.load_profile("untimed")

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session", autouse=True)
def _offline_prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Prefect keeps its files in a folder of the test session, and calls nobody."""
    before = dict(os.environ)
    os.environ.update(
        PREFECT_HOME=str(tmp_path_factory.mktemp("prefect")), PREFECT_SERVER_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1"
    )
    os.environ.pop("PREFECT_API_URL", None)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def run_stages(run_stages_once: Callable[..., dict[str, Any] | None]) -> Callable[..., dict[str, Any] | None]:
    """As ``run_stages_once``, for single tests."""
    return run_stages_once


@pytest.fixture(scope="session")
def run_stages_once() -> Callable[..., dict[str, Any] | None]:
    """Run all stages in this process, as the flow does, without Prefect; None where there was nothing new."""
    from flows.settings import Settings
    from flows.stages.running import run_once
    from flows.summary import describe
    from flows.workers.executors import InProcess

    def run(*sources: Path | str, warehouse: Path, **options: Any) -> dict[str, Any] | None:
        settings = Settings(sources=tuple(map(str, sources)), warehouse=str(warehouse), **options)
        outcome = run_once(
            settings,
            InProcess(),
            run_id=f"20260101T000000Z-{next(_NUMBERS):04d}",
            started_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        )
        return describe(outcome) if outcome.published else None

    return run


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """A server that speaks as S3 does, for tests of what lies on an object store."""
    pytest.importorskip("s3fs", reason="s3:// is an extra: pip install 'newsprism[s3]'")
    server_of_moto = pytest.importorskip("moto.server", reason="the S3 server is part of the extra dev")
    server = server_of_moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line a request
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_warehouse(s3_endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a warehouse in a bucket of its own, as a user would set the environment for it."""
    import s3fs

    for name, value in {
        "AWS_ENDPOINT_URL_S3": s3_endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "NEWSPRISM_CACHE": str(tmp_path / "machine-a"),
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    bucket = f"press-{next(_NUMBERS)}"
    s3fs.S3FileSystem().mkdir(bucket)
    yield f"s3://{bucket}/warehouses/daily"
    s3fs.S3FileSystem.clear_instance_cache()


ARTICLE = """Ferry service to Melin resumes after storm

The ferry between Osterhaven and Melin sailed again on Tuesday after four days of storm.

"We are glad to be back at sea," said Jorun Aske, a spokeswoman for the line. She said that all tickets stay valid.

Mayor Teodor Lind told reporters that the town would not ask the state for help. "The harbour held," he said."""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of three records in JSON lines and one page dump."""
    import json

    folder = tmp_path / "news"
    folder.mkdir()
    rows = [
        {
            "id": f"ferry-{n}",
            "outlet": outlet,
            "published_at": f"2026-0{n}-12",
            "title": "Ferry sails",
            "text": ARTICLE.replace("Tuesday", day),
        }
        for n, (outlet, day) in enumerate(
            [("Melin Post", "Monday"), ("Osterhaven Herald", "Tuesday"), ("Coast Radio", "Friday")], 1
        )
    ]
    rows[1]["text"] = (
        'Osterhaven council met. "The quay needs repair," said Ilse Brandt, the harbour master, on Monday evening.'
    )
    rows[2]["text"] = (
        "Coast Radio reported calm seas. According to the weather office, the wind will turn south by Thursday morning."
    )
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "dump.txt").write_text(ARTICLE, encoding="utf-8")
    return folder
