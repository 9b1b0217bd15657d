"""A warehouse of the bundled sample, made once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.sample import sample_sources


@pytest.fixture(scope="session")
def sample(run_stages_once: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the sample."""
    sources = sample_sources()
    warehouse = tmp_path_factory.mktemp("sample") / "w"
    run_stages_once(*sources.pop("sources"), warehouse=warehouse, **sources)
    return warehouse
