"""Quotes over several sentences and paragraphs, carried sources, via-sources."""

from collections.abc import Callable
from typing import Any

import pytest

Attribute = Callable[..., tuple[list[dict[str, Any]], list[dict[str, Any]]]]


def _pieces(found: list[dict[str, Any]]) -> list[str]:
    return [piece["text"] for piece in found]


def test_floating_quotation_is_a_piece_of_the_quote_before(attribute_text: Attribute) -> None:
    quotes, pieces = attribute_text("“The bridge is safe,” she said. “We checked it twice. It held.”")
    assert [quote["kind"] for quote in quotes] == ["direct"]
    assert _pieces(pieces) == ["“The bridge is safe,”", "“We checked it twice. It held.”"]
    assert quotes[0]["text"] == "The bridge is safe, … We checked it twice. It held."
    assert quotes[0]["word_count"] == 10


def test_floating_sentence_that_begins_with_a_quotation_makes_the_quote_mixed(attribute_text: Attribute) -> None:
    quotes, pieces = attribute_text('"It is safe," Ruiz told us. "We look at the cost" and other things.')
    assert [quote["kind"] for quote in quotes] == ["mixed"]
    assert _pieces(pieces) == ['"It is safe,"', '"We look at the cost" and other things']


def test_bare_paragraph_goes_on_with_the_quote(attribute_text: Attribute) -> None:
    quotes, pieces = attribute_text('"It is safe," Ruiz said.\n"We checked it twice."')
    assert len(quotes) == 1
    assert len(pieces) == 2


def test_a_mark_opens_each_paragraph_of_a_long_quotation(attribute_text: Attribute) -> None:
    quotes, pieces = attribute_text(
        "“It is safe,” Ruiz said. “We checked it.\n“We checked it again.\n“It held.”\nShe left."
    )
    assert len(quotes) == 1
    assert _pieces(pieces) == ["“It is safe,”", "“We checked it.", "“We checked it again.", "“It held.”"]


def test_paragraphs_wait_for_a_source_that_comes_later(attribute_text: Attribute) -> None:
    quotes, pieces = attribute_text("“It is safe.\n“We checked it twice,” Ruiz said.")
    assert [quote["speaker_text"] for quote in quotes] == ["Ruiz"]
    assert _pieces(pieces) == ["“It is safe.", "“We checked it twice,”"]


def test_quotation_broken_over_lines(attribute_text: Attribute) -> None:
    text = '"It is safe and\nit will hold," Ruiz said.'
    quotes, pieces = attribute_text(text)
    assert [quote["rule"] for quote in quotes] == ["quote-before"]
    assert _pieces(pieces) == ['"It is safe and\nit will hold,"']


def test_a_letter_without_marks_between_its_first_and_last_paragraph(attribute_text: Attribute) -> None:
    text = "Ruiz replied in a letter to the council:\n“It is safe.\nIt will hold.\nWe checked it.”\nShe left."
    quotes, pieces = attribute_text(text)
    assert [(quote["rule"], quote["speaker_text"]) for quote in quotes] == [("announced", "Ruiz")]
    assert _pieces(pieces) == ["“It is safe.\nIt will hold.\nWe checked it.”"]


def test_lone_quotation_inherits_the_source(attribute_text: Attribute) -> None:
    quotes, _ = attribute_text(
        '"It is safe," Ruiz said.\nThe crowd waited for more.\n"We checked it twice last night and today."'
    )
    assert [(quote["speaker_link"], quote["carried_from"]) for quote in quotes] == [("mention", None), ("carried", 0)]
    assert quotes[1]["speaker_char_start"] is None
    assert quotes[1]["cue_text"] is None


def test_short_lone_quotation_is_no_quote(attribute_text: Attribute) -> None:
    quotes, _ = attribute_text('"It is safe," Ruiz said.\nThe crowd waited.\n"Bravo!"')
    assert len(quotes) == 1


def test_through_whom_a_quotation_came(attribute_text: Attribute) -> None:
    (quote,), _ = attribute_text('"It will hold," Ruiz said, according to the minutes.')
    assert (quote["speaker_text"], quote["via_text"]) == ("Ruiz", "the minutes")


