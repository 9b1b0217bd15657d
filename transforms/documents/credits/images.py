"""Credits of images: behind a label, in brackets, after a slash or a bar at the end of a line."""

import functools
import re
from typing import Final

from transforms.documents.credits.agencies import Agency, all_agencies, find_agency, some_agencies
from transforms.documents.credits.credit import Credit, rows_of
from transforms.resources import read_toml

_MAX_PERSON: Final = 5  # words; a photographer's name is not longer
_CAPTION_LIKE: Final = 160  # characters of a line without a full stop that may be a caption inside the body
_TRAILING_BRACKET: Final = re.compile(r"[(\[（](?P<inside>[^()\[\]（）\n]{2,120})[)\]）]?[.\s]*$")
# Jo Roe/AFP, Jo Roe / Getty Images, Jo Roe/AFP via Getty Images at the end of a line, with or without brackets. A word
# that ends with a stop is the sentence's before, save for initials
_NAME: Final = r"(?:[A-Z]\.(?:-?[A-Z]\.)*|(?:Jr|Sr|St|Dr)\.|[A-Z][\w'’]*(?![\w.]))"
_PARTICLES: Final = frozenset(
    ("al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "van", "von")
)
_LINKS: Final = re.compile(r"(?:PHOTOS|VIDEOS?|PICTURES)\b")  # labels of links to galleries, in capitals
# what parts a caption's last word from the rest: a stop, a bracket, a button
_TAIL: Final = re.compile(r"[.)\]\"”]\s+|\b(?:[Tt]oggle|[Hh]ide|[Ss]how) caption\s+|\bthis image\s+")
_WORD: Final = re.compile(r"\S+")
_NAMES: Final = rf"{_NAME}(?:[ -](?:(?:{'|'.join(sorted(_PARTICLES))}) )?{_NAME}){{0,4}}"
_SLASH_END: Final = re.compile(
    rf"(?:^|[\s.(\[©|])(?P<all>(?:{_NAMES}|[\w-]{{3,20}}|EPA|AFP|AP)\s?/\s?"
    r"(?P<rest>[^/\n()]{2,45}(?:\s?/\s?[^/\n()]{2,45}){0,2}?))[)\].\s]*$"
)
_NO_NAME: Final = re.compile(
    r"(?:(?:Previous|Next|Hide|Show|Toggle|Enlarge|Caption|Close|Photo|Image|Images|Credit)\s+)+"
    r"|(?:D\.C\.|U\.[SK]\.|[NS]\.[CDHJMY]\.|L\.A\.)\s+(?=\S+ \S+)"  # where the sentence before ends
)
_SIGNS: Final = "/:：©|([（"  # without one of them, or "by", a line outside captions credits no picture
_REACH: Final = 140  # characters from a line's end in which its credit begins
_SLASH_ITEMS: Final = re.compile(r"\s*[/,]\s*|\s+(?:via|with)\s+")
_SLASH_WORDS: Final = frozenset({"file", "files", "pool", "archive", "handout", "stringer", "staff", "contributor"})
_FOR: Final = re.compile(r"\s+for\s+.*$")  # Getty Images for Example Awards
_BAR_END: Final = re.compile(r"\|\s*(?P<rest>[^|\n]{2,40})$")
_COPYRIGHT_NAME: Final = re.compile(r"©\s?[^()©\n]{2,60}\((?P<rest>[^()\n]{2,40})\)\W*$")  # © Jo Roe (AFP/File)


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


def _slash_agencies(text: str) -> list[Agency]:
    """Agencies behind a slash, where nothing but agencies and "File" or "Pool" may stand."""
    items = [item for item in _SLASH_ITEMS.split(_FOR.sub("", text)) if item]
    agencies = [find_agency(item) for item in items if item.casefold() not in _SLASH_WORDS]
    found = [agency for agency in agencies if agency is not None]
    return found if len(found) == len(agencies) else []


def _said_twice(line: str) -> int:
    """Where the repeat begins in a line that ends with its credit said twice ("Jo Roe/AP Jo Roe/AP"); 0 elsewhere."""
    low = max(0, len(line) - 2 * _REACH)
    found = [(match.start(), match[0]) for match in _WORD.finditer(line, low)]
    words = [word for _, word in found]
    for count in range(len(words) // 2, 0, -1):
        if words[-count:] == words[-2 * count : -count] and any("/" in word for word in words[-count:]):
            return found[-count][0] - 1  # the blank before it
    return 0


def _is_person(text: str) -> bool:
    """Whether a text behind a label can be a photographer's name: few words, all with capitals, no figures."""
    words = text.split()
    return (
        0 < len(words) <= _MAX_PERSON
        and words[0][0].isupper()
        and all(word[0].isupper() or word in _PARTICLES for word in words)
        and not any(map(str.isdigit, text))
    )


def image(line: str, start: int, *, is_caption: bool) -> list[Credit]:
    """Image credits: behind a label, in brackets, after a slash or a bar at the end of the line."""
    if not is_caption and " by " not in line and not any(sign in line for sign in _SIGNS):
        return []
    cut = _said_twice(line) if "/" in line else 0
    line, start = line[cut:], start + cut
    label_start, label_brackets, label_end = _image_label()
    label = label_start.match(line)
    if label:
        agencies = some_agencies(label["rest"])
        at, end = start + len(line) - len(line.lstrip()), start + label.end("rest")
        if agencies:
            return rows_of(agencies, "image", at, end, "image_label")
        is_link = _LINKS.match(line.lstrip("([ "))  # PHOTOS: Jo Roe through the years
        if is_caption and not line.lstrip().startswith("©") and not is_link and _is_person(label["rest"]):
            return [Credit(None, None, "image", at, end, "image_label")]
    found: list[Credit] = []
    for match in label_brackets.finditer(line):
        agencies = some_agencies(match["rest"] or match["agency"])
        at, end = start + match.start("all"), start + match.end("all")
        if agencies:
            found.extend(rows_of(agencies, "image", at, end, "image_brackets"))
        elif match["rest"] and len(match["rest"].split()) <= _MAX_PERSON and not _LINKS.match(match["all"]):
            found.append(Credit(None, None, "image", at, end, "image_brackets"))
    if found:
        return found
    for pattern, rule in ((label_end, "image_label"), (_SLASH_END, "image_slash"), (_COPYRIGHT_NAME, "image_brackets")):
        if pattern is _SLASH_END and "/" not in line:
            continue
        match_end = pattern.search(line, max(0, len(line) - _REACH))
        for _ in range(3):
            if match_end is None:
                break
            agencies = _slash_agencies(match_end["rest"]) if rule == "image_slash" else some_agencies(match_end["rest"])
            if agencies:
                group = "rest" if pattern is _COPYRIGHT_NAME else "all"
                low, high = match_end.span(group)
                no_name = _NO_NAME.match(line, low) if rule == "image_slash" else None
                low = no_name.end() if no_name else low
                return rows_of(agencies, "image", start + low, start + low + len(line[low:high].rstrip(" .])")), rule)
            match_end = pattern.search(line, match_end.start("rest"))
    bar = _BAR_END.search(line)
    agencies = (all_agencies(bar["rest"]) or []) if bar else []
    if bar and agencies:
        return rows_of(agencies, "image", start + bar.start("rest"), start + bar.end("rest"), "image_bar")
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
            return rows_of(agencies, "image", at, at + len(bracket["inside"]), "image_brackets")
    if is_caption:
        tail = _TAIL.split(stripped)[-1]
        words = tail.split()
        middle = len(words) // 2
        if words[:middle] == words[middle:]:  # "toggle caption AP AP"
            tail = " ".join(words[middle:])
        agency = find_agency(tail)
        if agency is not None:
            end = offset + len(stripped)
            return rows_of([agency], "image", end - len(tail), end, "image_slash")
    return []
