"""Name who acts towards whom: the capitalised names nearest before and after an act in its clause."""

import re
from typing import Final

_REACH: Final = 60  # characters in which a name is looked for
_NAMED: Final = r"[A-Z][\w.'’&-]*(?: (?:(?:of|the|and|de|al|bin|for|in) ){0,2}[A-Z][\w.'’&-]*)*"
_FIRST_NAME: Final = re.compile(rf"[^A-Z,;:.!?—–]*({_NAMED})")
_LAST_NAME: Final = re.compile(rf"({_NAMED})[^A-Z,;:—–]*\Z")
_NOT_A_NAME: Final = re.compile(
    r"^(?:(?:On|In|At|By|For|From|With|As|The|A|An|And|But|He|She|They|It|We|I|You|This|That|These|Those|If|When|While|After|Before|Since"
    r"|Meanwhile|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b\s*)+"
)
_OPENERS: Final = tuple("ABFHIMOSTWY")  # no other letter begins a word that is no name
_BY: Final = re.compile(r"\s+by\s+")


def parties(text: str, start: int, end: int) -> tuple[str | None, str | None]:
    """Actor and target of an act at these offsets; None where no name stands there.

    After a passive ("was criticised by …") the name behind acts, and the name before is its target.
    """
    actor, target = _before(text, start), _after(text, end)
    return (target, actor) if _BY.match(text, end) else (actor, target)


def _name(found: str) -> str | None:
    """A capitalised run as a name: without a sentence's first word or a weekday; None where nothing is left."""
    name = (_NOT_A_NAME.sub("", found) if found.startswith(_OPENERS) else found).rstrip(".'’")
    return name if name and name[0] not in "'’" else None


def _before(text: str, start: int) -> str | None:
    first = start - _REACH
    first = text.find(" ", first, start) + 1 if first > 0 else 0  # never half a word
    found = _LAST_NAME.search(text, first, start)
    return None if found is None else _name(found.group(1))


def _after(text: str, end: int) -> str | None:
    last = end + _REACH
    last = text.rfind(" ", end, last) if last < len(text) else len(text)
    found = _FIRST_NAME.match(text, end, last)
    return None if found is None else _name(found.group(1))
