"""The rules that find a credit in a line, each with a name that appears in its rows.

Every rule takes a line and its place in the text. Lines are short (the caller sees to it), which keeps the patterns
linear.
"""

import functools
import re
from typing import Final, NamedTuple

from transforms.credits.agencies import Agency, agencies_of_staff, all_agencies, find_agency, some_agencies
from transforms.resources import read_toml


class Credit(NamedTuple):
    """A credit in one article. ``agency_id`` is None for initials and for people; -1 is no place in the text."""

    agency_id: str | None
    agency_name: str | None
    kind: str
    char_start: int
    char_end: int
    rule: str
    outlet_id: str | None = None  # the outlet of that agency


_BRACKETS: Final = {"(": ")", "[": "]", "（": "）", "【": "】"}
_EDGE: Final = " \t\xa0–—-.*"
_MAX_PERSON: Final = 5  # words; a photographer's name is not longer
_CAPTION_LIKE: Final = 160  # characters of a line without a full stop that may be a caption inside the body

_INITIALS_BEFORE: Final = re.compile(r"^\W*(?P<initials>[a-zäöüß]{2,4}(?:\s?[/,]\s?[a-zäöüß]{2,4}){0,4})\s*(?=[(\[])")
_TRAILING_BRACKET: Final = re.compile(r"[(\[（](?P<inside>[^()\[\]（）\n]{2,120})[)\]）]?[.\s]*$")
_CITY: Final = r"(?:[^\W\d_][\w.'’-]*(?:[ /,]+[^\W\d_][\w.'’-]*){0,5})"
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
# Jo Roe/AFP, Jo Roe / Getty Images, Jo Roe/AFP via Getty Images at the end of a line, with or without brackets
_SLASH_END: Final = re.compile(
    r"(?:^|[\s.(\[©|])(?P<all>(?:[A-Z][\w.'’-]*(?:[ -][A-Z][\w.'’-]*){0,4}|[\w-]{3,20}|EPA|AFP|AP)\s?/\s?"
    r"(?P<rest>[^/\n()]{2,45}(?:\s?/\s?[^/\n()]{2,45}){0,2}))[)\].\s]*$"
)
_SLASH_ITEMS: Final = re.compile(r"\s*[/,]\s*|\s+(?:via|with)\s+")
_SLASH_WORDS: Final = frozenset({"file", "files", "pool", "archive", "handout", "stringer", "staff", "contributor"})
_FOR: Final = re.compile(r"\s+for\s+.*$")  # Getty Images for Example Awards
_BAR_END: Final = re.compile(r"\|\s*(?P<rest>[^|\n]{2,40})$")
_COPYRIGHT_NAME: Final = re.compile(r"©\s?[^()©\n]{2,60}\((?P<rest>[^()\n]{2,40})\)\W*$")  # © Jo Roe (AFP/File)
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
_COPYRIGHT: Final = re.compile(
    r"(?P<image>(?:image|photo|picture|bild|foto)\s+)?(?:(?:trademark\s+and\s+|content\s+)?copyright|©|\(c\))[\s,©&]*"
    r"(?:\(c\)\s*)?(?P<year>\d{4}(?:\s*[-–]\s*\d{4})?\s*,?\s*)?(?:by\s+|-\s*)?"
    r"(?P<who>[^\W\d_][^\n|]{1,80}?)"
    r"(?=\s*(?:[.|]|,\s*(?:inc|llc|ltd|a )|\s(?P<after>\d{4})\b|\binc\b|all\b|alle\b|image caption\b|-|–|—|$))",
    re.IGNORECASE,
)
_BYLINE_PREFIX: Final = re.compile(r"^\W*(?:(?:words |written )?by|von|par|por|di|door|av|af|text:?)\s+", re.IGNORECASE)
_AGENCY_IN: Final = re.compile(
    r"^(?P<agency>[A-Z][^\n,]{1,40}?)(?:\s+and\s+(?:news\s+)?agencies)?\s+in\s+[A-Z][\w' -]{2,30}$"
)


@functools.cache
def _lead_in() -> re.Pattern[str]:
    words = read_toml("credits.toml")
    parts = {name: "|".join(words[name]) for name in ("source_labels", "prepositions", "materials", "of")}
    return re.compile(
        rf"^(?:(?:{parts['source_labels']})\s*[:：]\s*"
        rf"|(?:{parts['prepositions']})\s+(?:(?:agency|wire|news)\s+)?"
        rf"(?:(?P<material>{parts['materials']})\s+(?:{parts['of']})?\s*(?:the\s+)?)?"
        r"|(?:this )?(?:article|story|report|text) (?:is )?(?:by|from)\s+"
        r"|(?:mit|unter verwendung von) (?:agentur)?material (?:von |der |des )?)",
        re.IGNORECASE,
    )


