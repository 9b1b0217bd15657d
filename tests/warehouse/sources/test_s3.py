"""Object stores: the same reading against an S3-compatible server of our own, over HTTP."""

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from warehouse.sources import Document, Limits, Record, Reject, SourceError, find_files, read_file, read_manifest

pytest.importorskip("s3fs", reason="s3:// is an extra: pip install 'newsprism[s3]'")
server_of_moto = pytest.importorskip("moto.server", reason="the S3 server is part of the extra dev")

BUCKET = "harbour-news"
BODY = "The harbour of Melin reopened on Tuesday. Nobody was hurt, the port authority said."


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = server_of_moto.ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(scope="module")
def bucket(endpoint: str) -> Iterator[Any]:
    """A bucket of news, and the environment that leads to it, as a user would set it."""
    import s3fs

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL_S3", endpoint)
        environment.setenv("AWS_ACCESS_KEY_ID", "test")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "test")
        environment.setenv("AWS_DEFAULT_REGION", "eu-north-1")
        environment.setenv("AWS_EC2_METADATA_DISABLED", "true")
        s3fs.S3FileSystem.clear_instance_cache()
        files = s3fs.S3FileSystem()
        files.call_s3("create_bucket", Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
        rows = "\n".join(json.dumps({"id": f"ferry-{n}", "text": f"{BODY} Ferry {n} sailed."}) for n in range(50))
        files.pipe(
            {
                f"{BUCKET}/daily/a.txt": BODY.encode(),
                f"{BUCKET}/daily/deep/feed.jsonl.gz": gzip.compress(rows.encode()),
                f"{BUCKET}/daily/.draft/hidden.txt": b"hidden",
                f"{BUCKET}/other/export.csv": f'id,title,text\n7,Quay,"{BODY}"\n'.encode(),
                f"{BUCKET}/dumps/one.txt": BODY.encode(),
                f"{BUCKET}/dumps/manifest.csv": b"file,outlet\none.txt,Melin Post\nlost.txt,Coast\n../daily/a.txt,X\n",
            }
        )
        yield files
        s3fs.S3FileSystem.clear_instance_cache()


def read(*sources: str) -> list[Record]:
    return [record for file in find_files(sources) for record in read_file(file, limits=Limits())]


def ids(records: list[Record]) -> list[str]:
    assert all(isinstance(record, Document) for record in records), records
    return [record.source_id for record in records if isinstance(record, Document)]


def test_folder_is_read_with_all_below_it(bucket: Any) -> None:
    assert ids(read(f"s3://{BUCKET}/daily")) == ["a", *(f"ferry-{n}" for n in range(50))]
    assert ids(read(f"s3://{BUCKET}/daily/")) == ids(read(f"s3://{BUCKET}/daily"))


def test_single_object_and_glob(bucket: Any) -> None:
    (document,) = read(f"s3://{BUCKET}/other/export.csv")
    assert isinstance(document, Document)
    assert (document.source_id, document.source_uri) == ("7", f"s3://{BUCKET}/other/export.csv")
    assert ids(read(f"s3://{BUCKET}/da*/*.txt", f"s3://{BUCKET}/daily/a.txt")) == ["a"]
    files = list(find_files([f"s3://{BUCKET}/d*/**/*.gz"]))
    assert [file.name for file in files] == [f"{BUCKET}/daily/deep/feed.jsonl.gz"]


def test_manifest_beside_the_objects(bucket: Any) -> None:
    manifest = read_manifest(f"s3://{BUCKET}/dumps/manifest.csv")
    assert [reject.reason for reject in manifest.rejects] == ["outside_manifest_folder"]
    (file,) = manifest.files()
    (document,) = read_file(file, limits=Limits(), fields=manifest.fields_of(file))
    assert isinstance(document, Document)
    assert (document.outlet, document.source_uri) == ("Melin Post", f"s3://{BUCKET}/dumps/one.txt")


def test_version_is_the_etag(bucket: Any) -> None:
    bucket.pipe(f"{BUCKET}/versions/a.txt", b"first")
    (before,) = find_files([f"s3://{BUCKET}/versions"])
    (again,) = find_files([f"s3://{BUCKET}/versions"])
    bucket.pipe(f"{BUCKET}/versions/a.txt", b"other")
    (after,) = find_files([f"s3://{BUCKET}/versions"])
    assert before.version == again.version != after.version
    assert len(before.version.strip('"')) == 32


def test_new_objects_are_seen_by_a_process_that_has_listed_before(bucket: Any, endpoint: str) -> None:
    import boto3

    assert len(list(find_files([f"s3://{BUCKET}/other"]))) == 1
    boto3.client("s3", endpoint_url=endpoint).put_object(Bucket=BUCKET, Key="other/late.txt", Body=b"late")
    assert len(list(find_files([f"s3://{BUCKET}/other"]))) == 2


@pytest.mark.parametrize(
    "source", ["s3://no-such-bucket-here/news", f"s3://{BUCKET}/nothing", "s3://no-such-bucket-here"]
)
def test_what_is_not_there(bucket: Any, source: str) -> None:
    with pytest.raises(SourceError, match=f"{source}: no such file or folder"):
        list(find_files([source]))


def test_pattern_without_match_and_manifest_that_is_not_there(bucket: Any) -> None:
    with pytest.raises(SourceError, match="matches no file"):
        list(find_files([f"s3://{BUCKET}/daily/*.warc"]))
    with pytest.raises(SourceError, match="cannot be read"):
        read_manifest(f"s3://{BUCKET}/daily/manifest.csv")


@pytest.mark.slow
def test_run_reads_only_new_objects(
    bucket: Any, run_stages: Callable[..., dict[str, Any] | None], tmp_path: Path
) -> None:
    bucket.pipe(f"{BUCKET}/hourly/one.jsonl", json.dumps({"id": "one", "outlet": "Melin Post", "text": BODY}).encode())
    source = f"s3://{BUCKET}/hourly"
    first = run_stages(source, warehouse=tmp_path / "w")
    assert first is not None
    assert first["articles_kept"] == 1
    assert run_stages(source, warehouse=tmp_path / "w") is None
    bucket.pipe(f"{BUCKET}/hourly/two.jsonl", json.dumps({"id": "two", "text": BODY.replace("Melin", "Osen")}).encode())
    second = run_stages(source, warehouse=tmp_path / "w")
    assert second is not None
    assert (second["files_skipped"], second["documents_read"]) == (1, 1)


def test_storage_that_breaks_off_is_an_error_worth_another_try(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = find_files([f"s3://{BUCKET}/other/export.csv"])

    def fail(*_: Any, **__: Any) -> bytes:
        raise RuntimeError("connection lost")

    monkeypatch.setattr("s3fs.core.S3File._fetch_range", fail)
    with pytest.raises(OSError, match="RuntimeError: connection lost"):
        list(read_file(file, limits=Limits()))


def test_object_that_vanishes_is_a_reject(bucket: Any) -> None:
    bucket.pipe(f"{BUCKET}/brief/a.txt", BODY.encode())
    (file,) = find_files([f"s3://{BUCKET}/brief"])
    bucket.rm(f"{BUCKET}/brief/a.txt")
    (reject,) = read_file(file, limits=Limits())
    assert isinstance(reject, Reject)
    assert reject.reason == "unreadable_file"
