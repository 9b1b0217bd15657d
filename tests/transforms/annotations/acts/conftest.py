from collections.abc import Callable

import polars as pl
import pytest

from transforms.annotations.acts import tag_acts

Acts = Callable[..., list[dict[str, object]]]


@pytest.fixture
def acts() -> Acts:
    """Rows of one sentence; its voice is the outlet's unless told otherwise."""

    def read(text: str, *, role: str = "title", voice: str | None = None) -> list[dict[str, object]]:
        sentences = pl.DataFrame(
            {"sentence_id": ["a.s0"], "article_id": ["a"], "role": [role], "char_start": [0], "text": [text]}
        )
        spans = pl.DataFrame(
            {"article_id": ["a"], "char_start": [0], "char_end": [len(text)], "voice": [voice], "quote_id": ["q"]}
        )
        return tag_acts(sentences, pl.DataFrame() if voice is None else spans).acts.to_dicts()

    return read