def test_report_within_a_report_names_both_sources(attribute_text: Attribute) -> None:
    quotes, _ = attribute_text("According to state television, Ruiz said that it was over.")
    assert [(quote["speaker_text"], quote["via_text"]) for quote in quotes] == [
        ("state television", None),
        ("Ruiz", "state television"),
    ]


def test_coordinated_and_participial_cues_share_the_source(attribute_text: Attribute) -> None:
    quotes, _ = attribute_text("Ruiz said that it was safe and warned that it was old, adding that it would hold.")
    assert [(quote["cue_lemma"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
        ("say", "Ruiz", "that it was safe"),
        ("warn", "Ruiz", "that it was old"),
        ("add", "Ruiz", "that it would hold"),
    ]


def test_quotes_count_from_zero_in_reading_order_and_name_their_sentence(attribute_text: Attribute) -> None:
    quotes, pieces = attribute_text('Ruiz spoke. "It is safe," she said.\nOrtega said it was not.')
    assert [quote["quote_index"] for quote in quotes] == [0, 1]
    assert [quote["sentence_id"] for quote in quotes] == ["a.s0001", "a.s0002"]
    assert [piece["quote_id"] for piece in pieces] == ["a.q0000", "a.q0001"]


def test_a_text_without_double_marks_speaks_in_single_ones(attribute_text: Attribute) -> None:
    quotes, pieces = attribute_text(
        "'It's safe,' Ruiz said. 'The workers' union checked it twice.'\n"
        "The mayor said she was 'deeply committed' to it.\n‘We can’t wait,’ said Ortega."
    )
    assert [(quote["speaker_text"], quote["kind"]) for quote in quotes] == [
        ("Ruiz", "direct"),
        ("The mayor", "mixed"),
        ("Ortega", "direct"),
    ]
    assert _pieces(pieces)[:2] == ["'It's safe,'", "'The workers' union checked it twice.'"]


def test_apostrophes_are_no_quotation_marks(attribute_text: Attribute) -> None:
    quotes, _ = attribute_text(
        "Ruiz's aides said the workers' union didn't agree. 'Twas the '80s, Ortega's aides said."
    )
    assert {quote["kind"] for quote in quotes} == {"indirect"}


def test_a_paragraph_without_marks_is_announced_by_a_source_and_a_colon(attribute_text: Attribute) -> None:
    text = "Mayor Ana Ruiz wrote in a letter:\nThe bridge is old and has to close. We know that it hurts.\nIt rained."
    (quote,), (piece,) = attribute_text(text)
    assert (quote["rule"], quote["kind"], quote["speaker_text"]) == ("announced-block", "indirect", "Mayor Ana Ruiz")
    assert piece["text"] == "The bridge is old and has to close. We know that it hurts."


@pytest.mark.parametrize("opening", ["It would work like this:", "Here is what Ruiz said:", "The plan has one aim:"])
def test_other_colons_announce_nothing(opening: str, attribute_text: Attribute) -> None:
    assert attribute_text(f"{opening}\nThe town pays for all of the bridge, and the state for none.") == ([], [])


def test_a_question_belongs_to_one_source(attribute_text: Callable[..., Any]) -> None:
    for text, expected in (
        (
            '"Is this it?" Venn asked. "Is this all?" The keeper, Lena Moss, did not laugh.',
            [("Venn", "Is this it? … Is this all?")],
        ),
        (
            '"Is this it?" Venn asked. "Is this all?" Lena Moss replied.',
            [("Venn", "Is this it?"), ("Lena Moss", "Is this all?")],
        ),
        ('"Leave it," she replied. "No." Venn said yes.', [("she", "Leave it, … No."), ("Venn", "yes")]),
    ):
        quotes, _ = attribute_text(text)
        assert [(quote["speaker_text"], quote["text"]) for quote in quotes] == expected


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            (
                "In a statement, the club said:\nWe regret the events of Saturday and will pay for the seats.\n"
                "We have asked the league for time.\nThe match ended in a draw."
            ),
            "the club",
            "We regret the events of Saturday and will pay for the seats. … We have asked the league for time.",
        ),
        (
            (
                "The bank wrote to its clients:\nWe found an error in your account last week.\n"
                "It was our fault, and we will mend it.\n"
                "Shares fell by a tenth."
            ),
            "The bank",
            "We found an error in your account last week. … It was our fault, and we will mend it.",
        ),
        (
            (
                "Menon posted on Monday:\nI have seen the dry wells of this town myself.\nNobody told me of them.\n"
                "The council meets in May."
            ),
            "Menon",
            "I have seen the dry wells of this town myself.",
        ),
    ],
)
def test_a_statement_goes_on_while_it_says_we(text: str, speaker: str, content: str, attribute_text: Attribute) -> None:
    quotes, _ = attribute_text(text)
    assert [(quote["rule"], quote["speaker_text"], quote["text"]) for quote in quotes] == [
        ("announced-block", speaker, content)
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"We came to win," said Rao. The stands were full. "Nobody gave us a chance at all."',
        '"The mill is sold," Rao told us. His cap was wet. "The men do not know it yet."',
        '"The fee is too high," Rao said. The benches were empty. "I will tell the court so."',
    ],
)
def test_things_that_are_somehow_do_not_speak(text: str, attribute_text: Attribute) -> None:
    quotes, _ = attribute_text(text)
    assert [quote["speaker_text"] for quote in quotes] == ["Rao", None]
    assert quotes[1]["carried_from"] is not None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('The union says the minister is a thief. "I am no thief," is his answer.', "the minister is a thief"),
        ('The coach said the pitch was wet. "Mud" was the word on the terraces.', "the pitch was wet"),
        ('The bank said rates would stay. "Wait and see" is its motto.', "rates would stay"),
    ],
)
def test_what_is_said_of_a_quotation_is_no_more_of_the_quote_before(
    text: str, content: str, attribute_text: Attribute
) -> None:
    quotes, _ = attribute_text(text)
    assert [quote["text"] for quote in quotes] == [content]


