"""Where sentences end within a paragraph.

One regular expression finds every place where a sentence could end; a few rules look at the word before it and the word
after it. The rules are conservative about names ("Gov. Marren", "J. K. Lund", "U.S. Senate") and blind to meaning: "He
lives in the U.S. President Marren does not" stays one sentence.
"""

import re
from typing import Final

from transforms.sentences.lexicon import Lexicon
from transforms.sentences.paragraphs import trim

_ALWAYS: Final = "。！？｡।॥؟۔"  # end a sentence whatever follows
# a stop, what closes after it (marks, brackets, a reference number), then white space; or a CJK stop; or a lost space
_CANDIDATE: Final = re.compile(
    r"[.!?…。！？｡।॥؟۔]+(?:[\"”’'»›)\]*」』）》〉]|[ ]?\[\d{1,3}\])*+"
    r"(?:(?=\s)|(?<=[。！？｡」』）》〉])|(?=[A-Z“][a-z]+[ ,]))"
)
_OPENERS: Final = "\"'“‘„«‹([{—–-•●▪■*·¿¡`_"
_NEXT_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ACRONYM: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}")
_ENUMERATOR: Final = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,4})")
_PICTURE_CREDIT: Final = re.compile(r"(?<=[\w)”\"])[ ]+((?:Image|Photo|Photograph|Picture|Credit)s?: (?=[A-Z]))")
_ITEM: Final = re.compile(r"([•⁃*]?[ ]?)(\d{1,2}|[a-y])([.)]{1,2})\s")
_ITEM_STARTS: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxy•⁃*")
_DATELINE_LENGTH: Final = 40  # a dateline's place is shorter
_NEVER: Final = frozenset({"title", "connector", "enumerator"})  # kinds that end no sentence
_TOKEN_LENGTH: Final = 24  # no abbreviation is longer: a bound for hostile text without spaces


def split_paragraph(text: str, start: int, end: int, lexicon: Lexicon, sentences: list[tuple[int, int]]) -> None:
    """Append the sentences of the paragraph ``text[start:end]``, which begins and ends with no white space."""
    first, known = start, len(sentences)
    for found in _CANDIDATE.finditer(text, start, end):
        stop, after = found.span()
        if after >= end:
            break
        following = after
        while text[following].isspace():
            following += 1
        if _is_boundary(text, start, stop, after, following, end, lexicon):
            sentences.append((start, after))
            start = following
    sentences.append((start, end))
    if text.find(":", first, end) >= 0 and (credit := _PICTURE_CREDIT.search(text, start, end)):
        sentences[-1:] = [(start, credit.start()), (credit.start(1), end)]
    if text[first] in _ITEM_STARTS and (opening := _ITEM.match(text, first, end)):
        sentences[known:] = _split_items(text, opening, sentences[known:])


def _split_items(text: str, opening: re.Match[str], sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Part an inline list, "1. One 2. Two": each item's number must follow from the one before."""
    bullet, label, stop = opening.groups()
    start, end = sentences[0][0], sentences[-1][1]
    starts = [start]
    while label != "z":
        label = str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
        place = text.find(f" {bullet}{label}{stop} ", starts[-1], end)
        if place < 0:
            break
        starts.append(place + 1)
    if len(starts) == 1:
        return sentences
    # the boundary stands before an item's number, none after it
    numbers = [(place, place + len(bullet) + len(stop) + 3) for place in starts]
    cuts = {begin for begin, _ in sentences if not any(low < begin <= high for low, high in numbers)} | set(starts)
    ordered = sorted(cuts)
    return [trim(text, low, high) for low, high in zip(ordered, [*ordered[1:], end], strict=True)]


def _is_boundary(text: str, start: int, stop: int, after: int, following: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a sentence ends at ``after``; ``stop`` is its first stop, ``following`` the next character's place."""
    mark = text[stop]
    if mark in _ALWAYS:
        return True
    first = text[following]
    if first.islower():
        return False
    if mark == "." and text[stop - 1 : stop].isspace() and (first == "." or text[stop - 2] == "."):
        # ". . ." parts nothing, ". . . ." ends a sentence
        return first != "." and text[max(start, stop - 6) : stop] == ". . . "
    if following == after and (mark == "…" or not text[stop - 2 : stop].islower()):
        return False  # a lost space is believed only between small letters and a capital
    place = following
    while place < end and (text[place] in _OPENERS or text[place] == " "):
        place += 1
    if place >= end:
        return False  # nothing but marks follows: they belong to this sentence
    character = text[place]
    if character.islower():
        # "... ended. (see below)" is a boundary, "'Huh?' - used as a repair" is none
        return mark == "." and first in '(["“‘' and _kind(text, start, stop, lexicon) is None
    is_closed = after > stop + 1
    if mark == "." and (not is_closed or text[stop + 1] in ")]'’"):
        kind = _kind(text, start, stop, lexicon)
        if kind is not None:
            if kind == "before_number":
                return not character.isdigit()
            if kind in _NEVER:
                return False
            if first in "—–-":
                return False  # a dateline: "AUGUSTA, Ga. - The ..."
            if character.isdigit():
                return False
            if first in '"“' and kind == "either":
                return True
            found = _NEXT_WORD.match(text, place, end)
            word = found.group().replace("’", "'") if found else ""
            if kind == "time":
                return word not in lexicon.time_followers
            return word in lexicon.starters
        return not (first in "—–-" and stop - start < _DATELINE_LENGTH and "," in text[start:stop])
    if mark == "…" or text.startswith("...", stop):
        # an omission marked between spaces joins what it parts; an ellipsis after a word may end a sentence
        return not (text[start:stop].strip(_OPENERS) == "" or (text[stop - 1].isspace() and after - stop < 4))
    if mark in "!?":
        if not is_closed:
            return mark == "?" or lexicon.kinds.get(text[_token_start(text, start, stop) : stop]) != "exclaimed"
        said = lexicon.attribution.match(text, following, end)
        return said is None or said.group(1) in lexicon.starters
    return True


def _token_start(text: str, start: int, stop: int) -> int:
    floor = max(start, stop - _TOKEN_LENGTH)
    space = text.rfind(" ", floor, stop)
    return space + 1 if space >= 0 else floor


def _kind(text: str, start: int, stop: int, lexicon: Lexicon) -> str | None:
    """Kind of the abbreviation before the full stop; None where the word is none."""
    token_start = _token_start(text, start, stop)
    token = text[token_start:stop]
    kind = lexicon.kinds.get(token)
    if kind is not None:
        return kind
    if len(token) > 3 and token.isalpha():
        return None  # the commonest case
    if token_start == start and _ENUMERATOR.fullmatch(token):
        return "enumerator"
    token = token.lstrip(_OPENERS)
    for joint in "-–—/(":
        if joint in token:
            token = token.rsplit(joint, 1)[1]
    if len(token) == 1 and token.isupper():
        return "initial"
    if _ACRONYM.fullmatch(token):
        return lexicon.kinds.get(token, "either")
    if lexicon.has_ordinals and token.isdigit() and len(token) < 3:
        return "enumerator"
    return lexicon.kinds.get(token)
