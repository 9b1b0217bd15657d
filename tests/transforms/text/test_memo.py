import pytest

from transforms.text import memo


def test_a_full_memo_forgets_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", 2)
    kept: dict[str, int] = {}
    assert [memo.keep(kept, word, len(word)) for word in ("a", "bb", "ccc")] == [1, 2, 3]
    assert kept == {"ccc": 3}
