"""Count the weights of words by which stories are told: ``transforms/data/story_terms.csv``.

The weight of a word is the logarithm of how seldom a news article has it. News articles that may be counted are few, so
that frequencies of general English are added as if they were so many articles more. What ships is one number a word.

usage: python tools/story_terms.py TEXTS.jsonl[.gz] FREQUENCIES.txt
"""

import argparse
import csv
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from transforms.text.folding import fold_narrow

_TARGET: Final = Path(__file__).parents[1] / "transforms/data/story_terms.csv"
_WORD: Final = re.compile(r"[^\W_]+")
_ADDED: Final = 1500  # articles that the frequencies of general English stand for; 500 to 1,500 do equally well
_LENGTH: Final = 500  # words of an article
_LEAST: Final = 2.0  # lighter words are in every seventh article, and weigh nothing
_GREATEST: Final = 6.0  # heavier words are not listed: what is not listed weighs as much


def _texts(path: str) -> Iterator[str]:
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield f"{row.get('title') or ''}\n{row['text']}"


def _general(path: str) -> dict[str, float]:
    """Share of articles of ``_LENGTH`` words that have a word, if words fell independently."""
    with Path(path).open(encoding="utf-8-sig") as file:
        counts = {word: int(count) for word, count in (line.split() for line in file)}
    total = sum(counts.values())
    return {word: 1 - math.exp(-count / total * _LENGTH) for word, count in counts.items()}


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("texts")
    parser.add_argument("frequencies")
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    articles = 0
    for text in _texts(options.texts):
        articles += 1
        seen.update(set(_WORD.findall(fold_narrow(text).decode("latin-1"))))
    general = _general(options.frequencies)
    with _TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["term", "weight"])
        for term in sorted({*seen, *general}):
            share = seen[term] + _ADDED * general.get(term, 0.0)
            weight = math.log((articles + _ADDED + 1) / (share + 1))
            if weight < _GREATEST and len(term) > 0:
                writer.writerow([term, f"{weight if weight >= _LEAST else 0:.2f}"])


if __name__ == "__main__":
    main()
