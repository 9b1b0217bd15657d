"""What a written name is by itself, before its article is looked at: read once per process and name."""

from typing import Final, final

from transforms.annotations.speakers.lexicon import lexicon, plain_word
from transforms.annotations.speakers.names import read_run
from transforms.annotations.speakers.people import LONGEST_RUN
from transforms.text.memo import keep

PERSON: Final = "person"
ORGANIZATION: Final = "organization"
PLACE: Final = "place"
OTHER: Final = "other"
WEAK: Final = "weak"  # two words or more that may be a person
SINGLE: Final = "single"  # one word that may be anything
NO_NAME: Final = ""
_LONGEST_ACRONYM: Final = 6
_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "on", "to"})  # words that an acronym leaves out


@final
class Written:
    """A name as written.

    ``kind`` is one of the constants above; ``name`` is what it goes by, ``last`` the folded surname of what may be a
    person, ``first`` its folded given name, ``initials`` those of a body of several words.
    """

    __slots__ = ("family", "first", "initials", "is_acronym", "kind", "last", "name", "place", "size")

    def __init__(self, kind: str, name: str, *, first: str = "", last: str = "", place: str = "") -> None:
        self.kind = kind
        self.name = name
        self.first = first
        self.last = last
        self.place = place  # key of the place, of a listed one
        words = name.split()
        # "Moon Jae-in": the family's name stands first
        self.family = plain_word(words[0]) if len(words) > 1 and words[0] in lexicon().family_first else ""
        self.size = len(words)
        self.is_acronym = self.size == 1 and 1 < len(name) <= _LONGEST_ACRONYM and name.isupper() and name.isalpha()
        self.initials = "".join([word[0] for word in words if word not in _SMALL]) if self.size > 1 else ""


_READ: Final[dict[str, Written]] = {}


def written_name(text: str) -> Written:
    """Read a name without its title; the kind is empty where it is none ("Prime Minister")."""
    found = _READ.get(text)
    if found is None:
        found = keep(_READ, text, _read(text))
    return found


def _read(text: str) -> Written:
    words = lexicon()
    bare = text.removesuffix("'s").removesuffix("’s").rstrip("'’")
    place = words.places.get(bare)
    if place is not None:
        if place.form_kind in ("adjective", "people"):
            return Written(NO_NAME, bare)
        name = place.place if place.form_kind == "country" else bare
        return Written(PLACE, name, place=plain_word(name))
    alias = words.aliases.get(bare)
    if alias is not None:
        return Written(NO_NAME if alias.kind == "collective" else ORGANIZATION, alias.name)
    run = read_run(bare[:LONGEST_RUN])
    if run.kind == "person" and run.first:
        return Written(PERSON, run.name, first=run.first, last=run.last)
    if run.kind in ("person", "single") and len(run.tokens) == 1:
        return Written(SINGLE, run.name, last=run.last)
    if run.kind == "weak":
        return Written(WEAK, run.name, first=run.first, last=run.last)
    if run.kind == "thing":
        is_body = plain_word(run.tokens[-1]).rstrip(".") in words.organization_words
        return Written(ORGANIZATION if is_body else OTHER, " ".join(bare.split()))
    return Written(NO_NAME, bare)
