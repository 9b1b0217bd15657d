"""Pages, texts and JSON lines. Bad input is normal input: it gives rejects with a reason, never an exception."""

import gzip
import json
from pathlib import Path

import pytest

from transforms.vocabulary import REJECT_REASONS
from warehouse.sources import Document, Limits, Record, Reject, find_files, read_file

BODY = "The harbour of Melin reopened on Tuesday.\n\nNobody was hurt, the port authority said."


def read(path: Path, limits: Limits | None = None, **fields: str) -> list[Record]:
    (file,) = find_files([str(path)])
    records = list(read_file(file, limits=limits or Limits(), fields=fields))
    assert all(record.reason in REJECT_REASONS for record in records if isinstance(record, Reject))
    return records


def test_text_file_is_a_page_dump_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "harbour.txt"
    path.write_bytes(BODY.replace("\n", "\r\n").encode())
    (document,) = read(path)
    assert isinstance(document, Document)
    assert (document.source_id, document.source_kind, document.content) == ("harbour", "raw_text", BODY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"])
def test_encodings_of_text(tmp_path: Path, encoding: str) -> None:
    text = "Der Bürgermeister von Mölln sagte: »Die Brücke wird größer.« " * 20
    path = tmp_path / "stadt.txt"
    path.write_bytes(text.encode(encoding))
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.content == text


def test_damaged_utf8_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes(("Fähre " * 400).encode() + b"\xff" + " Ende – ü".encode())
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.content.startswith("Fähre")
    assert document.content.endswith("\ufffd Ende – ü")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, bytes(range(256)) * 20, b"PK\x03\x04" + b"a" * 50]
)
def test_what_is_no_text_is_rejected(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    (reject,) = read(path)
    assert isinstance(reject, Reject)
    assert (reject.source_id, reject.reason) == ("picture", "not_text")


def test_large_document_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [{"id": "big", "text": "word " * 40_000}, {"id": "small", "text": BODY}]
    path.write_text("\n".join(map(json.dumps, rows)))
    reject, document = read(path, Limits(document_bytes=100_000))
    assert isinstance(reject, Reject)
    assert reject.reason == "too_large"
    assert isinstance(document, Document)
    assert document.source_id == "small"


def test_broken_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    lines = [
        '{"id": "a", "text": "One."}',
        '{"id": "b", "text": ',
        "[1, 2]",
        "",
        '{"id": "c"}',
        '{"text": 7}',
        '{"id": "d", "text": "T", "html": "H"}',
    ]
    path.write_text("\n".join(lines))
    records = read(path)
    reasons = [r.reason if isinstance(r, Reject) else "" for r in records]
    assert reasons == ["", "broken_record", "broken_record", "missing_content", "invalid_field", "ambiguous_content"]
    assert isinstance(records[1], Reject)
    assert records[1].detail is not None
    assert records[1].detail.startswith("line 2: ")


def test_records_without_id_are_named_after_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(
        f"{json.dumps({'text': BODY})}\n{json.dumps({'text': BODY, 'id': 17, 'authors': ['A B', 'C D']})}\n"
    )
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.source_id, second.source_id, second.authors) == ("feed-000001", "17", "A B; C D")


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"{BODY} Ship number {n * n} left."}) + "\n" for n in range(4000))
    path = tmp_path / "feed.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-9_000])
    records = read(path)
    assert isinstance(records[-1], Reject)
    assert records[-1].reason == "truncated_archive"
    assert sum(isinstance(record, Document) for record in records) > 100


def test_what_is_called_gz_and_is_not(tmp_path: Path) -> None:
    path = tmp_path / "page.html.gz"
    path.write_text("<html><body>plain</body></html>")
    (reject,) = read(path)
    assert isinstance(reject, Reject)
    assert reject.reason == "truncated_archive"


def test_decompression_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 50_000_000))
    (reject,) = read(path, Limits(document_bytes=100_000_000))
    assert isinstance(reject, Reject)
    assert reject.reason == "too_deep"


def test_ending_that_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7")
    (reject,) = read(path)
    assert isinstance(reject, Reject)
    assert reject.reason == "unsupported_type"


def content_of(path: Path) -> str:
    (document,) = read(path)
    assert isinstance(document, Document), document
    return document.content


def only_reject(path: Path, limits: Limits | None = None) -> Reject:
    (reject,) = read(path, limits)
    assert isinstance(reject, Reject), reject
    return reject


