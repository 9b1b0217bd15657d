"""Counting work instead of timing it."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from transforms import ids
from transforms.annotations.attribution import article

_ROOMS = f"{Path(ids.__file__).parent}/"


def _count(work: Callable[[], object]) -> int:
    lines = 0

    def line(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal lines
        lines += 1
        return line

    def call(frame: FrameType, event: str, arg: object) -> Any:
        return line if frame.f_code.co_filename.startswith(_ROOMS) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


@pytest.fixture
def count_lines() -> Callable[[Callable[[], object]], int]:
    """The function that counts the lines of our transforms that some work runs through."""
    if not article.__file__.endswith(".py"):
        pytest.skip("compiled modules run no lines")
    return _count
