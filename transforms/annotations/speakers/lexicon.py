"""The bundled lists by which names, titles and noun phrases are read, in the shapes that the rules look up."""

import functools
import unicodedata
from typing import Final, NamedTuple, final

from transforms.resources import read_rows, read_toml


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


# origins of given names whose bearers' surnames are spelled in several ways in English
_TRANSLITERATED: Final = frozenset(
    {"arabic", "persian_turkish", "slavic", "hebrew", "indian", "armenian_georgian", "greek", "balkan_albanian"}
)
_PLAIN: Final = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss"})


def plain_word(word: str) -> str:
    """The word in lower case without accents, with straight apostrophes."""
    return word.lower() if word.isascii() else _without_accents(word)


@functools.lru_cache(maxsize=65536)  # the words of names repeat: one folding each
def _without_accents(word: str) -> str:
    word = unicodedata.normalize("NFKD", word.replace("’", "'").translate(_PLAIN))
    return "".join(c for c in word if not unicodedata.combining(c)).lower()


@final
class Lexicon:
    """All lists, folded to lower case where the rule looks up folded words."""

    __slots__ = (
        "abbreviations",
        "aliases",
        "anonymous_marks",
        "class_words",
        "communities",
        "complements",
        "family_first",
        "fields",
        "function_words",
        "generic_institutions",
        "given_east_asian",
        "given_gender",
        "given_transliterated",
        "given_variant",
        "juniors",
        "lower_adjectives",
        "nouns",
        "office_ends",
        "offices_of",
        "organization_words",
        "particles",
        "parties",
        "place_words",
        "places",
        "prepositions",
        "pronouns",
        "quantity_nouns",
        "remit_holders",
        "remits",
        "same_words",
        "territories",
        "things",
        "title_stops",
        "titles",
    )

    def __init__(self) -> None:
        words = read_toml("speakers.toml")
        given = read_rows("given_names.csv")
        nouns = {
            row["noun"]: Noun(row["kind"], row["gender"], row["affiliation_class"], row["role"])
            for row in read_rows("speaker_nouns.csv")
        }
        places = {
            row["form"]: Place(row["place"], row["form_kind"], row["country"])
            for row in read_rows("speaker_places.csv")
        }
        aliases = {
            row["alias"]: Alias(row["name"], row["kind"], row["affiliation_class"], row["country"], row["alias_kind"])
            for row in read_rows("speaker_aliases.csv")
        }
        _add_groups(nouns, places, aliases)
        self.given_gender: dict[str, str] = {row["name"]: row["gender"] for row in given}
        self.given_variant: dict[str, str] = {
            row["name"]: row["variant_group"] for row in given if row["variant_group"]
        }
        self.given_transliterated: frozenset[str] = frozenset(
            row["name"] for row in given if row["origin"] in _TRANSLITERATED
        )
        self.given_east_asian: frozenset[str] = frozenset(row["name"] for row in given if row["origin"] == "east_asian")
        self.titles: dict[str, Title] = _titles()
        self.nouns: dict[str, Noun] = nouns
        self.places: dict[str, Place] = places
        self.aliases: dict[str, Alias] = aliases
        self.function_words: frozenset[str] = frozenset(words["function_words"].split())
        self.organization_words: frozenset[str] = frozenset(words["organization_words"].split())
        self.prepositions: frozenset[str] = frozenset(words["prepositions"])
        self.family_first: frozenset[str] = frozenset(words["family_first"])
        self.juniors: frozenset[str] = frozenset(map(plain_word, words["juniors"]))
        self.quantity_nouns: frozenset[str] = frozenset(words["quantity_nouns"])
        self.offices_of: tuple[str, ...] = tuple(words["offices_of"])
        self.remit_holders: tuple[str, ...] = tuple(words["remit_holders"])
        self.remits: tuple[str, ...] = tuple(words["remits"])
        self.anonymous_marks: tuple[str, ...] = tuple(words["anonymous_marks"])
        self.pronouns: dict[str, str] = words["pronouns"]
        self.complements: frozenset[str] = frozenset(words["complements"])
        self.things: frozenset[str] = frozenset(words["things"].split())
        self.communities: frozenset[str] = frozenset(words["communities"])
        self.fields: frozenset[str] = frozenset(words["fields"].split())
        self.lower_adjectives: frozenset[str] = frozenset(words["lower_adjectives"])
        self.generic_institutions: frozenset[str] = frozenset(words["generic_institutions"])
        self.territories: frozenset[str] = frozenset(words["territories"])
        self.office_ends: frozenset[str] = frozenset(words["office_ends"])
        self.title_stops: frozenset[str] = frozenset(words["title_stops"])
        self.abbreviations: tuple[str, ...] = tuple(words["abbreviations"])
        self.particles: tuple[str, ...] = tuple(words["particles"])
        self.place_words: frozenset[str] = frozenset(plain_word(place.place) for place in places.values())
        self.class_words: dict[str, str] = {
            word: class_ for class_, listed in words["class_words"].items() for word in listed
        }
        self.parties: dict[str, str] = words["parties"]
        self.same_words: dict[str, str] = {
            word: same for same, listed in words["same_words"].items() for word in listed
        }


def _titles() -> dict[str, Title]:
    return {
        row["form"]: Title(row["kind"], row["gender"], row["affiliation_class"], row["role"])
        for row in read_rows("speaker_titles.csv")
    }


def _add_groups(nouns: dict[str, Noun], places: dict[str, Place], aliases: dict[str, Alias]) -> None:
    """Peoples and parties are heads of noun phrases too: "Northmark's Saudis", "some Democrats"."""
    for form, place in places.items():
        if place.form_kind == "people":
            nouns.setdefault(plain_word(form), Noun("collective", "", "", "participant"))
    for form, alias in aliases.items():
        if alias.kind == "collective" and " " not in form:
            nouns.setdefault(plain_word(form), Noun("collective", "", alias.affiliation_class, "participant"))


_READ: Final[list[Lexicon]] = []


def lexicon() -> Lexicon:
    """The lists, read once per process."""
    if not _READ:
        _READ.append(Lexicon())
    return _READ[0]
