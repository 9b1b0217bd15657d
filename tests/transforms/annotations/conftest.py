"""Counting the work of the rooms that read word by word, instead of timing it."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from transforms.annotations.attribution import article

_ROOMS = tuple(
    str(Path(article.__file__).parent.parent / room) + "/" for room in ("attribution", "sentences", "speakers")
)


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
    """The function that counts the lines of attribution, segmentation and speakers that some work runs through."""
    if not article.__file__.endswith(".py"):
        pytest.skip("compiled modules run no lines")
    return _count
