"""Invented sentences that are hard to split, from the table beside this file."""

import pathlib
from typing import Final

import pytest

from transforms.annotations.sentences import split_sentences

_TABLE: Final = pathlib.Path(__file__).with_name("hard_cases.txt")


def _cases() -> list[tuple[str, str]]:
    language, cases = "", []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("# "):
            cases.append((language, line.replace("⏎", "\n")))
    return cases


@pytest.mark.parametrize(("language", "marked"), _cases())
def test_hard_cases(language: str, marked: str) -> None:
    pieces = marked.split("|")
    text = "".join(pieces)
    found = [text[start:end] for start, end in split_sentences(text, language=language)]
    assert found == [piece.strip() for piece in pieces]
