"""The words of names, looked up in the lists: titles, given names, words of organizations, small words."""

import re
from typing import Final, final

from transforms.annotations.speakers.lexicon import Title, lexicon, plain_word
from transforms.text.memo import keep

# of Arabic names
_ARTICLES: Final = frozenset({"al-", "el-", "ul-", "ur-", "ad-", "an-", "ar-", "as-", "at-", "az-", "ash-", "esh-"})
_GLUED: Final = re.compile(r"[a-z]{2}[A-Z]")  # "FoxSenate"


@final
class Word:
    """A word of a run, looked up in the lists once.

    ``key`` is folded, ``bare`` the same without its full stop; ``title`` what it says before a name, if it is one.
    """

    __slots__ = (
        "bare",
        "gender",
        "is_function",
        "is_given",
        "is_glued",
        "is_organization",
        "is_place",
        "is_thing",
        "key",
        "title",
        "written",
    )

    def __init__(self, written: str) -> None:
        words = lexicon()
        key = plain_word(written)
        bare = key.rstrip(".")
        gender = words.given_gender.get(key)
        if gender is None and "-" in key:
            gender = words.given_gender.get(key.split("-", 1)[0])
        self.written = written
        self.key = key
        self.bare = bare
        self.is_function = key in words.function_words
        self.is_given = gender is not None
        self.gender = "" if gender is None or gender == "u" else gender
        self.is_organization = key in words.organization_words
        self.is_thing = self.is_organization or key in words.titles  # in a name, of no person
        self.is_place = written in words.places
        self.is_glued = _GLUED.search(written) is not None
        # "Secretary_of_State": an office with a small word inside
        self.title: Title | None = words.titles.get(bare.split("_", 1)[0] if "_" in bare else bare)

    def is_one_initial(self) -> bool:
        """Whether the word is one initial: "J."."""
        return len(self.written) == len("J.") and self.is_initial()

    def is_initial(self) -> bool:
        """Whether the word is an initial or several: "J.", "J.R."."""
        written = self.written
        return (
            len(written) <= 6
            and written[-1] == "."
            and written[0].isupper()
            and (len(written) == 2 or "." in written[:-1])
        )


_WORDS: Final[dict[str, Word]] = {}


def word_of(written: str) -> Word:
    """The word as the lists know it; each is looked up once."""
    found = _WORDS.get(written)
    if found is None:
        found = keep(_WORDS, written, Word(written))
    return found


def surname_key(token: str) -> str:
    """A surname folded for look-up: without accents, the article of Arabic names, a plural or possessive ending."""
    key = plain_word(token).rstrip(".")
    if len(key) > 5 and "-" in key[2:4]:  # "al-X" is no name
        article, mark, rest = key.partition("-")
        if article + mark in _ARTICLES:
            key = rest
    return key
