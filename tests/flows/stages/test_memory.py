"""Memory is given back where there is much of it."""

import gc

import pytest

from flows.stages import memory


@pytest.mark.parametrize(("held", "times"), [(0, 0), (memory._MUCH, 1)])
def test_a_small_process_is_left_alone(monkeypatch: pytest.MonkeyPatch, held: int, times: int) -> None:
    collected = []
    monkeypatch.setattr(memory, "_held", lambda: held)
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    memory.give_back()
    assert len(collected) == times


def test_it_knows_what_the_process_holds() -> None:
    before = memory._held()
    kept = bytearray(b"x") * (64 << 20)
    assert memory._held() - before == pytest.approx(len(kept), rel=0.2)
