"""Words that an outlet uses and keeps away from itself: in marks without a speaker, or after *so-called*.

Such a use is in nobody else's voice, and yet it is not the outlet's own word without more.
"""

import re
from typing import Final

import polars as pl

_BEFORE: Final = 48  # characters that are looked at: a phrase of distance and three words
_AFTER: Final = 32  # characters: three words and a mark
_OPENED: Final = re.compile(r"(?:^|[\s(\[—–-])(?:[“‘«„]|[\"'])(?:[\w’'-]+ ){0,3}$")
_CLOSED: Final = re.compile(r"(?:[’']s)?(?: [\w’'-]+){0,3}[,.]?(?:[”’»“]|[\"'])(?!\w)")
_MARKS: Final = tuple("“‘«„\"'")  # without one of these before a word, nothing is opened
_SAID_HINTS: Final = ("call", "self-", "dubbed", "branded", "termed", "label", "described")  # in any such phrase
_SAID_SO: Final = re.compile(
    r"(?i)\b(?:so[- ]called|self-(?:styled|proclaimed|described|declared|appointed)|dubbed|branded|termed|labell?ed|"
    r"what (?:it|he|she|they|[\w’'-]+(?: [\w’'-]+)?) (?:calls?|called)|described as)"
    r"(?: (?:as|an?|the))?[ ][“\"‘']?(?:[\w’'-]+ ){0,2}$"
)


def distances(mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.Series:
    """How the outlet keeps its distance from words of its own voice.

    Args:
        mentions: ``article_id``, ``voice``, ``char_start`` (nullable) and ``char_end``.
        articles: ``article_id`` and ``text``.

    Returns:
        ``so_called``, ``marks`` or null (no distance; words of others; a title that does not stand in the text).
    """
    rows = mentions.select(((pl.col("voice") == "outlet") & pl.col("char_start").is_not_null()).arg_true()).to_series()
    texts = dict(articles.select("article_id", "text").iter_rows())
    columns = (mentions[name].gather(rows).to_list() for name in ("article_id", "char_start", "char_end"))
    found = [_distance(texts[article_id], start, end) for article_id, start, end in zip(*columns, strict=True)]
    nothing = pl.repeat(None, mentions.height, dtype=pl.String, eager=True).alias("distance")
    return nothing.scatter(rows, pl.Series(found, dtype=pl.String))


def _distance(text: str, start: int, end: int) -> str | None:
    before = text[max(0, start - _BEFORE) : start]
    lowered = before.casefold()
    if any(hint in lowered for hint in _SAID_HINTS) and _SAID_SO.search(before):
        return "so_called"
    if any(mark in before for mark in _MARKS) and _OPENED.search(before) and _CLOSED.match(text[end : end + _AFTER]):
        return "marks"
    return None
