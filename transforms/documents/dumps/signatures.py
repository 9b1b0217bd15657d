"""Lines that sign an article: names of its authors, dates."""

import functools
import re
from typing import Final

from transforms.documents.bylines import has_particle, opens_byline, people_from_byline
from transforms.documents.dates.finding import date_phrases
from transforms.documents.dumps.furniture import LABEL_WORDS

HAS_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_NAME_WORDS: Final = 16  # a longer line that begins with a name is prose about them
_FEW_WORDS: Final = 7  # a longer line of names has a sign or a word between them
_LISTED: Final = re.compile(r"[,|·•/–&;]|\b(?:and|und|et|y|e|en|och|og|ja|i|ve)\b|[a-z][A-Z]")
_ALONE_WORDS: Final = 3  # blanks in a name that stands alone
_DATE_SHARE: Final = 0.25  # of a line's characters that belong to dates, for the line to be one of dates


@functools.lru_cache(maxsize=16_384)  # menus and dates come again on every page of an outlet
def is_date_line(body: str) -> bool:
    """Whether a line is about its dates: they are a good part of it."""
    if HAS_YEAR.search(body) is None:
        return False
    phrases = date_phrases(body, day_first=True, limit=3)  # in whatever order: here only its place matters
    return sum(phrase.char_end - phrase.char_start for phrase in phrases) > len(body) * _DATE_SHARE


@functools.lru_cache(maxsize=16_384)
def names_in_line(body: str) -> tuple[str, ...]:
    """People whom a line names as a byline does; empty where it is anything else."""
    if opens_byline(body):
        return people_from_byline(body)
    words = body.count(" ") + 1
    if body.isascii() and sum(word[0].isupper() for word in body.split()) * 3 < words:
        return ()
    if not 1 < words <= _NAME_WORDS or (words > _FEW_WORDS and _LISTED.search(body) is None):
        return ()
    people = people_from_byline(body, alone=True)
    if not people or not body.casefold().startswith(people[0].casefold()[:4]):
        return ()
    if any(name.count(" ") >= _ALONE_WORDS and not has_particle(name) for name in people):
        return ()  # four words with capitals are a list of tags
    if not LABEL_WORDS.isdisjoint(" ".join(people).casefold().split()):
        return ()
    covered = sum(name.count(" ") + 1 for name in people)
    return people if covered * 3 >= words or any(mark in body for mark in ",|·•/") else ()
