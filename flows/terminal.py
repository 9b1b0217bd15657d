"""Text for a terminal: what articles and names of files say must not steer it, nor turn the order of characters."""

import re
from typing import Final

# control characters but tab and newline; marks that turn the direction of text; separators of lines and paragraphs
_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)  # fmt: skip
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def shown(text: str) -> str:
    """The text with a replacement character for each that would steer the terminal."""
    return _STEERING.sub(_REPLACEMENT, text)
