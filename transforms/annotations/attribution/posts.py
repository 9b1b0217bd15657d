"""Posts of social media that an article holds: *It stood for an hour. — Vera Stone (@verastone) March 10, 2025*.

The words are those of the account, with or without quotation marks, whatever reports them.
"""

import re
from typing import Final

from transforms.annotations.attribution.found import Found
from transforms.annotations.attribution.headlines import COLON_CUE
from transforms.annotations.attribution.link import Attributed
from transforms.annotations.attribution.units import HEADINGS, Paragraph

_SIGNATURE: Final = re.compile(
    r"(?P<dash>[—–]|--?|A post shared by) ?(?P<name>[^\s—–@()][^—–@()\n]{1,60}?) \(@[\w.]{1,30}\)"
    r"(?:,? (?:on |at )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}.{0,20}"
    r"|,? (?:on )?\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}.{0,20})?\s*$"
)
_LONGEST: Final = 1200  # characters of a post with its signature
_SHORTEST: Final = 2  # characters: an exclamation is a post, too
_LINKS: Final = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+\s*$")  # behind the words, and none of them


def read_posts(text: str, paragraphs: list[Paragraph]) -> list[Attributed]:
    """The posts of an article, each signed in its paragraph or in the next one."""
    made: list[Attributed] = []
    for place, (start, end, role, _) in enumerate(paragraphs):
        if "(@" not in text[start:end] or role in HEADINGS or end - start > _LONGEST:
            continue
        signature = _SIGNATURE.search(text, start, end)
        if signature is None:
            continue
        words = (start, signature.start())
        if signature.start() == start and place:
            words = paragraphs[place - 1][0], paragraphs[place - 1][1]
        if post := _post(text, words, signature):
            made.append(post)
    return made


def _post(text: str, words: tuple[int, int], signature: re.Match[str]) -> Attributed | None:
    start, end = words
    said = _LINKS.sub("", text[start:end]).rstrip()
    lead = len(said) - len(said.lstrip())
    if len(said) - lead < _SHORTEST or "\n" in said.strip():
        return None
    content = (start + lead, start + len(said))
    made = Attributed(Found([], None, (0, 0), COLON_CUE, rule="byline"), [content], "direct", None)
    made.speaker = signature.span("name")
    made.cue = signature.span("dash")
    return made
