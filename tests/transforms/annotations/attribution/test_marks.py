"""Pairing of quotation marks in invented lines."""

from collections.abc import Callable
from typing import Any

import pytest

from transforms.annotations.attribution.marks import pair_marks


def _pairs(text: str) -> list[str]:
    paragraphs = []
    position = 0
    for line in text.split("\n"):
        paragraphs.append((position, position + len(line)))
        position += len(line) + 1
    return [text[quotation.start : quotation.end] for quotation in pair_marks(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ("He said ''yes'' twice.", ["''yes''"]),
        ("He said ``yes'' twice.", ["``yes''"]),
        ('She said "yes” and left.', ['"yes”']),
        ('She said “yes" and left.', ['“yes"']),
        ("She said «yes» twice.", ["«yes»"]),
        ("''He said 'no,''' she said.", ["''He said 'no,'''"]),
        ('"He said "never" and left," she said.', ['"He said "never" and left,"']),
        ("He says,” it is safe.”", ["” it is safe.”"]),
        ("“It is safe,“ he said.", ["“It is safe,“"]),
        ('A 6" pipe broke.', []),
        ("“It is safe.\n“It held.” So he said.", ["“It is safe.", "“It held.”"]),
        ('"It is safe and\nit held," he said.', ['"It is safe and\nit held,"']),
        ("“It is safe. It held.\nHe left.", ["“It is safe. It held."]),
        ("No marks at all.", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert _pairs(text) == expected


def test_later_paragraphs_say_that_they_continue() -> None:
    text = "“It is safe.\n“It held.”"
    first, second = pair_marks(text, [(0, 12), (13, len(text))])
    assert (first.continues, first.closed) == (False, False)
    assert (second.continues, second.closed) == (True, True)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Petrie said: ‘The engine is wet.’", "The engine is wet."),
        ("‘The wells are dry,’ Menon said.", "The wells are dry,"),
        ("The actor told fans: ‘I’ll be back, ’cause I love it.’", "I’ll be back, ’cause I love it."),
    ],
)
def test_one_quotation_in_curly_single_marks_is_enough(
    text: str, content: str, attribute_text: Callable[..., Any]
) -> None:
    (quote,) = attribute_text(text)[0]
    assert (quote["kind"], quote["text"]) == ("direct", content)


def test_one_quotation_in_straight_single_marks_is_not(attribute_text: Callable[..., Any]) -> None:
    assert [quote["kind"] for quote in attribute_text("Petrie said the players' bus, the 'mule,' was wet.")[0]] == [
        "indirect"
    ]
