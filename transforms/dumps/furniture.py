"""What the word lists of page furniture say about each line of a dump.

The lists live in ``transforms/data/furniture.toml``. Whole lines are looked up in a dictionary; beginnings and inner
phrases are found in one Aho-Corasick pass over the text, so that the cost does not grow with the lists.
"""

from bisect import bisect_right
from typing import Final, NamedTuple

import ahocorasick_rs

from transforms.resources import read_toml

_EDGES: Final = " \t\xa0.:!?…,;|·•*»«›‹>→←▸►▶▼+-–—()[]“”\"'’"
_DIGITS: Final = str.maketrans("123456789", "000000000")
_MAX_LABEL: Final = 70  # characters of a line looked up as a whole: longer ones are sentences


class Hit(NamedTuple):
    """What a word list says of a line: its role, how it was found, and whether it opens a section."""

    role: str
    how: str  # line, start, inside, section, section_start
    word_count: int  # words of the phrase: a longer phrase is better evidence

    @property
    def opens_section(self) -> bool:
        """Whether the lines after it belong to it until running prose returns."""
        return self.how.startswith("section")


def _squeeze_zeros(text: str) -> str:
    while "00" in text:
        text = text.replace("00", "0")
    return text


def label_key(line: str) -> str:
    """A line as the dictionaries know it: case-folded, every number 0, edges trimmed."""
    key = line.casefold().strip(_EDGES).replace("’", "'")
    if not key.isalpha():
        key = _squeeze_zeros(key.translate(_DIGITS)).replace(",0", "").replace(".0", "")
        key = " ".join(key.split())
    return key


def _load() -> tuple[dict[str, Hit], list[str], list[Hit]]:
    labels: dict[str, Hit] = {}
    phrases: dict[str, Hit] = {}
    for role, ways in read_toml("furniture.toml").items():
        for how, languages in ways.items():
            for phrase in (phrase for listed in languages.values() for phrase in listed):
                hit = Hit(role, how, len(phrase.split()))
                if how in ("line", "section"):
                    key = label_key(phrase)
                    if how == "section" or key not in labels:
                        labels[key] = hit
                else:
                    phrases.setdefault(phrase.casefold() if how == "inside" else "\n" + phrase.casefold(), hit)
    return labels, list(phrases), list(phrases.values())


_LABELS, _PHRASES, _PHRASE_HITS = _load()
_AUTOMATON: Final = ahocorasick_rs.AhoCorasick(_PHRASES, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def label_hit(line: str) -> Hit | None:
    """What the lists of whole lines say of a stripped line."""
    if len(line) > _MAX_LABEL:
        return None
    hit = _LABELS.get(line.lower())
    return hit if hit is not None else _LABELS.get(label_key(line))


def phrase_hits(bodies: list[str]) -> dict[int, list[Hit]]:
    """What the lists of beginnings and inner phrases say, by line.

    Args:
        bodies: The lines without indentation and bullets; empty strings are allowed.

    Returns:
        For each index with a find the hits in order of position.
    """
    starts, position = [], 0
    for body in bodies:
        starts.append(position)
        position += len(body) + 1
    joined = "\n" + "\n".join(bodies)
    lowered = joined.lower().replace("’", "'")
    if len(lowered) != len(joined):  # a capital whose small letter has two code points
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in joined).replace("’", "'")
    found: dict[int, list[Hit]] = {}
    for index, start, _ in _AUTOMATON.find_matches_as_indexes(lowered, overlapping=False):
        found.setdefault(bisect_right(starts, start) - 1, []).append(_PHRASE_HITS[index])
    return found
