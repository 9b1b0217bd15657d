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
    texts = dict(articles.select("article_id", "text").iter_rows())
    rows = mentions.select("article_id", "voice", "char_start", "char_end").iter_rows()
    found = [
        None if voice != "outlet" or start is None else _distance(texts[article_id], start, end)
        for article_id, voice, start, end in rows
    ]
    return pl.Series("distance", found, dtype=pl.String)


def _distance(text: str, start: int, end: int) -> str | None:
    before = text[max(0, start - _BEFORE) : start]
    if _SAID_SO.search(before):
        return "so_called"
    if _OPENED.search(before) and _CLOSED.match(text[end : end + _AFTER]):
        return "marks"
    return None
