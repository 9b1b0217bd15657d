"""How much of a text was changed: a number for two versions, whatever their length."""

import re
from collections import Counter
from typing import Final

from transforms.text.visible import visible_text

_WORD: Final = re.compile(r"\w+")


def change_share(before: str, after: str) -> float:
    """Share of the words of both versions that the other version does not have.

    Args:
        before: One version.
        after: The other.

    Returns:
        0 where they have the same words, case and punctuation aside, 1 where they have none in common. A word counts as
        often as it stands; where it stands does not count.
    """
    words = [Counter(_WORD.findall(visible_text(text).casefold())) for text in (before, after)]
    total = sum(map(Counter.total, words))
    return 1.0 - 2.0 * (words[0] & words[1]).total() / total if total else 0.0
