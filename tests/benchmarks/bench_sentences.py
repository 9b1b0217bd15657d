"""Time sentence splitting and term counting on invented news text: ``python tests/benchmarks/bench_sentences.py``.

Prints microseconds of CPU per article of 4.6 KB. Not collected by pytest: a time depends on the machine.
"""

import time

import polars as pl

from transforms.annotations.sentences import segment, split_sentences
from transforms.annotations.terms import article_terms, term_pieces

PARAGRAPHS = """ORVEL, Tarsava — Gov. Ilse Marren said on Tuesday that the U.S. would not rule out talks with Velm; it
is 3.5 miles off. “We are ready. We have always been ready,” she told Rear Adm. Tobin Hale at 7 p.m. on Jan. 5.

Analysts were cautious. “The condition is the whole sentence,” said Lotte Brandt of Orvath Inc., a consultancy. “Take it
away and you have peace talks... Leave it in and you have a ceremony.” Prices rose 1.2 per cent. Why?

The harbour board, which organises the ferries, said that it would co-ordinate repairs with the ministry. The mayor (who
did not attend) called the plan “brave” and urged farmers, teachers and shopkeepers to support it."""


def main() -> None:
    """Run both, three times each, and print the best."""
    text = "\n\n".join([PARAGRAPHS] * 6)
    count = 400
    names = [f"a{index}" for index in range(count)]
    articles = pl.DataFrame(
        {"article_id": names, "title": [None] * count, "text": [text] * count, "outlet_id": ["o"] * count}
    )
    blocks = articles.select(
        "article_id",
        block_index=pl.lit(0),
        char_start=pl.lit(0),
        char_end=pl.lit(len(text)),
        role=pl.lit("body"),
        is_kept=pl.lit(value=True),
    )
    sentences = segment(articles, blocks)
    spans = pl.DataFrame(
        schema={"article_id": pl.String, "char_start": pl.Int64, "char_end": pl.Int64, "voice": pl.String}
    )
    scale = 4600 / len(text) * 1e6 / count
    for name, run in (
        ("split_sentences", lambda: [split_sentences(text) for _ in range(count)]),
        ("segment", lambda: segment(articles, blocks)),
        ("article_terms", lambda: article_terms(articles, term_pieces(articles, sentences, spans))),
    ):
        times = []
        for _ in range(3):
            start = time.process_time()
            run()
            times.append(time.process_time() - start)
        print(f"{name}: {min(times) * scale:.0f} µs")


if __name__ == "__main__":
    main()
