"""Storage that does not answer: how often it is asked again, and what stands for what it does not give."""

import errno
from collections.abc import Iterator

import pytest

from warehouse.sources import Patience, Record, Reject
from warehouse.sources.outages import is_outage
from warehouse.sources.records import reject


def clients_error(module: str, name: str) -> Exception:
    """An error as a client of an object store raises it, which is no OSError."""
    return type(name, (Exception,), {"__module__": module})("it did not answer")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.EIO, "input/output error"), True),
        (ConnectionResetError(), True),
        (TimeoutError(), True),
        (clients_error("botocore.exceptions", "EndpointConnectionError"), True),
        (clients_error("aiohttp.client_exceptions", "ServerDisconnectedError"), True),
        (clients_error("botocore.exceptions", "NoCredentialsError"), False),
        (FileNotFoundError(), False),
        (PermissionError(), False),
        (OSError(errno.ENOSPC, "no space left"), False),
        (ValueError("a rule of ours"), False),
    ],
)
def test_only_storage_and_network_are_worth_another_try(error: Exception, expected: object) -> None:
    assert is_outage(error) is expected


def test_a_hiccup_while_listing_is_waited_for() -> None:
    waited: list[float] = []
    answers: list[Exception | str] = [ConnectionError(), clients_error("botocore.x", "ClientError"), "listed"]

    def listing() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert Patience(sleep=waited.append).call(listing) == "listed"
    assert waited == [2.0, 10.0]


def _broken_at(broken: list[int]) -> Iterator[Record]:
    """Three records, of which one cannot be read this time if something is left in the list."""
    fails = broken.pop(0) if broken else None
    for number in range(3):
        if number == fails:
            raise ConnectionError("reset")
        yield reject(str(number), "s3://b/a.jsonl", "broken_record", "")


def ids(records: Iterator[Record]) -> list[str | None]:
    return [record.source_id for record in records if isinstance(record, Reject)]


def test_a_file_is_read_on_from_where_the_storage_failed() -> None:
    broken = [1, 0, 2]
    records = Patience(sleep=lambda _: None).records(lambda: _broken_at(broken), source_id="a", uri="s3://b/a.jsonl")
    assert ids(records) == ["0", "1", "2"]


def test_what_stays_away_is_a_reject_and_no_run_waits_for_every_file() -> None:
    waited: list[float] = []
    patience = Patience(most=60.0, sleep=waited.append)
    for _ in range(4):
        records = patience.records(lambda: _broken_at([1]), source_id="a", uri="s3://b/a.jsonl")
        *_, last = records
        assert isinstance(last, Reject)
        assert (last.reason, last.source_id) == ("source_unavailable", "a")
        assert last.detail == "ConnectionError: reset; 1 records were read before; the next run tries again"
    assert sum(waited) <= 60.0
