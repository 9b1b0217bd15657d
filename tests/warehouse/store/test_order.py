"""The order of writes: after a power cut, what PUBLISHED names is on the disk."""

import os
from pathlib import Path

import pytest

from warehouse.store.layout import Layout

Known = dict[Path, tuple[int, int]]


def files_of(folder: Path) -> Known:
    """Size and time of each file."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


@pytest.mark.slow
def test_what_is_named_was_flushed_before_it_is_named(
    run_stages, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w"
    layout = Layout(warehouse)
    on_disk: list[Known] = [{}]
    named: list[str] = []
    sync, replace = os.sync, os.replace

    def noted_sync() -> None:
        on_disk.append(files_of(warehouse))
        sync()

    def noted_replace(source: Path | str, target: Path | str) -> None:
        source, target = Path(source), Path(target)
        if target in {layout.database, layout.published}:
            assert on_disk[-1].get(source) == (source.stat().st_size, source.stat().st_mtime_ns), target
        if target == layout.published:
            run_id = source.read_text(encoding="utf-8").strip()
            manifest = layout.snapshot(run_id) / "manifest.json"
            entries = [warehouse / entry["path"] for entry in layout.manifest(run_id)["files"]]
            for file in (manifest, layout.database, layout.ledger, *entries):
                assert file in on_disk[-1], file
            assert on_disk[-1][manifest] == files_of(manifest.parent)[manifest]
            named.append(run_id)
        replace(source, target)

    monkeypatch.setattr(os, "sync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    run_stages(news / "feed.jsonl", warehouse=warehouse)
    run_stages(news, warehouse=warehouse)
    assert len(set(named)) == 2
    assert len(on_disk) > len(named)
