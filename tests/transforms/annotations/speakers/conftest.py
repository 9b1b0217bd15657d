import re
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from transforms.annotations.speakers import resolve_speakers
from transforms.ids import quote_id, sentence_id

Resolve = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def resolve() -> Resolve:
    """Resolve the mentions that stand between double angle brackets in a text; a line is a paragraph."""

    def run(marked: str, *, article_id: str = "a1", byline: str | None = None) -> list[dict[str, Any]]:
        spans: list[tuple[int, int]] = []
        text = ""
        for part in re.split(r"(<<.*?>>)", marked):
            if part.startswith("<<"):
                spans.append((len(text), len(text) + len(part) - 4))
                text += part[2:-2]
            else:
                text += part
        sentences = [
            (match.start(), match.end(), text.count("\n", 0, match.start()))
            for match in re.finditer(r"[^\s][^\n]*?(?:[.!?]”?(?= [A-Z“])|$)", text, re.MULTILINE)
        ]
        starts = [start for start, _, _ in sentences]
        frame = pl.DataFrame(
            {
                "sentence_id": [sentence_id(article_id, index) for index in range(len(starts))],
                "article_id": article_id,
                "sentence_index": range(len(starts)),
                "paragraph_index": [paragraph for _, _, paragraph in sentences],
                "role": "body",
                "char_start": starts,
                "char_end": [end for _, end, _ in sentences],
            }
        )
        quotes = pl.DataFrame(
            {
                "quote_id": [quote_id(article_id, index) for index in range(len(spans))],
                "article_id": article_id,
                "sentence_id": [
                    sentence_id(article_id, max(i for i, s in enumerate(starts) if s <= start)) for start, _ in spans
                ],
                "quote_index": range(len(spans)),
                "kind": "indirect",
                "text": "words",
                "speaker_text": [text[start:end] for start, end in spans],
                "speaker_char_start": [start for start, _ in spans],
                "speaker_char_end": [end for _, end in spans],
                "speaker_link": "mention",
                "carried_from": pl.Series([None] * len(spans), dtype=pl.Int32),
                "cue_char_start": [end for _, end in spans],
            }
        )
        articles = pl.DataFrame({"article_id": [article_id], "text": [text], "byline": [byline]})
        return resolve_speakers(articles, frame, quotes).to_dicts()

    return run
