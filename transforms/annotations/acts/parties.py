"""Name who acts towards whom: the capitalised names nearest before and after an act in its clause."""

import re
from typing import Final

from transforms.annotations.acts.act import Act

_REACH: Final = 60  # characters in which a name is looked for
_NAMED: Final = r"[A-Z][\w.'’&-]*(?: (?:(?:of|the|and|de|al|bin|for) ){0,2}[A-Z][\w.'’&-]*)*"
_FIRST_NAME: Final = re.compile(rf"[^A-Z,;:.!?—–]*({_NAMED})")
_LAST_NAME: Final = re.compile(rf"({_NAMED})[^A-Z,;:—–]*\Z")
_NOT_A_NAME: Final = re.compile(
    r"^(?:(?:On|In|At|By|For|From|With|As|The|A|An|And|But|He|She|They|It|We|I|You|This|That|These|Those|If|When|While|After|Before|Since"
    r"|Meanwhile|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|More|Most|Some|Many|Few|Several|Both|All|Other|Others|Another|Two|Three|Four|Five|Six"
    r"|Seven|Eight|Nine|Ten|Dozens|Hundreds|Thousands|Millions|January|February|March|July|September|October"
    r"|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec|How|Why|What|Who|Where|Here|Now|New|Report|Opinion|Analysis|Exclusive|Breaking"
    r"|Video|Watch|Live|Today|Yesterday|Tomorrow|There|Then|Though|Although|Its|His|Their|Our|Your|Such|Yet|Not)(?:day)?\b\s*)+"
)
_OPENERS: Final = tuple("ABDEFHIJLMNORSTVWY")  # no other letter begins a word that is no name
_PLACE: Final = re.compile(
    r"\b(?:[Aa]t|[Bb]efore|[Dd]uring|[Ff]rom|[Ii]n|[Nn]ear|[Oo]n|[Oo]utside|[Ss]ince|[Uu]ntil|[Aa]cross) (?:the )?\Z"
)
_NO_OBJECT: Final = re.compile(
    r"\s*(?:$|[,;:.!?—–-]|(?:after|amid|as|at|by|during|for|from|in|near|on|over|under|when|while|with)\b)",
    re.IGNORECASE,
)
_DONE_TO: Final = ("accuse", "assault", "coerce", "sanction")  # acts that somebody suffers
_SUFFERED: Final = re.compile(r"(?:\w+ed|shot|held|hit|sent|slain|beaten|thrown)\b")
_BY: Final = re.compile(r"\s+by\s+")


def parties(text: str, start: int, end: int, *, is_suffered: bool = False) -> tuple[str | None, str | None]:
    """Actor and target of an act at these offsets; None where no name stands there.

    After a passive ("was criticised by …") the name behind acts, and the name before is its target; so it is where
    the act is suffered ("Reed forced out").
    """
    actor, target = _before(text, start), _after(text, end)
    if _BY.match(text, end):
        return target, actor
    return (None, actor) if is_suffered else (actor, target)


def is_suffered(text: str, act: Act) -> bool:
    """Whether the act's form is a participle without an object: what stands before it bears it."""
    if act.act_id not in _DONE_TO or len(act.terms) > 1 or _SUFFERED.match(act.terms[0]) is None:
        return False
    rest = act.terms[0].rpartition(" ")[2] if " " in act.terms[0] else ""  # "fired after" is a term
    return _NO_OBJECT.match(text, act.char_end) is not None or (rest != "" and _NO_OBJECT.match(rest) is not None)


def _name(found: str) -> str | None:
    """A capitalised run as a name: without a sentence's first word or a weekday; None where nothing is left."""
    name = (_NOT_A_NAME.sub("", found) if found.startswith(_OPENERS) else found).rstrip(".'’")
    return name if name and name[0] not in "'’" else None


def _before(text: str, start: int) -> str | None:
    """The last name before a place that does not only say where or when."""
    first = start - _REACH
    first = text.find(" ", first, start) + 1 if first > 0 else 0  # never half a word
    end = start
    while True:
        found = _LAST_NAME.search(text, first, end)
        if found is None:
            return None
        if _PLACE.search(text, first, found.start(1)) is None:
            return _name(found.group(1))
        end = found.start(1)


def _after(text: str, end: int) -> str | None:
    last = end + _REACH
    last = text.rfind(" ", end, last) if last < len(text) else len(text)
    found = _FIRST_NAME.match(text, end, last)
    if found is None or _PLACE.search(text, end, found.start(1)) is not None:
        return None
    return _name(found.group(1))
