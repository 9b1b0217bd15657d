"""The second reading of our own annotated articles is of the same texts, and agrees with what was adjudicated since."""

from tests.gold.agreement import SECOND, agreement
from tests.gold.markup import read_annotated
from tests.gold.scoring import articles


def test_a_quarter_is_read_twice_over_all_registers() -> None:
    every = [one.name for one in articles()]
    second = [one.name for one in read_annotated(SECOND)]
    assert set(second) < set(every)
    assert len(second) >= len(every) / 4
    assert {name.rpartition("-")[0] for name in second} == {name.rpartition("-")[0] for name in every}


def test_readers_agree() -> None:
    found = agreement()
    assert found["contents"] >= 0.97
    assert found["sources"] >= 0.98
