"""Runs of capitalised words: "Prime Minister Ilse Brandt", "U.S. Navy", "al-Qaeda" from its capital on.

What is a run is said by one pattern. Most runs hold nothing but words and single spaces; those are read off the columns
of the running words, and the pattern is looked for only where a hyphen, an apostrophe, a full stop, a particle or a
capital inside a word decides.
"""

import re
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from transforms.columns import Numbers
from transforms.folding import IN_WORD
from transforms.running_words import RunningWords

Flags = npt.NDArray[np.bool_]
_Codes = npt.NDArray[np.uint32]

_CAPITALISED: Final = r"[A-ZÀ-ÖØ-Þ](?:(?:\.[A-Z])+\.?|(?:rs?|s|en|ep|ov|ol|gt|apt|dm|ev)\.(?= )|[\w’'-]*)"
_PARTICLES: Final = ("al", "bin", "ibn", "de", "del", "van", "von", "der", "la", "el")
_PARTICLE: Final = rf"(?:(?:{'|'.join(_PARTICLES)})[ -])"
_RUN: Final = re.compile(rf"{_CAPITALISED}(?: {_PARTICLE}{{0,2}}{_CAPITALISED})*")  # starts with a set: a fast search
_PARTICLE_HASHES: Final = RunningWords(_PARTICLES).hashes
_ABBREVIATED: Final = 4  # letters of the longest word whose full stop is its own: "Capt."
_BEYOND: Final = 0x2020  # code points from here on count as one; ’ is below
_SPACE: Final = ord(" ")
_STOP: Final = ord(".")


def _table(characters: str) -> Flags:
    table = np.zeros(_BEYOND, dtype=bool)
    table[[ord(character) for character in characters]] = True
    return table


_IS_CAPITAL: Final = _table("".join(filter(str.isupper, map(chr, range(0x100)))))
_IS_JOINT: Final = _table("-'’_")


class CapitalisedRuns(NamedTuple):
    """Runs, in no order.

    Attributes:
        written: The distinct ones.
        numbers: Of each run its number in ``written``.
        starts: Where each begins in the running words' texts.
        marks: The code point before it.
        earlier: The code point before that.
    """

    written: list[str]
    numbers: Numbers
    starts: Numbers
    marks: _Codes
    earlier: _Codes


class _Segments(NamedTuple):
    """Stretches of a part of the texts in which runs stand; no run goes beyond one."""

    starts: Numbers
    ends: Numbers  # of the last word
    nexts: Numbers  # where the next word begins
    is_plain: Flags  # a run as a whole


_NONE: Final[Numbers] = np.empty(0, np.int64)
_NO_SEGMENTS: Final = _Segments(_NONE, _NONE, _NONE, np.empty(0, np.bool_))


def capitalised_runs(words: RunningWords) -> CapitalisedRuns:
    """The capitalised runs of some texts, save those that begin inside a word."""
    seen: dict[str, int] = {}
    numbers, starts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    marks, earlier = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]
    for begin, text in words.joined():
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        segments = _segments(words, begin, codes)
        is_plain = segments.is_plain
        places = segments.starts[is_plain].tolist()
        written = [text[low:high] for low, high in zip(places, segments.ends[is_plain].tolist(), strict=True)]
        bounds = zip(segments.starts[~is_plain].tolist(), segments.nexts[~is_plain].tolist(), strict=True)
        for match in [match for low, high in bounds for match in _RUN.finditer(text, low, high)]:
            places.append(match.start())
            written.append(match.group())
        for run in dict.fromkeys(written):
            seen.setdefault(run, len(seen))
        number = np.fromiter(map(seen.__getitem__, written), np.int64, len(written))
        place = np.array(places, dtype=np.int64)
        is_whole = ~IN_WORD[words.codes[begin + place - 1]]
        place = place[is_whole]
        numbers.append(number[is_whole])
        starts.append(place + begin)
        marks.append(codes[place - 1])
        earlier.append(codes[place - 2])
    return CapitalisedRuns(
        list(seen), np.concatenate(numbers), np.concatenate(starts), np.concatenate(marks), np.concatenate(earlier)
    )


def _segments(words: RunningWords, begin: int, codes: _Codes) -> _Segments:
    """Words that may belong to one run, taken together wherever that is in doubt."""
    first, last = np.searchsorted(words.starts, (begin, begin + codes.size)).tolist()
    starts, ends = words.starts[first:last] - begin, words.ends[first:last] - begin
    if not starts.size:
        return _NO_SEGMENTS
    codes = np.minimum(codes, _BEYOND - 1)
    capitals = np.flatnonzero(_IS_CAPITAL[codes])
    owners = np.maximum(np.searchsorted(starts, capitals, side="right") - 1, 0)
    begins_word = starts[owners] == capitals
    is_capital, has_inner = np.zeros(starts.size, dtype=bool), np.zeros(starts.size, dtype=bool)
    is_capital[owners[begins_word]] = True
    has_inner[owners[~begins_word]] = True
    after = codes[ends]
    # "iPhone"; in a word that begins with a capital the others say nothing, unless a stop is before it
    has_inner[0] &= not is_capital[0]
    has_inner[1:] &= ~is_capital[1:] | (after[:-1] == _STOP)

    follows_joint, follows_blank, follows_stop = np.zeros((3, starts.size), dtype=bool)
    follows_joint[1:] = _IS_JOINT[after[:-1]]
    follows_blank[1:] = (after[:-1] == _SPACE) & (starts[1:] - ends[:-1] == 1)
    may_go_on = is_capital | has_inner | follows_joint
    follows_stop[1:] = (after[:-1] == _STOP) & may_go_on[:-1] & (has_inner | (ends - starts <= _ABBREVIATED))[:-1]
    may_go_on |= follows_stop  # "Gen. de Rook"
    for _ in range(2):  # "van der"
        at = 1 + np.flatnonzero(may_go_on[:-1] & follows_blank[1:] & ~is_capital[1:])
        at = at[np.isin(words.hashes[first + at], _PARTICLE_HASHES)]
        may_go_on[at] = True
    may_follow = is_capital.copy()
    may_follow[at] = True
    is_joined = follows_blank & may_follow
    is_joined[1:] &= may_go_on[:-1]
    is_joined |= follows_joint | follows_stop

    is_told = is_capital | has_inner | is_joined
    is_told[:-1] |= is_joined[1:]
    told = np.flatnonzero(is_told)
    if not told.size:
        return _NO_SEGMENTS
    is_odd = ~is_capital | (is_joined & ~follows_blank)
    is_odd[-1] = True
    edges = np.flatnonzero(~is_joined[told])
    holds_capital = np.logical_or.reduceat((is_capital | has_inner)[told], edges)
    is_plain = ~np.logical_or.reduceat(is_odd[told], edges)
    lasts = told[np.append(edges[1:], told.size) - 1][holds_capital]
    return _Segments(
        starts[told[edges]][holds_capital],
        ends[lasts],
        np.append(starts, codes.size)[lasts + 1],
        is_plain[holds_capital],
    )
