"""The page about sources says what is so."""

import re
from pathlib import Path

import pytest

from transforms.vocabulary import REJECT_REASONS
from warehouse.sources import Document, Limits, find_files, read_file, read_manifest
from warehouse.sources.files import KINDS
from warehouse.sources.records import CONTENT_FIELDS, FIELDS

PAGE = (Path(__file__).parents[3] / "docs" / "sources.md").read_text(encoding="utf-8")


def example(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, kind
    return found.group(1)


def test_every_reason_stands_in_the_table() -> None:
    rows = [f"| `{reason}` | {description} |" for reason, description in REJECT_REASONS.items()]
    table = PAGE[PAGE.index("| reason | what it says |") :].partition("\n\n")[0].splitlines()[2:]
    assert table == rows, "replace the table of reasons in docs/sources.md with:\n" + "\n".join(rows)


def test_every_field_and_ending_is_explained() -> None:
    assert all(f"| `{field}` |" in PAGE for field in FIELDS)
    assert all(f"- `{field}`:" in PAGE for field in CONTENT_FIELDS)
    assert all(f"`{ending}`" in PAGE for ending in KINDS)


def test_limits_are_those_of_the_code() -> None:
    limits = Limits()
    for shown in (
        f"{limits.document_bytes:,} bytes",
        f"{limits.field_chars:,} characters",
        f"| {limits.compression_ratio} |",
        f"{limits.document_seconds:.0f} seconds",
    ):
        assert shown in PAGE


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_examples_are_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"feed.{kind}{'l' if kind == 'json' else ''}"
    path.write_text(example(kind), encoding="utf-8")
    (file,) = find_files([str(path)])
    records = list(read_file(file, limits=Limits()))
    assert records
    assert all(isinstance(record, Document) for record in records), records


def test_manifest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text(example("manifest"), encoding="utf-8")
    manifest = read_manifest(str(path))
    assert manifest.rejects == ()
    assert manifest.fields[f"{tmp_path}/2026/b.html"] == {"outlet": "Coast Radio"}
