"""What goes into resolution and what comes out of it."""

from typing import Final, NamedTuple

from transforms.annotations.speakers.descriptions import NOTHING, Description
from transforms.annotations.speakers.people import Person


class Quote(NamedTuple):
    """What resolution needs of a quote; ``start`` (of the mention) and ``carried_from`` are -1 where there is none."""

    number: int  # quote_index
    kind: str
    mention: str
    start: int
    link: str
    carried_from: int  # number of the other quote
    sentence_id: str


class Sentences(NamedTuple):
    """Ids, offsets, paragraphs and roles of the sentences of an article's text, in its order."""

    ids: list[str]
    starts: list[int]
    ends: list[int]
    paragraphs: list[int]
    roles: list[str]


NO_SENTENCES: Final = Sentences([], [], [], [], [])


class Speaker(NamedTuple):
    """A resolved speaker: the values of the speaker columns, empty where unknown.

    ``person`` is the person of the article's index, which pronouns later on refer to.
    """

    name: str
    method: str
    kind: str
    rule: str
    confidence: float
    affiliation: str = ""
    affiliation_class: str = ""
    role: str = ""
    country: str = ""
    gender: str = ""
    title: str = ""
    person: Person | None = None


NOBODY: Final = Speaker("", "none", "", "no_mention", 0.0)


def unnamed(method: str, kind: str, rule: str, *, confidence: float = 0.2, gender: str = "") -> Speaker:
    """A speaker whom the article does not name, or between whose names it does not decide."""
    return Speaker("", method, kind, rule, confidence, gender=gender)


def person_speaker(
    person: Person, method: str, rule: str, confidence: float, *, known: Description, beside: Description = NOTHING
) -> Speaker:
    """A person of the article, with what stands beside this mention before what the article says elsewhere."""
    person.gender = person.gender or beside.gender or known.gender
    return Speaker(
        person.name,
        method,
        "person",
        rule,
        confidence,
        beside.affiliation or known.affiliation,
        beside.affiliation_class or known.affiliation_class,
        beside.role or known.role,
        beside.country or known.country,
        person.gender,
        beside.title if beside.head else known.title,
        person,
    )
