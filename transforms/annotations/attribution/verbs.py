"""Whether a word that may be a reporting verb is one here, and whose: agreement, neighbours, complement."""

from typing import Final

from transforms.annotations.attribution.complements import Complement
from transforms.annotations.attribution.cues import Cue
from transforms.annotations.attribution.mentions import NUMBERS, Subject, head_of, is_adverb, is_finite
from transforms.annotations.attribution.tags import (
    DETERMINER,
    OPEN,
    PREPOSITION,
    PRONOUN,
    QUOTATION,
    RELATIVE,
    THAT,
    TO,
)
from transforms.annotations.attribution.tokens import Tokens, word_set

_ADJECTIVES_WITH_TO: Final = word_set("adjectives_with_to")
_PLURALS: Final = word_set("plurals")
_QUANTIFIERS: Final = word_set("quantifiers")
_UNSAYABLE: Final = frozenset({"soon", "early", "difficult", "hard", "easy", "impossible", "fair", "safe"})
_MEANS: Final = frozenset(
    {"term", "terms", "word", "words", "phrase", "phrases", "label", "reason", "reasons", "cause"}
)
_MADE_TO: Final = frozenset({"forced", "compelled", "obliged", "moved", "used", "pressed"})  # who is, has done it
_BEING: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't"})
_INTENTIONS: Final = word_set("intentions")
_COUNTS: Final = word_set("counts")
_PERSONAL: Final = frozenset({"he", "she", "they", "we", "i", "you", "who"})
_PLURAL_PRONOUNS: Final = word_set("plural_pronouns")
_NAMED: Final = frozenset({"it", "him", "them", "her", "his", "their", "its"})
_SINGULAR_PRONOUNS: Final = word_set("singular_pronouns")
# complements that a noun rarely has
_VERBAL_RULES: Final = frozenset({"quote-after", "colon", "infinitive", "object-to", "object-of", "wh-clause"})


def is_noun(tokens: Tokens, index: int, entry: Cue) -> bool:
    """Whether a word that could be a reporting verb is a noun or an adjective here."""
    tag, word = tokens.tags[index - 1], tokens.lower[index - 1]
    if word == "her" and tokens.lower[index - 2] == "to" and tokens.lower[index - 3] in _ADJECTIVES_WITH_TO:
        return entry.like_noun or entry.form == "gerund"  # "those close to her said"
    if tag == DETERMINER:
        if entry.like_noun or entry.form in {"gerund", "participle"}:
            return True
        return word not in NUMBERS and word not in _COUNTS and (word not in _QUANTIFIERS or entry.form == "third")
    if tag == PREPOSITION:
        return entry.form != "gerund"
    if entry.form in {"past", "participle"} and is_adverb(word, tag):  # "after recently announced layoffs"
        return tokens.tags[index - 2] & (PREPOSITION | DETERMINER) != 0 and tokens.lower[index - 2] not in _QUANTIFIERS
    if tag == TO:
        return entry.form != "base" or tokens.lower[index - 2] == "according"
    return tag == OPEN and word.endswith(("'s", "s'"))


def _is_plural(word: str) -> bool:
    return (word[-1] == "s" and not word.endswith(("ss", "us", "'s"))) or word in _PLURALS or word.isdigit()


def agrees(tokens: Tokens, subject: Subject, form: str) -> bool:
    """Number agreement, which tells *officials report* from *the officials report card*."""
    last = head_of(tokens, subject)
    tag, word = tokens.tags[last], tokens.lower[last]
    if tag & (PRONOUN | RELATIVE) or (tag == DETERMINER and word not in NUMBERS):
        return word in (_PLURAL_PRONOUNS if form == "base" else _SINGULAR_PRONOUNS)
    if form == "base":
        # "activists fighting the plan": the plural may stand before what hangs on it
        return any(map(_is_plural, tokens.lower[subject.start : subject.end]))
    plural = _is_plural(word)
    named = tokens.capital(last) or (word.isdigit() and last > subject.start and tokens.capital(last - 1))
    return not plural or named  # "Ruiz's", "Channel 4"


def is_verb_here(tokens: Tokens, subject: Subject | None, content: Complement) -> bool:
    """Whether a form that is a noun, too, is a verb after this subject and before this complement."""
    if content.rule == "that-clause" and is_finite(tokens, content.start + 1):
        return False  # "states that have long voted"
    if subject is None:
        return content.rule in _VERBAL_RULES or content.rule == "that-clause"
    last = subject.end - 1
    if subject.relative or tokens.tags[last] & (DETERMINER | PRONOUN):
        return True
    if content.rule == "naming" and tokens.lower[content.start] in _NAMED and not is_finite(tokens, content.start + 1):
        return True  # "the trainer calls it a "glove""
    if content.rule in _VERBAL_RULES:
        return True
    if any(word.endswith("'s") for word in tokens.lower[subject.start : subject.end]):
        return False
    if content.rule == "that-clause":
        return tokens.lower[head_of(tokens, subject)].endswith("s") or tokens.capital(last)
    return tokens.capital(last)


def is_named(tokens: Tokens, subject: Subject, content: Complement, after: int) -> bool:
    """*a formula called "fair share"*: the thing has the name, nobody calls it so here.

    Who calls something a name puts the thing between, or before: *what he called "fair share"*.
    """
    tags, lower = tokens.tags, tokens.lower
    if content.start == after and tags[after] == QUOTATION:
        before = subject.first - 1
        return subject.relative or before < 0 or not (tags[before] & (THAT | RELATIVE) or lower[before] == "what")
    return lower[subject.start] in {"a", "an", "one"} and tags[content.start : content.start + 2] == [
        DETERMINER,
        QUOTATION,
    ]


def is_person(tokens: Tokens, subject: Subject) -> bool:
    """Whether the subject is a personal pronoun or ends with a name."""
    last = subject.end - 1
    return tokens.lower[last] in _PERSONAL or (tokens.tags[last] == OPEN and tokens.capital(last))


def names_person(tokens: Tokens, subject: Subject) -> bool:
    """Whether the subject is a pronoun or ends with a capital, so that a verb may well follow."""
    last = subject.end - 1
    return subject.relative or tokens.tags[last] & (DETERMINER | PRONOUN) != 0 or tokens.capital(last)


def is_unsaid(tokens: Tokens, to: int, low: int) -> bool:
    """Whether nobody has said yet what the verb behind *to* says: *too soon to say*, *is expected to announce*.

    Nor does anybody who has a word or a reason to say it.
    """
    governor = to - 1
    if governor <= low:
        return False
    word = tokens.lower[governor]
    if word in _UNSAYABLE or word in _MEANS or (word in _BEING and tokens.lower[to + 1] == "say"):
        return True
    if not word.endswith("ed") or word in _MADE_TO:
        return False
    before = governor - 1
    while before > low and is_adverb(tokens.lower[before], tokens.tags[before]):
        before -= 1
    return tokens.lower[before] in _BEING


def is_intended(tokens: Tokens, infinitive: int, low: int) -> bool:
    """Whether the verb before an infinitive says that somebody means to do it: *plans to criticize X*."""
    governor = infinitive - 1
    while governor > low and is_adverb(tokens.lower[governor], tokens.tags[governor]):
        governor -= 1
    return tokens.lower[governor] in _INTENTIONS