@functools.cache
def _image_label() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Labels at the start of a line, in brackets anywhere, and at the end of a line that is more than the credit."""
    words = read_toml("credits.toml")
    kinds, labels, by = ("|".join(words[name]) for name in ("image_kinds", "image_labels", "image_by"))
    label = rf"(?:(?:{kinds})[ -]?)?(?:{labels})"
    start = re.compile(
        rf"^\W*(?:{label}(?:\s?(?:credits?|source))?(?:\s?(?:{by}))?\s*[:：/©|]\s*(?:(?:{by})\s+|©\s*)?"
        rf"|(?:photo|photograph|picture|image|foto|video|illustration|animation)s?\s+(?:{by})\s+"
        r"|©\s*)(?P<rest>\S[^\n]{0,120}?)\W*$",
        re.IGNORECASE,
    )
    brackets = re.compile(
        rf"[(\[](?P<all>{label}(?:\s+credits?)?\s*(?::|\b(?:{by})\b)\s*(?P<rest>[^()\[\]\n]{{2,100}})"
        r"|(?P<agency>AP|Reuters|AFP|EPA|PA)(?: File)? Photos?\b[^()\[\]\n]{0,80})[)\]]",
        re.IGNORECASE,
    )
    end = re.compile(
        r"(?:^|[.\s])(?P<all>(?:photo|photograph|picture|image|credit|foto|bild|illustration)s?(?: credits?)?\s?"
        r"(?:by|:)\s*(?P<rest>[^:\n]{2,100}?))\W*$",
        re.IGNORECASE,
    )
    return start, brackets, end


def _rows(agencies: list[Agency], kind: str, start: int, end: int, rule: str) -> list[Credit]:
    return [Credit(a.agency_id, a.name, kind, start, end, rule, a.outlet_id) for a in dict.fromkeys(agencies)]


def _slash_agencies(text: str) -> list[Agency]:
    """Agencies behind a slash, where nothing but agencies and "File" or "Pool" may stand."""
    items = [item for item in _SLASH_ITEMS.split(_FOR.sub("", text)) if item]
    agencies = [find_agency(item) for item in items if item.casefold() not in _SLASH_WORDS]
    found = [agency for agency in agencies if agency is not None]
    return found if len(found) == len(agencies) else []


def _kind(agencies: list[Agency]) -> str:
    return "image" if all(agency.kind == "image" for agency in agencies) else "agency"


def agency_line(line: str, start: int, *, alone_counts: bool) -> list[Credit]:
    """A line that is a list of agencies: in brackets, behind a lead-in or initials, or (where credits stand) bare."""
    stripped = line.strip()
    offset = start + line.index(stripped)
    core = stripped.strip(_EDGE)
    if not core or stripped.endswith(":"):
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
    bracketed = core[:1] in _BRACKETS and core.endswith(_BRACKETS.get(core[:1], "\0"))
    inside = core[1:-1] if bracketed else core
    led = _lead_in().match(inside)
    named = inside[led.end() :] if led else inside
    # "with files from Jo Roe and Reuters" may name people too
    agencies = all_agencies(named) or (some_agencies(named) if led and led["material"] else None)
    if not agencies or not (bracketed or led or alone_counts):
        return []
    rule = "agency_lead_in" if led else "agency_brackets" if bracketed else "agency_line"
    at = offset + stripped.index(inside)
    return found + _rows(agencies, _kind(agencies), at, at + len(inside), rule)


def agency_place(line: str, start: int) -> list[Credit]:
    """A byline that is an agency and its place: "Reuters in Westmere"."""
    stripped = line.strip()
    match = _AGENCY_IN.match(stripped)
    agency = find_agency(match["agency"]) if match else None
    if match is None or agency is None:
        return []
    at = start + line.index(stripped)
    return _rows([agency], "agency", at, at + len(stripped), "byline")


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
    return _rows(agencies, "agency", start + cut, start + len(line), "byline")


def dateline(text: str, start: int, end: int) -> list[Credit]:
    """The agency in the dateline at the start of a paragraph."""
    head = text[start:end]
    match = _DATELINE_BRACKET.match(head)
    if match and (match["dash"] or match["place"] is None or match["place"].isupper() or "," in match["place"]):
        agencies = all_agencies(match["agency"])
        if agencies and _kind(agencies) == "agency":
            return _rows(agencies, "agency", start + match.start("agency"), start + match.end("agency"), "dateline")
    match = _DATELINE_SLASH.match(head)
    if match:
        agency = find_agency(match["agency"])
        if agency is not None and agency.kind in ("news", "press_release"):
            at = start + match.start("agency")
            return _rows([agency], "agency", at, start + match.end("agency"), "dateline")
    return []


def sign_off(text: str, start: int, end: int) -> list[Credit]:
    """A bracket after the last sentence of a paragraph: "... on Monday. (AP, dpa)"."""
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
    return _rows(agencies, _kind(agencies), at, at + len(inside), "sign_off")


def image(line: str, start: int, *, is_caption: bool) -> list[Credit]:
    """Image credits: behind a label, in brackets, after a slash or a bar at the end of the line."""
    label_start, label_brackets, label_end = _image_label()
    label = label_start.match(line)
    if label:
        agencies = some_agencies(label["rest"])
        at, end = start + len(line) - len(line.lstrip()), start + label.end("rest")
        if agencies:
            return _rows(agencies, "image", at, end, "image_label")
        names_person = not line.lstrip().startswith("©") and len(label["rest"].split()) <= _MAX_PERSON
        if is_caption and names_person and label["rest"][:1].isupper():
            return [Credit(None, None, "image", at, end, "image_label")]
    found: list[Credit] = []
    for match in label_brackets.finditer(line):
        agencies = some_agencies(match["rest"] or match["agency"])
        at, end = start + match.start("all"), start + match.end("all")
        if agencies:
            found.extend(_rows(agencies, "image", at, end, "image_brackets"))
        elif match["rest"] and len(match["rest"].split()) <= _MAX_PERSON:
            found.append(Credit(None, None, "image", at, end, "image_brackets"))
    if found:
        return found
    for pattern, rule in ((label_end, "image_label"), (_SLASH_END, "image_slash"), (_COPYRIGHT_NAME, "image_brackets")):
        match_end = pattern.search(line, max(0, len(line) - 140))
        for _ in range(3):  # "Jo Roe/AP Jo Roe/AP", a caption's credit said twice: the last one is whole
            if match_end is None:
                break
            agencies = _slash_agencies(match_end["rest"]) if rule == "image_slash" else some_agencies(match_end["rest"])
            if agencies:
                group = "rest" if pattern is _COPYRIGHT_NAME else "all"
                return _rows(agencies, "image", start + match_end.start(group), start + match_end.end(group), rule)
            match_end = pattern.search(line, match_end.start("rest"))
    bar = _BAR_END.search(line)
    agencies = (all_agencies(bar["rest"]) or []) if bar else []
    if bar and agencies:
        return _rows(agencies, "image", start + bar.start("rest"), start + bar.end("rest"), "image_bar")
    return _caption_bracket(line, start, is_caption=is_caption)


def _caption_bracket(line: str, start: int, *, is_caption: bool) -> list[Credit]:
    """A caption's last bracket: "A crane in the harbour (Reuters)"; in a caption its last words may do without one."""
    stripped = line.strip()
    offset = start + line.index(stripped)
    bracket = _TRAILING_BRACKET.search(stripped)
    if bracket:
        before = stripped[: bracket.start()].rstrip()
        is_sentence = stripped.endswith(".") or before.endswith((".", "!", "?", "”", '"'))
        agencies = some_agencies(bracket["inside"]) if is_caption else all_agencies(bracket["inside"]) or []
        if agencies and before and (is_caption or (not is_sentence and len(stripped) <= _CAPTION_LIKE)):
            at = offset + bracket.start("inside")
            return _rows(agencies, "image", at, at + len(bracket["inside"]), "image_brackets")
    if is_caption:
        tail = stripped.rsplit(". ", 1)[-1]
        agency = find_agency(tail)
        if agency is not None:
            end = offset + len(stripped)
            return _rows([agency], "image", end - len(tail), end, "image_slash")
    return []


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
            _rows(agencies, "additional_reporting", at, start + match.end(), "contributed")
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
            found.extend(_rows(agencies, "additional_reporting", at, end, "additional_reporting"))
        elif (match["by"] or match["colon"]) and who[:1].isupper():
            found.append(Credit(None, None, "additional_reporting", at, end, "additional_reporting"))
    return found


def copyright_line(line: str, start: int, *, is_caption: bool) -> list[Credit]:
    """Whose copyright a line claims; in a caption, or of a photo agency, it is the credit of an image."""
    found: list[Credit] = []
    for match in _COPYRIGHT.finditer(line):
        agencies = some_agencies(match["who"])
        if not agencies:
            continue
        claims = match["year"] or match["after"] or "ights" in line
        is_image = match["image"] or (not claims and (is_caption or "hoto" in line or "/" in match["who"]))
        kind, rule = ("image", "image_copyright") if is_image else ("copyright", "copyright")
        if not claims and _kind(agencies) == "image":
            kind, rule = "image", "image_copyright"
        found.extend(_rows(agencies, kind, start + match.start(), start + match.end("who"), rule))
    return found
