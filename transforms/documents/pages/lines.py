"""Paragraphs of an extraction that no article holds, found line by line: credits, pointers, blurbs, labels."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from transforms.documents.bylines import opens_byline, people_from_byline
from transforms.documents.dates.finding import date_phrases
from transforms.resources import read_toml


class LineRule(NamedTuple):
    """A named rule for paragraphs of at most ``max_chars`` characters.

    It matches where ``pattern`` does from their start, or where they hold a cue and ``anywhere`` is found; either may
    be absent.
    """

    name: str
    role: str
    max_chars: int
    pattern: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None
    cues: tuple[str, ...]


def _compiled() -> tuple[LineRule, ...]:
    rules = []
    for rule in read_toml("pages_lines.toml")["rules"]:
        end = r"\s*$" if rule.get("whole") else ""
        patterns = _joined([f"(?:{one}){end}" for one in rule.get("patterns", ())])
        anywhere, cues = _joined(rule.get("anywhere", ())), tuple(rule.get("cues", ()))
        rules.append(LineRule(rule["name"], rule["role"], rule["max_chars"], patterns, anywhere, cues))
    return tuple(rules)


def _joined(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


LINE_RULES: Final = _compiled()
_MAX_BYLINE: Final = 160  # characters
_DATE_ROOM: Final = 24  # characters beside the dates of a date line: "Published", "Updated at", a weekday
_MAX_CHARS: Final = max(rule.max_chars for rule in LINE_RULES)


def line_rule(text: str) -> LineRule | None:
    """The first rule that matches a paragraph, or None: then it is the article's."""
    length = len(text)
    if length > _MAX_CHARS:
        return None
    lowered = text.lower()
    for rule in LINE_RULES:
        if length > rule.max_chars:
            continue
        if rule.pattern and rule.pattern.match(text):
            return rule
        if rule.anywhere and any(cue in lowered for cue in rule.cues) and rule.anywhere.search(text):
            return rule
    return None


def is_byline(text: str) -> bool:
    """Whether a line says who wrote the article or when, and nothing else."""
    if len(text) > _MAX_BYLINE:
        return False
    if opens_byline(text) and people_from_byline(text):
        return True
    phrases = date_phrases(text, limit=2)
    if not phrases:
        return False
    return len(text) - sum(phrase.char_end - phrase.char_start for phrase in phrases) <= _DATE_ROOM
