"""Regular inflection of English nouns and verbs: the written forms of a lexicon's base forms."""

from functools import cache
from typing import Final

from transforms.resources import read_toml

_VOWELS: Final = "aeiou"
_PLAIN_PLURALS: Final = ("s", "x", "z", "ch", "sh")


@cache
def _verbs() -> tuple[frozenset[str], dict[str, list[str]]]:
    """Verbs that double their last consonant, and the past forms of irregular ones."""
    data = read_toml("acts_verb_forms.toml")
    return frozenset(data["doubling"].split()), {verb: past.split() for verb, past in data["irregular"].items()}


def plural(noun: str) -> str:
    """The regular plural of a noun, or of a noun phrase's last word."""
    if noun.endswith("man") and not noun.endswith(("human", "german", "roman", "ottoman")):
        return noun[:-2] + "en"
    if noun.endswith(_PLAIN_PLURALS):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> list[str]:
    """Base form, third person, past forms and -ing form of a verb; what follows the first word stays: ``call on``."""
    doubling, irregular = _verbs()
    first, space, rest = verb.partition(" ")
    third = plural(first) if first not in ("have", "do", "go") else {"have": "has", "do": "does", "go": "goes"}[first]
    if first.endswith("man"):
        third = first + "s"
    if first.endswith("ie"):
        ing = first[:-2] + "ying"
    elif first.endswith("e") and not first.endswith(("ee", "oe", "ye")) and first != "be":
        ing = first[:-1] + "ing"
    elif first in doubling:
        ing = first + first[-1] + "ing"
    else:
        ing = first + "ing"
    if first in irregular:
        past = irregular[first]
    elif first.endswith("e"):
        past = [first + "d"]
    elif first.endswith("y") and first[-2:-1] not in _VOWELS:
        past = [first[:-1] + "ied"]
    elif first in doubling:
        past = [first + first[-1] + "ed"]
    else:
        past = [first + "ed"]
    return [form + space + rest for form in dict.fromkeys((first, third, *past, ing))]


def inflect(term: str, form: str) -> list[str]:
    """All written forms of a lexicon term.

    Args:
        term: The term, in its base form.
        form: ``n`` a noun phrase (its last word takes the plural), ``v`` a verb (its first word is inflected), ``x``
            exactly as written.

    Raises:
        ValueError: The form is none of these.
    """
    if form == "x":
        return [term]
    if form == "n":
        return [term, plural(term)]
    if form == "v":
        return verb_forms(term)
    raise ValueError(f"form {form!r} of the term {term!r} is not one of n, v, x")
