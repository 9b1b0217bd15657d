"""Datelines: "LONDON (Reuters) -", "Berlin/dpa -", "MOSCOW, June 3. /TASS/"."""

import re
from typing import Final

from transforms.documents.credits.agencies import all_agencies, find_agency
from transforms.documents.credits.credit import Credit, kind_of, rows_of

_CITY: Final = r"(?:[^\W\d_][\w.'’-]*(?:[ /,]+[^\W\d_][\w.'’-]*){0,5}(?: \[[^\]\n]{2,20}\])?)"
_DATE: Final = (
    r"(?:,?\s*(?:[^\W\d_]{3,9}\.?,?\s+\d{1,2}|\d{1,2}\.?\s+[^\W\d_]{3,10}\.?|\d{1,2}\.\d{1,2}\.)(?:,?\s*\d{4})?)?"
)
# LONDON (Reuters) -, WASHINGTON (AP) —, BEIJING, June 3 (Xinhua) --, (AP) –
_DATELINE_BRACKET: Final = re.compile(
    rf"^\W{{0,3}}(?P<place>{_CITY}{_DATE})?\s*[(\[（](?P<agency>[^()\[\]（）\n]{{2,60}})[)\]）]"
    r"\s*(?P<dash>[-–—―:．.]*)\s*(?=\S)"
)
# Berlin/dpa -, New York, June 3, 2020 /PRNewswire/ --, AFP -, DAMASCUS — AP —
_DATELINE_SLASH: Final = re.compile(
    rf"^\W{{0,3}}(?P<place>{_CITY}{_DATE}\s*[/–—,-]\s*)?/?(?P<agency>[^\W\d_][\w.' -]{{1,30}}?)/?"
    r"\s*(?:--|\s[-–—]|:)\s+(?=\S)"
)
# MOSCOW, June 3. /TASS/., København /ritzau/
_DATELINE_SLASHES: Final = re.compile(
    rf"^\W{{0,3}}(?:{_CITY}{_DATE}\.?\s*)?/(?P<agency>[^/\n]{{2,30}})/(?:[.:]\s*|\s+)(?=\S)"
)
_DATELINE_EQUALS: Final = re.compile(
    r"^\W?[(\[][^=()\n]{1,12}=(?P<agency>[^()\n]{2,12})[)\]]"
)  # (Seoul=Yonhap) in Korean


def dateline(text: str, start: int, end: int) -> list[Credit]:
    """The agency in the dateline at the start of a paragraph."""
    head = text[start:end]
    match = _DATELINE_BRACKET.match(head)
    place = match["place"] if match else None
    if match and (match["dash"] or place is None or place.isupper() or "," in place or match["agency"].islower()):
        agencies = all_agencies(match["agency"])
        if agencies and kind_of(agencies) == "agency":
            return rows_of(agencies, "agency", start + match.start("agency"), start + match.end("agency"), "dateline")
    match = _DATELINE_SLASHES.match(head) or _DATELINE_EQUALS.match(head) or _DATELINE_SLASH.match(head)
    if match:
        agency = find_agency(match["agency"])
        if agency is not None and agency.kind in ("news", "press_release"):
            at = start + match.start("agency")
            return rows_of([agency], "agency", at, start + match.end("agency"), "dateline")
    return []
