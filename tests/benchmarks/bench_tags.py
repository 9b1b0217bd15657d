"""Cost of frames, acts and labels per article; run by hand: ``python tests/benchmarks/bench_tags.py``."""

import time
from collections.abc import Callable

import click
import polars as pl

from transforms.annotations.acts import tag_acts
from transforms.annotations.frames import tag_frames
from transforms.annotations.labels import actor_labels, find_labels
from transforms.text.matching import SentenceIndex

_SENTENCES = (
    "Governor Dora Pell accused the harbour guild of blocking a tax bill that voters had backed in the election.",
    "Police arrested two suspects after the shooting, and a court in Ostrava Bay will hear the case on Monday.",
    "Veldan militants attacked an army base near the border while envoys held peace talks in Kelmore.",
    "It was, the neighbours agreed, the longest afternoon that anyone on the lane could remember in years.",
    "Nurses said the hospital had run out of beds, and doctors warned that the outbreak would spread to schools.",
    "Former trade minister Jonas Reed would not rule out tariffs on tin, which economists called a costly mistake.",
)
_SENTENCES_PER_ARTICLE = 44  # about 4,600 characters
_ARTICLES = 500


def main() -> None:
    """Print CPU time per article of about 4.6 KB, for the shared index and for each tag."""
    numbers = [(i, j) for i in range(_ARTICLES) for j in range(_SENTENCES_PER_ARTICLE)]
    texts = [_SENTENCES[(i + j * (1 + i % 5)) % len(_SENTENCES)] for i, j in numbers]
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"a{i:04d}.s{j:04d}" for i, j in numbers],
            "article_id": [f"a{i:04d}" for i, _ in numbers],
            "role": ["title" if j == 0 else "body" for _, j in numbers],
            "char_start": [j * 110 for _, j in numbers],
            "text": texts,
        }
    )
    articles = sentences.select("article_id").unique(maintain_order=True)
    spans = pl.DataFrame(
        {
            "article_id": articles["article_id"],
            "char_start": [330] * _ARTICLES,
            "char_end": [430] * _ARTICLES,
            "voice": ["direct"] * _ARTICLES,
            "quote_id": [f"{article_id}.q0000" for article_id in articles["article_id"]],
        }
    )
    index = SentenceIndex(sentences, spans)
    steps: dict[str, Callable[[], object]] = {
        "index": lambda: SentenceIndex(sentences, spans),
        "frames": lambda: tag_frames(articles, sentences, spans, index=index),
        "acts": lambda: tag_acts(sentences, spans, index=index),
        "labels": lambda: find_labels(articles, sentences, spans, index=index),
        "actors": lambda: actor_labels(articles, sentences, spans, index=index),
    }
    click.echo(f"{_ARTICLES} articles of {sum(map(len, texts)) / _ARTICLES:.0f} characters, ms of CPU each")
    for name, step in steps.items():
        step()  # builds the lexicon
        started = time.process_time()
        step()
        click.echo(f"{name:8s} {1000 * (time.process_time() - started) / _ARTICLES:.3f}")


if __name__ == "__main__":
    main()
