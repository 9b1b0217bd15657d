"""Paragraphs of a clean text: nothing is dropped, every line is the title, the lead, body or a heading.

A record that comes as ``text`` says that somebody cleaned it already. A rule that removed a line here would remove the
article's own words, so there is none: roles are all that is added.
"""

from typing import Final

from transforms.documents.document import Block, CleanedDocument
from transforms.documents.dumps.lines import LABEL, PHRASE, PROSE, SAY, Lines, read_lines
from transforms.documents.dumps.signatures import is_date_line
from transforms.documents.plain.furniture import mark_furniture
from transforms.text.words import bare_words

_HEADING_WORDS: Final = 12  # a longer line without a closing stop is more often a paragraph that lost it
_MAX_HEADING: Final = 90  # characters
_TITLE_LINES: Final = 3  # a kicker or a section's name may stand above the title
_OPENERS: Final = frozenset("\"“„«‘'(-–—*")  # what opens with one of these is speech, a remark or an entry of a list
_CLOSERS: Final = frozenset(":;,–—-.!…")  # a question may head a section, a sentence does not
_QUOTES: Final = "\"'”’»“)] "
_DATE_WORDS: Final = 6  # words of a line that is a date and nothing else


def mark_text(text: str, *, title: str | None = None) -> CleanedDocument:
    r"""Split a clean text into paragraphs and name what each is.

    Args:
        text: The text verbatim, with ``\\n`` line breaks.
        title: The title, where the record named it: a first line that says the same (case and punctuation aside) gets
            the role ``title``.

    Returns:
        The text with one kept block per paragraph (blank lines belong to the paragraph before them). The first
        paragraph that is no title and no heading is the lead; a date that stands alone above it is a heading. White
        space alone is one block that is not kept.
    """
    lines = read_lines(text)
    size = len(lines.bodies)
    if not size:
        blank = not text.strip()
        role, rule = ("other", "blank") if blank else ("body", "paragraph")
        blocks = [Block(0, len(text), role, is_kept=not blank, rule=rule)] if text else []
        return CleanedDocument(text=text, blocks=blocks, title=title)
    at = _title_line(lines, title)
    marks = mark_furniture(text, lines)
    if all(mark is not None for index, mark in enumerate(marks) if index != at):
        marks = [None] * size  # whatever it looks like, it is all there is
    blocks = []
    has_lead = False
    for index in range(size):
        start = lines.starts[index] if index else 0
        end = lines.starts[index + 1] if index + 1 < size else len(text)
        if index == at:
            role, rule = "title", "title_given"
        elif (mark := marks[index]) is not None:
            role = "caption" if mark.role == "caption" else "body" if has_lead else "heading"
            rule = mark.rule
        elif not has_lead and lines.words[index] <= _DATE_WORDS and is_date_line(lines.bodies[index]):
            role, rule = "heading", "date_line"
        elif _is_heading(lines, index, has_lead=has_lead):
            role, rule = "heading", "heading"
        elif not has_lead and index > at:
            role, rule, has_lead = "lead", "lead", True
        else:
            role, rule = "body", "paragraph"
        blocks.append(Block(start, end, role, is_kept=True, rule=rule))
    return CleanedDocument(text=text, blocks=blocks, title=title)


def _title_line(lines: Lines, title: str | None) -> int:
    if not title or not title.strip():
        return -1
    wanted = bare_words(title)
    for index, body in enumerate(lines.bodies[:_TITLE_LINES]):
        if len(body) <= 2 * len(title) + 20 and bare_words(body) == wanted:
            return index
    return -1


def _is_heading(lines: Lines, index: int, *, has_lead: bool) -> bool:
    """A short line without a closing stop between paragraphs, set off from the paragraph before it."""
    body, kind = lines.bodies[index], lines.kinds[index]
    if not has_lead or kind not in (LABEL, PHRASE) or lines.bullets[index]:
        return False
    if (
        lines.words[index] > _HEADING_WORDS
        or len(body) > _MAX_HEADING
        or body[0] in _OPENERS
        or body.rstrip(_QUOTES)[-1:] in _CLOSERS
    ):
        return False
    if not (body[0].isupper() or body[0].isdigit() or not body[0].islower()) or "\n" in body:
        return False
    if index + 1 >= len(lines.bodies):
        return False  # nothing follows that it could head: a signature, a place, a last word
    return lines.kinds[index + 1] in (PROSE, SAY)
