"""Whatever the text: nothing is raised, and the work grows with the text, not with its square.

Work is counted in lines of our own modules; tests/benchmarks/bench_hostile.py measures what single searches cost.
"""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.annotations.attribution import attribute
from transforms.annotations.sentences import segment
from transforms.annotations.speakers import resolve_speakers

_WORDS = st.sampled_from(
    ["Note", "1.", "10", "_", "__", ".", "said", "Read", "read", "Ann", "Ann_Fox", "Fox", "Mr.", "Jr.", "U.S.", "St.",
     "the", "of", "in", "and", "who", "that", "official", "dozens", "mayor", "secretary of state", "spokesman for",
     "according to", "reportedly", "“", "”", '"', "''", "'", "’s", "'s", "(", ")", "[", "—", "-", "/", "&", "…", ",",
     ":", ";", "?", "!", "\n", "\n\n", "\t", "Ruiz:", "RUIZ:", "they", "It", "İ", "e\u0301", "\u0301", "\u200b", "½",
     "ª", "中", "。", "\ufffc", "\uffff", "34-year-old", "Inc.", "statement", "group", "was accused of", "told"]
)  # fmt: skip
_ROLES = st.sampled_from(["title", "heading", "body", "caption"])


def _read(text: str, *, role: str = "body", title: str | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sentences and resolved quotes of one article."""
    articles = pl.DataFrame(
        {"article_id": ["a"], "title": [title], "text": [text]}, schema_overrides={"title": pl.String}
    )
    blocks = pl.DataFrame(
        {
            "article_id": ["a"],
            "block_index": [0],
            "char_start": [0],
            "char_end": [len(text)],
            "role": [role],
            "is_kept": [True],
        }
    )
    sentences = segment(articles, blocks)
    quotes, _ = attribute(articles, sentences)
    return sentences, resolve_speakers(articles, sentences, quotes)


def _mentions(text: str, spans: list[tuple[int, int]]) -> pl.DataFrame:
    """Quotes whose speakers the spans of the text are."""
    return pl.DataFrame(
        {
            "quote_id": [f"q{index}" for index in range(len(spans))],
            "article_id": ["a"] * len(spans),
            "sentence_id": ["a.s0000"] * len(spans),
            "quote_index": range(len(spans)),
            "kind": ["direct"] * len(spans),
            "speaker_text": [text[start:end] for start, end in spans],
            "speaker_char_start": [start for start, _ in spans],
            "speaker_link": ["mention"] * len(spans),
            "carried_from": [None] * len(spans),
        },
        schema_overrides={"carried_from": pl.Int32, "quote_index": pl.Int64, "speaker_char_start": pl.Int64},
    )


@pytest.mark.parametrize(
    "text", ["Note 1. _ . said said Read", "Note 1. __ said that it rained.", "... said that it rained."]
)
def test_a_speaker_without_a_letter_is_nobody(text: str) -> None:
    _, quotes = _read(text)
    assert quotes["speaker_name"].to_list() == [None] * quotes.height


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=40), st.sampled_from([" ", ""]), _ROLES, st.lists(st.integers(0, 99)))
def test_no_text_raises(words: list[str], glue: str, role: str, places: list[int]) -> None:
    text = glue.join(words)
    sentences, _ = _read(text, role=role, title=" ".join(words[:5]))
    spans = [(place % len(text), min(len(text), place % len(text) + 1 + place % 17)) for place in places]
    articles = pl.DataFrame({"article_id": ["a"], "text": [text]})
    assert resolve_speakers(articles, sentences, _mentions(text, spans)).height == len(spans)


_SHAPES = {
    "brackets with single marks": "['(",
    "apostrophes either way": "a' b 'c ",
    "ellipses": "… ",
    "dots": ". ",
    "opening marks at line starts": "“a\n",
    "unclosed quotations": "“a b ",
    "quotations and cues": '"A," he said. ',
    "split after a question": '"Why {n}?" Ruiz asked. ',
    "announced paragraphs": 'Ruiz said:\n"A {n} b c d e f g h i j."\n',
    "opening marks": "“",
    "opening brackets": "(",
    "letters": "a",
    "quotations as objects": '"a b" said ',
    "coordinated reports": "and said it ",
    "sources after reports": "according to X, ",
    "attributions in a row": "X{n}, said, ",
    "reports in reports": "he said that ",
    "relatives": "a farmer{n} who said so. ",
    "phrases": "of the ",
    "initials": "J. K. ",
    "names": "Ann Fox, ",
    "bearers of one name": "A{n}x Fox. Fox. ",
    "people named twice": "A{n}x B{n}x said so. B{n}x said. ",
    "unknown officials": "Aaa{n} official said so. ",
    "unknown groups": "Aaa{n}ders said so. ",
    "unknown institutions": "The Aaa{n} said so. ",
    "presidents": "President A{n}x said. ",
    "pronouns": "She said. ",
}


@pytest.mark.parametrize("shape", _SHAPES.values(), ids=_SHAPES)
def test_work_grows_with_the_text(shape: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    def work(size: int) -> int:
        pattern = shape.replace("{n}", "{0:05d}")
        text = "".join(pattern.format(number) for number in range(size // len(pattern.format(0))))
        return count_lines(lambda: _read(text))

    work(300)  # what is read once per process
    assert work(8_000) < 5 * work(2_000)


def test_headlines_are_looked_up_in_the_text_for_a_few_titles_only() -> None:
    lines = [f"Aaa{number}: bridge open to all aaa{number}" for number in range(150)]
    _, quotes = _read("\n".join(lines) + "\nThe bridge was closed.", role="title")
    assert quotes.filter(rule="headline-colon").height <= 100