@pytest.mark.parametrize("lead", ["Said Rao:", "Stated the Calder Lines board:", "Writes Lena Okoro:"])
def test_an_inverted_cue_announces_the_next_paragraph(lead: str, attribute_text: Attribute) -> None:
    quotes, _ = attribute_text(lead + '\n"The fee is too high, and we will tell the court so."')
    assert [(quote["rule"], quote["speaker_text"]) for quote in quotes] == [
        ("announced", lead.partition(" ")[2].rstrip(":"))
    ]


_SAID = "“We would mend every stone of the old quay before the winter comes, and they know it,” Varn said."


@pytest.mark.parametrize(
    ("box", "speaker", "words"),
    [
        (
            '"We would mend every stone of the old quay before the winter comes.\nIlsa Varn, harbour master."',
            "Ilsa Varn, harbour master",
            '"We would mend every stone of the old quay before the winter comes.',
        ),
        (
            "“We would mend every stone of the old quay before the winter comes”",
            None,
            "“We would mend every stone of the old quay before the winter comes”",
        ),
    ],
)
def test_a_quotation_that_is_set_into_the_text_again_is_a_quote_of_its_own(
    attribute_text: Attribute, box: str, speaker: str | None, words: str
) -> None:
    quotes, pieces = attribute_text(f"{_SAID}\n{box}\n“And the mills pay for it.”")
    assert [quote["speaker_text"] for quote in quotes] == ["Varn", speaker]
    assert quotes[1]["speaker_link"] == ("carried" if speaker is None else "mention")
    assert _pieces(pieces)[1:] == ["“And the mills pay for it.”", words]


def test_who_says_the_same_words_again_goes_on(attribute_text: Attribute) -> None:
    quotes, pieces = attribute_text(f"{_SAID}\n“It is the old quay.”\n“It is the old quay.”")
    assert len(quotes) == 1
    assert len(pieces) == 3
