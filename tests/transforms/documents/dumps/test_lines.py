import pytest

from transforms.documents.dumps.lines import LABEL, PHRASE, PROSE, SAY, read_lines


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home", LABEL),
        ("Read more.", LABEL),
        ("Harbour office moves to old customs house", PHRASE),
        ("What is the new harbour office for?", PHRASE),
        ("“We are ready,” the mayor said.", SAY),
        ("The council decided on Monday to move the office to the customs house.", PROSE),
        ("Das Amt nannte am Montag drei Bedingungen, die der Bau erfüllen muss:", PROSE),
        ("港湾局は来春、旧税関の建物に移転すると市議会が月曜日に決定した。", PROSE),
        (" ".join(["News Sport Weather Travel Food Music Books"] * 5), PHRASE),
    ],
)
def test_kind_of_a_line(line: str, kind: int) -> None:
    assert read_lines(line).kinds == [kind]


def test_bullets_and_indentation_are_no_part_of_the_line() -> None:
    lines = read_lines("  • Home\n  1. News\n  16. Juni 2031\n- Angst, sagt sie\n")
    assert lines.bodies == ["Home", "News", "16. Juni 2031", "- Angst, sagt sie"]
    assert lines.bullets == [True, True, False, False]


def test_gaps_are_blank_lines_above() -> None:
    assert read_lines("A b\n\nC d\nE f").gaps == [True, True, False]


def test_a_line_that_breaks_off_goes_on() -> None:
    lines = read_lines("The council decided on Monday to move\nthe office to the customs house.\nHome\n")
    assert lines.bodies == ["The council decided on Monday to move the office to the customs house.", "Home"]
    assert lines.starts == [0, 71]


def test_text_wrapped_at_a_width_is_joined_to_paragraphs() -> None:
    paragraph = (
        "The harbour office will move to the old customs house\n"
        "next spring, the council of Port Alder decided on Monday\n"
        "in a vote that Mayor Lena Brandt called long overdue and\n"
        "that took less than an hour, to the surprise of nobody.\n"
    )
    lines = read_lines("\n".join([paragraph] * 4))
    assert len(lines.bodies) == 4
    assert lines.kinds == [PROSE] * 4
