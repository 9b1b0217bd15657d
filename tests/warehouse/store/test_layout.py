"""Manifests are written for people, too."""

import json

from warehouse.store.layout import manifest_text


def test_a_manifest_has_a_line_a_file() -> None:
    files = [{"table": "articles", "period": f"2031-0{month}", "rows": month} for month in (1, 2)]
    manifest = {"run_id": "r", "row_counts": {"articles": 3}, "files": files}
    text = manifest_text(manifest)
    assert json.loads(text) == manifest
    assert [
        json.loads(line.rstrip(",")) for line in text.splitlines() if line.startswith("{") and "table" in line
    ] == files
    assert json.loads(manifest_text({"run_id": "r", "files": []})) == {"run_id": "r", "files": []}
