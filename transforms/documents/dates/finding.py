"""Date phrases in text: ``June 16, 2014``, ``16 June 2014``, ``Mon 16 Jun 2014 10.00 BST``, ``2014-06-16T10:00Z``.

Read as printed: a date whose order of day and month cannot be told (``03/04/2014``) is no date, nor is a day without a
year, unless the caller knows better. The label before a date (``Updated:``) decides whether it may be the publication.
"""

import functools
import re
import unicodedata
from typing import Final, NamedTuple

from transforms.documents.dates.calendars import common_date, is_foreign_year
from transforms.documents.document import FoundDate
from transforms.resources import read_toml

_DATA: Final = read_toml("furniture_dates.toml")
_MONTHS: Final = {name.casefold(): int(number) for number, names in _DATA["months"].items() for name in names}
_SOLAR_HIJRI_MONTHS: Final = {
    name.casefold(): int(number) for number, names in _DATA["solar_hijri_months"].items() for name in names
}
_ZONES: Final = {name: int(minutes) for name, minutes in _DATA["zones"].items()}
_UPDATED: Final = frozenset(_DATA["labels"]["updated"])
_PUBLISHED: Final = frozenset(_DATA["labels"]["published"])
_LETTERS: Final = (
    r"[^\s\d_.,;:،؛。、/|()\[\]<>\"'’«»“”\-–—+*=&#@%!?]"  # and the marks that go with letters in many scripts
)
# any word where a month may stand: looking it up is faster than 900 alternatives; months of several words are listed
_WORD: Final = (
    rf"(?:{'|'.join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True) if ' ' in name or '.' in name)}"
    rf"|{_LETTERS}{{2,14}})"
)
_YEAR: Final = r"(?:19|20)\d\d"
_ANY_YEAR: Final = r"(?:19|20|1[34]|2[56])\d\d"  # other calendars too: the month, or the year itself, tells which
_DATE: Final = re.compile(
    rf"(?<![\w/.-])(?:(?P<y1>{_ANY_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d|-\d)"
    rf"|(?P<mon2>{_WORD})\.?\s{{0,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[,،]?\s{{1,2}}(?P<y2>{_YEAR})(?!\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|º|\.|-ы?й)?[\s\-/]{{0,2}}(?:de\s|of\s|d['’])?\s?(?P<mon3>{_WORD})\.?(?:\s?/\s?{_WORD})?[,،\-/]?\s{{0,2}}"
    rf"(?:del?\s)?(?P<y3>{_ANY_YEAR})(?!\d)"
    rf"|(?P<y7>{_YEAR})\.\sgada\s(?P<d7>\d{{1,2}})\.\s(?P<mon7>{_WORD})"
    rf"|(?P<y6>{_YEAR})\.?(?:\sm\.)?\s(?P<mon6>{_WORD})\s(?P<d6>\d{{1,2}})\b"
    rf"|(?P<d4>\d{{1,2}})(?P<s4>[./-])\s?(?P<m4>\d{{1,2}})(?P=s4)\s?(?P<y4>{_ANY_YEAR})(?!\d|[/-]\d)"
    rf"|(?P<y5>{_ANY_YEAR})\s?[./年년]\s?(?P<m5>\d{{1,2}})\s?[./月월]\s?(?P<d5>\d{{1,2}})(?![\d/])日?일?\.?)",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(?P<h>[01]?\d|2[0-3])(?:[:.h時시](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d{1,9})?)?)?\s?(?P<half>[ap]\.?m\b\.?)?"
    r"(?:\s?(?:uhr|hrs|hours|klo|kl)\b\.?)?\s?(?:\(?(?P<zone>[a-z]{1,4})\b\)?)?(?:\s?(?:utc|gmt)?(?P<offset>[+\-−]\d\d:?\d\d))?",
    re.IGNORECASE,
)
_GAP: Final = re.compile(
    r"\s{0,3}(?:T(?=\d)|[,|•·–—@/(-]|\b(?:at|um|à|a las|às|ore|om|kl\.?|klo|в)\b)?\s{0,3}", re.IGNORECASE
)
_LABEL: Final = re.compile(r"((?:[^\W\d_]+\s?){1,3})(?:\s?(?:at|on|am|le|el|em|il|op))?\s?[:：|,]?\s*$", re.IGNORECASE)
_WEEKDAY: Final = re.compile(
    r"(?:\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b|\b[^\W\d_]{4,10}tag\b|\b[^\W\d_]{3,5}di\b)[.,]?\s*$",
    re.IGNORECASE,
)
_ZONE_AFTER: Final = re.compile(
    r"\b(?:utc|gmt|bst|cet|cest|mez|mesz|eet|eest|msk|ist|sast|aest|aedt|est|edt|cst|cdt|mst|mdt|pst|pdt|et|pt)(?![a-z])",
    re.IGNORECASE,
)
_MONTH_FIRST_ZONES: Final = frozenset(("est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "pt"))
_GLUED: Final = re.compile(r"(?<=[^\W_])(?=[A-Z][a-z])")  # "4:05 PM ETUpdated Tue"
_FIRST_COMMON_YEAR: Final = 1500
_FIRST_YEAR: Final = 1900
_DAY_FIRST_MIN: Final = 13  # a first or second number from 13 on can only be the day
_CHEAP: Final = re.compile(_ANY_YEAR)
_OTHER_DIGIT: Final = re.compile(
    "[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0ae6-\u0aef\u0e50-\u0e59\uff10-\uff19]"
)


class DatePhrase(NamedTuple):
    """A date as it stands in a text, with the label before it (``published``, ``updated`` or empty)."""

    char_start: int
    char_end: int
    label: str
    found: FoundDate


def _iso(year: int, month: int, day: int) -> str | None:
    found = common_date(year, month, day)
    return found.isoformat() if found and found.year >= _FIRST_YEAR else None


def _named(year: str, month: str, day: str) -> str | None:
    """A date with a month's name, which says what calendar it is of."""
    name, number = month.casefold(), int(year)
    if name.isascii() and is_foreign_year(number):
        return None
    if number < _FIRST_COMMON_YEAR:
        return _iso(number, _SOLAR_HIJRI_MONTHS.get(name, 0), int(day))
    return _iso(number, _MONTHS.get(name, 0), int(day))


def _day_of(match: re.Match[str], *, day_first: bool | None) -> str | None:
    if match["y1"]:
        return _iso(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return _named(match["y2"], match["mon2"], match["d2"])
    if match["y3"]:
        return _named(match["y3"], match["mon3"], match["d3"])
    if match["y6"]:
        return _named(match["y6"], match["mon6"], match["d6"])
    if match["y7"]:
        return _named(match["y7"], match["mon7"], match["d7"])
    if match["y5"]:
        return _iso(int(match["y5"]), int(match["m5"]), int(match["d5"]))
    first, second, year = int(match["d4"]), int(match["m4"]), int(match["y4"])
    if first >= _DAY_FIRST_MIN or match["s4"] == "." or first == second or is_foreign_year(year):
        return _iso(year, second, first)  # dots are never American, nor are other calendars
    if second >= _DAY_FIRST_MIN:
        return _iso(year, first, second)
    if day_first is None:
        return None
    return _iso(year, second, first) if day_first else _iso(year, first, second)


def _zone_hint(text: str, end: int) -> bool | None:
    """Whether the clock after a date is one of a country that writes the day first, or the month; None: no telling."""
    found = _ZONE_AFTER.search(text[end : end + 24])
    if found is None:
        return None
    return found[0].casefold() not in _MONTH_FIRST_ZONES


def _clock(match: re.Match[str]) -> tuple[str, str] | None:
    """Time of day with its offset, and its precision; None where a number is no time."""
    hour, minute, half = int(match["h"]), match["m"], (match["half"] or "").casefold()
    zone = (match["zone"] or "").casefold()
    if minute is None and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    value = f"{hour:02d}:{minute or '00'}" + (f":{match['s']}" if match["s"] else "")
    if match["offset"]:
        offset = match["offset"].replace("−", "-").replace(":", "")
        value += f"{offset[:3]}:{offset[3:]}"
    elif zone in _ZONES:
        minutes = _ZONES[zone]
        value += (
            "Z" if minutes == 0 else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        )
    return value, "second" if match["s"] else "minute"


def _label_of(before: str) -> str:
    """``published``, ``updated`` or nothing: the words directly before a date."""
    before = _WEEKDAY.sub("", _GLUED.sub(" ", before))
    found = _LABEL.search(before)
    words = found[1].casefold().split() if found else []
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[-count:])
        if phrase in _UPDATED:
            return "updated"
        if phrase in _PUBLISHED:
            return "published"
    return ""


def starts_with_month(text: str) -> bool:
    """Whether a text begins with the name of a month: ``16. Juni`` is then a date and not the sixteenth of a list."""
    return text.split(None, 1)[0].rstrip(".,").casefold() in _MONTHS


def date_phrases(text: str, *, day_first: bool | None = None, limit: int = 20) -> tuple[DatePhrase, ...]:
    """Dates in a short text, in order.

    Args:
        text: A line or a few lines; characters beyond what ``limit`` dates need are not read.
        day_first: How to read ``03/04/2014``; None leaves such a date out.
        limit: The most dates to return.

    Returns:
        One phrase per date with a day, a month and a year. ``found.value`` is ISO 8601: the day alone, or with the
        time as printed and an offset where the zone has only one meaning; ``found.method`` is ``text``.
    """
    if not text.isascii() and _OTHER_DIGIT.search(text):
        text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), text)
    if _CHEAP.search(text) is None:
        return ()
    return _read(text, day_first, limit)


