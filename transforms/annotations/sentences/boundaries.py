"""Where sentences end within a paragraph.

One regular expression finds every place where a sentence could end; a few rules look at the word before it and the word
after it. The rules are conservative about names ("Gov. Marren", "J. K. Lund", "U.S. Senate") and blind to meaning: "He
lives in the U.S. President Marren does not" stays one sentence.
"""

import re
from typing import Final

from transforms.annotations.sentences.abbreviations import (
    OPENERS,
    abbreviation_kind,
    ends_after_abbreviation,
    next_word,
    token_start,
)
from transforms.annotations.sentences.lexicon import TAIL, Lexicon
from transforms.annotations.sentences.units import split_units

_ALWAYS: Final = "。！？｡।॥؟۔"  # end a sentence whatever follows
_STOP: Final = rf"[.!?…{_ALWAYS}]"
# what closes after a stop: marks, brackets, superscripts; a mark that opens elsewhere, before white space
_CLOSER: Final = r"[\"”’'»›)\]*」』）》〉¹²³⁴⁵⁶⁷⁸⁹⁰†‡\u200b\u2060\ufeff]|[“«‹‘](?=\s)|[ \u00a0\u2009\u202f][»›”](?=\s)"
_REFERENCE: Final = (
    r"[ ]?\[(?:\d{1,3}|[a-z]|note \d{1,3}|citation needed)\]"
    r"|(?<=[a-z]{2}[.!?])\d{1,2}(?=\s)|(?<=[a-z]{2}[.!?][\"”’)])\d{1,2}(?=\s)"
)
# then white space; or a CJK stop; or a lost space. No stop stands before the first: runs of stops are read once
_CANDIDATE: Final = re.compile(
    rf"{_STOP}(?<!{_STOP}{_STOP}){_STOP}*+(?:{_CLOSER}|{_REFERENCE})*+"
    r"(?:(?=\s)|(?<=[。！？｡」』）》〉])|(?<=[。！？｡][”’])|(?=[“‘]?(?:[A-Z][a-z]+|[AI])[ ,’']))"
)
_LOST_SPACE: Final = re.compile(r"(?:[a-z’'][a-z]|\d\d|[”’)%])[.!?]")
_DOMAIN: Final = re.compile(r"(?:Ai|Biz|Co|Com|Doc|Edu|Gov|Html|Io|Js|Net|Org|Pdf|Tv|Uk)\b")
_STUTTER: Final = re.compile(r"([^\W_]+)(?:…|\.\.\.)\s+\1\b")
_MARKS_LENGTH: Final = 12
_WORD_LENGTH: Final = 24
_EXCLAIMED_FOLLOWERS: Final = ("Magazine", "Inc", "Corp")  # "OK! Magazine" is one name
_DATELINE_LENGTH: Final = 40  # a dateline's place is shorter
_DATELINE_WORD: Final = 8


