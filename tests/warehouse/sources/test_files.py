"""Which files a run reads, under which names, and what it says where there are none."""

import http.server
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from warehouse.sources import Document, Limits, Reject, SourceError, find_files, manifest_among, read_file

BODY = "The harbour of Melin reopened on Tuesday.\n\nNobody was hurt, the port authority said."


def test_missing_path_and_pattern_without_match(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        list(find_files([str(tmp_path / "absent")]))
    with pytest.raises(SourceError, match="matches no file"):
        list(find_files([str(tmp_path / "*.html")]))
    assert list(find_files([str(tmp_path)])) == []


def test_files_come_once_in_order_whatever_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "a.html", ".hidden.txt", "deep/c.txt", ".git/d.txt", "__MACOSX/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BODY)
    monkeypatch.chdir(tmp_path)
    sources = [str(tmp_path), str(tmp_path / "*.txt"), str(tmp_path / "a.html"), ".", f"file://{tmp_path}"]
    files = list(find_files(sources))
    assert [Path(file.uri).name for file in files] == ["a.html", "b.txt", "c.txt"]
    assert files[0].name == f"{tmp_path.name}/a.html"


def test_keys_do_not_depend_on_where_the_folder_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(BODY)
    (absolute,) = find_files([str(tmp_path / "news")])
    monkeypatch.chdir(tmp_path)
    (relative,) = find_files(["news"])
    (globbed,) = find_files(["news/*.txt"])
    assert absolute.name == relative.name == globbed.name == "news/a.txt"
    assert (relative.uri, globbed.uri) == ("news/a.txt", "news/a.txt")


def test_name_that_looks_like_a_pattern_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(BODY)
    (tmp_path / "a1.txt").write_text(BODY)
    (file,) = find_files([str(tmp_path / "a[1].txt")])
    assert file.stem == "a[1]"


def test_what_is_no_file_is_a_reject_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "manifest.csv")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "absent.txt")
    (tmp_path / "good.txt").write_text(BODY)
    found = {}
    files = list(find_files([str(tmp_path)]))
    assert manifest_among(files) == (None, files)
    for file in files:
        (record,) = read_file(file, limits=Limits())
        found[file.stem] = record.detail if isinstance(record, Reject) else None
    assert {name: (detail or "")[:15] for name, detail in found.items()} == {
        "circle": "Too many levels",
        "good": "",
        "manifest": "no regular file",
        "nowhere": "a link that lea",
        "pipe": "no regular file",
    }


def test_folder_that_is_closed_to_us_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "good.txt").write_text(BODY)
    listed = os.scandir

    def scandir(path: str) -> Any:  # root may list every folder, so the system does not say it in a test
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    files = list(find_files([str(tmp_path)]))
    (record,) = (record for file in files if file.stem == "shut" for record in read_file(file, limits=Limits()))
    assert isinstance(record, Reject)
    assert (record.reason, record.detail) == (
        "unreadable_file",
        "permission denied: what lies in the folder is unknown",
    )
    with pytest.raises(SourceError, match="Permission denied"):
        list(find_files([str(tmp_path / "shut")]))


def test_links_do_not_lead_out_of_the_folder_unless_told(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text(BODY)
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "own.txt").write_text(BODY)
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "all").symlink_to(tmp_path / "outside")
    (folder / "latest.txt").symlink_to("deep/own.txt")
    (folder / "one.txt").symlink_to(tmp_path / "outside" / "a.txt")
    (folder / "broken.txt").symlink_to(tmp_path / "absent.txt")

    def read(**options: bool) -> dict[str, str | None]:
        found = {}
        for file in find_files([str(folder)], **options):
            record = next(iter(read_file(file, limits=Limits())))
            found[file.stem] = record.reason if isinstance(record, Reject) else None
        return found

    assert read() == {"broken": "unreadable_file", "own": None, "latest": None, "one": "link_leads_out"}
    assert read(follow_links=True) == {"broken": "unreadable_file", "own": None, "latest": None, "one": None, "a": None}
    assert [file.kind for file in find_files([str(folder / "*.txt")])] == ["txt", "txt", "link"]
    assert [file.kind for file in find_files([str(folder / "one.txt")])] == ["txt"]
    assert [file.stem for file in find_files([str(folder / "all")])] == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")  # noqa: PTH118  bytes
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  bytes
        file.write(BODY)
    (found,) = find_files([str(tmp_path)])
    assert found.uri == f"{tmp_path}/caf\\xe9.txt"
    (document,) = read_file(found, limits=Limits())
    assert isinstance(document, Document)
    assert (document.source_id, document.content) == ("caf\\xe9", BODY)


def test_file_that_changes_changes_its_version(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    (before,) = find_files([str(path)])
    os.utime(path, (1, 1))
    (after,) = find_files([str(path)])
    assert before.version != after.version


def test_protocol_that_nobody_knows() -> None:
    with pytest.raises(SourceError, match="Protocol not known: carrier-pigeon"):
        list(find_files(["carrier-pigeon://loft/a.txt"]))


def test_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = sys.modules["fsspec.registry"]  # fsspec.registry is a view of what it holds
    monkeypatch.delitem(registry._registry, "s3", raising=False)
    monkeypatch.setitem(sys.modules, "s3fs", None)  # importing it fails
    with pytest.raises(SourceError, match=r"s3://bucket/news: .*pip install 'newsprism\[s3\]'"):
        list(find_files(["s3://bucket/news"]))


class _Page(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012  one server a test

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = b"<html><body><a href='/secret.html'>link</a><p>" + BODY.encode() + b"</p></body></html>"
        self.send_response(200 if self.path.startswith("/news") else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815  http.server's name

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def website() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_address_of_a_page_is_one_file_and_its_links_are_left_alone(website: str) -> None:
    pytest.importorskip("aiohttp", reason="http:// needs aiohttp")
    (file,) = find_files([f"{website}/news/a.html?page=[1]*"])
    assert (file.kind, file.stem) == ("html", "a")
    (document,) = read_file(file, limits=Limits())
    assert isinstance(document, Document)
    assert "The harbour of Melin reopened" in document.content
    assert {path.partition("?")[0] for path in _Page.asked} == {"/news/a.html"}
    with pytest.raises(SourceError, match="cannot be listed"):
        list(find_files([f"{website}/absent.html"]))
