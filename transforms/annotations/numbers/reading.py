"""Read one figure where its first word stands: its value, its unit, what it counts, how sure the text is.

What names something is no figure: years, days of a month, times of day, scores, flight and article numbers, ordinals.
An age is one by its form only ("a 45-year-old", "aged 45", "Fox, 45,").
"""

import re
from functools import cache
from typing import Final, NamedTuple

from transforms.annotations.numbers.lexicon import NOTHING as NO_UNIT
from transforms.annotations.numbers.lexicon import Unit, alternatives, lexicon
from transforms.annotations.numbers.objects import NOTHING, Object, complement, counted_object, place_of

_QUALIFIER_REACH: Final = 20  # characters before a figure
_YEARS: Final = (1700, 2100)
_LAST_DAY: Final = 31
_OLDEST: Final = 120
_AGE: Final = re.compile(r"[- ](?:year|month)s?[- ]olds?\b")
_AGE_AFTER_NAME: Final = re.compile(r"(?:[A-Z][\w’'-]+|\b[JS]r\.|I{2,3}), $")
_AGED: Final = re.compile(r"\b(?:aged?|turned) $")
_AGE_END: Final = re.compile(r"[,.)]| (?:and|who|was|of)\b|$")
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th|s|['’]s)\b")
_TIME: Final = re.compile(r":\d| ?(?:a\.?m\b|p\.?m\b|[Oo]['’]clock|GMT|UTC|EST|EDT|BST|CET)|(?:h|hrs)\b")
_RANGE: Final = re.compile(r"(?: ?[-–] ?| to | or | and )(?=\d|[a-z])")
_SCORE: Final = 40  # "3-2", "28-27": two small numbers joined by a hyphen are a score, or a vote
_WORD_BEFORE: Final = re.compile(r"([\w’'.]+)[ \u00a0#]$")
_NOT_BEFORE: Final = frozenset("-/.:#’'_–—")
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT_WORDS: Final = re.compile(
    r"[ \u00a0-]?(?:(?:more|additional|further|extra|full) )?(%|[A-Za-z/]+(?: [A-Za-z]+){0,2})(?![\w])"
)
_QUALIFIER_WORDS: Final = 3
_ARTICLE: Final = re.compile(r"\b(?:an?|one) $", re.IGNORECASE)
_SIGN_SIZES: Final = (3, 2, 1)  # "US$", "C$", "$"
_SIGNS: Final = frozenset("$€£¥₹")
_AGE_UNIT: Final = Unit("age", "age", 1.0)
_DISTANCE: Final = "km"


class Figure(NamedTuple):
    """A figure; offsets count in the sentence."""

    start: int
    end: int
    value: float
    value_to: float | None  # the upper end of a range
    unit: Unit
    object: Object
    qualifier: str


@cache
def _digits() -> re.Pattern[str]:
    words = lexicon()
    scales = alternatives(words.scales)
    return re.compile(
        rf"({_DIGITS})(?:({alternatives(words.short_scales)})\b)?()()(?:((?:[ -](?:{scales})\b)+)())?", re.IGNORECASE
    )


@cache
def _number() -> re.Pattern[str]:
    words = lexicon()
    small, tens, scales = (alternatives(listed) for listed in (words.small, words.tens, words.scales))
    spelled = rf"(?:{tens})(?:[- ](?:one|{small})\b)?|{small}"
    return re.compile(
        rf"(?:({_DIGITS})(?:({alternatives(words.short_scales)})\b)?|\b({spelled})\b|\b(an?|one)\b(?= (?:{scales})\b))"
        rf"(?:((?:[ -](?:{scales})\b)+)(?: and ({spelled})\b(?! (?:{scales})))?)?",
        re.IGNORECASE,
    )


@cache
def _scale_word() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon().scales)})\b", re.IGNORECASE)


