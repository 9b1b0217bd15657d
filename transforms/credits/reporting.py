"""Help from agencies and people: "X contributed to this report", "Additional reporting by X"."""

import re
from typing import Final

from transforms.credits.agencies import agencies_of_staff, some_agencies
from transforms.credits.credit import Credit, rows_of

_CONTRIBUTED: Final = re.compile(
    r"\s(?:also\s+)?contributed\s+(?:to\s+(?:the\s+)?|additional\s+)?(?:(?:reporting|information|material)\s+)?"
    r"(?:to\s+|for\s+)?(?:the\s+|this\s+)?"
    r"(?:report(?:ing)?|article|story|piece|dispatch|coverage|from [A-Z][^\n.]{2,60})(?=\W|$)"
)
# where the sentence before ends; "M. Roe", "Pa." and the like are no end
_SENTENCE_END: Final = re.compile(r"(?:(?<=[a-z0-9]{3})|(?<=[)”\"’]))[.!?][”\"’]?\s+|[”\"]\s+")
_MAX_WHO: Final = 200  # characters of names before "contributed"
_ADDITIONAL: Final = re.compile(
    r"\b(?:(?:additional|further|extra|supplementary)\s+(?:reporting|research|contributions?)|with reporting)"
    r"(?:\s*(?P<by>by|from|:|was provided by|provided by|via))?\s+(?:the\s+)?(?P<who>[^\n;.()\[\]]{2,140})"
    r"|^\W*contributing(?: writers?| reporters?)?\s*(?P<colon>:)\s*(?P<them>[^\n.]{2,140})",
    re.IGNORECASE,
)


def reporting(line: str, start: int) -> list[Credit]:
    """Help from an agency or from people: "X contributed to this report", "Additional reporting by X"."""
    found: list[Credit] = []
    for match in _CONTRIBUTED.finditer(line) if "ontribut" in line else ():
        reach = max(0, match.start() - _MAX_WHO)
        breaks = [found_end.end() for found_end in _SENTENCE_END.finditer(line, reach, match.start())]
        first = breaks[-1] if breaks else reach
        who = line[first : match.start()].lstrip(" \t\xa0–—-_")
        if not who or not who[0].isupper():
            continue
        agencies = list(dict.fromkeys(some_agencies(who) + agencies_of_staff(who)))
        at = start + match.start() - len(who)
        found.extend(
            rows_of(agencies, "additional_reporting", at, start + match.end(), "contributed")
            or [Credit(None, None, "additional_reporting", at, start + match.end(), "contributed")]
        )
    if not any(cue in line for cue in ("eporting", "esearch", "ontribut")):
        return found
    for match in _ADDITIONAL.finditer(line):
        who = match["who"] or match["them"]
        agencies = list(dict.fromkeys(some_agencies(who) + agencies_of_staff(who)))
        at, end = start + match.start(), start + match.end()
        at += len(match[0]) - len(match[0].lstrip(" \t–—-"))
        if agencies:
            found.extend(rows_of(agencies, "additional_reporting", at, end, "additional_reporting"))
        elif (match["by"] or match["colon"]) and who[:1].isupper():
            found.append(Credit(None, None, "additional_reporting", at, end, "additional_reporting"))
    return found
