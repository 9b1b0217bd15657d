"""Nicknames inside invented names."""

import pytest

from transforms.text.nicknames import nicknames, without_nickname


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('Thomas "Tam" Okell', "Thomas Okell"),
        ("Thomas “The Crab” Okell", "Thomas Okell"),
        ("Anna (Nan) Firth", "Anna Firth"),
        ("Anna ‘Nan’ Firth-Okell", "Anna Firth-Okell"),
        ("Anna Firth", "Anna Firth"),
    ],
)
def test_without_nickname(name: str, expected: str) -> None:
    assert without_nickname(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('said Thomas "Tam" Okell', ['"Tam" ']),
        ('said Thomas. "Tam" Okell left', []),
        ('the "Old" Bridge', []),
        ('Okell said "Never" Tuesday', []),
        ("Ted (R-Ohio) Ruiz", []),
        ("the Harbor Office (HO) Board", []),
    ],
)
def test_nicknames(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in nicknames(text, 0, len(text))] == expected
