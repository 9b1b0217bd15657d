"""Stories of invented articles, cut into the rows that variants are found in."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import polars as pl
import pytest

from transforms.corpus.variants import StoryRows

_MARKS = "“”"


def _story(articles: Mapping[str, Sequence[str]], *, mixed: Sequence[str] = (), story_id: str = "sto_1") -> StoryRows:
    """Each article a list of sentences; words between curly marks are a quote of the article's one speaker.

    Marks of one sentence belong to one quote, and so do those of neighbouring sentences, unless one has none.
    """
    sentences, spans = [], []
    for article_id, listed in articles.items():
        offset, number, inside = 0, 0, None
        for text in listed:
            marks = [at for at, char in enumerate(text) if char in _MARKS]
            starts = [offset + at + 1 for at in marks if text[at] == _MARKS[0]]
            ends = [offset + at for at in marks if text[at] == _MARKS[1]]
            if inside is not None:
                starts = [inside, *starts]
            if not starts:
                number += 1
            inside = starts[-1] if len(starts) > len(ends) else None
            for start, end in zip(starts, ends, strict=False):
                quote = f"{article_id}.q{number}"
                spans.append((article_id, start, end, "direct", quote, article_id in mixed))
            sentences.append((article_id, offset, offset + len(text), text))
            offset += len(text) + 1
    return StoryRows(
        pl.DataFrame(
            {
                "article_id": list(articles),
                "story_id": [story_id] * len(articles),
                "outlet_id": [f"outlet-{article_id}" for article_id in articles],
                "published_at": [dt.datetime(2026, 3, 1, hour, tzinfo=dt.UTC) for hour in range(len(articles))],
            }
        ),
        pl.DataFrame(sentences, schema=["article_id", "char_start", "char_end", "text"], orient="row"),
        pl.DataFrame(
            spans,
            schema={
                "article_id": pl.String,
                "char_start": pl.Int64,
                "char_end": pl.Int64,
                "voice": pl.String,
                "quote_id": pl.String,
                "is_fragment": pl.Boolean,
            },
            orient="row",
        ),
    )


@pytest.fixture(scope="session")
def story() -> Callable[..., StoryRows]:
    return _story


@pytest.fixture(scope="session")
def nothing_before() -> pl.DataFrame:
    return pl.DataFrame(schema={"variant_id": pl.String, "article_id": pl.String, "char_start": pl.Int64})
