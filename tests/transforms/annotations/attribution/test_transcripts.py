"""Turns of a transcript, each an invented micro-text."""

from collections.abc import Callable
from typing import Any

import pytest


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


def test_answers_are_those_of_the_person_whom_the_article_names(attribute_text: Callable[..., Any]) -> None:
    text = (
        "Captain Ines Dahl has sailed the strait for years. Dahl met the Harlow Echo in port.\n"
        "Q: How often do you turn back?\nA: Three times a year, perhaps.\nThe sea has no timetable.\n"
        "Q. And now?\nA. Now I am at home."
    )
    quotes, _ = attribute_text(text)
    assert [(quote["rule"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
        ("transcript", "Captain Ines Dahl", "Three times a year, perhaps. … The sea has no timetable."),
        ("transcript", "Captain Ines Dahl", "Now I am at home."),
    ]


def test_questions_of_readers_are_answered_by_the_outlet(attribute_text: Callable[..., Any]) -> None:
    text = "Minister Ana Ruiz brought the tax in.\nQ: Who pays?\nA: Everybody with a car.\nQ: When?\nA: In May."
    assert attribute_text(text) == ([], [])


def test_answers_stand_behind_questions_without_letters(attribute_text: Callable[..., Any]) -> None:
    text = (
        "The author Ines Dahl has written nine novels. Dahl spoke to the Harlow Echo in port.\n"
        "Why did you leave the guild?\nI had no choice.\nDo you write at night?\nMostly before my children wake.\n"
        "At night I read.\nAnd what will you do next?\nI will write about ferries.\nThe book is out on Monday."
    )
    quotes, _ = attribute_text(text)
    assert [(quote["rule"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
        ("transcript", "Ines Dahl", "I had no choice."),
        ("transcript", "Ines Dahl", "Mostly before my children wake. … At night I read."),
        ("transcript", "Ines Dahl", "I will write about ferries."),
    ]


def test_a_guide_and_a_column_are_no_interview(attribute_text: Callable[..., Any]) -> None:
    guide = (
        "Mayor Ana Ruiz was asked many questions.\nWhat can you claim?\nUp to 90 a day.\nHow do you apply?\nBy post.\n"
        "When will you be paid?\nWithin a month."
    )
    column = (
        "Mayor Ana Ruiz wants a toll.\nDo you like to pay?\nI do not.\nDo you have a boat?\nI have none.\n"
        "Will you vote?\nI shall."
    )
    assert attribute_text(guide) == attribute_text(column) == ([], [])


@pytest.mark.parametrize(
    ("text", "speaker", "content", "kind"),
    [
        (
            'GOVERNOR ADA QUILL SAYING:\n"We will open the dam."',
            "GOVERNOR ADA QUILL",
            "We will open the dam.",
            "direct",
        ),
        (
            '(SOUNDBITE) (English) STRIKER, LENA OKORO, SAYING: "We were the better side."',
            "LENA OKORO",
            "We were the better side.",
            "direct",
        ),
        (
            '1. VARIOUS OF MINE 2. (SOUNDBITE) (Spanish) MINER JOSE LIMA SAYING (Spanish): "It is hot." 3. SHAFT',
            "MINER JOSE LIMA",
            "It is hot.",
            "direct",
        ),
        ("HEAD OF THE BANK, RUTH ADU, SAYING: Rates stay.", "RUTH ADU", "Rates stay.", "indirect"),
    ],
)
def test_scripts_of_agencies(
    text: str, speaker: str, content: str, kind: str, attribute_text: Callable[..., Any]
) -> None:
    (quote,) = attribute_text(text)[0]
    assert (quote["rule"], quote["speaker_text"], quote["text"], quote["kind"], quote["cue_text"]) == (
        "transcript",
        speaker,
        content,
        kind,
        "SAYING",
    )


def test_a_name_may_have_an_office_or_a_bracket_before_its_colon(attribute_text: Callable[..., Any]) -> None:
    text = (
        "TOM REES, HOST: Were you there?\nCOACH ANNA BERG (through translator): We were all there.\n"
        "TOM REES: And who won?"
    )
    quotes, _ = attribute_text(text)
    assert [(quote["speaker_text"], quote["cue_text"], quote["text"]) for quote in quotes] == [
        ("TOM REES", ":", "Were you there?"),
        ("COACH ANNA BERG", ":", "We were all there."),
        ("TOM REES", ":", "And who won?"),
    ]


def test_answers_may_be_those_of_somebody_named_behind_them_or_of_nobody(attribute_text: Callable[..., Any]) -> None:
    asked = "Q: Why did you leave the club?\nA: I was tired of the bus.\nQ: Will you be back?\nA: I hope so."
    for text, speaker in ((asked, None), (asked + "\nMarcus Webb, 41, has played for six clubs.", "Marcus Webb")):
        quotes, _ = attribute_text(text)
        assert [(quote["rule"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
            ("transcript", speaker, "I was tired of the bus."),
            ("transcript", speaker, "I hope so."),
        ]
    letters = (
        "Q: My tenant will not pay. What now?\nA: I would write to the court.\nQ: And my fence?\nA: I would mend it."
    )
    assert attribute_text(letters) == ([], [])
