"""Speech on our own annotated articles: no figure may fall under its floor, on neither half.

``tests/gold/README.md`` is the guide to the annotations. The errors of the held half are not read.
"""

from typing import Final

import pytest

from tests.gold.scoring import articles, figures, judge

FLOORS: Final = {  # by half: read, held
    False: {"marks": 0.94, "indirect": 0.83, "speaker": 0.97, "together": 0.86},
    True: {"marks": 0.93, "indirect": 0.79, "speaker": 0.98, "together": 0.84},
}
SURE: Final = 0.8  # confidence above which rows are to be right at least so often


@pytest.mark.parametrize("held", [False, True])
def test_floors(held: bool) -> None:  # noqa: FBT001 - a parameter of the test
    found = figures(articles(held=held))
    assert {name: found[name] for name, floor in FLOORS[held].items() if found[name] < floor} == {}


def test_confidence_means_what_it_says() -> None:
    judged = [item for article in articles(held=True) for item in judge(article)]
    sure = [item for item in judged if item.quote["confidence"] >= SURE]
    unsure = [item for item in judged if item.quote["confidence"] < SURE]
    share = sum(item.match is not None for item in sure) / len(sure)
    assert len(sure) > len(judged) / 3
    assert share >= SURE
    assert share > sum(item.match is not None for item in unsure) / len(unsure)


def test_every_register_has_articles() -> None:
    registers = [article.name.rpartition("-")[0] for article in articles()]
    assert len(set(registers)) == 14
    assert len(registers) >= 120
