"""Word lists that the boundary rules look up, per language."""

import functools
import itertools
import re
from typing import Final, NamedTuple

from transforms import resources

# "am 3. Oktober": languages that write ordinals with a full stop
_ORDINALS: Final = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr", "tr"}
)


# a word in small letters that can open a sentence: "iPhones"; in English text, where small particles are foreign names,
# "de Velde" and "al-Harun", too, and "i think"
_SMALL_NAMES: Final = r"[a-z]{1,2}[A-Z]"
_ENGLISH_SMALL_NAMES: Final = (
    r"i['’ ]|(?:de|del|della|den|der|di|du|la|le|ten|ter|van|von)[ ](?:[a-z]+[ ])?[A-Z]|(?:al|el)-[A-Z]"
)
TAIL: Final = 3  # a word that ends in so many small letters is an abbreviation only if `Lexicon.tails` has them
_NUMERALS: Final = frozenset(map("".join, itertools.product("ivx", repeat=TAIL)))  # "viii." numbers an item


class Lexicon(NamedTuple):
    """Word lists of one language, ready for lookups.

    ``kinds`` maps an abbreviation without its last stop to what it tells about the boundary after it: ``title`` and
    ``connector`` (never one), ``opener`` (none where it opens the sentence, else as ``either``), ``before_number`` (one
    unless a figure follows), ``either`` and ``initial`` (one if a word of ``starters`` follows; after an initial, no
    word of ``starter_names``), ``state`` (one behind a town's comma or a party's hyphen, else as ``either``), ``month``
    and ``time`` (one unless a word of ``time_followers`` follows), ``exclaimed`` (a name written with an exclamation
    mark). ``letters`` holds words and the capital that is no initial after them (empty: any). ``tails`` are the last
    letters of the long abbreviations. ``attribution`` matches a name (its first word is group 1) and a verb of saying,
    ``small_names`` a word in small letters that can open a sentence.
    """

    kinds: dict[str, str]
    starters: frozenset[str]
    starter_names: frozenset[str]
    time_followers: frozenset[str]
    letters: frozenset[tuple[str, str]]
    tails: frozenset[str]
    attribution: re.Pattern[str]
    small_names: re.Pattern[str]
    has_ordinals: bool


@functools.cache
def lexicon_of(language: str) -> Lexicon:
    """English abbreviations, and over them those of the language."""
    rows = resources.read_rows("abbreviations.csv")
    kinds = {row["abbreviation"]: row["kind"] for row in rows if row["language"] == "en"}
    kinds |= {row["abbreviation"]: row["kind"] for row in rows if row["language"] == language}
    verbs = "|".join(resources.read_lines("abbreviations_attribution.txt"))
    return Lexicon(
        kinds=kinds,
        starters=frozenset(resources.read_lines("abbreviations_starters.txt")),
        starter_names=frozenset(resources.read_lines("abbreviations_starter_names.txt")),
        time_followers=frozenset(resources.read_lines("abbreviations_time_followers.txt")),
        letters=frozenset((row["word"], row["letter"]) for row in resources.read_rows("abbreviations_letters.csv")),
        tails=_NUMERALS | {word[-TAIL:] for word in kinds},
        attribution=re.compile(rf"([^\W\d_][\w.'’-]*)\s+(?:[^\W\d_][\w.'’-]*\s+){{0,3}}(?:{verbs})\b"),
        small_names=re.compile(f"{_SMALL_NAMES}|{_ENGLISH_SMALL_NAMES}" if language == "en" else _SMALL_NAMES),
        has_ordinals=language in _ORDINALS,
    )
