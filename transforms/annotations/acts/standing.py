"""How a form stands in its sentence: as a verb, as a noun, or before a noun as its attribute, told by the words beside.

English writes "attack" for the verb and the noun and "kidnapped" for the past, the passive and the attribute; without
a parse the word before and the word after tell most of them apart.
"""

from functools import cache
from typing import Final, NamedTuple

from transforms.annotations.acts.lexicon import ING, NOUN, PAST, THIRD, Sense, Use
from transforms.resources import read_toml

_OPENERS: Final = ":.!?—–|"  # marks that a clause can stand behind
_LOOSE_LOSS: Final = 0.6  # an -ing form mostly hangs on a noun ("officials investigating")
_ATTRIBUTE_LOSS: Final = 1.5  # what "kidnapped girls" suffered is an older story
_ENDS_CLAUSE: Final = (":", ";", "!", "?")
_ENDS_WORD: Final = ("s", "men", "n't", ",", ":", ".", "!", "?", "-", "—", "–")
_POSSESSIVE: Final = ("'s", "s'")
_ADJECTIVE_ENDINGS: Final = ("al", "ic", "ive", "ous", "ary", "ful", "less", "ese", "'s", "s'")


class _Words(NamedTuple):
    before_noun: frozenset[str]
    before_no_verb: frozenset[str]
    before_verb: frozenset[str]
    before_participle: frozenset[str]
    before_attribute: frozenset[str]
    after_noun: frozenset[str]
    after_imperative_noun: frozenset[str]
    after_predicate: frozenset[str]
    after_violence: frozenset[str]
    refusable: frozenset[str]


@cache
def _read_words() -> _Words:
    data = read_toml("acts_verb_forms.toml")
    return _Words(*(frozenset(data[name].split()) for name in _Words._fields))


_WORDS: Final = _read_words()


def word_before(folded: str, start: int) -> str:
    """The word before a form, with what marks stand at its end; empty at the start of the sentence."""
    return folded[folded.rfind(" ", 0, start - 1) + 1 : start - 1] if start else ""


def word_after(folded: str, end: int) -> str:
    """The word after a form, past quotation marks, at most fourteen characters of it; empty at a mark or the end."""
    words = folded[end : end + 16].split(None, 1) if folded[end : end + 1] == " " else ()
    return words[0] if words else ""


def opens_clause(text: str, start: int) -> bool:
    """Whether nothing but quotation marks stands between a form and the start of its clause."""
    before = text[max(0, start - 8) : start].rstrip(" \"'“”‘’")
    if not before:
        return start <= 8
    is_abbreviation = before[-1] == "." and before[-2:-1].isupper()  # "before N.H. vote"
    return before[-1] in _OPENERS and not is_abbreviation


def is_part_of_name(text: str, start: int, *, is_headline: bool) -> bool:
    """Whether a form belongs to a name or to a word with a hyphen: "Mayor Grant", "US-backed"."""
    before = text[start - 1]
    if before == " ":
        return not is_headline and text[start].isupper() and text[start - 2] not in _OPENERS
    return before == "-"


def opens_compound(folded: str, end: int) -> bool:
    """Whether a form is the first part of a word with a hyphen: nobody storms in "storm-battered"."""
    return folded.startswith("-", end) and folded[end + 1 : end + 2].isalpha()


def _word_start(folded: str, start: int) -> int:
    """Where the word before a form can be looked for: brackets and quotation marks are blanks in folded text."""
    while start > 1 and folded[start - 2] == " ":
        start -= 1
    return start


def standing(folded: str, start: int, end: int, sense: Sense, use: Use) -> tuple[Use, float, int]:
    """How a form that tells an act stands at a place: its use there, how strongly it tells, and its shape."""
    shape = sense.shape
    start = _word_start(folded, start)
    if sense.noun is not None and is_noun(folded, start, end, sense):
        return sense.noun, sense.noun.strength, NOUN
    if shape == PAST and is_attribute(folded, start, end):
        return use, use.strength - _ATTRIBUTE_LOSS, shape
    if shape == ING and is_loose_participle(folded, start):
        return use, use.strength - _LOOSE_LOSS, shape
    return use, use.strength, shape


def stands_as_verb(folded: str, start: int, end: int, sense: Sense) -> bool:
    """Whether a verb's form is neither a noun nor an attribute: "abandons talks", but no "abandoned match"."""
    start = _word_start(folded, start)
    if sense.noun is not None:
        return not is_noun(folded, start, end, sense)
    return sense.shape != PAST or not is_attribute(folded, start, end)


def is_noun(folded: str, start: int, end: int, sense: Sense) -> bool:
    """Whether a verb's base form or -s form stands as a noun."""
    previous = word_before(folded, start)
    if previous in _WORDS.before_noun or previous.endswith(_POSSESSIVE):
        return True
    if previous == "to" if sense.shape == THIRD else previous in _WORDS.before_no_verb:
        return True  # no verb ends in -s behind "to", and no base form follows "is"
    if not sense.is_often_noun:
        return sense.shape != THIRD and previous.endswith(_ADJECTIVE_ENDINGS)
    after = word_after(folded, end)
    if sense.shape == THIRD:
        return after in _WORDS.after_noun or not after
    if after in _WORDS.after_noun or folded[end : end + 1] in _ENDS_CLAUSE:
        return True
    if not previous or previous in _WORDS.before_verb or previous.endswith(_ENDS_WORD):
        return False
    earlier = word_before(folded, start - len(previous) - 1)
    return earlier not in ("and", "&") and not earlier.endswith(",")  # "Pell and Reed clash"


def can_be_refused(folded: str, end: int) -> bool:
    """Whether the verb behind "won't" is one that people refuse: "won't testify", but not "won't rain"."""
    words = folded[end : end + 40].split(None, 2)
    return any(word in _WORDS.refusable for word in words[:2])


def before_noun_phrase(folded: str, end: int) -> bool:
    """Whether the word behind a form tells a noun: "Ban for two players" bans nobody by command."""
    return word_after(folded, end) in _WORDS.after_imperative_noun


def names_case(folded: str, end: int) -> bool:
    """Whether a noun of violence only tells which case or person is meant: "the bombing suspect"."""
    return word_after(folded, end) in _WORDS.after_violence


def is_attribute(folded: str, start: int, end: int) -> bool:
    """Whether a past participle stands before the noun that it describes: "three kidnapped girls"."""
    after = word_after(folded, end)
    if not after or not after[0].isalpha() or after in _WORDS.after_predicate or after.endswith("ly"):
        return False
    previous = word_before(folded, start)
    return (
        not previous
        or previous in _WORDS.before_attribute
        or previous.endswith(_POSSESSIVE)
        or previous.isdigit()
        or (bool(previous) and word_before(folded, start - len(previous) - 1) in ("will", "to", "would", "can"))
    )


def is_loose_participle(folded: str, start: int) -> bool:
    """Whether an -ing form hangs on a noun ("officials investigating") rather than being its clause's verb."""
    previous = word_before(folded, start)
    return previous not in _WORDS.before_participle and not previous.endswith(",")
