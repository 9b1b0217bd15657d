"""Speakers that are compared some blocks at a time are those of all blocks at once."""

import polars as pl
import pytest

from flows.stages import naming
from transforms.corpus.speakers import identify, profiles_of, speaker_facts

_NAMES = ("Ilsa Varn", "Varn", "Pavel Varn", "Teodor Lind", "Lind", "the council", "Harbour Union", "Mira Oste")


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_parts_of_blocks_are_one_look_at_all(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    quotes = pl.DataFrame(
        [
            {
                "article_id": f"a{number % 5}",
                "speaker_name": name,
                "speaker_kind": "organization" if name in _NAMES[5:7] else "person",
            }
            for number, name in enumerate(_NAMES * 2)
        ]
    )
    profiles = profiles_of(speaker_facts(quotes))
    looks: list[pl.DataFrame] = []
    monkeypatch.setattr(naming, "_AT_ONCE", at_once)
    monkeypatch.setattr(naming, "identify", lambda rows, **given: looks.append(rows) or identify(rows, **given))
    naming._identified(profiles, None)
    assert (len(looks) > 1) == (at_once < profiles.height)
    for found, whole in zip(naming._identified(profiles, None), identify(profiles), strict=True):
        assert found.equals(whole)
    assert all(frame.is_empty() for frame in naming._identified(profiles.clear(), None))
