from collections.abc import Callable
from pathlib import Path

import pytest

_FIXTURES = Path(__file__).parents[3] / "fixtures" / "pages"


@pytest.fixture(scope="session")
def page() -> Callable[[str], str]:
    return lambda name: (_FIXTURES / f"{name}.html").read_text(encoding="utf-8")
