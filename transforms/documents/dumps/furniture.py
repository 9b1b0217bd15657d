"""What the word lists of page furniture say about each line of a dump.

The lists live in ``transforms/data/furniture.toml``. Whole lines are looked up in a dictionary; beginnings and inner
phrases are found in one Aho-Corasick pass over the text, so that the cost does not grow with the lists.
"""

import functools
import re
from bisect import bisect_right
from typing import Final, NamedTuple

import ahocorasick_rs

from transforms.resources import read_toml

_EDGES: Final = " \t\xa0.:!?…,;|·•*»«›‹>→←▸►▶▼+-–—()[]“”\"'’"
_ODD: Final = re.compile(r"[\d\xa0\u202f]|^\W|\W$|  ")  # only such a line can differ from its key by more than case
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_DIGITS: Final = str.maketrans("123456789", "000000000", "()")
_MAX_LABEL: Final = 70  # characters of a line looked up as a whole: longer ones are sentences


class Mark(NamedTuple):
    """Evidence about one line: a role for the ledger and the rule's name; ``opens`` whether a section begins."""

    role: str
    rule: str
    opens: bool = False


class Hit(NamedTuple):
    """A phrase of the lists: the mark it gives, how it must stand in the line, its words (more are better evidence)."""

    mark: Mark
    how: str  # line, start, inside, section, section_start
    words: int


def _squeeze_zeros(text: str) -> str:
    while "00" in text:
        text = text.replace("00", "0")
    return text


def label_key(line: str) -> str:
    """A line as the dictionaries know it: in small letters, every number 0, edges trimmed."""
    key = line.lower().strip(_EDGES).replace("’", "'")
    if not key.isalpha():
        key = _squeeze_zeros(key.translate(_DIGITS)).replace(",0", "").replace(".0", "")
        key = " ".join(key.split())
    return key


def _load() -> tuple[dict[str, Mark], list[str], list[Hit]]:
    labels: dict[str, Mark] = {}
    phrases: dict[str, Hit] = {}
    for role, ways in read_toml("furniture.toml").items():
        for how, languages in ways.items():
            opens = how.startswith("section")
            mark = Mark(role, role + ("_section" if opens else "_" + how), opens)
            for phrase in (phrase for listed in languages.values() for phrase in listed):
                if how in ("line", "section"):
                    for key in (label_key(phrase), phrase.lower()):
                        if how == "section" or key not in labels:
                            labels[key] = mark
                else:
                    key = phrase.lower() if how == "inside" else "\n" + phrase.lower()
                    phrases.setdefault(key, Hit(mark, how, len(phrase.split())))
    return labels, list(phrases), list(phrases.values())


_LABELS, _PHRASES, _PHRASE_HITS = _load()
_AUTOMATON: Final = ahocorasick_rs.AhoCorasick(
    _PHRASES,
    matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
    implementation=ahocorasick_rs.Implementation.DFA,  # twice as fast, for 15 ms at the start
)
# single words that stand alone as labels: no line of names holds one
LABEL_WORDS: Final = frozenset(label for label in _LABELS if " " not in label and len(label) > 2)


def lower_lines(bodies: list[str]) -> list[str]:
    """The lines in small letters, each as long as before, curly apostrophes straight."""
    joined = "\n".join(bodies)
    lowered = joined.lower()
    if len(lowered) != len(joined):  # a capital whose small letter has two code points
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in joined)
    return lowered.replace("’", "'").split("\n")


@functools.lru_cache(maxsize=32_768)  # menus come again on every page of an outlet
def label_mark(lowered: str) -> Mark | None:
    """What the lists of whole lines say of a line in small letters."""
    if len(lowered) > _MAX_LABEL:
        return None
    mark = _LABELS.get(lowered)
    if mark is not None or _ODD.search(lowered) is None:
        return mark
    key = label_key(lowered)
    mark = _LABELS.get(key)
    return mark if mark is not None or not key.endswith(" 0") else _LABELS.get(key[:-2])  # "Comments (12)"


def phrase_hits(lowered: list[str]) -> dict[int, list[Hit]]:
    """What the lists of beginnings and inner phrases say, by line.

    Args:
        lowered: The lines in small letters (``lower_lines``).

    Returns:
        For each index with a find the hits in order of position.
    """
    starts, position = [], 0
    for line in lowered:
        starts.append(position)
        position += len(line) + 1
    found: dict[int, list[Hit]] = {}
    joined = "\n" + "\n".join(lowered)
    try:
        matches = _AUTOMATON.find_matches_as_indexes(joined, overlapping=False)
    except UnicodeEncodeError:  # half of a surrogate pair, as JSON can hold one
        matches = _AUTOMATON.find_matches_as_indexes(_SURROGATE.sub("?", joined), overlapping=False)
    for index, start, _ in matches:
        line_index = bisect_right(starts, start) - 1
        if line_index in found:
            found[line_index].append(_PHRASE_HITS[index])
        else:
            found[line_index] = [_PHRASE_HITS[index]]
    return found
