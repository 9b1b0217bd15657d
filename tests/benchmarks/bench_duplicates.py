"""Time signatures and copies on invented texts: ``python tests/benchmarks/bench_duplicates.py [ARTICLES]``.

One text in ten is a copy with a changed end. Prints microseconds of CPU per article for both steps, the copies found
and, as a check that the second step is near-linear, the same for a tenth of the articles. Not collected by pytest.
"""

import datetime as dt
import sys
import time

import numpy as np
import polars as pl

from transforms.annotations.signatures import signatures
from transforms.corpus.copies import find_duplicates

_WORDS = 700  # of an article, some 4.6 KB
_VOCABULARY = 20_000
_COPY_EVERY = 10


def _articles(count: int) -> pl.DataFrame:
    random = np.random.default_rng(7)
    vocabulary = np.array([f"w{index:x}ord" for index in range(_VOCABULARY)])
    ranks = 1.0 / np.arange(1, _VOCABULARY + 1)  # words are as unequal as in a language
    texts: list[str] = []
    for index in range(count):
        if index % _COPY_EVERY == _COPY_EVERY - 1:
            texts.append(texts[index - 3] + " " + " ".join(random.choice(vocabulary, 60)))
        else:
            texts.append(" ".join(random.choice(vocabulary, _WORDS, p=ranks / ranks.sum())))
    return pl.DataFrame(
        {
            "article_id": [f"a{index:07d}" for index in range(count)],
            "outlet_id": [f"o{index % 50}" for index in range(count)],
            "published_date": [dt.date(2024, 1, 1) + dt.timedelta(days=index * 300 // count) for index in range(count)],
            "text": texts,
        }
    )


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for count in (most // 10, most):
        articles = _articles(count)
        start = time.process_time()
        made = signatures(articles)
        between = time.process_time()
        copies = find_duplicates(made)
        end = time.process_time()
        print(
            f"{count} articles: signatures {(between - start) / count * 1e6:.0f} µs, "
            f"copies {(end - between) / count * 1e6:.0f} µs an article; "
            f"{copies.height} copies found of {count // _COPY_EVERY}"
        )


if __name__ == "__main__":
    main()
