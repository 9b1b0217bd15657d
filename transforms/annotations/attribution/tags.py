"""The tags of words, as bits: what a word of a closed class is, what mark a token is, and ``OPEN`` for all other words.

A token has one tag; where a rule takes several, it asks for any of them: ``tags[place] & (PRONOUN | DETERMINER)``.
``attribution_words.toml`` lists the words of each class under its name in small letters.
"""

from typing import Final

OPEN: Final = 1 << 0  # nouns, verbs, adjectives, names
PREPOSITION: Final = 1 << 1
DETERMINER: Final = 1 << 2
COMMA: Final = 1 << 3
PRONOUN: Final = 1 << 4  # that can be a subject
AUXILIARY: Final = 1 << 5
QUOTATION: Final = 1 << 6  # a stretch between quotation marks
CONJUNCTION: Final = 1 << 7
SUBORDINATOR: Final = 1 << 8
THAT: Final = 1 << 9
RELATIVE: Final = 1 << 10
TO: Final = 1 << 11
ADVERB: Final = 1 << 12
TIME: Final = 1 << 13  # days, months, parts of the day
NUMBER: Final = 1 << 14
STOP: Final = 1 << 15  # a full stop, a question or exclamation mark, an ellipsis
COLON: Final = 1 << 16
SEMICOLON: Final = 1 << 17
DASH: Final = 1 << 18  # of any length
OBJECT_PRONOUN: Final = 1 << 19
NEGATION: Final = 1 << 20
OPEN_BRACKET: Final = 1 << 21
CLOSE_BRACKET: Final = 1 << 22
SLASH: Final = 1 << 23
APOSTROPHE: Final = 1 << 24

NO_TAG: Final = 0  # where there is no token

NOMINAL: Final = OPEN | NUMBER  # what a noun phrase ends with
PUNCTUATION: Final = COMMA | STOP | SEMICOLON | COLON | DASH | OPEN_BRACKET | CLOSE_BRACKET | APOSTROPHE | SLASH

BY_NAME: Final = {
    "determiner": DETERMINER,
    "pronoun": PRONOUN,
    "object_pronoun": OBJECT_PRONOUN,
    "preposition": PREPOSITION,
    "conjunction": CONJUNCTION,
    "subordinator": SUBORDINATOR,
    "that": THAT,
    "relative": RELATIVE,
    "auxiliary": AUXILIARY,
    "to": TO,
    "negation": NEGATION,
    "adverb": ADVERB,
    "time": TIME,
}
BY_MARK: Final = {
    ",": COMMA,
    ";": SEMICOLON,
    ":": COLON,
    ".": STOP,
    "…": STOP,
    "!": STOP,
    "?": STOP,
    "-": DASH,
    "–": DASH,
    "—": DASH,
    "―": DASH,
    "(": OPEN_BRACKET,
    "[": OPEN_BRACKET,
    ")": CLOSE_BRACKET,
    "]": CLOSE_BRACKET,
    "/": SLASH,
    "'": APOSTROPHE,
}
