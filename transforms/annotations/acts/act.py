"""An act as it is read in one sentence."""

from typing import NamedTuple

Hit = tuple[int, int, int]  # number of the term, start, end


class Act(NamedTuple):
    """An act as found in one sentence; offsets into the sentence."""

    act_id: str
    polarity: int
    is_negated: bool
    char_start: int
    char_end: int
    terms: tuple[str, ...]
    strength: float
    rule: str
    shape: int = 0
    governs: bool = False
    judges: bool = False
