"""CPU time of each annotator on hostile shapes: ``python -m tests.benchmarks.bench_steps [KB ...]``.

Each shape is repeated to each size (64 and 256 KB if none is given) and goes as text, page dump and page through what a
batch makes of it. A line for each annotator that takes a tenth of a second: seconds by size. Linear is the ratio of the
sizes; bench_hostile.py has the shapes of attribution.
"""

import sys
from typing import Final

import polars as pl

from tests.benchmarks.timing import TimedPlan
from transforms.annotations import batch
from transforms.annotations.annotators import ANNOTATORS

_GIVEN: Final = ("url", "outlet", "title", "published_at", "authors", "language")
_LEAST: Final = 0.1  # seconds at the largest size that are shown
_SHAPES: Final = (
    *("Share\n", "MORE\n", "BrandtCouncil MORE ", "hide caption ", "Enlarge this image a b c ", "(RELATED: ", "… "),
    *("By Jo Roe, ", "By Jo Roe\n", "© 2031 Jo Roe, ", "(AP) — ", "a/b/", "1 of 3 2 of 3 ", "March 4, 2031\n", "• a\n"),
    *("terrorists ", "attacked ", "tax economy budget ", "Mayor Ilse Brandt ", "Aa ", "港口开放。", "Listen · 3:51 "),
)
_PARTS: Final = (
    *(
        "<p>The quay is open.</p>",
        "<div>",
        "<span>a</span>",
        "<b>",
        "a<br>",
        "<li>Share</li>",
        "<tr><td>a",
        "<h2>Quay</h2>",
    ),
    *("<a href=x>Read more</a> ", "<img src=x alt='A quay'>", "<time>March 4</time>", "<i class=author>By Jo Roe</i>"),
    *(
        "<!-- a -->",
        "&amp;",
        "<",
        "<meta name=author content='Jo Roe'>",
        "<blockquote>a</blockquote>",
        "<p a=b>",
        "<p a ",
    ),
)


def _seconds(kind: str, shape: str, size: int) -> dict[str, float]:
    content = (shape * (size // len(shape) + 1))[:size]
    if kind == "html":
        content = f"<html><body><article><h1>Quay</h1><p>The quay is open again.</p>{content}</article></body></html>"
    row = {"article_id": "a", "source_id": "a", "source_uri": "f", "source_kind": kind, "content": content}
    row |= dict.fromkeys(_GIVEN) | {"content_hash": "a"}
    documents = pl.DataFrame([row], schema_overrides=dict.fromkeys(_GIVEN, pl.String))
    plan, batch.ANNOTATORS = batch.ANNOTATORS, TimedPlan(ANNOTATORS.annotators)
    try:
        batch.process_documents(documents)
        return dict(batch.ANNOTATORS.seconds)
    finally:
        batch.ANNOTATORS = plan


def main(sizes: list[int]) -> None:
    """Print the figures."""
    jobs = [(kind, shape) for kind in ("text", "raw_text", "html") for shape in _SHAPES]
    for kind, shape in [*jobs, *(("html", part) for part in _PARTS)]:
        taken = [_seconds(kind, shape, size * 1024) for size in sizes]
        for name, last in taken[-1].items():
            if last >= _LEAST:
                figures = " ".join(f"{of_size.get(name, 0.0):.2f}" for of_size in taken)
                sys.stdout.write(f"{kind} {shape!r} {name}: {figures}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [64, 256])
