"""Lines and brackets that are nothing but a credit: lists of agencies, bylines, sign-offs, first publications."""

import functools
import re
from typing import Final

from transforms.documents.credits.agencies import all_agencies, find_agency, some_agencies
from transforms.documents.credits.credit import Credit, kind_of, rows_of
from transforms.documents.outlets import bundled_registry
from transforms.resources import read_toml

_BRACKETS: Final = {"(": ")", "[": "]", "（": "）", "【": "】"}
_EDGE: Final = " \t\xa0–—-.*"
_MAX_LIST: Final = 160  # characters of a line that is a list of agencies; a longer one is a sentence
_MAX_OUTLET_WITH: Final = 90  # characters of "Example Post with AFP and Reuters"
_INITIALS_BEFORE: Final = re.compile(r"^\W*(?P<initials>[a-zäöüß]{2,4}(?:\s?[/,]\s?[a-zäöüß]{2,4}){0,4})\s*(?=[(\[])")
_INITIALS_AFTER: Final = re.compile(r"\s+[a-z]{2,4}(?:/[a-z]{2,4}){0,4}/?$")
_TRAILING_BRACKET: Final = re.compile(r"[(\[（](?P<inside>[^()\[\]（）\n]{2,120})[)\]）]?[.\s]*$")
_TRAILING_SLASHES: Final = re.compile(r"(?:^|\s)/(?P<inside>[^/\s]{2,20})/[.\s]*$")
# Example Post with AFP, Redaktion/dpa: an outlet or its desk, and whose text it used
_OUTLET_WITH: Final = re.compile(
    r"^(?:by\s+)?(?P<outlet>[^\n/]{2,40}?)\s*(?:\s(?:avec|with|mit|con|com|et|and|und|y|e)\s|/|,|\|)\s*"
    r"(?P<rest>[^\n]{2,60})$",
    re.IGNORECASE,
)
_BYLINE_PREFIX: Final = re.compile(r"^\W*(?:(?:words |written )?by|von|par|por|di|door|av|af|text:?)\s+", re.IGNORECASE)
_AGENCY_IN: Final = re.compile(
    r"^(?P<agency>[A-Z][^\n,]{1,40}?)(?:\s+and\s+(?:news\s+)?agencies)?\s+in\s+[A-Z][\w' -]{2,30}$"
)


@functools.cache
def _lead_in() -> re.Pattern[str]:
    words = read_toml("credits.toml")
    # the longest first: "der" before "de"
    parts = {
        name: "|".join(sorted(words[name], key=len, reverse=True))
        for name in ("source_labels", "prepositions", "materials", "of")
    }
    return re.compile(
        rf"^(?:(?:{parts['source_labels']})\s*[:：]\s*"
        rf"|(?:{parts['prepositions']}|te[xk]te?)(?:\s*:)?\s+(?:(?:agency|wire|news)\s+)?"
        rf"(?:(?P<material>{parts['materials']})\s+(?:{parts['of']})?\s*(?:the\s+)?)?"
        r"|(?:this )?(?:article|story|report|text) (?:is )?(?:by|from)\s+"
        r"|(?:mit|unter verwendung von) (?:agentur)?material (?:von |der |des )?)",
        re.IGNORECASE,
    )


def agency_line(line: str, start: int, *, alone_counts: bool) -> list[Credit]:
    """A line that is a list of agencies: in brackets, behind a lead-in or initials, or (where credits stand) bare."""
    stripped = line.strip()
    offset = start + line.index(stripped)
    core = stripped.strip(_EDGE)
    if not core or len(core) > _MAX_LIST or stripped.endswith(":"):
        return []
    found: list[Credit] = []
    initials = _INITIALS_BEFORE.match(stripped)
    if initials:
        at = offset + initials.start("initials")
        found.extend(
            Credit(None, None, "initials", at + match.start(), at + match.end(), "initials")
            for match in re.finditer(r"[^\W\d_]+", initials["initials"])
        )
        core = stripped[initials.end() :].strip(_EDGE)
    elif stripped[0] in "-–—" and (after := _INITIALS_AFTER.search(core)) and find_agency(core[: after.start()]):
        core = core[: after.start()]  # —IANS jr/al
    bracketed = core[:1] in _BRACKETS and core.endswith(_BRACKETS.get(core[:1], "\0"))
    inside = core[1:-1] if bracketed else core if "(" in core else core.rstrip(")")
    led = _lead_in().match(inside)
    named = inside[led.end() :] if led else inside
    # "with files from Jo Roe and Reuters" may name people too
    agencies = (
        all_agencies(named)
        or (all_agencies(inside) if led else None)  # "From wire reports" is a name itself
        or (some_agencies(named) if led and led["material"] else None)
    )
    if not agencies or not (bracketed or led or alone_counts or len(agencies) > 1):
        return []
    rule = "agency_lead_in" if led else "agency_brackets" if bracketed else "agency_line"
    at = offset + stripped.index(inside)
    return found + rows_of(agencies, kind_of(agencies), at, at + len(inside), rule)


