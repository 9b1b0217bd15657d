"""Time outlets, credits and language on invented articles: ``python tests/benchmarks/bench_outlets.py``.

Prints microseconds of CPU per article of some 4.6 KB, by what names the outlet. Not collected by pytest: a time depends
on the machine.
"""

import time
from collections.abc import Callable

import polars as pl

from transforms.documents.credits import find_credits
from transforms.documents.language import detect_language
from transforms.documents.outlets import identify_outlets

_PARAGRAPHS = """The harbour board of Westmere said on Tuesday that the ferries would stop for a month. A spokeswoman
told Reuters that the repairs could not wait, and that the council had agreed to pay for half of them.

Ada Holm, who runs a shop on the quay, called the plan “brave” and the timing “less so”. She has asked the board for a
meeting, and the mayor has promised to come.

The last closure, eleven years ago, cost the town a third of its summer trade, a study by the university found."""
_FURNITURE = """Image: Ada Holm/Getty Images

(AP, dpa)

More stories from The Lakeside Gazette

Follow The Lakeside Gazette on Facebook"""
_COUNT = 400  # articles
_ROUNDS = 3


def _best(function: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times) / _COUNT * 1e6


def main() -> None:
    """Run each three times and print the best."""
    body = "\n\n".join([_PARAGRAPHS] * 8)
    text = f"WESTMERE (Reuters) - {body}\n\n{_FURNITURE}"
    articles = pl.DataFrame({"article_id": [f"a{index}" for index in range(_COUNT)], "text": [text] * _COUNT})
    blocks = articles.select(
        "article_id",
        block_index=pl.lit(0),
        char_start=pl.lit(0),
        char_end=pl.lit(len(text)),
        role=pl.lit("body"),
        is_kept=pl.lit(value=True),
    )
    given = articles.with_columns(given_outlet=pl.lit("BBC News"))
    domain = articles.with_columns(url=pl.lit("https://amp.news.example.co.uk/story"))
    print(f"{len(text)} characters")
    print(f"outlet by given name {_best(lambda: identify_outlets(given)):6.0f} µs")
    print(f"outlet by domain     {_best(lambda: identify_outlets(domain)):6.0f} µs")
    print(f"outlet by signature  {_best(lambda: identify_outlets(articles)):6.0f} µs")
    print(f"credits              {_best(lambda: find_credits(articles, blocks)):6.0f} µs")
    print(f"language             {_best(lambda: detect_language(articles['text'])):6.0f} µs")


if __name__ == "__main__":
    main()
