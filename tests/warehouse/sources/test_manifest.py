"""Manifests: fields for files that have none, and no way out of their folder."""

import gzip
from pathlib import Path

import pytest

from warehouse.sources import Document, Limits, SourceError, find_files, manifest_among, read_file, read_manifest

BODY = "The harbour of Melin reopened on Tuesday.\n\nNobody was hurt, the port authority said."


def test_fields_go_to_the_files(tmp_path: Path) -> None:
    (tmp_path / "inside.txt").write_text(BODY)
    path = tmp_path / "m.csv"
    path.write_text(
        "File;Outlet;published_at;remark\ninside.txt;Melin Post;2026-01-02;x\n\n;Y;;\n", encoding="utf-8-sig"
    )
    manifest = read_manifest(str(path))
    (file,) = find_files([str(tmp_path / "inside.txt")])
    fields = manifest.fields_of(file)
    assert fields == {"outlet": "Melin Post", "published_at": "2026-01-02"}
    (document,) = read_file(file, limits=Limits(), fields=fields)
    assert isinstance(document, Document)
    assert document.outlet == "Melin Post"
    assert [found.name for found in manifest.files()] == ["inside.txt"]


@pytest.mark.parametrize(
    "named",
    [
        "../../etc/passwd",
        "..",
        "a/../../b.txt",
        "/etc/hosts",
        "..\\b.txt",
        "C:\\b.txt",
        "file:///etc/hosts",
        "https://news.example/a.html",
        "s3://bucket/a.txt",
        "zip::a.zip",
        "link.txt",
        "links/hosts",
    ],
)
def test_nothing_leaves_its_folder(tmp_path: Path, named: str) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (tmp_path / "b.txt").write_text(BODY)
    (folder / "link.txt").symlink_to(tmp_path / "b.txt")
    (folder / "links").symlink_to("/etc")
    path = folder / "manifest.csv"
    path.write_text(f"file,outlet\n{named},X\n")
    manifest = read_manifest(str(path))
    assert [reject.reason for reject in manifest.rejects] == ["outside_manifest_folder"]
    assert manifest.rejects[0].detail == f"line 2: {named}"
    assert manifest.files() == []


def test_files_that_are_not_there_and_files_named_twice(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(BODY)
    path = tmp_path / "manifest.csv"
    path.write_text("file,outlet\ndeep/a.txt,X\n./deep/a.txt,Y\nabsent.txt,Z\n*.txt,W\n")
    manifest = read_manifest(str(path))
    assert [reject.reason for reject in manifest.rejects] == ["duplicate_id"]
    assert [file.name for file in manifest.files()] == ["deep/a.txt"]


def test_relative_stays_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(BODY)
    (tmp_path / "news" / "manifest.csv").write_text("file,outlet\na.txt,X\n")
    monkeypatch.chdir(tmp_path)
    (file,) = read_manifest("news/manifest.csv").files()
    assert file.uri == "news/a.txt"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name,outlet\na.txt,B\n", "needs a column named 'file'; it has name, outlet"),
        (b"", "needs a column named 'file'; it has no columns"),
        (b"\x89PNG" + b"\x00" * 50, "is no text"),
    ],
)
def test_what_is_no_manifest(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        read_manifest(str(path))


def test_manifest_that_is_not_there_and_one_that_breaks_off(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_manifest(str(tmp_path / "absent.csv"))
    path = tmp_path / "m.csv.gz"
    path.write_bytes(gzip.compress(b"file,outlet\n" + bytes(range(32, 127)) * 200)[:-20])
    with pytest.raises(SourceError, match="cannot be read"):
        read_manifest(str(path))


def test_manifests_of_several_folders_are_found_and_taken_together(tmp_path: Path) -> None:
    for name, packed in (("a", False), ("b", True)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "x.txt").write_text(BODY)
        data = f"file,outlet\nx.txt,Outlet {name}\n".encode()
        (folder / f"manifest.csv{'.gz' if packed else ''}").write_bytes(gzip.compress(data) if packed else data)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "manifest.csv").write_text("file,text\nx,a table of articles that only looks like one\n")
    manifest, files = manifest_among(list(find_files([str(tmp_path)])))
    assert manifest is not None
    assert [file.name for file in files] == [
        f"{tmp_path.name}/{name}" for name in ("a/x.txt", "b/x.txt", "c/manifest.csv")
    ]
    assert [(manifest.fields_of(file) or {}).get("outlet") for file in files] == ["Outlet a", "Outlet b", None]
    assert manifest_among(files) == (None, files)


def test_manifest_and_file_named_by_a_detour(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "score").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The quay is open.")
    (tmp_path / "news" / "manifest.csv").write_text("file,outlet\na.txt,Melin Post\n")
    detour = f"{tmp_path}/score/../news"
    manifest = read_manifest(f"{detour}/manifest.csv")
    (file,) = find_files([f"{detour}/a.txt"])
    assert manifest.fields_of(file) == {"outlet": "Melin Post"}
