"""Names that a page's furniture gives its site: raw candidates, for the outlet stage to look up."""

import re
from typing import Final

_CAPITAL: Final = r"[A-Z0-9][\w&'’+-]*(?:\.\w+)*"
_NAME: Final = rf"({_CAPITAL}(?:\s+(?:(?:of|the|and|de|&)\s+)?{_CAPITAL}){{0,5}})"
_RULES: Final = (
    re.compile(rf"^skip to more\s+{_NAME}\s+(?:sites|pages)", re.IGNORECASE),
    re.compile(rf"^(?i:follow|like|find)\s+{_NAME}\s+on\b"),
    re.compile(rf"^more (?:from|stories from|on)\s+{_NAME}\s*$", re.IGNORECASE),
    re.compile(rf"^(?:about|subscribe to|welcome to|advertise (?:with|on))\s+{_NAME}\s*$", re.IGNORECASE),
    re.compile(
        rf"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?(?:the\s+)?{_NAME}",
        re.IGNORECASE,
    ),
)
_NOBODY: Final = frozenset(
    (
        "us",
        "me",
        "him",
        "her",
        "them",
        "our",
        "the author",
        "this",
        "it",
        "the newsroom",
        "newsroom",
        "author",
        "the app",
        "advertising",
        "copyright",
    )
)
_MAX_CHARS: Final = 200
_MAX_CANDIDATES: Final = 8


def site_candidates(bodies: list[str], hinted: list[int]) -> list[str]:
    """Candidate names in the order of the page, each once; empty where the furniture names nobody.

    Args:
        bodies: The lines of the dump.
        hinted: The lines that the word lists point at.
    """
    found: dict[str, None] = {}
    for index in hinted:
        body = bodies[index]
        if len(body) > _MAX_CHARS:
            continue
        for rule in _RULES:
            match = rule.search(body)
            if match is not None and not body.startswith("/", match.end()):  # "© Jane Doe/AP" is a picture's
                name = match[1].strip(" .,-")
                if len(name) > 1 and not name.isdigit() and name.lower() not in _NOBODY:
                    found.setdefault(name)
                break
        if len(found) == _MAX_CANDIDATES:
            break
    return list(found)
