"""Cost of topics per article; run by hand: ``python tests/benchmarks/bench_topics.py``."""

import time

import click
import polars as pl

from transforms.annotations.topics import tag_topics

_SENTENCES = (
    "The senator said voters in the district would decide whether the tax bill passes before the election.",
    "Police arrested two men after the shooting outside a hospital, and a court will hear the case on Monday.",
    "Shares in the carmaker fell four per cent as investors weighed quarterly earnings and higher interest rates.",
    "It was, the neighbours agreed, the longest afternoon that anyone on the lane could remember in years.",
    "The striker scored twice in the second half, and the coach praised a side that had lost five matches.",
    "Researchers at the university published the study of the virus in a journal; vaccines may follow next year.",
)
_SENTENCES_PER_ARTICLE = 45  # about 4,600 characters
_ARTICLES = 1000


def main() -> None:
    """Print CPU and wall time per article of about 4.6 KB."""
    ids = [f"a{i:04d}" for i in range(_ARTICLES)]
    sentences = pl.DataFrame(
        {
            "sentence_id": [f"{i}.s{j:04d}" for i in ids for j in range(_SENTENCES_PER_ARTICLE)],
            "article_id": [i for i in ids for _ in range(_SENTENCES_PER_ARTICLE)],
            "role": ["title" if j == 0 else "body" for _ in ids for j in range(_SENTENCES_PER_ARTICLE)],
            "text": [
                _SENTENCES[(i + j * (1 + i % 5)) % len(_SENTENCES)]
                for i in range(_ARTICLES)
                for j in range(_SENTENCES_PER_ARTICLE)
            ],
        }
    )
    articles = pl.DataFrame({"article_id": ids, "language": ["en"] * _ARTICLES})
    tag_topics(articles.head(1), sentences.head(1))  # builds the lexicon
    wall, cpu = time.perf_counter(), time.process_time()
    tags = tag_topics(articles, sentences)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    click.echo(
        f"{_ARTICLES} articles of {sentences['text'].str.len_chars().sum() / _ARTICLES:.0f} characters: "
        f"{1000 * cpu / _ARTICLES:.3f} ms CPU and {1000 * wall / _ARTICLES:.3f} ms wall each; "
        f"{tags.article_topics.height} article topics, {tags.sentence_topics.height} sentence topics"
    )


if __name__ == "__main__":
    main()
