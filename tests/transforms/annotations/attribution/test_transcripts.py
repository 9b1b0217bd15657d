"""Turns of a transcript, each an invented micro-text."""

from collections.abc import Callable
from typing import Any


def test_a_turn_is_what_the_name_in_capitals_said(attribute_text: Callable[..., Any]) -> None:
    text = (
        'RUIZ: We will rebuild it.\nANA ORTEGA: With what money?\nRUIZ: It was "paid for" long ago.\nThe council met.'
    )
    quotes, pieces = attribute_text(text)
    assert [(quote["rule"], quote["speaker_text"], quote["cue_text"], quote["kind"]) for quote in quotes] == [
        ("transcript", "RUIZ", ":", "indirect"),
        ("transcript", "ANA ORTEGA", ":", "indirect"),
        ("transcript", "RUIZ", ":", "mixed"),
    ]
    assert [piece["text"] for piece in pieces] == [
        "We will rebuild it.",
        "With what money?",
        'It was "paid for" long ago.',
    ]


def test_labels_of_lines_are_no_turns(attribute_text: Callable[..., Any]) -> None:
    assert attribute_text("RELATED: Bridge closed\nPHOTOS: The ferry\nRELATED: Toll rises") == ([], [])
    assert attribute_text("PRICE: Ten a ride\nSEATS: Forty\nOWNER: The harbor office") == ([], [])
