"""What a word is, in one place: every ``word_count`` in the warehouse counts by this rule.

A word is a run of letters and digits; an apostrophe, a full stop or a hyphen inside it, and a comma before a digit, do
not end it: *don't*, *co-ordinated*, *U.S.*, *3.5* and *1,700* are one word each. Of Chinese and Japanese each
ideograph and each hiragana is a word; in other scripts without spaces (Thai, Khmer) a run of characters is one.
"""

import re
import unicodedata
from typing import Final

import polars as pl

_LETTER: Final = r"[\w--[\p{Han}\p{Hiragana}_]]"
_WORD: Final = rf"[\p{{Han}}\p{{Hiragana}}]|{_LETTER}+(?:['’.\-\u2011\u00ad]{_LETTER}+|,\d+)*"

_BARE_WORD: Final = re.compile(r"\w+")


def bare_words(text: str) -> str:
    """The words of a text and nothing else, case-folded, one space between them: texts that share them say the same."""
    return " ".join(_BARE_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


def word_count(column: str) -> pl.Expr:
    """Number of words of a string column, as INTEGER."""
    return pl.col(column).str.count_matches(_WORD).cast(pl.Int32)
