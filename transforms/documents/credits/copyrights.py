"""Copyright lines."""

import re
from typing import Final

from transforms.documents.credits.agencies import some_agencies
from transforms.documents.credits.credit import Credit, kind_of, rows_of

_COPYRIGHT: Final = re.compile(
    r"(?P<image>(?:image|photo|picture|bild|foto)\s+)?(?:(?:trademark\s+and\s+|content\s+)?copyright|©|\(c\))[\s,©&]*"
    r"(?:\(c\)\s*)?(?P<year>\d{4}(?:\s*[-–]\s*\d{4})?\s*,?\s*)?(?:by\s+|-\s*)?"
    r"(?P<who>[^\W\d_][^\n|]{1,80}?)"
    r"(?=\s*(?:[.|]|,\s*(?:inc|llc|ltd|a )|\s(?P<after>\d{4})\b|\binc\b|all\b|alle\b|image caption\b|\s-|–|—|$))",
    re.IGNORECASE,
)


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
        if not claims and kind_of(agencies) == "image":
            kind, rule = "image", "image_copyright"
        found.extend(rows_of(agencies, kind, start + match.start(), start + match.end("who"), rule))
    return found
