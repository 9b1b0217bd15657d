"""What a word is, in one place: every ``word_count`` in the warehouse counts by this rule.

A word is a run of letters and digits; an apostrophe, a full stop or a hyphen inside it, and a comma before a digit, do
not end it: *don't*, *co-ordinated*, *U.S.*, *3.5* and *1,700* are one word each. In scripts without spaces a run of
characters counts as one word.
"""

import re
from typing import Final

import polars as pl

WORD: Final = r"\w+(?:['’.\-]\w+|,\d+)*"
_FIND: Final = re.compile(WORD).findall


def count_words(text: str) -> int:
    """Number of words of a text."""
    return len(_FIND(text))


def word_count(column: str) -> pl.Expr:
    """Number of words of a string column, as INTEGER."""
    return pl.col(column).str.count_matches(WORD).cast(pl.Int32)
