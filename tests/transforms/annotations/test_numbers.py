"""Figures as found in the text: one invented sentence per rule."""

import polars as pl
import pytest

from transforms.annotations.numbers import article_numbers
from transforms.text.matching import SentenceIndex


def _figures(text: str) -> list[dict[str, object]]:
    sentences = pl.DataFrame(
        {"sentence_id": ["a.s0"], "article_id": ["a"], "role": ["body"], "char_start": [100], "text": [text]}
    )
    rows = article_numbers(SentenceIndex(sentences, pl.DataFrame())).to_dicts()
    assert all(text[row["char_start"] - 100 : row["char_end"] - 100] == row["text"] for row in rows)
    return rows


def _values(text: str) -> list[tuple[object, object]]:
    return [(row["value"], row["unit"]) for row in _figures(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("They sent 1,700 ships.", 1700, "count"),
        ("They sent twenty-five ships.", 25, "count"),
        ("They sent two hundred and fifty ships.", 250, "count"),
        ("They sent a dozen ships.", 12, "count"),
        ("They sent 2.5 million ships.", 2_500_000, "count"),
        ("It cost $1.5 billion.", 1_500_000_000, "usd"),
        ("$12, they said.", 12, "usd"),
        ("US$ 12 went.", 12, "usd"),
        ("It cost £3.5bn.", 3_500_000_000, "gbp"),
        ("It cost 40 million euros.", 40_000_000, "eur"),
        ("It fell by 3.5%.", 3.5, "percent"),
        ("It fell by 4 per cent.", 4, "percent"),
        ("It fell by two percentage points.", 2, "percentage_point"),
        ("It burned 300 acres.", 300, "acre"),
        ("A 45-year-old man slept.", 45, "age"),
        ("Dora Pell, 45, slept.", 45, "age"),
        ("She died aged 45.", 45, "age"),
        ("It took 45 years.", 45, "year"),
        ("It took four more days.", 4, "day"),
        ("It was a three-day visit.", 3, "day"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    assert _values(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "It was on June 16 and 3 May.",
        "It began in 2014.",
        "It was the 1990s, the 14th century.",
        "It began at 9:30 p.m. or at 9 pm.",
        "They won 3-2.",
        "The vote was 52-48.",
        "They took Flight 370.",
        "See page 12 of the book.",
        "Call 555-1234.",
        "One left.",
        "They flew a B-52.",
    ],
)
def test_what_names_something_is_no_figure(text: str) -> None:
    assert _values(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It took 3 to 5 ships.", 3, 5),
        ("It took between 10 and 20 ships.", 10, 20),
        ("It cost 2-3 million euros.", 2_000_000, 3_000_000),
        ("It took three and four ships.", 3, None),
    ],
)
def test_a_range_has_two_ends(text: str, low: float, high: float | None) -> None:
    row = _figures(text)[0]
    assert (row["value"], row["value_to"]) == (low, high)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("At least 12 ships sank.", "at_least"),
        ("They lost more than 12 ships.", "more_than"),
        ("Nearly 12 ships sank.", "almost"),
        ("About $12 was lost.", "about"),
        ("Another 12 ships sank.", "another"),
        ("Up to 12 ships sank.", "up_to"),
        ("Fewer than 12 ships sank.", "less_than"),
        ("They lost 12 ships.", None),
    ],
)
def test_what_says_how_exact_it_is(text: str, qualifier: str | None) -> None:
    assert _figures(text)[0]["qualifier"] == qualifier


@pytest.mark.parametrize(
    ("text", "object_text", "key"),
    [
        ("They sent 12 grey Veldan ships to Kelmore.", "grey Veldan ships", "ship"),
        ("A blast killed 12 people.", "people", "killed"),
        ("At least 12 people were killed.", "people", "killed"),
        ("They shot and killed 12 Veldan soldiers.", "Veldan soldiers", "soldier killed"),
        ("The death toll rose to 12.", None, "killed"),
        ("It killed 12 and injured the mayor.", None, "killed"),
        ("A 12-member panel met.", "member", "member"),
        ("They found 12 of the victims.", "victims", "victim"),
        ("They asked 40 percent of voters.", "voters", "voter"),
        ("They gave $3 million in aid.", "aid", "aid"),
        ("It lies 340 miles north-west of Kelmore.", "north-west of Kelmore", "northwest from kelmore"),
        ("It lies 340 miles northwest of Kelmore.", "northwest of Kelmore", "northwest from kelmore"),
        ("They sent 12 yesterday.", None, None),
    ],
)
def test_what_is_counted(text: str, object_text: str | None, key: str | None) -> None:
    (row,) = _figures(text)
    assert (row["object_text"], row["object_key"]) == (object_text, key)


def test_two_fates_in_one_sentence_stay_apart() -> None:
    killed, injured = _figures("The blast killed 12 people and injured 30 others.")
    assert (killed["object_key"], injured["object_key"]) == ("killed", "injured")


def test_the_same_in_another_unit_is_marked_and_compared_in_one() -> None:
    miles, km = _figures("It lies 340 miles (548 kilometers) east of Kelmore.")
    assert (miles["is_conversion"], km["is_conversion"]) == (False, True)
    assert (miles["base_value"], miles["base_unit"], km["base_value"]) == (547.17696, "km", 548.0)
    assert miles["object_key"] == km["object_key"] == "east from kelmore"


def test_an_age_has_the_name_for_its_object() -> None:
    (row,) = _figures("They met Dora Pell, 45, who slept.")
    assert (row["unit"], row["object_key"]) == ("age", "pell")


def test_a_figure_stands_in_a_voice() -> None:
    sentences = pl.DataFrame(
        {
            "sentence_id": ["a.s0"],
            "article_id": ["a"],
            "role": ["body"],
            "char_start": [0],
            "text": ['"We lost 12 ships," she said of 20 boats.'],
        }
    )
    spans = pl.DataFrame(
        {"article_id": ["a"], "char_start": [1], "char_end": [18], "voice": ["direct"], "quote_id": ["a.q0"]}
    )
    rows = article_numbers(SentenceIndex(sentences, spans)).to_dicts()
    assert [(row["voice"], row["quote_id"]) for row in rows] == [("direct", "a.q0"), ("outlet", None)]
