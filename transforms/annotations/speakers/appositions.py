"""Names that an office or a description introduces: "the foreign minister, Ann Fox, said", "gave his name as Fox"."""

import re
from typing import Final

from transforms.annotations.speakers.lexicon import lexicon
from transforms.annotations.speakers.mentions import read_mention

BEFORE_OWN_NAME: Final = (" as ", " by ", "ame, ")  # "gave his name as Fox"
_REACH: Final = 100  # characters before a name in which the noun phrase that it stands beside begins
_MOST_WORDS: Final = 9  # of that noun phrase
_DETERMINERS: Final = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "one"})
_JOINING: Final = frozenset({"of", "for", "at", "in", "and"})  # before a determiner: the phrase goes on to the left
_MARKS: Final = frozenset(',.;:!?()[]"“”')
_CLOSING: Final = re.compile(r"[,.;]| \(")
_SAID_SO: Final = re.compile(
    r"\b(?:(?:gave|giving) (?:(?:only )?(?P<own>his|her|their) (?:\w+ )?name|(?P<self>him|her|them)self)(?: only)? as"
    r"|(?:identified|identifying) (?P<identified>him|her|them)self(?: only)? (?:as|by)"
    r"|(?:identified|known) (?:only|simply) (?:as|by)"
    r"|gave only (?P<first>his|her|their) (?:first|last|given) name,) $"
)
_GENDERS: Final = {"his": "m", "him": "m", "her": "f"}


def apposed_phrase(text: str, start: int, end: int) -> int:
    """Where the noun phrase begins that the name at ``start`` follows between commas; -1 without one.

    The phrase is about one person: "the envoy of the United Nations", "Northmark's leader", "a minister".
    """
    if text[start - 2 : start] != ", " or not _CLOSING.match(text, end):
        return -1
    window = text[max(0, start - _REACH) : start - 2].rsplit("\n", 1)[-1]
    at = start - 2
    tokens = window.split(" ")[-_MOST_WORDS:]
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if not token or token[-1] in _MARKS or token[0] in _MARKS:
            return -1
        at -= len(token)
        if token.lower() in _DETERMINERS or token.endswith(("'s", "’s", "s'", "s’")):
            if not (index and tokens[index - 1] in _JOINING):
                return at if _is_of_one_person(text[at : start - 2]) else -1
            if token[0].islower() and _is_of_one_person(text[at : start - 2]):  # "in parliament the speaker"
                return at
        at -= 1
    return -1


def _is_of_one_person(phrase: str) -> bool:
    if phrase.partition(" ")[0].endswith(("'s", "’s", "s'", "s’")):
        phrase = f"the {phrase.partition(' ')[2]}"
    mention = read_mention(phrase)
    noun = mention.noun
    if mention.form != "nominal" or noun is None or noun.kind != "person" or mention.is_plural:
        return False
    return mention.noun_is_known or mention.head in lexicon().titles or " " in mention.head


def self_given(text: str, start: int) -> str | None:
    """Gender of a source whose own word for the name at ``start`` is all there is, empty if unknown; else None."""
    if text[start - 4 : start] not in BEFORE_OWN_NAME:
        return None
    found = _SAID_SO.search(text, max(0, start - 60), start)
    if found is None:
        return None
    return next((_GENDERS.get(word, "") for word in found.groups() if word), "")
