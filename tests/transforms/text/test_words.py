"""What counts as a word, by script."""

import polars as pl
import pytest

from transforms.text.words import bare_words, word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("don't co-ordinate U.S. aid", 4),
        ("non\u2011breaking soft\u00adhyphen", 2),
        ("1,700 of 3.5 million", 4),
        ("a,b", 2),
        ("rock’n’roll is it’s ‘own’", 4),
        ("the port—shut—on Monday", 5),
        ("and/or", 2),
        ("— … *** ___", 0),
        ("\u200b\ufeff", 0),
        ("", 0),
        ("😀 ok", 1),
        ("\u200bThe\u200b port", 2),
        ("e\u0301te\u0301", 1),
        ("बंदरगाह बंद है।", 3),
        ("항구가 닫혔다", 2),
        ("港口关闭了。", 5),
        ("ストは3日で終わった", 9),
    ],
)
def test_words(text: str, count: int) -> None:
    counted = pl.DataFrame({"text": [text]}).select(word_count("text"))
    assert counted.rows() == [(count,)]
    assert counted.schema["text"] == pl.Int32


def test_bare_words_are_those_that_texts_share() -> None:
    assert bare_words("  “STRASSE” — am Fluß,\u00a0heute! ") == "strasse am fluss heute"
    assert bare_words("Cafe\u0301") == bare_words("Café") == "café"
    assert bare_words("—") == ""
