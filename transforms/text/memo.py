"""What was worked out once for a word or a wording is kept, within bounds: they repeat within and across articles."""

from typing import Final, TypeVar

_MOST: Final = 65_536  # entries: of words, or runs of them, about 20 MB

Value = TypeVar("Value")


def keep(memo: dict[str, Value], key: str, value: Value) -> Value:
    """Keep a value in a memo, and return it; a memo that is full forgets all, which costs less than choosing."""
    if len(memo) >= _MOST:
        memo.clear()
    memo[key] = value
    return value
