import time
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from transforms.annotations.speakers import resolve_speakers
from transforms.corpus.speakers import link_speakers

_SECONDS = 6.0  # linear work takes a fraction of it, quadratic work minutes
_LINES = 100  # of our code for a character of the text
_MENTION = 250  # a mention costs as much as so many characters


def run(text: str, mentions: list[tuple[str, int]]) -> pl.DataFrame:
    articles = pl.DataFrame({"article_id": ["a"], "text": [text]})
    sentences = pl.DataFrame(
        {
            "sentence_id": ["a.s0"],
            "article_id": ["a"],
            "sentence_index": [0],
            "paragraph_index": [0],
            "role": ["body"],
            "char_start": [0],
            "char_end": [len(text)],
        }
    )
    quotes = pl.DataFrame(
        {
            "quote_id": [f"q{number}" for number in range(len(mentions))],
            "article_id": "a",
            "sentence_id": "a.s0",
            "quote_index": range(len(mentions)),
            "kind": "direct",
            "speaker_text": [text or None for text, _ in mentions],
            "speaker_char_start": [start if text else None for text, start in mentions],
            "speaker_link": ["mention" if text else "none" for text, _ in mentions],
            "carried_from": pl.Series([None] * len(mentions), dtype=pl.Int32),
            "cue_char_start": [start for _, start in mentions],
        }
    )
    return resolve_speakers(articles, sentences, quotes)


CASES: dict[str, tuple[str, list[tuple[str, int]]]] = {
    "no space": ("A" * 300_000, [("A", 0)]),
    "lower case without space": ("a" * 300_000, [("He", 200_000)]),
    "only quotation marks": ('"' * 200_000, [("He", 150_000)]),
    "one name a hundred thousand times": ("Ann Fox " * 30_000, [("she", 200_000)]),
    "many bearers of a name": (" ".join(f"A{number:05d}x Fox." for number in range(5_000)), [("Fox", 50_000)]),
    "many pronouns": ("Ann Fox came. " + "He she. " * 5_000, [("she", 17 + 8 * number) for number in range(5_000)]),
    "many quotes without a speaker": ("Rain. " * 5_000, [("", 6 * number) for number in range(20_000)]),
    "many epithets": (
        "Sen. Ann Fox came. " + "The senator. " * 5_000,
        [("The senator", 19 + 13 * number) for number in range(5_000)],
    ),
    "many institutions": (
        "Harrow campaign. " + "the campaign " * 5_000,
        [("the campaign", 17 + 13 * n) for n in range(5_000)],
    ),
    "a long mention": ("of the " * 50_000, [("of the " * 50_000, 0)]),
    "a long mention of names": ("Ann Fox, " * 20_000, [("Ann Fox, " * 20_000, 0)]),
}


@pytest.mark.parametrize("case", CASES)
def test_cost_grows_with_the_text(case: str, count_lines: Callable[[Callable[[], object]], int]) -> None:
    text, mentions = CASES[case]
    assert count_lines(lambda: run(text, mentions)) < _LINES * (len(text) + _MENTION * len(mentions))


def test_linking_is_blocked() -> None:
    rows: list[dict[str, Any]] = [
        {"article_id": f"a{number}", "speaker_name": f"Ann Fox{number % 2_500:x}", "speaker_kind": "person"}
        for number in range(10_000)
    ]
    start = time.process_time()
    assert link_speakers(pl.DataFrame(rows)).quotes["speaker_id"].n_unique() > 1_000
    assert time.process_time() - start < _SECONDS
