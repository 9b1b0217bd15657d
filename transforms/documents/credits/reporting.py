"""Help from agencies and people: "X contributed to this report", "Additional reporting by X"."""

import re
from typing import Final

from transforms.documents.credits.agencies import agencies_of_staff, some_agencies
from transforms.documents.credits.credit import Credit, rows_of

_CONTRIBUTED: Final = re.compile(
    r"\s(?:also\s+)?contributed\s+(?:to\s+(?:the\s+)?|additional\s+)?(?:(?:reporting|information|material)\s+)?"
    r"(?:to\s+|for\s+)?(?:the\s+|this\s+)?"
    r"(?:report(?:ing)?|article|story|piece|dispatch|coverage|from [A-Z][^\n.]{2,60})(?=\W|$)"
    r"(?:,? along with (?P<also>[^\n.]{2,60}))?"
)
# "Jo Roe and Al Poe contributed." as a line of its own
_CONTRIBUTED_LINE: Final = re.compile(r"^\W*(?P<who>[A-Z][^\n]{2,140}?)\s+(?:also\s+)?contributed\s*\.?\s*$")
_SMALL_WORDS: Final = frozenset(
    ("and", "in", "of", "from", "at", "for", "the", "writer", "writers", "reporter", "reporters")
)
_REPORTING_BY: Final = re.compile(
    r"^\W*reporting (?:by|from)\s+(?P<who>[A-Z][^\n;()]{2,140}?)\s*(?:;|\)|$|\.$|(?:writing|editing) by\b)",
    re.IGNORECASE,
)
# "Information from X was used in this report"
_USED: Final = re.compile(
    r"\b(?:information|material|reporting|content|reports?)\s+(?:from|by)\s+(?P<who>[^\n.;]{2,100}?)\s+(?:was|were)\s+(?:also\s+)?"
    r"(?:used|included)\s+(?:in|for)\s+this\s+(?:report|article|story|piece)",
    re.IGNORECASE,
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
        agencies = list(dict.fromkeys(some_agencies(who) + agencies_of_staff(who) + some_agencies(match["also"] or "")))
        at = start + match.start() - len(who)
        found.extend(
            rows_of(agencies, "additional_reporting", at, start + match.end(), "contributed")
            or [Credit(None, None, "additional_reporting", at, start + match.end(), "contributed")]
        )
    alone = _CONTRIBUTED_LINE.match(line) if not found and "ontribut" in line else None
    if alone is not None and _names_only(alone["who"]):
        agencies = list(dict.fromkeys(some_agencies(alone["who"]) + agencies_of_staff(alone["who"])))
        at, end = start + alone.start("who"), start + len(line.rstrip(" ."))
        found.extend(
            rows_of(agencies, "additional_reporting", at, end, "contributed")
            or [Credit(None, None, "additional_reporting", at, end, "contributed")]
        )
    used = _USED.search(line) if " used " in line or " included " in line else None
    if used is not None:
        agencies = some_agencies(used["who"])
        found.extend(rows_of(agencies, "additional_reporting", start + used.start(), start + used.end(), "used_in"))
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
    by = _REPORTING_BY.match(line) if not found and "eporting " in line else None
    if by is not None and _names_only(by["who"]):
        at = start + len(line) - len(line.lstrip(" \t\xa0([–—-"))
        found.append(Credit(None, None, "additional_reporting", at, start + len(line.rstrip(" .)]")), "reporting_by"))
    return found


def _names_only(who: str) -> bool:
    """Whether a stretch holds names and the small words between them, and no sentence."""
    return all(word[0].isupper() or word.rstrip(",") in _SMALL_WORDS for word in who.split())
