"""The bundled sample: invented articles of invented outlets."""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any


def sample_folder() -> Path:
    """Where the sample lies: in the checkout, or in the installed package."""
    return Path(str(resources.files("flows.sample")))


def sample_sources() -> dict[str, Any]:
    """Settings that read the sample."""
    folder = sample_folder()
    registry = folder / "outlets.csv"
    return {
        "sources": (str(folder / "articles"),),
        "outlets": str(registry) if registry.exists() else None,
    }


def is_sample(sources: Sequence[str]) -> bool:
    """Whether a run read the sample, wherever it lay then: its own registry of outlets belongs to it."""
    return [Path(source).parts[-3:] for source in sources] == [("flows", "sample", "articles")]
