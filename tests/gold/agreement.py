"""How far two readers agree: ``python -m tests.gold.agreement [FOLDER]``.

``second.txt`` is a second reading of a quarter of the articles, made from their bare text and the guide. It is held
against the annotations of a folder, by default the ones beside it, which were adjudicated since.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.gold.markup import Annotated, read_annotated
from tests.gold.scoring import QUOTES, best_pairs, characters

SECOND: Final = Path(__file__).parent / "second.txt"


def agreement(folder: Path = QUOTES) -> dict[str, float]:
    """F1 of the contents on which two readers agree, and the share of those of which they name the same source.

    Raises:
        ValueError: The two do not read the same text.
    """
    readings = {one.name: one for path in sorted(folder.glob("*.txt")) for one in read_annotated(path)}
    contents = matched = sources = 0
    for first, second in _read_twice(readings):
        if first.text != second.text:
            raise ValueError(f"{first.name}: the readings are of different texts")
        ours, theirs = ([characters(one.text, x.content) for x in one.attributions] for one in (first, second))
        contents += len(ours) + len(theirs)
        for i, j in best_pairs(ours, theirs).items():
            matched += 1
            a, b = (characters(first.text, one.source) for one in (first.attributions[i], second.attributions[j]))
            sources += bool(a & b) or a == b
    return {"contents": 2 * matched / contents, "sources": sources / matched}


def _read_twice(readings: dict[str, Annotated]) -> Iterator[tuple[Annotated, Annotated]]:
    for second in read_annotated(SECOND):
        yield readings[second.name], second


if __name__ == "__main__":
    for name, figure in agreement(*map(Path, sys.argv[1:2])).items():
        print(f"{figure:.3f}  {name}")
