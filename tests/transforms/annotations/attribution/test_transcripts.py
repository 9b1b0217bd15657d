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


def test_two_turns_in_whole_sentences_are_a_dialogue(attribute_text: Callable[..., Any]) -> None:
    quotes, _ = attribute_text("Ruiz: We will not sell.\nOrtega: You will, in the end.")
    assert [(quote["rule"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
        ("transcript", "Ruiz", "We will not sell."),
        ("transcript", "Ortega", "You will, in the end."),
    ]


def test_a_list_is_no_dialogue(attribute_text: Callable[..., Any]) -> None:
    assert attribute_text("Price: Ten a ride.\nSeats: Forty.") == ([], [])
    assert attribute_text("Arna: Ana Ruiz, Ben Ortega.\nElmo: Cora Vale.\nArna: Dov Mark.") == ([], [])