@pytest.mark.parametrize(
    ("written", "content"),
    [
        (r"a lone \ud83d half", "a lone � half"),
        (r"a pair \ud83d\ude00", "a pair 😀"),
        (r"NUL\u0000 and CRLF\r\n", "NUL and CRLF\n"),
        (r"\ufeffmark \u202eturned\u202c", "\N{ZERO WIDTH NO-BREAK SPACE}mark \N{RIGHT-TO-LEFT OVERRIDE}turned\u202c"),
    ],
)
def test_odd_characters_of_json(tmp_path: Path, written: str, content: str) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text('{"text": "' + written + '"}\n', encoding="utf-8")
    assert content_of(path) == content


def test_a_million_combining_marks_are_text(tmp_path: Path) -> None:
    text = "o" + "́" * 1_000_000
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"text": text}, ensure_ascii=False), encoding="utf-8")
    assert content_of(path) == text


def test_what_python_calls_json(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text('{"id": 7.0, "title": NaN, "authors": ["A B", null, " "], "text": "One\tline"}')
    (document,) = read(path)
    assert isinstance(document, Document)
    assert (document.source_id, document.title, document.authors) == ("7", None, "A B")


def test_numbers_that_are_ids_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(f'{{"id": {number}, "text": "T"}}' for number in (1234567.0, 1234568.0, 12345678901)))
    ids = [record.source_id for record in read(path) if isinstance(record, Document)]
    assert ids == ["1234567", "1234568", "12345678901"]


@pytest.mark.parametrize(
    ("fields", "detail"),
    [
        ({"title": "x" * 10_001}, "line 1: title has 10,001 characters, at most 10,000"),
        ({"title": 7}, "line 1: title is int: 7"),
        ({"id": True}, "line 1: id is bool: True"),
        ({"authors": ["A B", 3]}, "line 1: authors holds what is no text: ['A B', 3]"),
        ({"url": "https://[half"}, "line 1: url: Invalid IPv6 URL: 'https://[half'"),
    ],
)
def test_fields_of_a_wrong_kind(tmp_path: Path, fields: dict[str, object], detail: str) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"text": BODY, **fields}))
    reject = only_reject(path)
    assert (reject.reason, reject.detail) == ("invalid_field", detail)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "latin-1"])
@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str, ending: str) -> None:
    rows = [{"id": n, "text": f"Die Brücke über die Förde ist {n} Meter lang. " * 40} for n in range(300)]
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode(encoding)
    path = tmp_path / f"feed{ending}"
    path.write_bytes(gzip.compress(data) if ending.endswith("gz") else data)
    records = read(path)
    assert [record.content for record in records if isinstance(record, Document)] == [row["text"] for row in rows]


def test_json_lines_that_are_a_database(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    assert only_reject(path).reason == "not_text"


def test_deeply_nested_json(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("[" * 200_000 + "\n" + json.dumps({"id": "next", "text": BODY}))
    reject, document = read(path)
    assert isinstance(reject, Reject)
    assert reject.reason == "broken_record"
    assert isinstance(document, Document)


def test_fifty_megabytes_of_article(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl.gz"
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        file.write('{"id": "big", "text": "')
        for number in range(50_000):
            file.write(f"{hash((number, 7)):020d}" * 50)
        file.write('"}\n' + json.dumps({"id": "next", "text": BODY}) + "\n")
    reject, document = read(path)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.detail) == ("too_large", "line 1: more than 20,000,000 bytes")
    assert isinstance(document, Document)


@pytest.mark.parametrize("charset", ["unicode_escape", "punycode", "undefined", "idna", "rot13", "no-such-thing"])
def test_charsets_that_are_none_are_passed_over(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<meta charset={charset}><p>Größe \\ud800 xn--a", encoding="utf-8")
    assert content_of(path).endswith("<p>Größe \\ud800 xn--a")


@pytest.mark.parametrize(
    ("charset", "text"), [("windows-1251", "Мост открыт"), ("shift_jis", "橋が開通"), ("euc-kr", "다리")]
)
def test_pages_in_the_charset_that_they_declare(tmp_path: Path, charset: str, text: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"<html><head><meta charset='{charset}'></head><p>{text}".encode(charset))
    assert content_of(path).endswith(text)


def test_file_without_the_right_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    (file,) = find_files([str(path)])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(file.filesystem.__class__, "open", refuse)
    (reject,) = read_file(file, limits=Limits())
    assert (reject.reason, reject.detail) == ("unreadable_file", "Permission denied")  # type: ignore[union-attr]


def test_file_that_vanishes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    (file,) = find_files([str(path)])
    path.unlink()
    (reject,) = read_file(file, limits=Limits())
    assert isinstance(reject, Reject)
    assert reject.reason == "unreadable_file"


def test_a_few_accents_in_english_text_are_western(tmp_path: Path) -> None:
    text = "The fête at Melin drew Hélène and a few thousand others to the quay on a cold and windy Sunday. " * 30
    path = tmp_path / "quay.txt"
    path.write_bytes(text.encode("latin-1"))
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.content == text