@functools.cache
def _desk() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(read_toml('credits.toml')['desks'])}|[\w .'-]{{2,30}}\s+staff)$", re.IGNORECASE)


@functools.cache
def _republished() -> re.Pattern[str]:
    phrases = "|".join(read_toml("credits.toml")["republished"])
    return re.compile(rf"\b(?:{phrases})\s+(?P<who>[^\n]{{2,80}})", re.IGNORECASE)


def outlet_with(line: str, start: int) -> list[Credit]:
    """The outlet or its desk together with agencies: "Example Post with AFP", "Redaktion/dpa"."""
    stripped = line.strip().strip("()[] ")
    match = _OUTLET_WITH.match(stripped) if len(stripped) <= _MAX_OUTLET_WITH else None
    agencies = (all_agencies(match["rest"]) or []) if match else []
    if match is None or not agencies:
        return []
    if not _desk().match(match["outlet"]) and bundled_registry().by_name(match["outlet"]) is None:
        return []
    at = start + line.index(stripped)
    return rows_of(agencies, kind_of(agencies), at, at + len(stripped), "outlet_with")


def republished(line: str, start: int) -> list[Credit]:
    """Where the text was published first: "This story was originally published by X"."""
    match = _republished().search(line)
    if match is None:
        return []
    words = match["who"].split()
    names = (" ".join(words[:count]) for count in range(min(5, len(words)), 0, -1))
    agency = next((agency for agency in map(find_agency, names) if agency is not None), None)
    if agency is None or agency.kind == "image":
        return []
    return rows_of(
        [agency], "agency", start + match.start(), start + match.start("who") + len(agency.name), "republished"
    )


def agency_place(line: str, start: int) -> list[Credit]:
    """A byline that is an agency and its place: "Reuters in Westmere"."""
    stripped = line.strip()
    match = _AGENCY_IN.match(stripped)
    agency = find_agency(match["agency"]) if match else None
    if match is None or agency is None:
        return []
    at = start + line.index(stripped)
    return rows_of([agency], "agency", at, at + len(stripped), "byline")


def byline(line: str, start: int) -> list[Credit]:
    """Agencies among the names of a byline."""
    prefix = _BYLINE_PREFIX.match(line)
    cut = prefix.end() if prefix else 0
    text = line[cut:]
    agencies = some_agencies(text)
    if not agencies:
        words = text.split()
        ends = (find_agency(" ".join(words[-count:])) for count in (4, 3, 2, 1) if count < len(words))
        agencies = [agency for agency in ends if agency is not None][:1]
    if not agencies:
        return agency_place(line, start)
    return rows_of(agencies, "agency", start + cut, start + len(line), "byline")


def sign_off(text: str, start: int, end: int) -> list[Credit]:
    """A bracket after the last sentence of a paragraph: "... on Monday. (AP, dpa)"."""
    slashes = _TRAILING_SLASHES.search(text, max(start, end - 40), end)
    agency = find_agency(slashes["inside"]) if slashes else None
    if slashes and agency is not None:
        return rows_of([agency], "agency", slashes.start("inside"), slashes.end("inside"), "sign_off")
    match = _TRAILING_BRACKET.search(text, max(start, end - 140), end)
    if match is None or match[0].rstrip()[-1] not in ")]）.":
        return []
    inside = match["inside"]
    led = _lead_in().match(inside)
    agencies = all_agencies(inside[led.end() :] if led else inside)
    before = text[start : match.start()].rstrip()
    if agencies is None or (before and before[-1] not in ".!?\"”»“’'。" and not led):
        return []
    at = match.start("inside")
    return rows_of(agencies, kind_of(agencies), at, at + len(inside), "sign_off")
