from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

SAMPLE = Path(__file__).parents[3] / "flows" / "sample"


@pytest.fixture(scope="session")
def sample(
    run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database of the bundled sample."""
    warehouse = tmp_path_factory.mktemp("sample")
    assert run_stages_once(SAMPLE, warehouse=warehouse)
    with duckdb.connect(str(warehouse / "newsprism.duckdb"), read_only=True) as connection:
        yield connection
