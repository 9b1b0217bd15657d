"""Growth of the CPU time on hostile shapes: ``python tests/benchmarks/bench_hostile.py [KB ...]``.

Each shape is repeated to each size (64, 256, 1024 KB if none is given) and goes through segmentation, attribution and
speakers, as body and as title. A line a shape: seconds by size; at the end the worst ratio between the last two sizes.
Linear is the ratio of the sizes.
"""

import sys
import time
from typing import Final

import polars as pl

from transforms.annotations.attribution import attribute
from transforms.annotations.sentences import segment
from transforms.annotations.speakers import resolve_speakers

_REPEATED: Final = (
    "['(|a' b 'c |… |...|. . . |. |? |! |, |; |: |- |— |(|) |(a) |[1] |'|’ |‘a |'a,' b |\"|\"a |\"a\" |\"A.\" |"
    "“|”|“a |“A.”\n|“a\n|«|„|``|''|''a |“‘a’ |said |said, |said:\n|X said, |X, said, |he said that |that |who |"
    "which |and |of the |a|A|A. |A.|J. K. |Ann Fox |Ann Fox, |Ann Fox said. |Ann Fox, who |President |Sen. |"
    "Mr. Fox |1|1. |1, |10 |\n|\n\n|a\n|A b.\n| |\t|_ |a'|a-|A’s |not |to |according to X, |reportedly, |"
    "accused of |told X |his warning that |raised questions about |while |as he said, |on Monday |X: |"
    "RUIZ: a\n|Ann (R) |the committee |the statement said. |a senator said. |She said. |it said. |they said. |"
    "“I” |* a |• a |中。|é |￼ |😀 |Will Fox |by Fox |name as Fox |www.a.b |Calif. |vs. |1) a |“A,” b, “c |"
    '"A," said B, "and c," |Then, "A." |X: "A" |said that said |but also |, in fact, |many of whom |'
    "X, Y and Z, |the former |a minister, Ann Fox, said. |the Herald said. |the official said. "
)
_NUMBERED: Final = (
    "A{}x Fox. Fox. |A{}x Fox. |A{}x Fox said. Fox said. |A{0}x B{0}x said so. B{0}x said. |"
    "Aaa{} official said so. |The Aaa{} said so. |Aaa{}ders said so. |Aaa{} Party said so. |"
    'the aaa{} campaign said so. |"Why {}?" Ruiz asked. |Ruiz said:\n"A {} b c d e f g h i j."\n|'
    "X{}: Bridge open to all. |X{}: Bridge open to all\n|Bridge {} open, mayor says. |a farmer{} who said so. |"
    "Ann Fox{} said. She said. |President A{}x said. |President Fox{}, who said. |A{}x Fox lawyer said. |"
    "A minister{}, Ann Fox, said. |A{0}, B{0} and C{0} said. |he said “{}”, and "
)
_WARM: Final = 2_000  # characters that are read before a measurement, so that word lists are loaded


def _text(shape: str, size: int, *, numbered: bool) -> str:
    if not numbered:
        return (shape * (size // len(shape) + 1))[:size]
    count = size // len(shape.format(10_000))
    return "".join(shape.format(number) for number in range(10_000, 10_000 + count))


def _seconds(text: str, role: str) -> float:
    articles = pl.DataFrame(
        {"article_id": ["a"], "title": [None], "text": [text]}, schema_overrides={"title": pl.String}
    )
    blocks = pl.DataFrame(
        {
            "article_id": ["a"],
            "block_index": [0],
            "char_start": [0],
            "char_end": [len(text)],
            "role": [role],
            "is_kept": [True],
        }
    )
    started = time.process_time()
    sentences = segment(articles, blocks)
    resolve_speakers(articles, sentences, attribute(articles, sentences).quotes)
    return time.process_time() - started


def main(sizes: list[int]) -> None:
    """Print the figures."""
    shapes = [(shape, False) for shape in _REPEATED.split("|")] + [(shape, True) for shape in _NUMBERED.split("|")]
    worst = (0.0, "")
    for role in ("body", "title"):
        for shape, numbered in shapes:
            _seconds(_text(shape, _WARM, numbered=numbered), role)
            took = [_seconds(_text(shape, size * 1024, numbered=numbered), role) for size in sizes]
            sys.stdout.write(f"{role} {shape!r}: {' '.join(f'{seconds:.2f}' for seconds in took)}\n")
            sys.stdout.flush()
            worst = max(worst, (took[-1] / max(took[-2], 0.01), f"{role} {shape!r}"))
    sys.stdout.write(f"worst ratio {worst[0]:.1f} for {worst[1]}\n")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [64, 256, 1024])
