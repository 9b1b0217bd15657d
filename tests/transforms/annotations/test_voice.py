"""Voice spans over invented text."""

import polars as pl

from transforms.annotations.voice import count_quoted_words, count_words_in_marks, voice_spans

TEXT = 'Ruiz said the bridge was "perfectly safe" after repair. It stood.'


def _spans() -> pl.DataFrame:
    start, end = TEXT.index("the bridge"), TEXT.index(". It")
    articles = pl.DataFrame({"article_id": ["a"], "text": [TEXT]})
    quotes = pl.DataFrame({"quote_id": ["a.q0000"], "article_id": ["a"], "kind": ["mixed"]})
    pieces = pl.DataFrame({"quote_id": ["a.q0000"], "piece_index": [0], "char_start": [start], "char_end": [end]})
    return voice_spans(articles, quotes, pieces)


def test_spans_part_direct_from_indirect() -> None:
    found = [(TEXT[row["char_start"] : row["char_end"]], row["voice"]) for row in _spans().to_dicts()]
    assert found == [
        ('the bridge was "', "indirect"),
        ("perfectly safe", "direct"),
        ('" after repair', "indirect"),
    ]


def test_quoted_words_are_the_direct_ones() -> None:
    rows = pl.DataFrame({"article_id": ["a", "a", "b"], "char_start": [0, 56, None], "char_end": [55, 65, None]})
    articles = pl.DataFrame({"article_id": ["a"], "text": [TEXT]})
    assert count_quoted_words(rows, articles=articles, spans=_spans()).to_list() == [2, 0, 0]


def test_words_in_marks_are_those_of_the_quote_itself() -> None:
    quotes = pl.DataFrame({"quote_id": ["a.q0001", "a.q0000"]})
    articles = pl.DataFrame({"article_id": ["a"], "text": [TEXT]})
    assert count_words_in_marks(quotes, articles=articles, spans=_spans()).to_list() == [0, 2]


def test_no_quotes_give_typed_empty_spans() -> None:
    empty = voice_spans(
        pl.DataFrame({"article_id": ["a"], "text": ["x"]}),
        pl.DataFrame(schema={"quote_id": pl.String, "article_id": pl.String, "kind": pl.String}),
        pl.DataFrame(schema={"quote_id": pl.String, "char_start": pl.Int64, "char_end": pl.Int64}),
    )
    assert empty.height == 0
