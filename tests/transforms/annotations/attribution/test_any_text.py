"""Whatever the text: offsets hold and voices do not overlap."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.annotations.attribution import attribute
from transforms.annotations.voice import voice_spans

WORDS = st.sampled_from(
    ['"', "“", "”", "''", "said", "that", "Ruiz", "he", ",", ".", ":", "\n", "the bridge", "according to", "is", "who",
     "told", "saying", "and", "(", ")", "’s", "not", "to", "claims", "-", "İ", "…", "if", "“We”", ";",
     "when asked about", "raised questions about", "was accused of", "reported by", "warning",
     "now that", "many", "of", "he's", "\ufffc"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(WORDS, max_size=40), st.lists(st.integers(1, 9), max_size=6))
def test_pieces_reproduce_the_text_and_voices_do_not_overlap(words: list[str], cuts: list[int]) -> None:
    text = " ".join(words)
    edges = [0]
    for cut in cuts:
        edges.append(min(len(text), edges[-1] + cut * 7))
    spans = [(start, end) for start, end in zip(edges, [*edges[1:], len(text)], strict=True) if start < end]
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a.s{index}" for index in range(len(spans))],
            "article_id": ["a"] * len(spans),
            "paragraph_index": [index // 2 for index in range(len(spans))],
            "role": ["body"] * len(spans),
            "char_start": [start for start, _ in spans],
            "char_end": [end for _, end in spans],
        },
        schema={"sentence_id": pl.String, "article_id": pl.String, "paragraph_index": pl.Int32, "role": pl.String,
                "char_start": pl.Int64, "char_end": pl.Int64},
    )  # fmt: skip
    articles = pl.DataFrame({"article_id": ["a"], "text": [text]})
    quotes, pieces = attribute(articles, sentences)
    assert quotes["quote_index"].to_list() == list(range(quotes.height))
    for piece in pieces.to_dicts():
        assert piece["text"] == text[piece["char_start"] : piece["char_end"]] != ""
    for quote in quotes.to_dicts():
        assert (
            quote["speaker_text"] is None
            or quote["speaker_text"] == text[quote["speaker_char_start"] : quote["speaker_char_end"]]
        )
        assert quote["carried_from"] is None or quote["carried_from"] < quote["quote_index"]
    voiced = voice_spans(articles, quotes, pieces)
    ends = [0, *voiced["char_end"].to_list()]
    assert all(start >= end for start, end in zip(voiced["char_start"].to_list(), ends, strict=False))


def test_articles_without_sentences_give_typed_empty_frames() -> None:
    sentences = pl.DataFrame(
        schema={"sentence_id": pl.String, "article_id": pl.String, "paragraph_index": pl.Int32, "role": pl.String,
                "char_start": pl.Int64, "char_end": pl.Int64}
    )  # fmt: skip
    quotes, pieces = attribute(pl.DataFrame({"article_id": ["a"], "text": ["Ruiz said it was safe."]}), sentences)
    assert (quotes.height, pieces.height) == (0, 0)
    assert quotes.schema["speaker_char_start"] == pl.Int64
    assert pieces.schema["piece_index"] == pl.Int32


def test_a_title_that_stands_nowhere_in_the_text_is_passed_over() -> None:
    sentences = pl.DataFrame(
        {
            "sentence_id": ["a.s0000", "a.s0001"],
            "article_id": ["a", "a"],
            "paragraph_index": [0, 1],
            "role": ["title", "lead"],
            "char_start": [None, 0],
            "char_end": [None, 23],
        }
    )
    quotes, _ = attribute(pl.DataFrame({"article_id": ["a"], "text": ["Ruiz said it was safe."]}), sentences)
    assert quotes["sentence_id"].to_list() == ["a.s0001"]