@functools.lru_cache(maxsize=64)  # the same line is looked at for the title, for the date and for the names before it
def _read(text: str, day_first: bool | None, limit: int) -> tuple[DatePhrase, ...]:  # noqa: FBT001 - a cache's key
    phrases: list[DatePhrase] = []
    for match in _DATE.finditer(text):
        day = _day_of(match, day_first=day_first if day_first is not None else _zone_hint(text, match.end()))
        if day is None:
            continue
        start, end = match.span()
        gap = _GAP.match(text, end)
        time = _TIME.match(text, gap.end() if gap else end)
        clock = _clock(time) if time else None
        if clock is not None and time is not None:
            end = time.start() + len(time[0].rstrip())
        else:
            # the time may stand before the date: "10:00 AM, June 16, 2014"
            earlier = [found for found in _TIME.finditer(text, max(0, start - 24), start) if ":" in found[0]]
            if earlier and not re.search(r"\d", text[earlier[-1].end() : start]):
                clock = _clock(earlier[-1])
                start = earlier[-1].start() if clock else start
        label = _label_of(text[max(0, start - 48) : start])
        value, precision = (f"{day}T{clock[0]}", clock[1]) if clock else (day, "day")
        phrases.append(DatePhrase(start, end, label, FoundDate(value, precision, "text")))
        if len(phrases) == limit:
            break
    return tuple(phrases)


def find_date(text: str, *, day_first: bool | None = None) -> FoundDate | None:
    """The publication date that a short text states: a labelled one, else an unlabelled one, never an update alone.

    Args:
        text: A dateline or a few lines around it.
        day_first: How to read ``03/04/2014``; None leaves such a date out.

    Returns:
        The date, or None where there is none or only that of an update.
    """
    phrases = date_phrases(text, day_first=day_first)
    for label in ("published", ""):
        for phrase in phrases:
            if phrase.label == label:
                return phrase.found
    return None