def split_paragraph(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Sentences of the paragraph ``text[start:end]``, which begins and ends with no white space."""
    paragraph = (start, end)
    sentences: list[tuple[int, int]] = []
    tails = lexicon.tails
    for found in _CANDIDATE.finditer(text, start, end):
        stop, after = found.span()
        if after >= end:
            break
        following = after
        while text[following].isspace():
            following += 1
        # the commonest case first: a word of small letters that is no abbreviation, a full stop, a capital
        tail = text[stop - TAIL : stop]
        if (
            tail.isalpha()
            and tail.islower()
            and tail not in tails
            and text[stop] == "."
            and text[stop + 1] != "."
            and following > after
            and text[following].isupper()
        ) or _is_boundary(text, start, stop, after, following, paragraph, lexicon):
            sentences.append((start, after))
            start = following
    sentences.append((start, end))
    return split_units(text, sentences)


def _is_boundary(  # noqa: PLR0913 - places that the caller knows: asked at every stop of a text
    text: str, start: int, stop: int, after: int, following: int, paragraph: tuple[int, int], lexicon: Lexicon
) -> bool:
    """Whether a sentence ends at ``after``; ``stop`` is its first stop, ``following`` the next character's place."""
    mark = text[stop]
    if mark in _ALWAYS:
        return True
    first, end = text[following], paragraph[1]
    if stop == start or (end - following < _MARKS_LENGTH and not any(map(str.isalnum, text[following:end]))):
        return False  # nothing before it, or nothing but marks behind it: "? A lost bullet", "It ended. [...]"
    is_closed = after > stop + 1
    if first.islower():
        # "It ended. iPads came" is a boundary, "iPhone vs. iPad" none
        return (
            mark == "."
            and not is_closed
            and lexicon.small_names.match(text, following, end) is not None
            and abbreviation_kind(text, start, stop, lexicon) is None
        )
    if mark == "." and first == "." and not text.startswith("..", following):
        return False  # the stops of ". . ." part nothing
    if mark == "." and text[stop - 1 : stop].isspace() and text[stop - 2] == ".":
        return text[max(start, stop - 6) : stop] == ". . . "  # ". . . ." ends a sentence
    if following == after and (mark == "…" or not _has_lost_space(text, start, stop, following)):
        return False
    place = following
    while place < end and (text[place] in OPENERS or text[place].isspace()):
        place += 1
    if place >= end:
        return False
    if text[place].islower():
        # "... ended. (see below)" is a boundary, "'Huh?' - used as a repair" is none
        return mark == "." and first in '(["“‘' and abbreviation_kind(text, start, stop, lexicon) is None
    if mark == "…" or text.startswith("...", stop):
        return _ends_after_ellipsis(text, start, stop, after, end)
    if mark in "!?":
        return _ends_after_call(text, start, stop, following, is_closed=is_closed, lexicon=lexicon, end=end)
    if is_closed and text[stop + 1] in '"”':
        # “Dr.” Lund
        begin = token_start(text, start, stop)
        return text[begin] not in OPENERS or lexicon.kinds.get(text[begin:stop].lstrip(OPENERS)) != "title"
    kind = abbreviation_kind(text, start, stop, lexicon)
    if kind == "state" and is_closed:
        kind = "either"  # "(D-Calif.) Lund"
    if kind is not None:
        return not text[stop + 1].isdigit() and ends_after_abbreviation(
            text, kind, following, place, paragraph, lexicon
        )
    return not (first in "—–-" and _is_dateline(text, start, stop))


def _has_lost_space(text: str, start: int, stop: int, following: int) -> bool:
    """A lost space is believed between small letters, or a year, and a capital, and not in an address."""
    if not _LOST_SPACE.match(text, max(start, stop - 2)) and not _LOST_SPACE.match(text, stop - 1):
        return False
    token = text[token_start(text, start, stop) : stop]
    return not (_DOMAIN.match(text, following) or "/" in token or "@" in token or token.startswith("www."))


def _ends_after_ellipsis(text: str, start: int, stop: int, after: int, end: int) -> bool:
    """An omission marked between spaces joins what it parts; an ellipsis after a word may end a sentence."""
    if text[stop - 1].isspace() and after - stop < 4:
        return False
    before = stop - 1  # from the stop to the left, so that a long sentence is not read again at each of its stops
    while before >= start and text[before] in OPENERS:
        before -= 1
    if before < start:
        return False
    begin = max(token_start(text, start, stop), stop - _WORD_LENGTH)
    while begin < stop and text[begin] in OPENERS:
        begin += 1
    return not _STUTTER.match(text, begin, end)


def _ends_after_call(  # noqa: PLR0913 - as above
    text: str, start: int, stop: int, following: int, *, is_closed: bool, lexicon: Lexicon, end: int
) -> bool:
    """A question or an exclamation goes on where it is a name, an aside between dashes, or quoted and attributed."""
    if is_closed:
        said = lexicon.attribution.match(text, following, end)
        return said is None or said.group(1) in lexicon.starters
    if text[following] in "—–-" and text[following + 1 : following + 2].isspace():
        dash = text.rfind(text[following], start, stop)
        return dash < 0 or not text[dash + 1 : dash + 2].isspace()
    if text[stop] == "?":
        return True
    if text.startswith(_EXCLAIMED_FOLLOWERS, following):
        return False
    if lexicon.kinds.get(text[token_start(text, start, stop) : stop].lstrip(OPENERS)) != "exclaimed":
        return True
    return next_word(text, following, end) in lexicon.starters


def _is_dateline(text: str, start: int, stop: int) -> bool:
    """A place before a dash: "ORVATH, Tars. - The ..."."""
    return (
        stop - start < _DATELINE_LENGTH
        and stop - token_start(text, start, stop) < _DATELINE_WORD
        and text[stop + 1].isspace()
        and "," in text[start:stop]
    )
