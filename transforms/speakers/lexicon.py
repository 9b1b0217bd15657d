"""The bundled lists by which names, titles and noun phrases are read, in the shapes that the rules look up."""

import functools
import unicodedata
from typing import Final, NamedTuple

from transforms.resources import read_rows, read_toml

KINDS: Final = ("person", "organization", "office", "collective", "metonym", "document", "anonymous")
AFFILIATION_CLASSES: Final = (
    "government",
    "politics",
    "law",
    "law_enforcement",
    "corporate",
    "ngo",
    "academic",
    "media",
    "religious",
    "witness",
    "victim",
)
ROLES: Final = ("decision_maker", "representative", "informational", "participant")


class Title(NamedTuple):
    """What a word before a name says of the person; empty where it says nothing."""

    kind: str  # honorific, office, rank, job, adjective
    gender: str
    affiliation_class: str
    role: str


class Noun(NamedTuple):
    """What the head noun of a source says of it."""

    kind: str  # person, anonymous, collective, organization, document
    gender: str
    affiliation_class: str
    role: str


class Place(NamedTuple):
    """A country, people, capital, state or region, with the place it stands for."""

    place: str
    form_kind: str  # country, adjective, people, capital, state, region
    country: str


class Alias(NamedTuple):
    """A known name of an organization, metonym or group of people."""

    name: str
    kind: str
    affiliation_class: str
    country: str
    alias_kind: str


class Lexicon(NamedTuple):
    """All lists, folded to lower case where the rule looks up folded words."""

    given_gender: dict[str, str]
    given_variant: dict[str, str]
    given_transliterated: frozenset[str]
    given_east_asian: frozenset[str]
    titles: dict[str, Title]
    nouns: dict[str, Noun]
    places: dict[str, Place]
    aliases: dict[str, Alias]
    function_words: frozenset[str]
    organization_words: frozenset[str]
    prepositions: frozenset[str]
    family_first: frozenset[str]
    quantity_nouns: frozenset[str]
    offices_of: tuple[str, ...]
    anonymous_marks: tuple[str, ...]
    pronouns: dict[str, str]
    complements: frozenset[str]
    things: frozenset[str]
    communities: frozenset[str]
    fields: frozenset[str]
    lower_adjectives: frozenset[str]
    generic_institutions: frozenset[str]
    territories: frozenset[str]
    office_ends: frozenset[str]
    title_stops: frozenset[str]
    abbreviations: tuple[str, ...]
    particles: tuple[str, ...]
    place_words: frozenset[str]
    class_words: dict[str, str]
    same_words: dict[str, str]
    parties: dict[str, str]


# origins of given names whose bearers' surnames are spelled in several ways in English
_TRANSLITERATED: Final = frozenset(
    {"arabic", "persian_turkish", "slavic", "hebrew", "indian", "armenian_georgian", "greek", "balkan_albanian"}
)
_PLAIN: Final = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss"})


@functools.lru_cache(maxsize=65536)  # the words of names repeat: one folding each
def fold(word: str) -> str:
    """The word in lower case without accents, with straight apostrophes."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFKD", word.replace("’", "'").translate(_PLAIN))
    return "".join(c for c in word if not unicodedata.combining(c)).lower()


@functools.cache
def lexicon() -> Lexicon:
    """Read the lists once per process."""
    words = read_toml("speakers.toml")
    given = read_rows("given_names.csv")
    nouns = {
        row["noun"]: Noun(row["kind"], row["gender"], row["affiliation_class"], row["role"])
        for row in read_rows("speaker_nouns.csv")
    }
    places = {
        row["form"]: Place(row["place"], row["form_kind"], row["country"]) for row in read_rows("speaker_places.csv")
    }
    aliases = {
        row["alias"]: Alias(row["name"], row["kind"], row["affiliation_class"], row["country"], row["alias_kind"])
        for row in read_rows("speaker_aliases.csv")
    }
    # peoples and parties are heads of noun phrases too: "Northmark's Saudis", "some Democrats"
    for form, place in places.items():
        if place.form_kind == "people":
            nouns.setdefault(fold(form), Noun("collective", "", "", "participant"))
    for form, alias in aliases.items():
        if alias.kind == "collective" and " " not in form:
            nouns.setdefault(fold(form), Noun("collective", "", alias.affiliation_class, "participant"))
    return Lexicon(
        given_gender={row["name"]: row["gender"] for row in given},
        given_variant={row["name"]: row["variant_group"] for row in given if row["variant_group"]},
        given_transliterated=frozenset(row["name"] for row in given if row["origin"] in _TRANSLITERATED),
        given_east_asian=frozenset(row["name"] for row in given if row["origin"] == "east_asian"),
        titles={
            row["form"]: Title(row["kind"], row["gender"], row["affiliation_class"], row["role"])
            for row in read_rows("speaker_titles.csv")
        },
        nouns=nouns,
        places=places,
        aliases=aliases,
        function_words=frozenset(words["function_words"].split()),
        organization_words=frozenset(words["organization_words"].split()),
        prepositions=frozenset(words["prepositions"]),
        family_first=frozenset(words["family_first"]),
        quantity_nouns=frozenset(words["quantity_nouns"]),
        offices_of=tuple(words["offices_of"]),
        anonymous_marks=tuple(words["anonymous_marks"]),
        pronouns=words["pronouns"],
        complements=frozenset(words["complements"]),
        things=frozenset(words["things"].split()),
        communities=frozenset(words["communities"]),
        fields=frozenset(words["fields"].split()),
        lower_adjectives=frozenset(words["lower_adjectives"]),
        generic_institutions=frozenset(words["generic_institutions"]),
        territories=frozenset(words["territories"]),
        office_ends=frozenset(words["office_ends"]),
        title_stops=frozenset(words["title_stops"]),
        abbreviations=tuple(words["abbreviations"]),
        particles=tuple(words["particles"]),
        place_words=frozenset(fold(place.place) for place in places.values()),
        class_words={word: class_ for class_, listed in words["class_words"].items() for word in listed},
        parties=words["parties"],
        same_words={word: same for same, listed in words["same_words"].items() for word in listed},
    )