def _unit(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit behind a number, of up to three words, and where it ends."""
    match = _UNIT_WORDS.match(text, end)
    if match is None:
        return None
    written = match.group(1).lower()
    begin = match.start(1)
    units = lexicon().units
    while written:
        unit = units.get(written)
        if unit is not None:
            return unit, begin + len(written)
        written = written.rpartition(" ")[0]
    return None


def _qualifier(text: str, start: int) -> tuple[str, int]:
    """What says before a figure how exact it is, and where that begins."""
    words = text[max(0, start - _QUALIFIER_REACH) : start].split(" ")
    if words[-1]:
        return "", start
    for count in range(min(_QUALIFIER_WORDS, len(words) - 1), 0, -1):
        phrase = " ".join(words[-1 - count : -1])
        name = lexicon().qualifiers.get(phrase.lower())
        if name is not None:
            return name, start - len(phrase) - 1
    return "", start


def _currency(text: str, at: int) -> tuple[str, int]:
    """The currency whose sign stands before a number, and where the sign begins."""
    end = at - 1 if text[at - 1 : at] == " " else at
    if end < 1 or text[end - 1] not in _SIGNS:
        return "", at
    for size in _SIGN_SIZES:
        currency = lexicon().currencies.get(text[end - size : end]) if end >= size else None
        if currency is not None:
            return currency, end - size
    return "", at


def read_figure(text: str, at: int) -> Figure | None:
    """The figure whose first word begins at ``at``; None where it is none."""
    if at and (text[at - 1] in _NOT_BEFORE or text[at - 1].isalnum()):
        return None
    is_digit = text[at].isdigit()
    article = _ARTICLE.search(text, max(0, at - len(" one ")), at) if not is_digit else None
    if article and _scale_word().match(text, at):  # "a dozen"
        at = article.start()
    match = (_digits() if is_digit else _number()).match(text, at)
    if match is None:
        return None
    value, end = _value(match), match.end()
    currency, start = _currency(text, at)
    if is_digit and not currency and _names_something(text, match, value):
        return None
    found = _range_end(text, match, is_money=bool(currency))
    if found is None:
        if text[end : end + 1] in ("-", "–") and text[end + 1 : end + 2].isdigit():
            return None  # a score, a vote, a telephone number
        return _with_unit(text, start, end, (value, None), currency)
    low, high, end = found
    return _with_unit(text, start, end, (low, high), currency)


def _range_end(text: str, match: re.Match[str], *, is_money: bool) -> tuple[float, float, int] | None:
    """Both ends of a range and where it ends: "3 to 5", "2-3 million", "between 10 and 20"."""
    joint = _RANGE.match(text, match.end())
    is_between = text[max(0, match.start() - len("between ")) : match.start()].lower() == "between "
    if joint is None or (joint.group() == " and " and not is_between):
        return None
    other = _number().match(text, joint.end())
    if other is None or match.group(6) or text[other.end() : other.end() + 1].isalpha():
        return None
    low, high = _value(match), _value(other)
    is_joined = "-" in joint.group() or "–" in joint.group()
    if is_joined and other.group(1) and len(other.group(1)) == len("5555") and low < high / 2:
        return None  # a telephone number
    if is_joined and not is_money and high < _SCORE and _scale(other) == 1 and not _unit(text, other.end()):
        return None
    if _scale(match) == 1 and low < high / _scale(other):
        low *= _scale(other)
    return (low, high, other.end()) if low < high else None


def _value(match: re.Match[str]) -> float:
    words = lexicon()
    digits, short, spelled = match.group(1), match.group(2), match.group(3)
    if digits:
        value = float(digits.replace(",", ""))
    elif spelled:
        value = _spelled(spelled)
    else:
        value = 1.0
    if short:
        value *= words.short_scales[short.lower()]
    value *= _scale(match)
    if match.group(6):
        value += _spelled(match.group(6))
    return round(value, 6)


def _spelled(written: str) -> float:
    """A number below a hundred in words."""
    words = lexicon()
    tens, _, rest = written.lower().replace(" ", "-").partition("-")
    return words.tens.get(tens, words.small.get(tens, 1.0)) + (words.small.get(rest, 1.0) if rest else 0.0)


def _scale(match: re.Match[str]) -> float:
    scale = 1.0
    for word in (match.group(5) or "").lower().replace("-", " ").split():
        scale *= lexicon().scales[word]
    return scale


def _names_something(text: str, match: re.Match[str], value: float) -> bool:
    """Whether the number is a name, a date, a time, an ordinal."""
    digits, end = match.group(1), match.end()
    if not digits:
        return False
    following = text[end : end + 1]
    if following.isalpha() or _TIME.match(text, end) or (following == "/" and text[end + 1 : end + 2].isdigit()):
        return True
    if match.group(5) or match.group(2) or "," in digits:
        return False
    if _YEARS[0] <= value < _YEARS[1] and len(digits) == len("2000"):
        return _unit(text, end) is None
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    word = before.group(1) if before else ""
    low = word.lower().rstrip(".")
    if low in lexicon().months and value <= _LAST_DAY and (word[:1].isupper()):
        return True
    after = text[end + 1 : end + 12].split(" ", 1)[0].rstrip(",.").lower() if following == " " else ""
    if after in lexicon().months and text[end + 1].isupper() and value <= _LAST_DAY:
        return True
    if low in lexicon().named:
        return True
    return bool(
        word[:1].isupper() and word.isalpha() and before and before.start() > 0 and not _unit(text, end)
        and counted_object(text, match.start(), end).end <= end
    )  # fmt: skip


def _with_unit(text: str, start: int, end: int, values: tuple[float, float | None], currency: str) -> Figure:
    """The figure with its unit, its object and what qualifies it."""
    value, value_to = values
    qualifier, begin = _qualifier(text, start)
    if currency:
        return Figure(start, end, value, value_to, Unit(currency, currency, 1.0), complement(text, end), qualifier)
    age = _age(text, start, end, value)
    if age is not None:
        return Figure(start, max(end, age.start), value, value_to, _AGE_UNIT, age, qualifier)
    found = _unit(text, end)
    if found is None:
        return Figure(start, end, value, value_to, NO_UNIT, counted_object(text, begin, end), qualifier)
    unit, end = found
    thing = place_of(text, end) if unit.base_unit == _DISTANCE else complement(text, end)
    return Figure(start, end, value, value_to, unit, thing, qualifier)


def _age(text: str, start: int, end: int, value: float) -> Object | None:
    """The age of somebody: the name before it, where there is one."""
    if value >= _OLDEST or value != int(value):
        return None
    match = _AGE.match(text, end)
    if match:
        return Object(match.end(), match.end(), "")
    before = text[max(0, start - 24) : start]
    if _AGED.search(before):
        return NOTHING
    name = _AGE_AFTER_NAME.search(before)
    if name and text[start:end].isdigit() and text[end : end + 1] in ",.)":
        return Object(0, 0, name.group().rstrip(", ").lower())
    return None
